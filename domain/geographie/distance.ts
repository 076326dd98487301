/** Real distance between two postal codes, as the crow flies. A code that is not known stands at the middle of its département. */
import { POINTS } from './points.ts';

export type Point = { readonly latitude: number; readonly longitude: number };

const moyenne = (points: readonly Point[]): Point => ({
  latitude: points.reduce((n, p) => n + p.latitude, 0) / points.length,
  longitude: points.reduce((n, p) => n + p.longitude, 0) / points.length,
});

type Carte = { codes: ReadonlyMap<string, Point>; departements: ReadonlyMap<string, Point> };

const lire = (): Carte => {
  const codes = new Map<string, Point>();
  const departements = new Map<string, Point>();
  for (const ligne of POINTS.trim().split('\n')) {
    const [departement = '', ...suites] = ligne.split(' ');
    const siens = suites.map((s): [string, Point] => {
      const [suite = '', coordonnees = ''] = s.split(':');
      const [latitude = 0, longitude = 0] = coordonnees.split(',').map((n) => Number(n) / 100);
      return [`${departement}${suite}`, { latitude, longitude }];
    });
    for (const [code, point] of siens) codes.set(code, point);
    departements.set(departement, moyenne(siens.map(([, p]) => p)));
  }
  return { codes, departements };
};
let lue: Carte | undefined;
const carte = (): Carte => {
  lue ??= lire();
  return lue;
};

export const pointDe = (codePostal: string): Point | null => carte().codes.get(codePostal) ?? carte().departements.get(codePostal.slice(0, 2)) ?? null;

const RAYON_TERRE_KM = 6371;
const radians = (degres: number): number => (degres * Math.PI) / 180;

/** Great circle. */
export const distanceKm = (a: Point, b: Point): number => {
  const h =
    Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * RAYON_TERRE_KM * Math.asin(Math.sqrt(h));
};

/**
 * What lies within the radius: the postal codes that are known there, and the départements whose middle is, for the codes that are not known
 * (`ailleurs`: the known codes of those départements that lie beyond).
 */
export const alentours = (codePostal: string, rayonKm: number): { codes: string[]; departements: string[]; ailleurs: string[] } => {
  const centre = pointDe(codePostal);
  if (centre === null) return { codes: [codePostal], departements: [], ailleurs: [] };
  const proche = (p: Point): boolean => distanceKm(centre, p) <= rayonKm;
  const { codes, departements } = carte();
  const dedans = [...departements].filter(([, p]) => proche(p)).map(([nom]) => nom);
  return {
    codes: [...new Set([codePostal, ...[...codes].filter(([, p]) => proche(p)).map(([nom]) => nom)])],
    departements: dedans,
    ailleurs: [...codes].filter(([nom, p]) => dedans.includes(nom.slice(0, 2)) && !proche(p)).map(([nom]) => nom),
  };
};
