/** The reconciliation on demand: one comparison of the hub with the engine and the partners, now, and what it found. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { BilanRapprochement } from '../../domain/bilan-rapprochement.ts';
import type { Deps } from '../deps.ts';
import type { ReconciliationLue } from '../flux.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Reponse, type Route, route } from '../socle/route.ts';

const ATTENTE_MS = 55_000;
const LECTURE_MS = 5_000;
const GRACE_MAX_S = 3_600;

const Vue = z.object({ id: z.uuid(), etat: z.enum(['EN_COURS', 'TERMINEE', 'ECHEC']), bilan: BilanRapprochement.nullable() }).meta({ id: 'Reconciliation' });
const EX = {
  id: '7c1f0d52-9f55-4f55-8a55-0d52a9f55f55',
  etat: 'TERMINEE',
  bilan: { compares: { flux: 212, session: 40 }, enMouvement: 3, ecarts: 1, repares: 1, leves: 0, muets: [], details: [] },
};
const EN_COURS = { id: EX.id, etat: 'EN_COURS', bilan: null };
/** Whoever runs the house. */
const droits = { roles: ['ADMIN', 'DEMO'] as const };
const COMMUN = { etiquette: 'Réconciliation', droits, refus: ['indisponible'] as const };

export const createRoutesReconciliations = ({ flux }: Pick<Deps, 'flux'>): Route[] => [
  route({
    ...COMMUN,
    methode: 'post',
    chemin: '/api/v1/reconciliations',
    nom: 'lancerReconciliation',
    resume: 'Comparer maintenant Maillon, son moteur et les partenaires',
    description:
      'Une comparaison passe aussi d’elle-même, à période fixe. Ce qui vient de changer est laissé de côté : `grace` dit depuis combien de secondes.',
    entree: { corps: z.strictObject({ grace: z.number().int().min(0).max(GRACE_MAX_S).optional() }) },
    exempleCorps: { grace: 30 },
    reponses: {
      200: { description: 'Comparaison faite.', schema: Vue, exemple: EX },
      202: { description: 'Elle dure encore : son résultat se lit à l’adresse donnée.', schema: Vue, exemple: EN_COURS },
    },
    traiter: async ({ corps }) => {
      const id = randomUUID();
      if ((await flux.reconcilier(id, corps.grace === undefined ? {} : { graceMs: corps.grace * 1_000 })) === 'SILENCE') throw refus('indisponible');
      const lue = await flux.lireReconciliation(id, ATTENTE_MS);
      return rendre(id, lue === 'SILENCE' || lue === 'ABSENT' ? { etat: 'EN_COURS' } : lue);
    },
  }),
  route({
    ...COMMUN,
    methode: 'get',
    chemin: '/api/v1/reconciliations/{id}',
    nom: 'lireReconciliation',
    resume: 'Lire une réconciliation',
    entree: { params: z.object({ id: z.uuid().meta({ description: 'Identifiant de la réconciliation.', example: EX.id }) }) },
    reponses: {
      200: { description: 'Ce qu’elle a trouvé.', schema: Vue, exemple: EX },
      202: { description: 'Elle dure encore.', schema: Vue, exemple: EN_COURS },
    },
    traiter: async ({ params: { id } }) => {
      const lue = await flux.lireReconciliation(id, LECTURE_MS);
      if (lue === 'SILENCE') throw refus('indisponible');
      if (lue === 'ABSENT') throw refus('introuvable');
      return rendre(id, lue);
    },
  }),
];

const rendre = (id: string, lue: ReconciliationLue): Reponse => {
  const corps = { id, etat: lue.etat, bilan: lue.etat === 'TERMINEE' ? BilanRapprochement.parse(lue.bilan) : null };
  return lue.etat === 'EN_COURS' ? { statut: 202, corps, entetes: { Location: `/api/v1/reconciliations/${id}` } } : ok(corps);
};
