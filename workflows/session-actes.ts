/** What a session does with each act: the state changes at once, the procedure and the watches follow. */
import type { ActeSession, ActionBlocage, ReponseAction } from '../domain/actes.ts';
import { ChampDivergent, type EtatRecrutement } from '../domain/codes.ts';
import { MACHINE_RECRUTEMENT } from '../domain/machines/session.ts';
import { diffuser } from './diffuser.ts';
import { audef, kairos, ouiform } from './effets.ts';
import { hub } from './hub.ts';
import { franchir } from './machine.ts';
import { joindre, noter } from './miroir.ts';
import { relireCompte, verifierCompte } from './session-compte.ts';
import { dite, proposer, publication, type SuiviSession, tenirPlaces, version } from './session-etat.ts';
import { compter } from './session-mesures.ts';
import { nomDivergence } from './session-veilles.ts';
import { signaler } from './signaler.ts';
import { instant, iso, pendant } from './suivi.ts';

/** How long a slot that is over is remembered: a correction may still speak of it. */
const OUBLI_MS = 60 * 86_400_000;

export const recevoir = async (s: SuiviSession, a: ActeSession): Promise<undefined> => {
  const e = s.etat;
  switch (a.type) {
    case 'publier':
      if (e.demandee !== a.empreinte) {
        e.rang++;
        e.valideeLe = a.date;
      }
      e.demandee = a.empreinte;
      return;
    case 'visible':
      if (e.visible || e.raison !== null || e.exportee === null) return;
      e.visible = true;
      publication(s, 'rco', 'VISIBLE', null, a.date);
      noter(s, 'SESSION_VISIBLE', { systeme: 'rco' });
      return;
    case 'etatRecrutement': {
      const avant = e.etatRecrutement;
      changerEtat(s, a);
      if (avant === 'FERME' && e.etatRecrutement === 'OUVERT') await offrirPlaces(s, a.id, e.places?.disponibles ?? 0, { rappel: true });
      return;
    }
    case 'creneau':
      for (const [id, c] of Object.entries(e.creneaux)) if (c.fin + OUBLI_MS < instant(s)) delete e.creneaux[id];
      if (a.ouvert) e.creneaux[a.creneau] = { fin: Date.parse(a.fin), limite: Date.parse(a.limite ?? a.fin), libres: a.libres ?? null };
      else delete e.creneaux[a.creneau];
      return;
    case 'places': {
      const avant = e.places?.disponibles ?? 0;
      tenirPlaces(s, a.disponibles);
      await offrirPlaces(s, a.id, (e.places?.disponibles ?? 0) - avant);
      return;
    }
    case 'inscription': {
      const tenue = e.inscrits.includes(a.parcours);
      if (tenue === a.inscrit) return;
      e.inscrits = a.inscrit ? [...e.inscrits, a.parcours] : e.inscrits.filter((p) => p !== a.parcours);
      if (e.places !== null) tenirPlaces(s, Math.min(e.places.totales, e.places.disponibles + (a.inscrit ? -1 : 1)));
      return;
    }
    case 'recompter':
      return compter(s).then(() => undefined);
    case 'compte':
      return relireCompte(s).then(() => undefined);
    case 'verifierCompte':
      // Not awaited: Kairos may be away, and the account is not all that a session hears of.
      void verifierCompte(s, a.id);
      return;
    case 'rattacher':
      if (e.lue?.lieuSansSiret !== true) return;
      e.lue = { ...e.lue, lieuSansSiret: false };
      noter(s, 'LIEU_RATTACHE', { acteur: a.par });
      // The offer is another one for everybody: exported and published anew, under keys of its own.
      e.rang++;
      if (e.demandee !== null) e.demandee = `${e.demandee.slice(0, 12)}.${e.rang}`;
      return;
    case 'divergence':
      return diverger(s, a);
    case 'choisir':
      return choisir(s, a.id, a.champ, a.systeme, a.par);
    case 'retirer':
      e.retiree = true;
      return;
  }
};

type Changement = { id: string; etat: EtatRecrutement; par: string; depuis: ActeSession['depuis'] };

/** §d.2: along the machine's table, told once to each tool but the one that said it. */
export const changerEtat = (s: SuiviSession, a: Changement): undefined => {
  const e = s.etat;
  if (e.etatRecrutement === a.etat) return;
  if (e.etatRecrutement !== null && !franchir(s, MACHINE_RECRUTEMENT, e.etatRecrutement, a.etat)) return;
  const avant = e.etatRecrutement;
  e.etatRecrutement = a.etat;
  noter(s, 'ETAT_RECRUTEMENT', { acteur: a.par, systeme: a.depuis, detail: a.etat });
  if (a.etat === 'OUVERT') avertir(s, avant);
  proposer(s);
  const arg = { session: s.sujet, etat: a.etat };
  diffuser(s, a.id, [
    ...(a.depuis === 'kairos' ? [] : [kairos.changerEtatRecrutement(arg)]),
    ouiform.changerEtatRecrutement(arg),
    audef.changerEtatRecrutement(arg),
  ]);
};

/** Opening is the OF's to decide; what will keep anybody from being positioned is said at once, then S1 and S3 wait for it. */
const avertir = (s: SuiviSession, avant: EtatRecrutement | null): void => {
  const e = s.etat;
  if (!Object.values(e.creneaux).some((c) => c.limite > instant(s))) noter(s, 'OUVERT_SANS_CRENEAU');
  if (avant === 'FERME' && e.places !== null && e.places.totales > 0 && e.places.disponibles === 0) noter(s, 'OUVERT_SANS_PLACE');
};

/**
 * A place that SMF gives back goes first to those who wait; one that a path gives back, that path has offered already. `rappel`: at a reopening,
 * whoever has an offer keeps it.
 */
export const offrirPlaces = async (s: SuiviSession, cle: string, liberees: number, plus: { rappel?: true } = {}): Promise<void> => {
  if (liberees <= 0 || s.etat.publiee === null) return;
  const attente = await pendant(s, () => hub.lireListeAttente(s.sujet));
  const premiers = attente.slice(0, liberees);
  if (premiers.length === 0) return;
  noter(s, 'PLACE_PROPOSEE', { detail: String(premiers.length) });
  await signaler(
    s,
    cle,
    premiers.map((parcours) => ({ processus: 'parcours' as const, sujet: parcours, acte: { type: 'placeLiberee', ...plus } })),
  );
};

type Divergente = Extract<ActeSession, { type: 'divergence' }>;

/** S18: kept side by side, never overwritten. A pair between which somebody has chosen is no longer a question. */
const diverger = (s: SuiviSession, { champ, smf, kairos: autre, par }: Divergente): undefined => {
  const e = s.etat;
  const connue = e.divergences[champ];
  if (smf === autre) {
    if (connue) clore(s, champ, 'ACCORD', par);
    return;
  }
  if (e.choix[champ] === paire(smf, autre) || (connue?.smf === smf && connue.kairos === autre)) return;
  e.divergences[champ] = { smf, kairos: autre, depuis: connue?.depuis ?? iso(instant(s)) };
  ecrireDivergence(s, champ, null, null);
  noter(s, 'DIVERGENCE', { acteur: par, detail: champ });
};

/** The value chosen holds: the seats here, an ICO's words in its slot, and SMF's offer anew in Kairos, which cannot edit it (R47). */
const choisir = async (s: SuiviSession, cle: string, champ: ChampDivergent, systeme: 'smf' | 'kairos', par: string): Promise<undefined> => {
  const d = s.etat.divergences[champ];
  if (!d) return;
  s.etat.choix[champ] = paire(d.smf, d.kairos);
  const valeur = Number(d[systeme]);
  if (champ === 'PLACES' && Number.isInteger(valeur) && valeur >= 0) s.etat.conventionnees = valeur;
  noter(s, 'VALEUR_CHOISIE', { acteur: par, systeme, detail: champ });
  clore(s, champ, systeme, par);
  if (champ === 'ICO') {
    const creneau = await pendant(s, () => hub.choisirTexte({ session: s.sujet, systeme }));
    if (creneau !== null) await signaler(s, cle, [{ processus: 'creneau', sujet: creneau, acte: { type: 'modifier' } }]);
  } else if (champ !== 'PLACES' && systeme === 'smf') diffuser(s, cle, [kairos.publierSession(dite(s))]);
};

/** Given up before its end: nobody is positioned on it any more, and what was to come does not take place; those expected are told by their slots. */
export const abandonner = async (s: SuiviSession): Promise<void> => {
  const e = s.etat;
  const { lue } = e;
  if (lue === null || e.publiee === null || (lue.fin !== null && Date.parse(lue.fin) <= instant(s))) return;
  changerEtat(s, { id: `retrait:${version(e)}`, etat: 'FERME', par: 'hub', depuis: null });
  const aVenir = Object.entries(e.creneaux).flatMap(([id, c]) => (c.limite > instant(s) ? [id] : []));
  await signaler(
    s,
    `retrait:${version(e)}`,
    aVenir.map((creneau) => ({ processus: 'creneau' as const, sujet: creneau, acte: { type: 'annuler' } })),
  );
};

const paire = (smf: string, kairos_: string): string => `${smf}|${kairos_}`;

const clore = (s: SuiviSession, champ: ChampDivergent, choix: string, par: string): void => {
  ecrireDivergence(s, champ, choix, par);
  delete s.etat.divergences[champ];
};

const ecrireDivergence = (s: SuiviSession, champ: ChampDivergent, choix: string | null, par: string | null): void => {
  const d = s.etat.divergences[champ];
  if (!d) return;
  joindre(s, {
    divergences: [{ session: s.sujet, champ, ...d, choix, choisiPar: par, choisiLe: choix === null ? null : iso(instant(s)) }],
  });
};

/** An operator's choice on the blocage itself. */
export const remedier = async (s: SuiviSession, nom: string, action: ActionBlocage): Promise<ReponseAction> => {
  const champ = ChampDivergent.options.find((c) => nomDivergence(c) === nom);
  if (action.code !== 'choisirValeur' || champ === undefined) return { fait: false, refus: 'NON_APPLICABLE' };
  await choisir(s, `choix:${champ}:${s.memoire.rang}.${s.memoire.version}`, champ, action.valeur, action.par);
  return { fait: true };
};
