/** Fourteen days of blocages: opened, closed, still open at the end of each day of Paris. Three counts by key, then a running sum. */
import { jourParis } from '../../domain/ouvres.ts';
import { type Hub, Prisma } from '../../prisma/hub.ts';
import type { Perimetre } from '../acces/portees.ts';
import type { JourTendance } from '../contract/admin.ts';
import { blocagesVisibles } from '../lecture/perimetre.ts';

const JOURS = 14;
const JOUR_MS = 86_400_000;

export const lireTendance = async (hub: Hub, maintenantMs: number, p: Perimetre): Promise<JourTendance[]> => {
  const aujourdhui = Date.parse(jourParis(maintenantMs));
  const jours = Array.from({ length: JOURS }, (_, n) => new Date(aujourdhui - (JOURS - 1 - n) * JOUR_MS).toISOString().slice(0, 10));
  const debut = Prisma.sql`(${jours[0]}::timestamp AT TIME ZONE 'Europe/Paris')`;
  const visible = blocagesVisibles(p);
  const parJour = (colonne: 'depuis' | 'leveLe') => {
    const date = Prisma.sql`b.${Prisma.raw(`"${colonne}"`)}`;
    return hub.$queryRaw<{ jour: string; nombre: number }[]>`
      SELECT to_char(${date} AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS jour, count(*)::int AS nombre
      FROM hub.blocage b WHERE ${date} >= ${debut} AND ${visible} GROUP BY 1`;
  };
  const [ouverts, leves, [avant]] = await Promise.all([
    parJour('depuis'),
    parJour('leveLe'),
    hub.$queryRaw<{ nombre: number }[]>`
      SELECT count(*)::int AS nombre FROM hub.blocage b WHERE b.depuis < ${debut} AND (b."leveLe" IS NULL OR b."leveLe" >= ${debut}) AND ${visible}`,
  ]);
  let enCours = avant?.nombre ?? 0;
  return jours.map((jour) => {
    const de = (lus: typeof ouverts): number => lus.find((l) => l.jour === jour)?.nombre ?? 0;
    const [o, l] = [de(ouverts), de(leves)];
    enCours += o - l;
    return { jour, ouverts: o, leves: l, enCours };
  });
};
