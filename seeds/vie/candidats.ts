/** Advisers and jobseekers: they position, try again, give up; AUDE strikes off and takes back; a dossier is synchronised late. */
import { z } from 'zod';
import { jourParis } from '../../domain/ouvres.ts';
import { corpsDe, type Positionnement } from '../plan.ts';
import type { PersonneSemee } from '../population.ts';
import { type Acte, type CreneauLu, type Issue, issue, lireParcours, lireSession, maintenant, parmi, type Scene } from './scene.ts';

type Porte = Positionnement['porte'];
/** Each network by its own tool, or by its own software through the API. */
const porteDe = (s: Scene, { reseau }: PersonneSemee): Porte => {
  const parApi = s.h.pourcent(50);
  switch (reseau) {
    case 'DE':
      return 'pefr';
    case 'OF':
      return 'kairos';
    case 'PE':
      return parApi ? 'api' : 'audef';
    case 'ML':
    case 'CAP_EMPLOI':
      return parApi ? 'api' : 'ouiform';
  }
};

const estOffert = (c: CreneauLu): boolean => c.placesLibres > 0 && (c.statut === 'PUBLIE' || (c.modalite === 'CANDIDATURE' && c.statut === 'EN_COURS'));

/** Each person wants one or two of the sessions, so that the same ones meet again (R27). */
export const positionner: Acte = async (s) => {
  const rang = s.h.entier(0, s.population.length - 1);
  const personne = s.population[rang] as PersonneSemee;
  const voulue = s.sessions[(s.h.pourcent(75) ? rang : rang * 7 + 3) % s.sessions.length] as string;
  const porte = porteDe(s, personne);
  const session = await lireSession(s, voulue);
  // Somebody in twenty insists on whatever date the screen still shows.
  const tous = s.h.pourcent(5);
  const creneau = parmi(
    s,
    (session?.creneaux ?? []).filter((c) => (tous || estOffert(c)) && (personne.reseau !== 'DE' || c.modalite !== 'CANDIDATURE')),
  );
  const corps = corpsDe({ cle: s.cle, personne, session: voulue, creneau: creneau?.id ?? '', porte });
  if (!creneau) return chercher(s, porte, corps);
  await situer(s, rang, personne);
  if (porte === 'api') return issue(await s.de(personne.reseau).api('POST', '/api/v1/positionnements', { json: corps, cle: s.cle }));
  return issue(await s.client.acte(porte, porte === 'pefr' ? 'rdv.reserve' : 'positionnement.cree', corps, s.cle));
};

/** G5: the adviser who looked for a date, and found none. */
const chercher = async (s: Scene, porte: string, { session, prescripteur }: ReturnType<typeof corpsDe>): Promise<Issue> =>
  porte === 'ouiform' || porte === 'audef' ? issue(await s.client.acte(porte, 'session.consultee', { session, prescripteur }, s.cle)) : 'rien';

/** Said once of each: who is not simply registered, whose dossier is not synchronised. */
const situer = async (s: Scene, rang: number, p: PersonneSemee): Promise<void> => {
  const cle = `vie-${s.graine}-personne-${rang}`;
  if (p.idDE && p.statutDe !== 'INSCRIT') {
    const date = new Date(await maintenant(s)).toISOString();
    await s.client.acte('aude', 'de.statut', { idDE: p.idDE, statut: p.statutDe, date }, `${cle}-statut`);
  }
  if (p.dossierImilo) {
    const { id, synchronise } = p.dossierImilo;
    await s.client.acte('imilo', 'dossier.synchronise', { idDE: p.idDE, dossier: id, synchronise }, `${cle}-dossier`);
  }
};

const Detail = z.object({ positionnements: z.array(z.object({ id: z.string(), statut: z.string() })) });
/** The person cannot come: cancelled, or another date. */
export const renoncer: Acte = async (s) => {
  const parcours = parmi(s, await lireParcours(s, 'CONVOQUE'));
  const session = parcours && (await lireSession(s, parcours.session));
  const [autreDate, creneau] = [s.h.pourcent(50), parmi(s, (session?.creneaux ?? []).filter(estOffert))];
  const detail = parcours && Detail.safeParse((await s.client.api('GET', `/api/v1/parcours/${parcours.id}`)).corps).data;
  const tenu = detail?.positionnements.findLast((p) => p.statut === 'CONFIRME');
  if (!tenu) return 'rien';
  const [suffixe, json] = autreDate && creneau ? ['report', { creneau: creneau.id }] : ['annulation', { motif: 'Empêchement' }];
  return issue(await s.client.api('POST', `/api/v1/positionnements/${tenu.id}/${suffixe}`, { json, cle: s.cle }));
};

const Demandeur = z.object({ statut: z.string() });
export const changerStatut: Acte = async (s) => {
  const personne = parmi(
    s,
    s.population.filter((p) => p.idDE !== null),
  );
  const [retour, statut] = [s.h.pourcent(80), s.h.choisir(['RADIE', 'CESSATION'])];
  if (!personne?.idDE) return 'rien';
  const connu = Demandeur.safeParse(await s.vue('aude', `demandeurs/${personne.idDE}`)).data?.statut;
  const hors = connu === 'RADIE' || connu === 'CESSATION';
  if (connu === undefined || (hors && !retour)) return 'rien';
  const date = new Date(await maintenant(s)).toISOString();
  return issue(await s.client.acte('aude', 'de.statut', { idDE: personne.idDE, statut: hors ? 'REINSCRIT' : statut, date }, s.cle));
};

export const synchroniser: Acte = async (s) => {
  const personne = parmi(
    s,
    s.population.filter((p) => p.dossierImilo?.synchronise === false),
  );
  if (!personne?.dossierImilo) return 'rien';
  return issue(await s.client.acte('imilo', 'dossier.synchronise', { idDE: personne.idDE, dossier: personne.dossierImilo.id, synchronise: true }, s.cle));
};

/** R41, in Kairos or through the API; some never come. */
export const entrer: Acte = async (s) => {
  const parcours = parmi(s, await lireParcours(s, 'ENTREE_A_VALIDER'));
  const [vient, parApi] = [s.h.pourcent(85), s.h.pourcent(50)];
  if (!parcours) return 'rien';
  const date = jourParis(await maintenant(s));
  const [type, corps] = vient ? (['entree', { date }] as const) : (['annulation', { motif: 'Reprise d’emploi' }] as const);
  if (parApi) return issue(await s.client.api('POST', `/api/v1/parcours/${parcours.id}/${type}`, { json: corps, cle: s.cle }));
  return issue(await s.client.acte('kairos', vient ? 'entree.attestee' : 'inscription.annulee', { parcours: parcours.id, ...corps }, s.cle));
};

export const interrompre: Acte = async (s) => {
  const parcours = parmi(s, await lireParcours(s, 'EN_FORMATION'));
  const jours = s.h.entier(2, 6);
  if (!parcours) return 'rien';
  const debut = await maintenant(s);
  const corps = { parcours: parcours.id, debut: jourParis(debut), fin: jourParis(debut + jours * 86_400_000), motif: 'Arrêt de travail' };
  return issue(await s.client.acte('kairos', 'interruption.saisie', corps, s.cle));
};

/** Some forget the bilan, and write it another day. */
export const sortir: Acte = async (s) => {
  const [oublie, parApi] = [s.h.pourcent(30), s.h.pourcent(50)];
  const sansBilan = [...(await lireParcours(s, 'ABANDON')), ...(await lireParcours(s, 'FIN'))];
  const parcours = parmi(s, sansBilan.length > 0 ? sansBilan : await lireParcours(s, 'EN_FORMATION'));
  if (!parcours) return 'rien';
  const bilan = oublie && sansBilan.length === 0 ? null : 'Objectifs partiellement atteints ; projet à poursuivre.';
  const corps = { date: jourParis(await maintenant(s)), motif: 'Abandon : reprise d’emploi', bilan };
  if (parApi) return issue(await s.client.api('POST', `/api/v1/parcours/${parcours.id}/sortie`, { json: corps, cle: s.cle }));
  return issue(await s.client.acte('kairos', 'formation.terminee', { parcours: parcours.id, ...corps }, s.cle));
};
