/** `maillon compte creer`: the first administrator of an instance in production, or any other account. */

import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { hacherMotDePasse } from '../api/acces/secrets.ts';
import { Reseau } from '../domain/codes.ts';
import { createHub } from '../prisma/hub.ts';
import type { Config } from './config.ts';
import { lireJson } from './services/instance.ts';

const Compte = z.object({
  courriel: z.email({ error: 'l’adresse n’est pas une adresse de courriel' }).transform((adresse) => adresse.toLowerCase()),
  nom: z.string().min(1).optional(),
  role: z.enum(['ADMIN', 'CARIF', 'REGION', 'OF', 'PRESCRIPTEUR'], { error: 'le rôle est ADMIN, CARIF, REGION, OF ou PRESCRIPTEUR' }),
  siret: z.array(z.string().regex(/^\d{14}$/, { error: 'un SIRET a 14 chiffres' })).default([]),
  reseau: Reseau.optional(),
  structure: z.string().optional(),
});
const LONGUEUR_MIN = 12;

export const creerCompte = async (config: Config, options: unknown): Promise<void> => {
  const lu = Compte.safeParse(options);
  if (!lu.success) throw new Error(`Le compte n’est pas créé : ${lu.error.issues.map(({ message }) => message).join(' ; ')}.`);
  const { courriel, nom = courriel, role, siret: sirets, reseau, structure } = lu.data;
  const hub = createHub(adresseBase(config), 2);
  try {
    if (await hub.compte.findUnique({ where: { courriel } })) throw new Error(`Un compte existe déjà pour ${courriel}.`);
    const motDePasse = await hacherMotDePasse(await demanderMotDePasse());
    await hub.compte.create({ data: { courriel, nom, role, sirets, motDePasse, reseau: reseau ?? null, structure: structure ?? null } });
    console.log(`Compte ${role} créé pour ${courriel}.`);
  } finally {
    await hub.$disconnect();
  }
};

/** DATABASE_URL, else the embedded database of a running instance. */
const adresseBase = (config: Config): string => {
  if (config.databaseUrl) return config.databaseUrl;
  const dossier = path.resolve(config.data);
  const secrets = lireJson(path.join(dossier, 'secrets.json'), z.object({ motDePasseBase: z.string() }));
  const ports = lireJson(path.join(dossier, 'ports.json'), z.object({ postgres: z.number() }));
  if (!secrets || !ports) throw new Error('Donnez la base par DATABASE_URL, ou lancez d’abord « npm start ».');
  return `postgresql://postgres:${encodeURIComponent(secrets.motDePasseBase)}@127.0.0.1:${ports.postgres}/maillon`;
};

/** Never an argument: it would stay in the shell's history and in the list of processes. */
const demanderMotDePasse = async (): Promise<string> => {
  const saisi = process.stdin.isTTY ? await saisir('Mot de passe : ') : (await text(process.stdin)).split('\n')[0]?.trim();
  if (!saisi || saisi.length < LONGUEUR_MIN) throw new Error(`Le mot de passe doit avoir au moins ${LONGUEUR_MIN} caractères.`);
  return saisi;
};

const saisir = async (question: string): Promise<string> => {
  process.stdout.write(question);
  const muet = new Writable({ write: (_morceau, _encodage, fin) => fin() });
  const lecture = createInterface({ input: process.stdin, output: muet, terminal: true });
  try {
    return await lecture.question('');
  } finally {
    lecture.close();
    process.stdout.write('\n');
  }
};
