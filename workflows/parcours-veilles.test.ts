import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCandidat, jour, sceneDe, unPasse } from './essais/candidat.ts';
import { createMaison, lierFlux, type Maison } from './essais/maison.ts';
import { D_UN_COUP } from './essais/recit.ts';
import { enPanne, refuse, type Scene } from './essais/scene.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison('reel', await lierFlux('../index.ts'));
});
afterAll(() => maison?.fermer());

const TRACE = 'dddddddd-dddd-4ddd-8ddd-000000000002';
const relancees = (s: Scene) => s.relances.map((x) => [x.blocage.split('#')[1], x.destinataire]);
const dites = (s: Scene, operation: string) => s.effets.filter((a) => a.operation === operation).map((a) => a.arg as Record<string, unknown>);

describe('what is watched for beside the path', () => {
  it('S8, R30: entered by the organisme for somebody of i-Milo, asks the prescriber; taken up in OUIFORM, i-Milo hears the rest', async () => {
    const s = sceneDe({ reseau: 'OF', outil: 'KAIROS' });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner(undefined, { reseau: 'OF', outil: 'KAIROS', depuis: 'kairos' });
      expect(s.operations('imilo')).toEqual([]);
      await c.dire(c.presence(id, 'PRESENT', { depuis: 'kairos' }));
      await c.avancer({ jours: 7 });
      expect(s.ouverts()).toEqual(['ORIGINE_OF_HORS_IMILO']);
      expect(relancees(s)).toEqual([
        ['ORIGINE_OF_HORS_IMILO', 'PRESCRIPTEUR'],
        ['ORIGINE_OF_HORS_IMILO', 'PRESCRIPTEUR'],
      ]);
      s.activites['lireParcours'] = sceneDe().activites['lireParcours'] as never;
      const reprise = c.demande('ICO-103725-1', { depuis: 'ouiform' });
      expect(await c.demander(reprise)).toEqual({ statut: 'CONFIRME' });
      await c.repos();
      expect(s.ouverts()).toEqual([]);
      expect(s.operations('imilo')).toEqual(['imilo.proposer', 'imilo.suivre']);
      expect(s.operations('kairos')).toEqual(['kairos.positionner']); // one appointment, one seat
      await c.dire(c.suite(id, 'RETENU'));
      expect(s.operations('imilo').slice(2)).toEqual(['imilo.suivre', 'imilo.situer']);
      const mirees = s.dernier()?.positionnements?.map((p) => [p.id, p.suite]);
      expect(mirees).toEqual(
        expect.arrayContaining([
          [id, 'RETENU'],
          [reprise.positionnement, 'RETENU'],
        ]),
      );
      expect(s.clesUniques()).toBe(true);
      await c.clore('s8-repris');
    });
  });

  it('S8: taken up in OUIFORM on another date, OUIFORM is told the date that the organisme holds', async () => {
    const s = sceneDe({ reseau: 'OF', outil: 'KAIROS' });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.positionner('ICO-103725-2', { reseau: 'OF', outil: 'KAIROS', depuis: 'kairos' });
      const reprise = { ...c.demande('ICO-103725-1'), depuis: 'ouiform', par: 'systeme:ouiform' };
      await c.dire(reprise);
      const sienne = s.effets.filter((x) => (x.arg as { positionnement: string }).positionnement === reprise.positionnement);
      expect(sienne.map((x) => x.operation)).toEqual(['ouiform.positionner', 'ouiform.suivre']);
      expect(sienne.at(-1)?.arg).toMatchObject({ creneau: 'ICO-103725-2' });
      expect(s.operations('kairos')).toEqual(['kairos.positionner']);
      await c.clore('s8-repris-autre-date');
    });
  });

  it('S8: settled outside any system by an operator, is not asked again', async () => {
    const s = sceneDe({ reseau: 'OF', outil: 'KAIROS' });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.positionner(undefined, { reseau: 'OF', outil: 'KAIROS', depuis: 'kairos' });
      await c.avancer({ jours: 2 });
      expect(s.ouverts()).toEqual(['ORIGINE_OF_HORS_IMILO']);
      expect(await c.actionner('traiterHorsSysteme' as never, 'ORIGINE_OF_HORS_IMILO')).toEqual({ fait: true });
      await c.avancer({ jours: 14 });
      expect(s.ouverts()).toEqual([]);
      await c.clore('s8-acquitte');
    });
  });

  it('S8b, R31: a dossier that is not synchronised is asked for; once it is, i-Milo hears the positioning and what it missed, in order', async () => {
    const s = sceneDe({ synchronise: false });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.avancer({ jours: 7 });
      expect(s.ouverts()).toEqual(['DOSSIER_NON_SYNCHRONISE']);
      expect(relancees(s).map(([, a]) => a)).toEqual(['PRESCRIPTEUR', 'PRESCRIPTEUR']);
      expect(s.operations('imilo')).toEqual([]);
      await c.dire({ type: 'dossierSynchronise', depuis: 'imilo' });
      expect(s.ouverts()).toEqual([]);
      expect(s.operations('imilo')).toEqual(['imilo.proposer', 'imilo.suivre', 'imilo.suivre', 'imilo.situer']);
      expect(s.clesUniques()).toBe(true);
      await c.clore('s8b');
    });
  });

  it('S8b, R31: what i-Milo refused of a dossier that was not synchronised is asked for, and taken once it is, in order, without anybody’s doing', async () => {
    const s = sceneDe();
    s.reponses['imilo.proposer'] = refuse('DOSSIER_NON_SYNCHRONISE');
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire(c.presence(id, 'PRESENT'));
      expect(s.operations('imilo')).toEqual([]);
      expect(s.ouverts()).toEqual([]);
      await c.avancer({ jours: 7 });
      expect(s.ouverts()).toEqual(['DOSSIER_NON_SYNCHRONISE']);
      expect(relancees(s).map(([, a]) => a)).toEqual(['PRESCRIPTEUR', 'PRESCRIPTEUR']);
      delete s.reponses['imilo.proposer'];
      await c.dire({ type: 'dossierSynchronise', depuis: 'imilo' });
      expect(s.ouverts()).toEqual([]);
      expect(s.operations('imilo')).toEqual(['imilo.proposer', 'imilo.suivre']);
      await c.clore('refus-imilo-leve');
    });
  });

  it('S8b: settled outside any system after i-Milo’s refusal, is not asked again; what was refused leaves once the dossier is synchronised', async () => {
    const s = sceneDe();
    s.reponses['imilo.proposer'] = refuse('DOSSIER_NON_SYNCHRONISE');
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.avancer({ jours: 2 });
      expect(await c.actionner('traiterHorsSysteme', 'DOSSIER_NON_SYNCHRONISE')).toEqual({ fait: true });
      await c.dire(c.presence(id, 'PRESENT'));
      await c.avancer({ jours: 7 });
      expect(s.ouverts()).toEqual([]);
      expect(s.operations('imilo')).toEqual([]);
      delete s.reponses['imilo.proposer'];
      await c.dire({ type: 'dossierSynchronise', depuis: 'imilo' });
      expect(s.operations('imilo')).toEqual(['imilo.proposer', 'imilo.suivre']);
      await c.clore('refus-imilo-acquitte');
    });
  });

  it('S8b, R31: somebody who did not come is shown in i-Milo too once the dossier is synchronised, and the next appointment beside it', async () => {
    const s = sceneDe({ synchronise: false });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire(c.presence(id, 'ABSENT'));
      const { id: suivant } = await c.positionner('ICO-103725-2');
      await c.dire({ type: 'dossierSynchronise', depuis: 'imilo' });
      const dits = s.effets.filter((x) => x.operation.startsWith('imilo.')).map((x) => [x.operation, (x.arg as { positionnement: string }).positionnement]);
      expect(dits).toEqual([
        ['imilo.proposer', id],
        ['imilo.suivre', id],
        ['imilo.proposer', suivant],
      ]);
      expect(s.clesUniques()).toBe(true);
      await c.clore('absente-synchronisee');
    });
  });

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

describe('a place given back', () => {
  it('§d.2: goes to the oldest of the waiting list, whose OF is asked (S5); declined there, to the next', async () => {
    const s = sceneDe();
    s.activites['lireListeAttente'] = (async () => ['p:autre', 'p:suivant']) as never;
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.dire({ type: 'annulerInscription' });
      expect(s.dits().slice(-2)).toEqual(['session/103725/inscription', 'parcours/p:autre/placeLiberee']);
      await c.clore('place-rendue');
    });
    const autre = sceneDe();
    autre.activites['lireListeAttente'] = (async () => ['p:suivant']) as never;
    await maison.jouer(autre, async () => {
      const c = createCandidat(maison, autre);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'LISTE_ATTENTE'));
      await c.dire({ type: 'placeLiberee' });
      expect(autre.faits()).toContain('PLACE_LIBEREE');
      await c.avancer({ jours: 3 });
      expect(autre.ouverts()).toEqual(['SUITE_NON_SAISIE']);
      await c.dire(c.suite(id, 'NON_RETENU'));
      expect(autre.ouverts()).toEqual([]);
      expect(autre.dits().at(-1)).toBe('parcours/p:suivant/placeLiberee');
      await c.clore('place-declinee');
    });
  });

  it('§d.2: one that has an offer already passes the next place on to who comes after it, and hears of its own once', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      s.activites['lireListeAttente'] = (async () => ['p:avant', c.parcours, 'p:apres']) as never;
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'LISTE_ATTENTE'));
      await c.dire({ type: 'placeLiberee' });
      expect(s.dits().filter((d) => d.endsWith('placeLiberee'))).toEqual([]);
      await c.dire({ type: 'placeLiberee' });
      expect(s.dits().filter((d) => d.endsWith('placeLiberee'))).toEqual(['parcours/p:apres/placeLiberee']);
      await c.avancer({ jours: 3 });
      expect(s.ouverts()).toEqual(['SUITE_NON_SAISIE']);
      await c.dire(c.suite(id, 'RETENU'));
      expect(s.etape()).toBe('AIS_GENEREE');
      expect(s.dits().filter((d) => d.endsWith('placeLiberee'))).toHaveLength(1);
      await c.clore('deux-places-liberees');
    });
  });
});

describe('acts that come late', () => {
  it('R27: not retained, the lock is free at once; corrected within thirty days of the slot, the person is retained', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'NON_RETENU'));
      await c.avancer({ jours: 15, pas: D_UN_COUP });
      await c.dire(c.suite(id, 'RETENU'));
      expect(s.etape()).toBe('AIS_GENEREE');
      expect(s.operations('kairos').slice(-2)).toEqual(['kairos.saisirSuites', 'kairos.inscrire']); // in that order
      await c.clore('non-retenu-corrige');
    });
  });

  it('G2: an absence that is only presumed frees the lock and is marked; said otherwise, it gives way', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire({ ...c.presence(id, 'ABSENT'), provisoire: true });
      expect(s.dernier()?.parcours?.[0]?.etapes).toEqual(expect.arrayContaining([expect.objectContaining({ etape: 'ABSENT', provisoire: true })]));
      expect(s.faits()).toContain('ABSENCE_PROVISOIRE');
      expect(dites(s, 'kairos.saisirPresences')).toMatchObject([{ presences: [{ positionnement: id, presence: 'ABSENT' }] }]);
      await c.dire({ ...c.presence(id, 'ABSENT'), provisoire: true }); // said already
      await c.dire(c.presence(id, 'PRESENT'));
      expect(s.etape()).toBe('PRESENT');
      expect(dites(s, 'kairos.saisirPresences')).toHaveLength(2);
      await c.clore('absence-provisoire');
    });
  });

  it('G2: presumed absent, then said absent: it is presumed no more, and nobody is told twice', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.dire({ ...c.presence(id, 'ABSENT'), provisoire: true });
      await c.dire(c.presence(id, 'ABSENT'));
      const etapes = (s.dernier()?.parcours?.[0]?.etapes ?? []) as { etape: string; provisoire?: boolean }[];
      expect([etapes.at(-1)?.etape, etapes.at(-1)?.provisoire ?? false]).toEqual(['ABSENT', false]);
      expect(s.faits().filter((f) => f === 'ABSENCE_PROVISOIRE' || f === 'ABSENT')).toEqual(['ABSENCE_PROVISOIRE', 'ABSENT']);
      expect(dites(s, 'kairos.saisirPresences')).toHaveLength(1);
      await c.clore('absence-provisoire-confirmee');
    });
  });

  it('G2: presumed absent, positioned again, then retained at the first meeting: the new appointment is given back', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const un = await c.positionner();
      await c.dire({ ...c.presence(un.id, 'ABSENT'), provisoire: true });
      const deux = await c.positionner('ICO-103725-2');
      await c.direEnsemble(c.presence(un.id, 'PRESENT'), c.suite(un.id, 'RETENU'));
      expect(s.etape()).toBe('AIS_GENEREE');
      expect(s.faits()).toContain('PRESENCE_CORRIGEE');
      expect(Object.fromEntries((s.dernier()?.positionnements ?? []).map((p) => [p.id, p.statut]))).toMatchObject({ [un.id]: 'HONORE', [deux.id]: 'ANNULE' });
      expect(s.dits()).toContain('creneau/ICO-103725-2/desinscrit');
      await c.clore('retenu-malgre-absence-provisoire');
    });
  });

  it('to a path that is over: what makes no sense is journalled, and nothing of what it lived is lost', async () => {
    const ID = 'dddddddd-dddd-4ddd-8ddd-000000000003';
    const etapes = ['POSITIONNE', 'INSCRIT', 'ENTREE_ATTESTEE', 'EN_FORMATION', 'FIN', 'BILAN_SAISI', 'CLOS'].map((etape) => ({
      etape,
      date: '2026-02-01T08:00:00.000Z',
    }));
    const s = sceneDe({}, { etapes, version: 9, entreeLe: '2026-01-26' }, [unPasse(ID, { suite: 'RETENU' })]);
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      await c.dire({ type: 'presence', positionnement: ID, presence: 'ABSENT' });
      expect(await c.fini()).toBe(true);
      expect(s.etape()).toBe('CLOS');
      expect(s.dernier()?.processus.version).toBeGreaterThan(9);
      expect(s.dernier()?.parcours?.[0]).toMatchObject({ etapes, entreeLe: '2026-01-26', positionnement: ID });
      await c.clore('trop-tard');
    });
  });

  it('R42, R42b, R48: start, interruptions of the session or of the person, and end are told to AUDE and AUDEF; an interruption ends by itself (M13)', async () => {
    const s = sceneDe({}, { debut: jour(1), interruptions: [{ debut: jour(10), fin: jour(11) }] });
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      await c.dire({ type: 'entrer', jour: jour(1) });
      const M13 = ['aude.enregistrerInterruption', 'audef.suivre', 'kairos.saisirInterruption', 'ouiform.suivre'];
      const periode = { debut: jour(10), fin: jour(11) };
      const apprises = () => s.effets.filter((a) => M13.includes(a.operation) && JSON.stringify(a.arg).includes(jour(10))).map((a) => a.operation);
      expect(apprises().sort()).toEqual(M13);
      expect(dites(s, 'ouiform.suivre').at(-1)).toMatchObject({ interruption: periode });
      await c.dire({ type: 'interrompre', debut: jour(3), fin: null });
      await c.avancer({ jours: 3 });
      expect(s.etape()).toBe('INTERROMPU');
      await c.dire({ type: 'interrompre', debut: jour(3), fin: jour(4) }); // its end is known
      await c.avancer({ jours: 2 });
      expect(s.etape()).toBe('EN_FORMATION');
      await c.avancer({ jours: 5 });
      expect(s.etape()).toBe('INTERROMPU');
      await c.avancer({ jours: 2 });
      expect(s.etape()).toBe('EN_FORMATION');
      await c.dire({ type: 'sortir', jour: jour(13), abandon: false, bilan: true });
      const devoirs = dites(s, 'audef.suivre').flatMap((a) => ['entree', 'interruption', 'sortie'].filter((fait) => fait in a));
      expect(devoirs).toEqual(['entree', 'interruption', 'interruption', 'interruption', 'sortie']);
      expect(s.operations('aude').slice(2)).toEqual(['aude.enregistrerEntree', ...Array(3).fill('aude.enregistrerInterruption'), 'aude.enregistrerSortie']);
      await c.clore('interruptions');
    });
  });

  it('a move that Kairos refuses leaves the person on the first slot', async () => {
    const s = sceneDe();
    s.reponses['kairos.deplacerPositionnement'] = refuse('COMPLET');
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      const report = { type: 'reporter', positionnement: id, creneau: 'ICO-103725-2', ...c.dates(2) };
      expect(await c.demander(report)).toEqual({ statut: 'REFUSE', refus: 'COMPLET' });
      await c.repos();
      expect(s.dernier()?.positionnements?.[0]).toMatchObject({ creneau: 'ICO-103725-1', statut: 'CONFIRME' });
      expect(s.ouverts()).toEqual([]);
      await c.clore('report-refuse');
    });
  });

  it('R38: while Kairos is away, it hears the presence, the decision and the registration of one person in that order', async () => {
    const s = sceneDe();
    await maison.jouer(s, async () => {
      const c = createCandidat(maison, s);
      const { id } = await c.positionner();
      s.reponses['kairos.saisirPresences'] = enPanne;
      await c.direEnsemble(c.presence(id, 'PRESENT'), c.suite(id, 'RETENU'));
      expect(s.etape()).toBe('RETENU');
      delete s.reponses['kairos.saisirPresences'];
      await c.reprendre('kairos');
      expect(s.operations('kairos')).toEqual(['kairos.positionner', 'kairos.saisirPresences', 'kairos.saisirSuites', 'kairos.inscrire']);
      await c.clore('kairos-dans-l-ordre');
    });
  });
});
