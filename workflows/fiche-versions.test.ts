/** A fiche that changes once it was validated, and what a new version does to what is published. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFiche, E1, E2, E3, OF, sceneDe } from './essais/fiches.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

describe('fiche', () => {
  it('modified after its validation, is to be validated again before its sessions change', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      expect(s.etape()).toBe('MODIFIEE_A_REVALIDER');
      expect(s.dits()).toHaveLength(2);
      await r.dire({ type: 'valider', empreinte: E2 });
      expect(s.etape()).toBe('VALIDEE');
      expect(s.signaux.map((x) => x.acte['empreinte'])).toEqual([E1, E1, E2, E2]);
      await r.clore('revalidee');
    });
  });

  it('R1: modified then returned, it stays published as it was validated, and what is corrected is to be validated again', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      await r.dire({ type: 'retourner' });
      expect(s.etape()).toBe('A_CORRIGER');
      expect(s.dernier()?.fiches).toEqual([expect.objectContaining({ etat: 'A_CORRIGER', validee: E1 })]);
      expect(s.dits()).toHaveLength(2);
      await r.dire({ type: 'soumettre', empreinte: E3 });
      expect(s.etape()).toBe('MODIFIEE_A_REVALIDER');
      await r.dire({ type: 'valider', empreinte: E3 });
      expect(s.appliquees).toEqual([E1, E3]);
      await r.clore('modifiee-retournee');
    });
  });

  it('edited in SMF without its text being told, it waits for the Carif again', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf' });
      await r.dire({ type: 'soumettre', empreinte: E1, depuis: 'smf' }); // nothing new
      expect(s.etape()).toBe('VALIDEE');
      await r.dire({ type: 'soumettre', empreinte: E1, modifiee: true, depuis: 'smf' });
      expect(s.etape()).toBe('MODIFIEE_A_REVALIDER');
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf' });
      expect(s.etape()).toBe('VALIDEE');
      await r.clore('modifiee-sans-texte');
    });
  });

  it('a validation that SMF tells before the text that it is about holds for that text', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf' });
      const [t2, t3] = [1, 2].map((n) => new Date(r.instant() + n * 60_000).toISOString());
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf', date: t3 });
      await r.dire({ type: 'soumettre', empreinte: E2, depuis: 'smf', date: t2 });
      expect(s.etape()).toBe('VALIDEE');
      expect(s.appliquees).toEqual([E1, E2]);
      await r.clore('validation-en-avance');
    });
  });

  it('changed, then changed back, is told as a new version each time', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      for (const empreinte of [E1, E2, E1]) {
        await r.dire({ type: 'soumettre', empreinte });
        await r.dire({ type: 'valider', empreinte });
      }
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.validerFiche', 'smf.deposerFiche', 'smf.validerFiche', 'smf.deposerFiche', 'smf.validerFiche']);
      expect(s.clesUniques()).toBe(true); // a key used again would be answered as the first time, and SMF would keep E2
      expect(new Set(s.signaux.map((x) => x.acte.id)).size).toBe(6); // an act seen before would be ignored by the session
      await r.clore('revenue-en-arriere');
    });
  });

  it('does each version once, even when its first task is done over and reads what it had already written', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      let version = 0;
      Object.assign(s.activites, {
        lireFiche: async () => {
          version += 3;
          return { organisme: OF, intitule: '#Avenir', derniereFin: null, version };
        },
      });
      await r.dire({ type: 'soumettre', empreinte: E1 });
      const { runId } = await r.handle.describe();
      expect(s.effets.map((e) => e.cle)).toEqual([expect.stringMatching(`smf.deposerFiche:${runId.slice(0, 8)}\\.1-${E1.slice(0, 12)}$`)]);
      await r.clore('premiere-tache-refaite');
    });
  });
  it('a slot that a new version moves is told to its own flow, once, against the version that was published before', async () => {
    const [debut, fin] = ['2026-04-01T08:00:00.000Z', '2026-04-01T10:00:00.000Z'];
    const s = sceneDe(undefined, (avant) =>
      avant === E1 ? { deplaces: [{ creneau: 'ICO-1', debut, fin }], modifies: ['ICO-2'] } : { deplaces: [], modifies: [] },
    );
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      for (const empreinte of [E1, E2]) {
        await r.dire({ type: 'soumettre', empreinte });
        await r.dire({ type: 'valider', empreinte });
      }
      expect(s.dits().filter((d) => d.startsWith('creneau/'))).toEqual(['creneau/ICO-1/deplacer', 'creneau/ICO-2/modifier']);
      expect(s.signaux.find((x) => x.acte.type === 'deplacer')?.acte).toMatchObject({ debut, fin, parOffre: true });
      await r.clore('creneau-deplace-par-l-offre');
    });
  });

  it('R1, R15, S18: what a new version takes out is told to its own flow: an ICO is cancelled, a session withdrawn; an ICO that Kairos words otherwise is said', async () => {
    const s = sceneDe(undefined, (avant) =>
      avant === E1
        ? { deplaces: [], modifies: [], annules: ['ICO-1'], retirees: ['103724'] }
        : { deplaces: [], modifies: [], divergences: [{ session: '103725', smf: '10 places', kairos: '12 places' }] },
    );
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.signaux.find((x) => x.acte.type === 'divergence')).toMatchObject({
        sujet: '103725',
        acte: { champ: 'ICO', smf: '10 places', kairos: '12 places' },
      });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      expect(s.dits()).not.toContain('creneau/ICO-1/annuler'); // R1: not before the Carif has validated it
      await r.dire({ type: 'valider', empreinte: E2 });
      expect(s.dits().filter((d) => /annuler|retirer/.test(d))).toEqual(['creneau/ICO-1/annuler', 'session/103724/retirer']);
      await r.clore('creneau-et-session-enleves');
    });
  });
});
