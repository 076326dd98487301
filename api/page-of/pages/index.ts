/** The pages of an organisme. */
import type { Page } from '../socle/page.ts';
import { PRESENCES } from './presences.ts';

export const PAGES: readonly Page[] = [PRESENCES];
