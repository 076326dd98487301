/** What is watched for beside the path: mails that come back, an AIS that is late, people met outside any system. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCandidat, jour, sceneDe } from './essais/candidat.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { relancees } from './essais/relancees.ts';
import { refuse } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

const TRACE = 'dddddddd-dddd-4ddd-8ddd-000000000002';

describe('what is watched for beside the path', () => {
  it('COURRIEL_EN_ECHEC: a refused convocation is raised, its prescriber told at once and reminded, the team last; sent again, it falls', async () => {
    const envoyees: string[] = [];
    let refuse = true;
    const s = sceneDe();
    Object.assign(s.activites, {
      convoquer: async ({ cle }: { cle: string }) => {
        envoyees.push(cle);
        return refuse ? { etat: 'ECHEC', raison: 'ADRESSE' } : { etat: 'ENVOYEE' };
      },
    });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner('ICO-103725-9', c.dates(20));
      expect(s.ouverts()).toEqual(['COURRIEL_EN_ECHEC']);
      expect(s.blocages().at(-1)).toMatchObject({ acteurType: 'PRESCRIPTEUR', sujet: { destinataire: 'CANDIDAT', session: '103725' } });
      expect(relancees(s)).toEqual([['COURRIEL_EN_ECHEC', 'PRESCRIPTEUR']]);
      await c.avancer({ jours: 2 });
      expect(relancees(s)).toHaveLength(2);
      expect(s.blocages().at(-1)).toMatchObject({ niveau: 3, leveLe: null });
      refuse = false;
      await c.actionner('relancer', 'COURRIEL_EN_ECHEC');
      expect(s.ouverts()).toEqual([]);
      expect(new Set(envoyees).size).toBe(2);
      // It left, and came back: the same, until the person is known to have come.
      await c.dire({ type: 'convocationRevenue', positionnement: id, par: 'courriel' });
      expect(s.ouverts()).toEqual(['COURRIEL_EN_ECHEC']);
      await c.dire(c.presence(id, 'PRESENT'));
      expect(s.ouverts()).toEqual([]);
      await c.clore('convocation-revenue');
    });
  });

  it('S19: an AIS that AUDE has not made after two days is raised; made, it clears', async () => {
    const s = sceneDe();
    s.reponses['aude.genererAis'] = refuse('DEMANDEUR_INCONNU');
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      expect(s.ouverts()).toEqual(['REJET_FONCTIONNEL']);
      await c.avancer({ jours: 2, heures: 1 });
      expect(s.ouverts().sort()).toEqual(['AIS_NON_GENEREE', 'REJET_FONCTIONNEL']);
      delete s.reponses['aude.genererAis'];
      await c.actionner('corriger', 'REJET_FONCTIONNEL');
      expect(s.ouverts()).toEqual([]);
      expect(s.etape()).toBe('AIS_GENEREE');
      await c.clore('s19');
    });
  });

  it('S19, R36: nothing is raised for a radié, whose AIS waits for the réinscription', async () => {
    const s = sceneDe();
    for (const operation of ['prescrire', 'genererAis']) s.reponses[`aude.${operation}`] = () => ({ differee: true });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.avancer({ jours: 8 });
      expect(s.ouverts()).toEqual([]);
      const differees = s.signaux.filter((x) => x.acte.type === 'differer').map((x) => x.acte['entree']);
      expect(new Set(differees)).toEqual(new Set([`${jour(20)}T23:00:00.000Z`])); // the day of the entry, which may press
      await c.dire({ type: 'expiree', fait: 'INSCRIPTION' });
      const cellule = s.projections.flatMap((p) => p.transmissions ?? []).findLast((t) => t.systeme === 'aude' && t.fait === 'INSCRIPTION');
      expect(cellule).toMatchObject({ etat: 'NON_VISIBLE', regle: 'R36' });
      await c.clore('s19-radie');
    });
  });

  it('S7, R42c: registered in Kairos without positioning lives on, unknown of the catalogue; the OF is asked for the others, until they are declared', async () => {
    const s = sceneDe({ reseau: 'OF', outil: 'KAIROS', horsSysteme: 'RETENU', horsCatalogue: true, dossierImilo: false });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.dire({ type: 'inscrire', positionnement: TRACE, depuis: 'kairos' });
      expect(s.etape()).toBe('AIS_GENEREE');
      expect(s.triees()).toEqual(['aude.genererAis', 'aude.prescrire', 'kairos.inscrire']); // neither OUIFORM nor AUDEF knows such a session
      expect(s.dits()).toEqual(['session/103725/inscription']);
      await c.avancer({ jours: 4 });
      expect(s.ouverts()).toEqual(['RECRUTEMENT_HORS_SYSTEME']);
      expect(relancees(s)).toEqual([
        ['RECRUTEMENT_HORS_SYSTEME', 'OF'],
        ['RECRUTEMENT_HORS_SYSTEME', 'PRESCRIPTEUR'],
      ]);
      await c.avancer({ jours: 31 });
      expect(s.blocages().findLast((b) => b.cause === 'RECRUTEMENT_HORS_SYSTEME')?.niveau).toBe(3);
      await c.dire({ type: 'nonRetenusDeclares' });
      expect(s.ouverts()).not.toContain('RECRUTEMENT_HORS_SYSTEME');
      await c.dire({ type: 'entrer', jour: jour(21), depuis: 'kairos' });
      expect(s.etape()).toBe('EN_FORMATION');
      await c.clore('s7');
    });
  });

  it('R40: positioned, then registered in Kairos itself: her adviser reads in OUIFORM and i-Milo that she came and was retained; Kairos is told of nothing that it knows', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      const avant = s.effets.length;
      await c.dire({ type: 'inscrire', depuis: 'kairos' });
      expect(s.etape()).toBe('AIS_GENEREE');
      const dits = s.effets.slice(avant);
      expect(dits.filter((e) => e.operation === 'ouiform.suivre').map((e) => e.arg)).toEqual([
        expect.objectContaining({ positionnement: id, presence: 'PRESENT', statut: 'HONORE' }),
        expect.objectContaining({ positionnement: id, suite: 'RETENU' }),
        expect.objectContaining({ positionnement: id, inscription: expect.any(String) }),
      ]);
      expect(dits.filter((e) => e.operation === 'imilo.situer').map((e) => e.arg)).toEqual([expect.objectContaining({ situation: 'Formation' })]);
      expect(dits.filter((e) => e.operation.startsWith('kairos.')).map((e) => e.operation)).toEqual(['kairos.inscrire']);
      await c.clore('inscrite-dans-kairos');
    });
  });

  it('R39, G1: a candidate met off-system and not retained leaves a trace here, and nowhere else', async () => {
    const s = sceneDe({ reseau: 'OF', outil: 'KAIROS', horsSysteme: 'NON_RETENU' });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.dire({ type: 'declarerNonRetenu', positionnement: TRACE });
      expect(s.etape()).toBe('NON_RETENU');
      expect(s.dernier()?.positionnements).toEqual([expect.objectContaining({ id: TRACE, suite: 'NON_RETENU', statut: 'HONORE' })]);
      expect(s.operations()).toEqual([]);
      await c.clore('non-retenu-hors-systeme');
    });
  });
});
