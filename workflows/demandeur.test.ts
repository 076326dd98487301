/** What AUDE says of a person, in whatever order it is heard, for years. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatutDe } from '../domain/codes.ts';
import { MACHINE_DEMANDEUR } from '../domain/machines/demandeur.ts';
import { createDemandeur, differer, le, lu, maisonDeDemandeurs, sceneDe, statut } from './essais/demandeurs.ts';
import type { Maison } from './essais/maison.ts';
import { createScene } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await maisonDeDemandeurs();
});
afterAll(() => maison?.fermer());

describe('demandeur', () => {
  it('ignores a status that comes late or out of order', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire(statut('RADIE', 0));
      await r.dire(statut('CESSATION', -2));
      await r.dire({ ...statut('INSCRIT', 0), date: le(-1) });
      expect(lu(s)).toMatchObject({ statut: 'RADIE', depuis: le(0) });
      await r.dire(statut('REINSCRIT', 1));
      expect(lu(s)).toMatchObject({ statut: 'REINSCRIT' });
      expect(s.faits()).toEqual(['STATUT_DE', 'STATUT_DE']);
      await r.clore('statuts-en-desordre');
    });
  });

  it('§d.8, R36: struck off and re-registered at the same date, a person is what AUDE said last, in whatever order it is heard', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire({ ...statut('CESSATION', 0), date: le(1) });
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      await r.dire({ ...statut('REINSCRIT', 0), date: le(2) });
      expect(lu(s)).toMatchObject({ statut: 'REINSCRIT', differees: [] });
      await r.dire({ ...statut('RADIE', 0), date: le(1.5) });
      expect(lu(s)).toMatchObject({ statut: 'REINSCRIT' });
      expect(s.operations()).toEqual(['aude.prescrire']);
      await r.clore('statuts-du-meme-jour');
    });
  });

  it('lives for years by continued runs that keep its ledger', async () => {
    const s = sceneDe('RADIE');
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      const premier = (await r.handle.describe()).runId;
      let n = 0;
      while (n < 80 && (await r.handle.describe()).runId === premier) await r.dire(statut(++n % 2 ? 'CESSATION' : 'RADIE', n));
      expect((await r.handle.describe()).runId).not.toBe(premier);
      expect(s.ouverts()).toEqual(['DEMANDEUR_RADIE']);
      await r.dire(statut('REINSCRIT', n + 1));
      expect(s.operations()).toEqual(['aude.prescrire']);
      expect(s.ouverts()).toEqual([]);
      await r.clore('continue');
    });
  });

  it('§d.8, R35: every change that AUDE may say is heard, in whatever order it comes', async () => {
    const s = createScene({ lireDemandeur: async () => ({ statut: 'NON_INSCRIT', le: le(-30), version: 0 }) });
    const vues = new Set<string>();
    await maison.jouer(s, async () => {
      const { transitions, initial } = MACHINE_DEMANDEUR;
      for (const { vers: premier } of transitions.filter((t) => t.de === initial)) {
        const r = createDemandeur(maison, s);
        let ici: StatutDe = initial;
        let jours = 0;
        const aller = async (vers: StatutDe) => {
          vues.add(`${ici} → ${vers}`);
          ici = vers;
          await r.dire(statut(vers, ++jours));
          expect(lu(s)?.statut).toBe(vers);
        };
        await aller(premier);
        for (const t of transitions.filter((x) => x.de === premier)) {
          await aller(t.vers);
          if (transitions.some((x) => x.de === ici && x.vers === premier)) await aller(premier);
          else break;
        }
        await r.clore(`statuts-${premier.toLowerCase().replaceAll('_', '-')}`);
      }
      expect(s.faits()).not.toContain('TRANSITION_REFUSEE');
      expect(transitions.map((t) => `${t.de} → ${t.vers}`).filter((t) => !vues.has(t))).toEqual([]);
    });
  });
});
