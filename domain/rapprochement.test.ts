import { describe, expect, it } from 'vitest';
import type { Fait } from './codes.ts';
import { ecartsCandidat, type Tenus } from './rapprochement.ts';
import type { CandidatConnu } from './rapprochement-voulu.ts';

const etapes = (...noms: string[]) => noms.map((etape, rang) => ({ etape, date: `2026-03-${String(rang + 2).padStart(2, '0')}T08:00:00.000Z` }));
const candidat = (change: Partial<CandidatConnu> = {}): CandidatConnu => ({
  parcours: 'p:103725',
  positionnement: 'pos-1',
  session: '103725',
  origine: { outil: 'OUIFORM', reseau: 'ML', aIdDE: true, dossierImilo: true, synchronise: true, modalite: 'ICO', statutDe: 'INSCRIT' },
  etapes: etapes('POSITIONNE', 'CONVOQUE', 'PRESENT', 'RETENU', 'INSCRIT'),
  role: 'COURANT',
  dejaForme: false,
  statut: 'HONORE',
  presence: 'PRESENT',
  suite: 'RETENU',
  demandeLe: '2026-03-02',
  inscritLe: '2026-03-06',
  entreeLe: null,
  sortieLe: '2026-07-03',
  interruptions: [],
  outil: 'OUIFORM',
  creneaux: ['ico-1'],
  horaires: { debut: '2026-03-10T08:00:00.000Z', fin: '2026-03-10T10:00:00.000Z' },
  textes: { argumentaire: '12#0badcafe', motif: null, motifSortie: null, interruptions: {}, bilan: null },
  closDepuis: null,
  differees: [],
  transmissions: [],
  ...change,
});
/** What each system holds when it holds all that it should. */
const TOUT: Required<{ [S in keyof Tenus]: Partial<Record<Fait, string>> }> = {
  kairos: { POSITIONNEMENT: 'CONFIRME', PRESENCE: 'PRESENT', SUITE: 'RETENU', INSCRIPTION: '2026-03-06' },
  ouiform: { POSITIONNEMENT: 'HONORE', PRESENCE: 'PRESENT', SUITE: 'RETENU', INSCRIPTION: '2026-03-06' },
  audef: { POSITIONNEMENT: 'HONORE', PRESENCE: 'PRESENT', SUITE: 'RETENU', INSCRIPTION: '2026-03-06' },
  aude: { POSITIONNEMENT: '2026-03-02', INSCRIPTION: '2026-03-06' },
  pefr: { RDV: 'HONORE', PRESENCE: 'PRESENT' },
  imilo: { POSITIONNEMENT: 'HONORE', PRESENCE: 'PRESENT', SUITE: 'RETENU' },
};
const sans = (systeme: keyof typeof TOUT, ...faits: Fait[]): Tenus => ({
  ...TOUT,
  [systeme]: Object.fromEntries(Object.entries(TOUT[systeme]).filter(([fait]) => !faits.some((f) => f === fait))),
});

describe('a path beside what the partners hold', () => {
  it('agrees when each holds what it must', () => {
    expect(ecartsCandidat(candidat(), TOUT)).toEqual([]);
  });

  it('S18: names what a tool lost, with both values, and how it is told again', () => {
    expect(ecartsCandidat(candidat(), sans('ouiform', 'SUITE'))).toEqual([
      {
        cle: 'ouiform.SUITE',
        cause: 'DONNEES_DIVERGENTES',
        systeme: 'ouiform',
        objet: 'SUITE',
        hub: 'RETENU',
        partenaire: null,
        reparation: { operation: 'ouiform.suivre', arg: { parcours: 'p:103725', positionnement: 'pos-1', session: '103725', suite: 'RETENU' } },
      },
    ]);
    const perdu = ecartsCandidat(candidat(), { ...TOUT, audef: null });
    expect(perdu.map((e) => e.reparation?.operation)).toEqual(['audef.positionner', 'audef.suivre', 'audef.suivre', 'audef.enregistrerAis']);
  });

  it('S18: what Kairos owns is shown, never repaired by rule', () => {
    const [ecart, ...autres] = ecartsCandidat(candidat(), { ...TOUT, kairos: { ...TOUT.kairos, PRESENCE: 'ABSENT' } });
    expect(autres).toEqual([]);
    expect(ecart).toMatchObject({ systeme: 'kairos', objet: 'PRESENCE', hub: 'PRESENT', partenaire: 'ABSENT' });
    expect(ecart).not.toHaveProperty('reparation');
  });

  it('S19: registered, live, and no AIS in AUDE', () => {
    expect(ecartsCandidat(candidat(), sans('aude', 'INSCRIPTION'))).toMatchObject([
      {
        cause: 'AIS_NON_GENEREE',
        systeme: 'aude',
        hub: '2026-03-06',
        partenaire: null,
        reparation: { operation: 'aude.genererAis', arg: { date: '2026-03-06' } },
      },
    ]);
  });

  it('R36: nothing is missing from the file of a radié, which is told at the réinscription', () => {
    const radie = candidat({ origine: { ...candidat().origine, statutDe: 'RADIE' } });
    expect(ecartsCandidat(radie, { ...TOUT, aude: null })).toEqual([]);
  });

  it('what is on its way, or has not happened, is not a difference; a silent partner is not compared', () => {
    const enRoute = candidat({ transmissions: [{ systeme: 'ouiform', fait: 'SUITE', etat: 'EN_ATTENTE' }] });
    expect(ecartsCandidat(enRoute, sans('ouiform', 'SUITE'))).toEqual([]);
    expect(
      ecartsCandidat(candidat({ etapes: etapes('POSITIONNE', 'CONVOQUE'), presence: null, suite: null }), { kairos: { POSITIONNEMENT: 'CONFIRME' } }),
    ).toEqual([]);
    expect(ecartsCandidat(candidat(), {})).toEqual([]);
  });

  it('R38: absent after all: a tool that keeps the decision taken before is told the presence again; Kairos is shown', () => {
    const absente = candidat({ etapes: etapes('POSITIONNE', 'CONVOQUE', 'ABSENT'), statut: 'ABSENT', presence: 'ABSENT', suite: null });
    const vu = { POSITIONNEMENT: 'ABSENT', PRESENCE: 'ABSENT', SUITE: 'RETENU' };
    expect(
      ecartsCandidat(absente, { kairos: { ...vu, POSITIONNEMENT: 'CONFIRME' }, ouiform: vu, audef: vu, imilo: vu }).map((e) => [
        e.cle,
        e.hub,
        e.partenaire,
        e.reparation?.arg,
      ]),
    ).toEqual([
      ['kairos.SUITE', null, 'RETENU', undefined],
      ['ouiform.SUITE', null, 'RETENU', expect.objectContaining({ presence: 'ABSENT', statut: 'ABSENT' })],
      ['audef.SUITE', null, 'RETENU', expect.objectContaining({ presence: 'ABSENT', statut: 'ABSENT' })],
      ['imilo.SUITE', null, 'RETENU', expect.objectContaining({ statut: 'ABSENT' })],
    ]);
  });

  it('R36: nothing that happened since she was struck off may show in AUDE; once she is back, what nobody kept is told', () => {
    const origine = { ...candidat().origine, statutDe: 'RADIE' as const };
    const differee = [{ systeme: 'aude', fait: 'INSCRIPTION', etat: 'DIFFEREE' }];
    const radiee = candidat({ origine, closDepuis: '2026-03-05T08:00:00.000Z', transmissions: differee, differees: ['INSCRIPTION'] });
    expect(ecartsCandidat(radiee, { aude: { POSITIONNEMENT: '2026-03-02' } })).toEqual([]);
    expect(ecartsCandidat(radiee, { aude: { POSITIONNEMENT: '2026-03-02', INSCRIPTION: '2026-03-06' } })).toMatchObject([
      { systeme: 'aude', objet: 'INSCRIPTION', hub: 'DIFFEREE', partenaire: '2026-03-06' },
    ]);
    const revenue = { ...radiee, origine: { ...origine, statutDe: 'REINSCRIT' as const } };
    expect(ecartsCandidat(revenue, { aude: { POSITIONNEMENT: '2026-03-02' } })).toEqual([]);
    expect(ecartsCandidat({ ...revenue, differees: [] }, { aude: { POSITIONNEMENT: '2026-03-02' } })).toMatchObject([
      { systeme: 'aude', objet: 'INSCRIPTION', partenaire: null, reparation: { operation: 'aude.genererAis', arg: { date: '2026-03-06' } } },
    ]);
  });

  it('R30, R31: i-Milo holds what nobody told it, and may not know', () => {
    const parOf = candidat({ origine: { ...candidat().origine, outil: 'KAIROS', reseau: 'OF' } });
    expect(ecartsCandidat(parOf, TOUT)).toMatchObject([
      { systeme: 'imilo', objet: 'POSITIONNEMENT', hub: null, partenaire: 'HONORE' },
      { systeme: 'imilo', objet: 'PRESENCE', hub: null },
      { systeme: 'imilo', objet: 'SUITE', hub: null },
    ]);
    expect(ecartsCandidat(parOf, { ...TOUT, imilo: null })).toEqual([]);
  });

  it('R33, R25: pe.fr and AUDE hold nothing of somebody without an identifiant DE', () => {
    const sansIdDE = candidat({ origine: { ...candidat().origine, aIdDE: false } });
    expect(ecartsCandidat(sansIdDE, { kairos: TOUT.kairos, ouiform: TOUT.ouiform, imilo: TOUT.imilo, aude: null, pefr: null })).toEqual([]);
  });
});

describe('a path that has ended, beside what the partners keep of it', () => {
  const FINIE = {
    ...TOUT,
    kairos: { ...TOUT.kairos, ENTREE: '2026-05-04', BILAN: '2026-07-03' },
    ouiform: { ...TOUT.ouiform, ENTREE: '2026-05-04', BILAN: '2026-07-03' },
    audef: { ...TOUT.audef, ENTREE: '2026-05-04', BILAN: '2026-07-03' },
    aude: { ...TOUT.aude, ENTREE: '2026-05-04', BILAN: '2026-07-03' },
  };
  const fini = (change: Partial<CandidatConnu> = {}) =>
    candidat({ etapes: [...candidat().etapes, ...etapes('ENTREE_ATTESTEE', 'EN_FORMATION', 'FIN', 'BILAN_SAISI', 'CLOS')], entreeLe: '2026-05-04', ...change });
  const cles = (c: CandidatConnu, tenus: Tenus) => ecartsCandidat(c, tenus).map((e) => `${e.cle} ${e.reparation?.operation ?? 'constat'}`);

  it('closed: agrees when all is there; what AUDE or OUIFORM lost since is told again, another date too', () => {
    expect(ecartsCandidat(fini(), FINIE)).toEqual([]);
    expect(cles(fini(), { ...FINIE, aude: { POSITIONNEMENT: '2026-03-02', INSCRIPTION: '2026-03-06' } })).toEqual([
      'aude.ENTREE aude.enregistrerEntree',
      'aude.BILAN aude.enregistrerSortie',
    ]);
    expect(ecartsCandidat(fini(), { ...FINIE, ouiform: { ...FINIE.ouiform, ENTREE: '2026-05-11' } })).toMatchObject([
      { objet: 'ENTREE', hub: '2026-05-04', partenaire: '2026-05-11', reparation: { operation: 'ouiform.suivre', arg: { entree: '2026-05-04' } } },
    ]);
  });

  it('cancelled: whoever still shows the appointment is told that it is over, and who never knew of it is left alone', () => {
    const annule = candidat({ etapes: etapes('POSITIONNE', 'CONVOQUE', 'ANNULE'), statut: 'ANNULE', presence: null, suite: null });
    expect(ecartsCandidat(annule, { kairos: null, ouiform: null, audef: null, aude: null, pefr: null, imilo: null })).toEqual([]);
    const debout = { POSITIONNEMENT: 'CONFIRME' };
    expect(
      cles(annule, { kairos: debout, ouiform: debout, audef: debout, aude: { POSITIONNEMENT: '2026-03-02' }, pefr: { RDV: 'PREVU' }, imilo: debout }),
    ).toEqual([
      'kairos.POSITIONNEMENT constat',
      'ouiform.POSITIONNEMENT ouiform.suivre',
      'aude.POSITIONNEMENT aude.annulerPrescription',
      'audef.POSITIONNEMENT audef.suivre',
      'pefr.RDV pefr.changerRendezVous',
      'imilo.POSITIONNEMENT imilo.suivre',
    ]);
  });

  it('R41: the registration was cancelled: its AIS is taken back, the seat of Kairos is shown', () => {
    const annulee = candidat({ etapes: [...candidat().etapes, ...etapes('INSCRIPTION_ANNULEE')] });
    expect(cles(annulee, TOUT)).toEqual([
      'kairos.INSCRIPTION constat',
      'ouiform.POSITIONNEMENT ouiform.suivre',
      'aude.INSCRIPTION aude.annulerInscription',
      'audef.INSCRIPTION audef.retirerAis',
    ]);
    const { INSCRIPTION: _k, ...kairos } = TOUT.kairos;
    const { INSCRIPTION: _a, ...aude } = TOUT.aude;
    const { INSCRIPTION: _f, ...audef } = TOUT.audef;
    expect(ecartsCandidat(annulee, { ...TOUT, kairos, aude, audef, ouiform: { ...TOUT.ouiform, POSITIONNEMENT: 'ANNULE' } })).toEqual([]);
    // R36: the file of a radié takes nothing, not even that.
    expect(cles({ ...annulee, origine: { ...annulee.origine, statutDe: 'RADIE' } }, { aude: TOUT.aude, audef: TOUT.audef })).toEqual([]);
  });

  it('S18: what a partner holds and the hub never heard of is shown with both values, once its event has had time to come', () => {
    const enAttente = candidat({ etapes: etapes('POSITIONNE', 'CONVOQUE'), statut: 'CONFIRME', presence: null, suite: null });
    const tenus: Tenus = { kairos: { POSITIONNEMENT: 'CONFIRME', PRESENCE: 'ABSENT' } };
    expect(ecartsCandidat(enAttente, tenus)).toMatchObject([{ systeme: 'kairos', objet: 'PRESENCE', hub: null, partenaire: 'ABSENT' }]);
    expect(ecartsCandidat(enAttente, tenus, [])).toEqual([]);
  });

  it('R27: an appointment that another one followed is compared too, under a name of its own; the training is the last one’s', () => {
    const ancien = candidat({ role: 'ANCIEN', etapes: [], statut: 'ABSENT', presence: 'ABSENT', suite: null });
    expect(
      cles(ancien, {
        ...TOUT,
        ouiform: { POSITIONNEMENT: 'CONFIRME' },
        kairos: { POSITIONNEMENT: 'CONFIRME', PRESENCE: 'ABSENT' },
        audef: {},
        pefr: {},
        imilo: {},
      }),
    ).toEqual([
      'ouiform.PRESENCE.pos-1 ouiform.suivre',
      'audef.POSITIONNEMENT.pos-1 audef.positionner',
      'audef.PRESENCE.pos-1 audef.suivre',
      'pefr.RDV.pos-1 pefr.notifierRendezVous',
      'pefr.PRESENCE.pos-1 pefr.changerRendezVous',
      'imilo.POSITIONNEMENT.pos-1 imilo.proposer',
      'imilo.PRESENCE.pos-1 imilo.suivre',
    ]);
  });

  it('S8: what an adviser made of an organisme’s appointment is OUIFORM’s alone', () => {
    expect(cles(candidat({ role: 'REPRISE', etapes: [] }), { kairos: null, audef: null, aude: null, pefr: null, imilo: null, ouiform: null })).toEqual([
      'ouiform.POSITIONNEMENT.pos-1 ouiform.positionner',
      'ouiform.PRESENCE.pos-1 ouiform.suivre',
      'ouiform.SUITE.pos-1 ouiform.suivre',
    ]);
  });

  it('R39, R42c: registered in Kairos itself: it keeps neither appointment nor presence of somebody whom nobody positioned', () => {
    const seule = { INSCRIPTION: '2026-03-06' };
    const horsSysteme = candidat({ origine: { ...candidat().origine, outil: 'KAIROS', reseau: 'OF', horsSysteme: 'RETENU' }, etapes: etapes('INSCRIT') });
    expect(ecartsCandidat(horsSysteme, { kairos: seule })).toEqual([]);
    expect(ecartsCandidat(candidat(), { kairos: { POSITIONNEMENT: 'CONFIRME', ...seule } })).toEqual([]);
  });

  it('R25, M17: no AIS is expected in AUDEF of somebody whom AUDE does not know', () => {
    const { INSCRIPTION: _, ...audef } = TOUT.audef;
    const sansIdDE = candidat({ origine: { ...candidat().origine, aIdDE: false } });
    expect(ecartsCandidat(sansIdDE, { ...TOUT, audef, aude: null, pefr: null })).toEqual([]);
    expect(ecartsCandidat(candidat({ origine: { ...candidat().origine, statutDe: 'CESSATION' } }), { audef })).toEqual([]);
  });

  it('R36: what AUDE already held of an earlier positioning or training is no difference; what it may not have learnt is one', () => {
    const radie = candidat({ origine: { ...candidat().origine, statutDe: 'RADIE' }, closDepuis: '2026-03-01T08:00:00.000Z' });
    expect(ecartsCandidat(radie, { aude: { POSITIONNEMENT: '2026-01-12', INSCRIPTION: '2026-01-20' } })).toEqual([]);
    expect(ecartsCandidat(radie, { aude: { POSITIONNEMENT: '2026-03-02' } }).map((e) => [e.objet, e.hub])).toEqual([['POSITIONNEMENT', 'DIFFEREE']]);
  });

  it('trained a second time: those who keep one training for each path show the first until they are told of the second', () => {
    const c = candidat({ dejaForme: true, etapes: etapes('POSITIONNE', 'CONVOQUE', 'PRESENT', 'RETENU', 'INSCRIT'), sortieLe: null });
    const premiere = { ENTREE: '2025-09-01', BILAN: '2025-12-19' };
    expect(ecartsCandidat(c, { aude: { ...TOUT.aude, ...premiere } })).toEqual([]);
    // Positioned anew, and given back.
    const rendue = { ...c, statut: 'ANNULE' as const, presence: null, suite: null, inscritLe: null, etapes: etapes('POSITIONNE', 'CONVOQUE', 'ANNULE') };
    expect(ecartsCandidat(rendue, { aude: { INSCRIPTION: '2025-08-30', ...premiere } })).toEqual([]);
    expect(ecartsCandidat({ ...c, dejaForme: false }, { aude: { ...TOUT.aude, ...premiere } }).map((e) => e.objet)).toEqual(['ENTREE', 'BILAN']);
    expect(ecartsCandidat(c, { kairos: { ...TOUT.kairos, INSCRIPTION: '2025-08-30' } }).map((e) => [e.objet, e.hub])).toEqual([['INSCRIPTION', '2026-03-06']]);
  });
});
