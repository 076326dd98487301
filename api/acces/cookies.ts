/** Cookies by hand: one small parser, and the names that https allows. */
import type { CookieOptions, Request } from 'express';

export const lireCookie = (requete: Request, nom: string): string | undefined => {
  for (const paire of (requete.headers.cookie ?? '').split(';')) {
    const [cle, ...valeur] = paire.trim().split('=');
    if (cle === nom) return valeur.join('=');
  }
  return undefined;
};

/** `__Host-` binds a cookie to this very host, but browsers accept it over https only; a demonstration runs on http loopback. */
export const nomCookie = (url: string, nom: string): string => (url.startsWith('https:') ? `__Host-${nom}` : nom);

export const optionsCookie = (url: string, maxAge: number): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: url.startsWith('https:'),
  path: '/',
  maxAge,
});

/** The Set-Cookie header itself, for routes that are values. */
export const enteteCookie = (url: string, nom: string, valeur: string, maxAgeMs: number): string =>
  [
    `${nomCookie(url, nom)}=${valeur}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${Math.floor(maxAgeMs / 1000)}`,
    ...(url.startsWith('https:') ? ['Secure'] : []),
  ].join('; ');
