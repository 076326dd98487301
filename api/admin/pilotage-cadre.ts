/** What all tables of pilotage share: the period, the filters, and what makes a line. */
import { type Hub, Prisma } from '../../prisma/hub.ts';
import type { Colonne, FiltrePilotage } from '../contract/admin.ts';

export type Cadre = FiltrePilotage & { depuis: string; jusqua: string; maintenantMs: number };
export type Ligne = Record<string, string | number | null>;
export type Table = {
  titre: string;
  /** How it is counted, for whoever reads a figure. */
  methode: string;
  colonnes: Colonne[];
  lire: (hub: Hub, cadre: Cadre) => Promise<Ligne[]>;
};

export const texte = (code: string, libelle: string): Colonne => ({ code, libelle, unite: 'texte' });
export const nombre = (code: string, libelle: string): Colonne => ({ code, libelle, unite: 'nombre' });
export const part = (code: string, libelle: string): Colonne => ({ code, libelle, unite: 'part' });
export const jours = (code: string, libelle: string): Colonne => ({ code, libelle, unite: 'jours' });
export const heures = (code: string, libelle: string): Colonne => ({ code, libelle, unite: 'heures' });
export const GROUPE = texte('groupe', 'Groupe');

/** An instant or a day within the period, in Paris, both ends included. */
export const dansLaPeriode = (date: Prisma.Sql, { depuis, jusqua }: Cadre): Prisma.Sql =>
  Prisma.sql`(${date} >= (${depuis}::timestamp AT TIME ZONE 'Europe/Paris') AND ${date} < ((${jusqua}::timestamp + interval '1 day') AT TIME ZONE 'Europe/Paris'))`;

/** Alias `s` is hub.session: the sessions of a dispositif (whoever pays) and of a département. */
export const sessionsDu = ({ dispositif, territoire }: Cadre): Prisma.Sql =>
  Prisma.join(
    [
      Prisma.sql`TRUE`,
      ...(dispositif ? [Prisma.sql`s.financeurs @> ${JSON.stringify([{ code: dispositif }])}::jsonb`] : []),
      ...(territoire ? [Prisma.sql`starts_with(s."codePostal", ${territoire})`] : []),
    ],
    ' AND ',
  );

/** What a line is about. `date`: the column that says the month. */
export const groupeDe = ({ par }: Cadre, date: Prisma.Sql): Prisma.Sql => {
  switch (par) {
    case 'ensemble':
      return Prisma.sql`'Ensemble'`;
    case 'dispositif':
      return Prisma.sql`coalesce(s.financeurs -> 0 ->> 'libelle', 'Sans financeur')`;
    case 'territoire':
      return Prisma.sql`coalesce(left(s."codePostal", 2), 'Sans adresse')`;
    case 'mois':
      return Prisma.sql`to_char(${date} AT TIME ZONE 'Europe/Paris', 'YYYY-MM')`;
  }
};

/** Median, in the unit of the seconds given; null when there is nothing to measure. */
export const mediane = (ecart: Prisma.Sql, secondes: number): Prisma.Sql =>
  Prisma.sql`round((percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ${ecart})) / ${secondes})::numeric, 1)::float8`;
export const JOUR_S = 86_400;
export const HEURE_S = 3_600;
