/** What is stuck, as this caller may see it, and what can be done about it. Reminders sent and to come. */
import { z } from 'zod';
import { CodeCause } from '../../domain/causes.ts';
import { ActeurType } from '../../domain/codes.ts';
import { Prisma } from '../../prisma/hub.ts';
import { type Appelant, perimetre } from '../acces/portees.ts';
import { createAgir } from '../admin/actions.ts';
import { CodeAction, DemandeAction } from '../contract/admin.ts';
import type { Deps } from '../deps.ts';
import { situationsDeBlocages } from '../lecture/blocages.ts';
import { blocagesOuverts } from '../lecture/filtre-blocages.ts';
import { blocagesVisibles } from '../lecture/perimetre.ts';
import { lireCurseur, PageDemandee, page, repondrePage } from '../socle/pages.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { EX, EX_SITUATION, Situation } from './formes.ts';

const Sujet = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const EX_BLOCAGE = {
  id: `creneau:${EX.creneau}#PRESENCE_NON_SAISIE#1`,
  processus: `creneau:${EX.creneau}`,
  sujet: { session: EX.session, creneau: EX.creneau },
  situation: { ...EX_SITUATION, etat: 'bloque', cause: 'PRESENCE_NON_SAISIE' },
};

const Liste = PageDemandee.extend({
  cause: CodeCause.optional().meta({ example: 'PRESENCE_NON_SAISIE' }),
  acteur: ActeurType.optional().meta({ description: 'Qui doit agir.', example: 'OF' }),
  organisme: z
    .string()
    .regex(/^\d{14}$/)
    .optional()
    .meta({ description: 'SIRET.', example: '99900001100018' }),
  gravite: z.enum(['a_temps', 'bientot', 'en_retard']).optional().meta({ example: 'en_retard' }),
});

/** What moving somebody to another slot may answer. */
const REPORT = ['creneau-introuvable', 'creneau-complet', 'creneau-passe', 'creneau-annule', 'recrutement-ferme', 'etape-incompatible'] as const;

type Blocage = Prisma.BlocageGetPayload<object>;

export const createRoutesBlocages = ({ hub, horloge, flux, receptions }: Pick<Deps, 'hub' | 'horloge' | 'flux' | 'receptions'>): Route[] => {
  const agir = createAgir({ hub, flux, horloge, receptions });
  return [
    route({
      methode: 'get',
      chemin: '/api/v1/blocages',
      nom: 'listerBlocages',
      resume: 'Lister ce qui est bloqué',
      etiquette: 'Blocages',
      droits: { portee: 'suivi:lire' },
      entree: { query: Liste },
      reponses: {
        200: {
          description: 'Une page de blocages, les plus anciens d’abord.',
          schema: page(z.object({ id: z.string(), processus: z.string(), sujet: Sujet, situation: Situation })),
          exemple: { elements: [EX_BLOCAGE], suivant: null },
        },
      },
      traiter: async ({ query, appelant, requete }) => {
        const lus = await lister(hub, query, appelant, new Date(horloge.maintenant()));
        const situations = await situationsDeBlocages(hub, lus, horloge.maintenant());
        return repondrePage(
          lus,
          query.taille,
          requete.originalUrl,
          (b) => [b.depuis.toISOString(), b.id],
          (b) => ({ id: b.id, processus: b.processus, sujet: b.sujet, situation: situations.get(b.id) }),
        );
      },
    }),
    route({
      methode: 'post',
      chemin: '/api/v1/blocages/{id}/actions/{code}',
      nom: 'agirSurBlocage',
      resume: 'Agir sur un blocage : relancer, mettre en veille, prendre en charge, corriger, passer…',
      description: 'Le motif est gardé au journal ; il est obligatoire pour passer une étape et pour marquer un dossier traité hors système.',
      etiquette: 'Blocages',
      droits: { portee: 'blocages:agir' },
      entree: {
        params: z.object({
          id: z.string().min(1).max(300).meta({ description: 'Identifiant du blocage.', example: EX_BLOCAGE.id }),
          code: CodeAction.meta({ description: 'Action.', example: 'relancer' }),
        }),
        corps: DemandeAction,
      },
      exempleCorps: { motif: 'Demande de l’organisme au téléphone' },
      reponses: {
        200: {
          description: 'Action faite.',
          schema: z.object({ blocage: z.string(), fait: z.boolean(), phrase: z.string(), jusqua: z.string().nullable() }),
          exemple: { blocage: EX_BLOCAGE.id, fait: true, phrase: 'Relance envoyée.', jusqua: null },
        },
      },
      refus: ['action-impossible', 'deja-fait', 'relance-recente', 'nir-refuse', ...REPORT, 'indisponible'],
      traiter: async ({ params: { id, code }, corps, appelant }) => {
        const [visible] = await hub.$queryRaw<unknown[]>`SELECT 1 FROM hub.blocage b WHERE b.id = ${id} AND ${blocagesVisibles(perimetre(appelant))}`;
        if (!visible) throw refus('introuvable');
        return ok(await agir(appelant, id, code, corps));
      },
    }),
  ];
};

const lister = (hub: Deps['hub'], { acteur: acteurType, ...f }: z.infer<typeof Liste>, appelant: Appelant, maintenant: Date): Promise<Blocage[]> => {
  const apres = lireCurseur(z.tuple([z.iso.datetime(), z.string()]), f.apres);
  const suite = apres ? Prisma.sql`AND (b.depuis, b.id) > (${apres[0]}::timestamptz, ${apres[1]})` : Prisma.empty;
  return hub.$queryRaw<Blocage[]>`
    SELECT b.* FROM hub.blocage b WHERE ${blocagesOuverts({ ...f, acteurType }, maintenant, perimetre(appelant), { tout: true })} ${suite}
    ORDER BY b.depuis, b.id LIMIT ${f.taille + 1}`;
};
