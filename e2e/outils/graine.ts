/** One seed for all that is drawn in a test, so that a failure can be replayed: MAILLON_GRAINE=… npx vitest run <file>. */
import { faker } from '@faker-js/faker/locale/fr';
import fc from 'fast-check';
import { beforeEach } from 'vitest';

const graine = Number(process.env['MAILLON_GRAINE'] ?? 20261123);

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: graine });

beforeEach(({ onTestFailed, task }) => {
  faker.seed(graine);
  onTestFailed(() => console.error(`« ${task.name} » : MAILLON_GRAINE=${graine}`));
});
