import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Candidat, createCandidat, sceneDe } from './essais/candidat.ts';
import { createMaison, jusque, lierFlux, type Maison } from './essais/maison.ts';
import { createRecit } from './essais/recit.ts';
import { createScene, enPanne } from './essais/scene.ts';
import { systemeRepris } from './messages.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

/** A partner that answers the probe once `pannes` of them failed, or once `repare()`. */
const scene = (pannes: number) => {
  const reveils: string[] = [];
  let sondes = 0;
  let reste = pannes;
  const s = createScene({
    sonder: async () => {
      sondes++;
      if (reste-- > 0) throw ApplicationFailure.create({ message: 'HTTP_503', category: 'BENIGN' });
    },
    reveiller: (async (code: string) => {
      reveils.push(code);
      return 0;
    }) as never,
  });
  const etat = () => s.projections.flatMap((p) => p.systemes ?? []).at(-1)?.etat;
  const repare = (): void => {
    reste = 0;
  };
  return { ...s, reveils, etat, sondes: () => sondes, repare };
};
const PANNE = { type: 'panne', erreur: 'HTTP_503' };

describe('systeme', () => {
  it('cuts a partner that is down, probes it, then wakes those who wait (S20)', async () => {
    const s = scene(2);
    await maison.jouer(s, async () => {
      const r = createRecit(maison, 'systeme', 'kairos', s);
      await maison.client.workflow.signalWithStart('systeme', r.signal(PANNE));
      await jusque('coupé', () => s.etat() === 'EN_PANNE');
      expect(s.ouverts()).toEqual(['PARTENAIRE_FERME']);
      await jusque('réveil', () => s.reveils.length === 1);
      await r.repos();
      expect(s.sondes()).toBe(3);
      expect(s.etat()).toBe('OUVERT');
      expect(s.ouverts()).toEqual([]);
      expect(s.faits().filter((f) => f.startsWith('SYSTEME'))).toEqual(['SYSTEME_EN_PANNE', 'SYSTEME_REPRIS']);
      await r.clore('panne');
    });
  });

  it('S20 PARTENAIRE_FERME: seen at once, under a name that everybody reads; lasting, the team is written to once; answered, it falls', async () => {
    const s = scene(1_000);
    await maison.jouer(s, async () => {
      const r = createRecit(maison, 'systeme', 'pefr', s);
      await maison.client.workflow.signalWithStart('systeme', r.signal(PANNE));
      await jusque('coupé', () => s.ouverts().includes('PARTENAIRE_FERME'));
      expect(s.blocages().at(-1)).toMatchObject({ acteurType: 'SYSTEME', systeme: 'pefr', sujet: { systeme: 'pefr' }, niveau: 0 });
      expect(s.relances).toEqual([]);
      await r.avancer({ heures: 2, pas: 1 });
      await jusque('prévenue', () => s.relances.length > 0);
      expect(s.relances.map((x) => [x.niveau, x.destinataire])).toEqual([[3, 'EQUIPE']]);
      await r.avancer({ jours: 3 });
      expect(s.relances).toHaveLength(1); // once: nobody has anything to do
      s.repare();
      await jusque('réveil', () => s.reveils.length === 1);
      await r.repos();
      expect(s.ouverts()).toEqual([]);
      expect(s.blocages().at(-1)).toMatchObject({ levePar: 'systeme', niveau: 3 });
      await r.clore('panne-qui-dure');
    });
  });

  it('SYSTEME_INDISPONIBLE: raised on each flow that waits; reminded and escalated once for all of them, by S20; cleared when the partner answers', async () => {
    let ferme = true;
    const patients: Candidat[] = [];
    const s = sceneDe({}, {}, [], {
      sonder: async () => {
        if (ferme) throw ApplicationFailure.create({ message: 'HTTP_503', category: 'BENIGN' });
      },
      reveiller: async (code: string) => {
        for (const c of patients) await c.handle.signal(systemeRepris, code);
        return patients.length;
      },
    });
    s.reponses['audef.positionner'] = () => (ferme ? enPanne() : {});
    await maison.jouer(s, async () => {
      patients.push(createCandidat(maison, s), createCandidat(maison, s));
      for (const c of patients) await c.demander(c.demande());
      await jusque('bloqués', () => s.ouverts().filter((c) => c === 'SYSTEME_INDISPONIBLE').length === 2);
      const r = createRecit(maison, 'systeme', 'audef', s);
      await maison.client.workflow.signalWithStart('systeme', r.signal(PANNE));
      await jusque('coupé', () => s.ouverts().includes('PARTENAIRE_FERME'));
      await r.avancer({ heures: 2, pas: 1 });
      await jusque('prévenue', () => s.relances.length > 0);
      for (const c of patients) await c.avancer({ jours: 3 });
      expect(s.relances.map((x) => [x.blocage.split('#')[0], x.niveau, x.destinataire])).toEqual([['systeme:audef', 3, 'EQUIPE']]);
      ferme = false;
      await jusque('repartis', () => s.ouverts().length === 0);
      expect(s.operations('audef')).toEqual(['audef.positionner', 'audef.positionner']);
      expect(s.clesUniques()).toBe(true);
      expect(
        s
          .blocages()
          .filter((b) => b.leveLe !== null)
          .map((b) => [b.cause, b.levePar]),
      ).toEqual([
        ['PARTENAIRE_FERME', 'systeme'],
        ['SYSTEME_INDISPONIBLE', 'systeme'],
        ['SYSTEME_INDISPONIBLE', 'systeme'],
      ]);
    });
  });

  it('suspended by an operator, is not probed before the operator lets it; then opens when it answers', async () => {
    const s = scene(0);
    await maison.jouer(s, async () => {
      const r = createRecit(maison, 'systeme', 'aude', s);
      await r.dire({ type: 'suspendre', par: 'compte:1' });
      expect(s.etat()).toBe('SUSPENDU');
      await r.dire(PANNE);
      expect(s.etat()).toBe('SUSPENDU');
      expect(s.sondes()).toBe(0);
      await r.dire({ type: 'reprendre' });
      await jusque('réveil', () => s.reveils.length === 1);
      await r.repos();
      expect(s.etat()).toBe('OUVERT');
      expect(s.ouverts()).toEqual([]);
      await r.clore('suspendu');
    });
  });

  it('suspended during an outage, stays so when the partner answers', async () => {
    const s = scene(1_000);
    await maison.jouer(s, async () => {
      const r = createRecit(maison, 'systeme', 'ouiform', s);
      await maison.client.workflow.signalWithStart('systeme', r.signal(PANNE));
      await jusque('sondé', () => s.sondes() === 1);
      await r.handle.signal('acte', r.signal({ type: 'suspendre', par: 'compte:1' }).signalArgs[0]);
      await jusque('suspendu', () => s.etat() === 'SUSPENDU');
      s.repare();
      await jusque('sondé encore', () => s.sondes() >= 2);
      await r.repos();
      expect(s.etat()).toBe('SUSPENDU');
      expect(s.reveils).toEqual([]);
      expect(s.ouverts()).toEqual(['PARTENAIRE_FERME']);
      await r.dire({ type: 'reprendre' });
      await jusque('réveil', () => s.reveils.length === 1);
      await r.repos();
      expect(s.etat()).toBe('OUVERT');
      await r.clore('suspendu-pendant-une-panne');
    });
  });
});
