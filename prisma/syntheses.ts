/** The address by which an organisme gives up digests (RFC 8058), never its duties. Signed: nobody else's can be guessed. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const signature = (secret: string, siret: string): string => createHmac('sha256', secret).update(`syntheses:${siret}`).digest('base64url').slice(0, 32);

export const adresseDesabonnement = (urlHub: string, secret: string, siret: string): string =>
  `${urlHub}/courriels/syntheses/${siret}.${signature(secret, siret)}`;

/** The SIRET that a token of such an address speaks of; null when it was not made by us. */
export const lireJetonDesabonnement = (secret: string, jeton: string): string | null => {
  const [siret = '', signe = ''] = jeton.split('.');
  const attendue = Buffer.from(signature(secret, siret));
  const recue = Buffer.from(signe);
  return /^\d{14}$/.test(siret) && recue.length === attendue.length && timingSafeEqual(recue, attendue) ? siret : null;
};
