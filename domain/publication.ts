/** The hops of an offer from its validation to each system that shows it, and how long each took (§b.3, G7). */
import { z } from 'zod';

/** EXPORT: validated, then taken by the RCO. RCO: taken, then seen there. SYSTEME: from the RCO's taking to the system that shows it. */
export const Saut = z.enum(['EXPORT', 'RCO', 'SYSTEME']);
export type Saut = z.infer<typeof Saut>;

type Hops = { systeme: string; valideeLe: Date | null; exporteeLe: Date | null; visibleLe: Date | null };
export type SautMesure = { saut: Saut; de: string; a: string; heures: number };

const HEURE = 3_600_000;
const mesurer = (saut: Saut, de: Date | null, a: Date | null): SautMesure[] =>
  de === null || a === null ? [] : [{ saut, de: de.toISOString(), a: a.toISOString(), heures: Math.round(((a.getTime() - de.getTime()) / HEURE) * 10) / 10 }];

export const sautsDe = ({ systeme, valideeLe, exporteeLe, visibleLe }: Hops): SautMesure[] => [
  ...mesurer('EXPORT', valideeLe, exporteeLe),
  ...mesurer(systeme === 'rco' ? 'RCO' : 'SYSTEME', exporteeLe, visibleLe),
];
