/** Every row of the contract's table of acts, from the person who acts in a partner to what the flow hears; even doubled, late and out of order. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SYSTEMES, type Systeme } from '../../domain/codes.ts';
import { creneau, demande as demandePartenaire, personne, session } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';
import { SIRET_DEMO } from '../acces/demonstration.ts';
import { CLE_SYSTEMES, createMaison, ICO, ICO_2, ICO_PASSEE, type Maison, SESSION, T0 } from '../essais/maison.ts';

let maison: Maison;
let banc: Banc;
beforeAll(async () => {
  maison = await createMaison();
  banc = await demarrerSystemes(SYSTEMES, { cle: CLE_SYSTEMES, urlHub: maison.url });
  await banc.dater(maison.horloge.calendrier());
  const of = { siret: SIRET_DEMO, nom: 'Ateliers du Val' };
  for (const code of ['kairos', 'ouiform', 'audef'] as const) {
    await banc.dire(code, '/sessions', session({ numero: SESSION, debut: '2026-12-07', ofResponsable: of, ofDispensateur: of }));
    for (const [id, jours] of [
      [ICO, 9],
      [ICO_2, 12],
      [ICO_PASSEE, -3],
    ] as const)
      await banc.dire(code, '/creneaux', creneau({ creneau: id, session: SESSION, debut: dans(jours), fin: dans(jours + 0.1), places: 50 }));
  }
  await banc.dire('smf', '/fiches', {
    fiche: 'A825286',
    intitule: 'Soudeur assembleur industriel',
    ofResponsable: SIRET_DEMO,
    numeroActivite: '25140000014',
    empreinte: 'e-A825286',
    sessions: [SESSION],
  });
  await banc.dire('rco', '/sessions', { ...session({ numero: '103726', ofResponsable: of, ofDispensateur: of }), apprentissage: false });
});
afterAll(async () => {
  await banc.close();
  await maison.close();
});

const dans = (jours: number): string => new Date(T0 + jours * 86_400_000).toISOString();
let rang = 100;
const demande = (reseau: 'PE' | 'ML' | 'CAP_EMPLOI' | 'OF' | 'DE', change = {}) =>
  demandePartenaire(++rang, reseau, { session: SESSION, creneau: ICO, ...change });
const entendu = (trouver: (acte: Record<string, unknown>, id: string) => boolean, nombre = 1) =>
  vi.waitUntil(
    async () => {
      await maison.relire();
      await maison.receptions.relayer();
      const trouves = maison.flux.entendus.filter((e) => e.acte !== null && trouver({ ...e.acte }, e.id));
      return trouves.length >= nombre && trouves;
    },
    { timeout: 15_000, interval: 50 },
  );
const agir = async (systeme: Systeme, type: string, donnees: unknown): Promise<string> => {
  const { statut, corps } = await banc.acte(systeme, type, donnees);
  expect([statut, corps['code']], `${systeme} ${type}`).toEqual([200, undefined]);
  return String(corps['reference']);
};
const positionne = async (systeme: Systeme, type: string, reseau: Parameters<typeof demande>[0], change = {}) => {
  const reference = await agir(systeme, type, demande(reseau, change));
  return vi.waitUntil(() => maison.hub.positionnement.findUnique({ where: { reference } }), { timeout: 15_000, interval: 50 });
};
/** Kairos learns the hub's ids as it does from the flow. */
const dansKairos = async (p: { id: string; parcours: string; creneau: string; reference: string | null }, rangPersonne: number) => {
  await banc.dire('kairos', '/positionnements', {
    positionnement: p.id,
    parcours: p.parcours,
    personne: personne(rangPersonne),
    session: SESSION,
    creneau: p.creneau,
    outil: 'KAIROS',
    argumentaire: null,
    reference: p.reference,
  });
};

const TOUT = [
  ['as it comes', { doubles: 0, retardMs: 0, desordre: 0 }],
  ['doubled, late and out of order', { doubles: 1, retardMs: 40, desordre: 1 }],
] as const;

/** How each tool's adviser, or the DE, positions and cancels. */
const PRESCRIPTIONS = [
  ['ouiform', 'positionnement.cree', 'ML', 'positionnement.annule'],
  ['ouiform', 'positionnement.cree', 'CAP_EMPLOI', 'positionnement.annule'],
  ['audef', 'positionnement.cree', 'PE', 'positionnement.annule'],
  ['pefr', 'rdv.reserve', 'DE', 'rdv.annule'],
  ['pefr', 'rdv.reserve', 'DE', 'positionnement.annule'],
] as const;

describe.each(TOUT)('acts in the partners, %s', (variante, evenements) => {
  beforeAll(async () => {
    for (const code of SYSTEMES) await banc.regler(code, { evenements });
  });

  it.each(variante === 'as it comes' ? PRESCRIPTIONS : PRESCRIPTIONS.slice(2, 4))('R34: %s %s (%s), then %s', async (systeme, type, reseau, annuler) => {
    const p = await positionne(systeme, type, reseau);
    const pris = await entendu((a) => a['type'] === 'positionner' && a['positionnement'] === p.id);
    expect(pris).toMatchObject([{ id: `parcours:${p.parcours}`, acte: { reseau, depuis: systeme } }]);
    await agir(systeme, annuler, { positionnement: p.reference, motif: 'Empêchement' });
    expect(await entendu((a) => a['type'] === 'annulerPositionnement' && a['positionnement'] === p.id)).toHaveLength(1);
  });

  it('R38, R41: kairos positionnement.cree, presence.saisie, suite.saisie, entree.attestee, interruption.saisie, formation.terminee', async () => {
    const p = await positionne('kairos', 'positionnement.cree', 'OF', { creneau: ICO_2 });
    expect(await entendu((a) => a['type'] === 'positionner' && a['positionnement'] === p.id)).toHaveLength(1);
    await dansKairos(p, rang);
    const ligne = { positionnement: p.reference };
    const calendrier = maison.horloge.calendrier();
    // The meeting is in twelve days: nobody is present before.
    await banc.dater({ ...calendrier, avance: calendrier.avance + 13 * 86_400_000 });
    await agir('kairos', 'presence.saisie', { creneau: ICO_2, presences: [{ ...ligne, presence: 'PRESENT' }] });
    await agir('kairos', 'suite.saisie', { creneau: ICO_2, suites: [{ ...ligne, suite: 'RETENU' }] });
    await banc.dater(calendrier);
    expect(await entendu((a) => a['type'] === 'emarger' && JSON.stringify(a['lignes']).includes(p.id), 2)).toHaveLength(2);
    await banc.dire('kairos', '/inscriptions', { parcours: p.parcours, positionnement: p.id, session: SESSION, date: '2026-11-20', financement: null });
    const de = (type: string) => (a: Record<string, unknown>, id: string) => a['type'] === type && id === `parcours:${p.parcours}`;
    await agir('kairos', 'entree.attestee', { parcours: p.parcours, date: '2026-12-07' });
    expect(await entendu(de('entrer'))).toMatchObject([{ acte: { jour: '2026-12-07' } }]);
    await agir('kairos', 'interruption.saisie', { parcours: p.parcours, debut: '2027-01-04', fin: '2027-01-08', motif: 'Maladie' });
    expect(await entendu(de('interrompre'))).toMatchObject([{ acte: { debut: '2027-01-04', fin: '2027-01-08' } }]);
    await agir('kairos', 'formation.terminee', { parcours: p.parcours, date: '2027-03-26', motif: 'Fin de formation', bilan: 'Titre obtenu' });
    expect(await entendu(de('sortir'))).toMatchObject([{ acte: { bilan: true } }]);
  });

  it('R41: kairos inscription.annulee, before the entry', async () => {
    const p = await positionne('kairos', 'positionnement.cree', 'OF', { creneau: ICO_2 });
    await dansKairos(p, rang);
    await banc.dire('kairos', '/inscriptions', { parcours: p.parcours, positionnement: p.id, session: SESSION, date: '2026-11-20', financement: null });
    await agir('kairos', 'inscription.annulee', { parcours: p.parcours, motif: 'Raison matérielle' });
    expect(await entendu((a, id) => a['type'] === 'annulerInscription' && id === `parcours:${p.parcours}`)).toHaveLength(1);
  });

  it('R42c, R39: kairos inscription.creee on a training of no catalogue, whose reference is accepted afterwards', async () => {
    const numero = `hors-${++rang}`;
    const reference = await agir('kairos', 'inscription.creee', { session: numero, personne: personne(rang), organisme: SIRET_DEMO });
    const [inscrit] = await entendu((a, id) => a['type'] === 'inscrire' && id.endsWith(`:${numero}`));
    const p = await maison.hub.positionnement.findUniqueOrThrow({ where: { reference } });
    expect(inscrit).toMatchObject({ id: `parcours:${p.parcours}`, acte: { positionnement: p.id, depuis: 'kairos' } });
    expect(await maison.hub.session.findUnique({ where: { numero } })).toMatchObject({ fiche: 'HORS_CATALOGUE', ofDispensateur: SIRET_DEMO });
    await agir('kairos', 'entree.attestee', { parcours: reference, date: '2026-12-07' });
    // Its mirror is the flow's to write: here nobody does.
    await maison.hub.parcours.createMany({ data: [{ id: p.parcours, personne: p.personne, session: numero, etape: 'INSCRIT', positionnement: p.id }] });
    expect(await entendu((a, id) => a['type'] === 'entrer' && id === `parcours:${p.parcours}`)).toHaveLength(1);
  });

  it('R39, G1: kairos non-retenus.declares: each leaves a trace, who is registered learns that it is said, and who is followed there is refused', async () => {
    const inscrit = personne(++rang);
    const reference = await agir('kairos', 'inscription.creee', { session: SESSION, personne: inscrit });
    const { parcours } = await vi.waitUntil(() => maison.hub.positionnement.findUnique({ where: { reference } }), { timeout: 15_000 });
    const appris = (nombre: number) => entendu((a, id) => a['type'] === 'nonRetenusDeclares' && id === `parcours:${parcours}`, nombre);
    const motif = `Projet à préciser ${rang}`;
    const candidats = [++rang, ++rang].map((n) => ({ personne: personne(n), motif }));
    await agir('kairos', 'non-retenus.declares', { session: SESSION, candidats, organisme: SIRET_DEMO });
    await appris(1);
    const traces = await maison.hub.positionnement.findMany({ where: { motif } });
    expect(traces).toHaveLength(2);
    for (const t of traces) {
      expect(t).toMatchObject({ session: SESSION, creneau: 'HORS_CRENEAU', outil: 'KAIROS', reseau: 'OF', suite: 'NON_RETENU' });
      expect(await entendu((a, id) => a['type'] === 'declarerNonRetenu' && a['positionnement'] === t.id && id === `parcours:${t.parcours}`)).toHaveLength(1);
    }
    const vus = await banc.voir<Record<string, unknown>[]>('kairos', `/sessions/${SESSION}/non-retenus`);
    expect(vus.filter((v) => v['Motif'] === motif)).toHaveLength(2);
    const refuse = await banc.acte('kairos', 'non-retenus.declares', { session: SESSION, candidats: [{ personne: inscrit, motif: 'Erreur' }] });
    expect([refuse.statut, refuse.corps['code']]).toEqual([409, 'CANDIDAT_SUIVI']);
    // Nobody else was met: that is said too.
    await agir('kairos', 'non-retenus.declares', { session: SESSION, candidats: [] });
    expect(await appris(2)).toHaveLength(2);
  });

  it('R42b: kairos interruption.saisie of a whole session reaches everybody who is in training there', async () => {
    const p = await positionne('kairos', 'positionnement.cree', 'OF', { creneau: ICO_2 });
    const debut = `2027-02-${String((rang % 20) + 1).padStart(2, '0')}`;
    await entendu((a) => a['type'] === 'positionner' && a['positionnement'] === p.id);
    await maison.hub.parcours.update({ where: { id: p.parcours }, data: { etape: 'EN_FORMATION' } });
    await agir('kairos', 'interruption.saisie', { session: SESSION, debut, fin: null, motif: 'Fermeture annuelle' });
    expect(await entendu((a, id) => a['type'] === 'interrompre' && a['debut'] === debut && id === `parcours:${p.parcours}`)).toHaveLength(1);
    const { offre } = await maison.hub.session.findUniqueOrThrow({ where: { numero: SESSION } });
    expect(offre).toMatchObject({ interruptions: expect.arrayContaining([{ debut, fin: null }]) });
    expect(await banc.voir('kairos', `/sessions/${SESSION}/detail`)).toMatchObject({
      'Périodes d’interruption': expect.arrayContaining([{ 'Date de début': debut, 'Date de fin': null, Motif: 'Fermeture annuelle' }]),
    });
  });

  it('L768: kairos plus.saisis is kept with the offer, and published again', async () => {
    const plus = `Restauration sur place ${++rang}`;
    await agir('kairos', 'plus.saisis', { session: SESSION, plus, liens: ['https://of.example/action'] });
    const offre = async () => (await maison.hub.session.findUniqueOrThrow({ where: { numero: SESSION } })).offre as { plus?: string };
    await vi.waitUntil(async () => (await offre()).plus === plus, { timeout: 15_000, interval: 50 });
    await entendu((a, id) => a['type'] === 'publier' && id === `session:${SESSION}`);
  });

  it('R15: smf ico.saisie; kairos creneau.publie, creneau.modifie, creneau.annule', async () => {
    const texte = { session: SESSION, modalite: 'ICO', debut: dans(20 + (++rang % 9)), fin: dans(20.1 + (rang % 9)), places: 8, lieu: { ville: 'Rouen' } };
    const smf = await agir('smf', 'ico.saisie', texte);
    const duSmf = await vi.waitUntil(() => maison.hub.creneau.findUnique({ where: { reference: smf } }), { timeout: 15_000, interval: 50 });
    expect(duSmf).toMatchObject({ origine: 'SMF', places: 8 });
    const ref = await agir('kairos', 'creneau.publie', { ...texte, modalite: 'RDV', places: 1 });
    const rdv = await vi.waitUntil(() => maison.hub.creneau.findUnique({ where: { reference: ref } }), { timeout: 15_000, interval: 50 });
    await agir('kairos', 'creneau.modifie', { creneau: ref, debut: dans(40), fin: dans(40.1) });
    expect(await entendu((a, id) => a['type'] === 'deplacer' && id === `creneau:${rdv.id}`)).toMatchObject([{ acte: { debut: dans(40) } }]);
    await agir('kairos', 'creneau.annule', { creneau: ref, motif: 'Salle indisponible' });
    expect(await entendu((a, id) => a['type'] === 'annuler' && id === `creneau:${rdv.id}`)).toHaveLength(1);
  });

  it('R17, §d.5: kairos candidature.convoquee calls a candidate from the window to an appointment: the path moves there', async () => {
    const ouvrir = async (modalite: 'CANDIDATURE' | 'RDV', debut: number, fin: number) => {
      const ref = await agir('kairos', 'creneau.publie', { session: SESSION, modalite, debut: dans(debut), fin: dans(fin), places: 1 });
      return vi.waitUntil(() => maison.hub.creneau.findUnique({ where: { reference: ref } }), { timeout: 15_000, interval: 50 });
    };
    const jour = 30 + ++rang;
    const [fenetre, rdv] = [await ouvrir('CANDIDATURE', -0.5, jour), await ouvrir('RDV', jour, jour + 0.05)];
    const p = await positionne('kairos', 'positionnement.cree', 'OF', { creneau: fenetre.reference });
    await entendu((a) => a['type'] === 'positionner' && a['positionnement'] === p.id);
    await agir('kairos', 'candidature.convoquee', { positionnement: p.reference, creneau: rdv.reference });
    expect(await entendu((a) => a['type'] === 'reporter' && a['positionnement'] === p.id)).toMatchObject([
      { id: `parcours:${p.parcours}`, acte: { creneau: rdv.id, modalite: 'RDV', depuis: 'kairos' } },
    ]);
  });

  it('R1, R35, R31: smf fiche.* and session.modifiee, aude de.statut, imilo dossier.synchronise, rco session.visible', async () => {
    const depuis = (type: string, id: string) => entendu((a, w) => a['type'] === type && w === id && !connus.has(a['id']));
    const connus = new Set<unknown>(maison.flux.entendus.map((e) => e.acte?.id));
    await agir('smf', 'fiche.modifiee', { fiche: 'A825286' });
    await agir('smf', 'fiche.retournee', { fiche: 'A825286', remarques: 'Le contenu manque.' });
    await agir('smf', 'fiche.soumise', { fiche: 'A825286' });
    await agir('smf', 'fiche.validee', { fiche: 'A825286' });
    await entendu((a, w) => a['type'] === 'valider' && w === 'fiche:A825286' && !connus.has(a['id']));
    if (variante !== 'as it comes') {
      await agir('smf', 'fiche.archivee', { fiche: 'A825286' });
      await depuis('archiver', 'fiche:A825286');
    }
    for (const type of ['soumettre', 'retourner', 'valider']) expect((await depuis(type, 'fiche:A825286')).length).toBeGreaterThan(0);
    await agir('smf', 'session.modifiee', { session: SESSION, etatRecrutement: 'SUSPENDU' });
    await depuis('etatRecrutement', `session:${SESSION}`);
    const p = await positionne('ouiform', 'positionnement.cree', 'ML', { creneau: ICO_2 });
    const { idDE } = await maison.hub.personne.findUniqueOrThrow({ where: { id: p.personne } });
    await agir('aude', 'de.statut', { idDE, statut: 'RADIE', date: '2026-11-03', jusqua: '2027-01-03' });
    expect(await depuis('statut', `demandeur:${p.personne}`)).toMatchObject([{ acte: { statut: 'RADIE', jusqua: '2027-01-03T00:00:00.000Z' } }]);
    await agir('imilo', 'dossier.synchronise', { idDE, dossier: `ML-${rang}`, synchronise: true });
    await depuis('dossierSynchronise', `parcours:${p.parcours}`);
  });
});

it('rco session.visible tells the session', async () => {
  await banc.regler('rco', { delaiVisibiliteHeures: 48 });
  await banc.dire('rco', '/sessions', { ...session({ numero: '103726', fin: null, ofResponsable: { siret: SIRET_DEMO, nom: 'x' } }), apprentissage: false });
  await banc.dire('rco', '/sessions/retraits', { session: '103726', motif: 'Essai' });
  await banc.dire('rco', '/sessions', { ...session({ numero: '103726', fin: null }), apprentissage: false });
  await agir('rco', 'session.visible', { session: '103726', date: '2026-11-03' });
  expect(await entendu((a, id) => a['type'] === 'visible' && id === 'session:103726')).not.toHaveLength(0);
});
