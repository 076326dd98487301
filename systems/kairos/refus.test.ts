import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { creneau, dans, demande, jourDans, SIRET, session } from '../../e2e/outils/exemples.ts';
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

const MANDATAIRE = '99900000400021';

describe('what Kairos refuses an OF', () => {
  it('R12: without an account; R44: without a convention valid that day', async () => {
    await of.compte({ actif: false });
    expect(await of.code('creneau.publie', of.ouverture())).toBe('COMPTE_ABSENT');
    expect((await banc.dire('kairos', '/creneaux', creneau({ creneau: `${of.c}-2`, session: of.s }))).corps['code']).toBe('COMPTE_ABSENT');
    await of.compte({ convention: { debut: '2018-01-01', fin: '2020-12-31' } });
    expect(await of.code('creneau.publie', of.ouverture())).toBe('CONVENTION_NON_VALIDE');
    expect((await banc.dire('kairos', '/creneaux', creneau({ creneau: `${of.c}-2`, session: of.s }))).corps['code']).toBe('CONVENTION_NON_VALIDE');
    await of.compte({ convention: null });
    expect(await of.code('positionnement.cree', demande(1, 'OF', { session: of.s, creneau: of.c }))).toBe('CONVENTION_NON_VALIDE');
    await of.compte({});
    expect(await of.code('creneau.publie', of.ouverture())).toBe('OK');
  });

  it('R13: the mandataire does not write for its dispensateur; R11: but receives the candidates of a guichet unique', async () => {
    const offre = { numero: of.s, ofResponsable: { siret: MANDATAIRE, nom: 'Mandataire' } };
    await banc.dire('kairos', '/sessions', session(offre));
    await of.inscrire(1);
    expect(await of.code('creneau.publie', of.ouverture({ organisme: MANDATAIRE }))).toBe('SAISIE_DU_DISPENSATEUR');
    expect(await of.code('creneau.publie', of.ouverture({ organisme: SIRET }))).toBe('OK');
    await banc.dire('kairos', '/sessions', session({ ...offre, intitule: '#Avenir : construction de projet' }));
    expect(await of.code('creneau.publie', of.ouverture({ organisme: MANDATAIRE }))).toBe('OK');
    const presence = { creneau: of.c, presences: [{ positionnement: `x${of.n}-1`, presence: 'PRESENT' }], organisme: MANDATAIRE };
    expect(await of.ensuite(() => of.code('presence.saisie', presence))).toBe('OK');
    expect(await of.code('entree.attestee', { parcours: `y${of.n}-1`, date: jourDans(30), organisme: MANDATAIRE })).toBe('SAISIE_DU_DISPENSATEUR');
  });

  it('R28: an argumentaire of 386 characters; a full slot; R27: a person who already waits, with the sentence that advisers know', async () => {
    await banc.dire('kairos', '/creneaux', creneau({ creneau: `${of.c}-1`, session: of.s, places: 1 }));
    const ici = (rang: number, change = {}) =>
      banc.acte('kairos', 'positionnement.cree', demande(rang, 'OF', { session: of.s, creneau: `${of.c}-1`, ...change }));
    expect((await ici(1, { argumentaire: 'x'.repeat(386) })).corps).toMatchObject({ code: 'ARGUMENTAIRE_TROP_LONG', status: 422 });
    expect((await ici(1, { argumentaire: 'x'.repeat(385) })).statut).toBe(200);
    expect((await ici(1)).corps).toMatchObject({
      code: 'DEJA_INSCRIT',
      detail: "Est déjà inscrite à une réunion d'information pour cette session de formation.",
    });
    expect((await ici(2)).corps).toMatchObject({ code: 'COMPLET', detail: expect.stringContaining('plus de place') });
  });

  it('R41: an entry before the session begins, and one of somebody who is not registered', async () => {
    await of.inscrire(1);
    expect(await of.code('entree.attestee', { parcours: `y${of.n}-1`, date: jourDans(29) })).toBe('ENTREE_AVANT_DEBUT');
    expect(await of.code('entree.attestee', { parcours: `y${of.n}-1`, date: jourDans(30) })).toBe('OK');
    expect(await of.code('entree.attestee', { parcours: 'inconnu', date: jourDans(30) })).toBe('INSCRIPTION_INCONNUE');
  });

  it('R38: the presence of somebody who is not on the list', async () => {
    const inconnu = { creneau: of.c, presences: [{ positionnement: 'inconnu', presence: 'PRESENT' }] };
    expect(await of.ensuite(() => of.code('presence.saisie', inconnu))).toBe('POSITIONNEMENT_INCONNU');
  });

  it('R38: presences and suites before the slot begins, and a suite of who did not come', async () => {
    await of.positionner(1);
    const presences = (presence: string) => ({ creneau: of.c, presences: [{ positionnement: `x${of.n}-1`, presence }] });
    const suites = { creneau: of.c, suites: [{ positionnement: `x${of.n}-1`, suite: 'RETENU' }] };
    expect(await of.code('presence.saisie', presences('PRESENT'))).toBe('CRENEAU_A_VENIR');
    expect(await of.code('suite.saisie', suites)).toBe('CRENEAU_A_VENIR');
    expect(await of.ensuite(() => of.code('presence.saisie', presences('ABSENT')))).toBe('OK');
    expect(await of.ensuite(() => of.code('suite.saisie', suites))).toBe('SUITE_SANS_PRESENCE');
  });

  it('R41: to leave without having entered, or before; to cancel an inscription once the entry is attested; R42b: a period upside down', async () => {
    await of.inscrire(1);
    const parcours = `y${of.n}-1`;
    const sortie = (date: string) => of.code('formation.terminee', { parcours, date, motif: 'Abandon' });
    expect(await sortie(jourDans(31))).toBe('SORTIE_SANS_ENTREE');
    await banc.acte('kairos', 'entree.attestee', { parcours, date: jourDans(30) });
    expect(await sortie(jourDans(29))).toBe('SORTIE_AVANT_ENTREE');
    expect(await of.code('inscription.annulee', { parcours, motif: 'Santé' })).toBe('ENTREE_DEJA_ATTESTEE');
    const fermeture = { debut: jourDans(40), fin: jourDans(39), motif: 'Congés' };
    for (const sujet of [{ parcours }, { session: of.s }]) expect(await of.code('interruption.saisie', { ...sujet, ...fermeture })).toBe('PERIODE_INCOHERENTE');
    expect(await sortie(jourDans(31))).toBe('OK');
  });

  it('all that is wrong at once: R19 a comment of 501 characters and a fourth document; R21 hours and date; R27, R28 and the origin', async () => {
    const fautes = async (type: string, donnees: Record<string, unknown>) => {
      const { statut, corps } = await banc.acte('kairos', type, donnees);
      return [statut, (corps['erreurs'] as { chemin: string; message: string }[]).map((e) => e.message)];
    };
    expect(await fautes('creneau.publie', of.ouverture({ commentaire: 'x'.repeat(501), pieces: ['1', '2', '3', '4'] }))).toEqual([
      422,
      ['Trois pièces au plus sont demandées aux candidats.', 'Le commentaire est limité à 500 caractères.'],
    ]);
    expect(await fautes('creneau.publie', of.ouverture({ debut: dans(-2), fin: dans(-3), places: 0 }))).toEqual([
      422,
      ['L’heure de fin doit suivre l’heure de début.', 'Ce créneau est passé.', 'Un rendez-vous individuel a une seule place.'],
    ]);
    expect(await of.code('creneau.publie', of.ouverture({ modalite: 'ICO', places: 0 }))).toBe('PLACES_ABSENTES');
    await of.positionner(1);
    const [statut, messages] = await fautes('positionnement.cree', demande(1, 'ML', { session: of.s, creneau: of.c, argumentaire: 'x'.repeat(386) }));
    expect([statut, (messages as string[]).length]).toEqual([422, 3]);
  });

  it('a social security number, wherever it is typed, with the other faults', async () => {
    const nir = '1 85 05 78 006 084 91';
    const { statut, corps } = await banc.acte('kairos', 'creneau.publie', of.ouverture({ commentaire: `Apportez ${nir}`, lieu: { nom: nir }, places: -1 }));
    expect([statut, (corps['erreurs'] as { chemin: string }[]).map((e) => e.chemin).sort()]).toEqual([422, ['commentaire', 'lieu.nom', 'places']]);
    expect(JSON.stringify(corps)).not.toContain(nir);
  });
});
