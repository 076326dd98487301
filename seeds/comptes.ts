/**
 * The Kairos accounts that are not in order (R12, R44): one organisme without, one whose convention has ended, one whose convention soon will.
 * None of them delivers the sessions on which people are positioned.
 */
import type { Formation } from '../domain/lheo/modele.ts';
import { offreDeFiche, organismesDe } from '../domain/lheo/offre.ts';
import { jourApres } from './creneaux.ts';

export type CompteSeme = { siret: string; actif: boolean; courriel: string | null; convention: { debut: string; fin: string } | null };

export const comptesEnDefaut = (formations: readonly Formation[], duPlan: readonly string[], reference: Date): CompteSeme[] => {
  const sessions = formations.flatMap((f) => offreDeFiche(f).sessions);
  const epargnes = new Set(sessions.flatMap((s) => (duPlan.includes(s.numero) ? [s.ofDispensateur, s.ofResponsable] : [])));
  const courriels = new Map(formations.flatMap((f) => organismesDe(f).map((o) => [o.siret, o.courriel])));
  const candidats = [...new Set(sessions.filter((s) => s.etatRecrutement === 'OUVERT').map((s) => s.ofDispensateur))].filter((siret) => !epargnes.has(siret));
  const convention = (de: number, a: number) => ({ debut: jourApres(reference, de), fin: jourApres(reference, a) });
  return [
    { actif: false, convention: null },
    { actif: true, convention: convention(-1_100, -6) },
    { actif: true, convention: convention(-1_060, 35) },
  ].flatMap((etat, i) => {
    const siret = candidats[i];
    return siret === undefined ? [] : [{ siret, courriel: courriels.get(siret) ?? null, ...etat }];
  });
};
