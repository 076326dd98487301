/** The golden scenarios of recruitment: a single window, a slot that moves, people met off-system, Kairos closed for days. */
import { expect } from 'vitest';
import { debutDeJourParis, jourParis } from '../../domain/ouvres.ts';
import * as c from '../outils/chaine.ts';
import { candidature, dispensateur, ico, mandataire, session } from './catalogue.ts';
import { apresReunion, HEURE, JOUR, type Monde } from './monde.ts';

const FERMETURE_JOURS = 12;

/** R32b, as an adviser of Cap emploi goes through OUIFORM: the search, the detail, the positioning, the person, the path. */
const positionnerDansOuiform = async (m: Monde, n: number, rang: number) => {
  const { idDE } = c.personne(rang);
  const recherche = () => m.pilote.vue<Record<string, unknown>[]>('ouiform', 'recherche?q=batir');
  const ouverte = await m.voir('la session dans la recherche', recherche, (l) => l[0]?.['Ouverte au positionnement'] === true);
  expect(ouverte).toMatchObject([{ session: session(n), 'Places disponibles en ICO': 20, Recrutement: 'Ouvert' }]);
  expect(await m.pilote.vue('ouiform', `sessions/${session(n)}`)).toMatchObject({ 'Rendez-vous': '1 disponible', 'Créneaux à venir': [{ creneau: ico(n) }] });
  const personne = { ...c.personne(rang), pic: true };
  await m.acte('ouiform', 'positionnement.cree', m.demande(rang, 'CAP_EMPLOI', ico(n), { personne }));
  // R46, beside R27: what the adviser reads of the person.
  expect(await m.pilote.vue('ouiform', `individus?idDE=${idDE}&session=${session(n)}`)).toMatchObject({
    mentions: [expect.stringMatching(/bénéficie du Plan d’investissement dans les compétences/), expect.stringMatching(/Est déjà inscrite/)],
  });
  const p = await m.suivre(n, rang);
  const parcours = () => m.pilote.vue<{ positionnement: string; statut: string }[]>('ouiform', `parcours?idDE=${idDE}`);
  expect(await m.voir('le parcours', parcours, (l) => l[0]?.statut === 'CONFIRME')).toMatchObject([{ positionnement: p.id, session: session(n) }]);
  return p;
};

export const guichetUnique = async (m: Monde): Promise<void> => {
  const n = 6;
  const [of, tenant] = [dispensateur(n), mandataire(n)];
  const p = await positionnerDansOuiform(m, n, 1006);
  expect((await m.courriel(c.personne(1006).courriel, /Votre rendez-vous/)).text).toContain(tenant.nom);
  expect(JSON.stringify(await m.pilote.vue('kairos', `candidats/${p.id}`))).not.toContain('pic'); // the organisme need not know
  await apresReunion(m, n, ico(n));
  await m.courriel(tenant.courriel, /présence à saisir/);
  await m.retenirDansKairos(p, ico(n), tenant.siret);
  await m.dansKairos(n, p.rang, (i) => i.inscription === 'INSCRIT');
  const { debut } = await m.debut(n);
  await m.temps.jusqua(debutDeJourParis(debut) + 12 * HEURE);
  await m.etape(p, 'ENTREE_A_VALIDER');
  const entree = { parcours: p.parcours, date: debut };
  expect((await m.pilote.acte('kairos', 'entree.attestee', { ...entree, organisme: tenant.siret })).corps).toMatchObject({ code: 'SAISIE_DU_DISPENSATEUR' });
  await m.acte('kairos', 'entree.attestee', { ...entree, organisme: of.siret });
  for (const systeme of ['AUDE', 'AUDEF', 'OUIFORM']) await m.cellule(p, systeme, 'ENTREE', 'VISIBLE');
  expect((await m.pilote.api(`/api/v1/sessions/${session(n)}`)).corps).toMatchObject({
    ofResponsable: { siret: tenant.siret },
    ofDispensateur: { siret: of.siret },
  });
};

type Traces = { elements: { id: string; etape: string }[] };

export const horsSysteme = async (m: Monde): Promise<void> => {
  const n = 13;
  // Her adviser had found something else for her; the organisme met her by itself.
  await m.parApi(1113, m.demande(1113, 'ML', candidature(12)), 'scenario-13-avant');
  await m.acte('kairos', 'inscription.creee', { session: session(n), personne: c.personne(1013) });
  await m.dansKairos(n, 1013, (i) => i.inscription !== null);
  await m.temps.jusqua((await m.pilote.maintenant()) + 7 * JOUR); // three working days at least, then an opening
  expect((await m.bloque('RECRUTEMENT_HORS_SYSTEME', n)).situation.phrase).toMatch(/candidats non retenus restent inconnus/);
  const page = await c.ouvrirPageOf(c.lienDe((await m.courriel(dispensateur(n).courriel, /sans positionnement/)).text));
  const { prenom, nom, courriel, idDE } = c.personne(1113);
  const fait = await page.envoyer({ quoi: 'liste', prenom1: prenom, nom1: nom, courriel1: courriel, idde1: idDE, motif1: 'Projet à préciser' });
  expect(fait.html).toContain('Une personne déclarée');
  await m.leve('RECRUTEMENT_HORS_SYSTEME', n);
  // R39, G1: her adviser finds the trace with a key of his own, the reason included; another's does not.
  const traces = (reseau: string) => async () =>
    (await m.pilote.api<Traces>(`/api/v1/parcours?session=${session(n)}&etape=NON_RETENU`, { jeton: m.pilote.cle('CLIENT_API', reseau) })).corps.elements;
  const [trace] = await m.voir('la trace', traces('ML'), (l) => l.length === 1);
  const jeton = m.pilote.cle('CLIENT_API', 'ML');
  const lue = (await m.pilote.api<c.Parcours>(`/api/v1/parcours/${encodeURIComponent(trace?.id ?? '')}`, { jeton })).corps;
  expect(lue.matrice['OUIFORM']?.['SUITE']).toMatchObject({ etat: 'NON_VISIBLE', regle: 'R39' });
  expect(await traces('PE')()).toEqual([]);
  // And from Kairos itself: whatever the door, the trace is the same.
  await m.acte('kairos', 'non-retenus.declares', { session: session(n), candidats: [{ personne: c.personne(1213), motif: 'Prérequis à acquérir' }] });
  const toutes = async () => (await m.pilote.api<Traces>(`/api/v1/parcours?session=${session(n)}&etape=NON_RETENU`)).corps.elements;
  await m.voir('les deux traces', toutes, (l) => l.length === 2);
};

/** R42c: « DE inscrits sur plans de formation sans référencement »: what each system shows of a training that no catalogue has. */
export const horsCatalogue = async (m: Monde): Promise<void> => {
  const [n, rang] = [42, 1042];
  const organisme = dispensateur(49).siret;
  await m.acte('kairos', 'inscription.creee', { session: session(n), personne: c.personne(rang), organisme });
  expect(await m.dansAude(rang, (d) => d.ais.length === 1)).toMatchObject({ prescriptions: [{ session: session(n) }], ais: [{ session: session(n) }] });
  const siens = async () => (await m.pilote.api<Traces>(`/api/v1/parcours?session=${session(n)}`)).corps.elements;
  const [lu] = await m.voir('son parcours', siens, (l) => l.length === 1);
  const p = { rang, id: '', parcours: lu?.id ?? expect.fail() };
  await m.cellule(p, 'KAIROS', 'INSCRIPTION', 'VISIBLE');
  const matrice = (await m.parcours(p)).matrice;
  for (const [systeme, fait, regle] of [
    ['OUIFORM', 'POSITIONNEMENT', 'R42c'],
    ['AUDEF', 'INSCRIPTION', 'R42c'],
    ['PEFR', 'RDV', 'R39'],
    ['IMILO', 'SUITE', 'R30'],
  ] as const)
    expect(matrice[systeme]?.[fait], systeme).toMatchObject({ etat: 'NON_VISIBLE', regle });
  expect(await m.pilote.vue('ouiform', `parcours?idDE=${c.personne(rang).idDE}`)).toEqual([]);
  for (const code of ['ouiform', 'audef', 'pefr', 'imilo'] as const) expect(await m.routes(code, p), code).toEqual([]);
  // No date was ever said: the training has begun, and whoever registered her is asked for the entry.
  await m.temps.jusqua((await m.pilote.maintenant()) + 5 * JOUR);
  expect((await m.bloque('ENTREE_NON_ATTESTEE', n)).situation.phrase).toMatch(/n’a ni attesté ni annulé/);
  await m.courriel(dispensateur(49).courriel, /attester/i);
  const date = jourParis(await m.pilote.maintenant());
  await m.acte('kairos', 'entree.attestee', { parcours: p.parcours, date, organisme });
  await m.leve('ENTREE_NON_ATTESTEE', n);
  await m.dansAude(rang, (d) => d.entrees.length === 1);
  await m.acte('kairos', 'formation.terminee', { parcours: p.parcours, date, motif: 'Fin de formation', bilan: 'Projet validé.', organisme });
  await m.etape(p, 'CLOS');
  expect((await m.dansKairos(n, rang)).entree).toBe('ENTREE_ATTESTEE');
  await m.dansAude(rang, (d) => d.sorties.length === 1);
};

export const reunionDeplacee = async (m: Monde): Promise<void> => {
  const n = 14;
  const p = await m.parApi(1014, m.demande(1014, 'CAP_EMPLOI', ico(n)));
  await m.courriel(c.personne(1014).courriel, /Votre rendez-vous/);
  const avant = await m.creneau(n, ico(n));
  const rendezVous = () => m.pilote.vue<{ debut: string }[]>('pefr', `demandeurs/${c.personne(1014).idDE}/rendez-vous`);
  const surPefr = (date: string) => m.voir(`${date} sur pe.fr`, rendezVous, (l) => l.length === 1 && Date.parse(l[0]?.debut ?? '') === Date.parse(date));
  await surPefr(avant.debut);
  const debut = new Date(Date.parse(avant.debut) + JOUR).toISOString();
  await m.acte('kairos', 'creneau.modifie', { creneau: ico(n), debut, fin: new Date(Date.parse(avant.fin) + JOUR).toISOString() });
  const jour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', day: 'numeric', month: 'long' }).format(new Date(debut));
  const mail = await m.courriel(c.personne(1014).courriel, /Nouvelle date/);
  expect(mail.text.replace(/\s/g, ' ')).toContain(jour);
  await surPefr(debut);
  const detail = () => m.pilote.vue<{ 'Créneaux à venir': { debut: string }[] }>('ouiform', `sessions/${session(n)}`);
  await m.voir('la nouvelle date dans OUIFORM', detail, (v) => Date.parse(v['Créneaux à venir'][0]?.debut ?? '') === Date.parse(debut));
  expect(await m.parcours(p)).toMatchObject({ etape: 'CONVOQUE', positionnements: [{ statut: 'CONFIRME' }] });
  await m.temps.jusqua((await m.pilote.maintenant()) + JOUR);
  expect(await m.blocages('CHANGEMENT_NON_CONFIRME', n)).toEqual([]); // everybody was told
};

/** Alone: no other story needs Kairos meanwhile. */
export const kairosFerme = async (m: Monde): Promise<void> => {
  const n = 11;
  await m.temps.apres();
  const ouverture = (await m.pilote.maintenant()) + FERMETURE_JOURS * JOUR;
  await m.pilote.regler('kairos', { indisponibleJusqua: new Date(ouverture).toISOString() });
  const changeante = await m.parApi(1111, m.demande(1111, 'PE', candidature(n)));
  // From two more doors: what an adviser types in his own tool waits like the rest.
  const ailleurs = async (outil: 'ouiform' | 'audef', reseau: 'ML' | 'PE', rang: number): Promise<{ id: string; rang: number }> => {
    const { reference } = await m.acte(outil, 'positionnement.cree', m.demande(rang, reseau, candidature(n)));
    const lire = async () => (await m.pilote.api<{ id?: string; statut?: string }>(`/api/v1/positionnements/${reference}`)).corps;
    const lu = await m.voir(`${outil} entendu`, lire, (x) => x.statut === 'DEMANDE');
    return { id: lu.id ?? expect.fail(), rang };
  };
  const autres = await Promise.all([ailleurs('ouiform', 'ML', 1112), ailleurs('audef', 'PE', 1114)]);
  const annulation = await m.pilote.api(`/api/v1/positionnements/${changeante.id}/annulation`, { method: 'POST', json: { motif: 'Empêchement' } });
  expect(annulation.statut).toBe(202);
  await m.voir(
    'annulé',
    () => c.lirePositionnement(m.pilote, changeante.id),
    (p) => p.statut === 'ANNULE',
  );
  const encore = await m.parApi(1111, m.demande(1111, 'PE', ico(n)), 'scenario-11-encore');
  const fermes = async () => (await m.pilote.api<{ elements: { processus: string }[] }>('/api/v1/blocages?cause=PARTENAIRE_FERME')).corps.elements;
  await m.voir('S20', fermes, (l) => l.length === 1 && l[0]?.processus === 'systeme:kairos');
  await m.temps.jusqua(ouverture + HEURE);
  const attendus = [encore, ...autres];
  for (const p of attendus)
    await m.voir(
      `${p.rang} confirmé`,
      () => c.lirePositionnement(m.pilote, p.id),
      (lu) => lu.statut === 'CONFIRME',
    );
  const vus = (await m.inscrits(n)).map((i) => i.positionnement).filter((id) => id !== changeante.id);
  expect(vus.sort()).toEqual(attendus.map((p) => p.id).sort());
  const siens = (await c.effets(m.pilote, 'kairos'))
    .filter((l) => l.cle.includes(encore.parcours))
    .map((l) => `${l.route} ${l.cle.includes(encore.id) ? 'encore' : 'avant'}`);
  expect([['/positionnements encore'], ['/positionnements avant', '/positionnements/annulations avant', '/positionnements encore']]).toContainEqual(siens);
  await m.voir('Kairos rouvert', fermes, (l) => l.length === 0);
};
