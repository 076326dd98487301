/** The OpenAPI 3.1 document, from the same table of routes as the router. */
import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { type CodeProbleme, PROBLEMES, Probleme, problemeDe, refus } from './problemes.ts';
import type { Route } from './route.ts';

/** What any route of this shape may refuse, so that no route has to say it again. */
const refusCommuns = (r: Route): CodeProbleme[] => [
  ...(r.entree.params ? (['introuvable'] as const) : []),
  ...(r.entree.query || r.entree.entetes ? (['parametre-invalide'] as const) : []),
  ...(r.entree.corps && !r.typeCorps ? (['json-invalide', 'corps-trop-volumineux', 'type-non-pris-en-charge', 'requete-invalide'] as const) : []),
  ...(r.droits === 'libre' ? [] : (['authentification-requise', 'acces-refuse'] as const)),
  'trop-de-requetes',
  'indisponible',
];

const reponsesDeRefus = (r: Route) => {
  const parStatut = new Map<number, Set<CodeProbleme>>();
  for (const code of [...refusCommuns(r), ...(r.refus ?? [])]) {
    const { statut } = PROBLEMES[code];
    parStatut.set(statut, (parStatut.get(statut) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...parStatut].map(([statut, codes]) => [
      statut,
      {
        description: [...codes].map((c) => `\`${c}\` : ${PROBLEMES[c].titre}`).join('\n\n'),
        content: {
          'application/problem+json': {
            schema: Probleme,
            examples: Object.fromEntries([...codes].map((c) => [c, { value: problemeDe(refus(c), '/requetes/7f3c') }])),
          },
        },
      },
    ]),
  );
};

const objet = (forme: z.ZodType | undefined): z.ZodObject | undefined => (forme instanceof z.ZodObject ? forme : undefined);

const reponsesDites = (r: Route) =>
  Object.fromEntries(
    Object.entries(r.reponses).map(([statut, { description, schema, exemple, type }]) => [
      statut,
      {
        description,
        ...((schema || type) && {
          content: { [type ?? 'application/json']: { schema: schema ?? z.string(), ...(exemple !== undefined && { example: exemple }) } },
        }),
      },
    ]),
  );

export const createOpenApi = (routes: readonly Route[], { url, version }: { url: string; version: string }): object => {
  const registre = new OpenAPIRegistry();
  registre.registerComponent('securitySchemes', 'cle', {
    type: 'http',
    scheme: 'bearer',
    description: 'Clé d’API `mln_<environnement>_<identifiant>_<secret>`.',
  });
  registre.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: url.startsWith('https:') ? '__Host-session' : 'session' });
  for (const r of routes) {
    registre.registerPath({
      method: r.methode,
      path: r.chemin,
      operationId: r.nom,
      summary: r.resume,
      ...(r.description && { description: r.description }),
      tags: [r.etiquette],
      security: r.droits === 'libre' ? [{}] : [{ cle: [] }, { session: [] }],
      request: {
        ...(objet(r.entree.params) && { params: objet(r.entree.params) }),
        ...(objet(r.entree.query) && { query: objet(r.entree.query) }),
        ...(objet(r.entree.entetes) && { headers: objet(r.entree.entetes) }),
        ...(r.entree.corps && {
          body: {
            required: true,
            content: { [r.typeCorps ?? 'application/json']: { schema: r.entree.corps, ...(r.exempleCorps !== undefined && { example: r.exempleCorps }) } },
          },
        }),
      },
      responses: { ...reponsesDites(r), ...reponsesDeRefus(r) },
    });
  }
  const etiquettes = [...new Set(routes.map((r) => r.etiquette))];
  return new OpenApiGeneratorV31(registre.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Maillon',
      version,
      description: 'Le chaînon de l’information formation : offres, créneaux, positionnements et parcours, suivis de bout en bout.',
      contact: { name: 'Équipe Maillon', email: 'equipe@maillon.example' },
      license: { name: 'Usage interne', identifier: 'LicenseRef-Interne' },
    },
    servers: [{ url }],
    tags: etiquettes.map((name) => ({ name, description: `Opérations de la rubrique « ${name} ».` })),
  });
};
