/** The demonstration's data, put in through the doors that everyone uses. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config.ts';
import { lireDemarrage } from './demarrage.ts';
import type { Plan } from './plan.ts';
import { ecrireJson } from './services/instance.ts';

/** Where the doors are, and the key that opens them. */
export type Portes = { api: string; cle: string; cleSystemes: string; systemes: Record<string, string>; annoncer: (phrase: string) => void };

/** At the first start only; seeding cut short is done again, which changes nothing to what was already in. */
export const semerUneFois = async (plan: Plan, annoncer: (phrase: string) => void): Promise<void> => {
  const fait = path.join(plan.dossier, 'semences.json');
  if (existsSync(fait)) return;
  const { accesDeDemonstration } = await import('../api/acces/demonstration.ts');
  const cle = accesDeDemonstration(plan.cleSystemes).cles.find(({ role }) => role === 'DEMO')?.cle ?? '';
  await semer({ api: plan.url, cle, cleSystemes: plan.cleSystemes, systemes: plan.systemes, annoncer });
  ecrireJson(fait, { faitLe: new Date().toISOString() });
};

/** `maillon seed`: the running instance, again or for the first time. */
export const semerInstance = async (config: Config): Promise<void> => {
  const { urls, cles, cleSystemes } = lireDemarrage(path.resolve(config.data));
  const cle = cles.find(({ role }) => role === 'DEMO')?.cle;
  if (!cle) throw new Error('Les données de démonstration ne se chargent que dans une instance de démonstration.');
  await semer({ api: urls.api, cle, cleSystemes, systemes: urls.systemes, annoncer: console.log });
};

const semer = async (portes: Portes): Promise<void> => {
  const adresse: string = '../seeds/index.ts';
  if (!existsSync(path.join(import.meta.dirname, adresse))) return;
  const module: { semer(portes: Portes): Promise<unknown> } = await import(adresse);
  await module.semer(portes);
};
