/** The formation as it stands today: état du recrutement and slots have lived on in Kairos and in the hub since it was deposited. */
import type { EtatRecrutement, Modalite } from '../codes.ts';
import { creneauxDeSession } from './creneaux.ts';
import { aParis, dateLheo, heureLheo } from './dates.ts';
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
export type SessionActuelle = { numero: string; etatRecrutement: EtatRecrutement; creneaux: readonly CreneauActuel[] };

const ETATS: Record<EtatRecrutement, string | undefined> = { OUVERT: '1', FERME: '2', SUSPENDU: '3', NON_RENSEIGNE: undefined };
const CODES: Record<Modalite, string> = { ICO: '9', RDV: '8', CANDIDATURE: '7' };
const MINUIT_MOINS_UNE = 23 * 60 + 59;

/** Sessions that are not in `actuelles` (not published yet) stay as deposited. */
export const actualiser = (formation: Formation, actuelles: readonly SessionActuelle[]): Formation => ({
  ...formation,
  actions: formation.actions.map((a) => ({ ...a, sessions: a.sessions.map((s) => session(a, s, actuelles)) })),
});

const session = (action: ActionLheo, s: SessionLheo, actuelles: readonly SessionActuelle[]): SessionLheo => {
  const actuelle = actuelles.find((a) => a.numero === s.numero);
  if (!actuelle) return s;
  const deposes = s.recrutements.map((r) => ({ r, c: creneauxDeSession({ ...action, datesInformation: [] }, { ...s, recrutements: [r] })[0] }));
  // What still stands keeps its place, so that an unchanged fiche comes out as it came in.
  const gardes = deposes.filter(({ c }) => !c || actuelle.creneaux.some((actuel) => memes(c, actuel))).map(({ r }) => r);
  const nouveaux = actuelle.creneaux.filter((actuel) => !deposes.some(({ c }) => c && memes(c, actuel))).map(recrutement);
  return { ...s, etatRecrutement: ETATS[actuelle.etatRecrutement], recrutements: [...gardes, ...nouveaux] };
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
