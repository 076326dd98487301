/** The people of the demonstration (MAILLON_VIE acts per real minute). Where they have got to is kept in the data folder, so that a restart goes on. */
import path from 'node:path';
import pino from 'pino';
import { z } from 'zod';
import { accesDeDemonstration } from '../../api/acces/demonstration.ts';
import type { Reseau } from '../../domain/codes.ts';
import { createVie, vivre } from '../../seeds/vie/index.ts';
import type { Config } from '../config.ts';
import { ecrireJson, lireJson } from '../services/instance.ts';

const GRAINE = 28;
const Progres = z.object({ graine: z.number(), rang: z.number() });

export const run = async (config: Config): Promise<{ close(): Promise<void> }> => {
  const { cleSystemes, url, vie: parMinute, courrierUrl } = config;
  if (!config.demonstration || !cleSystemes || parMinute <= 0) throw new Error('La vie de la région se joue dans une démonstration, au rythme de MAILLON_VIE.');
  const journal = pino({ name: 'vie' });
  const { cles } = accesDeDemonstration(cleSystemes);
  const cle = (role: string, reseau: Reseau | null = null) => cles.find((c) => c.role === role && (reseau === null || c.reseau === reseau))?.cle ?? '';
  const systemes = Object.fromEntries(Object.entries(config.systemes).map(([code, adresse]) => [code, adresse ?? '']));
  const vie = createVie({
    ...{ graine: GRAINE, api: url, systemes, cleSystemes, courrier: courrierUrl },
    cles: { demo: cle('DEMO'), ML: cle('CLIENT_API', 'ML'), CAP_EMPLOI: cle('CLIENT_API', 'CAP_EMPLOI'), PE: cle('CLIENT_API', 'PE') },
  });
  const fichier = path.join(config.data, 'vie.json');
  const connu = lireJson(fichier, Progres);
  const arret = new AbortController();
  const fin = vivre(vie, {
    rang: connu?.graine === GRAINE ? connu.rang : 0,
    parMinute,
    noter: (rang) => ecrireJson(fichier, { graine: GRAINE, rang }),
    arret: arret.signal,
    dire: (phrase) => journal.info(phrase),
  });
  return {
    close: async () => {
      arret.abort();
      await fin;
    },
  };
};
