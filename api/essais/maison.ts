/** The API as the house serves it, over a database of the test and played flows: real PostgreSQL, real HTTP. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { recaler } from '../../domain/calendrier.ts';
import { SYSTEMES, type Systeme } from '../../domain/codes.ts';
import { composer } from '../../domain/courriel.ts';
import { hubDeTest } from '../../e2e/outils/base.ts';
import type { Hub } from '../../prisma/hub.ts';
import { accesDeDemonstration, installerAccesDeDemonstration, SIRET_DEMO } from '../acces/demonstration.ts';
import { createApp } from '../app.ts';
import type { Courrier } from '../deps.ts';
import { createAccueil } from '../evenements/accueil.ts';
import { createHorloge, type Horloge } from '../horloge.ts';
import { createReceptions, type Receptions } from '../receptions/index.ts';
import { LIMITES, type ReglageLimites } from '../socle/limites.ts';
import { createFluxJoue, type FluxJoue } from './flux.ts';

/** A Tuesday morning of the field. */
export const T0 = Date.parse('2026-11-03T09:00:00Z');
export const CLE_SYSTEMES = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const SESSION = '103725';
export const AUTRE_SESSION = '103726';
export const SIRET_AUTRE = '99900002900010';
export const ICO = `ICO-${SESSION}-1`;
export const ICO_2 = `ICO-${SESSION}-2`;
export const ICO_PASSEE = `ICO-${SESSION}-0`;

export const ACCES = accesDeDemonstration(CLE_SYSTEMES);
const cleDe = (id: string): string => ACCES.cles.find((c) => c.cle.startsWith(`mln_demo_${id}_`))?.cle ?? '';
export const CLES = { ml: cleDe('ml'), capEmploi: cleDe('capemploi'), pe: cleDe('pe'), of: cleDe('of'), lecture: cleDe('lecture'), demo: cleDe('demo') };

type Demande = { cle?: string; corps?: unknown; entetes?: Record<string, string>; brut?: string | Buffer };
export type Reponse = { statut: number; corps: { [cle: string]: unknown }; texte: string; entetes: Headers };

export type Maison = {
  url: string;
  hub: Hub;
  flux: FluxJoue;
  horloge: Horloge;
  receptions: Receptions;
  relire(): Promise<'VIDE' | 'ENVOYE'>;
  /** Plain mails that left. */
  courriels: { a: string; objet: string; texte: string }[];
  demander(methode: string, chemin: string, demande?: Demande): Promise<Reponse>;
  close(): Promise<void>;
};
/** `origine`: where browsers reach it. */
type Options = { origine?: string; demonstration?: boolean; limites?: ReglageLimites; systemes?: (code: Systeme) => string };

/** A mail server that keeps what it is given. */
export const enregistrerCourriels = (courriels: Maison['courriels']): Courrier => ({
  envoyer: async ({ a, contenu }) => {
    const { objet, text: texte } = composer(contenu);
    courriels.push({ a, objet, texte });
    return true;
  },
});

export const createMaison = async ({
  origine = 'http://maison.example',
  demonstration = true,
  limites = LIMITES,
  systemes = () => 'http://127.0.0.1:9',
}: Options = {}): Promise<Maison> => {
  const base = await hubDeTest();
  const { hub } = base;
  await semer(hub);
  await installerAccesDeDemonstration(hub, CLE_SYSTEMES);
  const journal = pino({ level: 'silent' });
  const flux = createFluxJoue(hub);
  const cal = recaler(Date.now(), T0, 1);
  await hub.calendrier.create({ data: { origine: new Date(cal.origine), vitesse: 1, avance: BigInt(cal.avance), vuLe: new Date(cal.origine) } });
  const horloge = createHorloge(cal);
  const receptions = createReceptions({ hub, flux, horloge, journal });
  const courriels: Maison['courriels'] = [];
  const deps = { hub, flux, horloge, journal, receptions };
  const config = {
    url: origine,
    demonstration,
    cleSystemes: CLE_SYSTEMES,
    version: '0.0.0',
    systemes: Object.fromEntries(SYSTEMES.map((code) => [code, systemes(code)])) as Record<Systeme, string>,
  };
  const app = createApp({
    ...deps,
    config,
    limites,
    validerReponses: true,
    courrier: enregistrerCourriels(courriels),
  });
  const serveur = await new Promise<Server>((pret) => {
    const s = app.listen(0, '127.0.0.1', () => pret(s));
  });
  const url = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`;
  await receptions.relayer();
  return {
    url,
    hub,
    flux,
    horloge,
    receptions,
    relire: () => createAccueil(deps).relire(horloge.reel() + 3_600_000),
    courriels,
    demander: async (methode, chemin, { cle, corps, entetes = {}, brut } = {}) => {
      const json: Record<string, string> = corps === undefined ? {} : { 'content-type': 'application/json' };
      const reponse = await fetch(`${url}${chemin}`, {
        method: methode,
        redirect: 'manual',
        headers: { ...json, ...(cle === undefined ? {} : { authorization: `Bearer ${cle}` }), ...entetes },
        ...(brut !== undefined ? { body: brut } : corps !== undefined ? { body: JSON.stringify(corps) } : {}),
      });
      const texte = await reponse.text();
      const estJson = reponse.headers.get('content-type')?.includes('json') ?? false;
      return { statut: reponse.status, corps: estJson ? JSON.parse(texte) : {}, texte, entetes: reponse.headers };
    },
    close: async () => {
      serveur.closeAllConnections();
      await new Promise((fin) => serveur.close(fin));
      await base.close();
    },
  };
};

const HEURE = 3_600_000;
const JOUR = 24 * HEURE;
const session = (numero: string, fiche: string, siret: string) => ({
  numero,
  fiche,
  intitule: 'Soudeur assembleur industriel',
  debut: new Date('2026-12-07'),
  fin: new Date('2027-03-26'),
  modaliteEntreeSortie: 'DATES_FIXES',
  ofResponsable: siret,
  ofDispensateur: siret,
  formacode: '23026',
  rome: ['H2913'],
  codePostal: '76000',
  ville: 'Rouen',
  placesTotales: 15,
  placesConventionnees: 12,
  placesDisponibles: 9,
  financeurs: [{ code: '2', libelle: 'Conseil régional', places: 12 }],
  etatRecrutement: 'OUVERT',
  offre: {},
});
const ico = (id: string, numero: string, dansMs: number) => ({
  id,
  session: numero,
  modalite: 'ICO',
  debut: new Date(T0 + dansMs),
  fin: new Date(T0 + dansMs + 2 * HEURE),
  lieu: { nom: 'Ateliers du Val', codePostal: '76000', ville: 'Rouen' },
  places: 12,
  placesLibres: 8,
  pieces: [],
  origine: 'KAIROS',
});

const semer = async (hub: Hub): Promise<void> => {
  const organisme = (siret: string, nom: string) => ({ siret, nom, courriel: 'contact@organisme.example' });
  await hub.organisme.createMany({ data: [organisme(SIRET_DEMO, 'Ateliers du Val'), organisme(SIRET_AUTRE, 'Forma Estuaire')] });
  const fiche = (numero: string, organisme: string) => ({
    numero,
    intitule: 'Soudeur assembleur industriel',
    organisme,
    etat: 'VALIDEE',
    formation: {},
    empreinte: `e-${numero}`,
  });
  await hub.fiche.createMany({ data: [fiche('A825286', SIRET_DEMO), { ...fiche('A825287', SIRET_AUTRE), intitule: 'Cuisinière, cuisinier' }] });
  await hub.session.createMany({
    data: [
      session(SESSION, 'A825286', SIRET_DEMO),
      { ...session(AUTRE_SESSION, 'A825287', SIRET_AUTRE), intitule: 'Cuisinière, cuisinier', formacode: '42752', codePostal: '14000', ville: 'Caen' },
    ],
  });
  await hub.publication.createMany({
    data: [SESSION, AUTRE_SESSION].map((numero) => ({ session: numero, systeme: 'kairos', etat: 'VISIBLE', depuis: new Date(T0 - 30 * JOUR) })),
  });
  await hub.creneau.createMany({
    data: [ico(ICO, SESSION, 9 * JOUR), ico(ICO_2, SESSION, 12 * JOUR), { ...ico(ICO_PASSEE, SESSION, -3 * JOUR), statut: 'A_EMARGER' }],
  });
};

let compteur = 0;
/** A positioning as a mission locale asks for it; each call is another person. */
export const demande = (change: Record<string, unknown> = {}) => {
  compteur++;
  return {
    personne: { idDE: `${String(1_000_000 + compteur)}B`, nom: 'Exemple', prenom: 'Camille', courriel: `personne${compteur}@personne.example` },
    session: SESSION,
    creneau: ICO,
    argumentaire: 'Projet confirmé par un stage en atelier.',
    prescripteur: { reseau: 'ML', structure: 'Mission locale de Rouen', nom: 'Équipe conseil' },
    ...change,
  };
};
export const cleUnique = (): Record<string, string> => ({ 'idempotency-key': `essai-${process.pid}-${++compteur}` });
