/** The start-up itself: what is started after what, with a line of progress for each. */
import { migrerTout } from '../prisma/migrations.ts';
import { environnement, journalDe, type Plan } from './plan.ts';
import { suivre } from './progression.ts';
import { dejaLa, trouverTemporal } from './services/binaires.ts';
import { startCourrier } from './services/courrier.ts';
import { TEMPORAL } from './services/outil.ts';
import { exigerBase, startPostgres } from './services/postgres.ts';
import { startRole, urlRepond } from './services/role.ts';
import type { Superviseur } from './services/superviseur.ts';
import { construireTableau, isTableauAJour } from './services/tableau.ts';
import { inscrireAttributs, startTemporal } from './services/temporal.ts';

export type Maison = { plan: Plan };

export const installer = async (plan: Plan, superviseur: Superviseur): Promise<Maison> => {
  const env: { roles: NodeJS.ProcessEnv } = { roles: {} };
  const role = (nom: string, verifier?: () => Promise<boolean>): Promise<void> =>
    superviseur.ajouter(nom, (onLance) => startRole({ role: nom, env: env.roles, journal: journalDe(plan, nom), onLance, ...(verifier ? { verifier } : {}) }));

  // Before anything that it would have to stop.
  await superviseur.ajouter('gardien', (onLance) =>
    startRole({ role: 'gardien', env: { ...process.env, MAILLON_DATA: plan.dossier }, journal: journalDe(plan, 'gardien'), onLance }),
  );
  await suivre([
    {
      titre: 'Services',
      ensemble: [
        {
          titre: 'PostgreSQL',
          faire: async () => {
            env.roles = environnement(plan, await ouvrirBase(plan, superviseur));
          },
        },
        { titre: 'Temporal', faire: (dire) => ouvrirTemporal(plan, superviseur, dire) },
        {
          titre: 'Courrier',
          si: plan.embarque.courrier,
          faire: () =>
            superviseur.ajouter('courrier', (onLance) =>
              startCourrier({ dossier: plan.dossier, portSmtp: plan.ports.smtp, portWeb: plan.ports.courrier, journal: journalDe(plan, 'courrier'), onLance }),
            ),
        },
        { titre: 'Construction du tableau de bord (une minute environ)', si: !isTableauAJour(), faire: () => construireTableau() },
      ],
    },
    { titre: 'Systèmes partenaires simulés', si: plan.embarque.systemes, faire: () => role('systems') },
    {
      titre: 'Processus et API',
      ensemble: [
        { titre: 'Worker', faire: () => role('worker') },
        { titre: 'API', faire: () => role('api', () => urlRepond(`http://127.0.0.1:${plan.config.port}/sante/pret`)) },
      ],
    },
    {
      titre: 'Données de démonstration',
      si: plan.config.demonstration,
      faire: async (dire) => (await import('./semences.ts')).semerUneFois(plan, dire),
    },
    { titre: 'Vie de la région', si: plan.config.vie > 0 && plan.embarque.systemes, faire: () => role('vie') },
  ]);
  return { plan };
};

/** Address of the migrated database. */
const ouvrirBase = async (plan: Plan, superviseur: Superviseur): Promise<string> => {
  let url = plan.config.databaseUrl;
  if (url === undefined) {
    await superviseur.ajouter('postgres', async (onLance) => {
      const serveur = await startPostgres({
        dossier: `${plan.dossier}/postgres`,
        port: plan.ports.postgres,
        motDePasse: plan.motDePasseBase,
        journal: journalDe(plan, 'postgres'),
        onLance,
      });
      url = serveur.url;
      return serveur;
    });
  }
  if (url === undefined) throw new Error('PostgreSQL n’a pas donné son adresse.');
  if (!plan.embarque.postgres) await exigerBase(url);
  await migrerTout(url);
  return url;
};

const ouvrirTemporal = async (plan: Plan, superviseur: Superviseur, annoncer: (phrase: string) => void): Promise<void> => {
  const { address, namespace } = plan.config.temporal;
  if (address !== undefined) return inscrireAttributs({ address, namespace });
  if (!dejaLa(TEMPORAL)) annoncer('le programme est recherché (50 Mo)…');
  const programme = await trouverTemporal({ annoncer });
  await superviseur.ajouter('temporal', (onLance) =>
    startTemporal({
      programme,
      dossier: plan.dossier,
      port: plan.ports.temporal,
      portUi: plan.ports.temporalUi,
      namespace,
      journal: journalDe(plan, 'temporal'),
      onLance,
    }),
  );
  await inscrireAttributs({ address: `127.0.0.1:${plan.ports.temporal}`, namespace });
};
