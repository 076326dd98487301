/** Which test files begin: the longest, so that nothing waits for one of them alone at the end. On a fresh clone vitest knows no durations. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Longer than half a minute, the longest first. */
const LONGS = [
  'e2e/vie.test.ts',
  'e2e/ecrans/ecrans.test.ts',
  'e2e/ecrans/gestes.test.ts',
  'e2e/demarrage.test.ts',
  'e2e/pannes/processus.test.ts',
  'e2e/scenarios/scenarios.test.ts',
  'bench/relances.test.ts',
  'workflows/histoires.test.ts',
  'api/catalogues/import.test.ts',
];

/** Then what has a process for each file, then what shares one: a process is kept as long as the next file is of the same kind. */
const rangDe = ({ moduleId, project }: TestSpecification): number => {
  const rang = LONGS.findIndex((fin) => moduleId.endsWith(`/${fin}`));
  if (rang >= 0) return rang;
  return project.config.isolate ? LONGS.length : LONGS.length + 1;
};

export class LesLongsDAbord extends BaseSequencer {
  override async sort(fichiers: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(fichiers)).sort((a, b) => rangDe(a) - rangDe(b));
  }
}
