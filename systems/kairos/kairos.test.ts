import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { creneau, dans, demande, jourDans, personne, positionnement, SIRET, session } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
let n = 0;
/** A session and a slot of its own for each test. */
let s: string;
let c: string;
beforeAll(async () => {
  banc = await demarrerSystemes(['kairos']);
});
afterAll(() => banc.close());
beforeEach(async () => {
  n++;
  [s, c] = [`s${n}`, `c${n}`];
  await banc.dire('kairos', '/sessions', session({ numero: s }));
  await banc.dire('kairos', '/creneaux', creneau({ creneau: c, session: s, places: 2 }));
});

const positionner = (rang: number, change: Parameters<typeof positionnement>[1] = {}) =>
  banc.dire(
    'kairos',
    '/positionnements',
    positionnement(rang, { session: s, creneau: c, positionnement: `p${n}-${rang}`, parcours: `q${n}-${rang}`, ...change }),
  );
/** The slot begins three days from now at the latest: what is typed in it is typed then. */
const ensuite = async <T>(agir: () => Promise<T>): Promise<T> => {
  await banc.dater({ origine: Date.now(), vitesse: 1, avance: 3 * 86_400_000 });
  try {
    return await agir();
  } finally {
    await banc.dater({ origine: 0, vitesse: 1, avance: 0 });
  }
};
const emarger = (type: 'presence.saisie' | 'suite.saisie', donnees: unknown) => ensuite(() => banc.acte('kairos', type, donnees));
const inscrits = () => banc.voir<Record<string, unknown>[]>('kairos', `/sessions/${s}/inscrits`);
const creneaux = () => banc.voir<Record<string, unknown>[]>('kairos', `/sessions/${s}/creneaux`);

describe('seats and lock', () => {
  it('R26, R29: lists every candidate with the tool as origin, never the network', async () => {
    await banc.dire('kairos', '/creneaux', creneau({ creneau: c, session: s, places: 10 }));
    for (const [rang, outil] of (['OUIFORM', 'AUDEF', 'PE_FR', 'KAIROS'] as const).entries()) await positionner(rang, { outil });
    const vus = await inscrits();
    expect(vus.map((v) => v['origine']).sort()).toEqual(['DE', 'OF', 'OUIFORM', 'PE']);
    expect(vus.find((v) => v['positionnement'] === `p${n}-0`)).toEqual({
      positionnement: `p${n}-0`,
      nom: 'Essai0',
      prenom: 'Camille',
      idDE: personne(0).idDE,
      origine: 'OUIFORM',
      creneau: c,
      presence: null,
      suite: null,
      inscription: null,
      entree: null,
    });
    expect(JSON.stringify(vus)).not.toMatch(/CAP_EMPLOI|"ML"/);
  });

  it('gives the last seat once: 12 at the same time for 2 seats', async () => {
    const reponses = await Promise.all(Array.from({ length: 12 }, (_, rang) => positionner(rang)));
    expect(reponses.filter((r) => r.statut === 200)).toHaveLength(2);
    expect(reponses.filter((r) => r.corps['code'] === 'COMPLET')).toHaveLength(10);
    expect(await creneaux()).toMatchObject([{ creneau: c, places: 2, placesLibres: 0, statut: 'COMPLET' }]);
    expect(await inscrits()).toHaveLength(2);
  });

  it('R27: one person waits for one slot of a session, even when two systems ask at once, with the sentence advisers know', async () => {
    await banc.dire('kairos', '/creneaux', creneau({ creneau: `${c}bis`, session: s, debut: dans(5), fin: dans(5.1) }));
    const deux = await Promise.all([positionner(1), positionner(1, { positionnement: `p${n}-autre`, creneau: `${c}bis` })]);
    expect(deux.map((r) => r.statut).sort()).toEqual([200, 409]);
    expect(deux.find((r) => r.statut === 409)?.corps).toMatchObject({
      code: 'DEJA_INSCRIT',
      detail: "Est déjà inscrite à une réunion d'information pour cette session de formation.",
    });
    expect(await inscrits()).toHaveLength(1);
  });

  it('R27: what an organisme has just typed here is not what was made elsewhere at the same moment: that one is refused', async () => {
    const { personne } = positionnement(n * 100 + 1, {});
    const tapee = await banc.acte('kairos', 'positionnement.cree', { personne, session: s, creneau: c, prescripteur: { reseau: 'OF' } });
    expect(tapee.statut, JSON.stringify(tapee.corps)).toBe(200);
    expect((await positionner(1, { personne })).corps['code']).toBe('DEJA_INSCRIT');
    expect((await positionner(1, { personne, outil: 'KAIROS' })).corps['code']).toBe('DEJA_INSCRIT');
    expect((await positionner(1, { personne, outil: 'KAIROS', reference: String(tapee.corps['reference']) })).statut).toBe(200);
    expect(await inscrits()).toMatchObject([{ positionnement: `p${n}-1`, origine: 'OF' }]);
  });

  it('R27: the lock goes with an absence, a presence or a cancellation', async () => {
    await banc.dire('kairos', '/creneaux', creneau({ creneau: `${c}bis`, session: s, debut: dans(5), fin: dans(5.1) }));
    await positionner(1);
    expect((await emarger('presence.saisie', { creneau: c, presences: [{ positionnement: `p${n}-1`, presence: 'ABSENT' }] })).statut).toBe(200);
    const suivant = { positionnement: `p${n}-1b`, creneau: `${c}bis` };
    expect((await positionner(1, suivant)).statut).toBe(200);
    expect((await positionner(1, { positionnement: `p${n}-1c` })).corps['code']).toBe('DEJA_INSCRIT');
    await banc.dire('kairos', '/positionnements/annulations', { positionnement: suivant.positionnement, motif: 'Empêchement' });
    expect((await positionner(1, { positionnement: `p${n}-1d`, creneau: `${c}bis` })).statut).toBe(200);
    expect((await inscrits()).map((v) => [v['positionnement'], v['presence']])).toEqual([
      [`p${n}-1`, 'ABSENT'],
      [`p${n}-1d`, null],
    ]);
  });

  it('refuses a closed or suspended session, an unknown slot, a cancelled one', async () => {
    for (const etat of ['FERME', 'SUSPENDU'] as const) {
      await banc.dire('kairos', '/sessions/etat-recrutement', { session: s, etat });
      expect((await positionner(1)).corps['code']).toBe('RECRUTEMENT_FERME');
    }
    await banc.dire('kairos', '/sessions/etat-recrutement', { session: s, etat: 'OUVERT' });
    expect((await positionner(1, { creneau: 'nulle-part' })).corps['code']).toBe('CRENEAU_INCONNU');
    expect((await positionner(1, { session: 'nulle-part' })).corps['code']).toBe('SESSION_INCONNUE');
    expect((await banc.dire('kairos', '/creneaux/annulations', { creneau: c, motif: 'Salle fermée' })).statut).toBe(200);
    expect((await positionner(1)).corps['code']).toBe('CRENEAU_ANNULE');
  });

  it('knows that a slot is over by the business calendar, not by the clock on the wall', async () => {
    const plusTard = { origine: Date.now(), vitesse: 1, avance: 3 * 86_400_000 };
    await positionner(2);
    await banc.dater(plusTard);
    try {
      expect((await positionner(1)).corps['code']).toBe('CRENEAU_PASSE');
      expect((await creneaux())[0]).toMatchObject({ statut: 'A_EMARGER' });
    } finally {
      await banc.dater({ origine: 0, vitesse: 1, avance: 0 });
    }
  });

  it('moves a candidate from one slot to another, and the seat follows', async () => {
    await banc.dire('kairos', '/creneaux', creneau({ creneau: `${c}bis`, session: s, places: 1, debut: dans(5), fin: dans(5.1) }));
    await positionner(1);
    const reponse = await banc.dire('kairos', '/positionnements/deplacements', { positionnement: `p${n}-1`, creneau: `${c}bis` });
    expect(reponse.corps).toMatchObject({ placesLibres: 0 });
    expect((await creneaux()).map((v) => [v['creneau'], v['placesLibres'], v['statut']])).toEqual([
      [c, 2, 'PUBLIE'],
      [`${c}bis`, 0, 'COMPLET'],
    ]);
  });

  it('R12: opens no slot for a dispensateur without an account', async () => {
    await banc.dire('kairos', '/sessions', session({ numero: s, ofDispensateur: { siret: '', nom: 'Sans SIRET' } }));
    expect((await banc.dire('kairos', '/creneaux', creneau({ creneau: `${c}ter`, session: s }))).corps['code']).toBe('COMPTE_ABSENT');
    await banc.dire('kairos', '/sessions', session({ numero: s, ofDispensateur: { siret: SIRET, nom: 'Avec SIRET' } }));
    expect((await banc.dire('kairos', '/creneaux', creneau({ creneau: `${c}ter`, session: s }))).statut).toBe(200);
  });
});

describe('what an OF does in Kairos', () => {
  const evenement = (type: string, trouver: (donnees: Record<string, unknown>) => boolean) =>
    vi.waitUntil(() => banc.hub.recus.find((e) => e.type === type && trouver(e.donnees)), { timeout: 5_000, interval: 10 });

  it('R30: enters a person, which the hub then names instead of entering her twice', async () => {
    const { corps } = await banc.acte('kairos', 'positionnement.cree', demande(1, 'OF', { session: s, creneau: c }));
    const reference = String(corps['reference']);
    expect(await evenement('positionnement.cree', (d) => d['reference'] === reference)).toMatchObject({
      donnees: { session: s, creneau: c, personne: { nom: 'Essai1' } },
    });
    expect(await positionner(1, { outil: 'KAIROS', reference })).toMatchObject({ statut: 200, corps: { reference, placesLibres: 1 } });
    expect(await inscrits()).toMatchObject([{ positionnement: `p${n}-1`, origine: 'OF' }]);
    // Both names are accepted afterwards.
    for (const id of [reference, `p${n}-1`]) {
      expect((await emarger('presence.saisie', { creneau: c, presences: [{ positionnement: id, presence: 'PRESENT' }] })).statut).toBe(200);
    }
    expect((await banc.acte('kairos', 'positionnement.cree', demande(2, 'ML', { session: s, creneau: c }))).corps['code']).toBe('ORIGINE_REFUSEE');
  });

  it('R15: opens a slot, which is the same as the one that the hub publishes with its date and place', async () => {
    const texte = { session: s, modalite: 'ICO', debut: dans(9), fin: dans(9.1), lieu: { ville: 'Caen', codePostal: '14000' }, places: 5 };
    const { corps } = await banc.acte('kairos', 'creneau.publie', texte);
    await evenement('creneau.publie', (d) => d['reference'] === corps['reference']);
    await banc.dire('kairos', '/creneaux', { ...creneau(), ...texte, creneau: `${c}-hub` });
    expect((await creneaux()).map((v) => v['creneau'])).toEqual([c, `${c}-hub`]);
    expect((await positionner(1, { creneau: String(corps['reference']) })).statut).toBe(200);
    expect((await creneaux())[1]).toMatchObject({ placesLibres: 4 });
  });

  it('R15: learns the hub’s name of a slot that was typed here, even once it has been moved', async () => {
    const texte = { session: s, modalite: 'ICO', debut: dans(9), fin: dans(9.1), lieu: { ville: 'Caen', codePostal: '14000' }, places: 5 };
    const deplace = dans(10);
    const reference = String((await banc.acte('kairos', 'creneau.publie', texte)).corps['reference']);
    expect((await banc.acte('kairos', 'creneau.modifie', { creneau: reference, debut: deplace, fin: dans(10.1), lieu: null })).statut).toBe(200);
    const nomme = { ...creneau(), ...texte, creneau: `${c}-nom`, reference };
    expect((await banc.dire('kairos', '/creneaux', nomme)).statut).toBe(200);
    expect((await creneaux()).map((v) => [v['creneau'], v['debut']])).toContainEqual([`${c}-nom`, deplace]);
    expect(await creneaux()).toHaveLength(2);
    for (const [rang, nom] of [`${c}-nom`, reference].entries()) expect((await positionner(rang + 1, { creneau: nom })).statut).toBe(200);
  });

  it('moves and cancels slots; a cancelled slot releases those who waited for it', async () => {
    await positionner(1);
    expect((await banc.acte('kairos', 'creneau.modifie', { creneau: c, debut: dans(4), fin: dans(4.1), lieu: null })).statut).toBe(200);
    expect((await banc.acte('kairos', 'creneau.annule', { creneau: c, motif: 'Grève' })).statut).toBe(200);
    expect((await banc.acte('kairos', 'creneau.annule', { creneau: c, motif: 'Grève' })).corps['code']).toBe('CRENEAU_ANNULE');
    expect(await inscrits()).toEqual([]);
    await banc.dire('kairos', '/creneaux', creneau({ creneau: `${c}bis`, session: s }));
    expect((await positionner(1, { positionnement: `p${n}-9`, creneau: `${c}bis` })).statut).toBe(200);
  });

  it('R38: types presences and bilan, all lines or none', async () => {
    await positionner(1);
    await positionner(2);
    const feuille = (id: string) => ({
      creneau: c,
      presences: [
        { positionnement: `p${n}-1`, presence: 'PRESENT' },
        { positionnement: id, presence: 'ABSENT', motif: 'Malade' },
      ],
    });
    expect((await emarger('presence.saisie', feuille('inconnu'))).corps['code']).toBe('POSITIONNEMENT_INCONNU');
    expect((await inscrits()).map((v) => v['presence'])).toEqual([null, null]);
    await emarger('presence.saisie', feuille(`p${n}-2`));
    const suites = (id: string) => ({ creneau: c, suites: [{ positionnement: id, suite: 'RETENU' }] });
    expect((await emarger('suite.saisie', suites(`p${n}-2`))).corps['code']).toBe('SUITE_SANS_PRESENCE');
    await emarger('suite.saisie', suites(`p${n}-1`));
    expect(await inscrits()).toMatchObject([
      { presence: 'PRESENT', suite: 'RETENU' },
      { presence: 'ABSENT', suite: null },
    ]);
    await evenement('suite.saisie', (d) => d['creneau'] === c);
    // What was decided falls with the presence.
    await emarger('presence.saisie', { creneau: c, presences: [{ positionnement: `p${n}-1`, presence: 'ABSENT_EXCUSE' }] });
    expect((await inscrits())[0]).toMatchObject({ presence: 'ABSENT_EXCUSE', suite: null });
    expect((await emarger('suite.saisie', suites(`p${n}-1`))).corps['code']).toBe('SUITE_SANS_PRESENCE');
  });

  it('R41: an inscription is to be validated from the first day, then attested, or cancelled with a motif', async () => {
    await positionner(1);
    const parcours = `q${n}-1`;
    expect((await banc.acte('kairos', 'entree.attestee', { parcours, date: jourDans(30) })).corps['code']).toBe('INSCRIPTION_INCONNUE');
    await banc.dire('kairos', '/inscriptions', { parcours, positionnement: `p${n}-1`, session: s, date: jourDans(3), financement: null });
    expect(await inscrits()).toMatchObject([{ inscription: 'INSCRIT', entree: null }]);
    await banc.dater({ origine: Date.now(), vitesse: 1, avance: 31 * 86_400_000 });
    try {
      expect(await inscrits()).toMatchObject([{ entree: 'ENTREE_A_VALIDER' }]);
    } finally {
      await banc.dater({ origine: 0, vitesse: 1, avance: 0 });
    }
    expect((await banc.acte('kairos', 'entree.attestee', { parcours, date: jourDans(30) })).statut).toBe(200);
    expect(await inscrits()).toMatchObject([{ entree: 'ENTREE_ATTESTEE' }]);
    expect((await banc.acte('kairos', 'interruption.saisie', { parcours, debut: jourDans(40), fin: jourDans(45), motif: 'Congés' })).statut).toBe(200);
    expect((await banc.acte('kairos', 'formation.terminee', { parcours, date: jourDans(200), motif: 'Fin de formation', bilan: 'Acquis' })).statut).toBe(200);
    await banc.dire('kairos', '/inscriptions/annulations', { parcours, motif: 'Raison matérielle', date: jourDans(31) });
    expect(await inscrits()).toMatchObject([{ inscription: 'INSCRIPTION_ANNULEE', entree: null }]);
    expect((await banc.acte('kairos', 'entree.attestee', { parcours, date: jourDans(31) })).corps['code']).toBe('INSCRIPTION_ANNULEE');
  });

  it('R42c: accepts an inscription on a training that has no fiche', async () => {
    const { corps } = await banc.acte('kairos', 'inscription.creee', { session: `hors-${n}`, personne: personne(7) });
    expect(await evenement('inscription.creee', (d) => d['reference'] === corps['reference'])).toMatchObject({ donnees: { session: `hors-${n}` } });
    const vus = await banc.voir<Record<string, unknown>[]>('kairos', `/sessions/hors-${n}/inscrits`);
    expect(vus).toMatchObject([{ positionnement: corps['reference'], inscription: 'INSCRIT', origine: 'OF' }]);
    expect((await banc.acte('kairos', 'entree.attestee', { parcours: corps['reference'], date: jourDans(1) })).statut).toBe(200);
  });

  it('§d.7: trained again on the same session, a person is shown by the new registration, and its entry is waited for; said again, nothing changes', async () => {
    await positionner(1);
    const parcours = `q${n}-1`;
    const inscrire = (jour: number) =>
      banc.dire('kairos', '/inscriptions', { parcours, positionnement: `p${n}-1`, session: s, date: jourDans(jour), financement: null });
    const tenu = async () =>
      (await banc.appeler<{ elements: { faits: unknown }[] }>('POST', '/kairos/etat/candidats', { references: [`p${n}-1`] })).corps.elements[0]?.faits;
    await inscrire(3);
    await banc.acte('kairos', 'entree.attestee', { parcours, date: jourDans(30) });
    await banc.acte('kairos', 'formation.terminee', { parcours, date: jourDans(40), motif: 'Abandon', bilan: null });
    await inscrire(3);
    expect(await tenu()).toMatchObject({ INSCRIPTION: jourDans(3), ENTREE: jourDans(30), BILAN: jourDans(40) });
    await inscrire(50);
    expect(await tenu()).toEqual({ POSITIONNEMENT: 'CONFIRME', INSCRIPTION: jourDans(50) });
    expect((await banc.acte('kairos', 'inscription.annulee', { parcours, motif: 'Raison matérielle' })).statut).toBe(200);
    await inscrire(50);
    expect((await banc.acte('kairos', 'entree.attestee', { parcours, date: jourDans(51) })).statut).toBe(200);
    expect(await tenu()).toMatchObject({ INSCRIPTION: jourDans(50), ENTREE: jourDans(51) });
    // The hub's cancellation crossed that entry.
    await banc.dire('kairos', '/inscriptions/annulations', { parcours, motif: 'Raison matérielle', date: jourDans(51) });
    expect(await tenu()).toEqual({ POSITIONNEMENT: 'CONFIRME' });
  });
});
