/** `maillon import` and `maillon export`, through the API of the running instance. */
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { codeSortie, Rapport, rapportTexte } from '../api/catalogues/rapport.ts';
import { type Client, createClient } from './client.ts';
import type { Config } from './config.ts';

/** Prints the report; the exit code says 0 all accepted, 2 some refused, 1 unreadable. */
export const importer = async (config: Config, fichier: string, json: boolean): Promise<void> => {
  verifierFichier(fichier);
  const rapport = await deposer(createClient(config), fichier);
  console.log(json ? JSON.stringify(rapport, null, 2) : rapportTexte(rapport));
  process.exitCode = codeSortie(rapport);
};

export const exporter = async (config: Config, version: string): Promise<void> => {
  const reponse = await createClient(config).demander('GET', `/api/v1/catalogues/export.xml?version=${version}`);
  if (!reponse.ok || !reponse.body) throw new Error(await detailDe(reponse));
  await pipeline(Readable.fromWeb(reponse.body), process.stdout, { end: false });
};

/** Streams the file to the API and waits for the end of its import. Unreadable: a report of state REFUSE. */
export const deposer = async (client: Client, fichier: string): Promise<Rapport> => {
  const depot = await client.demander('POST', '/api/v1/catalogues', { type: 'application/xml', corps: createReadStream(fichier) });
  const adresse = depot.headers.get('location');
  if (depot.status !== 202 || !adresse) return illisible(depot, statSync(fichier).size);
  for (;;) {
    const lecture = await client.demander('GET', adresse);
    if (!lecture.ok) throw new Error(await detailDe(lecture));
    const rapport = Rapport.parse(await lecture.json());
    if (rapport.etat === 'TERMINE' || rapport.etat === 'REFUSE') return rapport;
    await pause(300);
  }
};

const illisible = async (reponse: Response, octets: number): Promise<Rapport> => {
  const message = await detailDe(reponse);
  if (reponse.status !== 400 && reponse.status !== 413 && reponse.status !== 422) throw new Error(message);
  const ligne = ligneDe(message);
  return { id: '', etat: 'REFUSE', octets, lus: 0, acceptes: 0, inchanges: 0, refuses: 0, erreurs: [{ formation: null, ligne, chemin: null, message }] };
};
/** The sentence of an unreadable file begins with where; 0 when it is not about a place in it. */
const ligneDe = (message: string): number => Number(/^Ligne (\d+),/.exec(message)?.[1] ?? 0);

const Probleme = z.object({ title: z.string().optional(), detail: z.string().optional() });
const detailDe = async (reponse: Response): Promise<string> => {
  const lu = Probleme.safeParse(await reponse.json().catch(() => ({})));
  return (lu.success ? (lu.data.detail ?? lu.data.title) : undefined) ?? `L’API a répondu ${reponse.status}.`;
};

const verifierFichier = (fichier: string): void => {
  if (!statSync(fichier, { throwIfNoEntry: false })?.isFile()) throw new Error(`Le fichier « ${fichier} » n’existe pas, ou n’est pas un fichier.`);
};
