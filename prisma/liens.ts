/** Links of OF pages: a random token, kept as its SHA-256 alone, scoped to one organisme and one slot or session. Instants are business time. */
import { createHash, randomBytes } from 'node:crypto';
import type { HubTx } from './hub.ts';

const empreinte = (token: string): string => createHash('sha256').update(token).digest('hex');

export type Lien = { empreinte: string; organisme: string; creneau: string | null; session: string | null; expireLe: Date };

/** Returns the token, which cannot be read again. `expireLe`: epoch ms. */
export const creerLien = async (
  hub: HubTx,
  lien: { organisme: string; creneau?: string | null; session?: string | null; expireLe: number },
): Promise<string> => {
  const token = randomBytes(32).toString('base64url');
  const { organisme, creneau = null, session = null } = lien;
  await hub.lienOf.create({ data: { empreinte: empreinte(token), organisme, creneau, session, expireLe: new Date(lien.expireLe) } });
  return token;
};

/** null alike for what is unknown, expired or revoked: the page says the same. */
export const trouverLien = async (hub: HubTx, token: string, maintenantMs: number): Promise<Lien | null> => {
  const ligne = await hub.lienOf.findUnique({ where: { empreinte: empreinte(token) } });
  if (ligne === null || ligne.revoqueLe !== null || ligne.expireLe.getTime() <= maintenantMs) return null;
  const { organisme, creneau, session, expireLe } = ligne;
  return { empreinte: ligne.empreinte, organisme, creneau, session, expireLe };
};

/** The token never worked: its mail did not leave. */
export const oublierLien = async (hub: HubTx, token: string): Promise<void> => {
  await hub.lienOf.deleteMany({ where: { empreinte: empreinte(token) } });
};
