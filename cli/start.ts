/** `maillon start`: the whole house in one go. Starts each thing when what it needs is ready, restarts what falls, stops in order. */
import path from 'node:path';
import type { Config } from './config.ts';
import { ecrireDemarrage, effacerDemarrage } from './demarrage.ts';
import { installer, type Maison } from './installation.ts';
import { etablirPlan } from './plan.ts';
import { prendreDossier } from './services/instance.ts';
import { arreterInscrits, createRegistre } from './services/registre.ts';
import { createSuperviseur, type Superviseur } from './services/superviseur.ts';

export const start = async (config: Config): Promise<void> => {
  const dossier = path.resolve(config.data);
  const rendre = prendreDossier(dossier);
  const registre = createRegistre(dossier);
  const superviseur = createSuperviseur({ registre, annoncer: (phrase) => console.error(phrase) });
  const arret = ecouterArret(superviseur);
  try {
    effacerDemarrage(dossier);
    await arreterInscrits(registre.lire()); // what a kill -9 left behind
    const maison = await Promise.race([demarrer(config, dossier, superviseur), arret.then(() => undefined)]);
    if (maison) {
      ecrireDemarrage(dossier, await presenter(maison));
      console.log(`Maillon prêt : ${maison.plan.url}`);
    }
    await arret;
  } finally {
    await superviseur.arreter();
    effacerDemarrage(dossier);
    rendre();
  }
  process.exit(0);
};

const demarrer = async (config: Config, dossier: string, superviseur: Superviseur): Promise<Maison> =>
  installer(await etablirPlan(config, dossier), superviseur);

/** Resolves at the first SIGINT or SIGTERM; the second one stops everything at once. */
const ecouterArret = (superviseur: Superviseur): Promise<void> =>
  new Promise((resolve) => {
    let demande = false;
    const entendre = () => {
      if (demande) {
        superviseur.tuer();
        process.exit(130);
      }
      demande = true;
      console.error('Arrêt en cours… (une seconde fois pour arrêter tout de suite)');
      resolve();
    };
    // The last one: the terminal was closed.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal).on(signal, entendre);
  });

const presenter = async ({ plan }: Maison) => {
  const { accesDeDemonstration } = await import('../api/acces/demonstration.ts');
  const acces = plan.config.demonstration ? accesDeDemonstration(plan.cleSystemes) : { comptes: [], cles: [] };
  return {
    pid: process.pid,
    cleSystemes: plan.cleSystemes,
    urls: {
      api: plan.url,
      admin: `${plan.url}/admin/`,
      docs: `${plan.url}/api/docs`,
      temporal: plan.embarque.temporal ? `http://127.0.0.1:${plan.ports.temporalUi}` : (plan.config.temporal.address ?? ''),
      ...(plan.embarque.courrier ? { courrier: `http://127.0.0.1:${plan.ports.courrier}` } : {}),
      systemes: plan.systemes,
    },
    ...acces,
  };
};
