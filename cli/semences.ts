/** The demonstration's data, put in through the doors that everyone uses. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config.ts';
import { lireDemarrage } from './demarrage.ts';
import type { Plan } from './plan.ts';
import { ecrireJson } from './services/instance.ts';

/** At the first start only; seeding cut short is done again, which changes nothing to what was already in. */
export const semerUneFois = async (plan: Plan, annoncer: (phrase: string) => void): Promise<void> => {
  const fait = path.join(plan.dossier, 'semences.json');
  if (existsSync(fait)) return;
  const { accesDeDemonstration } = await import('../api/acces/demonstration.ts');
  const cle = accesDeDemonstration(plan.cleSystemes).cles.find(({ role }) => role === 'DEMO')?.cle ?? '';
  const { semer } = await import('../seeds/index.ts');
  const { formations, positionnes, echecs } = await semer({ api: plan.url, cle, cleSystemes: plan.cleSystemes, systemes: plan.systemes, annoncer });
  // Nothing went in: something was not working yet, and the next start has another go.
  if (echecs.length > 0 && positionnes === 0) return;
  ecrireJson(fait, { formations, positionnes, echecs });
};

/** `maillon seed`: the running instance, again or for the first time. */
export const semerInstance = async (config: Config): Promise<void> => {
  const { urls, cles, cleSystemes } = lireDemarrage(path.resolve(config.data));
  const cle = cles.find(({ role }) => role === 'DEMO')?.cle;
  if (!cle) throw new Error('Les données de démonstration ne se chargent que dans une instance de démonstration.');
  const { semer } = await import('../seeds/index.ts');
  const { echecs } = await semer({ api: urls.api, cle, cleSystemes, systemes: urls.systemes, annoncer: console.log });
  for (const echec of echecs) console.error(echec);
  process.exitCode = echecs.length === 0 ? 0 : 2;
};
