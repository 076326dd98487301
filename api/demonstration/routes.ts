/** GET and POST /api/demonstration/calendrier: absent in production. */
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { createAvancer } from './calendrier.ts';
import { lireDuree } from './duree.ts';

const UN_AN_MS = 366 * 86_400_000;
const CalendrierVu = z.object({ maintenant: z.string(), flux: z.number().int() }).meta({ id: 'Calendrier' });
const EXEMPLE = { maintenant: '2026-11-24T09:12:00.000Z', flux: 212 };

export const createRoutesCalendrier = (deps: Deps): Route[] => {
  const { hub, horloge, config } = deps;
  if (!config.demonstration) return [];
  const avancer = createAvancer(deps);
  const vu = (maintenant: number, flux: number) => ok({ maintenant: new Date(maintenant).toISOString(), flux });
  return [
    route({
      methode: 'get',
      chemin: '/api/demonstration/calendrier',
      nom: 'lireCalendrier',
      resume: 'Lire la date métier',
      etiquette: 'Démonstration',
      droits: {},
      reponses: { 200: { description: 'La date métier et le nombre de flux ouverts.', schema: CalendrierVu, exemple: EXEMPLE } },
      traiter: async () => vu(horloge.maintenant(), await hub.processus.count({ where: { ouvert: true } })),
    }),
    route({
      methode: 'post',
      chemin: '/api/demonstration/calendrier',
      nom: 'avancerCalendrier',
      resume: 'Avancer la date métier',
      description: 'Un saut long est fait de pas d’un jour au plus, chacun entendu de tous avant le suivant.',
      etiquette: 'Démonstration',
      droits: { portee: 'calendrier:avancer' },
      entree: { corps: z.strictObject({ avancer: z.string().max(40).meta({ description: 'Durée ISO 8601 : P1D, PT6H, P2W…' }) }) },
      exempleCorps: { avancer: 'P1D' },
      reponses: { 200: { description: 'Tous les flux ouverts ont entendu la nouvelle date.', schema: CalendrierVu, exemple: EXEMPLE } },
      traiter: async ({ corps }) => {
        const duree = lireDuree(corps.avancer, horloge.maintenant());
        if (duree === null || duree > UN_AN_MS)
          throw refus('requete-invalide', {
            errors: [{ pointer: '#/avancer', detail: 'Durée ISO 8601 positive, d’un an au plus : P1D, PT6H, P2W, P1M…' }],
          });
        const { maintenant, flux } = await avancer(duree);
        return vu(maintenant, flux);
      },
    }),
  ];
};
