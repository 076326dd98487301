/** The formation as it stands today: état du recrutement and slots have lived on in Kairos and in the hub since it was deposited. */
import type { EtatRecrutement, Modalite } from '../codes.ts';
import { creneauxDeSession } from './creneaux.ts';
import { aParis, dateLheo, dernierJourDe, FIN_INCONNUE, heureLheo, premierJour } from './dates.ts';
import type { LieuOffre } from './lieu.ts';
import type { ActionLheo, Adresse, Formation, Recrutement, SessionLheo } from './modele.ts';

export type CreneauActuel = {
  id: string;
  session: string;
  modalite: Modalite;
  /** Epoch milliseconds. */
  debut: number;
  fin: number;
  lieu: LieuOffre | null;
  places: number;
  commentaire: string | null;
};
export type SessionActuelle = {
  numero: string;
  etatRecrutement: EtatRecrutement;
  creneaux: readonly CreneauActuel[];
  /** What SMF has said of it since the fiche was deposited; AAAA-MM-JJ, `fin` null: unknown. */
  offre?: { intitule: string; debut: string; fin: string | null; placesConventionnees: number };
};

const ETATS: Record<EtatRecrutement, string | undefined> = { OUVERT: '1', FERME: '2', SUSPENDU: '3', NON_RENSEIGNE: undefined };
const CODES: Record<Modalite, string> = { ICO: '9', RDV: '8', CANDIDATURE: '7' };
const MINUIT_MOINS_UNE = 23 * 60 + 59;

/** Sessions that are not in `actuelles` (not published yet) stay as deposited. */
export const actualiser = (formation: Formation, actuelles: readonly SessionActuelle[]): Formation => ({
  ...formation,
  intitule: commun(formation, actuelles, (o) => o.intitule) ?? formation.intitule,
  actions: formation.actions.map((a) => ({
    ...a,
    financeurs: financeurs(
      a,
      commun({ actions: [a] }, actuelles, (o) => o.placesConventionnees),
    ),
    sessions: a.sessions.map((s) => session(a, s, actuelles)),
  })),
});

/** What LHEO says once for all its sessions: when they all say it alike. */
const commun = <T>(
  { actions }: Pick<Formation, 'actions'>,
  actuelles: readonly SessionActuelle[],
  lire: (o: NonNullable<SessionActuelle['offre']>) => T,
): T | undefined => {
  const dites = actions.flatMap((a) => a.sessions.map((s) => actuelles.find((x) => x.numero === s.numero)?.offre));
  const valeurs = new Set(dites.map((o) => o && lire(o)));
  return valeurs.size === 1 ? [...valeurs][0] : undefined;
};

const financeurs = (a: ActionLheo, places: number | undefined): ActionLheo['financeurs'] => {
  const [premier, ...autres] = a.financeurs;
  const reste = autres.reduce((n, f) => n + (f.places ?? 0), 0);
  const dites = a.conventionnement === false ? 0 : reste + (premier?.places ?? 0);
  return premier === undefined || places === undefined || places === dites || places < reste
    ? a.financeurs
    : [{ ...premier, places: places - reste }, ...autres];
};

const session = (action: ActionLheo, s: SessionLheo, actuelles: readonly SessionActuelle[]): SessionLheo => {
  const actuelle = actuelles.find((a) => a.numero === s.numero);
  if (!actuelle) return s;
  const deposes = s.recrutements.map((r) => ({ r, c: creneauxDeSession({ ...action, datesInformation: [] }, { ...s, recrutements: [r] })[0] }));
  // What still stands keeps its place, so that an unchanged fiche comes out as it came in.
  const gardes = deposes.filter(({ c }) => !c || actuelle.creneaux.some((actuel) => memes(c, actuel))).map(({ r }) => r);
  const nouveaux = actuelle.creneaux.filter((actuel) => !deposes.some(({ c }) => c && memes(c, actuel))).map(recrutement);
  return { ...s, ...dates(s, actuelle.offre), etatRecrutement: ETATS[actuelle.etatRecrutement], recrutements: [...gardes, ...nouveaux] };
};

/** A date that LHEO knows in part stays so while it means the same. */
const dates = (s: SessionLheo, offre: SessionActuelle['offre']): Partial<SessionLheo> => {
  if (!offre) return {};
  const connu = premierJour(s.debut);
  return {
    ...(connu !== null && connu !== offre.debut && { debut: dateLheo(offre.debut) }),
    ...(dernierJourDe(s.fin) !== offre.fin && { fin: offre.fin === null ? FIN_INCONNUE : dateLheo(offre.fin) }),
  };
};

const memes = (depose: { modalite: Modalite; debut: string; fin: string; places: number }, c: CreneauActuel): boolean =>
  depose.modalite === c.modalite && Date.parse(depose.debut) === c.debut && Date.parse(depose.fin) === c.fin && depose.places === c.places;

const recrutement = (c: CreneauActuel): Recrutement => {
  const [de, a] = [aParis(c.debut), aParis(c.fin)];
  const journeesEntieres = de.minutes === 0 && a.minutes === MINUIT_MOINS_UNE;
  return {
    attributs: {},
    autres: [],
    numero: c.id,
    modalite: CODES[c.modalite],
    adresse: adresse(c.lieu),
    places: Math.min(c.places, 99_999),
    debut: dateLheo(de.jour),
    fin: dateLheo(a.jour),
    ...(journeesEntieres ? {} : { heureDebut: heureLheo(de.minutes), heureFin: heureLheo(a.minutes) }),
    commentaire: c.commentaire?.trim() ? couper(c.commentaire.trim(), 500) : undefined,
  };
};

const couper = (texte: string, max: number): string => [...texte].slice(0, max).join('');

const adresse = (lieu: LieuOffre | null): Adresse | undefined => {
  if (!lieu?.ville || !/^\d{5}$/.test(lieu.codePostal ?? '')) return undefined;
  const lignes = (lieu.lignes ?? []).filter((l) => l.trim());
  return {
    attributs: {},
    autres: [],
    ...(lieu.nom ? { denomination: couper(lieu.nom, 255) } : {}),
    lignes: (lignes.length > 0 ? lignes : [lieu.ville]).slice(0, 4).map((l) => couper(l, 50)),
    codePostal: lieu.codePostal ?? '',
    ville: couper(lieu.ville, 50),
  };
};
