import { describe, expect, it } from 'vitest';
import { datesDites, ecartsCreneau, ecartsFiche, ecartsSession, financeursDits, lieuDit, type OffreDite, type SessionConnue } from './rapprochement-offre.ts';

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
