/** The API of the running instance, with a key: MAILLON_CLE when given, else the demonstration's own. */
import type { ReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Config } from './config.ts';
import { lireDemarrage } from './demarrage.ts';

export type Client = { demander(methode: string, chemin: string, envoi?: { type: string; corps: string | ReadStream }): Promise<Response> };

export const createClient = (config: Config, env: NodeJS.ProcessEnv = process.env): Client => {
  const donnee = env['MAILLON_CLE'];
  if (donnee && env['MAILLON_URL']) return clientDe(env['MAILLON_URL'], donnee);
  const { urls, cles } = lireDemarrage(path.resolve(config.data));
  const cle = donnee ?? cles.find(({ role }) => role === 'DEMO')?.cle;
  if (!cle) throw new Error('Cette instance n’est pas en démonstration : donnez une clé d’API par MAILLON_CLE.');
  return clientDe(urls.api, cle);
};

export const clientDe = (url: string, cle: string): Client => ({
  demander: async (methode, chemin, envoi) => {
    const corps = envoi && typeof envoi.corps !== 'string' ? Readable.toWeb(envoi.corps) : envoi?.corps;
    const requete: RequestInit & { duplex: 'half' } = {
      method: methode,
      headers: { Authorization: `Bearer ${cle}`, ...(envoi ? { 'Content-Type': envoi.type } : {}) },
      body: corps as RequestInit['body'],
      duplex: 'half', // the answer is read once the whole file is sent
    };
    try {
      return await fetch(new URL(chemin, url), requete);
    } catch (erreur) {
      throw new Error(`L’instance ne répond pas à l’adresse ${url}.`, { cause: erreur });
    }
  },
});
