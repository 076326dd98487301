/** Who calls: a Bearer key or a session cookie. */
import type { Request } from 'express';
import type { Hub } from '../../prisma/hub.ts';
import { refus } from '../socle/problemes.ts';
import type { Garde } from '../socle/routeur.ts';
import { lireCle } from './cles.ts';
import { lireSession } from './comptes.ts';
import { lireCookie, nomCookie } from './cookies.ts';
import { ANONYME } from './portees.ts';

/** `url` is the public address: its scheme names the cookie, its origin is the only one allowed to send mutations. */
export const createGarde = ({ hub, url, reel }: { hub: Hub; url: string; reel: () => number }): Garde => ({
  identifier: async (requete) => {
    const autorisation = requete.headers.authorization;
    if (autorisation !== undefined) {
      const cle = /^Bearer (\S+)$/.exec(autorisation)?.[1];
      const appelant = cle ? await lireCle(hub, cle, reel()) : null;
      if (!appelant) throw refus('authentification-requise');
      return appelant;
    }
    const jeton = lireCookie(requete, nomCookie(url, 'session'));
    return (jeton && (await lireSession(hub, jeton, reel()))) || ANONYME;
  },
  verifierOrigine: (requete) => {
    if (!memeSite(requete, url)) throw refus('origine-refusee');
  },
});

// Browsers always send Sec-Fetch-Site or Origin with a mutation; a request with neither is not a browser's and carries no one's cookie.
const memeSite = (requete: Request, url: string): boolean => {
  const provenance = requete.headers['sec-fetch-site'];
  if (provenance !== undefined) return provenance === 'same-origin' || provenance === 'none';
  const origine = requete.headers.origin;
  return origine === undefined || origine === new URL(url).origin || origine === `http://${requete.headers.host ?? ''}`;
};
