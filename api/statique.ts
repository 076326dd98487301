/** The built dashboard under /admin/: hashed assets for ever, the page itself never cached. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

export const createStatique = (dossier: string | undefined): Router => {
  const routeur = Router();
  routeur.get('/', (_req, res) => res.redirect(302, '/admin/'));
  if (!dossier || !existsSync(join(dossier, 'index.html'))) return routeur;
  const page = join(dossier, 'index.html');
  routeur.use('/admin/assets', express.static(join(dossier, 'assets'), { immutable: true, maxAge: '365d', index: false, fallthrough: false }));
  routeur.use('/admin', express.static(dossier, { index: false, redirect: false, maxAge: 0 }));
  // Every screen has an address of its own.
  routeur.get(['/admin', '/admin/*chemin'], (_req, res) => void res.set('Cache-Control', 'no-cache').sendFile(page));
  return routeur;
};
