/** A slot as the public API shows it: what it is, where it was typed, what is to be looked at, and its situation. */
import { z } from 'zod';
import type { HubTx, Prisma } from '../../prisma/hub.ts';
import { situationsDeCreneaux } from '../lecture/situations.ts';
import { CreneauVu, EX, EX_CRENEAU, EX_SITUATION, Situation } from './formes.ts';
import { creneauVu } from './sessions.ts';

const Texte = z.object({ places: z.number().int(), pieces: z.array(z.string()), commentaire: z.string().nullable() });
export const CreneauSuivi = CreneauVu.extend({
  session: z.string(),
  pieces: z.array(z.string()),
  commentaire: z.string().nullable(),
  /** R15: the names that partners give it. */
  references: z.array(z.string()),
  /** R15: what each tool says, when they differ. */
  textes: z.record(z.string(), Texte).nullable(),
  avertissements: z.array(z.string()),
  situation: Situation,
}).meta({ id: 'CreneauSuivi' });

export const EX_SUIVI = {
  ...EX_CRENEAU,
  session: EX.session,
  pieces: ['Curriculum vitæ'],
  commentaire: 'Parking sur place.',
  references: ['KAI-4821'],
  textes: null,
  avertissements: [],
  situation: EX_SITUATION,
};

type Creneau = Prisma.CreneauGetPayload<object>;

export const creneauxSuivis = async (hub: HubTx, creneaux: readonly Creneau[], maintenantMs: number) => {
  const [situations, permanentes] = await Promise.all([
    situationsDeCreneaux(hub, creneaux, maintenantMs),
    hub.session.findMany({ where: { numero: { in: creneaux.map((c) => c.session) }, modaliteEntreeSortie: 'PERMANENTE' }, select: { numero: true } }),
  ]);
  return creneaux.map((c) => ({
    ...creneauVu(c),
    session: c.session,
    pieces: c.pieces,
    commentaire: c.commentaire,
    references: [c.reference, c.jumelle].filter((r) => r !== null),
    textes: z.record(z.string(), Texte).nullable().parse(c.textes),
    avertissements: avertir(
      c,
      permanentes.some((s) => s.numero === c.session),
    ),
    situation: situations.get(c.id),
  }));
};

const avertir = (c: Creneau, permanente: boolean): string[] => [
  ...(c.aRelire.length > 0
    ? [`Le commentaire doit rester d’ordre pratique : il sera relu par l’équipe (${c.aRelire.join(', ')}).`] // R19
    : []),
  // R23.
  ...(permanente && c.modalite === 'ICO'
    ? ['Pour des entrées permanentes, un rendez-vous individuel ou une plage de candidature convient souvent mieux qu’une information collective.']
    : []),
  ...(c.textes === null ? [] : ['Ce créneau est saisi deux fois, avec des consignes différentes : celles de Kairos sont retenues.']), // R15
];
