/** What an OF sees of a session in Kairos: screens 1 to 5 and their lists. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { offreDeFiche } from '../../domain/lheo/offre.ts';
import { DISPENSATEUR, ficheExemple, MANDATAIRE as MANDATAIRE_SMF } from '../../domain/smf/exemples.ts';
import { versLheo } from '../../domain/smf/vers-lheo.ts';
import { jourDans, personne, session } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';
import { createOrganisme, type Organisme } from './essais/organisme.ts';

let banc: Banc;
let of: Organisme;
beforeAll(async () => {
  banc = await demarrerSystemes(['kairos']);
  of = createOrganisme(banc);
});
afterAll(() => banc.close());
beforeEach(() => of.recommencer());

describe('the session in Kairos', () => {
  it('lists its screens, in French, with what each is about', async () => {
    const { corps } = await banc.appeler<{ titre: string; chemin: string }[]>('GET', '/kairos/vue');
    expect(corps).toContainEqual({ titre: 'Inscrits en formation', chemin: '/vue/sessions/{session}/inscrits-en-formation' });
    for (const { chemin } of corps.filter((v) => v.chemin.includes('{session}')))
      expect((await banc.appeler('GET', `/kairos${chemin.replace('{session}', of.s)}`)).statut, chemin).toBe(200);
    expect((await banc.appeler('GET', '/kairos/vue/sessions/nulle-part/synthese')).statut).toBe(404);
  });

  it('R3, R47: shows in screens 1 to 4 what the Carif sent, and says that it comes from there', async () => {
    expect(await of.ecran('synthese')).toMatchObject({
      Bandeau: expect.stringContaining('Recrutement ouvert'),
      'Intitulé de la formation': 'Accueillir et conseiller',
      'Rôle de l’organisme': 'Responsable et dispensateur',
    });
    await of.inscrire(1);
    expect(await of.ecran('financement')).toMatchObject({ Origine: 'CARIF', 'Places achetées': 82, 'AIS enregistrées': 1, 'Places disponibles': 81 });
    // R25: a chercheur d'emploi takes a place, and has no AIS.
    await banc.acte('kairos', 'inscription.creee', { session: of.s, personne: { ...personne(2), idDE: null } });
    expect(await of.ecran('financement')).toMatchObject({ 'AIS enregistrées': 1, 'Places disponibles': 80 });
  });

  it('R3, R6, R7, R14: what is typed on SMF’s screens 1 to 6 is on Kairos’s, translated: code 2 in a centre and at a distance, 41 as 41N', async () => {
    const { offre } = offreDeFiche(versLheo(ficheExemple({ contenu: 'Bilan.\nStages.' }, { numero: of.s }))).sessions[0] ?? expect.fail();
    expect((await banc.dire('kairos', '/sessions', offre)).statut).toBe(200);
    expect(await of.ecran('synthese')).toMatchObject({
      'Intitulé de la formation': 'Construire son projet professionnel',
      'Formacode principal': '15062',
      'Objectif général': expect.stringContaining('mobilisation'),
      'Objectif de la formation': 'Choisir un métier et le chemin qui y mène.',
      'Contenu de la formation': 'Bilan. Stages.',
    });
    expect(await of.ecran('detail')).toMatchObject({
      'Durée totale': '601h',
      'Durée en entreprise': '141h',
      'Modalité d’entrée et de sortie': 'Entrées/Sorties permanentes',
      'Formation ouverte et/ou à distance': 'Formation en centre et à distance',
      'Autres formacodes': ['15061'],
      'Date de début': '2027-01-02',
      'Date de fin': '2027-12-31',
    });
    expect(await of.ecran('contacts-et-lieux')).toMatchObject({
      'N° de déclaration d’activité': '28760000176',
      'OF responsable': expect.stringContaining(MANDATAIRE_SMF),
      'OF dispensateur': expect.stringContaining(DISPENSATEUR),
      'Contact de l’action': expect.stringContaining('accueil@of-mandataire.example'),
      'Contact de la session': expect.stringContaining('session@dispensateur-a.example'),
      'Adresse du lieu de déroulement': expect.stringContaining('76600 LE HAVRE'),
    });
    expect(await of.ecran('financement')).toMatchObject({
      'Places achetées': 442,
      'Dispositifs de financement': ['#Avenir : Construction de projet'],
      'Organismes financeurs': [{ Financement: '41N', 'Places achetées': 442 }],
    });
  });

  it('R14, R20: shows each modality on a tab of its own, with its documents', async () => {
    expect(await of.ecran('informations-collectives')).toMatchObject([
      { creneau: of.c, Durée: '2h00', 'Nb places max': 5, 'Libellé pièce 1': 'CV', 'Libellé pièce 3': null, Commentaires: 'Parking gratuit' },
    ]);
    expect(await of.ecran('rendez-vous')).toEqual([]);
  });

  it('R41, R41b: « Inscrits en formation » has the columns of the screen; « Saisie des entrées » what is left to attest', async () => {
    await of.inscrire(1);
    await of.inscrire(2);
    await banc.acte('kairos', 'inscription.annulee', { parcours: `y${of.n}-2`, motif: 'Raison matérielle (logement, santé, finances)' });
    const lignes = await of.ecran<Record<string, unknown>[]>('inscrits-en-formation');
    expect(Object.keys(lignes[0] ?? {})).toEqual(['N° DE', 'Nom - Prénom', 'Financement', 'Certificat d’entrée', 'Période', 'Statut', 'Motif']);
    expect(lignes.map((l) => [l['Financement'], l['Statut'], l['Motif']])).toEqual([
      ['41N - Région', 'Inscrit', null],
      ['41N - Région', 'Inscription annulée', 'Raison matérielle (logement, santé, finances)'],
    ]);
    expect(await of.ensuite(() => of.ecran('entrees'), 31)).toMatchObject([{ Statut: 'Entrée à valider' }]);
    await banc.acte('kairos', 'entree.attestee', { parcours: `y${of.n}-1`, date: jourDans(30) });
    expect(await of.ecran('entrees')).toEqual([]);
    expect(await of.ecran('inscrits-en-formation')).toMatchObject([{ Statut: 'Entrée attestée', 'Certificat d’entrée': jourDans(30) }, {}]);
  });

  it('R45: says who pays by its own prefix and words, whatever label the hub knows', async () => {
    await banc.dire(
      'kairos',
      '/sessions',
      session({
        numero: of.s,
        financeurs: [
          { code: '7', libelle: 'AGEFIPH', places: 3 },
          { code: '2', libelle: 'Collectivité territoriale - Conseil régional', places: 9 },
        ],
      }),
    );
    for (const [rang, financement] of [
      [1, 'Collectivité territoriale - Conseil régional'],
      [2, 'AGEFIPH'],
      [3, null],
    ] as const) {
      await of.positionner(rang);
      await banc.dire('kairos', '/inscriptions', {
        parcours: `y${of.n}-${rang}`,
        positionnement: `x${of.n}-${rang}`,
        session: of.s,
        date: jourDans(3),
        financement,
      });
    }
    const lignes = await of.ecran<Record<string, unknown>[]>('inscrits-en-formation');
    expect(lignes.map((l) => l['Financement'])).toEqual(['41N - Région', '41N - AGEFIPH', null]);
  });

  it('R26, R28, R29: everybody expected, whoever sent them; contact and argumentaire; the tool and never the network', async () => {
    await of.positionner(1);
    await of.positionner(2, { outil: 'AUDEF' });
    expect(await of.ecran('inscrits-infocol')).toMatchObject([{ Origine: 'OUIFORM' }, { Origine: 'PE' }]);
    expect(await banc.voir('kairos', `/candidats/x${of.n}-1`)).toMatchObject({
      'N° DE': personne(1).idDE,
      Mail: 'essai1@personne.example',
      Argumentaire: 'Projet confirmé par un stage.',
      'Origine de la prescription': 'OUIFORM',
    });
  });

  it('R42: keeps apart those who wait for a place', async () => {
    await of.positionner(1);
    await of.ensuite(() => banc.acte('kairos', 'presence.saisie', { creneau: of.c, presences: [{ positionnement: `x${of.n}-1`, presence: 'PRESENT' }] }));
    await of.ensuite(() => banc.acte('kairos', 'suite.saisie', { creneau: of.c, suites: [{ positionnement: `x${of.n}-1`, suite: 'LISTE_ATTENTE' }] }));
    expect(await of.ecran('en-attente')).toMatchObject([{ 'N° DE': personne(1).idDE }]);
  });

  it('R43: says that the list cannot be sent to a wrong address', async () => {
    await of.inscrire(1);
    await of.compte({ courriel: 'contact@' });
    expect(await of.ecran('inscrits-en-formation')).toMatchObject({ Alerte: expect.stringContaining('doit être corrigée'), Inscrits: [{ Statut: 'Inscrit' }] });
    expect(await of.ecran('contacts-et-lieux')).toMatchObject({ Alerte: expect.stringContaining('adresse courriel') });
  });

  it('R44: shows until when the convention is valid', async () => {
    expect(await of.ecran('contacts-et-lieux')).toMatchObject({ Convention: expect.stringMatching(/valable du 06\/09\/2019 au 31\/12\/3000/) });
  });
});
