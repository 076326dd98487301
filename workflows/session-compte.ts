/** The Kairos account of the dispensateur (R12), and its convention of electronic exchange (R44): S16, some time before it is too late. */
import { ajouterDelai } from '../domain/ouvres.ts';
import { attendreJusqua } from './attendre-jusqua.ts';
import { kairos } from './effets.ts';
import { etape } from './etape.ts';
import { hub } from './hub.ts';
import { noter } from './miroir.ts';
import { cas, type SuiviSession, seuil, sujet } from './session-etat.ts';
import { signaler } from './signaler.ts';
import { instant, iso, jusquA, pendant } from './suivi.ts';

export type SouciDeCompte = 'COMPTE_ABSENT' | 'CONVENTION_NON_VALIDE' | 'CONVENTION_BIENTOT';

const JOUR = 86_400_000;

/** Kairos is asked once for each SIRET; afterwards it tells what changes. */
export const lireCompte = async (s: SuiviSession): Promise<void> => {
  const siret = s.etat.lue?.dispensateur ?? '';
  if (siret === '' || s.etat.comptePour === siret) return;
  await etape(s, `compte:${siret}`, kairos.lireCompte({ siret, date: iso(instant(s)) }));
  s.etat.comptePour = siret;
  await relireCompte(s);
};

/** S16: asked of Kairos again, when the organisme says that it is done. */
export const verifierCompte = async (s: SuiviSession, cle: string): Promise<void> => {
  const siret = s.etat.comptePour ?? s.etat.lue?.dispensateur ?? '';
  if (siret === '') return;
  await etape(s, `compte:${siret}:${cle}`, kairos.lireCompte({ siret, date: iso(instant(s)), encore: true }));
  s.etat.comptePour = siret;
  await relireCompte(s);
};

export const relireCompte = async (s: SuiviSession): Promise<void> => {
  const siret = s.etat.comptePour;
  if (siret === null) return;
  const avant = etatDuCompte(s);
  s.etat.compte = await pendant(s, () => hub.lireCompte(siret));
  if (avant !== etatDuCompte(s)) noter(s, 'COMPTE_KAIROS', { systeme: 'kairos', detail: etatDuCompte(s) });
};

/** What is wrong with it now; an account that is not known is not held against anybody. */
export const etatDuCompte = (s: SuiviSession): SouciDeCompte | null => {
  const { compte } = s.etat;
  if (compte === null) return null;
  if (compte.etat === 'ABSENT') return 'COMPTE_ABSENT';
  if (compte.convention === null) return 'CONVENTION_NON_VALIDE';
  const { debut, fin } = compte.convention;
  if (debut !== null && instant(s) < Date.parse(debut)) return 'CONVENTION_NON_VALIDE';
  if (fin === null) return null;
  if (instant(s) >= expiration(fin)) return 'CONVENTION_NON_VALIDE';
  return instant(s) >= preavis(s, fin) ? 'CONVENTION_BIENTOT' : null;
};

/** The last day counts. */
const expiration = (fin: string): number => Date.parse(fin) + JOUR;
const preavis = (s: SuiviSession, fin: string): number => ajouterDelai(expiration(fin), { jours: -seuil(s, 'preavis') });

/** When the answer changes by itself. */
const prochainChangement = (s: SuiviSession): number | null => {
  const { debut = null, fin = null } = s.etat.compte?.convention ?? {};
  const dates = [...(debut === null ? [] : [Date.parse(debut)]), ...(fin === null ? [] : [preavis(s, fin), expiration(fin)])];
  return dates.filter((d) => d > instant(s)).sort((a, b) => a - b)[0] ?? null;
};

export const surveillerCompte = async (s: SuiviSession): Promise<never> => {
  for (;;) {
    await jusquA(
      s,
      () => etatDuCompte(s) !== null,
      () => prochainChangement(s),
    );
    const souci = etatDuCompte(s);
    if (souci === null) continue;
    const autre = () => etatDuCompte(s) !== souci;
    await attendreJusqua(s, autre, () => prochainChangement(s), {
      ...cas(s),
      acteur: s.etat.comptePour,
      organisme: s.etat.comptePour,
      cause: 'COMPTE_KAIROS_ABSENT',
      nom: souci === 'CONVENTION_BIENTOT' ? 'CONVENTION_BIENTOT' : 'COMPTE_KAIROS_ABSENT',
      sujet: () => ({ ...sujet(s), refus: souci, date: s.etat.compte?.convention?.fin ?? null }),
    });
    const valable = [null, 'CONVENTION_BIENTOT'].includes(etatDuCompte(s));
    if (valable && souci !== 'CONVENTION_BIENTOT') await ouvrirCreneaux(s);
  }
};

const ouvrirCreneaux = async (s: SuiviSession): Promise<void> => {
  if (s.etat.publiee === null) return;
  // Those that were held back, and those typed meanwhile, which Kairos has refused.
  const lue = await pendant(s, () => hub.lireSession(s.sujet));
  const creneaux = [...new Set([...s.etat.creneauxRetenus, ...lue.creneaux.map((c) => c.id)])];
  s.etat.creneauxRetenus = [];
  await signaler(
    s,
    `compte-valable:${s.memoire.rang}`,
    creneaux.map((c) => ({ processus: 'creneau' as const, sujet: c, acte: { type: 'ouvrir' } })),
  );
};
