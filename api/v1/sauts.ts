/** G7: how long an offer took to reach each system that shows it. */
import { z } from 'zod';
import { Saut, sautsDe } from '../../domain/publication.ts';
import type { Deps } from '../deps.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { laSession } from './acces.ts';
import { EX, idParametre } from './formes.ts';

const SautsVus = z
  .object({ systeme: z.string(), sauts: z.array(z.object({ saut: Saut, de: z.string(), a: z.string(), heures: z.number() })) })
  .meta({ id: 'Sauts' });
const EXEMPLE = { systeme: 'kairos', sauts: [{ saut: 'EXPORT', de: '2026-10-28T08:00:00.000Z', a: '2026-10-28T19:00:00.000Z', heures: 11 }] };

export const createRoutesSauts = ({ hub }: Pick<Deps, 'hub'>): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/v1/sessions/{numero}/sauts',
    nom: 'lireSauts',
    resume: 'Lire les délais de publication d’une session, saut par saut',
    etiquette: 'Offre',
    droits: { portee: 'offre:lire' },
    entree: { params: idParametre('numero', EX.session) },
    reponses: {
      200: {
        description: 'Pour chaque système, les sauts déjà faits et leur durée en heures.',
        schema: z.object({ elements: z.array(SautsVus) }),
        exemple: { elements: [EXEMPLE] },
      },
    },
    refus: ['session-introuvable'],
    traiter: async ({ params, appelant }) => {
      const { numero } = await laSession(hub, params['numero'] ?? '', appelant);
      const lues = await hub.publication.findMany({ where: { session: numero }, orderBy: { systeme: 'asc' } });
      return ok({ elements: lues.map((p) => ({ systeme: p.systeme, sauts: sautsDe(p) })) });
    },
  }),
];
