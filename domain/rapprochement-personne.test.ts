import { describe, expect, it } from 'vitest';
import type { StatutDe } from './codes.ts';
import { ecartsPersonne, type PersonneConnue, situationDite } from './rapprochement-personne.ts';

describe('a person beside what AUDE and i-Milo hold of her', () => {
  const cible = { parcours: 'p:103725', positionnement: 'pos-1', session: '103725' };
  const connue = (change: Partial<PersonneConnue> = {}): PersonneConnue => ({ statutDe: 'INSCRIT', synchronise: true, situation: null, ...change });
  const statut = (s: StatutDe) => ({ aude: { statut: s, depuis: '2026-03-02T08:00:00.000Z' } });

  it('S18: the status is AUDE’s to say: both values are shown; a réinscription is a live inscription', () => {
    expect(ecartsPersonne(connue(), statut('INSCRIT'))).toEqual([]);
    expect(ecartsPersonne(connue(), statut('REINSCRIT'))).toEqual([]);
    const [ecart] = ecartsPersonne(connue(), statut('RADIE'));
    expect(ecart).toMatchObject({ cle: 'aude.STATUT_DE', hub: 'INSCRIT', partenaire: 'RADIE' });
    expect(ecart).not.toHaveProperty('reparation');
    // A file that AUDE opened without any event says nothing; a silent AUDE neither.
    expect(ecartsPersonne(connue({ statutDe: 'NON_INSCRIT' }), { aude: { statut: 'INSCRIT', depuis: null } })).toEqual([]);
    expect(ecartsPersonne(connue({ statutDe: 'RADIE' }), {})).toEqual([]);
  });

  it('R31: a dossier that one says synchronised and the other not', () => {
    const imilo = { synchronise: false, situation: null };
    expect(ecartsPersonne(connue(), { imilo })).toMatchObject([{ cle: 'imilo.DOSSIER', hub: 'synchronisé', partenaire: 'non synchronisé' }]);
    expect(ecartsPersonne(connue({ synchronise: false }), { imilo })).toEqual([]);
  });

  it('R31: the situation that i-Milo lost is made again; one that an adviser wrote is shown, never overwritten', () => {
    const retenue = connue({ situation: { valeur: 'Formation', ...cible } });
    const situation = (valeur: string | null) => ({ imilo: { synchronise: true, situation: valeur } });
    expect(ecartsPersonne(retenue, situation('Formation'))).toEqual([]);
    expect(ecartsPersonne(retenue, situation(null))).toMatchObject([
      { cle: 'imilo.SITUATION', hub: 'Formation', partenaire: null, reparation: { operation: 'imilo.situer', arg: { ...cible, situation: 'Formation' } } },
    ]);
    expect(ecartsPersonne(retenue, situation('Emploi'))[0]).not.toHaveProperty('reparation');
    expect(ecartsPersonne(connue(), situation('Emploi'))).toEqual([]);
  });

  it('the last path that said something says the situation', () => {
    const passage = (parcours: string, ...e: [string, string][]) => ({
      ...cible,
      parcours,
      etapes: e.map(([etape, date]) => ({ etape, date: `${date}T08:00:00.000Z` })),
    });
    const premier = passage('un', ['RETENU', '2026-01-05'], ['FIN', '2026-06-30']);
    expect(situationDite([])).toBeNull();
    expect(situationDite([premier])).toEqual({ ...cible, parcours: 'un', valeur: 'Sortie' });
    expect(situationDite([passage('deux', ['RETENU', '2026-07-06']), premier])).toMatchObject({ parcours: 'deux', valeur: 'Formation' });
    expect(situationDite([passage('trois', ['RETENU', '2026-07-06'], ['INSCRIPTION_ANNULEE', '2026-07-08']), premier])).toMatchObject({ valeur: 'Sortie' });
  });
});
