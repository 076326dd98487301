/** S18: two systems that say two things of a session, side by side; saying which is right. */
import { z } from 'zod';
import { ChampDivergent } from '../../domain/codes.ts';
import type { Deps } from '../deps.ts';
import { situationsDeSessions } from '../lecture/situations.ts';
import { avecIdempotence, EnteteIdempotence } from '../socle/idempotence.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { laSession } from './acces.ts';
import { EX, EX_SITUATION, idParametre, Situation } from './formes.ts';

const Cote = z.enum(['smf', 'kairos']);
const Divergence = z.object({ champ: ChampDivergent, smf: z.string(), kairos: z.string(), depuis: z.string() }).meta({ id: 'Divergence' });
const Choix = z.object({ session: z.string(), champ: ChampDivergent, choix: Cote, situation: Situation });

export const createRoutesDivergences = ({ hub, horloge, receptions }: Pick<Deps, 'hub' | 'horloge' | 'receptions'>): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/v1/sessions/{numero}/divergences',
    nom: 'lireDivergences',
    resume: 'Lire ce que deux systèmes disent différemment d’une session',
    etiquette: 'Offre',
    droits: { portee: 'offre:lire' },
    entree: { params: idParametre('numero', EX.session) },
    reponses: {
      200: {
        description: 'Celles sur lesquelles personne n’a encore choisi.',
        schema: z.object({ elements: z.array(Divergence) }),
        exemple: { elements: [{ champ: 'PLACES', smf: '12', kairos: '10', depuis: '2026-11-02T07:00:00.000Z' }] },
      },
    },
    refus: ['session-introuvable'],
    traiter: async ({ params, appelant }) => {
      const { numero } = await laSession(hub, params['numero'] ?? '', appelant);
      const lues = await hub.divergence.findMany({ where: { session: numero, choix: null }, orderBy: { champ: 'asc' } });
      return ok({ elements: lues.map(({ champ, smf, kairos, depuis }) => ({ champ, smf, kairos, depuis: depuis.toISOString() })) });
    },
  }),
  route({
    methode: 'post',
    chemin: '/api/v1/sessions/{numero}/divergences/{champ}/choix',
    nom: 'choisirValeur',
    resume: 'Choisir entre deux valeurs qui divergent',
    description: 'Saisir ma formation et Kairos ne disent pas la même chose : la valeur choisie s’impose, l’autre est gardée au journal.',
    etiquette: 'Offre',
    droits: { portee: 'offre:ecrire' },
    entree: {
      params: z.object({
        numero: z.string().min(1).max(200).meta({ description: 'Identifiant.', example: EX.session }),
        champ: ChampDivergent.meta({ description: 'Ce qui diverge.', example: 'PLACES' }),
      }),
      entetes: EnteteIdempotence,
      corps: z.strictObject({ systeme: Cote }),
    },
    exempleCorps: { systeme: 'kairos' },
    reponses: {
      202: { description: 'Choix enregistré.', schema: Choix, exemple: { session: EX.session, champ: 'PLACES', choix: 'kairos', situation: EX_SITUATION } },
    },
    refus: ['session-introuvable', 'introuvable', 'deja-fait'],
    traiter: async ({ params, entetes, corps: { systeme }, appelant, requete }) => {
      const s = await laSession(hub, params.numero, appelant);
      const { champ } = params;
      return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps: { systeme }, requete }, async (id) => {
        const divergence = await hub.divergence.findUnique({ where: { session_champ: { session: s.numero, champ } } });
        if (!divergence) throw refus('introuvable');
        if (divergence.choix !== null) throw refus('deja-fait');
        const date = new Date(horloge.maintenant()).toISOString();
        const message = { type: 'session.valeur-choisie' as const, donnees: { date, session: s.numero, champ, systeme } };
        await receptions.accepter({ source: appelant.par, id }, async () => message);
        const situations = await situationsDeSessions(hub, [s], horloge.maintenant());
        return { statut: 202, corps: { session: s.numero, champ, choix: systeme, situation: situations.get(s.numero) } };
      });
    },
  }),
];
