/** Keyset pages: `taille` ≤ 200 (50), `apres` = the `suivant` of the page before; the `Link` header says the same. */
import { z } from 'zod';
import { refus } from './problemes.ts';
import { ok, type Reponse } from './route.ts';
import { fautesDeTexte } from './textes.ts';

export const PageDemandee = z.strictObject({
  taille: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Nombre d’éléments par page.', example: 50 }),
  apres: z.string().max(500).optional().meta({ description: 'Le `suivant` de la page précédente.', example: 'WyIyMDI2LTExLTIzIiwiMTAzNzI1Il0' }),
});
export const page = <E extends z.ZodType>(element: E) => z.object({ elements: z.array(element), suivant: z.string().nullable() });

type Cle = readonly (string | number | boolean | null)[];

export const ecrireCurseur = (cle: Cle): string => Buffer.from(JSON.stringify(cle)).toString('base64url');

/** The key of the last element seen, checked against its form; 400 when it was not made by us. */
export const lireCurseur = <C extends z.ZodType>(forme: C, apres: string | undefined): z.output<C> | undefined => {
  if (apres === undefined) return undefined;
  const lu = forme.safeParse(decoder(apres));
  if (!lu.success || fautesDeTexte(lu.data).length > 0)
    throw refus('parametre-invalide', { errors: [{ pointer: '#/apres', detail: 'N’est pas le « suivant » d’une page de cette liste.' }] });
  return lu.data;
};

const decoder = (apres: string): unknown => {
  try {
    return JSON.parse(Buffer.from(apres, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/** `lus` holds one row more than asked when there is a next page. */
export const couperPage = <L>(lus: readonly L[], taille: number, cle: (l: L) => Cle): { gardes: L[]; suivant: string | null } => {
  const gardes = lus.slice(0, taille);
  const dernier = gardes.at(-1);
  return { gardes, suivant: lus.length > taille && dernier !== undefined ? ecrireCurseur(cle(dernier)) : null };
};

export const repondrePage = <L, E>(lus: readonly L[], taille: number, url: string, cle: (l: L) => Cle, element: (l: L) => E): Reponse => {
  const { gardes, suivant } = couperPage(lus, taille, cle);
  return ok({ elements: gardes.map(element), suivant }, suivant === null ? undefined : { Link: `<${lien(url, suivant)}>; rel="next"` });
};

const lien = (url: string, apres: string): string => {
  const [chemin, requete] = url.split('?');
  const parametres = new URLSearchParams(requete);
  parametres.set('apres', apres);
  return `${chemin}?${parametres.toString()}`;
};
