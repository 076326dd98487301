/** `maillon doctor`: what is installed, what answers, what is missing; one line each. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config.ts';
import { lireDemarrage } from './demarrage.ts';
import { dejaLa, dossierCache, empreinte, type Trouve } from './services/binaires.ts';
import { executer } from './services/commande.ts';
import { type Outil, SERVEUR_DE_TEST, TEMPORAL } from './services/outil.ts';
import { isPortLibre, repond } from './services/ports.ts';
import { postgresRepond, versionEmbarquee } from './services/postgres.ts';
import { urlRepond } from './services/role.ts';
import { isTableauAJour } from './services/tableau.ts';
import { temporalRepond } from './services/temporal.ts';

/** ok: there; absent: fetched or made at the next start; manque: needed, and nobody will bring it. */
type Constat = { etat: 'ok' | 'absent' | 'manque'; phrase: string };

export const doctor = async (config: Config): Promise<void> => {
  const constats = (await Promise.all([...EXAMENS.map((examen) => examen(config)), ...examinerInstance(config)])).flat();
  for (const { etat, phrase } of constats) console.log(`${SIGNES[etat]} ${phrase}`);
  const manques = constats.filter(({ etat }) => etat === 'manque').length;
  console.log(manques === 0 ? 'Rien ne manque.' : manques === 1 ? 'Il manque une chose.' : `Il manque ${manques} choses.`);
  process.exitCode = manques === 0 ? 0 : 1;
};

/** Asked once: a busy machine is no breakdown. */
const PATIENCE_MS = 10_000;

const SIGNES = { ok: '✔', absent: '–', manque: '✘' };
const ok = (phrase: string): Constat => ({ etat: 'ok', phrase });
const absent = (phrase: string): Constat => ({ etat: 'absent', phrase });
const manque = (phrase: string): Constat => ({ etat: 'manque', phrase });

const EXAMENS: ((config: Config) => Promise<Constat | Constat[]>)[] = [
  async () => ok(`Node ${process.versions.node}`),
  async ({ databaseUrl }) => {
    if (databaseUrl)
      return (await postgresRepond(databaseUrl, PATIENCE_MS)) ? ok('PostgreSQL : DATABASE_URL répond') : manque('PostgreSQL : DATABASE_URL ne répond pas');
    const version = versionEmbarquee();
    return version ? ok(`PostgreSQL embarqué ${version}`) : manque('PostgreSQL embarqué absent : relancez « npm ci », ou donnez une base par DATABASE_URL');
  },
  async ({ temporal: { address, namespace } }) => {
    if (address)
      return (await temporalRepond({ address, namespace }))
        ? ok(`Temporal : ${address} répond`)
        : manque(`Temporal : ${address} ne répond pas (espace « ${namespace} »)`);
    return examinerOutil(TEMPORAL, 'Temporal');
  },
  async () => examinerOutil(SERVEUR_DE_TEST, 'Serveur de test de Temporal (pour npm test)'),
  async ({ smtpUrl }) => {
    if (!smtpUrl) return ok('Courrier embarqué (rien ne sort de cette machine)');
    const { hostname, port, protocol } = new URL(smtpUrl);
    return (await repond(Number(port || (protocol === 'smtps:' ? 465 : 25)), hostname, PATIENCE_MS))
      ? ok(`Courrier : ${hostname} répond`)
      : manque(`Courrier : ${hostname} ne répond pas`);
  },
  async () => (isTableauAJour() ? ok('Tableau de bord construit') : absent('Tableau de bord à construire : fait au prochain démarrage')),
];

const examinerOutil = async (outil: Outil, nom: string): Promise<Constat> => {
  let trouve: Trouve | undefined;
  try {
    trouve = dejaLa(outil);
  } catch (erreur) {
    return manque(erreur instanceof Error ? erreur.message : String(erreur));
  }
  if (!trouve)
    return (await peutChercher())
      ? absent(`${nom} : sera cherché au premier besoin, et gardé dans ${dossierCache()}`)
      : manque(`${nom} : introuvable, et ni réseau ni pip pour le chercher ; installez Python avec pip, ou donnez son chemin par ${outil.variable}`);
  const attendue = outil.empreintes[`${process.platform}-${process.arch}`];
  if (trouve.provenance === 'cache' && attendue && (await empreinte(trouve.chemin)) !== attendue)
    return manque(`${nom} : ${trouve.chemin} est abîmé ; effacez-le, il sera cherché à nouveau`);
  return ok(`${nom} : ${trouve.chemin}`);
};

const peutChercher = async (): Promise<boolean> => {
  const pips = await Promise.all([
    executer('python3', ['-m', 'pip', '--version']),
    executer('pip3', ['--version']),
    executer('python3', ['-c', 'import venv, ensurepip']),
  ]);
  return pips.some(({ code }) => code === 0) || urlRepond('https://temporal.download');
};

/** The running instance of this folder, or what the next start would meet. */
const examinerInstance = (config: Config): Promise<Constat[]>[] => [
  (async () => {
    const dossier = path.resolve(config.data);
    if (!existsSync(dossier)) return [ok(`Dossier ${dossier} : sera créé au premier démarrage`), await examinerPort(config.port)];
    try {
      const { urls, pid } = lireDemarrage(dossier);
      const pret = await urlRepond(`${urls.api}/sante/pret`);
      return [
        pret
          ? ok(`Instance en marche (processus ${pid}) : ${urls.api}`)
          : manque(`Instance en marche (processus ${pid}) mais pas prête : ${urls.api} ; voyez ${path.join(dossier, 'journaux')}`),
      ];
    } catch {
      return [ok(`Dossier ${dossier} : données d’une instance arrêtée${migrations(dossier)}`), await examinerPort(config.port)];
    }
  })(),
];

const migrations = (dossier: string): string => {
  const fichier = path.join(dossier, 'postgres', 'PG_VERSION');
  try {
    return ` (PostgreSQL ${readFileSync(fichier, 'utf8').trim()})`;
  } catch {
    return '';
  }
};

const examinerPort = async (port: number): Promise<Constat> =>
  (await isPortLibre(port)) ? ok(`Port ${port} libre`) : manque(`Port ${port} pris par un autre programme : choisissez-en un autre par PORT`);
