/** API keys `mln_<env>_<id>_<secret>`: only SHA-256 of the secret is kept; two may live at once, for rotation. */
import { z } from 'zod';
import { Reseau, RoleCompte } from '../../domain/codes.ts';
import type { Hub } from '../../prisma/hub.ts';
import { type Appelant, PORTEES_DU_ROLE, Portee } from './portees.ts';
import { egaux, hacher } from './secrets.ts';

const FORME = /^mln_([a-z]+)_([A-Za-z0-9]+)_([A-Za-z0-9-]+)$/;

export const composerCle = (env: string, id: string, secret: string): string => `mln_${env}_${id}_${secret}`;

/** The caller behind a Bearer key, or null. `reel` is the real instant (epoch ms). */
export const lireCle = async (hub: Hub, cle: string, reel: number): Promise<Appelant | null> => {
  const [, , id, secret] = FORME.exec(cle) ?? [];
  if (!id || !secret) return null;
  const ligne = await hub.cleApi.findUnique({ where: { id } });
  if (!ligne || !egaux(ligne.empreinte, hacher(secret)) || ligne.revoqueeLe !== null) return null;
  if (ligne.expireLe !== null && ligne.expireLe.getTime() <= reel) return null;
  const role = RoleCompte.parse(ligne.role);
  return {
    genre: 'cle',
    id: ligne.id,
    par: `cle:${ligne.id}`,
    role,
    nom: ligne.libelle,
    courriel: null,
    reseau: Reseau.nullable().parse(ligne.reseau),
    structure: ligne.structure,
    sirets: ligne.siret === null ? [] : [ligne.siret],
    portees: role === 'DEMO' ? PORTEES_DU_ROLE.DEMO : z.array(Portee).parse(ligne.portees),
  };
};
