// Biome formats and lints. ESLint is here for the two rules that need types: a promise that nobody awaits is a lost effect.
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/generated/**', '**/dist/**'] },
  {
    files: ['{workflows,activities,api,systems,cli,prisma,admin}/**/*.{ts,tsx}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // An async handler given to JSX or to an emitter that ignores its answer is still refused, except as a JSX attribute.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
);
