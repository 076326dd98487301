/** The committed histories: what the tests of flows lived through, one file each, one event a line. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { temporal } from '@temporalio/proto';

type Histoire = temporal.api.history.v1.IHistory;

export const DOSSIER = path.resolve(import.meta.dirname, '../histories');
/** Set by enregistrer.ts: where the tests leave their histories. */
export const VERS = 'MAILLON_HISTOIRES';

/** Writes the history when they are being recorded; nothing otherwise. */
export const garder = (nom: string, histoire: Histoire): void => {
  const dossier = process.env[VERS];
  if (!dossier) return;
  mkdirSync(dossier, { recursive: true });
  const { events } = JSON.parse(historyToJSON(histoire)) as { events: unknown[] };
  writeFileSync(path.join(dossier, `${nom}.json`), `{"events":[\n${events.map((e) => JSON.stringify(e, sansMachine)).join(',\n')}\n]}\n`);
};

/** Where and by which build it was recorded is nobody's business, and nothing that a replay reads. */
const TUS = ['taskId', 'stackTrace', 'workerVersion', 'meteringMetadata', 'requestId', 'header'];
const sansMachine = (cle: string, valeur: unknown): unknown => {
  if (TUS.includes(cle)) return undefined;
  if (cle === 'identity') return 'maillon';
  const file = cle === 'taskQueue' ? (valeur as { kind?: string }) : undefined;
  return file?.kind === 'TASK_QUEUE_KIND_STICKY' ? { ...file, name: 'maillon' } : valeur;
};

export type HistoireGardee = { nom: string; workflowId: string; history: Histoire };

export const lireHistoires = (dossier = DOSSIER): HistoireGardee[] =>
  readdirSync(dossier)
    .filter((f) => f.endsWith('.json'))
    .sort()
    .map((fichier) => {
      const history = historyFromJSON(JSON.parse(readFileSync(path.join(dossier, fichier), 'utf8')));
      const workflowId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId ?? '';
      return { nom: path.basename(fichier, '.json'), workflowId, history };
    });
