/** The hub's own activities as flows call them: local, short, idempotent; retried until PostgreSQL answers. */
import { proxyLocalActivities } from '@temporalio/workflow';
import type { Interieur } from '../activities/index.ts';
import { parVagues } from './vague.ts';

export const hub = parVagues(
  proxyLocalActivities<Interieur>({
    startToCloseTimeout: '20s',
    retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '30s' },
  }),
);
