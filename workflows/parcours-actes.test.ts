import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCandidat, sceneDe } from './essais/candidat.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { enPanne, refuse } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

const statuts = (s: ReturnType<typeof sceneDe>) => Object.fromEntries(s.projections.flatMap((p) => p.positionnements ?? []).map((p) => [p.id, p.statut]));

describe('positionnement', () => {
  it('two at the same moment: one seat is asked, the other hears the sentence of R27', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const [a, b] = [c.demande(), c.demande('ICO-103725-2')];
      const reponses = await Promise.all([c.demander(a), c.demander(b)]);
      await c.repos();
      expect(reponses.map((r) => r?.statut).sort()).toEqual(['CONFIRME', 'REFUSE']);
      expect(reponses.find((r) => r?.statut === 'REFUSE')?.refus).toBe('DEJA_INSCRIT');
      expect(s.appels.filter((x) => x.operation === 'kairos.positionner')).toHaveLength(1);
      expect(Object.values(statuts(s)).sort()).toEqual(['CONFIRME', 'REFUSE']);
      await c.clore('deux-a-la-fois');
    });
  });

  it('R27: refused because another tool was first, the tool that has written it hears of it, and no other', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.positionner();
      const avant = s.effets.length;
      const seconde = { ...c.demande('ICO-103725-2', { reseau: 'PE', outil: 'AUDEF' }), depuis: 'audef', par: 'systeme:audef' };
      await c.dire(seconde);
      expect(statuts(s)[seconde.positionnement]).toBe('REFUSE');
      expect(s.effets.slice(avant).map((e) => [e.operation, e.arg])).toEqual([
        ['audef.positionner', expect.objectContaining({ positionnement: seconde.positionnement })],
        ['audef.suivre', expect.objectContaining({ positionnement: seconde.positionnement, statut: 'REFUSE' })],
      ]);
      await c.clore('refuse-dans-son-outil');
    });
  });

  it('the same act twice is one act', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const a = { ...c.demande(), id: 'cle:ml/une-demande' };
      await c.dire(a);
      await c.dire(a);
      expect(s.operations('kairos')).toEqual(['kairos.positionner']);
      expect(statuts(s)).toEqual({ [a.positionnement]: 'CONFIRME' });
      await c.clore('doublon');
    });
  });

  it('refused by Kairos (COMPLET), leaves the lock free for another slot', async () => {
    const s = sceneDe();
    s.reponses['kairos.positionner'] = refuse('COMPLET');
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const premier = await c.positionner();
      expect(premier.reponse).toEqual({ statut: 'REFUSE', refus: 'COMPLET' });
      expect(s.operations()).toEqual([]);
      delete s.reponses['kairos.positionner'];
      const second = await c.positionner('ICO-103725-2');
      expect(second.reponse).toEqual({ statut: 'CONFIRME' });
      expect(statuts(s)).toEqual({ [premier.id]: 'REFUSE', [second.id]: 'CONFIRME' });
      await c.clore('complet');
    });
  });

  it('while Kairos is silent, is asked for at once and confirmed when it is back, with the same key', async () => {
    const s = sceneDe();
    s.reponses['kairos.positionner'] = enPanne;
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id, reponse } = await c.positionner();
      expect(reponse).toEqual({ statut: 'DEMANDE' });
      expect(s.ouverts()).toEqual(['SYSTEME_INDISPONIBLE']);
      delete s.reponses['kairos.positionner'];
      await c.reprendre('kairos');
      expect(statuts(s)).toEqual({ [id]: 'CONFIRME' });
      expect(s.etape()).toBe('CONVOQUE');
      expect(new Set(s.appels.filter((a) => a.operation === 'kairos.positionner').map((a) => a.cle)).size).toBe(1);
      expect(s.ouverts()).toEqual([]);
      await c.clore('kairos-silencieux');
    });
  });

  it('made in a partner while Kairos is silent, then refused: that partner hears it', async () => {
    const s = sceneDe();
    s.reponses['kairos.positionner'] = enPanne;
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner(undefined, { depuis: 'ouiform' });
      s.reponses['kairos.positionner'] = refuse('RECRUTEMENT_FERME');
      await c.reprendre('kairos');
      expect(statuts(s)).toEqual({ [id]: 'REFUSE' });
      expect(s.operations('ouiform')).toEqual(['ouiform.positionner', 'ouiform.suivre']);
      expect(s.effets.at(-1)?.arg).toMatchObject({ statut: 'REFUSE' });
      await c.clore('refuse-apres-silence');
    });
  });

  it('R33: booked on pe.fr while Kairos is silent, then refused: the DE sees the appointment cancelled', async () => {
    const s = sceneDe({ reseau: 'DE', outil: 'PE_FR' });
    s.reponses['kairos.positionner'] = enPanne;
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.positionner(undefined, { depuis: 'pefr' });
      s.reponses['kairos.positionner'] = refuse('COMPLET');
      await c.reprendre('kairos');
      expect(s.operations('pefr')).toEqual(['pefr.notifierRendezVous', 'pefr.changerRendezVous']);
      expect(s.effets.findLast((x) => x.operation === 'pefr.changerRendezVous')?.arg).toMatchObject({ statut: 'ANNULE' });
    });
  });

  it('cancelled while Kairos is silent, takes no seat in the end', async () => {
    const s = sceneDe();
    s.reponses['kairos.positionner'] = enPanne;
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire({ type: 'annulerPositionnement', positionnement: id });
      delete s.reponses['kairos.positionner'];
      await c.reprendre('kairos');
      expect(statuts(s)).toEqual({ [id]: 'ANNULE' });
      expect(s.etape()).toBe('ANNULE');
      expect(s.operations('kairos')).toEqual(['kairos.positionner', 'kairos.annulerPositionnement']); // asked before the silence, perhaps: so given back
      expect(s.operations('ouiform')).toEqual([]); // never heard of it
      expect(s.ouverts()).toEqual([]);
      const { reponse } = await c.positionner('ICO-103725-2');
      expect(reponse).toEqual({ statut: 'CONFIRME' });
      await c.clore('annule-pendant-silence');
    });
  });

  it('cancelled then made again while Kairos is silent: Kairos hears the three in that order', async () => {
    const s = sceneDe();
    s.reponses['kairos.positionner'] = enPanne;
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const premier = await c.positionner();
      await c.dire({ type: 'annulerPositionnement', positionnement: premier.id });
      const second = await c.positionner('ICO-103725-2');
      expect(second.reponse).toEqual({ statut: 'DEMANDE' });
      // As Kairos does: one positioning at a time (R27).
      const tenus = new Set<string>();
      s.reponses['kairos.positionner'] = (_cle, arg) => {
        const { positionnement } = arg as { positionnement: string };
        if (tenus.size > 0 && !tenus.has(positionnement)) refuse('DEJA_INSCRIT')();
        tenus.add(positionnement);
      };
      s.reponses['kairos.annulerPositionnement'] = (_cle, arg) => void tenus.delete((arg as { positionnement: string }).positionnement);
      await c.reprendre('kairos');
      expect(statuts(s)).toEqual({ [premier.id]: 'ANNULE', [second.id]: 'CONFIRME' });
      expect(s.operations('kairos')).toEqual(['kairos.positionner', 'kairos.annulerPositionnement', 'kairos.positionner']);
      expect(s.ouverts()).toEqual([]);
      await c.clore('refait-pendant-silence');
    });
  });

  it('cancelled in the same breath, before Kairos has answered: is cancelled all the same', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire({ type: 'annulerPositionnement', positionnement: id });
      const a = c.demande('ICO-103725-2');
      await c.direEnsemble(a, { type: 'annulerPositionnement', positionnement: a.positionnement });
      expect(statuts(s)).toEqual({ [id]: 'ANNULE', [a.positionnement]: 'ANNULE' });
      expect(s.operations('kairos')).toEqual(['kairos.positionner', 'kairos.annulerPositionnement', 'kairos.positionner', 'kairos.annulerPositionnement']);
      await c.clore('annule-aussitot');
    });
  });

  it('cancelled, is given back everywhere, and another may be made', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire({ type: 'annulerPositionnement', positionnement: id });
      expect(s.etape()).toBe('ANNULE');
      for (const o of ['kairos.annulerPositionnement', 'aude.annulerPrescription', 'pefr.changerRendezVous', 'imilo.suivre', 'ouiform.suivre', 'audef.suivre'])
        expect(s.operations()).toContain(o);
      expect(s.dits().at(-1)).toBe('creneau/ICO-103725-1/desinscrit');
      const autre = await c.positionner('ICO-103725-2');
      expect(autre.reponse).toEqual({ statut: 'CONFIRME' });
      expect(s.etape()).toBe('CONVOQUE');
      expect(s.clesUniques()).toBe(true);
      await c.clore('annule');
    });
  });

  it('of a cancelled slot is freed without telling Kairos, which cancelled it', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire({ type: 'creneauAnnule', creneau: 'ICO-103725-1' });
      expect(statuts(s)).toEqual({ [id]: 'ANNULE' });
      expect(s.operations('kairos')).toEqual(['kairos.positionner']);
      await c.clore('creneau-annule');
    });
  });

  it('moved to another slot and back keeps its seat; each move is told under its own key', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      for (const creneau of ['ICO-103725-2', 'ICO-103725-1', 'ICO-103725-2']) await c.dire({ type: 'reporter', positionnement: id, creneau, ...c.dates(2) });
      expect(s.operations('kairos')).toEqual(['kairos.positionner', ...Array(3).fill('kairos.deplacerPositionnement')]);
      expect(s.clesUniques()).toBe(true); // a key used again would be answered as the first time, and the seat not moved
      // Each tool is told where the person went each time, not three times where it is in the end.
      const dits = (systeme: string) => s.effets.filter((e) => e.operation === `${systeme}.suivre`).map((e) => (e.arg as { creneau?: string }).creneau);
      for (const outil of ['ouiform', 'audef']) expect(dits(outil), outil).toEqual(['ICO-103725-2', 'ICO-103725-1', 'ICO-103725-2']);
      expect(s.dernier()?.positionnements?.[0]).toMatchObject({ creneau: 'ICO-103725-2', statut: 'CONFIRME' });
      expect(s.dits().slice(1, 3)).toEqual(['creneau/ICO-103725-1/desinscrit', 'creneau/ICO-103725-2/inscrit']);
      await c.clore('reporte');
    });
  });

  it('R33: moved from a candidature to a meeting, has its appointment in pe.fr and a mail; moved back, has none any more', async () => {
    const lettres: string[] = [];
    const s = sceneDe({ modalite: 'CANDIDATURE', outil: 'OUIFORM' }, {}, [], {
      convoquer: async ({ occasion, cle }: { occasion: string; cle: string }) => {
        lettres.push(occasion);
        return { etat: cle ? 'ENVOYEE' : 'ECHEC' };
      },
    });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      expect(s.operations('pefr')).toEqual([]);
      const vers = (creneau: string, modalite: string) => c.dire({ type: 'reporter', positionnement: id, creneau, modalite, ...c.dates(2) });
      await vers('ICO-103725-2', 'ICO');
      expect(s.operations('pefr')).toEqual(['pefr.notifierRendezVous']);
      await vers('CAND-103725-1', 'CANDIDATURE');
      expect(s.operations('pefr')).toEqual(['pefr.notifierRendezVous', 'pefr.changerRendezVous']);
      expect(lettres).toEqual(['CONVOCATION', 'REPORT', 'REPORT']);
      await c.clore('candidature-deplacee');
    });
  });

  it('absent, frees the lock (R27): positioned again, the path goes on', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const premier = await c.positionner();
      await c.dire(c.presence(premier.id, 'ABSENT'));
      expect(s.etape()).toBe('ABSENT');
      const second = await c.positionner('ICO-103725-2');
      expect(second.reponse).toEqual({ statut: 'CONFIRME' });
      await c.direEnsemble(c.presence(second.id, 'PRESENT'), c.suite(second.id, 'RETENU'));
      expect(s.etape()).toBe('AIS_GENEREE');
      expect(s.clesUniques()).toBe(true);
      await c.clore('absent-puis-repositionne');
    });
  });

  it('absent by mistake, is present again once corrected', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire(c.presence(id, 'ABSENT'));
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      expect(s.etape()).toBe('AIS_GENEREE');
      await c.clore('absence-corrigee');
    });
  });

  it('present by mistake, is absent once corrected, and the lock is free', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire(c.presence(id, 'PRESENT'));
      await c.dire(c.presence(id, 'ABSENT'));
      expect(s.etape()).toBe('ABSENT');
      expect((await c.positionner('ICO-103725-2')).reponse).toEqual({ statut: 'CONFIRME' });
      await c.clore('presence-corrigee');
    });
  });

  it('a decision that overtakes the presence tells both, once', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.suite(id, 'RETENU'), c.presence(id, 'PRESENT'));
      expect(statuts(s)).toEqual({ [id]: 'HONORE' });
      const dits = s.effets.filter((a) => a.operation === 'ouiform.suivre').map((a) => a.arg as { presence?: string; suite?: string });
      expect(dits.filter((d) => d.presence)).toHaveLength(1);
      expect(dits.filter((d) => d.suite)).toHaveLength(1);
      expect(s.operations('pefr')).toEqual(['pefr.notifierRendezVous', 'pefr.changerRendezVous']);
      await c.clore('suite-avant-presence');
    });
  });

  it('reaches i-Milo when the dossier is synchronised later (R31), and never when the OF made it (R30)', async () => {
    const s = sceneDe({ synchronise: false });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.positionner();
      expect(s.operations('imilo')).toEqual([]);
      await c.dire({ type: 'dossierSynchronise' });
      await c.dire({ type: 'dossierSynchronise' });
      expect(s.operations('imilo')).toEqual(['imilo.proposer']);
      await c.clore('synchronise-plus-tard');
    });
    const of = sceneDe({ reseau: 'OF', outil: 'KAIROS', synchronise: false });
    await maison.jouer(of, async () => {
      const c = createCandidat(maison, of);
      await c.positionner(undefined, { reseau: 'OF', outil: 'KAIROS', depuis: 'kairos' });
      await c.dire({ type: 'dossierSynchronise' });
      expect(of.operations('imilo')).toEqual([]);
      await c.clore('origine-of');
    });
  });
});
