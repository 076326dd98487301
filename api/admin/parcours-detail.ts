/** One parcours, read from the hub's tables alone. */

import { EtapeParcours, Systeme } from '../../domain/codes.ts';
import { direDetail, direFait } from '../../domain/journal.ts';
import { idCreneau, idDemandeur, idParcours } from '../../domain/processus.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import { type Appelant, perimetre } from '../acces/portees.ts';
import type { ParcoursDetail } from '../contract/admin.ts';
import type { Flux } from '../flux.ts';
import { organismeDe, organismesDe } from '../lecture/organismes.ts';
import { detailParcours } from '../lecture/parcours.ts';
import { parcoursVisibles } from '../lecture/perimetre.ts';
import { etapesDe } from '../lecture/situations.ts';
import { estOrganisme } from '../v1/acces.ts';
import { lecteur } from './droits.ts';
import { enLignes, offerte } from './lignes.ts';
import { nomsActeurs, nomsPersonnes } from './noms.ts';
import { lireNotes } from './notes.ts';

type Options = {
  hub: Hub;
  flux: Pick<Flux, 'decrire'>;
  maintenantMs: number;
  appelant: Appelant;
  lienTemporal: (workflow: string) => string | null;
};
const MOTEUR_MS = 1_500;

/** §d.7 when all goes well: what is still to come after the current step. */
const CHEMIN: readonly EtapeParcours[] = [
  'POSITIONNE',
  'CONVOQUE',
  'PRESENT',
  'RETENU',
  'INSCRIT',
  'AIS_GENEREE',
  'ENTREE_A_VALIDER',
  'ENTREE_ATTESTEE',
  'EN_FORMATION',
  'FIN',
  'BILAN_SAISI',
  'CLOS',
];
const CAUSES_DU_CRENEAU = ['PRESENCE_NON_SAISIE', 'SUITE_NON_SAISIE', 'INSCRIPTION_BLOQUEE', 'CANDIDATURE_SANS_REPONSE'];

/** null: unknown, or out of the reader's scope. */
export const lireDetail = async ({ hub, flux, maintenantMs, appelant, lienTemporal }: Options, id: string): Promise<ParcoursDetail | null> => {
  const [p] = await hub.$queryRaw<Prisma.ParcoursGetPayload<object>[]>`
    SELECT p.* FROM hub.parcours p WHERE p.id = ${id} AND ${parcoursVisibles(perimetre(appelant), Prisma.sql`p.id`, Prisma.sql`p.session`)}`;
  if (!p) return null;
  const vu = lecteur(appelant);
  const pourOrganisme = estOrganisme(appelant);
  const [session, positionnement, processus, noms, lu] = await Promise.all([
    hub.session.findUnique({ where: { numero: p.session } }),
    p.positionnement === null ? null : hub.positionnement.findUnique({ where: { id: p.positionnement } }),
    hub.processus.findUnique({ where: { id: idParcours(id) } }),
    vu.personnes ? nomsPersonnes(hub, [p.personne]) : new Map<string, never>(),
    detailParcours(hub, p, maintenantMs, { pourOrganisme }),
  ]);
  const { situation } = lu;
  if (!situation) return null;
  const attendu = situation.cause !== null && CAUSES_DU_CRENEAU.includes(situation.cause) ? (positionnement?.creneau ?? null) : null;
  const [blocages, organismes, chronologie, notes, moteur] = await Promise.all([
    hub.blocage.findMany({
      // R29, §h: neither what a prescriber must do nor a radiation is the OF's to know.
      where: { leveLe: null, processus: { in: processusDe(p, attendu, pourOrganisme) }, ...(pourOrganisme && { acteurType: { not: 'PRESCRIPTEUR' } }) },
      orderBy: { depuis: 'asc' },
    }),
    organismesDe(hub, session ? [session.ofDispensateur] : []),
    raconter(hub, lu.chronologie),
    vu.remedes ? lireNotes(hub, id) : [],
    flux.decrire(idParcours(id), MOTEUR_MS),
  ]);
  const personne = noms.get(p.personne);
  return {
    maintenant: new Date(maintenantMs).toISOString(),
    id,
    personne: personne ? { nom: personne.nom, prenom: personne.prenom, idDE: personne.idDE } : null,
    session: { numero: p.session, intitule: session?.intitule ?? p.session, debut: jour(session?.debut), fin: jour(session?.fin) },
    organisme: organismeDe(organismes, session?.ofDispensateur ?? ''),
    outil: positionnement?.outil ?? null,
    etape: EtapeParcours.parse(p.etape),
    situation: offerte(situation, vu.remedes),
    blocages: await enLignes(hub, blocages, maintenantMs, vu),
    etapes: etapes(p),
    chronologie,
    matrice: lu.matrice,
    notes,
    technique: { workflow: idParcours(id), etat: processus?.etat ?? 'inconnu', version: p.version, lienTemporal: lienTemporal(idParcours(id)), moteur },
  };
};

/** The flows whose blocages concern this parcours: its own, its person's, and the slot's when the slot holds it up. */
const processusDe = (p: { id: string; personne: string }, creneau: string | null, pourOrganisme: boolean): string[] => [
  idParcours(p.id),
  ...(pourOrganisme ? [] : [idDemandeur(p.personne)]),
  ...(creneau === null ? [] : [idCreneau(creneau)]),
];

const jour = (date: Date | null | undefined): string | null => date?.toISOString().slice(0, 10) ?? null;

const etapes = (p: { etape: string; etapes: unknown }): ParcoursDetail['etapes'] => {
  const courante = EtapeParcours.parse(p.etape);
  const vues = etapesDe(p);
  const faites = vues.filter((e, rang) => !(e.etape === courante && rang === vues.length - 1));
  const rang = CHEMIN.indexOf(courante);
  const suite = rang === -1 ? [] : CHEMIN.slice(rang + 1);
  return [
    ...faites.map(({ etape, date }) => ({ etape, date, etat: 'faite' as const })),
    { etape: courante, date: vues.at(-1)?.date ?? null, etat: rang === CHEMIN.length - 1 ? ('faite' as const) : ('courante' as const) },
    ...suite.map((etape) => ({ etape, date: null, etat: 'a_venir' as const })),
  ];
};

type Lu = Awaited<ReturnType<typeof detailParcours>>;

/** The journal's codes and ids, in words. */
const raconter = async (hub: Hub, faits: Lu['chronologie']): Promise<ParcoursDetail['chronologie']> => {
  const acteurs = await nomsActeurs(
    hub,
    faits.map((f) => f.acteur),
  );
  return faits.map((f) => {
    const systeme = Systeme.safeParse(f.systeme?.toLowerCase());
    return { date: f.date, acteur: acteurs(f.acteur), systeme: systeme.success ? systeme.data : null, fait: direFait(f.fait), detail: direDetail(f.detail) };
  });
};
