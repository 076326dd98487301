/** docker-compose.yml, .env.exemple and the configuration that the processes read speak of the same variables. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lireConfig } from '../cli/config.ts';
import { SYSTEMES } from '../domain/codes.ts';

const compose = readFileSync('docker-compose.yml', 'utf8');
const exemple = readFileSync('.env.exemple', 'utf8');

/** `${NOM}`, `${NOM:-défaut}`, `${NOM:?message}`: name and what follows it. `$${…}` is the container's own. */
const interpolees = [...compose.matchAll(/(?<!\$)\$\{(\w+)(:[-?])?/g)].map(([, nom = '', suite]) => ({ nom, exigee: suite === ':?' }));
const proposees = [...exemple.matchAll(/^#?([A-Z_]+)=/gm)].map(([, nom = '']) => nom);
/** What every process of Maillon is given, with the values of a filled-in example. */
const environnement = Object.fromEntries(
  [...(compose.match(/&environnement\n((?: {4}.*\n)+)/)?.[1] ?? '').matchAll(/^ {4}([A-Z_]+):(.*)$/gm)].map(([, nom = '', valeur = '']) => [
    nom,
    valeur.trim(),
  ]),
);

describe('docker compose', () => {
  it('finds in .env.exemple every variable that it demands', () => {
    const exigees = interpolees.filter(({ exigee }) => exigee).map(({ nom }) => nom);
    expect(exigees).toContain('POSTGRES_PASSWORD');
    expect(exigees.filter((nom) => !proposees.includes(nom))).toEqual([]);
  });

  it('uses every variable that .env.exemple proposes', () => {
    const utiles = [...interpolees.map(({ nom }) => nom), ...Object.keys(environnement)];
    expect(proposees.filter((nom) => !utiles.includes(nom))).toEqual([]);
  });

  it('gives the processes what they read: nothing embedded, no demonstration, every partner', () => {
    const defauts = Object.entries(environnement).map(([nom, valeur]) => [
      nom,
      valeur.replace(/\$\{\w+(?::-([^}]*)|:\?[^}]*)?\}/g, (_, defaut) => defaut ?? 'x').replace(/^'|'$/g, ''),
    ]);
    const config = lireConfig(Object.fromEntries(defauts.filter(([, valeur]) => valeur !== '')));
    expect(config).toMatchObject({
      port: 3000,
      demonstration: false,
      vitesse: 1,
      smtpUrl: 'smtp://mail:1025',
      temporal: { address: 'temporal:7233', namespace: 'maillon' },
    });
    expect(config.databaseUrl).toBe('postgresql://maillon:x@postgres:5432/maillon');
    for (const code of SYSTEMES) {
      expect(config.systemes[code]).toBe(`http://systems:4000/${code}`);
      // Handed on when it is set: a real partner takes the place of its simulation.
      expect(environnement).toHaveProperty(`MAILLON_URL_${code.toUpperCase()}`, '');
    }
  });
});
