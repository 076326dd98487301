/** How the recruitment of a session goes, counted in PostgreSQL: when something is said of it, and once a day while it matters. */
import { hub } from './hub.ts';
import { debutDe, type SuiviSession, seuil } from './session-etat.ts';
import { instant, jusquA, pendant } from './suivi.ts';

const JOUR = 86_400_000;
/** S22: from when the filling is looked at. */
export const approcheDe = (s: SuiviSession): number | null => {
  const debut = debutDe(s.etat);
  return debut === null ? null : debut - seuil(s, 'approche') * JOUR;
};

/** G5: what prescribers look for in vain, or are refused, says how pressing these are. */
const DEMANDEES = ['AUCUN_RENDEZ_VOUS_DISPONIBLE', 'MODALITE_NON_RENSEIGNEE', 'ETAT_RECRUTEMENT_NON_RENSEIGNE'];

/** Something is being waited for whose sentence quotes these counts, or may fall with them. */
const utile = (s: SuiviSession): boolean => {
  const e = s.etat;
  if (e.publiee === null || e.retiree || e.places === null) return false;
  const debut = debutDe(e);
  const proche = debut !== null && instant(s) >= (approcheDe(s) ?? debut) && instant(s) < debut;
  const remplie = e.places.totales > 0 && e.places.disponibles === 0 && (e.mesures?.positionnements ?? 0) + (e.mesures?.declares ?? 0) === 0;
  return proche || remplie || DEMANDEES.some((cause) => s.memoire.attentes[cause] !== undefined);
};

export const mesurer = async (s: SuiviSession): Promise<never> => {
  for (;;) {
    const approche = () => {
      const quand = approcheDe(s);
      return quand !== null && quand > instant(s) ? quand : null;
    };
    await jusquA(s, () => utile(s), approche);
    if (!utile(s)) continue;
    await compter(s);
    const demain = instant(s) + JOUR;
    const rang = s.memoire.rang;
    await jusquA(
      s,
      () => s.memoire.rang !== rang,
      () => demain,
    );
  }
};

export const compter = async (s: SuiviSession): Promise<void> => {
  const [recrutement, demande] = await pendant(s, () => Promise.all([hub.compterRecrutement(s.sujet), hub.compterDemande({ session: s.sujet })]));
  s.etat.mesures = { ...recrutement, consultations: demande.consultations, complets: demande.complets };
  s.sale = true; // the sentences quote them, and the days that are left
};
