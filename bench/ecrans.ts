/** Every list of the dashboard and « À traiter » over a region of a million paths: p95 of the answer, beside the same SQL alone. */
import pg from 'pg';
import { CodeTable } from '../api/contract/admin.ts';
import { baseDeTest } from '../e2e/outils/base.ts';
import { peupler } from './ecrans/peuplement.ts';
import { ouvrirRegard, type Regard } from './ecrans/regard.ts';
import { ouvrirServeur, type Serveur } from './ecrans/serveur.ts';
import { centile, mesurer } from './mesure.ts';
import type { Ligne, Mesure } from './rapport.ts';

const PASSAGES = 20;
/** A slow screen is not looked at twenty times. */
const ASSEZ_MS = 6_000;

/** `tailles`: paths in the region, growing. */
export const mesurerEcrans = async (tailles: readonly number[]): Promise<Mesure> => {
  const base = await baseDeTest();
  const regard = await ouvrirRegard(base.url);
  const client = new pg.Client({ connectionString: base.url });
  await client.connect();
  const serveur = await ouvrirServeur(regard.hub);
  try {
    const parTaille: Map<string, Lu>[] = [];
    let la = 0;
    for (const taille of tailles) {
      console.error(`${taille} parcours écrits en ${Math.round(await mesurer(() => peupler(client, la, taille)))} s`);
      la = taille;
      parTaille.push(await lireTout(serveur, regard));
    }
    return rapporter(tailles, parTaille);
  } finally {
    await serveur.fermer();
    await client.end();
    await regard.fermer();
    await base.close();
  }
};

type Lu = { ecran: number; nu: number; requetes: number };

/** From the table of routes, so that a new list is measured too; then the filters that people use most. */
const chemins = ({ routes }: Serveur): string[] => [
  ...routes
    .map((r) => r.chemin)
    .filter((c) => (!c.includes('{') || c.endsWith('/{table}')) && !c.endsWith('.csv') && !/operations\/apercu|\/systemes$/.test(c))
    .flatMap((c) => (c.includes('{table}') ? CodeTable.options.map((t) => c.replace('{table}', t)) : [c])),
  '/api/admin/blocages?cause=PRESENCE_NON_SAISIE&onglet=ORGANISMES',
  '/api/admin/blocages?gravite=en_retard&page=20',
  '/api/admin/parcours?bloque=true',
  '/api/admin/parcours?etape=EN_FORMATION',
  '/api/admin/relances?sens=a_venir',
];

const lireTout = async (serveur: Serveur, regard: Regard): Promise<Map<string, Lu>> => {
  const lus = new Map<string, Lu>();
  for (const chemin of chemins(serveur)) {
    // Plans and pages in memory, as in a service that runs.
    const premiere = await mesurer(() => serveur.lire(chemin));
    if (premiere > 1) console.error(`${chemin} : ${premiere.toFixed(1)} s à la première lecture`);
    const instructions = await regard.noter(() => serveur.lire(chemin));
    const ecran = await repeter(async () => 1000 * (await mesurer(() => serveur.lire(chemin))));
    await regard.rejouer(instructions);
    const nu = await repeter(() => regard.rejouer(instructions));
    lus.set(chemin.replace('/api/admin/', ''), { ecran: centile(ecran, 95), nu: centile(nu, 95), requetes: instructions.length });
  }
  return lus;
};

const repeter = async (une: () => Promise<number>): Promise<number[]> => {
  const durees: number[] = [];
  while (durees.length < PASSAGES && durees.reduce((a, b) => a + b, 0) < ASSEZ_MS) durees.push(await une());
  return durees;
};

const rapporter = (tailles: readonly number[], parTaille: readonly Map<string, Lu>[]): Mesure => {
  const noms = [...(parTaille.at(-1) ?? new Map<string, Lu>()).entries()].sort(([, a], [, b]) => b.ecran - a.ecran);
  const charges = tailles.map((n) => `${n} parcours`);
  return {
    lignes: noms.map(
      ([nom, lu]): Ligne => ({
        nom: `écran ${nom}, p95`,
        valeur: lu.ecran,
        plancher: lu.nu,
        unite: 'ms',
        but: '',
        sens: 'moins',
        detail: `${tailles.at(-1)} parcours, ${lu.requetes} requêtes`,
      }),
    ),
    croissance: noms.map(([nom]) => ({ nom: `écran ${nom}, p95 (ms)`, charges, valeurs: parTaille.map((t) => t.get(nom)?.ecran ?? Number.NaN) })),
  };
};
