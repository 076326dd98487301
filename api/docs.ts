/** The documentation page, self-hosted, and the document it reads. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';
import { type CodeProbleme, PROBLEMES, refus } from './socle/problemes.ts';

const PAGE = `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>API de Maillon</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><main id="doc"></main><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/demarrage.js"></script></body>
</html>`;
const DEMARRAGE = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#doc', deepLinking: true, persistAuthorization: false });`;

export const createDocs = (document: object): Router => {
  const dossier = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const routeur = Router();
  // What the `type` of a refusal points at.
  routeur.get('/problemes/:code', (req, res, next) => {
    const { code } = req.params;
    if (!Object.hasOwn(PROBLEMES, code)) return next(refus('introuvable'));
    res.json({ code, ...PROBLEMES[code as CodeProbleme] });
  });
  routeur.get('/api/v1/openapi.json', (_req, res) => void res.json(document));
  routeur.get(['/api/docs', '/api/docs/'], (_req, res) => void res.type('html').send(PAGE));
  routeur.get('/api/docs/demarrage.js', (_req, res) => void res.type('js').send(DEMARRAGE));
  routeur.use('/api/docs', express.static(dossier, { index: false, maxAge: '1d' }));
  return routeur;
};
