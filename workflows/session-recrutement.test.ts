/** What a session may lack while it recruits, each lack raised, reminded, escalated and ended. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Maison } from './essais/maison.ts';
import { D_UN_COUP } from './essais/recit.ts';
import { creneau, dernier, E2, jour, maisonDeSessions, monde, niveaux, OF, ouvrir, publier, RIEN } from './essais/sessions.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await maisonDeSessions();
});
afterAll(() => maison?.fermer());

describe('slots', () => {
  it('S1: raised again when the last slot that was known is over, and cleared by a new one', async () => {
    const { lu, scene } = monde({ places: { totales: 0, disponibles: 0 }, creneaux: [creneau('ICO-1', 3)] });
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.avancer({ jours: 3 });
      expect(scene.ouverts()).toEqual([]);
      await r.avancer({ jours: 5 }); // the ICO is over since Thursday: two working days
      expect(scene.ouverts()).toEqual(['MODALITE_NON_RENSEIGNEE']);
      lu.consultations = 4; // G5: who looked in vain presses the answer
      await r.avancer({ jours: 17 });
      expect(dernier(scene, 'MODALITE_NON_RENSEIGNEE')?.sujet).toMatchObject({ consultations: 4 });
      expect(niveaux(scene, 'MODALITE_NON_RENSEIGNEE')).toEqual([
        ['OF', 1],
        ['OF', 1],
      ]);
      expect(dernier(scene, 'MODALITE_NON_RENSEIGNEE')).toMatchObject({ niveau: 4, acteurType: 'OF', acteur: OF });
      await r.dire(ouvrir('ICO-2', 45));
      expect(scene.ouverts()).toEqual([]);
      await r.clore('creneaux-passes');
    });
  });

  it('S2: not said whether it recruits: the OF is asked twice, the Carif hears at ten days, the answer ends it', async () => {
    const { scene } = monde({ etatRecrutement: 'NON_RENSEIGNE', etatOffre: 'NON_RENSEIGNE' });
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.avancer({ jours: 15 });
      expect(scene.ouverts()).toEqual(['ETAT_RECRUTEMENT_NON_RENSEIGNE']);
      expect(niveaux(scene, 'ETAT_RECRUTEMENT_NON_RENSEIGNE')).toEqual([
        ['OF', 1],
        ['OF', 1],
      ]);
      expect(dernier(scene, 'ETAT_RECRUTEMENT_NON_RENSEIGNE')).toMatchObject({ niveau: 3, acteurType: 'OF', acteur: OF });
      await r.dire({ type: 'etatRecrutement', etat: 'OUVERT' });
      expect(scene.ouverts()).toEqual([]);
      await r.clore('etat-non-renseigne');
    });
  });

  it('S3: 12 places, no seat at any slot to come: reminded with how many looked in vain, urgent when it begins soon', async () => {
    const { lu, scene } = monde({ debut: jour(25), creneaux: [creneau('ICO-1', 10, 0)] });
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.avancer({ jours: 1 });
      expect(scene.ouverts()).toEqual(['AUCUN_RENDEZ_VOUS_DISPONIBLE']);
      expect(dernier(scene, 'AUCUN_RENDEZ_VOUS_DISPONIBLE')?.sujet).not.toHaveProperty('conseillers');
      Object.assign(lu, { consultations: 6, complets: 2 }); // G5: two advisers were refused at the full slot
      await r.avancer({ jours: 4 });
      expect(dernier(scene, 'AUCUN_RENDEZ_VOUS_DISPONIBLE')?.sujet).toMatchObject({ nombre: 12, consultations: 6, conseillers: 2, jours: 20 });
      await r.avancer({ jours: 4 }); // Wednesday of the next week: J+7
      expect(niveaux(scene, 'AUCUN_RENDEZ_VOUS_DISPONIBLE')).toEqual([
        ['OF', 1],
        ['OF', 1],
      ]);
      expect(dernier(scene, 'AUCUN_RENDEZ_VOUS_DISPONIBLE')).toMatchObject({ niveau: 3 });
      await r.dire(ouvrir('RDV-1', 12, { libres: 1 }));
      expect(scene.ouverts()).toEqual([]);
      await r.clore('sans-rendez-vous');
    });
  });

  it('S3: urgent as early as the policy says, and a change is said of a session that runs', async () => {
    const { scene } = monde({ debut: jour(50), creneaux: [creneau('ICO-1', 10, 0)] });
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.avancer({ jours: 1 });
      expect(dernier(scene, 'AUCUN_RENDEZ_VOUS_DISPONIBLE')?.sujet).not.toHaveProperty('jours');
      await r.editer('AUCUN_RENDEZ_VOUS_DISPONIBLE', { seuils: { urgence: 60 } });
      expect(dernier(scene, 'AUCUN_RENDEZ_VOUS_DISPONIBLE')?.sujet).toMatchObject({ jours: 49 });
      await r.editer('AUCUN_RENDEZ_VOUS_DISPONIBLE', { seuils: { urgence: 30 } });
      expect(dernier(scene, 'AUCUN_RENDEZ_VOUS_DISPONIBLE')?.sujet).not.toHaveProperty('jours');
      await r.clore('urgence-changee');
    });
  });

  it('S3: falls too when the OF suspends its recruitment, whose slots are then hidden; it comes back with it', async () => {
    const { scene } = monde({ creneaux: [] });
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.avancer({ jours: 2 });
      expect(scene.ouverts().sort()).toEqual(['AUCUN_RENDEZ_VOUS_DISPONIBLE', 'MODALITE_NON_RENSEIGNEE']);
      await r.dire({ type: 'etatRecrutement', etat: 'SUSPENDU' });
      expect(scene.ouverts()).toEqual([]);
      await r.dire({ type: 'etatRecrutement', etat: 'OUVERT' });
      expect(scene.faits().filter((f) => f === 'OUVERT_SANS_CRENEAU')).toHaveLength(1);
      await r.avancer({ jours: 2 });
      expect(scene.ouverts().sort()).toEqual(['AUCUN_RENDEZ_VOUS_DISPONIBLE', 'MODALITE_NON_RENSEIGNEE']);
      await r.clore('suspendue');
    });
  });
});

describe('candidates', () => {
  it('S7: filled without anybody positioned, the OF and the prescribers are asked, then every month until the non-retained are said (R39)', async () => {
    const { lu, scene } = monde({ places: { totales: 5, disponibles: 2 } });
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      lu.recrutement.inscrits = 5;
      await r.dire({ type: 'places', disponibles: 0 });
      await r.avancer({ jours: 3 });
      expect(scene.ouverts()).toEqual(['RECRUTEMENT_HORS_SYSTEME']);
      expect(dernier(scene, 'RECRUTEMENT_HORS_SYSTEME')?.sujet).toMatchObject({ nombre: 5 });
      const asked = () => niveaux(scene, 'RECRUTEMENT_HORS_SYSTEME');
      const premiers = [
        ['OF', 1],
        ['PRESCRIPTEUR', 1],
      ];
      expect(asked()).toEqual(premiers);
      await r.avancer({ jours: 28, pas: D_UN_COUP });
      expect(dernier(scene, 'RECRUTEMENT_HORS_SYSTEME')).toMatchObject({ niveau: 3 });
      expect(asked()).toEqual([...premiers, ['OF', 3]]);
      await r.avancer({ jours: 33, pas: D_UN_COUP }); // 1 May is a Friday: its mail leaves on Monday
      expect(asked()).toEqual([...premiers, ['OF', 3], ['OF', 3]]);
      lu.recrutement.declares = 3;
      await r.dire({ type: 'recompter' });
      expect(scene.ouverts()).toEqual([]);
      await r.avancer({ jours: 31, pas: D_UN_COUP });
      expect(asked()).toHaveLength(4); // said: nobody is asked any more
      await r.clore('hors-systeme');
    });
  });

  it('S22: fifteen days before it begins, less than 60 % filled: OF and prescribers, then the Région, quoting the waiting list; filled, it falls', async () => {
    const { lu, scene } = monde({ debut: jour(29), places: { totales: 10, disponibles: 8 }, creneaux: [creneau('ICO-1', 27)] });
    lu.recrutement = { ...RIEN, positionnements: 9, inscrits: 2, attente: 6, presents: 4, absents: 4 };
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.avancer({ jours: 13 });
      expect(scene.ouverts()).toEqual([]);
      await r.avancer({ jours: 1 });
      expect(scene.ouverts()).toEqual(['PLACES_NON_POURVUES']);
      expect(dernier(scene, 'PLACES_NON_POURVUES')?.sujet).toMatchObject({ nombre: 8, attente: 6, absents: 50, jours: 15 });
      await r.avancer({ jours: 10 });
      for (const qui of ['OF', 'PRESCRIPTEUR']) expect(niveaux(scene, 'PLACES_NON_POURVUES').filter(([x]) => x === qui)).toHaveLength(2);
      expect(dernier(scene, 'PLACES_NON_POURVUES')).toMatchObject({ niveau: 4 });
      for (let n = 0; n < 6; n++) await r.dire({ type: 'inscription', parcours: `p-${n}:${r.sujet}`, inscrit: true });
      expect(scene.ouverts()).toEqual(['PLACES_NON_POURVUES']); // 80 % taken, but half of those expected did not come
      lu.recrutement.presents = 20;
      await r.dire({ type: 'recompter' });
      expect(scene.ouverts()).toEqual([]);
      await r.clore('places-non-pourvues');
    });
  });

  it('S22: how near, how empty and how many absences are too many is the policy’s to say, for the sessions that run too', async () => {
    const { lu, scene } = monde({ debut: jour(40), places: { totales: 10, disponibles: 5 }, creneaux: [creneau('ICO-1', 39)] });
    lu.recrutement = { ...RIEN, positionnements: 9, inscrits: 5, presents: 8, absents: 2 };
    const s22 = (seuils: { approche: number; remplissage: number; absences: number }) => ['PLACES_NON_POURVUES', { seuils }] as const;
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.avancer({ jours: 19, pas: D_UN_COUP });
      expect(scene.ouverts()).toEqual([]);
      await r.editer(...s22({ approche: 30, remplissage: 60, absences: 30 })); // twenty-one days are near now
      expect(scene.ouverts()).toEqual(['PLACES_NON_POURVUES']);
      expect(dernier(scene, 'PLACES_NON_POURVUES')?.sujet).toMatchObject({ nombre: 5, jours: 21 });
      await r.editer(...s22({ approche: 30, remplissage: 50, absences: 30 })); // half is enough
      expect(scene.ouverts()).toEqual([]);
      await r.editer(...s22({ approche: 30, remplissage: 50, absences: 15 })); // 20 % of absences is too many
      expect(scene.ouverts()).toEqual(['PLACES_NON_POURVUES']);
      expect(dernier(scene, 'PLACES_NON_POURVUES')?.sujet).toMatchObject({ absents: 20 });
      await r.clore('seuils-changes');
    });
  });

  it('S22: begun, nobody is asked any more', async () => {
    const { scene } = monde({ debut: jour(10), places: { totales: 10, disponibles: 8 }, creneaux: [creneau('CAND-1', 50)] });
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.avancer({ jours: 1 });
      expect(scene.ouverts()).toEqual(['PLACES_NON_POURVUES']);
      await r.avancer({ jours: 9 });
      expect(scene.ouverts()).toEqual([]);
      await r.clore('commencee');
    });
  });
});

describe('état du recrutement (§d.2)', () => {
  it('R18: full, its closing is proposed; a place that comes back is offered to those who wait, and its reopening proposed', async () => {
    const { lu, scene } = monde({ places: { totales: 2, disponibles: 2 } });
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      const dits = (fait: string) => scene.faits().filter((f) => f === fait).length;
      for (const p of ['a', 'b', 'b']) await r.dire({ type: 'inscription', parcours: `${p}:${r.sujet}`, inscrit: true });
      expect(scene.dernier()?.sessions).toMatchObject([{ etatRecrutement: 'OUVERT', placesDisponibles: 0 }]); // proposed, never done
      expect(dits('FERMETURE_PROPOSEE')).toBe(1);
      await r.dire({ type: 'etatRecrutement', etat: 'FERME' });
      await r.dire({ type: 'inscription', parcours: `a:${r.sujet}`, inscrit: false });
      expect(dits('REOUVERTURE_PROPOSEE')).toBe(1);
      lu.attente = [`c:${r.sujet}`, `d:${r.sujet}`];
      await r.dire({ type: 'places', disponibles: 2 });
      expect(scene.dits().filter((d) => d.startsWith('parcours/'))).toEqual([`parcours/c:${r.sujet}/placeLiberee`]);
      // Reopened with two places: the two who wait are asked first; who has an offer keeps it.
      await r.dire({ type: 'etatRecrutement', etat: 'OUVERT' });
      expect(scene.signaux.slice(-2).map((x) => [x.sujet, x.acte.type, x.acte['rappel']])).toEqual(lu.attente.map((p) => [p, 'placeLiberee', true]));
      expect(scene.operations('ouiform').filter((o) => o.endsWith('changerEtatRecrutement'))).toHaveLength(2);
      // Seats that the offer adds go to them too.
      Object.assign(lu.session, { places: { totales: 3, disponibles: 3 } });
      await r.dire({ type: 'publier', empreinte: E2 });
      expect(scene.signaux.filter((x) => x.acte.type === 'placeLiberee').at(-1)).toMatchObject({ sujet: `c:${r.sujet}` });
      expect(scene.signaux.filter((x) => x.acte.type === 'placeLiberee')).toHaveLength(4);
      await r.clore('ferme-puis-rouvert');
    });
  });

  it('does not make a change that the table does not know, and says so in the journal', async () => {
    const { scene } = monde();
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      await r.dire({ type: 'etatRecrutement', etat: 'FERME' });
      await r.dire({ type: 'etatRecrutement', etat: 'SUSPENDU', depuis: 'kairos' });
      expect(scene.dernier()?.sessions).toMatchObject([{ etatRecrutement: 'FERME' }]);
      expect(scene.faits()).toContain('TRANSITION_REFUSEE');
      await r.clore('transition-refusee');
    });
  });

  it('hears of it from SMF when the offer itself changes it, and tells the three tools once', async () => {
    const { lu, scene } = monde();
    await maison.jouer(scene, async () => {
      const r = await publier(maison, scene);
      Object.assign(lu.session, { etatOffre: 'FERME', places: { totales: 14, disponibles: 12 } });
      await r.dire({ type: 'publier', empreinte: E2 });
      expect(scene.triees().filter((o) => o.endsWith('changerEtatRecrutement'))).toEqual([
        'audef.changerEtatRecrutement',
        'kairos.changerEtatRecrutement',
        'ouiform.changerEtatRecrutement',
      ]);
      expect(scene.dernier()?.sessions).toMatchObject([{ etatRecrutement: 'FERME', placesDisponibles: 14 }]); // two more seats
      await r.clore('etat-par-l-offre');
    });
  });
});

it('R23: a permanent-entry session lives two years of cohorts by continued runs, each lack raised in its time, nothing told twice', async () => {
  const { scene } = monde({ debut: jour(-30), fin: jour(730), creneaux: [] });
  await maison.jouer(scene, async () => {
    const r = await publier(maison, scene);
    const runs = new Set([(await r.handle.describe()).runId]);
    const COHORTES = 10;
    for (let n = 0; n < COHORTES; n++) {
      const dans = n * 73 + 10;
      await r.dire(ouvrir(`RDV-${n}`, dans, { libres: 2 }));
      for (const p of ['x', 'y']) await r.dire({ type: 'inscription', parcours: `${n}${p}:${r.sujet}`, inscrit: true });
      await r.avancer({ jours: 58, pas: D_UN_COUP }); // the slot is over: S1 and S3 wait for the next one
      await r.avancer({ jours: 5 });
      expect(scene.ouverts().sort()).toEqual(['AUCUN_RENDEZ_VOUS_DISPONIBLE', 'MODALITE_NON_RENSEIGNEE']);
      for (const p of ['x', 'y']) await r.dire({ type: 'inscription', parcours: `${n}${p}:${r.sujet}`, inscrit: false });
      await r.avancer({ jours: 10, pas: D_UN_COUP });
      runs.add((await r.handle.describe()).runId);
    }
    expect(runs.size).toBeGreaterThan(1);
    expect(new Set(scene.blocages().flatMap((b) => (b.cause === 'MODALITE_NON_RENSEIGNEE' ? [b.id] : []))).size).toBe(COHORTES);
    expect(scene.operations('kairos')).toEqual(['kairos.lireCompte', 'kairos.publierSession']);
    expect(scene.clesUniques()).toBe(true);
    await r.dire(ouvrir('RDV-fin', 729));
    await r.avancer({ jours: 32, pas: D_UN_COUP });
    expect(await r.fini()).toBe(true);
    expect(scene.ouverts()).toEqual([]);
    await r.clore('deux-ans');
  });
});
