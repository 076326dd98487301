/**
 * The dashboard's API as the house serves it (sign-in, rights, headers, problems), over a database of the test. Only the flows are
 * played: `actionner` writes what the projection of a real one would, and keeps what it was asked.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import pino from 'pino';
import { z } from 'zod';
import { createOperations } from '../../../activities/operations.ts';
import type { ActionBlocage, ReponseAction } from '../../../domain/actes.ts';
import { avancer, recaler } from '../../../domain/calendrier.ts';
import { SYSTEMES, type Systeme } from '../../../domain/codes.ts';
import type { Hub } from '../../../prisma/hub.ts';
import { createGarde } from '../../acces/garde.ts';
import { createRoutesSession } from '../../acces/routes.ts';
import { hacherMotDePasse } from '../../acces/secrets.ts';
import type { Flux } from '../../flux.ts';
import { createHorloge, type Horloge } from '../../horloge.ts';
import type { Receptions } from '../../receptions/index.ts';
import type { ARelayer } from '../../receptions/types.ts';
import { createErreurs } from '../../socle/erreurs.ts';
import { createLimites } from '../../socle/limites.ts';
import { ok, route } from '../../socle/route.ts';
import { createRouteur } from '../../socle/routeur.ts';
import { createEntetes } from '../../socle/securite.ts';
import { createRoutesFiches } from '../../v1/fiches.ts';
import { createRoutesPolitiques } from '../../v1/politiques.ts';
import { createAdmin } from '../index.ts';
import { T0 } from './donnees.ts';

export const MOT_DE_PASSE = 'phrase de passe d’essai';
export const ROLES = ['ADMIN', 'CARIF', 'REGION', 'OF'] as const;
export const courriel = (role: (typeof ROLES)[number]): string => `${role.toLowerCase()}@maillon.example`;

export type Tableau = {
  url: string;
  /** What was filed for the flows. */
  messages: ARelayer[];
  actions: { processus: string; action: ActionBlocage }[];
  horloge: Horloge;
  close(): Promise<void>;
};
type Options = {
  hub: Hub;
  demonstration?: boolean;
  /** Instead of the played flow. */
  actionner?: Flux['actionner'];
  aller?: typeof fetch;
  /** Served beside: the built dashboard. */
  autres?: readonly Router[];
  /** While true, flows answer nobody. */
  silence?: () => boolean;
};

export const ouvrirTableau = async ({ hub, demonstration = true, actionner, aller, autres = [], silence = () => false }: Options): Promise<Tableau> => {
  const horloge = createHorloge(recaler(Date.now(), T0, 1));
  const actions: Tableau['actions'] = [];
  const messages: ARelayer[] = [];
  const joue = jouerFlux(hub, horloge, actions);
  const flux = { actionner: actionner ?? ((...a: Parameters<Flux['actionner']>) => (silence() ? Promise.resolve('SILENCE' as const) : joue(...a))) };
  const receptions = jouerReceptions(hub, flux.actionner, messages);
  const { origine, vitesse, avance } = horloge.calendrier();
  const calendrierLu = { origine: new Date(origine), vitesse, avance: BigInt(avance), vuLe: new Date() };
  await hub.calendrier.upsert({ where: { id: 1 }, create: calendrierLu, update: calendrierLu });
  for (const role of ROLES) {
    await hub.compte.create({
      data: {
        courriel: courriel(role),
        nom: role === 'ADMIN' ? 'Équipe d’animation' : `Compte ${role}`,
        role,
        motDePasse: await hacherMotDePasse(MOT_DE_PASSE),
        sirets: [],
      },
    });
  }
  const app = express();
  const serveur: Server = await new Promise((pret) => {
    const s = app.listen(0, '127.0.0.1', () => pret(s));
  });
  const url = `http://127.0.0.1:${String((serveur.address() as AddressInfo).port)}`;
  const config = {
    url,
    demonstration,
    cleSystemes: 'essai',
    systemes: Object.fromEntries(SYSTEMES.map((s) => [s, `http://partenaire.example/${s}`])) as Record<Systeme, string>,
  };
  const routes = [
    ...createRoutesSession({ hub, url, reel: horloge.reel, demonstration }),
    ...createAdmin({
      hub,
      flux: { ...FLUX_MUET, ...flux },
      horloge,
      receptions,
      config,
      regenererLiens: async () => ({ revoques: 1, envoyeA: 'c•••@organisme.example' }),
      temporalUi: { url: 'http://temporal.example', namespace: 'default' },
      aller: aller ?? jouerPartenaires(),
    }),
    // What the screens share with the keys.
    ...createRoutesPolitiques({ hub, horloge }),
    ...createRoutesFiches({ hub, horloge, receptions }),
    ...calendrier(horloge),
  ];
  const limites = createLimites({
    ordinaire: { fenetreMs: 60_000, maximum: 10_000 },
    connexion: { fenetreMs: 60_000, maximum: 1_000 },
    lien: { fenetreMs: 60_000, maximum: 1_000 },
  });
  app.use(
    createEntetes(url),
    createRouteur(routes, { garde: createGarde({ hub, url, reel: horloge.reel }), limites, validerReponses: true }),
    ...autres,
    createErreurs(pino({ level: process.env['MAILLON_JOURNAL'] ?? 'silent' })),
  );
  return {
    url,
    actions,
    messages,
    horloge,
    close: () =>
      new Promise((fini) => {
        serveur.close(() => fini());
        serveur.closeAllConnections();
      }),
  };
};

/** A signed-in caller: status and body of one request. */
export const connecter = async (url: string, role: (typeof ROLES)[number]) => {
  const session = await fetch(`${url}/api/admin/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ courriel: courriel(role), motDePasse: MOT_DE_PASSE }),
  });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return async (methode: string, chemin: string, corps?: unknown): Promise<{ statut: number; corps: unknown }> => {
    const reponse = await fetch(`${url}${chemin}`, {
      method: methode,
      headers: { cookie, ...(corps === undefined ? {} : { 'content-type': 'application/json' }) },
      body: corps === undefined ? null : JSON.stringify(corps),
    });
    const texte = await reponse.text();
    return { statut: reponse.status, corps: texte === '' ? undefined : JSON.parse(texte) };
  };
};

const HEURE = 3_600_000;

const jouerFlux =
  (hub: Hub, horloge: Horloge, actions: Tableau['actions']): Flux['actionner'] =>
  async (processus, action): Promise<ReponseAction> => {
    const maintenant = new Date(horloge.maintenant());
    const ligne = await hub.blocage.findUniqueOrThrow({ where: { id: action.blocage } });
    if (action.code === 'relancer' && ligne.derniereRelance && maintenant.getTime() - ligne.derniereRelance.getTime() < 24 * HEURE) {
      return { fait: false, refus: 'RELANCE_RECENTE', jusqua: new Date(ligne.derniereRelance.getTime() + 24 * HEURE).toISOString() };
    }
    if (action.code === 'prendreEnCharge' && ligne.priseEnChargePar !== null && ligne.priseEnChargePar !== action.par)
      return { fait: false, refus: 'DEJA_PRIS', par: ligne.priseEnChargePar };
    actions.push({ processus, action });
    const ecrire = {
      relancer: { derniereRelance: maintenant },
      mettreEnVeille: { veilleJusqua: 'jusqua' in action ? new Date(action.jusqua) : null },
      prendreEnCharge: { priseEnChargePar: action.par, priseEnChargeJusqua: 'jusqua' in action ? new Date(action.jusqua) : null },
      corriger: { leveLe: maintenant, levePar: action.par },
      traiterHorsSysteme: { leveLe: maintenant, levePar: action.par },
      absenceProvisoire: {},
      choisirValeur: {},
      passer: { leveLe: maintenant, levePar: action.par },
    };
    await hub.blocage.update({ where: { id: action.blocage }, data: ecrire[action.code] });
    return { fait: true };
  };

/** The inbox, relayed at once: bulk acts run as their activity runs them, over the played flows. */
const jouerReceptions = (hub: Hub, actionner: Flux['actionner'], messages: ARelayer[]): Receptions => {
  const demander = async (processus: string, action: ActionBlocage): Promise<ReponseAction> => {
    const dit = await actionner(processus, action, 1_000);
    return typeof dit === 'string' ? { fait: false, refus: dit === 'ABSENT' ? 'FLUX_TERMINE' : 'SANS_REPONSE' } : dit;
  };
  const { executerLot, cloreOperation } = createOperations({ hub, client: interdit, demander, repos: async () => undefined });
  return {
    accepter: async (_, ecrire) => {
      const message = await hub.$transaction((tx) => ecrire(tx));
      messages.push(message);
      if (message.type !== 'operation.lancee') return { doublon: false, reponse: { statut: 'CONFIRME' } };
      while ((await executerLot(message.donnees.operation)) === 'SUITE');
      await cloreOperation(message.donnees.operation);
      return { doublon: false, reponse: undefined };
    },
    relayer: interdit,
  };
};
const interdit = (): never => {
  throw new Error('Le tableau de bord ne fait qu’actionner.');
};
const decrireJoue: Flux['decrire'] = async () => ({
  etat: 'RUNNING',
  enAttente: [{ activite: 'kairos.positionner', essai: 3, prochainReel: '2026-11-20T09:00:30.000Z', erreur: 'HTTP_503' }],
});
const FLUX_MUET: Omit<Flux, 'actionner'> = {
  signaler: interdit,
  agir: interdit,
  politiqueChangee: interdit,
  calendrierAvance: interdit,
  calendrierRecale: interdit,
  reconcilier: interdit,
  lireReconciliation: interdit,
  repond: interdit,
  decrire: decrireJoue,
};

const VUES: Record<string, { titre: string; chemin: string }[]> = {
  kairos: [
    { titre: 'Les inscrits de la session', chemin: '/vue/sessions/{session}/inscrits' },
    { titre: 'Les créneaux de la session', chemin: '/vue/sessions/{session}/creneaux' },
  ],
  aude: [
    { titre: 'Le dossier du demandeur', chemin: '/vue/demandeurs/{idDE}' },
    { titre: 'Recherche', chemin: '/vue/recherche' },
  ],
};

/** Partners that keep their settings and show a little. */
export const jouerPartenaires = (): typeof fetch => {
  const reglages = new Map<string, unknown>();
  return (adresse, init) => {
    const { pathname } = new URL(String(adresse));
    const [, code = '', ...reste] = pathname.split('/');
    const defaut = {
      latenceMs: 0,
      tauxErreur: 0,
      tauxRefus: 0,
      perteApresEffet: 0,
      indisponibleJusqua: code === 'kairos' ? '2027-11-20T09:00:00Z' : null,
      evenements: { doubles: 0, retardMs: 0, desordre: 0 },
    };
    if (new Headers(init?.headers).get('authorization') !== 'Bearer essai') return Promise.resolve(new Response(null, { status: 401 }));
    if (reste[0] === 'reglages' && init?.method === 'PUT') reglages.set(code, JSON.parse(String(init.body)));
    if (reste[0] === 'reglages') return Promise.resolve(Response.json(reglages.get(code) ?? defaut));
    if (reste.join('/') === 'vue') return Promise.resolve(Response.json(VUES[code] ?? []));
    if (reste.at(-1) === 'inscrits') {
      return Promise.resolve(
        Response.json([
          {
            positionnement: 'x',
            nom: 'Renaud',
            prenom: 'Camille',
            idDE: '1234560A',
            origine: 'OUIFORM',
            creneau: 'ICO-103725-1',
            presence: null,
            suite: null,
            inscription: null,
            entree: null,
          },
        ]),
      );
    }
    if (code === 'aude')
      return Promise.resolve(
        Response.json({ statut: 'INSCRIT', prescriptions: [{ session: '103725', date: '2026-11-02' }], ais: [], entrees: [], sorties: [] }),
      );
    return Promise.resolve(
      reste[0] === 'vue' ? Response.json({ etat: 'VISIBLE', visibleDepuis: '2026-11-01T09:00:00Z', raison: null }) : new Response(null, { status: 404 }),
    );
  };
};

const calendrier = (horloge: Horloge) => {
  const lire = (flux?: number) => ok({ maintenant: new Date(horloge.maintenant()).toISOString(), ...(flux === undefined ? {} : { flux }) });
  const commun = {
    chemin: '/api/demonstration/calendrier',
    etiquette: 'Démonstration',
    droits: { genres: ['compte'] as const },
    reponses: { 200: { description: 'La date.' } },
  };
  return [
    route({ ...commun, methode: 'get', nom: 'lireCalendrier', resume: 'La date', traiter: () => lire() }),
    route({
      ...commun,
      methode: 'post',
      nom: 'avancerCalendrier',
      resume: 'Avancer',
      entree: { corps: z.object({ avancer: z.literal('P1D') }) },
      traiter: () => {
        horloge.regler(avancer(horloge.calendrier(), 24 * HEURE));
        return lire(212);
      },
    }),
  ];
};
