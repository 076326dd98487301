/** The golden scenarios of a candidate's path: who positions, what the organisme says, what each system then shows. */
import { expect } from 'vitest';
import { debutDeJourParis } from '../../domain/ouvres.ts';
import * as c from '../outils/chaine.ts';
import { dispensateur, ico, rdv, session } from './catalogue.ts';
import { apresReunion, type Candidat, HEURE, JOUR, type Monde } from './monde.ts';

const R27 = "Est déjà inscrite à une réunion d'information pour cette session de formation.";
const CHEZ_LES_CONSEILLERS = ['KAIROS', 'OUIFORM', 'AUDE', 'AUDEF'];
const idDE = (rang: number): string => c.personne(rang).idDE;
const A_SAISIR = /présences? (est |sont )?à saisir/i;

/** Noon of a day of the session. */
const aMidi = (m: Monde, jour: string): Promise<void> => m.temps.jusqua(debutDeJourParis(jour) + 12 * HEURE);
const surParcours = (m: Monde, p: Candidat, suffixe: string, json: unknown) =>
  m.pilote.api(`/api/v1/parcours/${p.parcours}/${suffixe}`, { method: 'POST', json, headers: { 'idempotency-key': `${suffixe}-${p.rang}` } });

export const bonChemin = async (m: Monde): Promise<void> => {
  const n = 1;
  const p = await m.parApi(1001, m.demande(1001, 'ML', ico(n), { dossierImilo: { id: 'IM-1001', synchronise: true } }));
  await m.cellule(p, 'IMILO', 'POSITIONNEMENT', 'VISIBLE');
  expect(await m.pilote.vue('imilo', 'dossiers/IM-1001')).toMatchObject({ propositions: [{ session: session(n), statut: 'CONFIRME' }] });
  await apresReunion(m, n, ico(n));
  const page = await c.ouvrirPageOf(c.lienDe((await m.courriel(dispensateur(n).courriel, A_SAISIR)).text));
  expect(await page.repondre([{ positionnement: p.id, presence: 'PRESENT', suite: 'RETENU' }])).toBe(200);
  await m.dansKairos(n, p.rang, (i) => i.suite === 'RETENU' && i.inscription === 'INSCRIT');
  await m.dansAude(p.rang, (d) => d.ais.length === 1);
  await m.voir(
    'la situation dans i-Milo',
    () => m.pilote.vue<{ situation: string }>('imilo', 'dossiers/IM-1001'),
    (v) => v.situation === 'Formation',
  );

  const { debut, fin } = await m.debut(n);
  await aMidi(m, debut);
  await m.etape(p, 'ENTREE_A_VALIDER');
  expect((await surParcours(m, p, 'entree', { date: debut })).statut).toBe(202);
  for (const systeme of CHEZ_LES_CONSEILLERS) await m.cellule(p, systeme, 'ENTREE', 'VISIBLE');
  // R48: the beginning, each interruption and the end, to those who pay and to those who follow.
  expect((await surParcours(m, p, 'interruptions', { debut, fin: debut, motif: 'Arrêt de travail' })).statut).toBe(202);
  await aMidi(m, fin);
  await m.temps.jusqua((await m.pilote.maintenant()) + JOUR);
  expect((await surParcours(m, p, 'sortie', { date: fin, motif: 'Fin de formation', bilan: 'Projet validé.' })).statut).toBe(202);
  await m.etape(p, 'CLOS');
  for (const systeme of CHEZ_LES_CONSEILLERS) await m.cellule(p, systeme, 'BILAN', 'VISIBLE');
  await m.dansAude(p.rang, (d) => d.sorties.length === 1);
  expect(await m.routes('aude', p)).toEqual(['/prescriptions', '/ais', '/entrees', '/interruptions', '/sorties']);
  // What each of them reads in the end: the adviser in OUIFORM and in i-Milo, the counters of AUDEF.
  const suivi = { positionnement: p.id, session: session(n), statut: 'HONORE', presence: 'PRESENT', suite: 'RETENU', entree: debut };
  expect(await m.pilote.vue('ouiform', `parcours?idDE=${idDE(1001)}`)).toMatchObject([suivi]);
  await m.voir(
    'la sortie dans i-Milo',
    () => m.pilote.vue<{ situation: string }>('imilo', 'dossiers/IM-1001'),
    (v) => v.situation === 'Sortie',
  );
  expect(await m.pilote.vue('imilo', 'dossiers/IM-1001')).toMatchObject({ propositions: [{ session: session(n), statut: 'HONORE' }] });
  expect(await m.pilote.vue('audef', `sessions/${session(n)}`)).toMatchObject({ aisEnregistrees: 1, placesDisponibles: 19, positionnements: 1 });
  for (const code of ['audef', 'ouiform'] as const) expect((await m.routes(code, p)).filter((r) => r === '/suivis').length, code).toBeGreaterThanOrEqual(5);
};

export const origineOf = async (m: Monde): Promise<void> => {
  const n = 2;
  await m.acte('imilo', 'dossier.synchronise', { idDE: idDE(1002), dossier: 'IM-1002', synchronise: true });
  await m.acte('kairos', 'positionnement.cree', m.demande(1002, 'OF', ico(n)));
  const p = await m.suivre(n, 1002);
  expect((await m.dansKairos(n, p.rang)).origine).toBe('OF');
  await apresReunion(m, n, ico(n));
  await m.retenirDansKairos(p, ico(n));
  await m.dansAude(p.rang, (d) => d.ais.length === 1);
  await m.temps.jusqua((await m.pilote.maintenant()) + 4 * JOUR);
  const bloque = await m.bloque('ORIGINE_OF_HORS_IMILO', n);
  expect(bloque.situation.phrase).toMatch(/i-Milo ne le saura pas/);
  expect(await m.cellule(p, 'IMILO', 'POSITIONNEMENT', 'NON_VISIBLE')).toMatchObject({ regle: 'R30' });
  expect(await m.pilote.vue('imilo', 'dossiers/IM-1002')).toMatchObject({ propositions: [] });
  expect(JSON.stringify(await m.pilote.ledger('imilo'))).not.toContain(p.parcours);
  const agi = await m.pilote.api(`/api/v1/blocages/${encodeURIComponent(bloque.id)}/actions/traiterHorsSysteme`, {
    method: 'POST',
    json: { motif: 'La mission locale le suit dans son dossier.' },
  });
  expect(agi.statut, JSON.stringify(agi.corps)).toBeLessThan(300);
  await m.leve('ORIGINE_OF_HORS_IMILO', n);
  await aMidi(m, (await m.debut(n)).debut);
  await m.etape(p, 'ENTREE_A_VALIDER');
  await m.acte('kairos', 'entree.attestee', { parcours: p.parcours, date: (await m.debut(n)).debut });
  await m.dansAude(p.rang, (d) => d.entrees.length === 1);
};

export const absenceOubliee = async (m: Monde): Promise<void> => {
  const n = 3;
  await m.acte('ouiform', 'positionnement.cree', m.demande(1003, 'ML', ico(n)));
  const p = await m.suivre(n, 1003);
  await m.temps.jusqua(Date.parse((await m.creneau(n, ico(n))).fin) + 5 * HEURE);
  const refus = await c.positionner<c.Refus>(m.pilote, m.demande(1003, 'PE', ico(n, 2)), 'scenario-3-refus');
  expect([refus.statut, refus.corps.code, refus.corps.title]).toEqual([409, 'deja-inscrite', R27]);
  expect((await m.bloque('PRESENCE_NON_SAISIE', n)).situation.phrase).toMatch(/n’a pas saisi la présence/);
  // S6: the refused attempt is itself a blocage of the meeting, which the mail quotes.
  expect((await m.bloque('INSCRIPTION_BLOQUEE', n)).situation.phrase.replace(/\s/g, ' ')).toMatch(/^1 conseiller ne peut pas repositionner une personne/);
  // The same sentence through every door; pe.fr tells the person in its own words.
  for (const [outil, reseau] of [
    ['ouiform', 'ML'],
    ['ouiform', 'CAP_EMPLOI'],
    ['audef', 'PE'],
    ['kairos', 'OF'],
  ] as const) {
    const { statut, corps } = await m.pilote.acte(outil, 'positionnement.cree', m.demande(1003, reseau, ico(n, 2)));
    expect([statut, (corps as { detail: string }).detail], outil).toEqual([409, R27]);
  }
  expect(await m.pilote.acte('pefr', 'rdv.reserve', m.demande(1003, 'DE', ico(n, 2)))).toMatchObject({ statut: 409, corps: { code: 'DEJA_RESERVE' } });
  // S6, G5: whoever was refused in his own tool counts too.
  const phrase = async () => (await m.blocages('INSCRIPTION_BLOQUEE', n))[0]?.situation.phrase ?? '';
  await m.voir('les conseillers arrêtés', phrase, (x) => /^[2-9]\s?conseillers/u.test(x));
  const page = await c.ouvrirPageOf(c.lienDe((await m.courriel(dispensateur(n).courriel, A_SAISIR)).text));
  expect(await page.repondre([{ positionnement: p.id, presence: 'ABSENT' }])).toBe(200);
  await m.etape(p, 'ABSENT');
  await m.leve('PRESENCE_NON_SAISIE', n);
  await m.leve('INSCRIPTION_BLOQUEE', n);
  expect((await m.dansKairos(n, p.rang)).presence).toBe('ABSENT');
  await m.acte('ouiform', 'positionnement.cree', m.demande(1003, 'ML', ico(n, 2)));
  expect((await m.dansKairos(n, p.rang, (i) => i.creneau === ico(n, 2))).presence).toBeNull();
  expect((await m.suivre(n, 1003)).parcours).toBe(p.parcours);
  await m.etape(p, 'CONVOQUE');
};

export const radie = async (m: Monde): Promise<void> => {
  const n = 4;
  const statut = async (quoi: string) =>
    m.acte('aude', 'de.statut', { idDE: idDE(1004), statut: quoi, date: new Date(await m.pilote.maintenant()).toISOString() });
  await statut('RADIE');
  await m.acte('audef', 'positionnement.cree', m.demande(1004, 'PE', ico(n)));
  const p = await m.suivre(n, 1004);
  const differes = async () => (await m.pilote.api<{ elements: unknown[] }>('/api/v1/blocages?cause=DEMANDEUR_RADIE')).corps.elements;
  await m.voir('S10', differes, (l) => l.length === 1);
  await apresReunion(m, n, ico(n));
  await m.retenirDansKairos(p, ico(n));
  const { debut } = await m.debut(n);
  await m.temps.jusqua(debutDeJourParis(debut) + 5 * JOUR); // a working day later at least
  expect((await m.bloque('ENTREE_NON_ATTESTEE', n)).situation.phrase).toMatch(/n’a ni attesté ni annulé/);
  await m.courriel(dispensateur(n).courriel, /attester/i);
  await m.acte('kairos', 'entree.attestee', { parcours: p.parcours, date: debut });
  await m.leve('ENTREE_NON_ATTESTEE', n);
  await m.cellule(p, 'AUDE', 'ENTREE', 'DIFFEREE');
  expect(await c.demandeur(m.pilote, idDE(1004))).toMatchObject({ prescriptions: [], ais: [], entrees: [] });
  expect(await m.routes('aude', p)).toEqual([]);
  await statut('REINSCRIT');
  await m.dansAude(p.rang, (d) => d.entrees.length === 1);
  const rejoues = (await c.effets(m.pilote, 'aude')).filter((l) => (l.reponse as { reference: string }).reference.startsWith(idDE(1004)));
  expect(rejoues.map((l) => l.route)).toEqual(['/prescriptions', '/ais', '/entrees']);
  for (const fait of ['POSITIONNEMENT', 'INSCRIPTION', 'ENTREE']) await m.cellule(p, 'AUDE', fait, 'VISIBLE');
  await m.voir('S10 levé', differes, (l) => l.length === 0);
};

export const enCoursDInscription = async (m: Monde): Promise<void> => {
  const n = 5;
  await m.acte('aude', 'de.statut', { idDE: idDE(1005), statut: 'INSCRIPTION_EN_COURS', date: new Date(await m.pilote.maintenant()).toISOString() });
  await m.acte('pefr', 'rdv.reserve', m.demande(1005, 'DE', rdv(n)));
  const p = await m.suivre(n, 1005);
  expect((await m.dansKairos(n, p.rang)).origine).toBe('DE');
  const rendezVous = () => m.pilote.vue<{ statut: string }[]>('pefr', `demandeurs/${idDE(1005)}/rendez-vous`);
  await m.voir('le rendez-vous sur pe.fr', rendezVous, (l) => l.length === 1 && l[0]?.statut === 'PREVU');
  await apresReunion(m, n, rdv(n));
  await m.retenirDansKairos(p, rdv(n));
  const lu = await m.dansAude(p.rang, (d) => d.ais.length === 1);
  expect(lu).toMatchObject({ statut: 'INSCRIPTION_EN_COURS', ais: [{ session: session(n) }] });
  await m.etape(p, 'AIS_GENEREE');
  await m.voir(
    'l’AIS comptée dans AUDEF',
    () => m.pilote.vue<{ aisEnregistrees: number }>('audef', `sessions/${session(n)}`),
    (v) => v.aisEnregistrees === 1,
  );
};

/** R49: the AIS of a national year, over its working hours. */
const AIS_PAR_HEURE = 550_000 / (250 * 8);
export const volume = async (m: Monde): Promise<void> => {
  const n = 49;
  const rangs = Array.from({ length: 12 }, (_, i) => 1050 + i);
  const candidats = await Promise.all(rangs.map((rang) => m.parApi(rang, m.demande(rang, 'PE', ico(n)))));
  await apresReunion(m, n, ico(n));
  const depart = performance.now();
  const presences = candidats.map((p) => ({ positionnement: p.id, presence: 'PRESENT', suite: 'RETENU' }));
  expect((await m.pilote.api(`/api/v1/creneaux/${ico(n)}/presences`, { method: 'POST', json: { presences } })).statut).toBeLessThan(300);
  for (const rang of rangs) await m.dansAude(rang, (d) => d.ais.length === 1);
  const parHeure = (rangs.length / (performance.now() - depart)) * HEURE;
  expect(parHeure).toBeGreaterThan(5 * AIS_PAR_HEURE);
};
