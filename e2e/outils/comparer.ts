/** A comparison of the hub, its engine and its partners, asked for as the dashboard does, until it is over. */
import { attendreQue, type Pilote } from '../../cli/pilote.ts';
import type { BilanRapprochement } from '../../domain/bilan-rapprochement.ts';

type Reconciliation = { id: string; etat: string; bilan: BilanRapprochement | null };
const DUREE_MAX_MS = 300_000;

/** `grace`: real seconds during which what has just changed is left aside. */
export const comparer = async (pilote: Pilote, grace: number): Promise<BilanRapprochement> => {
  const lancee = (await pilote.api<Reconciliation>('/api/v1/reconciliations', { method: 'POST', json: { grace } })).corps;
  const lire = async () => (lancee.bilan ? lancee : (await pilote.api<Reconciliation>(`/api/v1/reconciliations/${lancee.id}`)).corps);
  const finie = await attendreQue('la fin de la comparaison', lire, (r) => r.bilan !== null, DUREE_MAX_MS);
  return finie.bilan as BilanRapprochement;
};

/** What it found to differ, a line each. */
export const ecartsDits = (bilan: BilanRapprochement): string[] => [
  ...bilan.muets.map((code) => `${code} n’a pas répondu`),
  ...bilan.details.map((d) => `écart : ${d.flux} ${d.systeme} ${d.objet}, le hub dit ${d.hub}, le partenaire ${d.partenaire}`),
];
