/**
 * One reminder of a wait: it leaves once, and when its mail cannot reach whom it is for, the next channel is tried at once, the failure shows
 * (COURRIEL_EN_ECHEC), and the organisme's own flow hears that its address is wrong (S13).
 */
import type { Envoi } from '../activities/courriels/registre.ts';
import type { Destinataire, Echeance } from '../domain/politiques.ts';
import { ajuster, bloquer, lever } from './blocages.ts';
import { courriel } from './courriel.ts';
import type { AvisCourrier } from './messages.ts';
import { ecrire, noter } from './miroir.ts';
import { signaler } from './signaler.ts';
import { type Attente, instant, iso, type Suivi } from './suivi.ts';

export type Niveau = Echeance;
type Rappel = Omit<Niveau, 'echeance'>;

/** Who hears in place of whom; past them there is the dashboard. */
const SUIVANT: { readonly [D in Destinataire]?: Destinataire } = { OF: 'MANDATAIRE' };

/** Name, within its flow, of the failure of the mails of a wait. */
export const echecDe = (nom: string): string => `COURRIEL_EN_ECHEC:${nom}`;

/** Sends one reminder of the wait, once: its key is the blocage's and its rank. True when somebody was reached. */
export const relancer = async (s: Suivi, nom: string, a: Attente, { niveau, destinataire, canal }: Rappel): Promise<boolean> => {
  ajuster(s, nom, { niveau });
  if (canal !== 'COURRIEL') return false;
  a.envois++;
  const avant = a.derniereRelance;
  const maintenant = instant(s);
  a.derniereRelance = maintenant; // from now on a second request is « trop récente »
  ajuster(s, nom, { prochaineRelance: iso(maintenant) }); // due: another mail to the same box may say it
  await ecrire(s); // the reminder reads the blocage in PostgreSQL
  const demande = { blocage: a.blocage as string, niveau, destinataire, cle: `${a.blocage}:${a.envois}`, maintenant };
  const envoi = await courriel(s, (c) => c.envoyerRelance(demande));
  // Nothing left, and no row: the next one takes this rank.
  if (envoi.etat === 'INUTILE') a.envois--;
  else if (envoi.etat === 'ENVOYEE' && s.memoire.blocages[echecDe(nom)]?.sujet['destinataire'] === destinataire) lever(s, echecDe(nom), 'courriel remis');
  const partie = envoi.etat === 'ENVOYEE' || (envoi.etat !== 'INUTILE' && (await changerDeCanal(s, nom, a, { niveau, destinataire }, envoi)));
  a.derniereRelance = envoi.etat === 'ENVOYEE' ? (envoi.le ?? maintenant) : partie ? maintenant : avant;
  ajuster(s, nom, { derniereRelance: a.derniereRelance === null ? null : iso(a.derniereRelance) });
  noter(s, partie ? 'RELANCE_ENVOYEE' : 'RELANCE_IMPOSSIBLE', { detail: `niveau ${niveau}` });
  return partie;
};

/** Somebody else hears at the same step (S7, S22): under a key of its own, which takes no rank, so that its neighbours' ranks stay what they are. */
export const accompagner = async (s: Suivi, nom: string, a: Attente, { niveau, destinataire }: Manque): Promise<void> => {
  if (a.blocage === null || s.memoire.blocages[nom] === undefined) return;
  const demande = { blocage: a.blocage, niveau, destinataire, cle: `${a.blocage}:${a.envois}:${destinataire}`, maintenant: instant(s) };
  const envoi = await courriel(s, (c) => c.envoyerRelance(demande));
  if (envoi.etat === 'ENVOYEE') {
    a.derniereRelance = envoi.le ?? demande.maintenant;
    ajuster(s, nom, { derniereRelance: iso(a.derniereRelance) });
    noter(s, 'RELANCE_ENVOYEE', { detail: `niveau ${niveau}` });
  } else if (envoi.etat === 'ECHEC') await changerDeCanal(s, nom, a, { niveau, destinataire }, envoi);
};

type Manque = Omit<Rappel, 'canal'>;

const changerDeCanal = async (s: Suivi, nom: string, a: Attente, { niveau, destinataire }: Manque, envoi: Envoi): Promise<boolean> => {
  const b = s.memoire.blocages[nom];
  if (!b) return false;
  const { organisme, session, creneau } = b;
  // A prescriber without account reads the dashboard; an organisme without address is a case.
  if (destinataire !== 'OF' && envoi.etat !== 'ECHEC') return false;
  noter(s, 'COURRIEL_EN_ECHEC', { detail: envoi.etat });
  bloquer(s, echecDe(nom), { cause: 'COURRIEL_EN_ECHEC', acteurType: 'EQUIPE', acteur: null, organisme, session, creneau, sujet: { destinataire } });
  const adresse = envoi.etat === 'SANS_DESTINATAIRE' || (envoi.etat === 'ECHEC' && envoi.raison === 'ADRESSE');
  if (adresse && destinataire === 'OF' && organisme !== null)
    await signaler(s, `${b.id}:${a.envois}`, [{ processus: 'organisme', sujet: organisme, acte: { type: 'adresseInvalide' } }]);
  const suivant = SUIVANT[destinataire];
  if (suivant === undefined) return false;
  const demande = { blocage: b.id, niveau, destinataire: suivant, cle: `${b.id}:${a.envois}:${suivant}`, maintenant: instant(s), injoignable: true };
  await ecrire(s);
  return (await courriel(s, (c) => c.envoyerRelance(demande))).etat === 'ENVOYEE';
};

/** What was heard of the mails of this wait since: a reminder that came back takes the next channel; a new address is written to at once. */
export const suivreCourrier = async (s: Suivi, nom: string, a: Attente): Promise<void> => {
  const { revenu, reprise } = a;
  Object.assign(a, { revenu: null, reprise: false });
  if (revenu) await changerDeCanal(s, nom, a, revenu, { etat: 'ECHEC', raison: 'ADRESSE' });
  if (!reprise || !a.blocage) return;
  const niveau = s.memoire.blocages[nom]?.niveau ?? 1;
  lever(s, echecDe(nom), 'adresse corrigée');
  await relancer(s, nom, a, { niveau, destinataire: 'OF', canal: 'COURRIEL' });
};

const DEMANDEES = ['PRESENCE_NON_SAISIE', 'CANDIDATURE_SANS_REPONSE'];

/** A mail of that wait did not arrive, whether a reminder is due or not: it shows, until the wait ends. */
export const signalerEchec = (s: Suivi, nom: string, destinataire: string, ou: { session?: string | null; creneau?: string | null } = {}): void => {
  const { organisme = null, session = ou.session ?? null, creneau = ou.creneau ?? null } = s.memoire.blocages[nom] ?? {};
  noter(s, 'COURRIEL_EN_ECHEC', { detail: destinataire });
  bloquer(s, echecDe(nom), {
    cause: 'COURRIEL_EN_ECHEC',
    acteurType: 'EQUIPE',
    acteur: null,
    ...(organisme !== null && { organisme }),
    session,
    creneau,
    sujet: { destinataire, ...(session !== null && { session }) },
  });
};

/** Kept on the wait, whose ladder looks at it when it next may. */
export const entendreCourrier = (s: Suivi, avis: AvisCourrier): void => {
  for (const [nom, a] of Object.entries(s.memoire.attentes)) {
    // The first ask has no blocage of its own: what it asked for is waited for all the same.
    if (avis.type === 'REVENU' && avis.blocage.endsWith('#demande') && DEMANDEES.includes(nom)) {
      if (a.blocage === null || avis.destinataire === 'CANDIDAT') signalerEchec(s, nom, avis.destinataire);
      else a.revenu = { niveau: avis.niveau, destinataire: avis.destinataire };
    }
    if (avis.type === 'REVENU' && a.blocage === avis.blocage) {
      if (avis.destinataire === 'CANDIDAT') signalerEchec(s, nom, avis.destinataire);
      else a.revenu = { niveau: avis.niveau, destinataire: avis.destinataire };
    }
    if (avis.type === 'REPRIS' && s.memoire.blocages[echecDe(nom)]) a.reprise = true;
  }
  s.sale = true;
  s.battement++;
};
