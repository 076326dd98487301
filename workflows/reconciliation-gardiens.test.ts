/** What a comparison finds of flows that have ended, fail or are lost: guardians speak for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dans, SIRET } from '../e2e/outils/exemples.ts';
import type { Banc } from '../e2e/outils/systemes.ts';
import type { Hub } from '../prisma/hub.ts';
import { sceneDe } from './essais/candidat.ts';
import { jusque, type Maison } from './essais/maison.ts';
import { createTerrain, processus, type Terrain } from './essais/terrain.ts';

let terrain: Terrain;
let maison: Maison;
let banc: Banc;
let hub: Hub;
beforeAll(async () => {
  terrain = await createTerrain();
  ({ maison, banc, hub } = terrain);
});
afterAll(() => terrain?.fermer());

describe('a comparison', () => {
  // First: a flow keeps the scene of the test that began it, and the next comparisons find no flow for this slot.
  it('S18: a session and a slot that are over: guardians tell again the tool that shows something else', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      // Both flows have ended: nothing runs under their names.
      await hub.processus.createMany({
        data: [processus('session:103725', { ouvert: false, etat: 'termine' }), processus('creneau:ico-1', { ouvert: false, etat: 'termine' })],
      });
      await hub.publication.create({ data: { session: '103725', systeme: 'ouiform', etat: 'VISIBLE', depuis: new Date() } });
      await hub.creneau.update({ where: { id: 'ico-1' }, data: { statut: 'ANNULE' } });
      await banc.dire('ouiform', '/sessions/etat-recrutement', { session: '103725', etat: 'FERME' });
      const dits = ['kairos', 'ouiform'].map((systeme) => ({ systeme, sujet: 'session:103725', montre: { etat: 'ouvert' } }));
      await hub.affichage.createMany({ data: dits });
      await terrain.comparer(s);
      // The hub believed that OUIFORM showed it: told again, it would have been found told already.
      const montre = await hub.affichage.findMany({ orderBy: { systeme: 'asc' } });
      expect(montre.map((a) => [a.systeme, a.montre])).toEqual([
        ['kairos', { etat: 'ouvert' }],
        ['ouiform', {}],
      ]);
      await hub.affichage.deleteMany();
      const attendus = [
        ['gardien:session:103725', 'ouiform.changerEtatRecrutement'],
        ['gardien:creneau:ico-1', 'ouiform.annulerCreneau'],
        ['gardien:creneau:ico-1', 'audef.annulerCreneau'],
      ] as const;
      await jusque('OUIFORM et AUDEF sont informés de nouveau', () =>
        attendus.every(([flux, operation]) => s.effets.some((e) => e.cle.startsWith(flux) && e.operation === operation)),
      );
      await banc.dire('ouiform', '/sessions/etat-recrutement', { session: '103725', etat: 'OUVERT' });
      await hub.creneau.update({ where: { id: 'ico-1' }, data: { statut: 'PUBLIE' } });
      await hub.processus.createMany({
        data: ['session:103725', 'creneau:ico-1'].map((sujet) => ({ ...processus(`gardien:${sujet}`), sujet })),
      });
      await terrain.comparer(s);
      await jusque('les deux gardiens sont relevés', () => {
        const finis = s.projections.filter((p) => p.processus.type === 'gardien' && p.processus.etat === 'termine').map((p) => p.processus.sujet);
        return ['session:103725', 'creneau:ico-1'].every((x) => finis.includes(x));
      });
      await hub.processus.deleteMany();
      await hub.publication.deleteMany();
      await hub.blocage.deleteMany();
    });
  });

  it('S18: a path that has ended: its guardian tells again what OUIFORM lost, holds what only Kairos can say, and ends once both agree', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = await terrain.candidat(s, ['aude', 'pefr', 'imilo', 'audef']);
      const flux = `parcours:${c.parcours}`;
      const gardien = `gardien:${flux}`;
      await maison.client.workflow.getHandle(flux).terminate('fin de l’essai');
      await hub.processus.update({ where: { id: flux }, data: { ouvert: false, etat: 'termine', organisme: SIRET } });
      await terrain.comparer(s);
      await jusque('OUIFORM est informé de nouveau', () => s.effets.some((e) => e.operation === 'ouiform.positionner' && e.cle.startsWith(gardien)));
      await jusque('le gardien porte le blocage', () => s.ouverts().includes('DONNEES_DIVERGENTES'));
      const blocage = s.blocages().findLast((b) => b.cause === 'DONNEES_DIVERGENTES');
      expect(blocage).toMatchObject({
        processus: gardien,
        acteurType: 'OF',
        acteur: SIRET,
        session: '103725',
        sujet: { parcours: c.parcours, ecart: 'POSITIONNEMENT', systeme: 'kairos', valeurHub: 'CONFIRME', valeurPartenaire: 'rien' },
      });
      await hub.processus.create({ data: { ...processus(gardien), sujet: flux } });
      await hub.blocage.createMany({ data: s.blocages().filter((b) => b.cause === 'DONNEES_DIVERGENTES'), skipDuplicates: true });
      // Kairos is away: nobody says that all is well.
      await c.refaire('ouiform');
      await banc.regler('kairos', { indisponibleJusqua: dans(1) });
      await terrain.comparer(s);
      expect(s.ouverts()).toContain('DONNEES_DIVERGENTES');
      await banc.regler('kairos', {});
      await c.refaire('kairos');
      await terrain.comparer(s);
      await jusque('le gardien est relevé', () => s.dernier()?.processus.id === gardien && s.dernier()?.processus.etat === 'termine');
      expect(s.ouverts()).not.toContain('DONNEES_DIVERGENTES');
      expect(s.effets.filter((e) => e.operation === 'ouiform.positionner' && e.cle.startsWith(gardien))).toHaveLength(1);
      await hub.processus.deleteMany();
      await hub.blocage.deleteMany();
    });
  });

  it('ERREUR_PROGRAMME: a flow whose program fails, or that the engine lost, has a guardian; a row that says open what has ended is closed', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      // No such partner: its program stops at the first line.
      await maison.client.workflow.start('systeme', {
        workflowId: 'systeme:inconnu',
        taskQueue: 'processus',
        args: [{ sujet: 'inconnu', calendrier: { origine: 0, vitesse: 1, avance: 0 } }],
      });
      const fini = await maison.client.workflow.start('reconciliation', {
        workflowId: 'creneau:fini',
        taskQueue: 'processus',
        args: [{ graceMs: 0, ou: { phase: 'oublies', apres: '' } }],
      });
      Object.assign(s.activites, { rapprocher: async () => ({ ou: null, bilan: {} }) });
      await fini.result();
      await hub.processus.createMany({ data: [processus('session:perdue'), processus('creneau:fini'), processus('systeme:inconnu')] });
      await jusque('le moteur signale la panne', async () => (await terrain.comparer(s)).details.some((d) => d.flux === 'systeme:inconnu'));
      await jusque('les deux gardiens sont là', () => s.ouverts().filter((c) => c === 'ERREUR_PROGRAMME').length === 2);
      const sujets = s.projections.filter((p) => p.processus.type === 'gardien').map((p) => p.processus.sujet);
      expect([...new Set(sujets)].sort()).toEqual(['session:perdue', 'systeme:inconnu']);
      expect(await hub.processus.findUnique({ where: { id: 'creneau:fini' } })).toMatchObject({ ouvert: false });
      // The row of the lost one is closed by hand, the failing one is stopped: nobody is to be watched any more.
      await maison.client.workflow.getHandle('systeme:inconnu').terminate('fin de l’essai');
      await hub.processus.updateMany({ where: { id: { in: ['session:perdue', 'systeme:inconnu'] } }, data: { ouvert: false } });
      await hub.processus.createMany({ data: ['session:perdue', 'systeme:inconnu'].map((sujet) => ({ ...processus(`gardien:${sujet}`), sujet })) });
      await jusque('les gardiens sont relevés', async () => {
        await terrain.comparer(s);
        return s.ouverts().filter((c) => c === 'ERREUR_PROGRAMME').length === 0;
      });
    });
  });
});
