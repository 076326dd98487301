import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EtapeParcours } from '../../../domain/codes.ts';
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

describe('exits (S12)', () => {
  it('S12: types the end and the bilan of one, the departure of another', async () => {
    const [fin, depart] = [await semerParcours(maison, 'Camille Renaud', 'EN_FORMATION'), await semerParcours(maison, 'Inès Morel', 'EN_FORMATION')];
    const { visite, ...vue } = await parLien(maison, 'SORTIE_NON_SAISIE', { session: FINIE });
    expect(vue.chemin).toBe(`/of/sessions/${FINIE}/sorties`);
    const reponse = await visite.envoyer(vue, { x0: 'F', b0: 'Titre obtenu.', x1: 'B', d1: '2026-10-12', m1: 'Reprise d’emploi', b1: 'Projet inchangé.' });
    expect(reponse.texte).toContain('Vous n’avez rien d’autre à faire');
    expect(actes(maison)).toMatchObject([
      { type: 'sortir', jour: '2026-10-30', abandon: false, bilan: true },
      { type: 'sortir', jour: '2026-10-12', abandon: true, bilan: true },
    ]);
    expect(maison.flux.entendus.map((e) => e.sujet)).toEqual([fin, depart]);
    expect((await maison.hub.positionnement.findFirstOrThrow({ where: { parcours: fin } })).bilan).toBe('Titre obtenu.');
  });
  it('S12: asks for the bilan, refuses a number that looks like a NIR, and keeps the rest', async () => {
    await semerParcours(maison, 'Anne A', 'EN_FORMATION');
    await semerParcours(maison, 'Boris B', 'FIN');
    const { visite, ...vue } = await parLien(maison, 'SORTIE_NON_SAISIE', { session: FINIE });
    const refusee = await visite.envoyer(vue, { x0: 'F', x1: 'F', b1: 'Voir 1 85 05 78 006 084 36' });
    expect(refusee.statut).toBe(422);
    expect(champsDe(refusee.texte).get('b1')).toBe('Voir 1 85 05 78 006 084 36');
    expect(actes(maison)).toEqual([]);
  });
});

describe('exits already typed (S12)', () => {
  const sorti = async (nom: string, etape: EtapeParcours, sortieLe: string, bilan: string | null) => {
    const id = await semerParcours(maison, nom, etape, FINIE, { entreeLe: new Date('2026-10-05'), sortieLe: new Date(sortieLe) });
    await maison.hub.positionnement.updateMany({ where: { parcours: id }, data: { bilan } });
    return id;
  };
  const bilanDe = async (id: string) => (await maison.hub.positionnement.findFirstOrThrow({ where: { parcours: id } })).bilan;

  it('S12: shows the day of an exit that waits for its bilan, and lets it be corrected with it', async () => {
    await sorti('Camille Renaud', 'FIN', '2026-10-29', null);
    const { visite, ...vue } = await parLien(maison, 'SORTIE_NON_SAISIE', { session: FINIE });
    expect(champsDe(vue.texte).get('d0')).toBe('2026-10-29');
    expect((await visite.envoyer(vue, { x0: 'F', d0: '2026-10-28', b0: 'Titre obtenu.' })).statut).toBe(200);
    expect(actes(maison)).toMatchObject([{ type: 'sortir', jour: '2026-10-28', bilan: true }]);
  });
  it('S12: a bilan is corrected for a month, in the hub alone, and the journal says by whom', async () => {
    const id = await sorti('Camille Renaud', 'CLOS', '2026-10-30', 'Titre obtenu.');
    await sorti('Ancien Dossier', 'CLOS', '2026-09-20', 'Il y a longtemps.');
    const { visite, ...vue } = await parLien(maison, 'SORTIE_NON_SAISIE', { session: FINIE });
    const champ = `b-${id.slice(0, 8)}`;
    expect(champsDe(vue.texte).get(champ)).toBe('Titre obtenu.');
    expect(vue.texte).not.toContain('Il y a longtemps');
    const refusee = await visite.envoyer(vue, { [champ]: 'Voir 1 85 05 78 006 084 36' });
    expect([refusee.statut, champsDe(refusee.texte).get(champ)]).toEqual([422, 'Voir 1 85 05 78 006 084 36']);
    for (const _ of [1, 2]) expect((await visite.envoyer(vue, { [champ]: 'Titre obtenu, emploi trouvé.' })).statut).toBe(200);
    expect(await bilanDe(id)).toBe('Titre obtenu, emploi trouvé.');
    expect(actes(maison)).toEqual([]);
    const faits = await maison.hub.evenement.findMany({ where: { parcours: id, fait: 'BILAN_CORRIGE' } });
    expect(faits.map((f) => [f.processus, f.acteur, f.detail])).toEqual([[`parcours:${id}`, `of:${SIRET_DEMO}`, null]]);
  });
  it('warns when somebody gave the bilan meanwhile, keeps what was typed, then lets the last answer win', async () => {
    const id = await sorti('Camille Renaud', 'FIN', '2026-10-30', null);
    const { visite, ...vue } = await parLien(maison, 'SORTIE_NON_SAISIE', { session: FINIE });
    await maison.hub.parcours.update({ where: { id }, data: { etape: 'CLOS' } });
    await maison.hub.positionnement.updateMany({ where: { parcours: id }, data: { bilan: 'Dit par un collègue.' } });
    const avertie = await visite.envoyer(vue, { x0: 'F', b0: 'Titre obtenu.' });
    expect(avertie.statut).toBe(409);
    expect(avertie.texte).toContain('Camille Renaud\u202f: sortie le 30/10, bilan enregistré');
    expect(await bilanDe(id)).toBe('Dit par un collègue.');
    expect((await visite.envoyer(avertie)).statut).toBe(200);
    expect(await bilanDe(id)).toBe('Titre obtenu.');
  });
});
