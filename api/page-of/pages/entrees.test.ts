import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SIRET_DEMO } from '../../acces/demonstration.ts';
import type { Maison } from '../../essais/maison.ts';
import { FINIE, semerParcours } from '../essais/donnees.ts';
import { champsDe } from '../essais/formulaire.ts';
import { actes, createMaisonDesPages, parLien, vider } from '../essais/pages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaisonDesPages();
});
afterAll(() => maison.close());
beforeEach(() => vider(maison));

describe('entries (S11)', () => {
  it('S11, R41: attests one with its day, cancels another with its motive, leaves the third', async () => {
    const ids = [
      await semerParcours(maison, 'Camille Renaud', 'ENTREE_A_VALIDER'),
      await semerParcours(maison, 'Inès Morel', 'ENTREE_A_VALIDER'),
      await semerParcours(maison, 'Sami Benoit', 'AIS_GENEREE'),
    ];
    const { visite, ...vue } = await parLien(maison, 'ENTREE_NON_ATTESTEE', { session: FINIE });
    expect(vue.chemin).toBe(`/of/sessions/${FINIE}/entrees`);
    expect(vue.texte).not.toMatch(/cap.emploi/i);
    const reponse = await visite.envoyer(vue, { x0: 'A', d0: '2026-10-06', x1: 'N', m1: 'Reprise d’emploi' });
    expect(reponse.texte).toContain('2\u00a0sur');
    expect(actes(maison)).toMatchObject([{ type: 'entrer', jour: '2026-10-06', par: `of:${SIRET_DEMO}` }, { type: 'annulerInscription' }]);
    expect(maison.flux.entendus.map((e) => e.sujet)).toEqual(ids.slice(0, 2));
    expect((await maison.hub.positionnement.findFirstOrThrow({ where: { parcours: ids[1] ?? '' } })).motif).toBe('Reprise d’emploi');
  });
  it('S11: refuses a day to come, a day before the training, a cancellation without motive: all at once', async () => {
    for (const nom of ['Anne A', 'Boris B', 'Chloé C']) await semerParcours(maison, nom, 'ENTREE_A_VALIDER');
    const { visite, ...vue } = await parLien(maison, 'ENTREE_NON_ATTESTEE', { session: FINIE });
    const refusee = await visite.envoyer(vue, { x0: 'A', d0: '2027-01-01', x1: 'A', d1: '2026-01-01', x2: 'N' });
    expect(refusee.statut).toBe(422);
    for (const i of [0, 1, 2]) expect(refusee.texte).toContain(`<a href="#p${i}">`);
    expect(Object.fromEntries(champsDe(refusee.texte))).toMatchObject({ x0: 'A', d0: '2027-01-01', x1: 'A', d1: '2026-01-01', x2: 'N' });
    expect(actes(maison)).toEqual([]);
  });
});

describe('entries already attested (S11)', () => {
  const jour = (j: string) => ({ entreeLe: new Date(j) });
  it('S11: the day of an entry is corrected until the path closes; what is not touched is not said again', async () => {
    const [camille] = [
      await semerParcours(maison, 'Camille Renaud', 'EN_FORMATION', FINIE, jour('2026-10-05')),
      await semerParcours(maison, 'Inès Morel', 'FIN', FINIE, jour('2026-10-06')),
    ];
    await semerParcours(maison, 'Sami Benoit', 'CLOS', FINIE, jour('2026-10-06'));
    const { visite, ...vue } = await parLien(maison, 'ENTREE_NON_ATTESTEE', { session: FINIE });
    const champ = `e-${camille?.slice(0, 8)}`;
    expect(champsDe(vue.texte).get(champ)).toBe('2026-10-05');
    expect(vue.texte).not.toContain('Sami');
    expect((await visite.envoyer(vue, { [champ]: '2026-09-01' })).texte).toContain(`<a href="#${champ}">Camille Renaud`);
    expect(actes(maison)).toEqual([]);
    const faite = await visite.envoyer(vue, { [champ]: '2026-10-07' });
    expect(faite.texte).toContain('Kairos est mis à jour');
    expect(faite.texte).toContain('Corriger une date');
    expect(actes(maison)).toMatchObject([{ type: 'entrer', jour: '2026-10-07' }]);
    expect(maison.flux.entendus.map((e) => e.sujet)).toEqual([camille]);
  });
  it('warns when somebody answered meanwhile, keeps what was typed, then lets the last answer win', async () => {
    const [camille, ines] = [
      await semerParcours(maison, 'Camille Renaud', 'ENTREE_A_VALIDER'),
      await semerParcours(maison, 'Inès Morel', 'EN_FORMATION', FINIE, jour('2026-10-05')),
    ];
    await semerParcours(maison, 'Sami Benoit', 'ENTREE_A_VALIDER');
    const { visite, ...vue } = await parLien(maison, 'ENTREE_NON_ATTESTEE', { session: FINIE });
    const deInes = `e-${ines?.slice(0, 8)}`;
    await maison.hub.parcours.update({ where: { id: camille ?? '' }, data: { etape: 'EN_FORMATION', ...jour('2026-10-06') } });
    await maison.hub.parcours.update({ where: { id: ines ?? '' }, data: jour('2026-10-08') });
    const avertie = await visite.envoyer(vue, { x0: 'A', d0: '2026-10-12', x1: 'A', d1: '2026-10-05', [deInes]: '2026-10-09' });
    expect(avertie.statut).toBe(409);
    expect(avertie.texte).toContain('Camille Renaud\u202f: entrée attestée le 06/10');
    expect(avertie.texte).toContain('Inès Morel\u202f: entrée attestée le 08/10');
    expect(actes(maison)).toEqual([]);
    const deCamille = `e-${camille?.slice(0, 8)}`;
    expect(Object.fromEntries(champsDe(avertie.texte))).toMatchObject({ x0: 'A', d0: '2026-10-05', [deCamille]: '2026-10-12', [deInes]: '2026-10-09' });
    expect((await visite.envoyer(avertie)).statut).toBe(200);
    expect(
      actes(maison)
        .map((a) => z.object({ jour: z.string() }).parse(a).jour)
        .sort(),
    ).toEqual(['2026-10-05', '2026-10-09', '2026-10-12']);
  });
  it('the same answer as somebody else’s is no conflict', async () => {
    const id = await semerParcours(maison, 'Camille Renaud', 'ENTREE_A_VALIDER');
    const { visite, ...vue } = await parLien(maison, 'ENTREE_NON_ATTESTEE', { session: FINIE });
    await maison.hub.parcours.update({ where: { id }, data: { etape: 'EN_FORMATION', ...jour('2026-10-06') } });
    expect((await visite.envoyer(vue, { x0: 'A', d0: '2026-10-06' })).statut).toBe(200);
    expect(actes(maison)).toEqual([]);
  });
});
