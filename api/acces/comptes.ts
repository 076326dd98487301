/** Human accounts and their server-side sessions: opaque tokens, hashed at rest, revocable. */
import { Reseau, RoleCompte } from '../../domain/codes.ts';
import type { Hub } from '../../prisma/hub.ts';
import { type Appelant, PORTEES_DU_ROLE } from './portees.ts';
import { hacher, hacherMotDePasse, motDePasseCorrect, nouveauJeton } from './secrets.ts';

export const DUREE_SESSION_MS = 12 * 3_600_000;

type Compte = { id: string; courriel: string; nom: string; role: string; sirets: string[]; reseau: string | null; structure: string | null };

const appelantDe = (compte: Compte): Appelant => {
  const role = RoleCompte.parse(compte.role);
  return {
    genre: 'compte',
    id: compte.id,
    par: `compte:${compte.id}`,
    role,
    nom: compte.nom,
    courriel: compte.courriel,
    reseau: Reseau.nullable().parse(compte.reseau),
    structure: compte.structure,
    sirets: compte.sirets,
    portees: PORTEES_DU_ROLE[role],
  };
};

// Compared against when the address is unknown, so that both refusals take the same time.
let leurre: Promise<string> | undefined;

/** Opens a session: its token (given once, in the cookie) and who it is; null when the pair is wrong. */
export const ouvrirSession = async (hub: Hub, courriel: string, motDePasse: string, reel: number): Promise<{ jeton: string; appelant: Appelant } | null> => {
  const compte = await hub.compte.findUnique({ where: { courriel: courriel.trim().toLowerCase() } });
  leurre ??= hacherMotDePasse('leurre');
  const correct = await motDePasseCorrect(motDePasse, compte?.motDePasse ?? (await leurre));
  if (!compte || !correct || !compte.actif) return null;
  const jeton = nouveauJeton();
  await hub.sessionCompte.create({ data: { empreinte: hacher(jeton), compte: compte.id, expireLe: new Date(reel + DUREE_SESSION_MS) } });
  return { jeton, appelant: appelantDe(compte) };
};

export const lireSession = async (hub: Hub, jeton: string, reel: number): Promise<Appelant | null> => {
  const session = await hub.sessionCompte.findUnique({ where: { empreinte: hacher(jeton) } });
  if (!session || session.expireLe.getTime() <= reel) return null;
  const compte = await hub.compte.findUnique({ where: { id: session.compte } });
  return compte?.actif ? appelantDe(compte) : null;
};

export const fermerSession = async (hub: Hub, jeton: string): Promise<void> => {
  await hub.sessionCompte.deleteMany({ where: { empreinte: hacher(jeton) } });
};
