/** What the tests over a whole instance share: the small catalogue, a candidate's request, the OF's page, and what the ledgers say was done. */

import { attendreQue, type LigneLedger, type Pilote, type Reponse } from '../../cli/pilote.ts';
import type { Systeme } from '../../domain/codes.ts';
import { catalogueAvenir } from '../../seeds/avenir.ts';

export const SESSION = '990001';
export const ICO = 'ICO-990001-1';
export const ICO_SUIVANTE = 'ICO-990001-2';
export const RDV = 'RDV-990001-1';
export const CANDIDATURE = 'CAND-990001-1';
/** Business speed 1: time passes by jumps alone. */
export const VITESSE_REELLE = { MAILLON_VITESSE: '1' };
export const PARTENAIRES = ['kairos', 'ouiform', 'aude', 'audef', 'pefr', 'imilo'] as const satisfies readonly Systeme[];

export type Reseau = 'ML' | 'CAP_EMPLOI' | 'PE' | 'OF' | 'DE';
export type Accepte = { id: string; parcours: string; statut: string; situation: { phrase: string } };
export type Refus = { code: string; title: string; status: number };
export type Inscrit = Record<'positionnement' | 'nom' | 'prenom' | 'origine' | 'creneau', string> &
  Record<'idDE' | 'presence' | 'suite' | 'inscription' | 'entree', string | null>;
export type Demandeur = { statut: string } & Record<'prescriptions' | 'ais' | 'entrees' | 'sorties', { session: string; date: string }[]>;
type Cellule = { etat: string; depuis: string | null; regle: string | null; raison: string | null };
export type Parcours = {
  id: string;
  etape: string;
  session: string;
  positionnements: { id: string; statut: string; presence: string | null; suite: string | null }[];
  situation: { etat: string; phrase: string; cause: string | null };
  etapes: { etape: string; date: string }[];
  chronologie: { date: string; acteur: string; systeme: string | null; fait: string; detail: string | null }[];
  matrice: Record<string, Record<string, Cellule>>;
};

/** Imports the catalogue of one session and waits until every partner shows it with its slots. */
export const ouvrirSession = async (pilote: Pilote): Promise<void> => {
  const xml = catalogueAvenir(new Date(await pilote.maintenant()));
  const depot = await pilote.api('/api/v1/catalogues', { method: 'POST', body: xml, headers: { 'content-type': 'application/xml' } });
  if (depot.statut !== 202) throw new Error(`catalogue : réponse ${depot.statut} ${JSON.stringify(depot.corps)}`);
  await creneauxPublies(pilote, 4);
};

/** Waits until Kairos, OUIFORM and AUDEF know that many slots of the session. */
export const creneauxPublies = async (pilote: Pilote, nombre: number): Promise<void> => {
  const lire = () =>
    Promise.all((['kairos', 'ouiform', 'audef'] as const).map(async (code) => (await effets(pilote, code)).filter((l) => l.route === '/creneaux').length));
  await attendreQue(`${nombre} créneaux publiés`, lire, (n) => n.every((x) => x >= nombre), 60_000);
};

/** A slot of the test's own; resolves its id once every partner has it. */
export const ouvrirCreneau = async (
  pilote: Pilote,
  { jours, places, modalite = 'ICO' }: { jours: number; places: number; modalite?: 'ICO' | 'RDV' },
): Promise<string> => {
  const debut = (await pilote.maintenant()) + jours * 86_400_000;
  const avant = (await effets(pilote, 'audef')).filter((l) => l.route === '/creneaux').length;
  const json = { session: SESSION, modalite, debut: new Date(debut).toISOString(), fin: new Date(debut + 3_600_000).toISOString(), places, pieces: [] };
  const cree = await pilote.api<{ id: string }>('/api/v1/creneaux', { method: 'POST', json });
  if (cree.statut >= 300) throw new Error(`créneau : réponse ${cree.statut} ${JSON.stringify(cree.corps)}`);
  await creneauxPublies(pilote, avant + 1);
  return cree.corps.id;
};

/** Person number `rang`: synthetic, the same for the same number. */
export const personne = (rang: number) => ({
  idDE: `${7_100_000 + rang}C`,
  nom: `Candidat${rang}`,
  prenom: 'Dominique',
  courriel: `candidat${rang}@personne.example`,
  telephone: `06000${String(rang).padStart(5, '0')}`,
  adresse: { codePostal: '76600', ville: 'LE HAVRE' },
});

const STRUCTURES: Partial<Record<Reseau, string>> = { ML: 'Mission locale de Rouen', CAP_EMPLOI: 'Cap emploi Seine-Maritime', PE: 'Agence Rouen Saint-Sever' };

/** The body of `POST /positionnements`, and of the partners' acts. */
export const demande = (rang: number, reseau: Reseau, creneau: string, plus: Record<string, unknown> = {}) => ({
  personne: personne(rang),
  session: SESSION,
  creneau,
  ...(reseau !== 'DE' && { argumentaire: `Argumentaire confidentiel ${rang}.` }),
  prescripteur: { reseau, structure: STRUCTURES[reseau] ?? null, nom: `Prescriptrice${rang}` },
  ...plus,
});

export const positionner = async <T = Accepte>(pilote: Pilote, corps: { prescripteur: { reseau: Reseau } }, cle: string): Promise<Reponse<T>> =>
  pilote.api<T>('/api/v1/positionnements', {
    method: 'POST',
    jeton: pilote.cle('CLIENT_API', corps.prescripteur.reseau),
    json: corps,
    headers: { 'idempotency-key': cle },
  });

export const lireParcours = async (pilote: Pilote, id: string): Promise<Parcours> => (await pilote.api<Parcours>(`/api/v1/parcours/${id}`)).corps;
export const lirePositionnement = async (pilote: Pilote, id: string): Promise<{ statut: string }> =>
  (await pilote.api<{ statut: string }>(`/api/v1/positionnements/${id}`)).corps;
export const inscrits = (pilote: Pilote): Promise<Inscrit[]> => pilote.vue<Inscrit[]>('kairos', `sessions/${SESSION}/inscrits`);
/** Somebody whom AUDE never heard of has nothing there. */
export const demandeur = async (pilote: Pilote, idDE: string): Promise<Demandeur> => ({
  ...{ statut: '', prescriptions: [], ais: [], entrees: [], sorties: [] },
  ...(await pilote.vue<Partial<Demandeur>>('aude', `demandeurs/${idDE}`)),
});
/** Jumps to a business instant. */
export const avancerA = async (pilote: Pilote, instant: number): Promise<void> => {
  const secondes = Math.ceil((instant - (await pilote.maintenant())) / 1000);
  if (secondes > 0) await pilote.avancer(`PT${secondes}S`);
};

/** What a system really did for the hub: neither a replay nor a refusal. */
export const effets = async (pilote: Pilote, code: Systeme): Promise<Effet[]> =>
  ((await pilote.ledger(code)) as Effet[]).filter((l) => !l.rejeu && l.statut < 300);
export type Effet = LigneLedger & { statut: number };

/** Effects done more than once: under one key, or under two keys for the same message. */
export const doubles = async (pilote: Pilote, codes: readonly Systeme[] = PARTENAIRES): Promise<string[]> => {
  const trouves: string[] = [];
  for (const code of codes) {
    const lignes = await effets(pilote, code);
    for (const par of [(l: Effet) => l.cle, (l: Effet) => `${l.route} ${l.empreinte}`]) {
      const cles = new Map<string, string[]>();
      for (const l of lignes) cles.set(par(l), [...(cles.get(par(l)) ?? []), l.cle]);
      trouves.push(...[...cles].filter(([, n]) => n.length > 1).map(([quoi, n]) => `${code} ${quoi} × ${n.length} : ${n.join(', ')}`));
    }
  }
  return trouves;
};

/** Effects of one path in one system, by route: `{ '/positionnements': 1, … }`. */
export const effetsDuParcours = async (pilote: Pilote, code: Systeme, parcours: string): Promise<Record<string, number>> => {
  const comptes: Record<string, number> = {};
  for (const l of await effets(pilote, code)) if (l.cle.startsWith(`parcours:${parcours}:`)) comptes[l.route] = (comptes[l.route] ?? 0) + 1;
  return comptes;
};

/**
 * The OF's page as a browser without JavaScript sees it, or another page that its link opens; `envoyer` posts its form with these fields besides
 * the hidden ones, `repondre` that of presences.
 */
export const ouvrirPageOf = async (lien: string, chemin?: string) => {
  const premiere = await fetch(lien, { redirect: 'manual' });
  const cookie = premiere.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
  const html = await (await fetch(new URL(chemin ?? premiere.headers.get('location') ?? '', lien), { headers: { cookie } })).text();
  const champs = Object.fromEntries([...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1] as string, m[2] as string]));
  const ids = (champs['ids'] ?? '').split(',').filter((id) => id !== '');
  const envoyer = async (saisies: Record<string, string>): Promise<{ statut: number; html: string }> => {
    const envoi = new URLSearchParams({ ...champs, ...saisies });
    const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '';
    const reponse = await fetch(new URL(action, lien), { method: 'POST', body: envoi, headers: { cookie, origin: new URL(lien).origin }, redirect: 'manual' });
    return { statut: reponse.status, html: await reponse.text() };
  };
  const repondre = async (saisies: { positionnement: string; presence: string; suite?: string }[]): Promise<number> => {
    const reponses: Record<string, string> = {};
    for (const { positionnement, presence, suite } of saisies) {
      const i = ids.findIndex((id) => positionnement.startsWith(id));
      if (i < 0) throw new Error('cette personne n’est pas sur la page');
      reponses[`p${i}`] = presence;
      if (suite) reponses[`s${i}`] = suite;
      if (suite === 'NON_RETENU') reponses[`m${i}`] = 'Projet à préciser'; // the page asks why (R39)
    }
    return (await envoyer(reponses)).statut;
  };
  return { html, ids, envoyer, repondre };
};

/** Mails to an OF carry the link of its page. */
export const courrielsOf = async (pilote: Pilote) => (await pilote.courriels()).filter((c) => /\/of\/[\w-]{20,}/.test(c.text ?? ''));
export const lienDe = (texte: string): string => /https?:\S+\/of\/[\w-]+/.exec(texte)?.[0] ?? '';
