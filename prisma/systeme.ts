/** The database client of one simulated system: the same tables, in the system's own PostgreSQL schema. */
import { PrismaPg } from '@prisma/adapter-pg';
import type { Systeme } from '../domain/codes.ts';
import { Prisma, PrismaClient } from './generated/systeme/client.ts';
import { createNoms } from './noms.ts';

export type BaseSysteme = PrismaClient;
export { Prisma };

export const createBaseSysteme = (url: string, code: Systeme, max = 4): BaseSysteme =>
  new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: url, max, options: `-c search_path=${code} -c plan_cache_mode=force_generic_plan` },
      { schema: code, statementNameGenerator: createNoms() },
    ),
    errorFormat: 'minimal',
  });
