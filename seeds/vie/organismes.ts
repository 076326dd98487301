/** Training bodies in Kairos: they answer, forget, err and correct, open, move and cancel slots; fiches go to the Carif and back. */
import { z } from 'zod';
import { type Acte, type Issue, issue, lireSession, maintenant, parmi, type Scene } from './scene.ts';

const Creneaux = z.array(z.object({ creneau: z.string(), modalite: z.string(), debut: z.string(), fin: z.string(), statut: z.string() }));
const Inscrits = z.array(
  z.object({
    positionnement: z.string(),
    creneau: z.string().nullable(),
    presence: z.string().nullable(),
    suite: z.string().nullable(),
    inscription: z.string().nullable(),
  }),
);
const creneauxDe = async (s: Scene, session: string) => Creneaux.safeParse(await s.vue('kairos', `sessions/${session}/creneaux`)).data ?? [];
const inscritsDe = async (s: Scene, session: string) => Inscrits.safeParse(await s.vue('kairos', `sessions/${session}/inscrits`)).data ?? [];

export const presenceDe = (s: Scene): string => s.h.choisir(['PRESENT', 'PRESENT', 'PRESENT', 'PRESENT', 'ABSENT', 'ABSENT_EXCUSE']);
export const suiteDe = (s: Scene): string => s.h.choisir(['RETENU', 'RETENU', 'RETENU', 'NON_RETENU', 'LISTE_ATTENTE']);
const OUVERTS = ['A_EMARGER', 'PRESENCES_SAISIES'];

/** Presences, then decisions; one time in four somebody forgets, one in five half of the sheet only is filled. */
export const emarger: Acte = async (s) => {
  const [depart, oublie, aMoitie, decide] = [s.h.entier(0, s.sessions.length - 1), s.h.pourcent(25), s.h.pourcent(20), s.h.pourcent(70)];
  if (oublie) return 'rien';
  // The first organisme, from one on, whose list waits for something.
  const du = async (rang: number) => {
    const session = s.sessions[rang % s.sessions.length] as string;
    return (await creneauxDe(s, session)).filter((c) => OUVERTS.includes(c.statut)).map((c) => ({ ...c, session }));
  };
  let attendus = await du(depart);
  for (let i = 1; i < s.sessions.length && attendus.length === 0; i++) attendus = await du(depart + i);
  const creneau = parmi(s, attendus);
  if (!creneau) return 'rien';
  const { session } = creneau;
  const gens = (await inscritsDe(s, session)).filter((i) => i.creneau === creneau.creneau);
  const feuille = aMoitie ? gens.slice(0, Math.ceil(gens.length / 2)) : gens;
  const presences = feuille.filter((i) => i.presence === null).map(({ positionnement }) => ({ positionnement, presence: presenceDe(s) }));
  const enCandidature = creneau.modalite === 'CANDIDATURE';
  let fait: Issue = 'rien';
  if (!enCandidature && presences.length > 0)
    fait = issue(await s.client.acte('kairos', 'presence.saisie', { creneau: creneau.creneau, presences }, `${s.cle}-presences`));
  const venus = new Set(presences.filter((p) => p.presence === 'PRESENT').map((p) => p.positionnement));
  const suites = feuille
    .filter((i) => i.suite === null && (enCandidature || i.presence === 'PRESENT' || venus.has(i.positionnement)))
    .map(({ positionnement }) => ({ positionnement, suite: suiteDe(s) }));
  if (suites.length === 0 || fait === 'refus' || !(decide || fait === 'rien')) return fait;
  return issue(await s.client.acte('kairos', 'suite.saisie', { creneau: creneau.creneau, suites }, `${s.cle}-suites`));
};

/** The wrong line was ticked: the presence is said again. Who is registered already is left alone. */
export const corriger: Acte = async (s) => {
  const depart = s.h.entier(0, s.sessions.length - 1);
  // The first organisme, from one on, whose sheet holds something to be wrong about.
  const fautives = async (rang: number) =>
    (await inscritsDe(s, s.sessions[rang % s.sessions.length] as string)).filter((i) => i.presence !== null && i.inscription === null && i.creneau !== null);
  let gens = await fautives(depart);
  for (let i = 1; i < s.sessions.length && gens.length === 0; i++) gens = await fautives(depart + i);
  const ligne = parmi(s, gens);
  if (!ligne) return 'rien';
  const presence = ligne.presence === 'PRESENT' ? 'ABSENT' : 'PRESENT';
  return issue(
    await s.client.acte('kairos', 'presence.saisie', { creneau: ligne.creneau, presences: [{ positionnement: ligne.positionnement, presence }] }, s.cle),
  );
};

const JOUR = 86_400_000;
const CRENEAUX_MAX = 4;
const A_VENIR = ['PUBLIE', 'COMPLET', 'REPORTE'];
const periode = (jour: number, heures: number, duree: number) => {
  const debut = Math.floor(jour / JOUR) * JOUR + heures * 3_600_000;
  return { debut: new Date(debut).toISOString(), fin: new Date(debut + duree * 60_000).toISOString() };
};

/** One in two is a new slot while there are few, else one is moved or, more rarely, cancelled. */
export const agencer: Acte = async (s) => {
  const session = s.h.choisir(s.sessions);
  const [ouvre, annule, jours, heure, places] = [s.h.pourcent(50), s.h.pourcent(25), s.h.entier(2, 8), s.h.entier(8, 14), s.h.entier(4, 12)];
  const date = await maintenant(s);
  const futurs = (await creneauxDe(s, session)).filter(
    (c) => c.modalite !== 'CANDIDATURE' && A_VENIR.includes(c.statut) && Date.parse(c.debut) > date + JOUR / 2,
  );
  const creneau = parmi(s, futurs);
  if ((ouvre || !creneau) && futurs.length < CRENEAUX_MAX) {
    const ico = s.h.pourcent(70);
    const corps = { session, modalite: ico ? 'ICO' : 'RDV', ...periode(date + jours * JOUR, heure, ico ? 120 : 45), places: ico ? places : 1, pieces: [] };
    return issue(await s.client.acte('kairos', 'creneau.publie', corps, s.cle));
  }
  if (!creneau) return 'rien';
  if (annule && futurs.length > 1)
    return issue(await s.client.acte('kairos', 'creneau.annule', { creneau: creneau.creneau, motif: 'Formateur indisponible' }, s.cle));
  const duree = (Date.parse(creneau.fin) - Date.parse(creneau.debut)) / 60_000;
  return issue(
    await s.client.acte('kairos', 'creneau.modifie', { creneau: creneau.creneau, ...periode(Date.parse(creneau.debut) + jours * JOUR, heure, duree) }, s.cle),
  );
};

const Fiche = z.object({ etat: z.string() });
/** R1: what the OF types again, the Carif validates, or returns with its remarks. */
export const valider: Acte = async (s) => {
  const session = await lireSession(s, s.h.choisir(s.sessions));
  const retourne = s.h.pourcent(30);
  if (!session) return 'rien';
  const { fiche } = session;
  const agir = async (type: string, plus = {}) => issue(await s.client.acte('smf', type, { fiche, ...plus }, s.cle));
  switch (Fiche.safeParse(await s.vue('smf', `fiches/${fiche}`)).data?.etat) {
    case 'VALIDEE':
      return agir('fiche.modifiee');
    case 'A_CORRIGER':
      return agir('fiche.soumise');
    case 'SOUMISE':
    case 'MODIFIEE_A_REVALIDER':
      return retourne ? agir('fiche.retournee', { remarques: 'Précisez le public visé.' }) : agir('fiche.validee');
    default:
      return 'rien';
  }
};
