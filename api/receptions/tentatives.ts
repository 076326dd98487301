/** A prescriber who could not position somebody (G5): counted, journalled, and told to the slot whose missing presence holds the person (S6). */
import { createHash } from 'node:crypto';
import type { HubTx } from '../../prisma/hub.ts';
import { trouverCreneau } from './references.ts';

export type Tentative = {
  source: string;
  id: string;
  motif: 'DEJA_INSCRITE' | 'CRENEAU_COMPLET';
  session: string;
  /** The slot that was asked for. */
  creneau: string;
  parcours: string | null;
  /** Of the request itself, when it was written: it does not block itself. */
  positionnement?: string;
  conseiller: { structure?: string | null | undefined; nom?: string | null | undefined };
  /** Business instant, epoch ms. */
  maintenant: number;
};

const HEURE = 3_600_000;
/** Between two of these counts, a flood of refusals is told once an hour. */
const PALIERS = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** Who asked, as a fingerprint: the same one counts once. */
export const auteurDe = (...qui: (string | null | undefined)[]): string =>
  createHash('sha256')
    .update(qui.map((x) => x ?? '').join('|'))
    .digest('hex')
    .slice(0, 32);

export const noterTentative = async (tx: HubTx, t: Tentative): Promise<void> => {
  const verrou = t.motif === 'DEJA_INSCRITE' ? await verrouDe(tx, t) : null;
  const creneau = verrou?.creneau ?? (await trouverCreneau(tx, t.creneau))?.id ?? null;
  const date = new Date(t.maintenant);
  const cle = `tentative:${t.source}/${t.id}`;
  const auteur = auteurDe(t.source, t.conseiller.structure, t.conseiller.nom);
  await tx.tentative.createMany({
    data: [{ cle, session: t.session, creneau, positionnement: verrou?.id ?? null, motif: t.motif, auteur, date }],
    skipDuplicates: true,
  });
  if (t.parcours !== null) {
    const fait = { fait: 'TENTATIVE_BLOQUEE', detail: t.motif === 'DEJA_INSCRITE' ? 'R27' : t.motif, acteur: t.source, systeme: null };
    await tx.evenement.createMany({ data: [{ cle, processus: `parcours:${t.parcours}`, parcours: t.parcours, date, ...fait }], skipDuplicates: true });
  }
  if (verrou) await dire(tx, verrou, t.maintenant);
};

const verrouDe = ({ positionnement: table }: HubTx, { parcours, positionnement }: Tentative) =>
  parcours === null
    ? null
    : table.findFirst({
        where: { parcours, statut: { in: ['DEMANDE', 'CONFIRME'] }, ...(positionnement !== undefined && { id: { not: positionnement } }) },
        select: { id: true, creneau: true },
      });

/** Only once the slot is over: until then nothing is missing, the person is expected. */
const dire = async (tx: HubTx, { id: positionnement, creneau }: { id: string; creneau: string }, maintenant: number): Promise<void> => {
  const tenu = await tx.creneau.findUnique({ where: { id: creneau }, select: { fin: true } });
  if (tenu === null || tenu.fin.getTime() > maintenant) return;
  const auteurs = await tx.tentative.groupBy({ by: ['auteur'], where: { positionnement, date: { gte: tenu.fin } } });
  const palier = PALIERS.findLast((n) => n <= auteurs.length) ?? 0;
  const id = `tentative:${positionnement}:${Math.floor(maintenant / HEURE)}:${palier}`;
  const donnees = { date: new Date(maintenant).toISOString(), creneau, positionnement };
  await tx.reception.createMany({ data: [{ source: 'hub', id, type: 'creneau.tente', donnees }], skipDuplicates: true });
};
