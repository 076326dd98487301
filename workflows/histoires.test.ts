/** Flows live for years and workers change under them: what each process has lived through must replay on the code of the day. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROCESSUS } from '../domain/processus.ts';
import { type HistoireGardee, lireHistoires } from './essais/histoires.ts';
import { lierFlux } from './essais/maison.ts';

const HISTOIRES = lireHistoires();
const RACINE = path.resolve(import.meta.dirname, '..');

/** Name of the history → what its replay says. */
const rejouer = async (workflowBundle: WorkflowBundle, histoires: HistoireGardee[]): Promise<Map<string, Error | undefined>> => {
  const noms = new Map(histoires.map(({ nom, history }) => [runDe(history), nom]));
  const verdicts = new Map<string, Error | undefined>();
  // Under its own workflow id, which blocages and keys are made of.
  for await (const { runId, error } of Worker.runReplayHistories({ workflowBundle }, histoires)) verdicts.set(noms.get(runId) ?? runId, error);
  return verdicts;
};

const runDe = ({ events }: HistoireGardee['history']): string => events?.[0]?.workflowExecutionStartedEventAttributes?.originalExecutionRunId ?? '';

describe('committed histories', () => {
  it('are of every process', () => {
    for (const p of PROCESSUS) expect(HISTOIRES.filter(({ nom }) => nom.startsWith(`${p}-`)).length, p).toBeGreaterThanOrEqual(3);
  });

  it('replay on the current code', async () => {
    const verdicts = await rejouer(await lierFlux('../index.ts'), HISTOIRES);
    expect(verdicts.size).toBe(HISTOIRES.length);
    expect([...verdicts].filter(([, erreur]) => erreur).map(([nom, erreur]) => `${nom} : ${erreur?.message.slice(0, 300)}`)).toEqual([]);
  }, 300_000);
});

/** One careless change per process, a timer more where there was none: [the history that must refuse it, file, where]. */
const CHANGEMENTS: [histoire: string, fichier: string, avant: string][] = [
  ['fiche-validee', 'fiche.ts', 'const lue = await pendant(s, () => hub.lireFiche(s.sujet));'],
  ['session-visible', 'session.ts', 'const export_ = await etape('],
  ['creneau-ico', 'creneau.ts', 'const lu = await pendant(s, () => hub.lireCreneau(s.sujet));'],
  ['parcours-entree-attestee', 'parcours-passe.ts', 'const connu = await pendant(s, () => hub.lireParcours('],
  ['demandeur-rejoue', 'demandeur.ts', 'const { version, statut, le } ='],
  ['systeme-panne', 'systeme.ts', 'await sonder(code);'],
];

describe('a process changed without a patch', () => {
  let copie: string;
  let verdicts: Map<string, Error | undefined>;
  const temoins = HISTOIRES.filter(({ nom }) => CHANGEMENTS.some(([histoire]) => histoire === nom));
  beforeAll(async () => {
    copie = mkdtempSync(path.join(tmpdir(), 'maillon-flux-'));
    for (const dossier of ['domain', 'workflows']) cpSync(path.join(RACINE, dossier), path.join(copie, dossier), { recursive: true });
    symlinkSync(path.join(RACINE, 'node_modules'), path.join(copie, 'node_modules'));
    for (const [, fichier, avant] of CHANGEMENTS) {
      const chemin = path.join(copie, 'workflows', fichier);
      const texte = readFileSync(chemin, 'utf8');
      if (!texte.includes(avant)) throw new Error(`${fichier} ne dit plus « ${avant} »`);
      writeFileSync(chemin, `import { sleep } from '@temporalio/workflow';\n${texte.replace(avant, `await sleep(1); ${avant}`)}`);
    }
    verdicts = await rejouer(await lierFlux(path.join(copie, 'workflows/index.ts')), temoins);
  });
  afterAll(() => rmSync(copie, { recursive: true, force: true }));

  it.each(CHANGEMENTS)('is refused by the history %s', (nom) => {
    expect(verdicts.get(nom)).toBeInstanceOf(DeterminismViolationError);
  });
});
