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
const EX_RELANCE = {
  id: 'r-1',
  blocage: EX_BLOCAGE.id,
  cause: 'PRESENCE_NON_SAISIE',
  niveau: 1,
  organisme: '99900001100018',
  canal: 'COURRIEL',
  objet: '6 présences à saisir',
  etat: 'ENVOYEE',
  prevueLe: '2026-11-13T08:00:00.000Z',
  envoyeeLe: '2026-11-13T08:00:02.000Z',
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
const ListeRelances = PageDemandee.extend({
  cause: CodeCause.optional().meta({ example: 'PRESENCE_NON_SAISIE' }),
  organisme: z
    .string()
    .regex(/^\d{14}$/)
    .optional()
    .meta({ description: 'SIRET.', example: '99900001100018' }),
  etat: z.enum(['PREVUE', 'ENVOYEE', 'ECHEC']).optional().meta({ example: 'ENVOYEE' }),
});
const RelanceVue = z
  .object({
    id: z.string(),
    blocage: z.string(),
    cause: z.string(),
    niveau: z.number().int(),
    organisme: z.string().nullable(),
    canal: z.string(),
    objet: z.string().nullable(),
    etat: z.string(),
    prevueLe: z.string().nullable(),
    envoyeeLe: z.string().nullable(),
  })
  .meta({ id: 'Relance' });

/** What moving somebody to another slot may answer. */
const REPORT = ['creneau-introuvable', 'creneau-complet', 'creneau-passe', 'creneau-annule', 'recrutement-ferme', 'etape-incompatible'] as const;

type Blocage = Prisma.BlocageGetPayload<object>;
type Relance = Prisma.RelanceGetPayload<object>;

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
    route({
      methode: 'get',
      chemin: '/api/v1/relances',
      nom: 'listerRelances',
      resume: 'Lister les relances',
      etiquette: 'Blocages',
      droits: { portee: 'suivi:lire' },
      entree: { query: ListeRelances },
      reponses: {
        200: { description: 'Une page de relances, les plus récentes d’abord.', schema: page(RelanceVue), exemple: { elements: [EX_RELANCE], suivant: null } },
      },
      traiter: async ({ query, appelant, requete }) => {
        const lues = await listerRelances(hub, query, appelant);
        return repondrePage(
          lues,
          query.taille,
          requete.originalUrl,
          (r) => [quand(r).toISOString(), r.id],
          (r) => ({
            id: r.id,
            blocage: r.blocage,
            cause: r.cause,
            niveau: r.niveau,
            organisme: r.organisme,
            canal: r.canal,
            objet: r.objet,
            etat: r.etat,
            prevueLe: r.prevueLe?.toISOString() ?? null,
            envoyeeLe: r.envoyeeLe?.toISOString() ?? null,
          }),
        );
      },
    }),
  ];
};

const quand = (r: Relance): Date => r.envoyeeLe ?? r.prevueLe ?? new Date(0);

const lister = (hub: Deps['hub'], { acteur: acteurType, ...f }: z.infer<typeof Liste>, appelant: Appelant, maintenant: Date): Promise<Blocage[]> => {
  const apres = lireCurseur(z.tuple([z.iso.datetime(), z.string()]), f.apres);
  const suite = apres ? Prisma.sql`AND (b.depuis, b.id) > (${apres[0]}::timestamptz, ${apres[1]})` : Prisma.empty;
  return hub.$queryRaw<Blocage[]>`
    SELECT b.* FROM hub.blocage b WHERE ${blocagesOuverts({ ...f, acteurType }, maintenant, perimetre(appelant), { tout: true })} ${suite}
    ORDER BY b.depuis, b.id LIMIT ${f.taille + 1}`;
};

const listerRelances = (hub: Deps['hub'], f: z.infer<typeof ListeRelances>, appelant: Appelant): Promise<Relance[]> => {
  const apres = lireCurseur(z.tuple([z.iso.datetime(), z.string()]), f.apres);
  const rang = Prisma.sql`coalesce(r."envoyeeLe", r."prevueLe", to_timestamp(0))`;
  const conditions = [
    Prisma.sql`EXISTS (SELECT 1 FROM hub.blocage b WHERE b.id = r.blocage AND ${blocagesVisibles(perimetre(appelant))})`,
    ...(f.cause ? [Prisma.sql`r.cause = ${f.cause}`] : []),
    ...(f.organisme ? [Prisma.sql`r.organisme = ${f.organisme}`] : []),
    ...(f.etat ? [Prisma.sql`r.etat = ${f.etat}`] : []),
    ...(apres ? [Prisma.sql`(${rang}, r.id) < (${apres[0]}::timestamptz, ${apres[1]})`] : []),
  ];
  return hub.$queryRaw<
    Relance[]
  >`SELECT r.* FROM hub.relance r WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY ${rang} DESC, r.id DESC LIMIT ${f.taille + 1}`;
};
