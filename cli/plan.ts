/** What an instance will be made of: addresses, ports, secrets, and the environment that every role receives. */
import path from 'node:path';
import { SYSTEMES, type Systeme } from '../domain/codes.ts';
import type { Config } from './config.ts';
import { ecrirePorts, lirePorts, lireSecrets } from './services/instance.ts';
import { isPortLibre, portLibre } from './services/ports.ts';

export type Plan = {
  config: Config;
  dossier: string;
  cleSystemes: string;
  motDePasseBase: string;
  ports: Record<NomPort, number>;
  url: string;
  systemesUrl: string;
  systemes: Record<Systeme, string>;
  /** What is embedded, because no address was given for it. */
  embarque: { postgres: boolean; temporal: boolean; courrier: boolean; systemes: boolean };
};
const PORTS = ['postgres', 'temporal', 'temporalUi', 'smtp', 'courrier', 'systemes'] as const;
type NomPort = (typeof PORTS)[number];

export const etablirPlan = async (config: Config, dossier: string, env: NodeJS.ProcessEnv = process.env): Promise<Plan> => {
  const secrets = lireSecrets(dossier);
  const port = await portPublic(config.port, dossier);
  const ports = await choisirPorts(dossier, env, new Set([port]));
  const url = env['MAILLON_URL'] ?? `http://127.0.0.1:${port}`;
  const systemesUrl = env['MAILLON_SYSTEMES_URL'] ?? `http://127.0.0.1:${ports.systemes}`;
  const systemes = Object.fromEntries(SYSTEMES.map((code) => [code, config.systemes[code] ?? `${systemesUrl}/${code}`])) as Record<Systeme, string>;
  return {
    config: { ...config, port, url },
    dossier,
    cleSystemes: config.cleSystemes ?? secrets.cleSystemes,
    motDePasseBase: secrets.motDePasseBase,
    ports,
    url,
    systemesUrl,
    systemes,
    embarque: {
      postgres: config.databaseUrl === undefined,
      temporal: config.temporal.address === undefined,
      courrier: config.smtpUrl === undefined,
      // Every partner has an address of its own: nothing is left to simulate.
      systemes: SYSTEMES.some((code) => env[`MAILLON_URL_${code.toUpperCase()}`] === undefined),
    },
  };
};

export const environnement = (plan: Plan, databaseUrl: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv => ({
  ...env,
  DATABASE_URL: databaseUrl,
  TEMPORAL_ADDRESS: plan.config.temporal.address ?? `127.0.0.1:${plan.ports.temporal}`,
  TEMPORAL_NAMESPACE: plan.config.temporal.namespace,
  SMTP_URL: plan.config.smtpUrl ?? `smtp://127.0.0.1:${plan.ports.smtp}`,
  PORT: String(plan.config.port),
  MAILLON_URL: plan.url,
  MAILLON_SYSTEMES_URL: plan.systemesUrl,
  MAILLON_CLE_SYSTEMES: plan.cleSystemes,
  MAILLON_DEMO: plan.config.demonstration ? '1' : '0',
  MAILLON_VITESSE: String(plan.config.vitesse),
  MAILLON_VIE: String(plan.config.vie),
  MAILLON_DATA: plan.dossier,
  ...(plan.embarque.courrier && { MAILLON_COURRIER_URL: `http://127.0.0.1:${plan.ports.courrier}` }),
  ...(plan.embarque.temporal && { TEMPORAL_UI_URL: `http://127.0.0.1:${plan.ports.temporalUi}` }),
});

export const journalDe = (plan: Plan, nom: string): string => path.join(plan.dossier, 'journaux', `${nom}.log`);

const portPublic = async (souhaite: number, dossier: string): Promise<number> => {
  if (souhaite === 0) return portLibre(lirePorts(dossier)['api']);
  if (!(await isPortLibre(souhaite))) {
    throw new Error(`Le port ${souhaite} est déjà pris par un autre programme : choisissez-en un autre, par exemple PORT=${souhaite + 1} npm start.`);
  }
  return souhaite;
};

/** The same as last time when they are still free, so that a bookmark stays good; MAILLON_PORT_SMTP… sets one. */
const choisirPorts = async (dossier: string, env: NodeJS.ProcessEnv, pris: Set<number>): Promise<Record<NomPort, number>> => {
  const avant = lirePorts(dossier);
  const [port] = pris;
  const ports = { postgres: 0, temporal: 0, temporalUi: 0, smtp: 0, courrier: 0, systemes: 0 };
  for (const nom of PORTS) {
    const variable = `MAILLON_PORT_${nom.replace('Ui', '_UI').toUpperCase()}`;
    const impose = env[variable] ?? (nom === 'systemes' ? portDeUrl(env['MAILLON_SYSTEMES_URL']) : undefined);
    ports[nom] = impose ? await imposer(variable, Number(impose)) : await portLibre(avant[nom], pris);
  }
  ecrirePorts(dossier, { ...ports, api: port ?? 0 });
  return ports;
};

const imposer = async (variable: string, port: number): Promise<number> => {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`La variable ${variable} est incorrecte : doit être un numéro de port.`);
  if (!(await isPortLibre(port))) throw new Error(`Le port ${port} (${variable}) est déjà pris par un autre programme.`);
  return port;
};

const portDeUrl = (url: string | undefined): string | undefined => (url ? new URL(url).port || undefined : undefined);
