/** The database client of one simulated system: the same tables, in the system's own PostgreSQL schema. */
import { PrismaPg } from '@prisma/adapter-pg';
import type { Systeme } from '../domain/codes.ts';
import { Prisma, PrismaClient } from './generated/systeme/client.ts';

export type BaseSysteme = PrismaClient;
export { Prisma };

export const createBaseSysteme = (url: string, code: Systeme, max = 4): BaseSysteme =>
  new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: url, max, options: `-c search_path=${code} -c plan_cache_mode=force_generic_plan` },
      { schema: code, statementNameGenerator: createNoms() },
    ),
  });

/** The systems say the same few statements all day long: named, PostgreSQL plans each once per connection. */
const createNoms = (): ((requete: { sql: string }) => string) => {
  const noms = new Map<string, string>();
  return ({ sql }) => {
    const nom = noms.get(sql) ?? `s${noms.size}`;
    noms.set(sql, nom);
    return nom;
  };
};
