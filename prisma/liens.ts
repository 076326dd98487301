/**
 * Links of OF pages: a random token, kept as its SHA-256 alone, scoped to one organisme and to one slot, one session, or all that is its own.
 * Used as often as needed until they expire or are revoked. Instants are business time.
 */
import { createHash, randomBytes } from 'node:crypto';
import { CodeCause } from '../domain/causes.ts';
import { type CiblePage, cibleDe } from '../domain/pages-of.ts';
import type { HubTx } from './hub.ts';

export const empreinteLien = (token: string): string => createHash('sha256').update(token).digest('hex');

export type Lien = CiblePage & { empreinte: string; organisme: string; cause: CodeCause | null; expireLe: Date };
type Demande = { organisme: string; creneau?: string | null; session?: string | null; cause?: CodeCause | null };

const JOUR = 86_400_000;
/** How long a link answers after what it is about has ended. */
const APRES = 30 * JOUR;
/** §d.10: sessions « until 2079 » are normal, links for so long are not; a newer mail brings a newer link. */
const AU_PLUS = 400 * JOUR;

/** Returns the token, which cannot be read again. `expireLe`: epoch ms. */
export const creerLien = async (hub: HubTx, lien: Demande & { expireLe: number }): Promise<string> => {
  const token = randomBytes(32).toString('base64url');
  const { organisme, creneau = null, session = null, cause = null } = lien;
  await hub.lienOf.create({ data: { empreinte: empreinteLien(token), organisme, creneau, session, cause, expireLe: new Date(lien.expireLe) } });
  return token;
};

/** The link a mail about `cause` carries: it opens what the cause asks and no more, until 30 days after its slot or its session. */
export const lienPour = async (hub: HubTx, demande: Demande, maintenantMs: number): Promise<string> => {
  const { creneau = null, session = null, cause = null } = demande;
  const cible = cause === null ? { creneau, session } : cibleDe(cause, { creneau, session });
  return creerLien(hub, { ...demande, ...cible, expireLe: await expirationDe(hub, cible, maintenantMs) });
};

const expirationDe = async (hub: HubTx, { creneau, session }: CiblePage, maintenantMs: number): Promise<number> => {
  const fin =
    creneau !== null
      ? (await hub.creneau.findUnique({ where: { id: creneau }, select: { fin: true } }))?.fin
      : session !== null
        ? (await hub.session.findUnique({ where: { numero: session }, select: { fin: true } }))?.fin
        : null;
  return Math.min(Math.max(fin?.getTime() ?? 0, maintenantMs) + APRES, maintenantMs + AU_PLUS);
};

/** null alike for what is unknown, expired or revoked: the page says the same. */
export const trouverLien = async (hub: HubTx, token: string, maintenantMs: number): Promise<Lien | null> => {
  const ligne = await hub.lienOf.findUnique({ where: { empreinte: empreinteLien(token) } });
  if (ligne === null || ligne.revoqueLe !== null || ligne.expireLe.getTime() <= maintenantMs) return null;
  const { organisme, creneau, session, expireLe } = ligne;
  return { empreinte: ligne.empreinte, organisme, creneau, session, expireLe, cause: CodeCause.nullable().catch(null).parse(ligne.cause) };
};

/** Every link of an organisme stops at once, or those of one session and its slots. Returns how many did. */
export const revoquerLiens = async (hub: HubTx, { organisme, session }: { organisme: string; session?: string }, maintenantMs: number): Promise<number> =>
  (
    await hub.lienOf.updateMany({
      where: { organisme, ...(session !== undefined && { session }), revoqueLe: null, expireLe: { gt: new Date(maintenantMs) } },
      data: { revoqueLe: new Date(maintenantMs) },
    })
  ).count;

/** The token never worked: its mail did not leave. */
export const oublierLien = async (hub: HubTx, token: string): Promise<void> => {
  await hub.lienOf.deleteMany({ where: { empreinte: empreinteLien(token) } });
};
