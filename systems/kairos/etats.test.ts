import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demande, jourDans } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';
import { createOrganisme, type Organisme } from './essais/organisme.ts';

let banc: Banc;
let of: Organisme;
beforeAll(async () => {
  banc = await demarrerSystemes(['kairos']);
  of = createOrganisme(banc);
  for (let i = 0; i < 24; i++) await of.recommencer(); // sessions on several pages
});
afterAll(() => banc.close());
beforeEach(() => of.recommencer());

describe('what Kairos tells the reconciliation', () => {
  it('tells by pages and by reference what it holds, without a name', async () => {
    await of.inscrire(1);
    const etat = (genre: string, corps: object) =>
      banc.appeler<{ elements: Record<string, unknown>[]; suivant: string | null }>('POST', `/kairos/etat/${genre}`, corps);
    const { corps } = await etat('candidats', { references: [`x${of.n}-1`] });
    expect(corps.elements).toMatchObject([
      { positionnement: `x${of.n}-1`, parcours: `y${of.n}-1`, session: of.s, faits: { POSITIONNEMENT: 'CONFIRME', INSCRIPTION: jourDans(3) } },
    ]);
    expect(JSON.stringify(corps)).not.toMatch(/Essai1|personne\.example/);
    const cles: string[] = [];
    for (let apres = ''; ; ) {
      const page = (await etat('sessions', { apres, taille: 3 })).corps;
      cles.push(...page.elements.map((e) => String(e['cle'])));
      if (page.suivant === null) break;
      apres = page.suivant;
    }
    expect(new Set(cles).size).toBe(cles.length);
    expect(cles).toHaveLength(of.n);
    expect((await etat('sessions', { taille: 5_000 })).statut).toBe(422);
    expect((await banc.ledger('kairos')).some((l) => l.route.startsWith('/etat'))).toBe(false);
  });

  it('gives what an organisme has just typed no other name than its own: the path is about what the hub has named', async () => {
    await of.inscrire(1);
    const venue = { creneau: of.c, presences: [{ positionnement: `x${of.n}-1`, presence: 'PRESENT' }] };
    await banc.dire('kairos', '/presences', venue); // the lock of R27 falls
    const { corps: neuf } = await banc.acte('kairos', 'positionnement.cree', demande(1, 'OF', { session: of.s, creneau: of.c }));
    const { corps } = await banc.appeler<{ elements: { parcours: string | null }[] }>('POST', '/kairos/etat/candidats', {
      references: [String(neuf['reference'])],
    });
    expect(corps.elements.find((e) => e.parcours === null)).toMatchObject({ positionnement: null, reference: neuf['reference'] });
    expect(corps.elements.filter((e) => e.parcours === `y${of.n}-1`)).toHaveLength(1);
  });
});
