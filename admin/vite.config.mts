/** Builds the dashboard into admin/dist, served by the API under /admin/. `npx vite admin` proxies to a running API. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/admin/',
  plugins: [react()],
  server: { proxy: { '/api': process.env['MAILLON_URL'] ?? 'http://127.0.0.1:3000' } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1500, reportCompressedSize: false },
});
