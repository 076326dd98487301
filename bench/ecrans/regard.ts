/** The SQL that a request makes, taken down as it passes; then the same statements, bare, one after the other on one connection. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { z } from 'zod';
import { PrismaClient } from '../../prisma/generated/hub/client.ts';
import type { Hub } from '../../prisma/hub.ts';
import { createNoms } from '../../prisma/noms.ts';
import { mesurer } from '../mesure.ts';

export type Instruction = { texte: string; valeurs: unknown[] };
export type Regard = {
  hub: Hub;
  /** What `travail` asks of the database. */
  noter(travail: () => Promise<unknown>): Promise<Instruction[]>;
  /** Milliseconds that these take by themselves. */
  rejouer(instructions: readonly Instruction[]): Promise<number>;
  fermer(): Promise<void>;
};

const Valeurs = z.array(z.unknown());

export const ouvrirRegard = async (url: string): Promise<Regard> => {
  // The API's own client (prisma/hub), which says what it does.
  const hub = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 20 }, { statementNameGenerator: createNoms() }),
    errorFormat: 'minimal',
    log: [{ emit: 'event', level: 'query' }],
  });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let notees: Instruction[] = [];
  hub.$on('query', ({ query, params }) => {
    notees.push({ texte: query, valeurs: Valeurs.parse(JSON.parse(params)) });
  });
  const noms = createNoms(1000);
  return {
    hub,
    noter: async (travail) => {
      notees = [];
      await travail();
      const prises = notees;
      notees = [];
      return prises;
    },
    rejouer: async (instructions) => {
      const secondes = await mesurer(async () => {
        for (const { texte: text, valeurs: values } of instructions) await client.query({ name: noms({ sql: text }), text, values });
      });
      return secondes * 1000;
    },
    fermer: async () => {
      await client.end();
      await hub.$disconnect();
    },
  };
};
