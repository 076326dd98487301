/** The partners on a free port over a test database, a hub that listens to their events, and a hand to call them. */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Calendrier } from '../../domain/calendrier.ts';
import type { Systeme } from '../../domain/codes.ts';
import { createSystemes, type OptionsSystemes } from '../../systems/index.ts';
import { baseDeTest } from './base.ts';

export type EvenementRecu = { id: string; type: string; date: string; donnees: Record<string, unknown> };
export type ReponseSysteme<T = Record<string, unknown>> = { statut: number; corps: T; entetes: Headers };

/** Every event whose signature holds, in the order of arrival; `statut` is what the hub answers. */
export type HubDeTest = { url: string; recus: EvenementRecu[]; refuses: number; statut: number; close: () => Promise<void> };

export const demarrerHub = async (cle: string, port = 0): Promise<HubDeTest> => {
  const webhook = new Webhook(cle);
  const hub: HubDeTest = { url: '', recus: [], refuses: 0, statut: 202, close: async () => undefined };
  const serveur = createServer((req, res) => {
    const morceaux: Buffer[] = [];
    req.on('data', (m: Buffer) => morceaux.push(m));
    req.on('end', () => {
      const entetes = Object.fromEntries(Object.entries(req.headers).map(([nom, v]) => [nom, String(v)]));
      try {
        const corps = webhook.verify(Buffer.concat(morceaux).toString(), entetes) as EvenementRecu; // signed by the system under test
        if (hub.statut < 300 && corps.id === entetes['webhook-id']) hub.recus.push(corps);
        res.writeHead(hub.statut).end();
      } catch {
        hub.refuses++;
        res.writeHead(401).end();
      }
    });
  });
  hub.url = await ecouter(serveur, port);
  hub.close = () => fermer(serveur);
  return hub;
};

export type Banc = Awaited<ReturnType<typeof demarrerSystemes>>;

/** `codes`: the systems that the test needs. The calendar starts at real time; `dater` moves it. */
export const demarrerSystemes = async (codes: readonly Systeme[], options: Partial<OptionsSystemes> = {}) => {
  const base = await baseDeTest();
  const cle = options.cle ?? `whsec_${randomBytes(32).toString('base64')}`;
  const hub = await demarrerHub(cle);
  const ouvrir = async (urlHub = hub.url) => {
    const systemes = await createSystemes({ databaseUrl: base.url, cle, urlHub, codes, periodeMs: 25, ...options });
    const serveur = createServer(systemes.app);
    serveur.keepAliveTimeout = 120_000; // a machine that stands still for five seconds would find its connection closed
    const url = await ecouter(serveur);
    return {
      url,
      close: async () => {
        await fermer(serveur);
        await systemes.close();
      },
    };
  };
  let ouvert = await ouvrir();

  const appeler = async <T = Record<string, unknown>>(
    methode: string,
    chemin: string,
    corps?: unknown,
    entetes: Record<string, string> = {},
  ): Promise<ReponseSysteme<T>> => {
    const reponse = await fetch(`${ouvert.url}${chemin}`, {
      method: methode,
      headers: { authorization: `Bearer ${cle}`, ...(corps === undefined ? {} : { 'content-type': 'application/json' }), ...entetes },
      ...(corps === undefined ? {} : { body: typeof corps === 'string' ? corps : JSON.stringify(corps) }),
    });
    const texte = await reponse.text();
    return { statut: reponse.status, corps: JSON.parse(texte || 'null'), entetes: reponse.headers };
  };

  return {
    cle,
    hub,
    base: base.url,
    appeler,
    url: () => ouvert.url,
    /** A business call of the hub; a new idempotency key unless one is given. */
    dire: (systeme: Systeme, chemin: string, corps: unknown, idempotence: string = randomUUID()) =>
      appeler('POST', `/${systeme}${chemin}`, corps, { 'idempotency-key': idempotence }),
    acte: (systeme: Systeme, type: string, corps: unknown) => appeler('POST', `/${systeme}/actes/${type}`, corps),
    voir: async <T = Record<string, unknown>>(systeme: Systeme, chemin: string): Promise<T> => (await appeler<T>('GET', `/${systeme}/vue${chemin}`)).corps,
    ledger: async (systeme: Systeme, requete = '') => (await appeler<LigneLue[]>('GET', `/${systeme}/ledger${requete}`)).corps,
    regler: (systeme: Systeme, reglages: unknown) => appeler('PUT', `/${systeme}/reglages`, reglages),
    dater: async (calendrier: Calendrier) => {
      for (const code of codes) await appeler('PUT', `/${code}/calendrier`, calendrier);
    },
    /** As after a kill: nothing in memory survives. */
    redemarrer: async (urlHub?: string) => {
      await ouvert.close();
      ouvert = await ouvrir(urlHub);
    },
    close: async () => {
      await ouvert.close();
      await hub.close();
      await base.close();
    },
  };
};

export type LigneLue = {
  rang: number;
  cle: string;
  route: string;
  empreinte: string;
  recu: string;
  reponse: Record<string, unknown>;
  rejeu: boolean;
  statut: number;
};

const ecouter = async (serveur: Server, port = 0): Promise<string> => {
  await new Promise<void>((pret) => serveur.listen(port, '127.0.0.1', pret));
  return `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`; // listening on TCP
};

const fermer = async (serveur: Server): Promise<void> => {
  const ferme = new Promise<void>((fin) => serveur.close(() => fin()));
  serveur.closeAllConnections();
  await ferme;
};
