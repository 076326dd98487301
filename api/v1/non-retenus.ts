/** What an organisme says afterwards of the people it met off-system. */
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { ecrireNonRetenus, NonRetenusRecus } from '../receptions/non-retenus.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import { avecIdempotence, EnteteIdempotence } from '../socle/idempotence.ts';
import { type Route, route } from '../socle/route.ts';
import { laSession } from './acces.ts';
import { EX, idParametre } from './formes.ts';

export const createRoutesNonRetenus = ({ hub, horloge, receptions }: Pick<Deps, 'hub' | 'horloge' | 'receptions'>): Route[] => [
  route({
    methode: 'post',
    chemin: '/api/v1/sessions/{numero}/non-retenus',
    nom: 'declarerNonRetenus',
    resume: 'Déclarer les candidats reçus hors système et non retenus',
    description: 'Chaque candidat laisse une trace, avec son motif. Une liste vide dit que personne d’autre n’a été reçu.',
    etiquette: 'Sessions',
    droits: { portee: 'parcours:ecrire' },
    entree: { params: idParametre('numero', EX.session), entetes: EnteteIdempotence, corps: NonRetenusRecus },
    exempleCorps: {
      candidats: [{ personne: { nom: 'Exemple', prenom: 'Camille', courriel: 'camille@personne.example' }, motif: 'Projet à préciser' }],
    },
    reponses: {
      202: {
        description: 'Déclaration enregistrée.',
        schema: z.object({ session: z.string(), declares: z.number().int() }),
        exemple: { session: EX.session, declares: 1 },
      },
    },
    refus: ['session-introuvable', 'nir-refuse'],
    traiter: async ({ params, corps, entetes, appelant, requete }) => {
      refuserNir(corps);
      const { numero } = await laSession(hub, params['numero'] ?? '', appelant);
      return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => {
        const date = new Date(horloge.maintenant()).toISOString();
        await receptions.accepter({ source: appelant.par, id }, (tx) => ecrireNonRetenus(tx, numero, corps, { source: appelant.par, id, date }));
        return { statut: 202, corps: { session: numero, declares: corps.candidats.length } };
      });
    },
  }),
];
