import { describe, expect, it } from 'vitest';
import type { Fait } from './codes.ts';
import { type CandidatConnu, ecartsCandidat, type Tenus } from './rapprochement.ts';
import { ecartsCreneau, ecartsFiche, ecartsSession } from './rapprochement-offre.ts';

const etapes = (...noms: string[]) => noms.map((etape, rang) => ({ etape, date: `2026-03-${String(rang + 2).padStart(2, '0')}T08:00:00.000Z` }));
const candidat = (change: Partial<CandidatConnu> = {}): CandidatConnu => ({
  parcours: 'p:103725',
  positionnement: 'pos-1',
  session: '103725',
  origine: { outil: 'OUIFORM', reseau: 'ML', aIdDE: true, dossierImilo: true, synchronise: true, modalite: 'ICO', statutDe: 'INSCRIT' },
  etapes: etapes('POSITIONNE', 'CONVOQUE', 'PRESENT', 'RETENU', 'INSCRIT'),
  statut: 'HONORE',
  presence: 'PRESENT',
  suite: 'RETENU',
  demandeLe: '2026-03-02',
  entreeLe: null,
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
  imilo: { POSITIONNEMENT: 'HONORE', SUITE: 'RETENU' },
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

  it('R30, R31: i-Milo holds what nobody told it, and may not know', () => {
    const parOf = candidat({ origine: { ...candidat().origine, outil: 'KAIROS', reseau: 'OF' } });
    expect(ecartsCandidat(parOf, TOUT)).toMatchObject([
      { systeme: 'imilo', objet: 'POSITIONNEMENT', hub: null, partenaire: 'HONORE' },
      { systeme: 'imilo', objet: 'SUITE', hub: null },
    ]);
    expect(ecartsCandidat(parOf, { ...TOUT, imilo: null })).toEqual([]);
  });

  it('R33, R25: pe.fr and AUDE hold nothing of somebody without an identifiant DE', () => {
    const sansIdDE = candidat({ origine: { ...candidat().origine, aIdDE: false } });
    expect(ecartsCandidat(sansIdDE, { ...TOUT, aude: null, pefr: null })).toEqual([]);
  });
});

describe('a session beside what is shown of it', () => {
  const connue = {
    session: '103725',
    etatRecrutement: 'OUVERT',
    debut: '2026-05-04',
    fin: '2026-07-03',
    places: 442,
    publiee: ['kairos', 'ouiform', 'audef'],
  } as const;
  const dite = { etatRecrutement: 'OUVERT', debut: '2026-05-04', fin: '2026-07-03', places: 442 } as const;
  const toutes = { kairos: dite, ouiform: dite, audef: dite };

  it('agrees, or is told again where it is missing', () => {
    expect(ecartsSession(connue, toutes)).toEqual([]);
    expect(ecartsSession(connue, { ...toutes, ouiform: null })).toMatchObject([
      { cle: 'ouiform.SESSION', reparation: { operation: 'ouiform.publierSession' } },
    ]);
    expect(ecartsSession({ ...connue, publiee: [] }, { ...toutes, ouiform: null })).toEqual([]);
  });

  it('S18: 442 here, 82 in Kairos: side by side, never overwritten', () => {
    const [ecart] = ecartsSession(connue, { ...toutes, kairos: { ...dite, places: 82 } });
    expect(ecart).toMatchObject({ cause: 'DONNEES_DIVERGENTES', objet: 'PLACES', hub: '442', partenaire: '82' });
    expect(ecart).not.toHaveProperty('reparation');
  });

  it('an état du recrutement that did not arrive is sent again', () => {
    const [ecart] = ecartsSession(connue, { ...toutes, audef: { ...dite, etatRecrutement: 'FERME' } });
    expect(ecart?.reparation).toEqual({ operation: 'audef.changerEtatRecrutement', arg: { session: '103725', etat: 'OUVERT' } });
  });
});

describe('a slot beside what is shown of it', () => {
  const connu = { creneau: 'ico-1', session: '103725', debut: '2026-03-10T08:00:00.000Z', fin: '2026-03-10T10:00:00.000Z', annule: false, origine: 'SMF' };
  const dit = { debut: connu.debut, fin: connu.fin, annule: false };

  it('agrees, or is published, moved or cancelled again in the tools that repeat it', () => {
    expect(ecartsCreneau(connu, { kairos: dit, ouiform: dit, audef: dit })).toEqual([]);
    const ecarts = ecartsCreneau({ ...connu, annule: true }, { ouiform: dit, audef: { ...dit, annule: true, debut: '2026-03-11T08:00:00Z' } });
    expect(ecarts.map((e) => e.reparation?.operation)).toEqual(['ouiform.annulerCreneau', 'audef.deplacerCreneau']);
  });

  it('R15: what an OF typed in Kairos is Kairos’s to say', () => {
    const [ecart] = ecartsCreneau({ ...connu, origine: 'KAIROS' }, { kairos: { ...dit, debut: '2026-03-12T08:00:00Z' } });
    expect(ecart).toMatchObject({ objet: 'HORAIRES', partenaire: '2026-03-12T08:00:00Z' });
    expect(ecart).not.toHaveProperty('reparation');
  });
});

describe('what the network and SMF hold', () => {
  const connue = { session: '103725', etatRecrutement: 'OUVERT', debut: '2026-05-04', fin: null, places: 12, publiee: ['rco'] } as const;
  it('a session that left the network without a reason is exported again', () => {
    expect(ecartsSession(connue, { rco: { etatRecrutement: null, debut: null, fin: null, places: null } })).toEqual([]);
    expect(ecartsSession(connue, { rco: null })).toMatchObject([{ cle: 'rco.SESSION', reparation: { operation: 'rco.exporterSession' } }]);
    expect(ecartsSession({ ...connue, publiee: [] }, { rco: null })).toEqual([]);
  });

  it('R1, S18: the state of a fiche is SMF’s to say', () => {
    expect(ecartsFiche({ fiche: 'A825286', etat: 'SOUMISE' }, { etat: 'SOUMISE' })).toEqual([]);
    expect(ecartsFiche({ fiche: 'A825286', etat: 'SOUMISE' }, undefined)).toEqual([]);
    const [ecart] = ecartsFiche({ fiche: 'A825286', etat: 'SOUMISE' }, { etat: 'VALIDEE' });
    expect(ecart).toMatchObject({ systeme: 'smf', hub: 'SOUMISE', partenaire: 'VALIDEE' });
    expect(ecart).not.toHaveProperty('reparation');
  });
});
