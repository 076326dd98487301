/** The publication of an offer, hop by hop; what each tool hears of its changes, were it away meanwhile; a place without SIRET (S17). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Maison } from './essais/maison.ts';
import { D_UN_COUP } from './essais/recit.ts';
import { enPanne, refuse } from './essais/scene.ts';
import { dernier, E2, instant, jour, MANDATAIRE, maisonDeSessions, monde, niveaux, publier } from './essais/sessions.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await maisonDeSessions();
});
afterAll(() => maison?.fermer());

const publications = (scene: ReturnType<typeof monde>['scene']) => new Map(scene.projections.flatMap((p) => p.publications ?? []).map((p) => [p.systeme, p]));

describe('publication', () => {
  it('G7: each hop has its instant: validated, taken by the RCO, seen there, seen in each tool', async () => {
    const { scene } = monde({}, [{ etat: 'EXPORTEE', raison: null }]);
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      expect([...publications(scene).values()].map((p) => [p.systeme, p.etat]).sort()).toEqual([
        ['audef', 'NON_PUBLIEE'],
        ['kairos', 'NON_PUBLIEE'],
        ['ouiform', 'NON_PUBLIEE'],
        ['rco', 'EXPORTEE'],
      ]);
      await r.avancer({ jours: 2 });
      await r.dire({ type: 'visible', depuis: 'rco', date: instant(2) });
      const [rco, kairos] = [publications(scene).get('rco'), publications(scene).get('kairos')];
      expect(rco).toMatchObject({ etat: 'VISIBLE', visibleLe: instant(2), valideeLe: expect.any(String), exporteeLe: expect.any(String) });
      expect(kairos).toMatchObject({ etat: 'VISIBLE', valideeLe: rco?.valideeLe, exporteeLe: rco?.exporteeLe });
      expect(Date.parse(kairos?.visibleLe ?? '') - Date.parse(kairos?.exporteeLe ?? '')).toBeGreaterThan(47 * 3_600_000);
      await r.clore('delais-mesures');
    });
  });

  it('S15: exported and not seen after eight working days, is the Kairos référent’s to find; excluded, the Carif’s; visible, nobody’s', async () => {
    const { scene } = monde({}, [
      { etat: 'EXPORTEE', raison: null },
      { etat: 'EXCLUE', raison: 'SIRET_INVALIDE' },
      { etat: 'VISIBLE', raison: null },
    ]);
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.avancer({ jours: 10, pas: D_UN_COUP });
      await r.avancer({ jours: 2 });
      expect(dernier(scene, 'SESSION_NON_VISIBLE')).toMatchObject({
        acteurType: 'EQUIPE',
        acteur: 'REFERENT_KAIROS',
        niveau: 3,
        sujet: { etatPublication: 'EXPORTEE', refus: null },
      });
      await r.dire({ type: 'publier', empreinte: E2 });
      expect(scene.ouverts()).toEqual([]); // eight new days for the corrected offer
      await r.avancer({ jours: 12 });
      expect(dernier(scene, 'SESSION_NON_VISIBLE')).toMatchObject({ acteurType: 'CARIF', sujet: { refus: 'SIRET_INVALIDE' } });
      await r.dire({ type: 'publier', empreinte: 'c3'.repeat(16) });
      expect(scene.ouverts()).toEqual([]);
      expect(scene.etape()).toBe('VISIBLE');
      await r.clore('non-visible');
    });
  });

  it('f.2: an ended session is shown for as long as the policy says, and a change reaches those that run', async () => {
    const { scene } = monde({ debut: jour(-20), fin: jour(10), creneaux: [], places: { totales: 0, disponibles: 0 }, etatRecrutement: 'FERME' });
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      expect(scene.dernier()?.processus.attentes).toContain('SESSION_NON_VISIBLE@0~');
      await r.editer('SESSION_NON_VISIBLE', { conservation: { jours: 60 } });
      expect(scene.dernier()?.processus.attentes).toContain('SESSION_NON_VISIBLE@1~');
      await r.avancer({ jours: 55, pas: D_UN_COUP });
      expect(await r.fini()).toBe(false); // forty-five days after its end
      await r.avancer({ jours: 16, pas: D_UN_COUP });
      expect(await r.fini()).toBe(true);
      await r.clore('conservation-changee');
    });
  });

  it('S15: over for more than thirty days, is withdrawn with its reason; it waits for nobody', async () => {
    const { scene } = monde({ debut: jour(-90), fin: jour(-40) }, [{ etat: 'EXCLUE', raison: 'TERMINEE_30J' }]);
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      expect(await r.fini()).toBe(true);
      expect(scene.etape()).toBe('RETIREE');
      expect(publications(scene).get('rco')).toMatchObject({ etat: 'RETIREE', raison: 'TERMINEE_30J' });
      expect(scene.blocages()).toEqual([]);
      await r.clore('terminee-30-jours');
    });
  });
});

describe('an offer that changes while a tool is away', () => {
  const TOUS = ['kairos', 'ouiform', 'audef'] as const;
  const offre = (n: number): string => `${n}f`.repeat(16);
  const enFile = async (r: Awaited<ReturnType<typeof publier>>, systeme: string) => {
    const { files } = await r.handle.query<{ files: Record<string, { effet: { operation: string; arg: { etat?: string } } }[]> }>('lireEtat');
    return (files[systeme] ?? []).map(({ effet }) => `${effet.operation.split('.')[1]} ${effet.arg.etat}`);
  };

  it.each(TOUS)('is told once to the others, and waits once for %s: the call that is out, and one that will say the last text', async (absent) => {
    const { scene } = monde();
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      scene.reponses[`${absent}.publierSession`] = enPanne;
      for (const n of [2, 3, 4, 5]) await r.dire({ type: 'publier', empreinte: offre(n) });
      const publications = (systeme: string) => scene.operations(systeme).filter((o) => o.endsWith('publierSession')).length;
      expect(TOUS.map((t) => publications(t))).toEqual(TOUS.map((t) => (t === absent ? 1 : 5)));
      expect(await enFile(r, absent)).toEqual(['publierSession OUVERT', 'publierSession OUVERT']);
      expect(scene.ouverts()).toEqual(['SYSTEME_INDISPONIBLE']);
      delete scene.reponses[`${absent}.publierSession`];
      await r.reprendre(absent);
      expect(publications(absent)).toBe(3);
      expect(scene.clesUniques()).toBe(true);
      expect([await enFile(r, absent), scene.ouverts(), scene.etape()]).toEqual([[], [], 'VISIBLE']);
      await r.clore(`changee-sans-${absent}`);
    });
  });

  it('§d.2: the last état du recrutement is the only one that waits, behind the offer; the text that waits carries the one of its day', async () => {
    const { scene } = monde();
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      scene.reponses['ouiform.publierSession'] = enPanne;
      await r.dire({ type: 'publier', empreinte: E2 });
      for (const etat of ['SUSPENDU', 'OUVERT', 'FERME']) await r.dire({ type: 'etatRecrutement', etat });
      expect(await enFile(r, 'ouiform')).toEqual(['publierSession OUVERT', 'changerEtatRecrutement FERME']);
      await r.dire({ type: 'publier', empreinte: offre(3) });
      expect(await enFile(r, 'ouiform')).toEqual(['publierSession OUVERT', 'changerEtatRecrutement FERME', 'publierSession FERME']);
      delete scene.reponses['ouiform.publierSession'];
      await r.reprendre('ouiform');
      expect(scene.operations('ouiform')).toEqual([...Array(2).fill('ouiform.publierSession'), 'ouiform.changerEtatRecrutement', 'ouiform.publierSession']);
      await r.clore('etats-en-attente');
    });
  });

  it('a withdrawal passes what still waits: the tool hears that it is closed, no text any more, and nothing says that it shows it', async () => {
    const { scene } = monde();
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      scene.reponses['audef.publierSession'] = enPanne;
      await r.dire({ type: 'publier', empreinte: E2 });
      await r.dire({ type: 'publier', empreinte: offre(3) });
      await r.dire({ type: 'retirer' });
      expect(await r.fini()).toBe(true);
      expect(scene.operations('audef')).toEqual(['audef.publierSession', 'audef.changerEtatRecrutement']);
      expect([...publications(scene).values()].map((p) => p.etat)).toEqual(Array(4).fill('RETIREE'));
      expect(scene.ouverts()).toEqual([]);
      await r.clore('retiree-en-attente');
    });
  });

  it('withdrawn before a tool ever had it: that one hears nothing, and the others that it is closed', async () => {
    const { scene } = monde();
    scene.reponses['ouiform.publierSession'] = enPanne;
    scene.reponses['ouiform.changerEtatRecrutement'] = refuse('SESSION_INCONNUE');
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.dire({ type: 'retirer' });
      expect(await r.fini()).toBe(true);
      expect([scene.operations('ouiform'), scene.ouverts()]).toEqual([[], []]);
      expect(scene.operations('audef')).toEqual(['audef.publierSession', 'audef.changerEtatRecrutement']);
      await r.clore('retiree-avant-d-etre-vue');
    });
  });

  it('§b.3: an export that taught the network nothing leaves its answer as it was', async () => {
    const { scene } = monde({}, [{ etat: 'VISIBLE', raison: null }]);
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      scene.reponses['rco.exporterSession'] = () => ({});
      await r.dire({ type: 'publier', empreinte: E2 });
      expect(publications(scene).get('rco')).toMatchObject({ etat: 'VISIBLE', raison: null });
      expect([scene.etape(), scene.ouverts()]).toEqual(['VISIBLE', []]);
      await r.clore('export-sans-effet');
    });
  });
});

it('S17, R13b: a place without SIRET is the mandataire’s to attach, and the corrected offer ends it', async () => {
  const { lu, scene } = monde({ lieuSansSiret: true });
  await maison.jouer(scene, async () => {
    const r = await publier(maison, scene);
    await r.avancer({ jours: 2 });
    expect(dernier(scene, 'LIEU_SANS_SIRET')).toMatchObject({ acteurType: 'OF', acteur: MANDATAIRE });
    await r.avancer({ jours: 5 });
    expect(niveaux(scene, 'LIEU_SANS_SIRET')).toEqual([['MANDATAIRE', 1]]);
    expect(dernier(scene, 'LIEU_SANS_SIRET')).toMatchObject({ niveau: 3 });
    lu.session.lieuSansSiret = false;
    await r.dire({ type: 'publier', empreinte: E2 });
    expect(scene.ouverts()).toEqual([]);
    await r.clore('lieu-sans-siret');
  });
});

it('S17, R13b: attached from the page of the organisme, it falls at once, and the offer goes out anew to everybody', async () => {
  const { lu, scene } = monde({ lieuSansSiret: true });
  await maison.jouer(scene, async () => {
    const r = await publier(maison, scene);
    await r.avancer({ jours: 2 });
    expect(scene.ouverts()).toEqual(['LIEU_SANS_SIRET']);
    lu.session.lieuSansSiret = false; // as the page wrote it
    await r.dire({ type: 'rattacher', par: 'of:1' });
    expect(scene.ouverts()).toEqual([]);
    expect(scene.operations().filter((o) => o.endsWith('.publierSession'))).toHaveLength(6);
    expect(scene.clesUniques()).toBe(true);
    await r.dire({ type: 'rattacher', par: 'of:1' });
    expect(scene.operations().filter((o) => o.endsWith('.publierSession'))).toHaveLength(6);
    await r.clore('lieu-rattache');
  });
});
