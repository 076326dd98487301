/** What a comparison finds of a person: AUDE says her status, i-Milo holds her dossier. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Banc } from '../e2e/outils/systemes.ts';
import type { Hub } from '../prisma/hub.ts';
import { sceneDe } from './essais/candidat.ts';
import { jusque, type Maison } from './essais/maison.ts';
import { createTerrain, detailsDe, type Terrain } from './essais/terrain.ts';

let terrain: Terrain;
let maison: Maison;
let banc: Banc;
let hub: Hub;
beforeAll(async () => {
  terrain = await createTerrain();
  ({ maison, banc, hub } = terrain);
});
afterAll(() => terrain?.fermer());

describe('a comparison', () => {
  it('R31: i-Milo lost the proposal of a synchronised dossier, and its situation: both are told again', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await terrain.candidat(s, ['kairos', 'ouiform', 'aude', 'pefr', 'audef'], ['POSITIONNE', 'CONVOQUE', 'PRESENT', 'RETENU']);
      await hub.positionnement.update({ where: { id: c.id }, data: { statut: 'HONORE', presence: 'PRESENT', suite: 'RETENU' } });
      await banc.acte('imilo', 'dossier.synchronise', { dossier: c.dossier, synchronise: true });
      const bilan = await terrain.comparer(s);
      expect(detailsDe(bilan, `parcours:${c.parcours}`).filter((d) => d.startsWith('imilo'))).toEqual([
        'imilo POSITIONNEMENT',
        'imilo PRESENCE',
        'imilo SUITE',
      ]);
      expect(bilan.details).toContainEqual(
        expect.objectContaining({ flux: `demandeur:${c.uuid}`, systeme: 'imilo', objet: 'SITUATION', hub: 'Formation', partenaire: null, repare: true }),
      );
      await jusque('i-Milo est informé de nouveau, dans l’ordre', () =>
        ['imilo.proposer', 'imilo.suivre', 'imilo.situer'].every((o) => s.effets.some((e) => e.operation === o && e.cle.includes(':reparation:'))),
      );
      expect(s.effets.filter((e) => e.operation.startsWith('imilo.') && e.cle.includes('reparation:imilo.S')).map((e) => e.arg)).toContainEqual(
        expect.objectContaining({ situation: 'Formation', positionnement: c.id }),
      );
      await c.clore('imilo');
      await hub.processus.deleteMany();
    });
  });

  it('R36: AUDE struck somebody off and its event was lost: the status is AUDE’s to say, and the hub hears it', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await terrain.candidat(s);
      const date = new Date().toISOString();
      await banc.acte('aude', 'de.statut', { idDE: c.qui.idDE, statut: 'RADIE', date });
      Object.assign(s.activites, { lireDemandeur: async () => ({ version: 0, statut: 'INSCRIT', le: new Date(0).toISOString() }) });
      expect(detailsDe(await terrain.comparer(s), `demandeur:${c.uuid}`)).toEqual([]);
      expect(await hub.personne.findUnique({ where: { id: c.uuid } })).toMatchObject({ statutDe: 'RADIE', statutDeLe: new Date(date) });
      await jusque('le flux de la personne l’a appris', () => s.projections.flatMap((p) => p.demandeurs ?? []).at(-1)?.statut === 'RADIE');
      // Once is enough: the next comparison finds both of one mind.
      const dits = s.projections.flatMap((p) => p.demandeurs ?? []).length;
      expect(detailsDe(await terrain.comparer(s), `demandeur:${c.uuid}`)).toEqual([]);
      expect(s.projections.flatMap((p) => p.demandeurs ?? [])).toHaveLength(dits);
      await maison.client.workflow.getHandle(`demandeur:${c.uuid}`).terminate('fin de l’essai');
      await c.clore('statut-appris');
      await hub.processus.deleteMany();
    });
  });

  it('S18: of the status the hub says something later than AUDE, i-Milo undid the synchronisation unheard: both values are shown', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await terrain.candidat(s);
      await banc.acte('aude', 'de.statut', { idDE: c.qui.idDE, statut: 'RADIE', date: new Date(Date.now() - 60_000).toISOString() });
      await hub.personne.update({ where: { id: c.uuid }, data: { statutDeLe: new Date() } });
      await banc.acte('imilo', 'dossier.synchronise', { dossier: c.dossier, synchronise: false });
      const { details } = await terrain.comparer(s);
      const sien = details.filter((d) => d.flux === `demandeur:${c.uuid}`);
      expect(sien).toMatchObject([
        { systeme: 'aude', objet: 'STATUT_DE', hub: 'INSCRIT', partenaire: 'RADIE', repare: false },
        { systeme: 'imilo', objet: 'DOSSIER', hub: 'synchronisé', partenaire: 'non synchronisé', repare: false },
      ]);
      // No organisme hears of it (R29), and the team is asked.
      await jusque('les deux blocages sont levés haut', () => s.ouverts().filter((x) => x === 'DONNEES_DIVERGENTES').length === 2);
      for (const b of s.blocages().filter((x) => x.processus === `gardien:demandeur:${c.uuid}`))
        expect(b).toMatchObject({ acteurType: 'EQUIPE', organisme: null, session: null });
      await c.clore('personne');
      await hub.processus.deleteMany();
    });
  });
});
