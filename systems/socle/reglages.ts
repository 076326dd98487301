/** Settings and calendar of one system: kept in its table, read from memory. */
import { z } from 'zod';
import { CALENDRIER_REEL, Calendrier } from '../../domain/calendrier.ts';
import type { BaseSysteme } from '../../prisma/systeme.ts';
import { Instant } from './contrat.ts';

const taux = z.number().min(0).max(1);
/** A rate; `true` is 1. */
const tauxOuOui = z.union([taux, z.boolean().transform(Number)]);

const Evenements = z.strictObject({
  /** Rate of events sent twice. */
  doubles: tauxOuOui.default(0),
  /** Real milliseconds before an event leaves. */
  retardMs: z.number().int().min(0).max(600_000).default(0),
  /** Rate of events put back behind those that follow. */
  desordre: tauxOuOui.default(0),
});

/** A setting that is not given goes back to its default. */
export const Reglages = z.strictObject({
  latenceMs: z.number().int().min(0).max(60_000).default(0),
  tauxErreur: taux.default(0),
  tauxRefus: taux.default(0),
  perteApresEffet: taux.default(0),
  /** Business instant. */
  indisponibleJusqua: Instant.nullable().default(null),
  evenements: Evenements.default({ doubles: 0, retardMs: 0, desordre: 0 }),
});
/** RCO alone: hours of working days between the export and its visibility (48 in the field), 0 = visible at once. */
export const ReglagesRco = Reglages.extend({ delaiVisibiliteHeures: z.number().min(0).max(8_760).default(0) });
export type Reglages = z.infer<typeof Reglages> & { delaiVisibiliteHeures?: number };

export type Memoire = Awaited<ReturnType<typeof createMemoire>>;

export const createMemoire = async (base: BaseSysteme, schema: z.ZodType<Reglages>) => {
  const lire = async <T>(nom: string, forme: z.ZodType<T>, defaut: T): Promise<T> => {
    const ligne = await base.reglage.findUnique({ where: { nom } });
    const lu = forme.safeParse(ligne?.valeur);
    return lu.success ? lu.data : defaut;
  };
  const ecrire = async (nom: string, valeur: z.infer<ReturnType<typeof z.json>>): Promise<void> => {
    const json = valeur ?? {};
    await base.reglage.upsert({ where: { nom }, create: { nom, valeur: json }, update: { valeur: json } });
  };
  let reglages = await lire('reglages', schema, schema.parse({}));
  let calendrier = await lire('calendrier', Calendrier, CALENDRIER_REEL);
  return {
    schema,
    reglages: (): Reglages => reglages,
    calendrier: (): Calendrier => calendrier,
    regler: async (nouveaux: Reglages): Promise<void> => {
      await ecrire('reglages', nouveaux);
      reglages = nouveaux;
    },
    dater: async (nouveau: Calendrier): Promise<void> => {
      await ecrire('calendrier', nouveau);
      calendrier = nouveau;
    },
  };
};
