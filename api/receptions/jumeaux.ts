/** R15: the same appointment typed in Saisir ma formation and in Kairos is one slot, which bears both references and keeps what each says. */
import { Modalite } from '../../domain/codes.ts';
import { divergenceIco, fondre, memeLieu, memeTexte, nomDePlus, type TexteIco, type TextesIco, texteDe } from '../../domain/jumeaux.ts';
import { type HubTx, Prisma } from '../../prisma/hub.ts';
import { journaliser, relireCommentaire } from './commentaires.ts';
import type { CreneauRecu, OrigineCreneau } from './creneau-recu.ts';
import type { ARelayer } from './types.ts';

type Creneau = Prisma.CreneauGetPayload<object>;

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
  const dit: TexteIco = { places: c.places, pieces: c.pieces ?? [], commentaire: c.commentaire ?? null };
  const { origines, retenu, textes } = fondre({ ...textesDe(connu), [origine]: dit }, dit);
  const change = !memeTexte(retenu, texteDe(connu));
  await tx.creneau.update({
    where: { id: connu.id },
    data: {
      ...nomDePlus(connu, reference),
      ...retenu,
      placesLibres: Math.max(0, connu.placesLibres + retenu.places - connu.places),
      textes: textes ?? Prisma.DbNull,
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
  const diverge = premier && divergenceIco(premier.debut, textesDe(premier));
  if (diverge) return { session, ...diverge };
  const ouverte = await tx.divergence.findFirst({ where: { session, champ: 'ICO', choix: null } });
  return ouverte && { session, smf: '=', kairos: '=' };
};

const textesDe = (c: Creneau): TextesIco => (c.textes === null ? { [c.origine]: texteDe(c) } : (c.textes as TextesIco)); // written here and by the offer alone
