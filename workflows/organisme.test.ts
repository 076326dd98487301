import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { createRecit } from './essais/recit.ts';
import { createScene, type Scene } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

let n = 0;
const raconter = (s: Scene, histoire: (r: ReturnType<typeof createRecit>) => Promise<void>): Promise<void> =>
  maison.jouer(s, () => histoire(createRecit(maison, 'organisme', `9990000${String(++n).padStart(7, '0')}`, s)));
const invalide = { type: 'adresseInvalide' };
const changee = { type: 'adresseChangee' };

describe('organisme', () => {
  it('S13 COURRIEL_OF_INVALIDE: shows at once, asks the mandataire after a day, the Carif after three, and ends with a valid address', async () => {
    const s = createScene();
    await raconter(s, async (r) => {
      await r.dire(invalide);
      expect(s.ouverts()).toEqual(['COURRIEL_OF_INVALIDE']);
      expect(s.etape()).toBe('ADRESSE_INVALIDE');
      expect(s.relances).toEqual([]);
      await r.avancer({ jours: 1, heures: 1 });
      expect(s.relances.map((x) => [x.destinataire, x.niveau])).toEqual([['MANDATAIRE', 2]]);
      await r.avancer({ jours: 2 });
      expect(s.blocages().at(-1)).toMatchObject({ cause: 'COURRIEL_OF_INVALIDE', niveau: 3 });
      expect(s.relances).toHaveLength(1); // the Carif reads it on the dashboard
      await r.dire(changee);
      expect(s.ouverts()).toEqual([]);
      expect(s.etape()).toBe('ADRESSE_VALIDE');
      expect(s.faits()).toEqual(expect.arrayContaining(['ADRESSE_INVALIDE', 'ADRESSE_CORRIGEE', 'BLOCAGE_RESOLU']));
      expect(s.operations('kairos')).toEqual(['kairos.corrigerAdresse']); // R43
      // Those whose mails had failed write again.
      expect(s.courriels).toEqual([`reprendreCourriers:${r.sujet}`]);
      await r.clore('adresse-corrigee');
    });
  });
  it('S13: however many mails fail, it is one case; wrong again later, it is another', async () => {
    const s = createScene();
    await raconter(s, async (r) => {
      await r.dire(invalide);
      await r.direEnsemble(invalide, invalide);
      expect(new Set(s.blocages().map((b) => b.id)).size).toBe(1);
      await r.dire(changee);
      await r.dire(invalide);
      expect(new Set(s.blocages().map((b) => b.id)).size).toBe(2);
      expect(s.ouverts()).toEqual(['COURRIEL_OF_INVALIDE']);
      await r.clore('invalide-deux-fois');
    });
  });
  it('COURRIEL_EN_ECHEC: a word to the team that no mailbox took is the team’s, climbs, and falls once somebody says that it was dealt with', async () => {
    const s = createScene();
    await raconter(s, async (r) => {
      await r.dire({ type: 'motPerdu', mot: 'direct:1' });
      expect(s.blocages().at(-1)).toMatchObject({
        cause: 'COURRIEL_EN_ECHEC',
        acteurType: 'EQUIPE',
        organisme: r.sujet,
        niveau: 0,
        sujet: { destinataire: 'EQUIPE' },
      });
      await r.dire({ type: 'motPerdu', mot: 'direct:2' });
      expect(s.blocages().at(-1)).toMatchObject({ sujet: { nombre: 2 } });
      await r.avancer({ jours: 2 });
      expect(s.blocages().at(-1)).toMatchObject({ niveau: 3 });
      expect(s.relances).toEqual([]); // nobody but the team is to hear
      expect(await r.actionner('relancer', 'COURRIEL_EN_ECHEC')).toMatchObject({ fait: false });
      expect(await r.actionner('traiterHorsSysteme', 'COURRIEL_EN_ECHEC')).toEqual({ fait: true });
      expect(s.ouverts()).toEqual([]);
      await r.dire({ type: 'motPerdu', mot: 'direct:3' });
      expect(s.ouverts()).toEqual(['COURRIEL_EN_ECHEC']);
      await r.clore('mot-perdu');
    });
  });
  it('R43: tells Kairos of each new address, once, were the one before a good one; the address itself stays out of the flow', async () => {
    const s = createScene();
    await raconter(s, async (r) => {
      await r.dire(changee);
      await r.dire({ ...changee, id: 'of:1/2' });
      await r.dire({ ...changee, id: 'of:1/2' });
      expect(s.effets.map((e) => [e.operation, e.arg])).toEqual([1, 2].map(() => ['kairos.corrigerAdresse', { organisme: r.sujet }]));
      expect(s.clesUniques()).toBe(true);
      await r.clore('adresse-changee-sans-panne');
    });
  });
  it('tells the flows whose mails came back after they had left, each once', async () => {
    const dits: unknown[] = [];
    const s = createScene({
      direRevenus: (async (revenus: unknown[]) => {
        dits.push(...revenus);
      }) as never,
    });
    const revenu = (i: number) => ({ processus: `creneau:${i}`, blocage: `creneau:${i}#P#1`, niveau: 1, destinataire: 'OF' });
    await raconter(s, async (r) => {
      await r.dire({ ...invalide, revenus: [revenu(1), revenu(2)] });
      await r.dire({ ...invalide, revenus: [revenu(3)] });
      expect(dits).toEqual([revenu(1), revenu(2), revenu(3)]);
      await r.clore('courriels-revenus');
    });
  });
});
