/** The demand that no slot meets (G5): a prescriber's search or look at a session without a free slot, once per adviser or client and hour. */
import type { HubTx } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';
import { auteurDe } from './tentatives.ts';

const PRESCRIPTEURS = ['PE', 'ML', 'CAP_EMPLOI'];
const HEURE = 3_600_000;

/** Through the API. An OF that looks at its own sessions, or a team at its region, is no demand. */
export const noterConsultations = async (hub: HubTx, sessions: readonly string[], appelant: Appelant, maintenantMs: number): Promise<void> => {
  if (appelant.reseau === null || !PRESCRIPTEURS.includes(appelant.reseau)) return;
  await noterRegards(hub, sessions, auteurDe(appelant.par, appelant.structure), maintenantMs);
};

/** `auteur`: a fingerprint. Business instant, epoch ms. */
export const noterRegards = async (hub: HubTx, sessions: readonly string[], auteur: string, maintenantMs: number): Promise<void> => {
  if (sessions.length === 0) return;
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
