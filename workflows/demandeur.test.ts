import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatutDe } from '../domain/codes.ts';
import { MACHINE_DEMANDEUR } from '../domain/machines/demandeur.ts';
import { horlogeParis } from '../domain/ouvres.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { createRecit, D_UN_COUP, LUNDI } from './essais/recit.ts';
import { createScene, enPanne, refuse, type Scene } from './essais/scene.ts';

/** Lowered so that a person followed for years is seen to begin a new run. */
const EVENEMENTS = 250;

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'), ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${EVENEMENTS}`]);
});
afterAll(() => maison?.fermer());

const JOUR = 86_400_000;
const le = (dans: number): string => new Date(LUNDI + dans * JOUR).toISOString();
const scene = (statut = 'INSCRIT') => createScene({ lireDemandeur: async () => ({ statut, le: le(-30), version: 0 }) });
let numero = 0;
const recit = (s: Scene) => createRecit(maison, 'demandeur', `aaaaaaaa-aaaa-4aaa-8aaa-${String(++numero).padStart(12, '0')}`, s);
const statut = (code: string, dans: number) => ({ type: 'statut', statut: code, le: le(dans), depuis: 'aude' });
const differer = (fait: string, operation: string, parcours = 'p:103725') => ({
  type: 'differer',
  parcours,
  fait,
  effet: { operation, arg: { parcours, positionnement: 'cccccccc-cccc-4ccc-8ccc-000000000001', session: '103725', date: '2026-03-02' } },
});
const lu = (s: Scene) => s.projections.flatMap((p) => p.demandeurs ?? []).at(-1);

describe('demandeur', () => {
  it('ignores a status that comes late or out of order', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
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

  it('radié, keeps what AUDE cannot show (S10); réinscrit, replays it in order, once, and tells each path (R36)', async () => {
    const s = scene('RADIE');
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      await r.dire(differer('INSCRIPTION', 'aude.genererAis'));
      await r.dire(differer('ENTREE', 'aude.enregistrerEntree', 'p:200'));
      expect(s.ouverts()).toEqual(['DEMANDEUR_RADIE']);
      expect(lu(s)?.differees).toEqual([1, 2, 3].map((rang) => expect.objectContaining({ rang })));
      await r.avancer({ jours: 3 });
      expect(s.relances.map((x) => x.destinataire)).toEqual(['PRESCRIPTEUR']);
      expect(s.operations()).toEqual([]);
      await r.dire(statut('REINSCRIT', 3));
      expect(s.operations()).toEqual(['aude.prescrire', 'aude.genererAis', 'aude.enregistrerEntree']);
      expect(s.signaux.map((x) => [x.sujet, x.acte['faits']])).toEqual([
        ['p:103725', ['POSITIONNEMENT']],
        ['p:103725', ['INSCRIPTION']],
        ['p:200', ['ENTREE']],
      ]);
      expect(lu(s)?.differees).toEqual([]);
      expect(s.ouverts()).toEqual([]);
      expect(s.clesUniques()).toBe(true);
      await r.clore('rejoue');
    });
  });

  it('§d.8, R36: struck off and re-registered at the same date, a person is what AUDE said last, in whatever order it is heard', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
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

  it('R36: struck off again during the replay, keeps the rest in its order, and replays none of it twice', async () => {
    const s = scene('RADIE');
    s.reponses['aude.genererAis'] = enPanne;
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      await r.dire(differer('INSCRIPTION', 'aude.genererAis'));
      await r.dire(differer('ENTREE', 'aude.enregistrerEntree'));
      await r.dire(statut('REINSCRIT', 1));
      expect(s.operations()).toEqual(['aude.prescrire']);
      await r.dire(statut('RADIE', 2));
      await r.dire(differer('BILAN', 'aude.enregistrerSortie'));
      s.reponses['aude.genererAis'] = () => ({ differee: true }); // back, and she is struck off
      await r.reprendre('aude');
      expect(lu(s)?.differees).toEqual(['INSCRIPTION', 'ENTREE', 'BILAN'].map((fait) => expect.objectContaining({ fait })));
      expect(s.ouverts()).toEqual(['DEMANDEUR_RADIE']);
      delete s.reponses['aude.genererAis'];
      await r.dire(statut('REINSCRIT', 3));
      expect(s.operations().filter((o, i, tous) => tous.indexOf(o) === i)).toEqual([
        'aude.prescrire',
        'aude.genererAis',
        'aude.enregistrerEntree',
        'aude.enregistrerSortie',
      ]);
      expect(s.dits()).toEqual(Array(4).fill('parcours/p:103725/rejoue'));
      expect(lu(s)?.differees).toEqual([]);
      await r.clore('radie-pendant-le-rejeu');
    });
  });

  it('R36: what AUDE refuses at the replay waits for the team; done without, the path is not told that AUDE knows', async () => {
    const s = scene('RADIE');
    s.reponses['aude.prescrire'] = refuse('DEMANDEUR_INCONNU');
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      await r.dire(differer('INSCRIPTION', 'aude.genererAis'));
      await r.dire(statut('REINSCRIT', 1));
      expect(s.ouverts()).toEqual(['REJET_FONCTIONNEL']);
      expect(s.operations()).toEqual([]);
      await r.actionner('passer', 'REJET_FONCTIONNEL');
      expect(s.operations()).toEqual(['aude.genererAis']);
      expect(s.signaux.map((x) => x.acte['faits'])).toEqual([['INSCRIPTION']]);
      expect(lu(s)?.differees).toEqual([]);
      await r.clore('rejeu-refuse');
    });
  });

  it('while AUDE is away, replays nothing out of turn', async () => {
    const s = scene('RADIE');
    s.reponses['aude.prescrire'] = enPanne;
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      await r.dire(differer('INSCRIPTION', 'aude.genererAis'));
      await r.dire(statut('REINSCRIT', 1));
      expect(s.operations()).toEqual([]);
      expect(s.ouverts()).toEqual(['SYSTEME_INDISPONIBLE']);
      delete s.reponses['aude.prescrire'];
      await r.reprendre('aude');
      expect(s.operations()).toEqual(['aude.prescrire', 'aude.genererAis']);
      await r.clore('rejoue-apres-panne');
    });
  });

  it('that AUDE still says radié, waits for AUDE instead of asking again and again', async () => {
    const s = scene('RADIE');
    let differee = true;
    s.reponses['aude.prescrire'] = () => (differee ? { differee: true } : undefined);
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      await r.dire(statut('REINSCRIT', 1));
      expect(s.appels).toHaveLength(1);
      expect(lu(s)?.differees).toHaveLength(1);
      differee = false;
      await r.avancer({ heures: 2 });
      expect(s.appels).toHaveLength(2);
      expect(lu(s)?.differees).toEqual([]);
      expect(s.dits()).toEqual(['parcours/p:103725/rejoue']);
      await r.clore('encore-radie-dans-aude');
    });
  });

  it('drops what has waited for a year, says so, and keeps the rest', async () => {
    const s = scene('RADIE');
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ ...differer('POSITIONNEMENT', 'aude.prescrire'), date: le(-364) });
      await r.dire({ ...differer('INSCRIPTION', 'aude.genererAis'), date: le(-1) });
      await r.avancer({ jours: 2 });
      expect(s.faits()).toContain('DIFFEREE_EXPIREE');
      expect(lu(s)?.differees).toEqual([expect.objectContaining({ fait: 'INSCRIPTION' })]);
      expect(s.ouverts()).toEqual(['DEMANDEUR_RADIE']);
      await r.dire(statut('REINSCRIT', 2));
      expect(s.operations()).toEqual(['aude.genererAis']);
      expect(s.ouverts()).toEqual([]);
      await r.clore('expire');
    });
  });

  it('lives for years by continued runs that keep its ledger', async () => {
    const s = scene('RADIE');
    await maison.jouer(s, async () => {
      const r = recit(s);
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

  it('S10: seen at once, reminded to nobody before the end of the radiation, then at J+3 and J+10', async () => {
    const s = scene('INSCRIT');
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ ...statut('RADIE', -1), jusqua: le(28) });
      await r.dire({ ...differer('POSITIONNEMENT', 'aude.prescrire'), entree: le(200) });
      expect(s.ouverts()).toEqual(['DEMANDEUR_RADIE']);
      await r.avancer({ jours: 28, pas: D_UN_COUP });
      expect(s.relances).toEqual([]);
      await r.avancer({ jours: 5 });
      expect(s.relances.map((x) => [x.niveau, x.destinataire])).toEqual([[1, 'PRESCRIPTEUR']]);
      await r.avancer({ jours: 11 });
      expect(s.relances).toHaveLength(2);
      await r.clore('fin-de-radiation');
    });
  });

  it('S10: at the first update that is kept, the person is told once how to re-register, in working hours; again only after another radiation', async () => {
    const lettres: { cle: string; jusqua: number | null; parcours: string; maintenant: number }[] = [];
    const s = createScene({
      lireDemandeur: async () => ({ statut: 'INSCRIT', le: le(-30), version: 0 }),
      expliquerReinscription: async (l: (typeof lettres)[number]) => {
        lettres.push(l);
        return { etat: 'ENVOYEE' };
      },
    });
    const dites = () => s.faits().filter((f) => f === 'REINSCRIPTION_EXPLIQUEE');
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ ...statut('RADIE', 0), jusqua: le(28) });
      expect(lettres).toEqual([]); // nothing is kept yet
      await r.avancer({ heures: 13 }); // 22:00
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      expect(s.ouverts()).toEqual(['DEMANDEUR_RADIE']);
      expect(lettres).toEqual([]);
      await r.avancer({ heures: 11 });
      expect(lettres).toMatchObject([{ cle: `reinscription:${r.sujet}:${le(0)}`, jusqua: Date.parse(le(28)), parcours: 'p:103725' }]);
      expect(horlogeParis(lettres[0]?.maintenant ?? 0).heures).toBeGreaterThanOrEqual(8);
      expect(s.projections.flatMap((p) => p.evenements ?? []).filter((x) => x.fait === 'REINSCRIPTION_EXPLIQUEE')).toMatchObject([{ parcours: 'p:103725' }]);
      expect(s.blocages().at(-1)?.sujet).toMatchObject({ informee: 1 });
      await r.dire(differer('INSCRIPTION', 'aude.genererAis'));
      await r.dire(statut('CESSATION', 2));
      await r.dire(differer('ENTREE', 'aude.enregistrerEntree', 'p:200'));
      await r.avancer({ jours: 3 });
      expect(lettres).toHaveLength(1);
      await r.dire(statut('REINSCRIT', 5));
      expect(s.ouverts()).toEqual([]);
      await r.dire(statut('RADIE', 6));
      await r.dire(differer('BILAN', 'aude.enregistrerSortie'));
      expect(lettres.map((l) => l.cle)).toEqual([le(0), le(6)].map((d) => `reinscription:${r.sujet}:${d}`));
      expect(dites()).toHaveLength(2);
      await r.clore('reinscription-expliquee');
    });
  });

  it('S10: réinscrite before the morning, the person is told nothing', async () => {
    const s = scene();
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire(statut('INSCRIT', -1));
      await r.avancer({ heures: 13 }); // 22:00
      await r.dire(statut('RADIE', 0));
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      expect(s.ouverts()).toEqual(['DEMANDEUR_RADIE']);
      await r.dire(statut('REINSCRIT', 0.2));
      await r.avancer({ jours: 3 });
      expect(s.courriels).toEqual([]);
      await r.clore('reinscrite-avant-le-courriel');
    });
  });

  it('S10, COURRIEL_EN_ECHEC: what told the person and came back shows, and is sent again to the address known then', async () => {
    const s = scene('RADIE');
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire'));
      expect(s.courriels).toEqual(['expliquerReinscription']);
      const blocage = s.blocages().find((b) => b.cause === 'DEMANDEUR_RADIE')?.id ?? '';
      await r.dire({ type: 'courrielRevenu', blocage, niveau: 0, destinataire: 'CANDIDAT' });
      expect(s.ouverts().sort()).toEqual(['COURRIEL_EN_ECHEC', 'DEMANDEUR_RADIE']);
      expect(s.blocages().findLast((b) => b.cause === 'COURRIEL_EN_ECHEC')?.sujet).toEqual({ destinataire: 'CANDIDAT' });
      expect(s.blocages().findLast((b) => b.cause === 'DEMANDEUR_RADIE')?.sujet).not.toHaveProperty('informee');
      expect(await r.actionner('relancer', 'COURRIEL_EN_ECHEC')).toMatchObject({ fait: true });
      expect(s.courriels).toEqual(['expliquerReinscription', 'expliquerReinscription']);
      expect(s.ouverts()).toEqual(['DEMANDEUR_RADIE']);
      expect(s.relances).toEqual([]);
      await r.clore('reinscription-revenue');
    });
  });

  it('S10: an entry within ten days presses at once, at level 2, once', async () => {
    const s = scene('RADIE');
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ ...statut('CESSATION', -1), jusqua: le(60) });
      await r.dire({ ...differer('INSCRIPTION', 'aude.genererAis'), entree: le(14) });
      expect(s.relances).toEqual([]);
      await r.avancer({ jours: 5 });
      expect(s.relances.map((x) => [x.niveau, x.destinataire])).toEqual([[2, 'PRESCRIPTEUR']]);
      await r.dire({ ...differer('ENTREE', 'aude.enregistrerEntree'), entree: le(6) });
      expect(s.relances).toHaveLength(1);
      await r.clore('entree-proche');
    });
  });

  it('S10: how near an entry presses is the policy’s to say, for who already waits too', async () => {
    const s = scene('RADIE');
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ ...statut('CESSATION', -1), jusqua: le(60) });
      await r.dire({ ...differer('INSCRIPTION', 'aude.genererAis'), entree: le(30) });
      await r.avancer({ jours: 8 });
      expect(s.relances).toEqual([]);
      await r.editer('DEMANDEUR_RADIE', { seuils: { entreeProche: 25 } });
      expect(s.relances.map((x) => [x.niveau, x.destinataire])).toEqual([[2, 'PRESCRIPTEUR']]);
      await r.clore('entree-proche-changee');
    });
  });

  it('R36: what is given up after the configured time is told to the référent and to the path', async () => {
    const s = scene('RADIE');
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire({ ...differer('POSITIONNEMENT', 'aude.prescrire'), date: le(-364) });
      await r.avancer({ jours: 2 });
      expect(s.relances.map((x) => x.niveau)).toEqual([2]);
      expect(s.blocages().some((b) => b.sujet['expirees'] === 1)).toBe(true); // what the mail reads
      expect(s.dits()).toEqual(['parcours/p:103725/expiree']);
      expect(s.ouverts()).toEqual([]);
      await r.clore('expire-dit');
    });
  });

  it('§d.8, R35: every change that AUDE may say is heard, in whatever order it comes', async () => {
    const s = createScene({ lireDemandeur: async () => ({ statut: 'NON_INSCRIT', le: le(-30), version: 0 }) });
    const vues = new Set<string>();
    await maison.jouer(s, async () => {
      const { transitions, initial } = MACHINE_DEMANDEUR;
      for (const { vers: premier } of transitions.filter((t) => t.de === initial)) {
        const r = recit(s);
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

  it('with 500 events, keeps its ledger in order through continued runs, and replays each once', async () => {
    const s = scene('RADIE');
    await maison.jouer(s, async () => {
      const r = recit(s);
      await r.dire(differer('POSITIONNEMENT', 'aude.prescrire', 'p:0'));
      const premier = (await r.handle.describe()).runId;
      for (let lot = 0; lot < 10; lot++) {
        const actes = Array.from({ length: 50 }, (_, i) => differer('ENTREE', 'aude.enregistrerEntree', `p:${lot * 50 + i + 1}`));
        await r.direEnsemble(...actes);
      }
      expect((await r.handle.describe()).runId).not.toBe(premier);
      expect(lu(s)?.differees).toHaveLength(501);
      await r.dire(statut('REINSCRIT', 1));
      expect(s.effets.map((a) => (a.arg as { parcours: string }).parcours)).toEqual(Array.from({ length: 501 }, (_, i) => `p:${i}`));
      expect(s.clesUniques()).toBe(true);
      expect(lu(s)?.differees).toEqual([]);
    });
  });
});
