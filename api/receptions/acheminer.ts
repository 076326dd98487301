/** From an inbox row to the acts of the flows: a pure table, one line per type. */
import { Systeme } from '../../domain/codes.ts';
import {
  idCreneau,
  idDemandeur,
  idFiche,
  idOperation,
  idOrganisme,
  idParcours,
  idSession,
  idSysteme,
  PROCESSUS,
  type Processus,
} from '../../domain/processus.ts';
import type { Acte } from '../../workflows/messages.ts';
import type { Envoi } from '../flux.ts';
import { DONNEES, type Donnees, type Recue, type TypeReception } from './types.ts';

type Corps = Acte extends infer A ? (A extends Acte ? Omit<A, 'id' | 'date' | 'par' | 'depuis'> : never) : never;
type Destination = { processus: Processus; id: string; sujet: string; acte: (Corps & { par?: string }) | null; mode?: 'update' };

const fiche = (sujet: string, acte: Destination['acte']): Destination => ({ processus: 'fiche', id: idFiche(sujet), sujet, acte });
const session = (sujet: string, acte: Destination['acte']): Destination => ({ processus: 'session', id: idSession(sujet), sujet, acte });
const creneau = (sujet: string, acte: Destination['acte']): Destination => ({ processus: 'creneau', id: idCreneau(sujet), sujet, acte });
const parcours = (sujet: string, acte: Destination['acte']): Destination => ({ processus: 'parcours', id: idParcours(sujet), sujet, acte });
const demandeur = (sujet: string, acte: Destination['acte']): Destination => ({ processus: 'demandeur', id: idDemandeur(sujet), sujet, acte });
const organisme = (sujet: string, acte: Destination['acte']): Destination => ({ processus: 'organisme', id: idOrganisme(sujet), sujet, acte });
const systeme = (sujet: Systeme, acte: Destination['acte']): Destination => ({ processus: 'systeme', id: idSysteme(sujet), sujet, acte });

const ico = (d: { session: string; smf: string; kairos: string } | undefined): Destination[] =>
  d === undefined ? [] : [session(d.session, { type: 'divergence', champ: 'ICO', smf: d.smf, kairos: d.kairos })];

const TABLE: { [T in TypeReception]: (d: Donnees<T>) => Destination[] } = {
  'fiche.deposee': (d) => [
    fiche(d.fiche, { type: 'soumettre', empreinte: d.empreinte, ...(d.modifiee && { modifiee: true }) }),
    // Seeds: the Carif's own act, done at once by the hub.
    ...(d.validation === 'automatique' ? [fiche(d.fiche, { type: 'valider', empreinte: d.empreinte, par: 'hub' })] : []),
  ],
  'fiche.validee': (d) => [
    ...(d.deposee ? [fiche(d.fiche, { type: 'soumettre', empreinte: d.empreinte })] : []),
    fiche(d.fiche, { type: 'valider', empreinte: d.empreinte }),
  ],
  'fiche.retournee': (d) => [
    ...(d.empreinte === undefined ? [] : [fiche(d.fiche, { type: 'soumettre', empreinte: d.empreinte })]),
    fiche(d.fiche, { type: 'retourner' }),
  ],
  'fiche.archivee': (d) => [fiche(d.fiche, { type: 'archiver' })],
  'session.modifiee': (d) => [
    ...(d.empreinte === undefined ? [] : [session(d.session, { type: 'publier', empreinte: d.empreinte })]),
    ...(d.etat === undefined ? [] : [session(d.session, { type: 'etatRecrutement', etat: d.etat })]),
    ...(d.disponibles === undefined ? [] : [session(d.session, { type: 'places', disponibles: d.disponibles })]),
  ],
  'session.visible': (d) => [session(d.session, { type: 'visible' })],
  'compte.modifie': (d) => d.sessions.map((x) => session(x, { type: 'compte' })),
  'compte.verifie': (d) => d.sessions.map((x) => session(x, { type: 'verifierCompte' })),
  'session.rattachee': (d) => [session(d.session, { type: 'rattacher' })],
  'session.diverge': ({ session: x, champ, smf, kairos }) => [session(x, { type: 'divergence', champ, smf, kairos })],
  'session.valeur-choisie': ({ session: x, champ, systeme }) => [session(x, { type: 'choisir', champ, systeme })],
  // The slot's flow reads its row, publishes it and tells the session.
  'creneau.ouvert': (d) => [creneau(d.creneau, null), ...ico(d.diverge)],
  'creneau.modifie': (d) => [creneau(d.creneau, { type: 'deplacer', debut: d.debut, fin: d.fin })],
  'creneau.precise': (d) => [creneau(d.creneau, { type: 'modifier' }), ...ico(d.diverge)],
  'tentative.notee': () => [],
  'creneau.tente': (d) => [creneau(d.creneau, { type: 'tentative', positionnement: d.positionnement })],
  'creneau.confirme': ({ creneau: c, positionnements }) => [creneau(c, { type: 'confirmer', ...(positionnements && { positionnements }) })],
  'creneau.annule': (d) => [creneau(d.creneau, { type: 'annuler' })],
  'creneau.emarge': (d) => [creneau(d.creneau, { type: 'emarger', lignes: d.lignes })],
  'positionnement.cree': ({ positionnement, parcours: p, creneau: c, debut, fin, reseau, outil }) => [
    { ...parcours(p, { type: 'positionner', positionnement, creneau: c, debut, fin, reseau, outil }), mode: 'update' },
  ],
  'positionnement.annule': (d) => [parcours(d.parcours, { type: 'annulerPositionnement', positionnement: d.positionnement })],
  'positionnement.reporte': ({ positionnement, parcours: p, creneau: c, modalite, debut, fin }) => [
    { ...parcours(p, { type: 'reporter', positionnement, creneau: c, ...(modalite && { modalite }), debut, fin }), mode: 'update' },
  ],
  'parcours.inscrit': ({ parcours: p, positionnement }) => [parcours(p, { type: 'inscrire', ...(positionnement && { positionnement }) })],
  'candidats.non-retenus': (d) => [
    ...d.declares.map(({ parcours: p, positionnement }) => parcours(p, { type: 'declarerNonRetenu', positionnement })),
    ...d.inscrits.map((p) => parcours(p, { type: 'nonRetenusDeclares' })),
    session(d.session, { type: 'recompter' }),
  ],
  'parcours.inscription-annulee': (d) => [parcours(d.parcours, { type: 'annulerInscription' })],
  'parcours.entre': (d) => [parcours(d.parcours, { type: 'entrer', jour: d.jour })],
  'parcours.interrompu': (d) => [parcours(d.parcours, { type: 'interrompre', debut: d.debut, fin: d.fin })],
  'session.interrompue': ({ parcours: tous, debut, fin }) => tous.map((p) => parcours(p, { type: 'interrompre', debut, fin })),
  'parcours.sorti': ({ parcours: p, jour, abandon, bilan }) => [parcours(p, { type: 'sortir', jour, abandon, bilan })],
  'demandeur.statut': (d) => [demandeur(d.personne, { type: 'statut', statut: d.statut, le: d.le, ...(d.jusqua && { jusqua: d.jusqua }) })],
  'organisme.adresse-invalide': (d) => [organisme(d.organisme, { type: 'adresseInvalide' })],
  'organisme.adresse-changee': (d) => [organisme(d.organisme, { type: 'adresseChangee' })],
  'systeme.suspendu': (d) => [systeme(d.systeme, { type: 'suspendre' })],
  'systeme.repris': (d) => [systeme(d.systeme, { type: 'reprendre' })],
  'operation.lancee': ({ operation: sujet }) => [{ processus: 'operation', id: idOperation(sujet), sujet, acte: { type: 'poursuivre' } }],
  'organisme.mot-perdu': (d) => [organisme(d.organisme, { type: 'motPerdu', mot: d.mot })],
  'courriel.revenu': (d) => [organisme(d.organisme, { type: 'adresseInvalide', revenus: d.revenus })],
  'courriel.non-remis': (d) => [
    ...d.revenus.flatMap(({ processus: id, ...revenu }) => {
      const processus = PROCESSUS.find((x) => id.startsWith(`${x}:`));
      return processus === undefined ? [] : [{ processus, id, sujet: id.slice(processus.length + 1), acte: { type: 'courrielRevenu' as const, ...revenu } }];
    }),
    ...d.convocations.map(({ parcours: p, positionnement }) => parcours(p, { type: 'convocationRevenue', positionnement })),
    ...d.avis.map(({ creneau: c, positionnement, occasion }) => creneau(c, { type: 'avisRevenu', positionnement, occasion })),
  ],
  'dossier.synchronise': (d) => d.parcours.map((p) => parcours(p, { type: 'dossierSynchronise' })),
};

const connu = (type: string): type is TypeReception => type in TABLE;

/** `systeme:kairos` acted in Kairos, which is not told again; `compte:…`, `cle:…`, `of:…` acted in the hub. */
const auteur = (source: string): { par: string; depuis: Systeme | null } => {
  const [genre, code] = source.split(':');
  const systeme = genre === 'systeme' ? Systeme.safeParse(code) : undefined;
  return { par: source.includes(':') ? source : 'hub', depuis: systeme?.success ? systeme.data : null };
};

/** The acts of a row, in order. `maintenant`: business instant for rows that carry none. Throws when the row is none of ours. */
export const acheminer = ({ source, id, type, donnees }: Recue, maintenant: string): Envoi[] => {
  if (!connu(type)) throw new Error(`unknown reception type: ${type}`);
  const lues = DONNEES[type].parse(donnees);
  const destinations = (TABLE[type] as (d: typeof lues) => Destination[])(lues);
  const commun = { date: lues.date ?? maintenant, ...auteur(source) };
  return destinations.map(({ acte, mode = 'signal' as const, ...vers }, rang) => ({
    ...vers,
    mode: acte === null ? 'signal' : mode,
    acte: acte && { ...commun, ...acte, id: rang === 0 ? `${source}/${id}` : `${source}/${id}/${rang + 1}` },
  }));
};
