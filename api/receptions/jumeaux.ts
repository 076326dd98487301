/** R15: the same appointment typed in Saisir ma formation and in Kairos is one slot, which bears both references and keeps what each says. */
import { Modalite } from '../../domain/codes.ts';
import { compter, jourCourt, typo } from '../../domain/francais.ts';
import { type HubTx, Prisma } from '../../prisma/hub.ts';
import { journaliser, relireCommentaire } from './commentaires.ts';
import { type CreneauRecu, LieuRecu, type OrigineCreneau } from './creneau-recu.ts';
import type { ARelayer } from './types.ts';

type Creneau = Prisma.CreneauGetPayload<object>;
type Texte = { places: number; pieces: string[]; commentaire: string | null };
/** Whose word holds when they differ: Kairos is where slots are best typed. */
const PRIORITE = ['SMF', 'HUB', 'KAIROS'];

const sansAccents = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
/** Same town: rooms and streets are written in too many ways. A place that is not said may be any. */
const memeLieu = (a: unknown, b: unknown): boolean => {
  const [un, deux] = [LieuRecu.safeParse(a).data, LieuRecu.safeParse(b).data];
  const pareil = (x: string | undefined, y: string | undefined) => !x || !y || sansAccents(x) === sansAccents(y);
  return pareil(un?.codePostal, deux?.codePostal) && pareil(un?.ville, deux?.ville);
};

/** Same session, modality, start and place, typed elsewhere. Two of the same tool are two meetings in two rooms. */
export const trouverJumeau = async (tx: HubTx, c: CreneauRecu, { origine, reference }: Pick<OrigineCreneau, 'origine' | 'reference'>) => {
  const memes = await tx.creneau.findMany({
    where: { session: c.session, modalite: Modalite.parse(c.modalite), debut: new Date(c.debut), statut: { not: 'ANNULE' }, origine: { not: origine } },
    orderBy: { id: 'asc' },
  });
  const libre = (m: Creneau) => !reference || m.reference === null || m.jumelle === null || [m.reference, m.jumelle].includes(reference);
  return memes.find((m) => libre(m) && memeLieu(m.lieu, c.lieu));
};

export const fusionner = async (tx: HubTx, connu: Creneau, c: CreneauRecu, { origine, reference = null, date }: OrigineCreneau): Promise<ARelayer> => {
  const dit: Texte = { places: c.places, pieces: c.pieces ?? [], commentaire: c.commentaire ?? null };
  const textes = { ...textesDe(connu), [origine]: dit };
  const origines = PRIORITE.filter((o) => o in textes);
  const retenu = textes[origines.at(-1) ?? origine] ?? dit;
  const pareils = origines.every((o) => memeTexte(textes[o] ?? retenu, retenu));
  const change = !memeTexte(retenu, texteDe(connu));
  const noms =
    reference === null || [connu.id, connu.reference, connu.jumelle].includes(reference)
      ? {}
      : connu.reference === null
        ? { reference }
        : { jumelle: reference };
  await tx.creneau.update({
    where: { id: connu.id },
    data: {
      ...noms,
      ...retenu,
      placesLibres: Math.max(0, connu.placesLibres + retenu.places - connu.places),
      textes: pareils ? Prisma.DbNull : textes,
    },
  });
  if (origine !== connu.origine) await journaliser(tx, connu.id, { fait: 'CRENEAU_FUSIONNE', detail: origines.join(' + '), acteur: 'hub', date });
  const diverge = await divergenceDe(tx, connu.session);
  const donnees = { date, creneau: connu.id, ...(diverge && { diverge }) };
  if (!change) return { type: 'creneau.ouvert', donnees };
  await relireCommentaire(tx, connu.id, retenu.commentaire, date);
  return { type: 'creneau.precise', donnees };
};

/** S18: the first slot of the session of which SMF and Kairos do not say the same; equal values once none is left, null when none ever was. */
const divergenceDe = async (tx: HubTx, session: string): Promise<{ session: string; smf: string; kairos: string } | null> => {
  const [premier] = await tx.creneau.findMany({
    where: { session, textes: { not: Prisma.AnyNull }, statut: { not: 'ANNULE' } },
    orderBy: [{ debut: 'asc' }, { id: 'asc' }],
    take: 1,
  });
  const { SMF: smf, KAIROS: kairos } = premier === undefined ? {} : textesDe(premier);
  if (premier && smf && kairos) {
    const [un, deux] = [texteDit(premier, smf), texteDit(premier, kairos)];
    return { session, smf: un, kairos: un === deux ? `${deux}, autre texte` : deux };
  }
  const ouverte = await tx.divergence.findFirst({ where: { session, champ: 'ICO', choix: null } });
  return ouverte && { session, smf: '=', kairos: '=' };
};

/** What is said of a slot, without its words: they are free text, and flows keep none. */
const texteDit = ({ debut }: Creneau, { places, pieces, commentaire }: Texte): string =>
  typo(
    [
      `le ${jourCourt(debut.getTime())} : ${compter(places, 'place', 'places')}`,
      ...(pieces.length > 0 ? [compter(pieces.length, 'pièce à apporter', 'pièces à apporter')] : []),
      commentaire === null ? 'sans commentaire' : `commentaire de ${compter(commentaire.length, 'caractère', 'caractères')}`,
    ].join(', '),
  );

const memeTexte = (a: Texte, b: Texte): boolean => a.places === b.places && a.commentaire === b.commentaire && a.pieces.join('\n') === b.pieces.join('\n');
const texteDe = ({ places, pieces, commentaire }: Creneau): Texte => ({ places, pieces, commentaire });
const textesDe = (c: Creneau): Record<string, Texte> => (c.textes === null ? { [c.origine]: texteDe(c) } : (c.textes as Record<string, Texte>)); // written below alone
