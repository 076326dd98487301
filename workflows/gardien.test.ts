/** What a flow does with the reconciliation's word, and who speaks for a flow that cannot. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BlocageLigne } from '../activities/projection.ts';
import type { Ecart, Rapprochement } from '../domain/rapprochement.ts';
import { createCandidat, sceneDe } from './essais/candidat.ts';
import { createMaison, jusque, lierFlux, type Maison } from './essais/maison.ts';
import { createRecit } from './essais/recit.ts';
import { createScene, type Scene } from './essais/scene.ts';
import { actionner, rapproche } from './messages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

let passages = 0;
const dit = (ecarts: Ecart[], leves: string[] = []): Rapprochement => ({ passage: `essai:${++passages}`, ecarts, leves });
const dernier = (s: Scene, cause: string): BlocageLigne | undefined => s.blocages().findLast((b) => b.cause === cause);

const RETROUVEE: Ecart = { cle: 'kairos.PRESENCE', cause: 'DONNEES_DIVERGENTES', systeme: 'kairos', objet: 'PRESENCE', hub: 'PRESENT', partenaire: 'ABSENT' };

describe('a flow that hears of a difference', () => {
  it('S18: holds both values, is reminded and escalated like any wait, and falls when a comparison agrees', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.positionner();
      await c.handle.signal(rapproche, dit([RETROUVEE]));
      await c.repos();
      expect(s.ouverts()).toContain('DONNEES_DIVERGENTES');
      expect(dernier(s, 'DONNEES_DIVERGENTES')).toMatchObject({
        systeme: 'kairos',
        niveau: 0,
        sujet: { ecart: 'PRESENCE', valeurHub: 'PRESENT', valeurPartenaire: 'ABSENT', systeme: 'kairos' },
      });
      await c.avancer({ jours: 15 });
      const niveaux = s.relances.filter((r) => r.blocage.includes('ECART:')).map((r) => r.niveau);
      expect(niveaux.length).toBeGreaterThan(0);
      expect(dernier(s, 'DONNEES_DIVERGENTES')?.niveau).toBe(3);
      // Said again with another value: the same blocage, its sentence follows.
      await c.handle.signal(rapproche, dit([{ ...RETROUVEE, partenaire: 'ABSENT_EXCUSE' }]));
      await c.repos();
      expect(
        new Set(
          s
            .blocages()
            .filter((b) => b.cause === 'DONNEES_DIVERGENTES')
            .map((b) => b.id),
        ).size,
      ).toBe(1);
      await c.handle.signal(rapproche, dit([], [RETROUVEE.cle]));
      await c.repos();
      expect(s.ouverts()).not.toContain('DONNEES_DIVERGENTES');
      expect(s.faits()).toContain('ECART_CONSTATE');
      await c.clore('divergence');
    });
  });

  it('S19: does again what AUDE lost, under a new key; raised if it is still missing, reminded, escalated, cleared when it is there', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      const ecart: Ecart = {
        cle: 'aude.INSCRIPTION',
        cause: 'AIS_NON_GENEREE',
        systeme: 'aude',
        objet: 'INSCRIPTION',
        hub: '2026-03-05',
        partenaire: null,
        reparation: { operation: 'aude.genererAis', arg: { parcours: c.parcours, positionnement: id, session: '103725', date: '2026-03-05' } },
      };
      const premier = dit([ecart]);
      await c.handle.signal(rapproche, premier);
      await c.handle.signal(rapproche, premier); // a page told twice counts once
      await c.repos();
      expect(s.effets.filter((e) => e.operation === 'aude.genererAis').map((e) => e.cle)).toEqual([expect.stringMatching(/reparation:aude\.INSCRIPTION:1$/)]);
      expect(s.ouverts()).not.toContain('AIS_NON_GENEREE');
      await c.avancer({ heures: 1 });
      await c.handle.signal(rapproche, dit([ecart]));
      await c.repos();
      expect(s.ouverts()).toContain('AIS_NON_GENEREE');
      expect(dernier(s, 'AIS_NON_GENEREE')).toMatchObject({
        acteurType: 'SYSTEME',
        systeme: 'aude',
        sujet: { valeurHub: '2026-03-05', valeurPartenaire: 'rien' },
      });
      expect(s.effets.filter((e) => e.operation === 'aude.genererAis')).toHaveLength(1);
      await c.avancer({ jours: 4 });
      expect(dernier(s, 'AIS_NON_GENEREE')?.niveau).toBe(3);
      await c.handle.signal(rapproche, dit([], [ecart.cle]));
      await c.repos();
      expect(s.ouverts()).not.toContain('AIS_NON_GENEREE');
      expect(s.clesUniques()).toBe(true);
      await c.clore('ais-perdue');
    });
  });

  it('R36: what is told AUDE again while she is struck off is kept for the réinscription, and its cell says so; what AUDE takes is visible', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      const arg = { parcours: c.parcours, positionnement: id, session: '103725', date: '2026-03-02' };
      const ecart: Ecart = { ...RETROUVEE, cle: 'aude.POSITIONNEMENT', systeme: 'aude', objet: 'POSITIONNEMENT', hub: '2026-03-02', partenaire: null };
      const cellule = () => s.projections.flatMap((p) => p.transmissions ?? []).findLast((t) => t.systeme === 'aude' && t.fait === 'POSITIONNEMENT');
      s.reponses['aude.prescrire'] = () => ({ differee: true });
      await c.handle.signal(rapproche, dit([{ ...ecart, reparation: { operation: 'aude.prescrire', arg } }]));
      await c.repos();
      expect(cellule()).toMatchObject({ etat: 'DIFFEREE', regle: 'R36' });
      expect(s.signaux.filter((x) => x.acte.type === 'differer').map((x) => x.acte['fait'])).toEqual(['POSITIONNEMENT']);
      s.reponses['aude.prescrire'] = () => undefined;
      await c.handle.signal(rapproche, dit([], [ecart.cle]));
      await c.avancer({ heures: 1 });
      await c.handle.signal(rapproche, dit([{ ...ecart, reparation: { operation: 'aude.prescrire', arg } }]));
      await c.repos();
      expect(cellule()?.etat).toBe('VISIBLE');
      expect(s.ouverts()).not.toContain('DONNEES_DIVERGENTES');
      await c.clore('aude-redite-differee');
    });
  });

  it('writes its mirror again when it is told that it is stale', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.positionner();
      const avant = s.projections.length;
      await c.handle.signal(rapproche, { ...dit([]), reflet: true });
      await c.repos();
      expect(s.projections.length).toBe(avant + 1);
      expect(s.dernier()?.processus).toMatchObject({ ouvert: true, etape: 'CONVOQUE' });
    });
  });
});

describe('gardien', () => {
  const ERREUR: Ecart = { cle: 'PROGRAMME', cause: 'ERREUR_PROGRAMME', systeme: null, objet: 'PROGRAMME', hub: null, partenaire: 'TACHE_EN_ECHEC' };
  const levee = () => dit([], ['PROGRAMME']);
  let numero = 0;
  const creer = (s: Scene) => {
    const r = createRecit(maison, 'gardien', `parcours:essai-${++numero}:103725`, s);
    const { workflowId, taskQueue, args } = r.signal({ type: 'suspendre' });
    const signaler = async (message: Rapprochement): Promise<void> => {
      await maison.client.workflow.signalWithStart('gardien', { workflowId, taskQueue, args, signal: rapproche, signalArgs: [message] });
    };
    return { r, signaler, releve: () => jusque('le gardien est relevé', () => r.fini()) };
  };

  it('ERREUR_PROGRAMME: holds the blocage of a flow whose program fails, reminds the team, escalates, and ends when it works again', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const { r, signaler, releve } = creer(s);
      await signaler({ ...dit([ERREUR]), version: 4 });
      await r.repos();
      expect(s.ouverts()).toEqual(['ERREUR_PROGRAMME']);
      expect(s.dernier()?.processus).toMatchObject({ type: 'gardien', sujet: `parcours:essai-${numero}:103725`, etat: 'bloque' });
      // A guardian that begins again goes on from what its mirror has.
      expect(s.dernier()?.processus.version).toBeGreaterThan(4);
      expect(dernier(s, 'ERREUR_PROGRAMME')).toMatchObject({ acteurType: 'EQUIPE', niveau: 0 });
      for (const [jours, niveau] of [
        [1, 2],
        [3, 3],
      ] as const) {
        await r.avancer({ jours });
        expect(dernier(s, 'ERREUR_PROGRAMME')?.niveau).toBe(niveau);
      }
      await signaler(levee());
      await releve();
      expect(s.ouverts()).toEqual([]);
      expect(s.dernier()?.processus).toMatchObject({ ouvert: false, etat: 'termine' });
      await r.clore('releve');
    });
  });

  it('ERREUR_PROGRAMME: answers the operator who takes charge of it', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const { r, signaler, releve } = creer(s);
      await signaler(dit([ERREUR]));
      await r.repos();
      const blocage = dernier(s, 'ERREUR_PROGRAMME')?.id ?? '';
      const jusqua = '2026-03-09T08:00:00.000Z';
      expect(await r.handle.executeUpdate(actionner, { args: [{ code: 'prendreEnCharge', blocage, par: 'compte:1', jusqua }] })).toEqual({ fait: true });
      expect(dernier(s, 'ERREUR_PROGRAMME')).toMatchObject({ priseEnChargePar: 'compte:1', priseEnChargeJusqua: jusqua });
      await signaler(levee());
      await releve();
      expect(s.ouverts()).toEqual([]);
      await r.clore('pris-en-charge');
    });
  });

  it('S18: for a path that has ended: does again what OUIFORM lost, once; holds what only Kairos can say, reminded and escalated; ends when both agree', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const { r, signaler, releve } = creer(s);
      const parcours = `essai-${numero}:103725`;
      const perdue: Ecart = {
        ...{ cle: 'ouiform.ENTREE', cause: 'DONNEES_DIVERGENTES', systeme: 'ouiform', objet: 'ENTREE', hub: '2026-03-05', partenaire: null },
        reparation: { operation: 'ouiform.suivre', arg: { parcours, positionnement: 'p', session: '103725', entree: '2026-03-05' } },
      };
      const ecarts = [perdue, { ...RETROUVEE, organisme: '99900002900010' }];
      await signaler(dit(ecarts));
      await r.repos();
      expect(s.effets.map((e) => e.operation)).toEqual(['ouiform.suivre']);
      expect(s.ouverts()).toEqual(['DONNEES_DIVERGENTES']);
      expect(dernier(s, 'DONNEES_DIVERGENTES')).toMatchObject({
        acteur: '99900002900010',
        session: '103725',
        sujet: { parcours, valeurHub: 'PRESENT', valeurPartenaire: 'ABSENT' },
      });
      // OUIFORM has it again: it is not said any more, and Kairos did not answer.
      await signaler({ ...dit([]), egaux: ['ouiform'] });
      await r.avancer({ jours: 15 });
      expect(dernier(s, 'DONNEES_DIVERGENTES')?.niveau).toBe(3);
      expect(s.effets).toHaveLength(1);
      await signaler({ ...dit([]), egaux: ['ouiform', 'kairos'] });
      await releve();
      expect(s.ouverts()).toEqual([]);
      await r.clore('parcours-fini');
    });
  });

  it('R29: what i-Milo holds of somebody is asked of the team, and of no organisme', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const { r, signaler, releve } = creer(s);
      await signaler(dit([{ ...RETROUVEE, cle: 'imilo.SUITE', systeme: 'imilo', objet: 'SUITE', organisme: '99900002900010' }]));
      await r.repos();
      expect(dernier(s, 'DONNEES_DIVERGENTES')).toMatchObject({ acteurType: 'EQUIPE', acteur: null, organisme: null });
      await r.avancer({ jours: 15 });
      expect(s.relances).toEqual([]); // the team reads it on its screen; no mail leaves
      await signaler({ ...dit([]), egaux: ['imilo'] });
      await releve();
      await r.clore('imilo-a-l-equipe');
    });
  });

  it('ERREUR_PROGRAMME: told twice, is one blocage', async () => {
    const s = createScene();
    await maison.jouer(s, async () => {
      const { r, signaler, releve } = creer(s);
      for (let fois = 0; fois < 2; fois++) {
        await signaler(dit([ERREUR]));
        await r.repos();
      }
      expect(new Set(s.blocages().map((b) => b.id)).size).toBe(1);
      await signaler(levee());
      await releve();
      expect(s.faits().filter((f) => f === 'BLOCAGE_RESOLU')).toHaveLength(1);
      await r.clore('redit');
    });
  });
});
