/** `npm run bench`: one table, everything measured in one run, each figure beside its floor on the same server. Results in bench/results. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { lancerInstance } from '../cli/pilote.ts';
import { baseVide } from '../e2e/outils/base.ts';
import { createHub } from '../prisma/hub.ts';
import { mesurerChemins, positionner, preparerTerrain, type Regard } from './chemins.ts';
import { cadencer, centile } from './mesure.ts';
import { ouvrirPlancher } from './plancher.ts';
import { type Ligne, rendre } from './rapport.ts';

const CHEMINS = Number(process.env['BANC_CHEMINS'] ?? 200);
const REPONSES = Number(process.env['BANC_REPONSES'] ?? 300);
const ENSEMBLE = 40;
const PAR_SECONDE = 10;

const base = await baseVide();
const hub = createHub(base.url);
const pilote = await lancerInstance({ env: { DATABASE_URL: base.url, MAILLON_DEMO: '1', MAILLON_VITESSE: '1' } });
const ports = JSON.parse(readFileSync(path.join(pilote.dossier, 'ports.json'), 'utf8')) as { temporal: number };
const adresse = `127.0.0.1:${ports.temporal}`;
const connection = await Connection.connect({ address: adresse });
const temporal = new Client({ connection });
const regard: Regard = {
  compter: async (creneau, etape) => {
    const [ligne] = await hub.$queryRaw<
      { n: bigint }[]
    >`SELECT count(*) AS n FROM hub.parcours p JOIN hub.positionnement q ON q.id::text = p.positionnement WHERE q.creneau = ${creneau} AND p.etape = ${etape}`;
    return Number(ligne?.n ?? 0);
  },
  versions: async (parcours) =>
    (await hub.processus.aggregate({ _sum: { version: true }, where: { id: { in: parcours.map((p) => `parcours:${p}`) } } }))._sum.version ?? 0,
  transitions: async (parcours) =>
    Number((await temporal.workflow.getHandle(`parcours:${parcours}`).describe()).raw.workflowExecutionInfo?.stateTransitionCount ?? 0),
};

const plancher = await ouvrirPlancher(adresse);
try {
  const terrain = await preparerTerrain(pilote, CHEMINS + REPONSES + 100);
  for (let i = 0; i < 20; i++) await positionner(pilote, terrain, 900_000 + i); // warm caches, as in a service that runs

  const reponses = await cadencer(REPONSES, PAR_SECONDE, (i) => positionner(pilote, terrain, 500_000 + i));
  const nues = await plancher.reponses(REPONSES, PAR_SECONDE);
  const refus = await cadencer(REPONSES / 3, PAR_SECONDE, (i) => positionner(pilote, terrain, 500_000 + i).catch(() => undefined));

  const chemins = await mesurerChemins(pilote, regard, await preparerTerrain(pilote, CHEMINS + 50), CHEMINS, ENSEMBLE, 0);
  const pas = Math.round(chemins.effets + chemins.ecritures);
  const suites = await plancher.suites(Math.max(40, Math.round(CHEMINS / 2)), pas, ENSEMBLE);

  const lignes: Ligne[] = [
    {
      nom: 'chemins complets par seconde',
      valeur: chemins.parSeconde,
      plancher: suites,
      unite: '/s',
      but: '> 1',
      sens: 'plus',
      detail: `${chemins.effets.toFixed(1)} effets + ${chemins.ecritures.toFixed(1)} écritures par chemin`,
    },
    ...[50, 95, 99].map((c) => ({
      nom: `POST /positionnements p${c} à ${PAR_SECONDE}/s`,
      valeur: centile(reponses, c),
      plancher: centile(nues, c),
      unite: 'ms',
      but: '≤ 1,5',
      sens: 'moins' as const,
    })),
    ...[50, 95].map((c) => ({
      nom: `refus sans partenaire p${c}`,
      valeur: centile(refus, c),
      plancher: centile(nues, c),
      unite: 'ms',
      but: '≤ 1,5',
      sens: 'moins' as const,
    })),
    { nom: 'transitions d’état par chemin', valeur: chemins.transitions, plancher: null, unite: '', but: 'exact', sens: 'moins' },
  ];
  const machine = `${cpus().length} cœurs (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} Gio, Node ${process.versions.node}`;
  const texte = rendre(lignes, machine, { chemins: CHEMINS, reponses: REPONSES, ensemble: ENSEMBLE });
  console.log(texte);
  const dossier = path.join(import.meta.dirname, 'results');
  mkdirSync(dossier, { recursive: true });
  const jour = new Date().toISOString().slice(0, 10);
  writeFileSync(path.join(dossier, `${jour}.md`), texte);
  writeFileSync(path.join(dossier, `${jour}.json`), `${JSON.stringify({ machine, lignes, chemins, reponses, nues }, null, 1)}\n`);
} finally {
  await plancher.fermer();
  await connection.close();
  await pilote.effacer();
  await hub.$disconnect();
  await base.close();
}
