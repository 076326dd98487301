/** Routes of the reminders: sent and to come, what became of each, and what each step of the ladders brings. */
import { z } from 'zod';
import { CAUSES, CodeCause } from '../../domain/causes.ts';
import { Destinataire, echeances, POLITIQUES_PAR_DEFAUT } from '../../domain/politiques.ts';
import { DESTINATAIRES } from '../../domain/situations/blocage.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import { type Perimetre, perimetre } from '../acces/portees.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { lirePolitiques } from '../lecture/blocages.ts';
import { organismeDe, organismesDe } from '../lecture/organismes.ts';
import { blocagesVisibles } from '../lecture/perimetre.ts';
import { lireRelances, mesurerRelances } from '../lecture/relances.ts';
import { couperPage, lireCurseur } from '../socle/pages.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { LIRE, SUIVRE } from './droits.ts';

const ETIQUETTE = 'Tableau de bord : relances';

export const createRoutesRelances = ({ hub, horloge }: { hub: Hub; horloge: Horloge }): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/admin/relances',
    nom: 'listerRelancesAdmin',
    resume: 'Les relances envoyées, ou celles à venir',
    etiquette: ETIQUETTE,
    droits: SUIVRE,
    entree: { query: c.FiltreRelances },
    reponses: { 200: { description: 'Une page de relances, sans adresse.', schema: c.PageRelances } },
    traiter: async ({ query, appelant }) => {
      const lire = query.sens === 'envoyees' ? lireEnvoyees : lireAVenir;
      return ok({ ...(await lire(hub, query, perimetre(appelant), horloge.maintenant())), maintenant: new Date(horloge.maintenant()).toISOString() });
    },
  }),
  route({
    methode: 'get',
    chemin: '/api/admin/relances/effet',
    nom: 'lireEffetRelances',
    resume: 'Ce que les relances obtiennent, par cause, par niveau ou par organisme',
    etiquette: ETIQUETTE,
    droits: LIRE,
    entree: { query: c.FiltreEffet },
    reponses: { 200: { description: 'Envoyées, suivies d’un acte, et en combien de temps.', schema: c.EffetRelances } },
    traiter: async ({ query, appelant }) => ok(await lireEffet(hub, query, perimetre(appelant))),
  }),
];

const CURSEUR = z.tuple([z.iso.datetime(), z.string()]);
type Page = Omit<z.infer<typeof c.PageRelances>, 'maintenant'>;

const lireEnvoyees = async (hub: Hub, f: c.FiltreRelances, p: Perimetre): Promise<Page> => {
  const { cause, organisme, etat, niveau } = f;
  const suivie = f.suivie === undefined ? undefined : f.suivie ? ('oui' as const) : ('non' as const);
  const lues = await lireRelances(hub, { cause, organisme, etat, niveau, suivie, taille: f.taille + 1, apres: lireCurseur(CURSEUR, f.apres) }, p);
  const { gardes, suivant } = couperPage(lues, f.taille, (r) => [(r.envoyeeLe ?? r.prevueLe ?? new Date(0)).toISOString(), r.id]);
  const organismes = await organismesDe(
    hub,
    gardes.flatMap((r) => r.organisme ?? []),
  );
  const elements = gardes.map((r) => ({
    id: r.id,
    blocage: r.blocage,
    cause: r.cause,
    titre: titreDe(r.cause),
    niveau: r.niveau,
    organisme: r.organisme === null ? null : organismeDe(organismes, r.organisme),
    a: aQui(r.destinataire),
    canal: r.canal,
    objet: r.objet,
    etat: c.EtatRelance.parse(r.etat),
    prevueLe: r.prevueLe?.toISOString() ?? null,
    envoyeeLe: r.envoyeeLe?.toISOString() ?? null,
    echec: r.echec,
    suivieApresHeures: r.apresHeures,
  }));
  return { elements, suivant };
};

/** The next reminder of each open blocage: its row says when, the ladder says to whom. */
const lireAVenir = async (hub: Hub, f: c.FiltreRelances, p: Perimetre, maintenantMs: number): Promise<Page> => {
  const apres = lireCurseur(CURSEUR, f.apres);
  const conditions = [
    Prisma.sql`b."leveLe" IS NULL AND b."prochaineRelance" > ${new Date(maintenantMs)}`,
    blocagesVisibles(p),
    ...(f.cause ? [Prisma.sql`b.cause = ${f.cause}`] : []),
    ...(f.organisme ? [Prisma.sql`b.organisme = ${f.organisme}`] : []),
    ...(apres ? [Prisma.sql`(b."prochaineRelance", b.id) > (${apres[0]}::timestamptz, ${apres[1]})`] : []),
  ];
  const lus = await hub.$queryRaw<Prisma.BlocageGetPayload<object>[]>`
    SELECT b.* FROM hub.blocage b WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY b."prochaineRelance", b.id LIMIT ${f.taille + 1}`;
  const { gardes, suivant } = couperPage(lus, f.taille, (b) => [(b.prochaineRelance ?? new Date(0)).toISOString(), b.id]);
  const [organismes, politiques] = await Promise.all([
    organismesDe(
      hub,
      gardes.flatMap((b) => b.organisme ?? []),
    ),
    lirePolitiques(hub),
  ]);
  const elements = gardes.map((b) => {
    const cause = CodeCause.parse(b.cause);
    const quand = b.prochaineRelance ?? new Date(0);
    const marche = echeances(politiques.get(cause) ?? POLITIQUES_PAR_DEFAUT[cause], b.depuis.getTime(), undefined, quand.getTime()).findLast(
      (e) => e.echeance <= quand.getTime() + 60_000,
    );
    return {
      id: `${b.id}:prochaine`,
      blocage: b.id,
      cause,
      titre: titreDe(cause),
      niveau: Math.max(marche?.niveau ?? 0, b.niveau),
      organisme: b.organisme === null ? null : organismeDe(organismes, b.organisme),
      a: DESTINATAIRES[marche?.destinataire ?? 'OF'],
      canal: marche?.canal ?? 'COURRIEL',
      objet: null,
      etat: 'PREVUE' as const,
      prevueLe: quand.toISOString(),
      envoyeeLe: null,
      echec: null,
      suivieApresHeures: null,
    };
  });
  return { elements, suivant };
};

const lireEffet = async (hub: Hub, { heures, ...f }: c.FiltreEffet, p: Perimetre): Promise<c.EffetRelances> => {
  const mesures = await mesurerRelances(hub, { ...f, heures }, p);
  const organismes = await organismesDe(
    hub,
    mesures.flatMap((m) => m.organisme ?? []),
  );
  return {
    heures,
    lignes: mesures.map(({ destinataire, organisme, ...m }) => ({
      ...m,
      titre: titreDe(m.cause),
      a: aQui(destinataire),
      organisme: organisme === null ? null : organismeDe(organismes, organisme),
      part: m.envoyees === 0 ? null : m.suivies / m.envoyees,
    })),
  };
};

/** Mails that remind nobody of anything. */
const HORS_CAUSE: Record<string, string> = {
  CONVOCATION: 'Convocation',
  REPORT: 'Nouvelle date',
  PRECISION: 'Rendez-vous modifié',
  ANNULATION: 'Rendez-vous annulé',
  REINSCRIPTION: 'Comment se réinscrire',
  NOUVEAU_LIEN: 'Nouveau lien',
  ADRESSE_REMPLACEE: 'Adresse remplacée',
  MOT_A_L_EQUIPE: 'Mot de l’organisme à l’équipe',
};
const titreDe = (cause: string): string => {
  const connue = CodeCause.safeParse(cause);
  return connue.success ? CAUSES[connue.data].intitule : (HORS_CAUSE[cause] ?? cause);
};
const aQui = (destinataire: string | null): string => {
  const connu = Destinataire.safeParse(destinataire);
  return connu.success ? DESTINATAIRES[connu.data] : destinataire === 'CANDIDAT' ? 'Candidat' : (destinataire ?? DESTINATAIRES.EQUIPE);
};
