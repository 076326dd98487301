/** Everything that the environment may say, read once. Processes started by `maillon start` receive it the same way. */
import { z } from 'zod';
import { SYSTEMES, type Systeme } from '../domain/codes.ts';

const bool = (defaut: boolean) =>
  z
    .string()
    .optional()
    .transform((v) => (v === undefined || v === '' ? defaut : !['0', 'false', 'non'].includes(v.toLowerCase())));
const nombre = (defaut: number) =>
  z
    .string()
    .optional()
    .transform((v) => (v === undefined || v === '' ? defaut : Number(v)))
    .pipe(z.number({ error: 'doit être un nombre' }));

const Environnement = z.object({
  PORT: nombre(3000),
  MAILLON_DATA: z.string().default('.maillon'),
  MAILLON_VITESSE: nombre(288),
  /** Acts of the simulated people in one real minute (demonstration only); 0: nobody acts by itself. */
  MAILLON_VIE: nombre(4),
  /** Where the embedded mail catcher shows what it received. */
  MAILLON_COURRIER_URL: z.string().optional(),
  /** Public address of API, dashboard and OF pages; default http://127.0.0.1:PORT. */
  MAILLON_URL: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  SMTP_URL: z.string().optional(),
  /** Mails that may leave in one second, all workers together; 0: no limit. */
  MAILLON_COURRIELS_PAR_SECONDE: nombre(50),
  /** Business minutes between two reconciliations; 0: only those that are asked for. */
  MAILLON_RECONCILIATION_MINUTES: nombre(60),
  /** Mailbox that receives bounces: each mail leaves with a return address of its own there. */
  MAILLON_RETOURS: z.string().optional(),
  /** Secret of the door by which the mail server hands bounces over; without it, the door is closed. */
  MAILLON_CLE_RETOURS: z.string().optional(),
  MAILLON_EXPEDITEUR: z.string().default('Maillon <ne-pas-repondre@maillon.example>'),
  TEMPORAL_ADDRESS: z.string().optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  /** Shared secret of the simulated partners: their Bearer token, and the key that signs their events. */
  MAILLON_CLE_SYSTEMES: z.string().optional(),
  /** Base address of the simulated partners: each is under `<base>/<code>`; MAILLON_URL_KAIROS… replaces one. */
  MAILLON_SYSTEMES_URL: z.string().optional(),
  /** Exact number of proxies between callers and the API. */
  MAILLON_PROXYS: nombre(0),
});

export type Config = {
  port: number;
  data: string;
  url: string;
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  expediteur: string;
  courriels: { parSeconde: number; retours: string | undefined; cleRetours: string | undefined };
  temporal: { address: string | undefined; namespace: string };
  cleSystemes: string | undefined;
  systemes: Record<Systeme, string | undefined>;
  /** Where the simulated partners listen. */
  systemesUrl: string | undefined;
  /** Trusted proxies in front of the API, so that limits count callers and not the proxy. */
  proxys: number;
  /** Seed data, accelerated calendar, demonstration routes. */
  demonstration: boolean;
  vitesse: number;
  /** Acts per real minute. */
  vie: number;
  courrierUrl: string | undefined;
  reconciliationMinutes: number;
};

/** Throws one French sentence per wrong variable. */
export const lireConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  const lu = Environnement.safeParse(env);
  if (!lu.success) throw new Error(lu.error.issues.map((i) => `La variable ${i.path.join('.')} est incorrecte : ${i.message}.`).join('\n'));
  const e = lu.data;
  const demonstration = bool(e.DATABASE_URL === undefined && e.TEMPORAL_ADDRESS === undefined).parse(env['MAILLON_DEMO']);
  const adresse = (code: Systeme): string | undefined =>
    env[`MAILLON_URL_${code.toUpperCase()}`] ?? (e.MAILLON_SYSTEMES_URL ? `${e.MAILLON_SYSTEMES_URL}/${code}` : undefined);
  return {
    port: e.PORT,
    data: e.MAILLON_DATA,
    url: e.MAILLON_URL ?? `http://127.0.0.1:${e.PORT}`,
    databaseUrl: e.DATABASE_URL,
    smtpUrl: e.SMTP_URL,
    expediteur: e.MAILLON_EXPEDITEUR,
    courriels: { parSeconde: e.MAILLON_COURRIELS_PAR_SECONDE, retours: e.MAILLON_RETOURS || undefined, cleRetours: e.MAILLON_CLE_RETOURS || undefined },
    temporal: { address: e.TEMPORAL_ADDRESS, namespace: e.TEMPORAL_NAMESPACE },
    cleSystemes: e.MAILLON_CLE_SYSTEMES,
    systemes: Object.fromEntries(SYSTEMES.map((code) => [code, adresse(code)])) as Record<Systeme, string | undefined>,
    systemesUrl: e.MAILLON_SYSTEMES_URL,
    proxys: e.MAILLON_PROXYS,
    demonstration,
    vitesse: demonstration ? e.MAILLON_VITESSE : 1,
    vie: demonstration ? Math.max(0, e.MAILLON_VIE) : 0,
    courrierUrl: e.MAILLON_COURRIER_URL,
    reconciliationMinutes: e.MAILLON_RECONCILIATION_MINUTES,
  };
};
