/**
 * What a validated fiche publishes: organismes, sessions and creneaux, ready to be written (R3, R8, R10, R11, R13–R17).
 * Defaults of what LHEO leaves unsaid are named here, and were flagged when the file was read.
 */
import type { EtatRecrutement } from '../codes.ts';
import { lireExtras } from '../smf/extras.ts';
import type { Element } from './arbre.ts';
import { type CreneauOffre, creneauxDeSession } from './creneaux.ts';
import { dernierJourDe, premierJour } from './dates.ts';
import { libelle } from './definition.ts';
import { estGuichetUnique, estSansRattachement } from './dispensateur.ts';
import { type LieuOffre, lieuDe } from './lieu.ts';
import { type ActionLheo, type Contact, type Formation, formacodePrincipal, type OrganismeLheo, type SessionLheo } from './modele.ts';

export type OrganismeOffre = {
  siret: string;
  nom: string;
  numeroActivite: string | null;
  courriel: string | null;
  telephone: string | null;
  adresse: LieuOffre | null;
};
export type SessionOffre = {
  numero: string;
  fiche: string;
  intitule: string;
  /** AAAA-MM-JJ. */
  debut: string;
  fin: string | null;
  modaliteEntreeSortie: 'DATES_FIXES' | 'PERMANENTE';
  ofResponsable: string;
  ofDispensateur: string;
  formacode: string;
  rome: string[];
  certifiante: boolean;
  codePostal: string | null;
  ville: string | null;
  placesTotales: number;
  placesConventionnees: number;
  placesDisponibles: number;
  financeurs: { code: string; libelle: string; places: number | null }[];
  etatRecrutement: EtatRecrutement;
  /** R11: the responsable receives for a dispensateur which is another. */
  guichetUnique: boolean;
  /** R13b, S17. */
  lieuSansSiret: boolean;
  /** SessionMessage of the partners, plus apprentissage (excluded from the export to RCO). */
  offre: MessageOffre;
};
type MessageOffre = {
  numero: string;
  fiche: string;
  intitule: string;
  formacode: string;
  objectif: string;
  debut: string;
  fin: string | null;
  modaliteEntreeSortie: 'DATES_FIXES' | 'PERMANENTE';
  ofResponsable: { siret: string; nom: string };
  ofDispensateur: { siret: string; nom: string };
  lieu: LieuOffre;
  financeurs: { code: string; libelle: string; places: number | null }[];
  placesConventionnees: number;
  etatRecrutement: EtatRecrutement;
  apprentissage: boolean;
} & Details;
/** The rest of what SMF pushes to Kairos, screen by screen (R3, §c.3). Codes are LHEO's, with their label where people read it. */
type Details = {
  numeroActivite: string;
  objectifGeneral: string | null;
  contenu: string;
  formacodes: string[];
  rome: string[];
  alternance: string;
  /** A certification has a code-CPF, or SMF says so (§c.3). */
  eligibleCpf: boolean;
  eligiblePic: boolean;
  enseignement: string;
  heures: { total: number | null; centre: number | null; entreprise: number | null };
  /** R7: the contact of the action, and the session's own, are two. */
  contactAction: ContactOffre | null;
  contactSession: ContactOffre | null;
  autresLieux: LieuOffre[];
  /** G9. */
  inscription: LieuOffre | null;
  dispositifs: string[];
  /** R14: how candidates are chosen, in words. */
  selection: string | null;
  /** R45: in the words of the Carif. */
  fraisRestants: string | null;
};
type ContactOffre = { nom: string | null; telephone: string | null; courriel: string | null };
export type Offre = { organismes: OrganismeOffre[]; sessions: SessionOffre[]; creneaux: CreneauOffre[] };

/** Start of a session that LHEO says unknown and nothing else dates. */
const DEBUT_PAR_DEFAUT = '2000-01-01';
const ETATS: Record<string, EtatRecrutement> = { 1: 'OUVERT', 2: 'FERME', 3: 'SUSPENDU' };

/** `formation` holds the action of one fiche (or several, then all are published). */
export const offreDeFiche = (formation: Formation): Offre => {
  const sessions = formation.actions.flatMap((a) => a.sessions.map((s) => session(formation, a, s)));
  const creneaux = formation.actions.flatMap((a) => a.sessions.flatMap((s) => creneauxDeSession(a, s)));
  return { organismes: organismesDe(formation), sessions, creneaux };
};

/** The responsable first, then each dispensateur, once (R12: one SIRET, one organisme). */
export const organismesDe = (formation: Formation): OrganismeOffre[] => {
  const tous = [responsable(formation.organisme), ...formation.actions.flatMap((a) => a.formateurs.map((f) => dispensateurDe(a, f)))];
  return [...new Map(tous.toReversed().map((o) => [o.siret, o])).values()].toReversed();
};

const responsable = (o: OrganismeLheo): OrganismeOffre => {
  const contact = o.contacts.map((c) => c.coordonnees);
  const trouver = <T>(lire: (c: (typeof contact)[number]) => T | undefined): T | null =>
    [o.coordonnees, ...contact].map(lire).find((v) => v !== undefined) ?? null;
  return {
    siret: o.siret,
    nom: o.raisonSociale || o.nom,
    numeroActivite: o.numeroActivite,
    courriel: contact.find((c) => c.courriel)?.courriel ?? o.coordonnees.courriel ?? null,
    telephone: trouver((c) => c.telephones[0] ?? c.portables[0]),
    adresse: lieuDe(trouver((c) => c.adresse) ?? undefined),
  };
};

const dispensateurDe = (action: ActionLheo, f: ActionLheo['formateurs'][number]): OrganismeOffre => {
  const contacts = f.contacts.map((c) => c.coordonnees);
  const adresse = contacts.find((c) => c.adresse)?.adresse ?? action.lieux.find((l) => l.siret === f.siret)?.coordonnees.adresse;
  return {
    siret: f.siret,
    nom: f.raisonSociale,
    numeroActivite: null,
    courriel: contacts.find((c) => c.courriel)?.courriel ?? null,
    telephone: contacts.flatMap((c) => [...c.telephones, ...c.portables])[0] ?? null,
    adresse: lieuDe(adresse),
  };
};

const session = (formation: Formation, action: ActionLheo, s: SessionLheo): SessionOffre => {
  const financeurs = action.financeurs.map((f) => ({ code: f.code, libelle: libelle('dict-financeurs', f.code), places: f.places ?? null }));
  const places = financeurs.reduce((n, f) => n + (f.places ?? 0), 0);
  const lieu = action.lieux[0];
  const adresse = lieu?.coordonnees.adresse ?? s.adresseInscription;
  // R10, R11: the one who holds the place delivers; at a single window, the first named.
  const formateur = action.formateurs.find((f) => f.siret === lieu?.siret) ?? action.formateurs[0];
  const tenant = { siret: formation.organisme.siret, nom: formation.organisme.raisonSociale || formation.organisme.nom };
  const commun = {
    numero: s.numero,
    fiche: action.numero,
    intitule: formation.intitule,
    formacode: formacodePrincipal(formation)?.code ?? '',
    debut: premierJour(s.debut) ?? premierJour(s.attributs['datecrea'] ?? '') ?? DEBUT_PAR_DEFAUT,
    fin: dernierJourDe(s.fin),
    modaliteEntreeSortie: action.entreesSorties === '1' ? ('PERMANENTE' as const) : ('DATES_FIXES' as const),
    financeurs,
    placesConventionnees: action.conventionnement === false ? 0 : places,
    etatRecrutement: ETATS[s.etatRecrutement ?? ''] ?? ('NON_RENSEIGNE' as const),
  };
  const ofDispensateur = formateur ? { siret: formateur.siret, nom: formateur.raisonSociale || tenant.nom } : tenant;
  return {
    ...commun,
    ofResponsable: tenant.siret,
    ofDispensateur: ofDispensateur.siret,
    rome: formation.rome,
    certifiante: formation.certifiante,
    codePostal: adresse.codePostal,
    ville: adresse.ville,
    placesTotales: places,
    placesDisponibles: places,
    guichetUnique: estGuichetUnique(formation.intitule) && ofDispensateur.siret !== tenant.siret,
    lieuSansSiret: estSansRattachement(formation, action),
    offre: {
      ...commun,
      objectif: formation.objectif,
      ofResponsable: tenant,
      ofDispensateur,
      lieu: lieuDe(adresse, lieu?.coordonnees.nom) ?? {},
      apprentissage: estApprentissage(action, s),
      ...details(formation, action, s),
    },
  };
};

const details = (formation: Formation, action: ActionLheo, s: SessionLheo): Details => ({
  numeroActivite: formation.organisme.numeroActivite,
  objectifGeneral: formation.objectifGeneral === undefined ? null : libelle('dict-AIS', formation.objectifGeneral),
  contenu: formation.contenu,
  formacodes: formation.formacodes.map((f) => f.code),
  rome: formation.rome,
  alternance: action.alternance,
  eligibleCpf: contient(formation.autres, 'code-CPF') || lireExtras(s.autres)('eligibilite-cpf').includes('true'),
  eligiblePic: lireExtras(s.autres)('eligibilite-pic').includes('true'),
  enseignement: action.enseignement,
  heures: { total: action.heuresTotal ?? null, centre: action.heuresCentre ?? null, entreprise: action.heuresEntreprise ?? null },
  contactAction: contactDe(formation.contacts[0] ?? formation.organisme.contacts[0]),
  contactSession: contactDe(s.contacts[0]),
  autresLieux: action.lieux.slice(1).flatMap((l) => lieuDe(l.coordonnees.adresse, l.coordonnees.nom) ?? []),
  inscription: lieuDe(s.adresseInscription),
  dispositifs: lireExtras(s.autres)('dispositif'),
  selection: action.modalitesRecrutement ?? null,
  fraisRestants: action.autres.find((e) => e.nom === 'frais-restants')?.texte ?? null,
});
const contient = (elements: readonly Element[], nom: string): boolean => elements.some((e) => e.nom === nom || contient(e.enfants ?? [], nom));
const contactDe = (c: Contact | undefined): ContactOffre | null =>
  c === undefined
    ? null
    : {
        nom: [c.coordonnees.prenom, c.coordonnees.nom].filter(Boolean).join(' ') || null,
        telephone: c.coordonnees.telephones[0] ?? c.coordonnees.portables[0] ?? null,
        courriel: c.coordonnees.courriel ?? null,
      };

/** §b.3: apprenticeship is not exported. Said by the cycles of 2.3, or in the words of 2.2. */
const estApprentissage = (action: ActionLheo, s: SessionLheo): boolean => {
  const cycle = JSON.stringify(s.autres.filter((e) => e.nom === 'cycle'));
  return /"type-cycle","texte":"1"|"type-alternance","texte":"1"/.test(cycle) || /contrat d.apprentissage/i.test(action.alternance);
};
