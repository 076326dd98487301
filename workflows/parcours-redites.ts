/** A training told in two places: what Kairos has kept and the hub does not apply, Kairos hears corrected. */
import type { ActeParcours } from '../domain/actes.ts';
import * as annonces from './annonces.ts';
import { diffuser } from './diffuser.ts';
import { kairos } from './effets.ts';
import { etape } from './etape.ts';
import { ignorer } from './parcours-emargement.ts';
import { cible, courant, type EtatParcours, type SuiviParcours } from './parcours-etat.ts';

type Ecarte = Extract<ActeParcours, { type: 'entrer' | 'annulerInscription' | 'sortir' }>;

/** Typed in Kairos too late, of a training that has begun: it keeps the word, and hears again what holds. */
export const ecarter = async (s: SuiviParcours, a: Ecarte): Promise<undefined> => {
  ignorer(s, a);
  const { entree, sortie, inscritLe, interruptions, annulee } = s.etat;
  const p = courant(s.etat);
  if (a.depuis !== 'kairos' || !p || !inscritLe || !entree || annulee !== null || dejaTenu(s.etat, a)) return;
  const c = cible(s, p);
  const cle = `redite:${a.id}`;
  const dites = annonces.rappelFormation(c, { entree: entree.jour, sortie: sortie?.jour ?? null, interruptions }, a.type);
  if (a.type === 'annulerInscription') {
    // Beside the queue: what waits there may be refused for want of this registration.
    await etape(s, `inscrire:${cle}`, kairos.inscrire({ ...c, date: inscritLe }));
    reprendreFile(s, 'kairos');
  }
  diffuser(s, cle, dites);
};

/** The same day again; an exit without its bilan has taken the bilan away. */
const dejaTenu = ({ entree, sortie }: EtatParcours, a: Ecarte): boolean =>
  (a.type === 'entrer' && a.jour === entree?.jour) || (a.type === 'sortir' && a.jour === sortie?.jour && a.bilan);

/** What this partner refused, it may take now. */
export const reprendreFile = (s: SuiviParcours, systeme: 'kairos' | 'imilo'): void => {
  const [arretee] = s.memoire.files[systeme] ?? [];
  if (arretee) s.decisions[`REJET_FONCTIONNEL:${arretee.cle}`] ??= { code: 'corriger', par: 'systeme' };
};
