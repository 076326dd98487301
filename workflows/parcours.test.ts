import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Candidat, createCandidat, jour, sceneDe } from './essais/candidat.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { D_UN_COUP } from './essais/recit.ts';
import { enPanne } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

/** What each partner hears from the positioning to the attested entry. */
const ANNONCES = {
  kairos: ['positionner', 'saisirPresences', 'saisirSuites', 'inscrire', 'attesterEntree'],
  ouiform: ['positionner', 'suivre', 'suivre', 'suivre', 'suivre'],
  audef: ['positionner', 'suivre', 'suivre', 'enregistrerAis', 'suivre'],
  aude: ['prescrire', 'genererAis', 'enregistrerEntree'],
  pefr: ['notifierRendezVous', 'changerRendezVous'],
  imilo: ['proposer', 'suivre', 'suivre', 'situer'],
};
/**
 * State transitions from the positioning to the attested entry. Each act is sent to a flow at rest, so the number is exact: three for each thing
 * that wakes the flow (its event, its task begun, its task done), that is the positioning, the millisecond that lets its answer leave before
 * the partners are told, the presence, the decision and the entry; one for the calendar, whose task is not written until it ends.
 */
const TRANSITIONS = 16;

/** Two for the positioning, whose answer leaves before the partners are told; one for each act that follows. */
const REVEIL = 3;
const POSITIONNER = 2 * REVEIL;
/** In a flow that lives already, the answer and what follows it make fewer tasks. */
const REPOSITIONNER = 4;
type Chemin = [nom: string, cout: number, vivre: (c: Candidat) => Promise<unknown>];
const CHEMINS: Chemin[] = [
  ['positionné', POSITIONNER, (c) => c.positionner()],
  [
    'annulé',
    POSITIONNER + REVEIL,
    async (c) => {
      const { id } = await c.positionner();
      await c.dire({ type: 'annulerPositionnement', positionnement: id });
    },
  ],
  [
    'absent, puis positionné de nouveau',
    POSITIONNER + REVEIL + REPOSITIONNER,
    async (c) => {
      const { id } = await c.positionner();
      await c.dire(c.presence(id, 'ABSENT'));
      await c.positionner('ICO-103725-2');
    },
  ],
  [
    'non retenu',
    POSITIONNER + 2 * REVEIL,
    async (c) => {
      const { id } = await c.positionner();
      for (const a of [c.presence(id, 'PRESENT'), c.suite(id, 'NON_RETENU')]) await c.dire(a);
    },
  ],
  [
    'en liste d’attente, puis retenu',
    POSITIONNER + 3 * REVEIL,
    async (c) => {
      const { id } = await c.positionner();
      for (const a of [c.presence(id, 'PRESENT'), c.suite(id, 'LISTE_ATTENTE'), c.suite(id, 'RETENU')]) await c.dire(a);
    },
  ],
  [
    'inscription annulée',
    POSITIONNER + 3 * REVEIL,
    async (c) => {
      const { id } = await c.positionner();
      for (const a of [c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'), { type: 'annulerInscription' }]) await c.dire(a);
    },
  ],
  [
    'interrompu, puis abandon et bilan',
    POSITIONNER + 6 * REVEIL,
    async (c) => {
      const { id } = await c.positionner();
      for (const a of [c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'), { type: 'entrer', jour: jour(0) }]) await c.dire(a);
      await c.dire({ type: 'interrompre', debut: jour(0), fin: null });
      await c.dire({ type: 'sortir', jour: jour(1), abandon: true, bilan: false });
      await c.dire({ type: 'sortir', jour: jour(1), abandon: true, bilan: true });
    },
  ],
];

describe('what a path costs', () => {
  // On a busy machine the server may write one task more of a path; one effect or one act told apart would cost three.
  it.each(CHEMINS)('in state transitions: %s: %i', async (_nom, cout, vivre) => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await vivre(c);
      const vecu = await c.transitions();
      expect([cout, cout + 1]).toContain(vecu);
    });
  });
});

describe('parcours', () => {
  it('R38, R41: goes from the positioning to the attested entry: each partner told once, in its order, at an exact cost', async () => {
    const s = sceneDe({}, { debut: jour(1) });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id, reponse } = await c.positionner();
      expect(reponse).toEqual({ statut: 'CONFIRME' });
      expect(s.etape()).toBe('CONVOQUE');
      expect(s.dits()).toEqual(['creneau/ICO-103725-1/inscrit']);
      expect(s.courriels).toEqual(['convoquer']);
      await c.dire(c.presence(id, 'PRESENT'));
      await c.dire(c.suite(id, 'RETENU'));
      expect(s.etape()).toBe('AIS_GENEREE');
      await c.avancer({ jours: 1 });
      expect(s.etape()).toBe('ENTREE_A_VALIDER');
      await c.dire({ type: 'entrer', jour: jour(1) });
      expect(s.etape()).toBe('EN_FORMATION');
      for (const [systeme, operations] of Object.entries(ANNONCES)) expect(s.operations(systeme)).toEqual(operations.map((o) => `${systeme}.${o}`));
      expect(s.clesUniques()).toBe(true);
      expect(s.ouverts()).toEqual([]);
      expect(s.dernier()?.parcours?.[0]).toMatchObject({ etape: 'EN_FORMATION', entreeLe: jour(1) });
      expect(await c.transitions()).toBe(TRANSITIONS);
      await c.clore('entree-attestee');
    });
  });

  it('R41: each fact is corrected until the end: the day of the entry, an exit that was an abandon; whoever was told is told again', async () => {
    const s = sceneDe({}, { debut: jour(1) });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      for (const le of [1, 2]) await c.dire({ type: 'entrer', jour: jour(le) });
      const dites = (operation: string) =>
        s.effets.filter((x) => x.operation === operation).map((x) => x.arg as { date?: string; entree?: string; sortie?: string });
      const suivies = (outil: string, fait: 'entree' | 'sortie') => dites(`${outil}.suivre`).flatMap((x) => x[fait] ?? []);
      expect(dites('kairos.attesterEntree').map((x) => x.date)).toEqual([jour(1), jour(2)]);
      expect(dites('aude.enregistrerEntree').map((x) => x.date)).toEqual([jour(1), jour(2)]);
      for (const outil of ['ouiform', 'audef']) expect(suivies(outil, 'entree')).toEqual([jour(1), jour(2)]);
      expect(s.dernier()?.parcours?.[0]).toMatchObject({ etape: 'EN_FORMATION', entreeLe: jour(2) });
      await c.dire({ type: 'sortir', jour: jour(30), abandon: false, bilan: false });
      expect(s.etape()).toBe('FIN');
      await c.dire({ type: 'sortir', jour: jour(20), abandon: true, bilan: false });
      expect(s.etape()).toBe('ABANDON');
      expect(dites('aude.enregistrerSortie').map((x) => x.date)).toEqual([jour(30), jour(20)]);
      for (const outil of ['ouiform', 'audef']) expect(suivies(outil, 'sortie')).toEqual([jour(30), jour(20)]);
      await c.dire({ type: 'sortir', jour: jour(20), abandon: false, bilan: false });
      expect(s.etape()).toBe('FIN');
      expect(suivies('ouiform', 'sortie')).toHaveLength(2); // the same day: they show no more than that
      expect(dites('imilo.situer').map((x) => (x as { situation?: string }).situation)).toEqual(['Formation', 'Sortie']);
      await c.dire({ type: 'sortir', jour: jour(20), abandon: true, bilan: true });
      expect(s.etape()).toBe('CLOS');
      expect(s.faits()).not.toContain('ACTE_REFUSE');
      expect(s.clesUniques()).toBe(true);
      await c.clore('faits-corriges');
    });
  });

  it('goes on to its end, with its bilan', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.dire({ type: 'entrer', jour: jour(21), depuis: 'kairos' });
      expect(s.operations('kairos')).not.toContain('kairos.attesterEntree'); // Kairos said it
      await c.dire({ type: 'sortir', jour: jour(81), abandon: false, bilan: true });
      expect(s.etape()).toBe('CLOS');
      expect(s.faits().slice(-20)).toEqual(expect.arrayContaining(['FIN', 'BILAN_SAISI', 'CLOS']));
      expect(s.triees().filter((o) => /terminer|Sortie/.test(o))).toEqual(['aude.enregistrerSortie', 'kairos.terminer']);
      expect(s.operations('imilo').at(-1)).toBe('imilo.situer');
      expect(s.clesUniques()).toBe(true);
      expect(await c.fini()).toBe(true);
      await c.clore('bilan');
    });
  });

  it('reminds the OF of an entry not attested (S11), then of an exit, and of its bilan (S12)', async () => {
    const s = sceneDe({}, { debut: jour(1), fin: jour(8) });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.avancer({ jours: 3, heures: 1 });
      expect(s.ouverts()).toEqual(['ENTREE_NON_ATTESTEE']);
      expect(s.relances.map((x) => x.destinataire)).toEqual(['OF', 'OF']);
      await c.dire({ type: 'entrer', jour: jour(1) });
      expect(s.ouverts()).toEqual([]);
      await c.avancer({ jours: 12 });
      expect(s.ouverts()).toEqual(['SORTIE_NON_SAISIE']);
      await c.dire({ type: 'sortir', jour: jour(5), abandon: true, bilan: false });
      expect(s.etape()).toBe('ABANDON');
      expect(s.ouverts()).toEqual(['SORTIE_NON_SAISIE']); // the bilan is still to come
      await c.dire({ type: 'sortir', jour: jour(5), abandon: true, bilan: true });
      expect(s.etape()).toBe('CLOS');
      expect(s.ouverts()).toEqual([]);
      expect(s.operations('kairos').slice(-2)).toEqual(['kairos.terminer', 'kairos.terminer']);
      await c.clore('relances-of');
    });
  });

  it('S11, S12: an entry, then an exit, that nobody says are carried to the Kairos référent, at five and at fifteen working days', async () => {
    const s = sceneDe({}, { debut: jour(1), fin: jour(20) });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      const dernier = (cause: string) => s.blocages().findLast((b) => b.cause === cause);
      await c.avancer({ jours: 9 });
      expect(dernier('ENTREE_NON_ATTESTEE')).toMatchObject({ niveau: 3, leveLe: null });
      await c.dire({ type: 'entrer', jour: jour(1) });
      expect(dernier('ENTREE_NON_ATTESTEE')?.leveLe).not.toBeNull();
      await c.avancer({ jours: 36 });
      expect(dernier('SORTIE_NON_SAISIE')).toMatchObject({ niveau: 3, leveLe: null });
      await c.dire({ type: 'sortir', jour: jour(20), abandon: false, bilan: true });
      expect(s.ouverts()).toEqual([]);
      await c.clore('sans-nouvelles');
    });
  });

  it('R41: of an exit that is heard before the entry, the entry is still waited for, and both are told in their order', async () => {
    const s = sceneDe({}, { debut: jour(1), fin: jour(8) });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.dire({ type: 'sortir', jour: jour(6), abandon: false, bilan: true, depuis: 'kairos' });
      expect(s.etape()).toBe('AIS_GENEREE');
      await c.dire({ type: 'entrer', jour: jour(1), depuis: 'kairos' });
      expect(s.etape()).toBe('CLOS');
      expect(s.operations('aude')).toEqual(['aude.prescrire', 'aude.genererAis', 'aude.enregistrerEntree', 'aude.enregistrerSortie']);
      expect(s.faits()).not.toContain('ACTE_REFUSE');
      expect(s.ouverts()).toEqual([]);
      await c.clore('sortie-avant-entree');
    });
  });

  it('not retained, keeps its trace (R39)', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'NON_RETENU'));
      expect(s.etape()).toBe('NON_RETENU');
      expect(s.dernier()?.positionnements).toEqual([expect.objectContaining({ id, presence: 'PRESENT', suite: 'NON_RETENU' })]);
      expect(s.operations('kairos')).toEqual(['kairos.positionner', 'kairos.saisirPresences', 'kairos.saisirSuites']);
      expect(s.effets.filter((a) => a.operation === 'ouiform.suivre').map((a) => a.arg)).toContainEqual(expect.objectContaining({ suite: 'NON_RETENU' }));
      expect(s.operations('imilo')).not.toContain('imilo.situer');
      await c.avancer({ jours: 32, pas: D_UN_COUP });
      expect(await c.fini()).toBe(true); // once nobody can correct it any more
      await c.clore('non-retenu');
    });
  });

  it('on the waiting list, stays there until retained', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'LISTE_ATTENTE'));
      expect(s.etape()).toBe('LISTE_ATTENTE');
      expect(s.faits().filter((f) => ['PRESENT', 'LISTE_ATTENTE'].includes(f))).toEqual(['PRESENT', 'LISTE_ATTENTE']);
      await c.dire(c.suite(id, 'RETENU'));
      expect(s.etape()).toBe('AIS_GENEREE');
      expect(s.operations('kairos').filter((o) => !o.includes('saisir'))).toEqual(['kairos.positionner', 'kairos.inscrire']);
      await c.clore('liste-attente');
    });
  });

  it('R41: a registration cancelled before the entry frees the seat and takes the AIS back, and the situation of i-Milo', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.avancer({ jours: 21, pas: D_UN_COUP });
      await c.dire({ type: 'annulerInscription' });
      expect(s.etape()).toBe('INSCRIPTION_ANNULEE');
      expect(s.operations('kairos').at(-1)).toBe('kairos.annulerInscription');
      expect(s.operations('audef').at(-1)).toBe('audef.retirerAis');
      expect(s.operations('aude').at(-1)).toBe('aude.annulerInscription');
      expect(s.effets.findLast((x) => x.operation === 'imilo.situer')?.arg).toMatchObject({ situation: 'Sortie' });
      expect(s.effets.findLast((x) => x.operation === 'ouiform.suivre')?.arg).toMatchObject({ positionnement: id, statut: 'ANNULE' });
      expect(s.dernier()?.processus.etat).toBe('annule');
      expect(s.ouverts()).toEqual([]);
      await c.clore('inscription-annulee');
    });
  });

  it('of a radié, leaves what AUDE cannot show to the demandeur, and hears when it was shown (R36)', async () => {
    const s = sceneDe();
    for (const operation of ['prescrire', 'genererAis', 'annulerInscription']) s.reponses[`aude.${operation}`] = () => ({ differee: true });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      expect(s.etape()).toBe('INSCRIT'); // no AIS before AUDE has it
      const [personne] = c.parcours.split(':');
      const differes = () =>
        s.signaux.filter((x) => x.sujet === personne).map((x) => [x.acte.type, x.acte['fait'], (x.acte['effet'] as { operation: string }).operation]);
      expect(differes()).toEqual([
        ['differer', 'POSITIONNEMENT', 'aude.prescrire'],
        ['differer', 'INSCRIPTION', 'aude.genererAis'],
      ]);
      const cellule = (fait: string) => s.projections.flatMap((p) => p.transmissions ?? []).findLast((t) => t.systeme === 'aude' && t.fait === fait);
      expect(cellule('INSCRIPTION')).toMatchObject({ etat: 'DIFFEREE', regle: 'R36' });
      await c.dire({ type: 'rejoue', faits: ['POSITIONNEMENT'] });
      await c.dire({ type: 'rejoue', faits: ['INSCRIPTION'] });
      expect(cellule('INSCRIPTION')).toMatchObject({ etat: 'VISIBLE', regle: null });
      expect(s.etape()).toBe('AIS_GENEREE');
      expect(s.operations('audef')).toContain('audef.enregistrerAis');
      await c.dire({ type: 'annulerInscription' });
      expect(differes().at(-1)).toEqual(['differer', 'INSCRIPTION', 'aude.annulerInscription']); // a cancellation waits like the rest
      await c.clore('radie');
    });
  });

  it('a partner that is away holds back nobody else; once back, hears everything in order', async () => {
    const s = sceneDe();
    s.reponses['ouiform.positionner'] = enPanne;
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      expect(s.etape()).toBe('AIS_GENEREE');
      expect(s.ouverts()).toEqual(['SYSTEME_INDISPONIBLE']);
      expect(s.operations('ouiform')).toEqual([]);
      delete s.reponses['ouiform.positionner'];
      await c.reprendre('ouiform');
      expect(s.operations('ouiform')).toEqual(['ouiform.positionner', 'ouiform.suivre', 'ouiform.suivre', 'ouiform.suivre']);
      expect(s.ouverts()).toEqual([]);
      await c.clore('ouiform-en-panne');
    });
  });
});
