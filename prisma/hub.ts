/** The hub's database client. `url` is a PostgreSQL connection string. */
import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from './generated/hub/client.ts';
import { createNoms } from './noms.ts';

export type Hub = PrismaClient;
/** What runs inside or outside a transaction alike. */
export type HubTx = Omit<Hub, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;
export { Prisma };

/** In a rush a transaction waits its turn for a connection, as any other request of the pool does; two seconds would refuse what can be kept. */
const PATIENCE = { maxWait: 10_000, timeout: 15_000 };

/** Errors without a drawing of the calling code: making it ready costs as much as the query itself. */
export const createHub = (url: string, max = 10): Hub =>
  new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max }, { statementNameGenerator: createNoms() }),
    errorFormat: 'minimal',
    transactionOptions: PATIENCE,
  });
