/** R15: when an information collective typed in two tools is one, and whose words hold then; both are kept (S18). */
import { z } from 'zod';
import { compter, jourCourt, typo } from './francais.ts';

/** What a tool says of a slot without moving it. */
export type TexteIco = { places: number; pieces: string[]; commentaire: string | null };
export type TextesIco = Record<string, TexteIco>;
export const texteDe = ({ places, pieces, commentaire }: TexteIco): TexteIco => ({ places, pieces, commentaire });

type Nomme = { id: string; reference: string | null; jumelle: string | null };
/** The name under which another tool knows the slot as well; nothing when it bears it already. */
export const nomDePlus = ({ id, reference, jumelle }: Nomme, nom: string | null): { reference?: string; jumelle?: string } => {
  if (nom === null || [id, reference, jumelle].includes(nom)) return {};
  return reference === null ? { reference: nom } : { jumelle: nom };
};

/** Whose word holds when they differ: Kairos is where slots are best typed. */
const PRIORITE = ['SMF', 'HUB', 'KAIROS'];

const Lieu = z.object({ lignes: z.array(z.string()).optional(), codePostal: z.string().optional(), ville: z.string().optional() });
const lettresDe = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();

/** Same town: rooms and streets are written in too many ways. A place that is not said may be any. */
export const memeLieu = (a: unknown, b: unknown): boolean => {
  const [un, deux] = [Lieu.safeParse(a).data, Lieu.safeParse(b).data];
  const pareil = (x: string | undefined, y: string | undefined) => !x || !y || lettresDe(x) === lettresDe(y);
  return pareil(un?.codePostal, deux?.codePostal) && pareil(un?.ville, deux?.ville);
};

/** Two of the same tool in the same town are two meetings in two rooms. */
export const memeSalle = (a: unknown, b: unknown): boolean => {
  const [un, deux] = [Lieu.safeParse(a).data?.lignes?.join(' '), Lieu.safeParse(b).data?.lignes?.join(' ')];
  return memeLieu(a, b) && (!un || !deux || lettresDe(un) === lettresDe(deux));
};

export const memeTexte = (a: TexteIco, b: TexteIco): boolean =>
  a.places === b.places && a.commentaire === b.commentaire && a.pieces.join('\n') === b.pieces.join('\n');

/** `textes`: null once they all say the same. */
export const fondre = (dits: TextesIco, dit: TexteIco): { origines: string[]; retenu: TexteIco; textes: TextesIco | null } => {
  const origines = PRIORITE.filter((o) => o in dits);
  const retenu = dits[origines.at(-1) ?? ''] ?? dit;
  return { origines, retenu, textes: origines.every((o) => memeTexte(dits[o] ?? retenu, retenu)) ? null : dits };
};

/** What SMF and Kairos say of one slot, for people who must choose; null when one of them says nothing. */
export const divergenceIco = (debut: Date, { SMF: smf, KAIROS: kairos }: TextesIco): { smf: string; kairos: string } | null => {
  if (!smf || !kairos) return null;
  const [un, deux] = [texteDit(debut, smf), texteDit(debut, kairos)];
  return { smf: un, kairos: un === deux ? `${deux}, autre texte` : deux };
};

/** Without its words: they are free text, and flows keep none. */
const texteDit = (debut: Date, { places, pieces, commentaire }: TexteIco): string =>
  typo(
    [
      `le ${jourCourt(debut.getTime())} : ${compter(places, 'place', 'places')}`,
      ...(pieces.length > 0 ? [compter(pieces.length, 'pièce à apporter', 'pièces à apporter')] : []),
      commentaire === null ? 'sans commentaire' : `commentaire de ${compter(commentaire.length, 'caractère', 'caractères')}`,
    ].join(', '),
  );
