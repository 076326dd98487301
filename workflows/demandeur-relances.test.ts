/** S10: who is written to while a person is struck off, and when: the person herself, her prescripteur. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { horlogeParis } from '../domain/ouvres.ts';
import { createDemandeur, differer, le, maisonDeDemandeurs, sceneDe, statut } from './essais/demandeurs.ts';
import type { Maison } from './essais/maison.ts';
import { D_UN_COUP } from './essais/recit.ts';
import { createScene } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await maisonDeDemandeurs();
});
afterAll(() => maison?.fermer());

describe('demandeur', () => {
  it('S10: seen at once, reminded to nobody before the end of the radiation, then at J+3 and J+10', async () => {
    const s = sceneDe('INSCRIT');
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
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
      const r = createDemandeur(maison, s);
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
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
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
    const s = sceneDe('RADIE');
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
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
    const s = sceneDe('RADIE');
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
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
    const s = sceneDe('RADIE');
    await maison.jouer(s, async () => {
      const r = createDemandeur(maison, s);
      await r.dire({ ...statut('CESSATION', -1), jusqua: le(60) });
      await r.dire({ ...differer('INSCRIPTION', 'aude.genererAis'), entree: le(30) });
      await r.avancer({ jours: 8 });
      expect(s.relances).toEqual([]);
      await r.editer('DEMANDEUR_RADIE', { seuils: { entreeProche: 25 } });
      expect(s.relances.map((x) => [x.niveau, x.destinataire])).toEqual([[2, 'PRESCRIPTEUR']]);
      await r.clore('entree-proche-changee');
    });
  });
});
