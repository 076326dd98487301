/** The eight simulated partners, each on its own tables, behind one listener: `/<code>`. */
import express, { type Express } from 'express';
import pino, { type Logger } from 'pino';
import { SYSTEMES, type Systeme } from '../domain/codes.ts';
import { createBaseSysteme } from '../prisma/systeme.ts';
import { createAude } from './aude/routes.ts';
import { createAudef } from './audef/routes.ts';
import { createImilo } from './imilo/routes.ts';
import { createKairos } from './kairos/routes.ts';
import { createOuiform } from './ouiform/routes.ts';
import { createPefr } from './pefr/routes.ts';
import { createRco } from './rco/routes.ts';
import { createSmf } from './smf/routes.ts';
import type { DepsSysteme, SystemeSimule } from './socle/createSysteme.ts';
import type { Sources } from './socle/perturbations.ts';

const CREATIONS: Record<Systeme, (deps: DepsSysteme) => Promise<SystemeSimule>> = {
  smf: createSmf,
  rco: createRco,
  kairos: createKairos,
  ouiform: createOuiform,
  aude: createAude,
  audef: createAudef,
  pefr: createPefr,
  imilo: createImilo,
};

export type OptionsSystemes = Partial<Sources> & {
  databaseUrl: string;
  /** `whsec_…`: token of their routes and secret of their events. */
  cle: string;
  /** Base address of the hub, where events go. */
  urlHub: string;
  /** All by default. */
  codes?: readonly Systeme[];
  journal?: Logger;
  /** Real milliseconds between two looks at what is due. */
  periodeMs?: number;
};
export type Systemes = { app: Express; close: () => Promise<void> };

/** The tables must exist. */
export const createSystemes = async ({ databaseUrl, codes = SYSTEMES, journal = pino({ level: 'silent' }), ...deps }: OptionsSystemes): Promise<Systemes> => {
  const ouverts = await Promise.all(
    codes.map(async (code) => {
      const base = createBaseSysteme(databaseUrl, code);
      return { base, systeme: await CREATIONS[code]({ ...deps, base, journal: journal.child({ systeme: code }) }) };
    }),
  );
  const app = express().disable('x-powered-by').disable('etag');
  for (const { systeme } of ouverts) app.use(`/${systeme.code}`, systeme.routeur);
  return {
    app,
    close: async () => {
      await Promise.all(ouverts.map(({ systeme }) => systeme.close()));
      await Promise.all(ouverts.map(({ base }) => base.$disconnect()));
    },
  };
};
