import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jourDans, personne, SIRET, session } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';
import { enCsv } from '../socle/export.ts';
import { createOrganisme, type Organisme } from './essais/organisme.ts';

let banc: Banc;
let of: Organisme;
beforeAll(async () => {
  banc = await demarrerSystemes(['kairos']);
  of = createOrganisme(banc);
});
afterAll(() => banc.close());
beforeEach(() => of.recommencer());

const MANDATAIRE = '99900000400021';

describe('the menu of Kairos (R42)', () => {
  it('« Rechercher formation »: by title, by number, among those of an organisme', async () => {
    const dispensateur = { siret: MANDATAIRE, nom: 'Autre' };
    await banc.dire('kairos', '/sessions', session({ numero: of.s, intitule: `Tourner en série ${of.n}`, ofDispensateur: dispensateur }));
    const trouver = (requete: string) => banc.voir<Record<string, unknown>[]>('kairos', `/recherche?${requete}`);
    for (const requete of [`q=serie ${of.n}`, `q=${of.s}&organisme=${MANDATAIRE}`, `session=${of.s}`])
      expect(await trouver(requete), requete).toMatchObject([
        { session: of.s, 'Créneaux à venir': 1, placesLibres: 5, Formation: expect.stringContaining('Recrutement ouvert') },
      ]);
    expect(await trouver(`q=${of.s}&organisme=99900009000012`)).toEqual([]);
  });

  it('R12, R43, R44: « Informations prestataire »; R42c: those registered on no known training; « Parcours de formation DE »', async () => {
    expect(await banc.voir('kairos', `/organismes/${SIRET}`)).toMatchObject({
      'Compte Kairos': 'Ouvert',
      'Adresse courriel': 'contact@organisme.example',
      'Convention valable': true,
    });
    await of.inscrire(700 + of.n);
    const hors = { session: `hors-${of.s}`, personne: personne(700 + of.n), organisme: SIRET };
    await banc.acte('kairos', 'inscription.creee', hors);
    expect(await banc.voir('kairos', `/organismes/${SIRET}/sans-referencement`)).toMatchObject([
      { session: `hors-${of.s}`, 'Nom - Prénom': `Essai${700 + of.n} Camille` },
    ]);
    const parcours = await banc.voir<{ session: string }[]>('kairos', `/demandeurs/${personne(700 + of.n).idDE}/parcours`);
    expect(parcours.map((p) => p.session).sort()).toEqual([of.s, `hors-${of.s}`].sort());
  });

  it('« Exporter tout le tableau »: what is seen, for a spreadsheet, in which nothing runs', async () => {
    await of.inscrire(1);
    const url = `${banc.url()}/kairos/vue/sessions/${of.s}/inscrits-en-formation?format=csv`;
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
    await of.inscrire(1);
    const envoyer = () => banc.acte('kairos', 'liste.envoyee', { session: of.s });
    expect((await envoyer()).corps).toMatchObject({ destinataire: 'contact@organisme.example', inscrits: 1 });
    await of.compte({ courriel: 'contact@' });
    expect((await envoyer()).corps).toMatchObject({
      code: 'ADRESSE_A_CORRIGER',
      detail: expect.stringContaining('pour permettre l’envoi des listes d’inscrits'),
    });
    const dite = await banc.dire('kairos', '/comptes/adresses', { siret: SIRET, courriel: 'accueil@organisme.example' });
    expect(dite.statut).toBe(200);
    expect((await envoyer()).corps).toMatchObject({ destinataire: 'accueil@organisme.example', inscrits: 1 });
  });

  it('R47, L768: « Les plus de la formation » are typed here, what came from the Carif is not', async () => {
    const plus = { session: of.s, plus: 'Restauration sur place', liens: ['https://of.example/action'] };
    const { statut, corps } = await banc.acte('kairos', 'plus.saisis', { ...plus, intitule: 'Autre titre', fin: jourDans(90) });
    expect([statut, (corps['erreurs'] as { chemin: string }[]).map((e) => e.chemin)]).toEqual([409, ['intitule', 'fin']]);
    expect(await of.code('plus.saisis', { ...plus, organisme: MANDATAIRE })).toBe('SAISIE_DU_DISPENSATEUR');
    expect(await of.code('plus.saisis', plus)).toBe('OK');
    expect(await of.ecran('synthese')).toMatchObject({
      'Intitulé de la formation': 'Accueillir et conseiller',
      'Les plus de la formation': 'Restauration sur place',
      'Liens vers la présentation de la formation': ['https://of.example/action'],
    });
  });
});
