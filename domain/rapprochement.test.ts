import { describe, expect, it } from 'vitest';
import type { Fait, StatutDe } from './codes.ts';
import { ecartsCandidat, type Tenus } from './rapprochement.ts';
import { valeurDite } from './rapprochement-mots.ts';
import { datesDites, ecartsCreneau, ecartsFiche, ecartsSession, financeursDits, lieuDit, type OffreDite, type SessionConnue } from './rapprochement-offre.ts';
import { ecartsPersonne, type PersonneConnue, situationDite } from './rapprochement-personne.ts';
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
});

describe('a person beside what AUDE and i-Milo hold of her', () => {
  const cible = { parcours: 'p:103725', positionnement: 'pos-1', session: '103725' };
  const connue = (change: Partial<PersonneConnue> = {}): PersonneConnue => ({ statutDe: 'INSCRIT', synchronise: true, situation: null, ...change });
  const statut = (s: StatutDe) => ({ aude: { statut: s, depuis: '2026-03-02T08:00:00.000Z' } });

  it('S18: the status is AUDE’s to say: both values are shown; a réinscription is a live inscription', () => {
    expect(ecartsPersonne(connue(), statut('INSCRIT'))).toEqual([]);
    expect(ecartsPersonne(connue(), statut('REINSCRIT'))).toEqual([]);
    const [ecart] = ecartsPersonne(connue(), statut('RADIE'));
    expect(ecart).toMatchObject({ cle: 'aude.STATUT_DE', hub: 'INSCRIT', partenaire: 'RADIE' });
    expect(ecart).not.toHaveProperty('reparation');
    // A file that AUDE opened without any event says nothing; a silent AUDE neither.
    expect(ecartsPersonne(connue({ statutDe: 'NON_INSCRIT' }), { aude: { statut: 'INSCRIT', depuis: null } })).toEqual([]);
    expect(ecartsPersonne(connue({ statutDe: 'RADIE' }), {})).toEqual([]);
  });

  it('R31: a dossier that one says synchronised and the other not', () => {
    const imilo = { synchronise: false, situation: null };
    expect(ecartsPersonne(connue(), { imilo })).toMatchObject([{ cle: 'imilo.DOSSIER', hub: 'synchronisé', partenaire: 'non synchronisé' }]);
    expect(ecartsPersonne(connue({ synchronise: false }), { imilo })).toEqual([]);
  });

  it('R31: the situation that i-Milo lost is made again; one that an adviser wrote is shown, never overwritten', () => {
    const retenue = connue({ situation: { valeur: 'Formation', ...cible } });
    const situation = (valeur: string | null) => ({ imilo: { synchronise: true, situation: valeur } });
    expect(ecartsPersonne(retenue, situation('Formation'))).toEqual([]);
    expect(ecartsPersonne(retenue, situation(null))).toMatchObject([
      { cle: 'imilo.SITUATION', hub: 'Formation', partenaire: null, reparation: { operation: 'imilo.situer', arg: { ...cible, situation: 'Formation' } } },
    ]);
    expect(ecartsPersonne(retenue, situation('Emploi'))[0]).not.toHaveProperty('reparation');
    expect(ecartsPersonne(connue(), situation('Emploi'))).toEqual([]);
  });

  it('the last path that said something says the situation', () => {
    const passage = (parcours: string, ...e: [string, string][]) => ({
      ...cible,
      parcours,
      etapes: e.map(([etape, date]) => ({ etape, date: `${date}T08:00:00.000Z` })),
    });
    const premier = passage('un', ['RETENU', '2026-01-05'], ['FIN', '2026-06-30']);
    expect(situationDite([])).toBeNull();
    expect(situationDite([premier])).toEqual({ ...cible, parcours: 'un', valeur: 'Sortie' });
    expect(situationDite([passage('deux', ['RETENU', '2026-07-06']), premier])).toMatchObject({ parcours: 'deux', valeur: 'Formation' });
    expect(situationDite([passage('trois', ['RETENU', '2026-07-06'], ['INSCRIPTION_ANNULEE', '2026-07-08']), premier])).toMatchObject({ valeur: 'Sortie' });
  });
});

describe('a session beside what is shown of it', () => {
  const connue: SessionConnue = {
    session: '103725',
    publications: { kairos: 'VISIBLE', ouiform: 'VISIBLE', audef: 'VISIBLE', rco: 'VISIBLE' },
    ETAT_RECRUTEMENT: 'OUVERT',
    PLACES: '442',
    DATES: datesDites('2026-05-04', null),
    INTITULE: 'Soudeur',
    DISPENSATEUR: '99900000300015',
    RESPONSABLE: '99900000300023',
    LIEU: lieuDit({ codePostal: '14000', ville: 'Caen' }),
    FINANCEURS: financeursDits([{ libelle: 'Conseil régional', places: 12 }]),
    FORMACODE: '15062',
    noms: { DISPENSATEUR: 'Essai', RESPONSABLE: 'Essai mandataire' },
  };
  const { session: _, publications: __, noms: ___, ...offre } = connue;
  const { FORMACODE: ____, ...nommee } = { ...offre, ...connue.noms };
  const { ETAT_RECRUTEMENT: _____, ...exportee } = offre;
  const toutes = { kairos: { offre }, ouiform: { offre: nommee }, audef: { offre: nommee }, rco: { offre: exportee, publication: 'VISIBLE' } };
  const avec = (systeme: keyof typeof toutes, change: OffreDite) => ({
    ...toutes,
    [systeme]: { ...toutes[systeme], offre: { ...toutes[systeme].offre, ...change } },
  });

  it('agrees, or is told again where it is missing', () => {
    expect(ecartsSession(connue, toutes)).toEqual([]);
    expect(ecartsSession(connue, { ...toutes, ouiform: null })).toMatchObject([
      { cle: 'ouiform.SESSION', reparation: { operation: 'ouiform.publierSession' } },
    ]);
    expect(ecartsSession({ ...connue, publications: {} }, { ...toutes, ouiform: null })).toEqual([]);
  });

  it.each(['kairos', 'ouiform', 'audef', 'rco'] as const)(
    'S18: any field of the offer that %s shows otherwise is one difference, with both values',
    (systeme) => {
      for (const [champ, tenu] of Object.entries(toutes[systeme].offre)) {
        const ecarts = ecartsSession(connue, avec(systeme, { [champ]: champ === 'ETAT_RECRUTEMENT' ? 'FERME' : `autre ${tenu}` }));
        expect(ecarts).toMatchObject([{ systeme, objet: champ, hub: tenu, partenaire: champ === 'ETAT_RECRUTEMENT' ? 'FERME' : `autre ${tenu}` }]);
      }
    },
  );

  it('S18: what Kairos counts or shows of its own is never overwritten; what it repeats of SMF is told again (R47)', () => {
    const [places] = ecartsSession(connue, avec('kairos', { PLACES: '82' }));
    expect(places).toMatchObject({ cause: 'DONNEES_DIVERGENTES', objet: 'PLACES', hub: '442', partenaire: '82' });
    expect(places).not.toHaveProperty('reparation');
    expect(ecartsSession(connue, avec('kairos', { INTITULE: 'Soudage', DISPENSATEUR: '99900000300031' })).map((e) => e.reparation)).toEqual([
      undefined,
      undefined,
    ]);
    expect(ecartsSession(connue, avec('kairos', { FINANCEURS: 'aucun' }))).toMatchObject([{ reparation: { operation: 'kairos.publierSession' } }]);
  });

  it('S18: three tools that differ on one field are three differences, each with its own value', () => {
    const places = (n: string) => ({ PLACES: n });
    const tenues = { kairos: avec('kairos', places('82')).kairos, ouiform: avec('ouiform', places('80')).ouiform, audef: avec('audef', places('79')).audef };
    expect(ecartsSession(connue, tenues).map((e) => [e.cle, e.hub, e.partenaire])).toEqual([
      ['kairos.PLACES', '442', '82'],
      ['ouiform.PLACES', '442', '80'],
      ['audef.PLACES', '442', '79'],
    ]);
  });

  it('an état du recrutement that did not arrive is sent again', () => {
    const [ecart] = ecartsSession(connue, avec('audef', { ETAT_RECRUTEMENT: 'FERME' }));
    expect(ecart?.reparation).toEqual({ operation: 'audef.changerEtatRecrutement', arg: { session: '103725', etat: 'OUVERT' } });
  });

  it('a session that left the network without a reason is exported again; one that it excludes is told with its word', () => {
    expect(ecartsSession(connue, { rco: null })).toMatchObject([{ cle: 'rco.SESSION', partenaire: null, reparation: { operation: 'rco.exporterSession' } }]);
    expect(ecartsSession(connue, { rco: { offre: {}, publication: 'RETIREE' } })).toMatchObject([{ hub: 'VISIBLE', partenaire: 'RETIREE' }]);
    expect(ecartsSession({ ...connue, publications: {} }, { rco: null })).toEqual([]);
  });

  it('a session that is over and that the network still shows is withdrawn again', () => {
    const finie = { ...connue, publications: { rco: 'RETIREE', kairos: 'RETIREE' } };
    expect(ecartsSession(finie, { rco: { offre: {}, publication: 'RETIREE' }, kairos: null })).toEqual([]);
    expect(ecartsSession(finie, { rco: { offre: {}, publication: 'VISIBLE' } })).toMatchObject([
      { cle: 'rco.SESSION', hub: 'RETIREE', partenaire: 'VISIBLE', reparation: { operation: 'rco.retirerSession' } },
    ]);
  });

  it('S15: exported and waited for, a session that the network has lost is exported again, and one that it has excluded is shown', () => {
    const attendue = { ...connue, publications: { rco: 'EXPORTEE' } };
    expect(ecartsSession(attendue, { rco: { offre: {}, publication: 'EXPORTEE' } })).toEqual([]);
    expect(ecartsSession(attendue, { rco: null })).toMatchObject([{ hub: 'EXPORTEE', partenaire: null, reparation: { operation: 'rco.exporterSession' } }]);
    const [exclue] = ecartsSession(attendue, { rco: { offre: {}, publication: 'EXCLUE' } });
    expect(exclue).toMatchObject({ hub: 'EXPORTEE', partenaire: 'EXCLUE' });
    expect(exclue).not.toHaveProperty('reparation');
  });
});

describe('a slot beside what is shown of it', () => {
  const dit = { debut: '2026-03-10T08:00:00.000Z', fin: '2026-03-10T10:00:00.000Z', annule: false, modalite: 'ICO', places: 12, lieu: '14000 CAEN' };
  const connu = { ...dit, creneau: 'ico-1', origine: 'SMF' };

  it('agrees, or is published, moved or cancelled again in the tools that repeat it', () => {
    expect(ecartsCreneau(connu, { kairos: dit, ouiform: dit, audef: dit })).toEqual([]);
    const ecarts = ecartsCreneau(
      { ...connu, annule: true },
      { ouiform: dit, audef: { ...dit, annule: true, debut: '2026-03-11T08:00:00Z', fin: '2026-03-11T10:00:00Z' } },
    );
    expect(ecarts.map((e) => e.reparation?.operation)).toEqual(['ouiform.annulerCreneau', 'audef.deplacerCreneau']);
  });

  it.each(['kairos', 'ouiform', 'audef'] as const)('S18: any field of a slot that %s shows otherwise is one difference, with both values', (systeme) => {
    const autres = [
      ['HORAIRES', { fin: '2026-03-10T11:00:00.000Z' }],
      ['ANNULATION', { annule: true }],
      ['MODALITE', { modalite: 'RDV' }],
      ['PLACES_CRENEAU', { places: 13 }],
      ['LIEU_CRENEAU', { lieu: '76000 ROUEN' }],
    ] as const;
    for (const [objet, change] of autres) {
      const ecarts = ecartsCreneau(connu, { kairos: dit, ouiform: dit, audef: dit, [systeme]: { ...dit, ...change } });
      expect(ecarts).toMatchObject([{ systeme, objet }]);
      expect(ecarts[0]?.reparation === undefined).toBe(systeme === 'kairos');
    }
  });

  it('a slot that is over and that a tool forgot is published again there; one that is cancelled, or that it never showed, misses to nobody', () => {
    expect(ecartsCreneau({ ...connu, fini: true, montreChez: ['ouiform'] }, { ouiform: null, audef: null })).toMatchObject([
      { cle: 'ouiform.CRENEAU', reparation: { operation: 'ouiform.publierCreneau' } },
    ]);
    expect(ecartsCreneau({ ...connu, annule: true }, { ouiform: null })).toEqual([]);
    expect(ecartsCreneau({ ...connu, annule: true, fini: true }, { ouiform: dit }).map((e) => e.reparation?.operation)).toEqual(['ouiform.annulerCreneau']);
  });

  it('R15: what an OF typed in Kairos is Kairos’s to say; typed in both with two texts, that is a divergence of its own', () => {
    const [ecart] = ecartsCreneau({ ...connu, origine: 'KAIROS' }, { kairos: { ...dit, debut: '2026-03-12T08:00:00Z', fin: '2026-03-12T10:00:00Z' } });
    expect(ecart).toMatchObject({ objet: 'HORAIRES', partenaire: '2026-03-12T08:00:00.000Z/2026-03-12T10:00:00.000Z' });
    expect(ecart).not.toHaveProperty('reparation');
    expect(ecartsCreneau({ ...connu, deuxTextes: true }, { kairos: { ...dit, places: 10 } })).toEqual([]);
  });
});

describe('what SMF holds', () => {
  it('R1, S18: the state of a fiche is SMF’s to say', () => {
    expect(ecartsFiche({ fiche: 'A825286', etat: 'SOUMISE' }, { etat: 'SOUMISE' })).toEqual([]);
    expect(ecartsFiche({ fiche: 'A825286', etat: 'SOUMISE' }, undefined)).toEqual([]);
    const [ecart] = ecartsFiche({ fiche: 'A825286', etat: 'SOUMISE' }, { etat: 'VALIDEE' });
    expect(ecart).toMatchObject({ systeme: 'smf', hub: 'SOUMISE', partenaire: 'VALIDEE' });
    expect(ecart).not.toHaveProperty('reparation');
  });
  it('R1: the text that the Carif validated is not the one that is published', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    expect(ecartsFiche({ fiche: 'A825286', etat: 'VALIDEE', validee: a }, { etat: 'VALIDEE', valide: a })).toEqual([]);
    expect(ecartsFiche({ fiche: 'A825286', etat: 'VALIDEE', validee: a }, { etat: 'VALIDEE', valide: null })).toEqual([]);
    expect(ecartsFiche({ fiche: 'A825286', etat: 'VALIDEE', validee: a }, { etat: 'VALIDEE', valide: b })).toMatchObject([
      { cle: 'smf.VERSION', hub: 'aaaaaaaaaaaa', partenaire: 'bbbbbbbbbbbb' },
    ]);
  });
});

describe('both values, as people say them', () => {
  it.each([
    ['ABSENT_EXCUSE', 'absent excusé'],
    ['RADIE', 'radié'],
    ['2026-03-06', '06/03/2026'],
    ['2026-05-04 - ?', 'à partir du 04/05/2026'],
    ['2026-05-04 - 2026-07-03', 'du 04/05/2026 au 03/07/2026'],
    ['2026-03-10T08:00:00.000Z/2026-03-10T10:30:00.000Z', "10/03/2026 à 9 h, jusqu'à 11 h 30"],
    ['2026-12-21/2026-12-31,2027-02-10/', 'du 21/12/2026 au 31/12/2026, à partir du 10/02/2027'],
    ['2026-12-21=34#1a2b3c4d', 'le 21/12/2026 : un texte de 34 caractères (1a2b3c4d)'],
    ['34#1a2b3c4d', 'un texte de 34 caractères (1a2b3c4d)'],
    ['442', '442'],
    ['Soudeur', 'Soudeur'],
  ])('%s: %s', (valeur, dite) => {
    expect(valeurDite(valeur)).toBe(dite);
  });
});
