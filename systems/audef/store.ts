/** What AUDEF keeps: the offer, and the follow-up of each positioning. AIS are counted per session (R45). */
import { z } from 'zod';
import { Jour } from '../socle/contrat.ts';
import { genre } from '../socle/pieces.ts';

/** Key: the parcours. Found by session. */
export const Ais = genre('ais', z.object({ parcours: z.string(), session: z.string(), date: Jour, retiree: z.boolean() }));

export { Positionnement, Session } from '../socle/outil-pieces.ts';
