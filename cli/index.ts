/** The commands. Each loads what it needs when it is called: `maillon --help` starts nothing. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { type Config, lireConfig } from './config.ts';
import { parlerFrancais } from './francais.ts';

export const main = async (args: string[]): Promise<void> => {
  try {
    await programme().parseAsync(args, { from: 'user' });
  } catch (erreur) {
    if (erreur instanceof CommanderError) process.exitCode = erreur.exitCode;
    else dire(erreur);
  }
};

const version = (): string => String(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);

const programme = (): Command => {
  const maillon = parlerFrancais(new Command('maillon'))
    .description('Maillon : chaque offre, chaque créneau et chaque candidat suivis de bout en bout.')
    .enablePositionalOptions() // `export --version 2.2` is the file's
    .version(version(), '-v, --version', 'affiche la version')
    .helpOption('-h, --help', 'affiche cette aide')
    .helpCommand('help [commande]', 'affiche l’aide d’une commande')
    .exitOverride();

  maillon
    .command('start')
    .description('démarre toute la maison et affiche ses adresses')
    .action(async () => (await import('./start.ts')).start(lireConfig()));
  for (const [nom, description] of ROLES) {
    maillon
      .command(nom)
      .description(description)
      .action(async () => (await import('./roles.ts')).tenirRole(nom, lireConfig()));
  }
  maillon
    .command('migrer')
    .description('met la base DATABASE_URL à jour')
    .action(async () => migrer(lireConfig()));
  maillon
    .command('doctor')
    .description('dit ce qui est installé, joignable, ou manquant')
    .action(async () => (await import('./doctor.ts')).doctor(lireConfig()));
  maillon
    .command('import')
    .description('importe un catalogue LHEO 2.2 ou 2.3')
    .argument('<fichier>', 'fichier XML')
    .option('--json', 'affiche le rapport en JSON')
    .action(async (fichier: string, options: { json?: boolean }) => (await import('./catalogues.ts')).importer(lireConfig(), fichier, options.json === true));
  maillon
    .command('export')
    .description('écrit le catalogue en LHEO sur la sortie standard')
    .addOption(new Option('--version <version>', 'version de LHEO').choices(['2.2', '2.3']).default('2.3'))
    .action(async (options: { version: string }) => (await import('./catalogues.ts')).exporter(lireConfig(), options.version));
  maillon
    .command('seed')
    .description('charge les données de démonstration dans l’instance en marche')
    .action(async () => (await import('./semences.ts')).semerInstance(lireConfig()));
  maillon
    .command('demo')
    .description('raconte la chaîne entière sur une instance à part')
    .action(async () => lancerDemo());
  maillon
    .command('compte')
    .description('comptes de connexion')
    .addCommand(
      parlerFrancais(new Command('creer'))
        .description('crée un compte ; son mot de passe est demandé, ou lu sur l’entrée standard')
        .requiredOption('--courriel <adresse>', 'adresse de connexion')
        .option('--nom <nom>', 'nom affiché')
        .option('--role <role>', 'ADMIN, CARIF, REGION, OF ou PRESCRIPTEUR', 'ADMIN')
        .option('--siret <siret...>', 'organismes d’un compte OF')
        .option('--reseau <reseau>', 'réseau d’un compte PRESCRIPTEUR')
        .option('--structure <nom>', 'structure d’un compte PRESCRIPTEUR')
        .exitOverride()
        .action(async (options: unknown) => (await import('./comptes.ts')).creerCompte(lireConfig(), options)),
    );
  maillon.command('gardien', { hidden: true }).action(async () => (await import('./gardien.ts')).garder(lireConfig().data));
  maillon.command('docs', { hidden: true }).action(async () => (await import('./docs.ts')).ecrireDocs());
  maillon
    .command('migration', { hidden: true })
    .argument('<schema>')
    .argument('<nom>')
    .action(async (schema: string, nom: string) => (await import('./migration.ts')).migration(schema, nom));
  return maillon;
};

const ROLES = [
  ['worker', 'tient les processus : un worker Temporal (autant qu’il en faut)'],
  ['api', 'sert l’API, le tableau de bord et les pages des organismes'],
  ['systems', 'sert les systèmes partenaires simulés'],
  ['vie', 'joue les personnes d’une région de démonstration'],
] as const;

const migrer = async ({ databaseUrl }: Config): Promise<void> => {
  if (!databaseUrl) throw new Error('Donnez la base à mettre à jour par DATABASE_URL. La base embarquée, elle, l’est à chaque « maillon start ».');
  const { exigerBase } = await import('./services/postgres.ts');
  await exigerBase(databaseUrl);
  const { migrerTout } = await import('../prisma/migrations.ts');
  const faites = await migrerTout(databaseUrl);
  console.log(faites.length === 0 ? 'La base est à jour.' : `Migrations appliquées : ${faites.join(', ')}.`);
};

const lancerDemo = async (): Promise<void> => {
  const { demo } = await import('./demo.ts');
  process.exitCode = await demo();
};

/** One sentence for what was foreseen; the whole story only when asked for. */
const dire = (erreur: unknown): void => {
  console.error(erreur instanceof Error ? (process.env['MAILLON_DEBOGUE'] ? erreur.stack : erreur.message) : String(erreur));
  process.exitCode = 1;
};
