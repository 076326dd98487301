/** What an OF sees in Kairos, and what Kairos refuses it (screens 1 to 5, lists, accounts). */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { offreDeFiche } from '../../domain/lheo/offre.ts';
import { DISPENSATEUR, ficheExemple, MANDATAIRE as MANDATAIRE_SMF } from '../../domain/smf/exemples.ts';
import { versLheo } from '../../domain/smf/vers-lheo.ts';
import { creneau, dans, demande, jourDans, personne, positionnement, SIRET, session } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';
import { enCsv } from '../socle/export.ts';

let banc: Banc;
let n = 0;
let s: string;
let c: string;
const MANDATAIRE = '99900000400021';
beforeAll(async () => {
  banc = await demarrerSystemes(['kairos']);
});
afterAll(() => banc.close());
beforeEach(async () => {
  n++;
  [s, c] = [`e${n}`, `ec${n}`];
  await compte({});
  await banc.dire('kairos', '/sessions', session({ numero: s, placesConventionnees: 82 }));
  await banc.dire('kairos', '/creneaux', creneau({ creneau: c, session: s, places: 5, pieces: ['CV', 'Pièce d’identité'], commentaire: 'Parking gratuit' }));
});

/** The slot begins three days from now at the latest: what is typed in it is typed then. */
const ensuite = async <T>(agir: () => Promise<T>, jours = 3): Promise<T> => {
  await banc.dater({ origine: Date.now(), vitesse: 1, avance: jours * 86_400_000 });
  try {
    return await agir();
  } finally {
    await banc.dater({ origine: 0, vitesse: 1, avance: 0 });
  }
};
const convention = { debut: '2019-09-06', fin: '3000-12-31' };
const compte = (change: Record<string, unknown>) =>
  banc.dire('kairos', '/comptes', { siret: SIRET, actif: true, courriel: 'contact@organisme.example', convention, ...change });
const positionner = (rang: number, change = {}) =>
  banc.dire(
    'kairos',
    '/positionnements',
    positionnement(rang, { session: s, creneau: c, positionnement: `x${n}-${rang}`, parcours: `y${n}-${rang}`, ...change }),
  );
const inscrire = async (rang: number) => {
  await positionner(rang);
  await banc.dire('kairos', '/inscriptions', {
    parcours: `y${n}-${rang}`,
    positionnement: `x${n}-${rang}`,
    session: s,
    date: jourDans(3),
    financement: '41N - Région',
  });
};
const ecran = <T = Record<string, unknown>>(nom: string) => banc.voir<T>('kairos', `/sessions/${s}/${nom}`);
const code = async (type: string, donnees: Record<string, unknown>) => {
  const { statut, corps } = await banc.acte('kairos', type, donnees);
  return statut === 200 ? 'OK' : corps['code'];
};
const ouverture = (change = {}) => ({ session: s, modalite: 'RDV', debut: dans(6), fin: dans(6.1), places: 1, ...change });

describe('the session in Kairos', () => {
  it('lists its screens, in French, with what each is about', async () => {
    const { corps } = await banc.appeler<{ titre: string; chemin: string }[]>('GET', '/kairos/vue');
    expect(corps).toContainEqual({ titre: 'Inscrits en formation', chemin: '/vue/sessions/{session}/inscrits-en-formation' });
    for (const { chemin } of corps.filter((v) => v.chemin.includes('{session}')))
      expect((await banc.appeler('GET', `/kairos${chemin.replace('{session}', s)}`)).statut, chemin).toBe(200);
    expect((await banc.appeler('GET', '/kairos/vue/sessions/nulle-part/synthese')).statut).toBe(404);
  });

  it('R3, R47: shows in screens 1 to 4 what the Carif sent, and says that it comes from there', async () => {
    expect(await ecran('synthese')).toMatchObject({
      Bandeau: expect.stringContaining('Recrutement ouvert'),
      'Intitulé de la formation': 'Accueillir et conseiller',
      'Rôle de l’organisme': 'Responsable et dispensateur',
    });
    await inscrire(1);
    expect(await ecran('financement')).toMatchObject({ Origine: 'CARIF', 'Places achetées': 82, 'AIS enregistrées': 1, 'Places disponibles': 81 });
    // R25: a chercheur d'emploi takes a place, and has no AIS.
    await banc.acte('kairos', 'inscription.creee', { session: s, personne: { ...personne(2), idDE: null } });
    expect(await ecran('financement')).toMatchObject({ 'AIS enregistrées': 1, 'Places disponibles': 80 });
  });

  it('R3, R6, R7, R14: what is typed on SMF’s screens 1 to 6 is on Kairos’s, translated: code 2 in a centre and at a distance, 41 as 41N', async () => {
    const { offre } = offreDeFiche(versLheo(ficheExemple({ contenu: 'Bilan.\nStages.' }, { numero: s }))).sessions[0] ?? expect.fail();
    expect((await banc.dire('kairos', '/sessions', offre)).statut).toBe(200);
    expect(await ecran('synthese')).toMatchObject({
      'Intitulé de la formation': 'Construire son projet professionnel',
      'Formacode principal': '15062',
      'Objectif général': expect.stringContaining('mobilisation'),
      'Objectif de la formation': 'Choisir un métier et le chemin qui y mène.',
      'Contenu de la formation': 'Bilan. Stages.',
    });
    expect(await ecran('detail')).toMatchObject({
      'Durée totale': '601h',
      'Durée en entreprise': '141h',
      'Modalité d’entrée et de sortie': 'Entrées/Sorties permanentes',
      'Formation ouverte et/ou à distance': 'Formation en centre et à distance',
      'Autres formacodes': ['15061'],
      'Date de début': '2027-01-02',
      'Date de fin': '2027-12-31',
    });
    expect(await ecran('contacts-et-lieux')).toMatchObject({
      'N° de déclaration d’activité': '28760000176',
      'OF responsable': expect.stringContaining(MANDATAIRE_SMF),
      'OF dispensateur': expect.stringContaining(DISPENSATEUR),
      'Contact de l’action': expect.stringContaining('accueil@of-mandataire.example'),
      'Contact de la session': expect.stringContaining('session@dispensateur-a.example'),
      'Adresse du lieu de déroulement': expect.stringContaining('76600 LE HAVRE'),
    });
    expect(await ecran('financement')).toMatchObject({
      'Places achetées': 442,
      'Dispositifs de financement': ['#Avenir : Construction de projet'],
      'Organismes financeurs': [{ Financement: '41N', 'Places achetées': 442 }],
    });
  });

  it('R14, R20: shows each modality on a tab of its own, with its documents', async () => {
    expect(await ecran('informations-collectives')).toMatchObject([
      { creneau: c, Durée: '2h00', 'Nb places max': 5, 'Libellé pièce 1': 'CV', 'Libellé pièce 3': null, Commentaires: 'Parking gratuit' },
    ]);
    expect(await ecran('rendez-vous')).toEqual([]);
  });

  it('R41, R41b: « Inscrits en formation » has the columns of the screen; « Saisie des entrées » what is left to attest', async () => {
    await inscrire(1);
    await inscrire(2);
    await banc.acte('kairos', 'inscription.annulee', { parcours: `y${n}-2`, motif: 'Raison matérielle (logement, santé, finances)' });
    const lignes = await ecran<Record<string, unknown>[]>('inscrits-en-formation');
    expect(Object.keys(lignes[0] ?? {})).toEqual(['N° DE', 'Nom - Prénom', 'Financement', 'Certificat d’entrée', 'Période', 'Statut', 'Motif']);
    expect(lignes.map((l) => [l['Financement'], l['Statut'], l['Motif']])).toEqual([
      ['41N - Région', 'Inscrit', null],
      ['41N - Région', 'Inscription annulée', 'Raison matérielle (logement, santé, finances)'],
    ]);
    expect(await ensuite(() => ecran('entrees'), 31)).toMatchObject([{ Statut: 'Entrée à valider' }]);
    await banc.acte('kairos', 'entree.attestee', { parcours: `y${n}-1`, date: jourDans(30) });
    expect(await ecran('entrees')).toEqual([]);
    expect(await ecran('inscrits-en-formation')).toMatchObject([{ Statut: 'Entrée attestée', 'Certificat d’entrée': jourDans(30) }, {}]);
  });

  it('R45: says who pays by its own prefix and words, whatever label the hub knows', async () => {
    await banc.dire(
      'kairos',
      '/sessions',
      session({
        numero: s,
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
      await positionner(rang);
      await banc.dire('kairos', '/inscriptions', { parcours: `y${n}-${rang}`, positionnement: `x${n}-${rang}`, session: s, date: jourDans(3), financement });
    }
    const lignes = await ecran<Record<string, unknown>[]>('inscrits-en-formation');
    expect(lignes.map((l) => l['Financement'])).toEqual(['41N - Région', '41N - AGEFIPH', null]);
  });

  it('R26, R28, R29: everybody expected, whoever sent them; contact and argumentaire; the tool and never the network', async () => {
    await positionner(1);
    await positionner(2, { outil: 'AUDEF' });
    expect(await ecran('inscrits-infocol')).toMatchObject([{ Origine: 'OUIFORM' }, { Origine: 'PE' }]);
    expect(await banc.voir('kairos', `/candidats/x${n}-1`)).toMatchObject({
      'N° DE': personne(1).idDE,
      Mail: 'essai1@personne.example',
      Argumentaire: 'Projet confirmé par un stage.',
      'Origine de la prescription': 'OUIFORM',
    });
  });

  it('R42: keeps apart those who wait for a place', async () => {
    await positionner(1);
    await ensuite(() => banc.acte('kairos', 'presence.saisie', { creneau: c, presences: [{ positionnement: `x${n}-1`, presence: 'PRESENT' }] }));
    await ensuite(() => banc.acte('kairos', 'suite.saisie', { creneau: c, suites: [{ positionnement: `x${n}-1`, suite: 'LISTE_ATTENTE' }] }));
    expect(await ecran('en-attente')).toMatchObject([{ 'N° DE': personne(1).idDE }]);
  });

  it('R43: says that the list cannot be sent to a wrong address', async () => {
    await inscrire(1);
    await compte({ courriel: 'contact@' });
    expect(await ecran('inscrits-en-formation')).toMatchObject({ Alerte: expect.stringContaining('doit être corrigée'), Inscrits: [{ Statut: 'Inscrit' }] });
    expect(await ecran('contacts-et-lieux')).toMatchObject({ Alerte: expect.stringContaining('adresse courriel') });
  });

  it('R44: shows until when the convention is valid', async () => {
    expect(await ecran('contacts-et-lieux')).toMatchObject({ Convention: expect.stringMatching(/valable du 06\/09\/2019 au 31\/12\/3000/) });
  });
});

describe('the menu of Kairos (R42)', () => {
  it('« Rechercher formation »: by title, by number, among those of an organisme', async () => {
    const dispensateur = { siret: MANDATAIRE, nom: 'Autre' };
    await banc.dire('kairos', '/sessions', session({ numero: s, intitule: `Tourner en série ${n}`, ofDispensateur: dispensateur }));
    const trouver = (requete: string) => banc.voir<Record<string, unknown>[]>('kairos', `/recherche?${requete}`);
    for (const requete of [`q=serie ${n}`, `q=${s}&organisme=${MANDATAIRE}`, `session=${s}`])
      expect(await trouver(requete), requete).toMatchObject([
        { session: s, 'Créneaux à venir': 1, placesLibres: 5, Formation: expect.stringContaining('Recrutement ouvert') },
      ]);
    expect(await trouver(`q=${s}&organisme=99900009000012`)).toEqual([]);
  });

  it('R12, R43, R44: « Informations prestataire »; R42c: those registered on no known training; « Parcours de formation DE »', async () => {
    expect(await banc.voir('kairos', `/organismes/${SIRET}`)).toMatchObject({
      'Compte Kairos': 'Ouvert',
      'Adresse courriel': 'contact@organisme.example',
      'Convention valable': true,
    });
    await inscrire(700 + n);
    const hors = { session: `hors-${s}`, personne: personne(700 + n), organisme: SIRET };
    await banc.acte('kairos', 'inscription.creee', hors);
    expect(await banc.voir('kairos', `/organismes/${SIRET}/sans-referencement`)).toMatchObject([
      { session: `hors-${s}`, 'Nom - Prénom': `Essai${700 + n} Camille` },
    ]);
    const parcours = await banc.voir<{ session: string }[]>('kairos', `/demandeurs/${personne(700 + n).idDE}/parcours`);
    expect(parcours.map((p) => p.session).sort()).toEqual([s, `hors-${s}`].sort());
  });

  it('« Exporter tout le tableau »: what is seen, for a spreadsheet, in which nothing runs', async () => {
    await inscrire(1);
    const url = `${banc.url()}/kairos/vue/sessions/${s}/inscrits-en-formation?format=csv`;
    const reponse = await fetch(url, { headers: { authorization: `Bearer ${banc.cle}` } });
    expect([reponse.headers.get('content-type'), reponse.headers.get('content-disposition')]).toEqual([
      'text/csv; charset=utf-8',
      'attachment; filename=inscrits-en-formation.csv',
    ]);
    const [colonnes, ligne] = (await reponse.text()).split('\r\n');
    expect(colonnes).toBe('N° DE;Nom - Prénom;Financement;Certificat d’entrée;Période;Statut;Motif');
    expect(ligne).toMatch(new RegExp(`^${personne(1).idDE};Essai1 Camille;41N - Région;;`));
    expect(enCsv([{ a: '=1+1', b: 'dit "y"; z' }])).toBe('\ufeffa;b\r\n\'=1+1;"dit ""y""; z"\r\n');
    expect(enCsv({ a: 1 })).toBeNull();
  });

  it('R43: the list of inscrits leaves for an address that is one', async () => {
    await inscrire(1);
    const envoyer = () => banc.acte('kairos', 'liste.envoyee', { session: s });
    expect((await envoyer()).corps).toMatchObject({ destinataire: 'contact@organisme.example', inscrits: 1 });
    await compte({ courriel: 'contact@' });
    expect((await envoyer()).corps).toMatchObject({
      code: 'ADRESSE_A_CORRIGER',
      detail: expect.stringContaining('pour permettre l’envoi des listes d’inscrits'),
    });
    const dite = await banc.dire('kairos', '/comptes/adresses', { siret: SIRET, courriel: 'accueil@organisme.example' });
    expect(dite.statut).toBe(200);
    expect((await envoyer()).corps).toMatchObject({ destinataire: 'accueil@organisme.example', inscrits: 1 });
  });

  it('R47, L768: « Les plus de la formation » are typed here, what came from the Carif is not', async () => {
    const plus = { session: s, plus: 'Restauration sur place', liens: ['https://of.example/action'] };
    const { statut, corps } = await banc.acte('kairos', 'plus.saisis', { ...plus, intitule: 'Autre titre', fin: jourDans(90) });
    expect([statut, (corps['erreurs'] as { chemin: string }[]).map((e) => e.chemin)]).toEqual([409, ['intitule', 'fin']]);
    expect(await code('plus.saisis', { ...plus, organisme: MANDATAIRE })).toBe('SAISIE_DU_DISPENSATEUR');
    expect(await code('plus.saisis', plus)).toBe('OK');
    expect(await ecran('synthese')).toMatchObject({
      'Intitulé de la formation': 'Accueillir et conseiller',
      'Les plus de la formation': 'Restauration sur place',
      'Liens vers la présentation de la formation': ['https://of.example/action'],
    });
  });
});

describe('what Kairos refuses an OF', () => {
  it('R12: without an account; R44: without a convention valid that day', async () => {
    await compte({ actif: false });
    expect(await code('creneau.publie', ouverture())).toBe('COMPTE_ABSENT');
    expect((await banc.dire('kairos', '/creneaux', creneau({ creneau: `${c}-2`, session: s }))).corps['code']).toBe('COMPTE_ABSENT');
    await compte({ convention: { debut: '2018-01-01', fin: '2020-12-31' } });
    expect(await code('creneau.publie', ouverture())).toBe('CONVENTION_NON_VALIDE');
    expect((await banc.dire('kairos', '/creneaux', creneau({ creneau: `${c}-2`, session: s }))).corps['code']).toBe('CONVENTION_NON_VALIDE');
    await compte({ convention: null });
    expect(await code('positionnement.cree', demande(1, 'OF', { session: s, creneau: c }))).toBe('CONVENTION_NON_VALIDE');
    await compte({});
    expect(await code('creneau.publie', ouverture())).toBe('OK');
  });

  it('R13: the mandataire does not write for its dispensateur; R11: but receives the candidates of a guichet unique', async () => {
    const offre = { numero: s, ofResponsable: { siret: MANDATAIRE, nom: 'Mandataire' } };
    await banc.dire('kairos', '/sessions', session(offre));
    await inscrire(1);
    expect(await code('creneau.publie', ouverture({ organisme: MANDATAIRE }))).toBe('SAISIE_DU_DISPENSATEUR');
    expect(await code('creneau.publie', ouverture({ organisme: SIRET }))).toBe('OK');
    await banc.dire('kairos', '/sessions', session({ ...offre, intitule: '#Avenir : construction de projet' }));
    expect(await code('creneau.publie', ouverture({ organisme: MANDATAIRE }))).toBe('OK');
    const presence = { creneau: c, presences: [{ positionnement: `x${n}-1`, presence: 'PRESENT' }], organisme: MANDATAIRE };
    expect(await ensuite(() => code('presence.saisie', presence))).toBe('OK');
    expect(await code('entree.attestee', { parcours: `y${n}-1`, date: jourDans(30), organisme: MANDATAIRE })).toBe('SAISIE_DU_DISPENSATEUR');
  });

  it('R28: an argumentaire of 386 characters; a full slot; R27: a person who already waits, with the sentence that advisers know', async () => {
    await banc.dire('kairos', '/creneaux', creneau({ creneau: `${c}-1`, session: s, places: 1 }));
    const ici = (rang: number, change = {}) => banc.acte('kairos', 'positionnement.cree', demande(rang, 'OF', { session: s, creneau: `${c}-1`, ...change }));
    expect((await ici(1, { argumentaire: 'x'.repeat(386) })).corps).toMatchObject({ code: 'ARGUMENTAIRE_TROP_LONG', status: 422 });
    expect((await ici(1, { argumentaire: 'x'.repeat(385) })).statut).toBe(200);
    expect((await ici(1)).corps).toMatchObject({
      code: 'DEJA_INSCRIT',
      detail: "Est déjà inscrite à une réunion d'information pour cette session de formation.",
    });
    expect((await ici(2)).corps).toMatchObject({ code: 'COMPLET', detail: expect.stringContaining('plus de place') });
  });

  it('R41: an entry before the session begins, and one of somebody who is not registered', async () => {
    await inscrire(1);
    expect(await code('entree.attestee', { parcours: `y${n}-1`, date: jourDans(29) })).toBe('ENTREE_AVANT_DEBUT');
    expect(await code('entree.attestee', { parcours: `y${n}-1`, date: jourDans(30) })).toBe('OK');
    expect(await code('entree.attestee', { parcours: 'inconnu', date: jourDans(30) })).toBe('INSCRIPTION_INCONNUE');
  });

  it('R38: the presence of somebody who is not on the list', async () => {
    const inconnu = { creneau: c, presences: [{ positionnement: 'inconnu', presence: 'PRESENT' }] };
    expect(await ensuite(() => code('presence.saisie', inconnu))).toBe('POSITIONNEMENT_INCONNU');
  });

  it('R38: presences and suites before the slot begins, and a suite of who did not come', async () => {
    await positionner(1);
    const presences = (presence: string) => ({ creneau: c, presences: [{ positionnement: `x${n}-1`, presence }] });
    const suites = { creneau: c, suites: [{ positionnement: `x${n}-1`, suite: 'RETENU' }] };
    expect(await code('presence.saisie', presences('PRESENT'))).toBe('CRENEAU_A_VENIR');
    expect(await code('suite.saisie', suites)).toBe('CRENEAU_A_VENIR');
    expect(await ensuite(() => code('presence.saisie', presences('ABSENT')))).toBe('OK');
    expect(await ensuite(() => code('suite.saisie', suites))).toBe('SUITE_SANS_PRESENCE');
  });

  it('R41: to leave without having entered, or before; to cancel an inscription once the entry is attested; R42b: a period upside down', async () => {
    await inscrire(1);
    const parcours = `y${n}-1`;
    const sortie = (date: string) => code('formation.terminee', { parcours, date, motif: 'Abandon' });
    expect(await sortie(jourDans(31))).toBe('SORTIE_SANS_ENTREE');
    await banc.acte('kairos', 'entree.attestee', { parcours, date: jourDans(30) });
    expect(await sortie(jourDans(29))).toBe('SORTIE_AVANT_ENTREE');
    expect(await code('inscription.annulee', { parcours, motif: 'Santé' })).toBe('ENTREE_DEJA_ATTESTEE');
    const fermeture = { debut: jourDans(40), fin: jourDans(39), motif: 'Congés' };
    for (const sujet of [{ parcours }, { session: s }]) expect(await code('interruption.saisie', { ...sujet, ...fermeture })).toBe('PERIODE_INCOHERENTE');
    expect(await sortie(jourDans(31))).toBe('OK');
  });

  it('all that is wrong at once: R19 a comment of 501 characters and a fourth document; R21 hours and date; R27, R28 and the origin', async () => {
    const fautes = async (type: string, donnees: Record<string, unknown>) => {
      const { statut, corps } = await banc.acte('kairos', type, donnees);
      return [statut, (corps['erreurs'] as { chemin: string; message: string }[]).map((e) => e.message)];
    };
    expect(await fautes('creneau.publie', ouverture({ commentaire: 'x'.repeat(501), pieces: ['1', '2', '3', '4'] }))).toEqual([
      422,
      ['Trois pièces au plus sont demandées aux candidats.', 'Le commentaire est limité à 500 caractères.'],
    ]);
    expect(await fautes('creneau.publie', ouverture({ debut: dans(-2), fin: dans(-3), places: 0 }))).toEqual([
      422,
      ['L’heure de fin doit suivre l’heure de début.', 'Ce créneau est passé.', 'Un rendez-vous individuel a une seule place.'],
    ]);
    expect(await code('creneau.publie', ouverture({ modalite: 'ICO', places: 0 }))).toBe('PLACES_ABSENTES');
    await positionner(1);
    const [statut, messages] = await fautes('positionnement.cree', demande(1, 'ML', { session: s, creneau: c, argumentaire: 'x'.repeat(386) }));
    expect([statut, (messages as string[]).length]).toEqual([422, 3]);
  });

  it('a social security number, wherever it is typed, with the other faults', async () => {
    const nir = '1 85 05 78 006 084 91';
    const { statut, corps } = await banc.acte('kairos', 'creneau.publie', ouverture({ commentaire: `Apportez ${nir}`, lieu: { nom: nir }, places: -1 }));
    expect([statut, (corps['erreurs'] as { chemin: string }[]).map((e) => e.chemin).sort()]).toEqual([422, ['commentaire', 'lieu.nom', 'places']]);
    expect(JSON.stringify(corps)).not.toContain(nir);
  });
});

describe('what Kairos tells the reconciliation', () => {
  it('tells by pages and by reference what it holds, without a name', async () => {
    await inscrire(1);
    const etat = (genre: string, corps: object) =>
      banc.appeler<{ elements: Record<string, unknown>[]; suivant: string | null }>('POST', `/kairos/etat/${genre}`, corps);
    const { corps } = await etat('candidats', { references: [`x${n}-1`] });
    expect(corps.elements).toMatchObject([
      { positionnement: `x${n}-1`, parcours: `y${n}-1`, session: s, faits: { POSITIONNEMENT: 'CONFIRME', INSCRIPTION: jourDans(3) } },
    ]);
    expect(JSON.stringify(corps)).not.toMatch(/Essai1|personne\.example/);
    const cles: string[] = [];
    for (let apres = ''; ; ) {
      const page = (await etat('sessions', { apres, taille: 3 })).corps;
      cles.push(...page.elements.map((e) => String(e['cle'])));
      if (page.suivant === null) break;
      apres = page.suivant;
    }
    expect(new Set(cles).size).toBe(cles.length);
    expect(cles).toHaveLength(n);
    expect((await etat('sessions', { taille: 5_000 })).statut).toBe(422);
    expect((await banc.ledger('kairos')).some((l) => l.route.startsWith('/etat'))).toBe(false);
  });
});

describe('appointments and candidatures', () => {
  const nom = (rang: number) => `x${n}-${rang}`;
  const statuts = async (ou: string) => (await ecran<Record<string, unknown>[]>(ou)).map((l) => l['Statut']);
  const etats = async (ou: string) => (await ecran<Record<string, unknown>[]>(ou)).map((l) => l['État']);

  it('§d.4, R16: an appointment is proposed, taken, given up and taken again, then answered', async () => {
    const rdv = `rdv${n}`;
    await banc.dire('kairos', '/creneaux', creneau({ creneau: rdv, session: s, modalite: 'RDV', places: 1 }));
    expect(await etats('rendez-vous')).toEqual(['Proposé']);
    await positionner(1, { creneau: rdv });
    expect([await etats('rendez-vous'), await statuts('inscrits-rdv')]).toEqual([['Réservé'], ['Réservé']]);
    await banc.dire('kairos', '/positionnements/annulations', { positionnement: nom(1), motif: 'Empêchement' });
    expect([await etats('rendez-vous'), await statuts('inscrits-rdv')]).toEqual([['Proposé'], ['Annulé par le candidat']]);
    await positionner(2, { creneau: rdv });
    expect(await ensuite(() => etats('rendez-vous'))).toEqual(['À renseigner']);
    await ensuite(() => banc.acte('kairos', 'presence.saisie', { creneau: rdv, presences: [{ positionnement: nom(2), presence: 'PRESENT' }] }));
    expect(await etats('rendez-vous')).toEqual(['Présent']);
    await ensuite(() => banc.acte('kairos', 'suite.saisie', { creneau: rdv, suites: [{ positionnement: nom(2), suite: 'RETENU' }] }));
    expect(await statuts('inscrits-rdv')).toEqual(['Annulé par le candidat', 'Retenu']);
  });

  it('§d.5, R17: a candidature is received, studied once the window is closed, called to an appointment by the OF, answered; one that is given up has no sequel', async () => {
    const [fenetre, rdv] = [`cand${n}`, `rdv${n}`];
    await banc.dire('kairos', '/creneaux', creneau({ creneau: fenetre, session: s, modalite: 'CANDIDATURE', debut: dans(-1), fin: dans(1), places: 20 }));
    await banc.dire('kairos', '/creneaux', creneau({ creneau: rdv, session: s, modalite: 'RDV', places: 1, debut: dans(2), fin: dans(2.1) }));
    for (const rang of [1, 2, 3]) await positionner(rang, { creneau: fenetre });
    expect([await etats('candidatures'), await statuts('candidatures-recues')]).toEqual([['Ouverte'], ['Reçue', 'Reçue', 'Reçue']]);
    expect(await ensuite(() => statuts('candidatures-recues'), 1.5)).toEqual(['À l’étude', 'À l’étude', 'À l’étude']);
    const convoquer = (rang: number, vers = rdv) => banc.acte('kairos', 'candidature.convoquee', { positionnement: nom(rang), creneau: vers });
    expect((await convoquer(1, fenetre)).corps['code']).toBe('CANDIDATURE_ABSENTE');
    expect((await convoquer(1)).statut).toBe(200);
    expect((await convoquer(1)).corps['code']).toBe('CANDIDATURE_ABSENTE');
    expect((await convoquer(2)).corps['code']).toBe('COMPLET');
    await vi.waitUntil(() => banc.hub.recus.some((e) => e.type === 'candidature.convoquee' && e.donnees['positionnement'] === nom(1)), {
      timeout: 5_000,
      interval: 10,
    });
    await banc.dire('kairos', '/positionnements/annulations', { positionnement: nom(2), motif: 'A trouvé un emploi' });
    await banc.acte('kairos', 'suite.saisie', { creneau: fenetre, suites: [{ positionnement: nom(3), suite: 'NON_RETENU' }] });
    expect(await statuts('candidatures-recues')).toEqual(['Convoquée', 'Sans suite', 'Non retenue']);
    expect(await statuts('inscrits-rdv')).toEqual(['Réservé']);
    await ensuite(() => banc.acte('kairos', 'presence.saisie', { creneau: rdv, presences: [{ positionnement: nom(1), presence: 'PRESENT' }] }));
    await ensuite(() => banc.acte('kairos', 'suite.saisie', { creneau: rdv, suites: [{ positionnement: nom(1), suite: 'RETENU' }] }));
    expect((await statuts('candidatures-recues'))[0]).toBe('Retenue');
  });
});
