import { describe, expect, it } from 'vitest';
import { ecrireExtras } from '../smf/extras.ts';
import { formationExemple, ico } from './exemples.ts';
import type { ActionLheo, Formation } from './modele.ts';
import { offreDeFiche } from './offre.ts';

const avec = (changement: Partial<ActionLheo>, recrutements = [ico()]): Formation => {
  const f = formationExemple(recrutements);
  return { ...f, actions: f.actions.map((a) => ({ ...a, ...changement })) };
};
const session0 = (f: Formation) => f.actions[0]?.sessions[0] ?? expect.fail();

describe('offreDeFiche', () => {
  it('R3, R8: gives the organismes, the session and its message', () => {
    const { organismes, sessions } = offreDeFiche(formationExemple());
    expect(organismes).toMatchObject([
      { siret: '99900001100018', numeroActivite: '28760000176', courriel: 'accueil@of-mandataire.example' },
      { siret: '99900002900010', nom: 'Dispensateur A' },
    ]);
    expect(sessions).toMatchObject([
      {
        numero: '103725',
        fiche: 'A825286',
        debut: '2027-01-02',
        fin: '2027-12-31',
        ofResponsable: '99900001100018',
        ofDispensateur: '99900002900010',
        formacode: '15062',
        placesTotales: 12,
        etatRecrutement: 'OUVERT',
        modaliteEntreeSortie: 'PERMANENTE',
        offre: {
          lieu: { nom: 'Dispensateur A', ville: 'LE HAVRE' },
          financeurs: [{ code: '2', libelle: 'Collectivité territoriale - Conseil régional', places: 12 }],
          apprentissage: false,
        },
      },
    ]);
  });

  it('§c.3: eligible for the CPF when a certification has its code, or when SMF says so, and for the PIC when SMF says so', () => {
    const dite = (f: Formation) => {
      const { eligibleCpf, eligiblePic } = offreDeFiche(f).sessions[0]?.offre ?? expect.fail();
      return [eligibleCpf, eligiblePic];
    };
    const f = formationExemple();
    expect(dite(f)).toEqual([false, false]);
    expect(dite({ ...f, autres: [{ nom: 'certification', enfants: [{ nom: 'code-CPF', texte: '240215' }] }] })).toEqual([true, false]);
    const extras = ecrireExtras({ 'eligibilite-cpf': true, 'eligibilite-pic': true });
    const action = f.actions[0] ?? expect.fail();
    expect(dite({ ...f, actions: [{ ...action, sessions: [{ ...session0(f), autres: extras }] }] })).toEqual([true, true]);
  });

  it('R11: at a single window the responsable receives and a co-traitant delivers; R10: anywhere else they are one', () => {
    const guichet = offreDeFiche({ ...formationExemple(), intitule: '#Avenir : construction de projet' }).sessions[0];
    expect(guichet).toMatchObject({ guichetUnique: true, ofResponsable: '99900001100018', ofDispensateur: '99900002900010' });
    expect(offreDeFiche(formationExemple()).sessions[0]).toMatchObject({ guichetUnique: false, ofDispensateur: '99900002900010' });
  });

  it('R13b: a place without SIRET goes with its dispensateur; without one, elsewhere than the responsable, it is attached to nobody (S17)', () => {
    const f = formationExemple();
    const action = f.actions[0] ?? expect.fail();
    const lieu = action.lieux[0] ?? expect.fail();
    const salle = (codePostal: string) => {
      const adresse = { ...(lieu.coordonnees.adresse ?? expect.fail()), codePostal };
      return [{ ...lieu, siret: undefined, coordonnees: { ...lieu.coordonnees, adresse } }];
    };
    const sans = (changement: Partial<ActionLheo>) => offreDeFiche(avec(changement)).sessions[0]?.lieuSansSiret;
    expect(sans({ lieux: salle('14000') })).toBe(false);
    expect(sans({ lieux: salle('14000'), formateurs: [] })).toBe(true);
    expect(sans({ lieux: salle('76600'), formateurs: [] })).toBe(false); // where the responsable is
    expect(sans({ formateurs: [] })).toBe(false); // the place has a SIRET of its own
  });

  it('9 is an ICO, 8 a RDV, 7 a candidature; R14: no other code is a slot', () => {
    const codes = ['9', '8', '7', '0', '1', '2', '3', '4', '5', '6'];
    const { creneaux } = offreDeFiche(formationExemple(codes.map((modalite) => ico({ modalite, numero: `R-103725-${modalite}` }))));
    expect(creneaux.map((c) => [c.id, c.modalite])).toEqual([
      ['R-103725-9', 'ICO'],
      ['R-103725-8', 'RDV'],
      ['R-103725-7', 'CANDIDATURE'],
    ]);
  });

  it('hours are those of Paris, in winter and in summer', () => {
    const { creneaux } = offreDeFiche(formationExemple([ico(), ico({ numero: 'ICO-103725-2', debut: '20270728', fin: '20270728' })]));
    expect(creneaux.map((c) => [c.debut, c.fin])).toEqual([
      ['2027-02-27T08:00:00.000Z', '2027-02-27T11:00:00.000Z'],
      ['2027-07-28T07:00:00.000Z', '2027-07-28T10:00:00.000Z'],
    ]);
  });

  it('2.2: a date-information is an ICO of the next session, 9 h to 12 h, 10 seats', () => {
    const base = formationExemple([]);
    const suivante = { ...session0(base), numero: '103726', debut: '20270901', fin: '20271231' };
    const f = avec({ entreesSorties: '0', datesInformation: ['20270615'], sessions: [session0(base), suivante] }, []);
    expect(offreDeFiche(f).creneaux).toMatchObject([
      {
        id: 'ICO-103726-1',
        session: '103726',
        modalite: 'ICO',
        debut: '2027-06-15T07:00:00.000Z',
        fin: '2027-06-15T10:00:00.000Z',
        places: 10,
        lieu: { ville: 'LE HAVRE' },
      },
    ]);
  });

  it('R15: the same ICO typed twice is one', () => {
    const { creneaux } = offreDeFiche(formationExemple([ico(), ico({ numero: 'AUTRE-1' }), ico({ numero: 'AUTRE-2', heureDebut: '14h', heureFin: '16h' })]));
    expect(creneaux.map((c) => c.id)).toEqual(['ICO-103725-1', 'AUTRE-2']);
  });

  it('numbers slots that have none, or one that could not stand alone, without ever giving one twice', () => {
    const { creneaux } = offreDeFiche(
      formationExemple([ico({ numero: undefined }), ico({ numero: '1', debut: '20270301', fin: '20270301' }), ico({ numero: 'x y', modalite: '8' })]),
    );
    expect(creneaux.map((c) => c.id)).toEqual(['ICO-103725-1', 'ICO-103725-2', 'RDV-103725-1']);
  });

  it('a candidature window without an end lasts as long as the session', () => {
    const { creneaux } = offreDeFiche(
      formationExemple([ico({ modalite: '7', debut: '20270301', fin: '99999999', heureDebut: undefined, heureFin: undefined, places: undefined })]),
    );
    expect(creneaux).toMatchObject([{ debut: '2027-02-28T23:00:00.000Z', fin: '2027-12-31T22:59:00.000Z' }]);
  });

  it('unknown and partial dates: an unknown end is null, a month begins on its first day', () => {
    const base = formationExemple([]);
    const f = avec(
      {
        sessions: [
          { ...session0(base), debut: '20270300', fin: '99999999' },
          { ...session0(base), numero: '2', debut: '00000000', fin: '20280000' },
        ],
      },
      [],
    );
    expect(offreDeFiche(f).sessions.map((s) => [s.debut, s.fin])).toEqual([
      ['2027-03-01', null],
      ['2000-01-01', '2028-12-31'],
    ]);
  });

  it('R18: without état du recrutement it is non renseigné; §b.3: apprenticeship is known', () => {
    const base = formationExemple([]);
    const cycle = { nom: 'cycle', enfants: [{ nom: 'type-cycle', texte: '1' }] };
    const f = avec({ sessions: [{ ...session0(base), etatRecrutement: undefined, autres: [cycle] }] }, []);
    expect(offreDeFiche(f).sessions[0]).toMatchObject({ etatRecrutement: 'NON_RENSEIGNE', offre: { apprentissage: true } });
  });

  it('without a formateur, the responsable delivers', () => {
    expect(offreDeFiche(avec({ formateurs: [], lieux: [] })).sessions[0]).toMatchObject({ ofDispensateur: '99900001100018', ville: 'LE HAVRE' });
  });
});
