import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ecrireLheo, elementFormation } from '../../domain/lheo/ecriture.ts';
import { ecrireElement } from '../../domain/lheo/xml.ts';
import { DISPENSATEUR, ficheExemple, MANDATAIRE } from '../../domain/smf/exemples.ts';
import type { FicheSmf } from '../../domain/smf/fiche.ts';
import { versLheo } from '../../domain/smf/vers-lheo.ts';
import { creneau } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
let n = 0;
let fiche: string;
beforeAll(async () => {
  banc = await demarrerSystemes(['smf']);
});
afterAll(() => banc.close());
beforeEach(() => {
  fiche = `A${100_000 + n++}`;
});

const deposer = (empreinte = 'v1', numeroActivite = '28140000099') =>
  banc.dire('smf', '/fiches', { fiche, intitule: 'Accueil', ofResponsable: 'Organisme d’essai', numeroActivite, empreinte, sessions: [`s-${fiche}`] });
const valider = (empreinte = 'v1') => banc.dire('smf', '/fiches/validations', { fiche, empreinte });
const acte = (type: string, suite: Record<string, unknown> = {}) => banc.acte('smf', type, { fiche, ...suite });
const vue = (suite = '') => banc.voir('smf', `/fiches/${fiche}${suite}`);
const lheoDe = (f: FicheSmf): string => ecrireElement(elementFormation(versLheo(f), '2.3'));
const recu = (type: string) =>
  vi.waitUntil(() => banc.hub.recus.find((e) => e.type === type && e.donnees['fiche'] === fiche), { timeout: 5_000, interval: 10 });

describe('SMF', () => {
  it('R1: a fiche is submitted, validated, edited, validated again, archived', async () => {
    expect((await deposer()).corps).toEqual({ reference: fiche, etat: 'SOUMISE' });
    expect((await valider()).corps['etat']).toBe('VALIDEE');
    // The version that is already there changes nothing, nor does its validation said again.
    expect((await deposer()).corps['etat']).toBe('VALIDEE');
    expect((await valider()).corps['etat']).toBe('VALIDEE');
    expect((await deposer('v2')).corps['etat']).toBe('MODIFIEE_A_REVALIDER');
    expect((await valider('v2')).corps['etat']).toBe('VALIDEE');
    expect((await banc.dire('smf', '/fiches/archives', { fiche })).corps['etat']).toBe('ARCHIVEE');
    expect((await deposer('v3')).corps['code']).toBe('ETAT_INCOMPATIBLE');
  });

  it('the Carif archives here what was seen, once; a fiche that waits for its first validation is not archived', async () => {
    await deposer();
    expect((await acte('fiche.archivee')).corps['code']).toBe('ETAT_INCOMPATIBLE');
    await valider();
    expect((await acte('fiche.archivee')).corps['etat']).toBe('ARCHIVEE');
    expect(await recu('fiche.archivee')).toMatchObject({ donnees: { fiche } });
    for (const type of ['fiche.archivee', 'fiche.modifiee']) expect((await acte(type)).corps['code']).toBe('ETAT_INCOMPATIBLE');
    expect((await banc.dire('smf', '/fiches/archives', { fiche })).corps['etat']).toBe('ARCHIVEE'); // the hub's own word comes after
  });

  it('the Carif returns with remarks, the OF submits again', async () => {
    await deposer();
    expect((await acte('fiche.retournee')).statut).toBe(422);
    expect((await acte('fiche.retournee', { remarques: 'Précisez les dates.' })).statut).toBe(200);
    expect(await vue()).toEqual({ etat: 'A_CORRIGER', remarques: 'Précisez les dates.' });
    expect(await recu('fiche.retournee')).toMatchObject({ donnees: { remarques: 'Précisez les dates.' } });
    expect((await valider()).corps['code']).toBe('ETAT_INCOMPATIBLE');
    expect((await deposer('v2')).corps['etat']).toBe('SOUMISE');
    await acte('fiche.validee');
    expect(await vue()).toEqual({ etat: 'VALIDEE', remarques: null });
  });

  it('each act is possible in some states only', async () => {
    for (const type of ['fiche.validee', 'fiche.modifiee']) expect((await acte(type)).corps['code']).toBe('FICHE_INCONNUE');
    const lheo = lheoDe(ficheExemple({ numero: fiche }, { numero: `s-${fiche}` }));
    expect((await acte('fiche.soumise', { lheo })).corps).toEqual({ reference: fiche, etat: 'SOUMISE' });
    expect(await recu('fiche.soumise')).toMatchObject({ donnees: { fiche, lheo } });
    await acte('fiche.validee');
    for (const type of ['fiche.validee', 'fiche.soumise']) expect((await acte(type)).corps['code']).toBe('ETAT_INCOMPATIBLE');
    expect((await acte('fiche.retournee', { remarques: 'Trop tard' })).corps['code']).toBe('ETAT_INCOMPATIBLE');
    expect((await acte('fiche.modifiee')).corps['etat']).toBe('MODIFIEE_A_REVALIDER');
    expect((await acte('fiche.validee')).corps['etat']).toBe('VALIDEE');
    expect((await acte('fiche.inconnue')).statut).toBe(404);
  });

  it('R2: no fiche without a numéro de déclaration d’activité', async () => {
    expect(await deposer('v1', '')).toMatchObject({ statut: 422, corps: { code: 'NDA_ABSENT' } });
    expect((await banc.appeler('GET', `/smf/vue/fiches/${fiche}`)).statut).toBe(404);
  });

  describe('the screens', () => {
    const ecrans = (change: Parameters<typeof ficheExemple>[0] = {}, session: Parameters<typeof ficheExemple>[1] = {}) =>
      ficheExemple({ numero: fiche, ...change }, { numero: `s-${fiche}`, icos: [], ...session });
    const lues = async () => (await vue('/ecrans'))['ecrans'] as { ecran: number; champs: { libelle: string; valeur: string | null }[] }[];

    it('R4, R5: what is typed is refused whole, with every fault, or kept and shown', async () => {
      const refusee = await acte('fiche.soumise', { ecrans: ecrans({ intitule: 'x'.repeat(256), contenu: '' }, { enseignement: '4', dispositifs: [] }) });
      expect(refusee.statut).toBe(422);
      expect((refusee.corps['erreurs'] as { chemin: string }[]).map((e) => e.chemin).sort()).toEqual([
        'ecrans.contenu',
        'ecrans.intitule',
        'ecrans.sessions[0].dispositifs',
        'ecrans.sessions[0].enseignement',
      ]);
      expect((await acte('fiche.soumise', { ecrans: ecrans() })).corps).toEqual({ reference: fiche, etat: 'SOUMISE' });
      expect((await lues()).flatMap((e) => e.champs).find((c) => c.libelle === 'Intitulé de l’action')?.valeur).toBe('Construire son projet professionnel');
      expect(new Set((await lues()).map((e) => e.ecran))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    });

    it('R4, R9: the same through LHEO: every fault at once, none of it kept; what is good is kept, shown, and goes on as it came', async () => {
      const bon = lheoDe(ecrans());
      const faux = bon
        .replace('Construire son projet professionnel', 'x'.repeat(256))
        .replace(/<code-financeur>2</, '<code-financeur>41<')
        .replace('9h', '99h');
      const refusee = await acte('fiche.soumise', { lheo: faux });
      expect(refusee.statut).toBe(422);
      const chemins = (refusee.corps['erreurs'] as { chemin: string }[]).map((e) => e.chemin);
      for (const attendu of ['intitule-formation', 'code-financeur']) expect(chemins.some((c) => c.startsWith('lheo.') && c.includes(attendu))).toBe(true);
      expect((await banc.appeler('GET', `/smf/vue/fiches/${fiche}`)).statut).toBe(404);
      for (const illisible of ['<formation>', 'du texte', '<html/>']) expect((await acte('fiche.soumise', { lheo: illisible })).statut).toBe(422);
      expect((await acte('fiche.soumise', { lheo: lheoDe(ficheExemple({ numero: 'A999999' })) })).statut).toBe(422);
      expect(await acte('fiche.soumise', { lheo: bon, par: DISPENSATEUR })).toMatchObject({ statut: 409, corps: { code: 'SAISIE_RESERVEE' } });
      // A whole document, as well as one formation.
      expect((await acte('fiche.soumise', { lheo: ecrireLheo([versLheo(ecrans())], '2.3') })).corps['etat']).toBe('SOUMISE');
      expect((await lues()).flatMap((e) => e.champs).find((c) => c.libelle === 'Financement de la session')?.valeur).toBe('41 - Conseil Régional');
    });

    it('R9, golden scenario 9: code 2 of screen 3 leaves for the hub as 1, in LHEO', async () => {
      await acte('fiche.soumise', { ecrans: ecrans() });
      const donnees = (await recu('fiche.soumise'))?.donnees ?? {};
      expect(donnees['lheo']).toMatch(/<modalites-enseignement>1</);
      expect(donnees['lheo']).toMatch(/<code-financeur>2</);
      expect(donnees['ecrans']).toBeUndefined();
    });

    it('R13: a dispensateur who types is refused, the mandataire is not; R2: nor one from elsewhere who delivers nothing here', async () => {
      expect(await acte('fiche.soumise', { par: DISPENSATEUR, ecrans: ecrans() })).toMatchObject({
        statut: 409,
        corps: { code: 'SAISIE_RESERVEE', detail: expect.stringContaining('Kairos') },
      });
      expect((await acte('fiche.soumise', { par: MANDATAIRE, ecrans: ecrans() })).statut).toBe(200);
      expect((await acte('fiche.soumise', { par: DISPENSATEUR })).corps['code']).toBe('SAISIE_RESERVEE');
      const ailleurs = { ...ecrans().responsable, numeroActivite: '11750000175' };
      const loin = { nom: 'Ailleurs', voie: '1 rue', cpVille: '75011 PARIS' };
      expect((await acte('fiche.soumise', { ecrans: ecrans({ responsable: ailleurs }, { lieu: loin }) })).corps['code']).toBe('HORS_REGION');
    });

    it('R4b: the address of registration is fetched from the organisme formateur at the press of a button', async () => {
      const presses = { ...ecrans(), sessions: ecrans().sessions.map((s) => ({ ...s, inscription: { bouton: 'RECUPERER' } })) };
      expect((await acte('fiche.soumise', { ecrans: presses })).statut).toBe(200);
      expect((await lues()).find((e) => e.ecran === 5)?.champs.map((c) => c.valeur)).toEqual([
        'Dispensateur A',
        '1 rue de l’Exemple',
        null,
        null,
        '76600 LE HAVRE',
      ]);
    });

    it('a draft is seen by nobody else, and may be submitted', async () => {
      expect((await acte('fiche.enregistree', { ecrans: ecrans({}, { dispositifs: [], disponibilite: undefined }) })).corps['etat']).toBe('EN_SAISIE');
      expect(await vue('/ecrans')).toMatchObject({ etat: 'EN_SAISIE', code: '01' });
      expect((await acte('fiche.validee')).corps['code']).toBe('ETAT_INCOMPATIBLE');
      expect((await acte('fiche.soumise', { ecrans: ecrans() })).corps['etat']).toBe('SOUMISE');
      expect((await acte('fiche.enregistree', { ecrans: ecrans() })).corps['code']).toBe('ETAT_INCOMPATIBLE');
      await recu('fiche.soumise');
      expect(banc.hub.recus.filter((e) => e.donnees['fiche'] === fiche).map((e) => e.type)).toEqual(['fiche.soumise']);
    });

    it('R1: the hub deposits what was typed here: nothing changes; another text waits while the validated one stays published', async () => {
      const deposerTexte = (empreinte: string, f = versLheo(ecrans())) =>
        banc.dire('smf', '/fiches', { fiche, intitule: f.intitule, ofResponsable: 'OF', numeroActivite: '28140000099', empreinte, sessions: [], formation: f });
      await acte('fiche.soumise', { ecrans: ecrans() });
      await acte('fiche.validee');
      expect((await deposerTexte('v1')).corps['etat']).toBe('VALIDEE');
      await acte('fiche.modifiee', { ecrans: ecrans({ intitule: 'Autre projet' }) });
      expect((await deposerTexte('v2', versLheo(ecrans({ intitule: 'Autre projet' })))).corps['etat']).toBe('MODIFIEE_A_REVALIDER');
      // The hub's word on the first version comes after the second was typed.
      expect((await valider('v1')).corps['etat']).toBe('MODIFIEE_A_REVALIDER');
      expect((await valider('v2')).corps['etat']).toBe('VALIDEE');
    });
  });

  it('R14, R15: an ICO may be typed here, on a known session, and no other modality', async () => {
    const session = `s-${fiche}`;
    const ico = (change: Record<string, unknown> = {}) => banc.acte('smf', 'ico.saisie', { ...creneau({ session }), ...change });
    expect((await ico()).corps['code']).toBe('SESSION_INCONNUE');
    await deposer();
    expect((await ico({ modalite: 'RDV' })).corps['code']).toBe('MODALITE_IMPOSSIBLE');
    expect((await ico({ fin: creneau().debut })).corps['code']).toBe('HORAIRES_INCOHERENTS');
    // R19, R20.
    expect((await ico({ commentaire: 'x'.repeat(501) })).statut).toBe(422);
    expect(await ico({ places: 0 })).toMatchObject({ statut: 422, corps: { erreurs: [{ chemin: 'places', message: expect.stringContaining('R20') }] } });
    const { corps } = await ico();
    await vi.waitUntil(() => banc.hub.recus.some((e) => e.type === 'ico.saisie' && e.donnees['reference'] === corps['reference']), {
      timeout: 5_000,
      interval: 10,
    });
    expect((await banc.dire('smf', '/icos', { session, creneau: 'c1' })).statut).toBe(200);
    expect((await banc.acte('smf', 'session.modifiee', { session, debut: '2027-01-04' })).statut).toBe(200);
    await vi.waitUntil(() => banc.hub.recus.some((e) => e.type === 'session.modifiee' && e.donnees['debut'] === '2027-01-04'), {
      timeout: 5_000,
      interval: 10,
    });
    expect((await banc.acte('smf', 'session.modifiee', { session: 'inconnue' })).corps['code']).toBe('SESSION_INCONNUE');
  });

  it('R13: an ICO or a session is typed here by the mandataire too: a dispensateur is sent to Kairos', async () => {
    const session = `s-${fiche}`;
    await acte('fiche.soumise', { ecrans: ficheExemple({ numero: fiche }, { numero: session, icos: [] }) });
    const tout = await banc.acte('smf', 'ico.saisie', { ...creneau({ session }), modalite: 'RDV', fin: creneau().debut, par: DISPENSATEUR });
    expect([tout.corps['code'], (tout.corps['erreurs'] as { chemin: string }[]).map((e) => e.chemin)]).toEqual(['SAISIE_RESERVEE', ['par', 'modalite', 'fin']]);
    for (const [type, quoi] of [
      ['ico.saisie', creneau({ session })],
      ['session.modifiee', { session, placesConventionnees: 12 }],
    ] as const) {
      for (const qui of ['par', 'organisme'])
        expect(await banc.acte('smf', type, { ...quoi, [qui]: DISPENSATEUR })).toMatchObject({
          statut: 409,
          corps: { code: 'SAISIE_RESERVEE', detail: expect.stringContaining('Kairos') },
        });
      expect((await banc.acte('smf', type, { ...quoi, par: MANDATAIRE })).statut).toBe(200);
    }
    const dite = await vi.waitUntil(() => banc.hub.recus.find((e) => e.type === 'session.modifiee' && e.donnees['session'] === session), {
      timeout: 5_000,
      interval: 10,
    });
    expect(dite?.donnees).toEqual({ session, placesConventionnees: 12 });
  });

  it('R4, R5, R15: what is changed of a session has its limits, all told at once; the screens show it, and each ICO typed', async () => {
    const session = `s-${fiche}`;
    await acte('fiche.soumise', { ecrans: ficheExemple({ numero: fiche }, { numero: session, icos: [] }) });
    const modifier = (change: Record<string, unknown>) => banc.acte('smf', 'session.modifiee', { session, ...change });
    const refusee = await modifier({ intitule: 'x'.repeat(256), placesConventionnees: -1, etatRecrutement: 'OUI', debut: '2027-06-01', fin: '2027-05-01' });
    expect(refusee.statut).toBe(422);
    expect((refusee.corps['erreurs'] as { chemin: string }[]).map((e) => e.chemin)).toEqual(
      expect.arrayContaining(['intitule', 'placesConventionnees', 'etatRecrutement', 'fin']),
    );
    for (const fin of [{ debut: '2027-06-01', fin: '2027-05-01' }, { fin: '2026-01-01' }]) expect((await modifier(fin)).statut).toBe(422);
    expect((await modifier({ intitule: 'Un autre projet', fin: '2028-01-31', placesConventionnees: 430 })).statut).toBe(200);
    await banc.acte('smf', 'ico.saisie', { ...creneau({ session }), debut: '2027-02-10T08:30:00Z', fin: '2027-02-10T10:00:00Z', places: 9 });
    const { ecrans } = (await vue('/ecrans')) as { ecrans: { ecran: number; champs: { libelle: string; valeur: string | null }[] }[] };
    const valeur = (ecran: number, libelle: string) => ecrans.find((e) => e.ecran === ecran)?.champs.find((c) => c.libelle === libelle)?.valeur;
    expect([valeur(1, 'Intitulé de l’action'), valeur(3, 'Date de fin'), valeur(6, 'Nombre de places conventionnées')]).toEqual([
      'Un autre projet',
      '2028-01-31',
      '430',
    ]);
    expect([valeur(7, 'Date'), valeur(7, 'Heure de début'), valeur(7, 'Heure de fin'), valeur(7, 'Nombre de places')]).toEqual([
      '2027-02-10',
      '09:30',
      '11:00',
      '9',
    ]);
  });
});
