/** A fiche from its deposit to its archive. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFiche, E1, E2, OF, sceneDe } from './essais/fiches.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { D_UN_COUP, LUNDI } from './essais/recit.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

const JOUR = 86_400_000;

describe('fiche', () => {
  it('goes from the deposit to the validation, and hands its sessions over only then (R1)', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      expect(s.etape()).toBe('SOUMISE');
      expect(s.operations()).toEqual(['smf.deposerFiche']);
      expect(s.dits()).toEqual([]);
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.etape()).toBe('VALIDEE');
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.validerFiche']);
      expect(s.dits()).toEqual(['session/103725/publier', 'session/103726/publier']);
      expect(s.dernier()?.fiches).toEqual([expect.objectContaining({ etat: 'VALIDEE', validee: E1 })]);
      expect(s.ouverts()).toEqual([]);
      expect(await r.transitions()).toBe(6);
      await r.clore('validee');
    });
  });

  it('validated as soon as it is submitted, as an import does, it is published like any other', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      // Two acts before the flow has looked at the first.
      const [soumettre, valider] = [r.signal({ type: 'soumettre', empreinte: E1 }), r.signal({ type: 'valider', empreinte: E1 })];
      let lire: () => void = () => undefined;
      const permis = new Promise<void>((ouvrir) => {
        lire = ouvrir;
      });
      Object.assign(s.activites, { lireFiche: () => permis.then(() => ({ organisme: OF, intitule: '#Avenir', derniereFin: null, version: 0 })) });
      await maison.client.workflow.signalWithStart('fiche', soumettre);
      await maison.client.workflow.signalWithStart('fiche', valider);
      lire();
      await r.repos();
      expect(s.etape()).toBe('VALIDEE');
      expect(s.dernier()?.fiches).toEqual([expect.objectContaining({ etat: 'VALIDEE', validee: E1 })]);
      expect(s.dits()).toEqual(['session/103725/publier', 'session/103726/publier']);
      await r.clore('validee-aussitot');
    });
  });

  it('does not tell SMF what SMF says, nor validate twice', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E2 }); // of a version that the OF has not submitted
      expect(s.etape()).toBe('SOUMISE');
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf' });
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.operations()).toEqual(['smf.deposerFiche']);
      expect(s.dits()).toHaveLength(2);
      await r.clore('validee-par-smf');
    });
  });

  it('S14: a fiche left to the Carif is raised at three days, goes up at ten, and falls when it is validated', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.avancer({ jours: 2 });
      expect(s.ouverts()).toEqual([]);
      await r.avancer({ jours: 1 });
      expect(s.ouverts()).toEqual(['FICHE_EN_ATTENTE']);
      expect(s.blocages().at(-1)).toMatchObject({ acteurType: 'CARIF', acteur: null, organisme: OF, niveau: 2, sujet: { etatFiche: 'SOUMISE' } });
      await r.avancer({ jours: 11 });
      expect(s.blocages().at(-1)).toMatchObject({ acteurType: 'CARIF', niveau: 4, prochaineRelance: null });
      expect(s.relances).toEqual([]); // the Carif works on the dashboard, and the OF has nothing to do
      expect(s.faits()).not.toContain('RELANCE_IMPOSSIBLE');
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.ouverts()).toEqual([]);
      await r.clore('oubliee-par-le-carif');
    });
  });

  it('S14: returned with remarks, it is up to the OF, reminded at five days and carried to the Région at ten, until it corrects; then to the Carif again', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.avancer({ jours: 3 });
      expect(s.ouverts()).toEqual(['FICHE_EN_ATTENTE']);
      await r.dire({ type: 'retourner' });
      expect(s.etape()).toBe('A_CORRIGER');
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.retournerFiche']);
      expect(s.ouverts()).toEqual([]); // the Carif did its part; the OF's delay begins
      await r.avancer({ jours: 4 });
      expect(s.ouverts()).toEqual([]);
      await r.avancer({ jours: 4 });
      expect(s.ouverts()).toEqual(['FICHE_EN_ATTENTE']);
      expect(s.blocages().at(-1)).toMatchObject({ acteurType: 'OF', acteur: OF, niveau: 2, sujet: { etatFiche: 'A_CORRIGER' } });
      expect(s.relances.map((x) => [x.niveau, x.destinataire])).toEqual([[2, 'OF']]);
      await r.avancer({ jours: 8 });
      expect(s.blocages().at(-1)).toMatchObject({ acteurType: 'OF', niveau: 4 });
      await r.dire({ type: 'soumettre', empreinte: E2 });
      expect(s.etape()).toBe('SOUMISE');
      expect(s.ouverts()).toEqual([]);
      await r.dire({ type: 'valider', empreinte: E2 });
      expect(s.etape()).toBe('VALIDEE');
      expect(s.operations()).toEqual(['smf.deposerFiche', 'smf.retournerFiche', 'smf.deposerFiche', 'smf.validerFiche']);
      expect(s.clesUniques()).toBe(true);
      await r.clore('corrigee');
    });
  });

  it('returned, it is validated by nobody before the OF has sent it again, were it as it was; the refusal is journalled', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'retourner', depuis: 'smf' });
      await r.dire({ type: 'valider', empreinte: E1 });
      expect(s.etape()).toBe('A_CORRIGER');
      expect(s.projections.flatMap((p) => p.evenements ?? [])).toContainEqual(
        expect.objectContaining({ fait: 'TRANSITION_REFUSEE', detail: 'A_CORRIGER → VALIDEE' }),
      );
      await r.dire({ type: 'soumettre', empreinte: E1, depuis: 'smf', date: new Date(LUNDI - JOUR).toISOString() }); // said before the return: comes late
      expect(s.etape()).toBe('A_CORRIGER');
      await r.dire({ type: 'soumettre', empreinte: E1, depuis: 'smf' });
      expect(s.etape()).toBe('SOUMISE');
      await r.dire({ type: 'valider', empreinte: E1, depuis: 'smf' });
      expect(s.etape()).toBe('VALIDEE');
      expect(s.clesUniques()).toBe(true);
      await r.clore('renvoyee-telle-quelle');
    });
  });

  it('archived by the Carif before its time, it takes its sessions with it', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.dire({ type: 'archiver' });
      expect(s.etape()).toBe('ARCHIVEE');
      expect(s.dits().filter((d) => d.endsWith('retirer'))).toEqual(['session/103725/retirer', 'session/103726/retirer']);
      expect(s.operations().at(-1)).toBe('smf.archiverFiche');
      expect(await r.fini()).toBe(true);
      await r.clore('archivee-avec-ses-sessions');
    });
  });

  it('is archived by the Carif, published or given up, never before it was seen', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'archiver' });
      expect(s.etape()).toBe('SOUMISE');
      expect(s.faits()).toContain('TRANSITION_REFUSEE');
      await r.dire({ type: 'retourner' });
      await r.avancer({ jours: 8 });
      expect(s.ouverts()).toEqual(['FICHE_EN_ATTENTE']);
      await r.dire({ type: 'archiver' });
      expect(s.etape()).toBe('ARCHIVEE');
      expect(s.ouverts()).toEqual([]);
      expect(s.operations().at(-1)).toBe('smf.archiverFiche');
      expect(await r.fini()).toBe(true);
      await r.clore('archivee-par-le-carif');
    });
  });

  it('is archived thirty days after the last end', async () => {
    const s = sceneDe(new Date(LUNDI + 2 * JOUR).toISOString().slice(0, 10));
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.avancer({ jours: 31, pas: D_UN_COUP });
      expect(s.etape()).toBe('VALIDEE');
      await r.avancer({ jours: 1 });
      expect(s.etape()).toBe('ARCHIVEE');
      expect(s.operations().at(-1)).toBe('smf.archiverFiche');
      expect(s.dits().filter((d) => d.endsWith('retirer'))).toEqual([]); // they have done it by themselves
      expect(s.dernier()?.processus).toMatchObject({ etat: 'termine', ouvert: false });
      expect(await r.fini()).toBe(true);
      await r.clore('archivee');
    });
  });

  it('f.2: is archived when the policy says, and a change reaches a fiche whose sessions run', async () => {
    const s = sceneDe(new Date(LUNDI + 2 * JOUR).toISOString().slice(0, 10));
    await maison.jouer(s, async () => {
      const r = createFiche(maison, s);
      await r.dire({ type: 'soumettre', empreinte: E1 });
      await r.dire({ type: 'valider', empreinte: E1 });
      await r.avancer({ jours: 20, pas: D_UN_COUP });
      await r.editer('FICHE_EN_ATTENTE', { conservation: { jours: 60 } });
      expect(s.dernier()?.processus.attentes).toContain('FICHE_EN_ATTENTE@1~');
      await r.avancer({ jours: 30, pas: D_UN_COUP });
      expect(s.etape()).toBe('VALIDEE'); // forty-eight days after its last end
      await r.editer('FICHE_EN_ATTENTE', { conservation: { jours: 40 } });
      expect(s.etape()).toBe('ARCHIVEE');
      expect(await r.fini()).toBe(true);
      await r.clore('archivage-change');
    });
  });
});
