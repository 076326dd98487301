/** The demand that no slot meets (G5): a prescriber's search or look at a session without a free slot, once per client and hour. */
import { createHash } from 'node:crypto';
import type { HubTx } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';

const PRESCRIPTEURS = ['PE', 'ML', 'CAP_EMPLOI'];
const HEURE = 3_600_000;

/** Who looked, as a fingerprint: the same client counts once. */
const auteurDe = ({ par, structure }: Appelant): string =>
  createHash('sha256')
    .update(`${par}|${structure ?? ''}`)
    .digest('hex')
    .slice(0, 32);

/** An OF that looks at its own sessions, or a team at its region, is no demand. */
export const noterConsultations = async (hub: HubTx, sessions: readonly string[], appelant: Appelant, maintenantMs: number): Promise<void> => {
  if (sessions.length === 0 || appelant.reseau === null || !PRESCRIPTEURS.includes(appelant.reseau)) return;
  const auteur = auteurDe(appelant);
  const date = new Date(maintenantMs);
  const lignes = [...new Set(sessions)].map((session) => ({
    cle: `consultation:${auteur}:${session}:${Math.floor(maintenantMs / HEURE)}`,
    session,
    motif: 'SANS_CRENEAU',
    auteur,
    date,
  }));
  await hub.tentative.createMany({ data: lignes, skipDuplicates: true });
};
