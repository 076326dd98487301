/** A candidate's path: read, listed, and the acts of the OF after the candidate is retained. */
import { z } from 'zod';
import { EtapeParcours } from '../../domain/codes.ts';
import { type HubTx, Prisma } from '../../prisma/hub.ts';
import { type Appelant, perimetre } from '../acces/portees.ts';
import type { Deps } from '../deps.ts';
import { detailParcours } from '../lecture/parcours.ts';
import { parcoursVisibles } from '../lecture/perimetre.ts';
import { situationsDeParcours } from '../lecture/situations.ts';
import * as suite from '../receptions/parcours.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import type { ARelayer } from '../receptions/types.ts';
import { avecIdempotence, EnteteIdempotence } from '../socle/idempotence.ts';
import { lireCurseur, PageDemandee, page, repondrePage } from '../socle/pages.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { estOrganisme, leParcours } from './acces.ts';
import { EX, EX_SITUATION, idParametre, Motif, ParcoursAvance, ParcoursVu, Situation } from './formes.ts';

const Jour = z.iso.date().meta({ example: '2026-12-07' });
const EX_AVANCE = { id: EX.parcours, etape: 'ENTREE_A_VALIDER', situation: EX_SITUATION };
const EX_PARCOURS = {
  id: EX.parcours,
  etape: 'CONVOQUE',
  session: EX.session,
  positionnements: [{ id: EX.positionnement, creneau: EX.creneau, statut: 'CONFIRME', presence: null, suite: null }],
  situation: EX_SITUATION,
  etapes: [{ etape: 'POSITIONNE', date: '2026-11-03T08:12:00.000Z' }],
  chronologie: [{ date: '2026-11-03T08:12:00.000Z', acteur: 'cle:ml', systeme: 'kairos', fait: 'POSITIONNE', detail: null }],
  matrice: { KAIROS: { POSITIONNEMENT: { etat: 'VISIBLE', depuis: '2026-11-03T08:12:01.000Z', regle: null, raison: null } } },
};
const AVANT_ENTREE: readonly EtapeParcours[] = ['RETENU', 'INSCRIT', 'AIS_GENEREE', 'ENTREE_A_VALIDER'];
const EN_COURS: readonly EtapeParcours[] = ['ENTREE_ATTESTEE', 'EN_FORMATION', 'INTERROMPU'];

const Liste = PageDemandee.extend({
  session: z.string().max(60).optional().meta({ example: EX.session }),
  etape: EtapeParcours.optional().meta({ example: 'CONVOQUE' }),
  bloque: z.stringbool().optional().meta({ type: 'boolean', description: 'Ceux qu’un blocage retient.', example: true }),
});

type Parcours = Prisma.ParcoursGetPayload<object>;
type DepsParcours = Pick<Deps, 'hub' | 'horloge' | 'receptions'>;

/** One act on a path: what it takes, from which steps, what it writes. */
const acteDe = <C extends z.ZodType>(
  { hub, horloge, receptions }: DepsParcours,
  a: {
    suffixe: string;
    nom: string;
    resume: string;
    corps: C;
    exemple: unknown;
    depuis: readonly EtapeParcours[];
    ecrire(tx: HubTx, p: Parcours, corps: z.output<C>, date: string): Promise<ARelayer> | ARelayer;
  },
): Route =>
  route({
    methode: 'post',
    chemin: `/api/v1/parcours/{id}/${a.suffixe}`,
    nom: a.nom,
    resume: a.resume,
    etiquette: 'Parcours',
    droits: { portee: 'parcours:ecrire' },
    entree: { params: idParametre('id', EX.parcours), entetes: EnteteIdempotence, corps: a.corps },
    exempleCorps: a.exemple,
    reponses: { 202: { description: 'Demande enregistrée.', schema: ParcoursAvance, exemple: EX_AVANCE } },
    refus: ['etape-incompatible', 'dates-incoherentes', 'nir-refuse'],
    traiter: async ({ params, corps, entetes, appelant, requete }) => {
      refuserNir(corps);
      const p = await leParcours(hub, params['id'] ?? '', appelant);
      return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => {
        if (!a.depuis.includes(EtapeParcours.parse(p.etape))) throw refus('etape-incompatible', { detail: `Le parcours en est à l’étape ${p.etape}.` });
        await receptions.accepter({ source: appelant.par, id }, async (tx) => a.ecrire(tx, p, corps, new Date(horloge.maintenant()).toISOString()));
        return { statut: 202, corps: await avance(hub, p.id, horloge.maintenant(), appelant) };
      });
    },
  });

const avance = async (hub: Deps['hub'], id: string, maintenant: number, appelant: Appelant) => {
  const p = await hub.parcours.findUniqueOrThrow({ where: { id } });
  const situations = await situationsDeParcours(hub, [p], maintenant, { pourOrganisme: estOrganisme(appelant) });
  return { id, etape: p.etape, situation: situations.get(id) };
};

export const createRoutesParcours = (deps: DepsParcours): Route[] => {
  const { hub, horloge } = deps;
  return [
    route({
      methode: 'get',
      chemin: '/api/v1/parcours',
      nom: 'listerParcours',
      resume: 'Lister les parcours que vous suivez',
      etiquette: 'Parcours',
      droits: { portee: 'suivi:lire' },
      entree: { query: Liste },
      reponses: {
        200: {
          description: 'Une page de parcours, les plus récents d’abord.',
          schema: page(z.object({ id: z.string(), session: z.string(), etape: EtapeParcours, situation: Situation })),
          exemple: { elements: [{ id: EX.parcours, session: EX.session, etape: 'CONVOQUE', situation: EX_SITUATION }], suivant: null },
        },
      },
      traiter: async ({ query, appelant, requete }) => {
        const lus = await lister(hub, query, appelant);
        const situations = await situationsDeParcours(hub, lus, horloge.maintenant(), { pourOrganisme: estOrganisme(appelant) });
        return repondrePage(
          lus,
          query.taille,
          requete.originalUrl,
          (p) => [p.creeLe.toISOString(), p.id],
          (p) => ({ id: p.id, session: p.session, etape: p.etape, situation: situations.get(p.id) }),
        );
      },
    }),
    route({
      methode: 'get',
      chemin: '/api/v1/parcours/{id}',
      nom: 'lireParcours',
      resume: 'Lire un parcours : situation, étapes, chronologie, matrice',
      etiquette: 'Parcours',
      droits: { portee: 'suivi:lire' },
      entree: { params: idParametre('id', EX.parcours) },
      reponses: { 200: { description: 'Le parcours tel que vous pouvez le voir.', schema: ParcoursVu, exemple: EX_PARCOURS } },
      traiter: async ({ params, appelant }) =>
        ok(await detailParcours(hub, await leParcours(hub, params['id'] ?? '', appelant), horloge.maintenant(), { pourOrganisme: estOrganisme(appelant) })),
    }),
    acteDe(deps, {
      suffixe: 'entree',
      nom: 'attesterEntree',
      resume: 'Attester l’entrée en formation, ou en corriger la date',
      corps: z.strictObject({ date: Jour }),
      exemple: { date: '2026-12-07' },
      depuis: [...AVANT_ENTREE, ...EN_COURS],
      ecrire: (_tx, p, { date: jour }, date) => suite.attesterEntree(p, jour, date),
    }),
    acteDe(deps, {
      suffixe: 'annulation',
      nom: 'annulerInscription',
      resume: 'Annuler l’inscription avant l’entrée',
      corps: z.strictObject({ motif: Motif }),
      exemple: { motif: 'Raison matérielle (logement, santé, finances)' },
      depuis: AVANT_ENTREE,
      ecrire: (tx, p, { motif }, date) => suite.annulerInscription(tx, p, motif, date),
    }),
    acteDe(deps, {
      suffixe: 'interruptions',
      nom: 'saisirInterruption',
      resume: 'Saisir une période d’interruption',
      corps: z.strictObject({ debut: Jour, fin: Jour.nullish(), motif: Motif }),
      exemple: { debut: '2027-01-11', fin: '2027-01-15', motif: 'Arrêt de travail' },
      depuis: EN_COURS,
      ecrire: (tx, p, corps, date) => {
        if (corps.fin && corps.fin < corps.debut) throw refus('dates-incoherentes', { errors: [{ pointer: '#/fin', detail: 'La fin doit suivre le début.' }] });
        return suite.interrompre(tx, p, corps, date);
      },
    }),
    acteDe(deps, {
      suffixe: 'sortie',
      nom: 'saisirSortie',
      resume: 'Saisir la sortie et le bilan',
      corps: z.strictObject({ date: Jour, motif: Motif, bilan: z.string().trim().max(5_000).nullish() }),
      exemple: { date: '2027-03-26', motif: 'Fin de formation', bilan: 'Titre obtenu.' },
      depuis: [...EN_COURS, 'ABANDON', 'FIN'],
      ecrire: (tx, p, corps, date) => suite.sortir(tx, p, corps, date),
    }),
  ];
};

const lister = (hub: Deps['hub'], f: z.infer<typeof Liste>, appelant: Appelant): Promise<Parcours[]> => {
  const apres = lireCurseur(z.tuple([z.iso.datetime(), z.string()]), f.apres);
  const conditions = [
    parcoursVisibles(perimetre(appelant), Prisma.sql`p.id`, Prisma.sql`p.session`),
    ...(f.session ? [Prisma.sql`p.session = ${f.session}`] : []),
    ...(f.etape ? [Prisma.sql`p.etape = ${f.etape}`] : []),
    ...(f.bloque === undefined
      ? []
      : [Prisma.sql`EXISTS (SELECT 1 FROM hub.blocage b WHERE b.processus = 'parcours:' || p.id AND b."leveLe" IS NULL) = ${f.bloque}`]),
    ...(apres ? [Prisma.sql`(p."creeLe", p.id) < (${apres[0]}::timestamptz, ${apres[1]})`] : []),
  ];
  return hub.$queryRaw<
    Parcours[]
  >`SELECT p.* FROM hub.parcours p WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY p."creeLe" DESC, p.id DESC LIMIT ${f.taille + 1}`;
};
