/** Sign-in of the dashboard: a session cookie, opened, read and closed. */
import type { Hub } from '../../prisma/hub.ts';
import { Identifiants, Moi } from '../contract/admin.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { DUREE_SESSION_MS, fermerSession, ouvrirSession } from './comptes.ts';
import { enteteCookie, lireCookie, nomCookie } from './cookies.ts';
import type { Appelant } from './portees.ts';

const EXEMPLE = {
  id: '0a5f6c1e-8f2b-4b59-9f0e-2c6a7a1a4f10',
  courriel: 'animation@maillon.example',
  nom: 'Équipe d’animation',
  role: 'ADMIN',
  demonstration: true,
};

type Dependances = { hub: Hub; url: string; reel: () => number; demonstration: boolean };

export const createRoutesSession = ({ hub, url, reel, demonstration }: Dependances): Route[] => {
  const moi = ({ id, courriel, nom, role }: Appelant) => ({ id, courriel, nom, role, demonstration });
  const reponse = { description: 'Le compte connecté.', schema: Moi, exemple: EXEMPLE };
  return [
    route({
      methode: 'post',
      chemin: '/api/admin/session',
      nom: 'ouvrirSession',
      resume: 'Se connecter au tableau de bord',
      etiquette: 'Session',
      droits: 'libre',
      limite: 'connexion',
      entree: { corps: Identifiants },
      exempleCorps: { courriel: 'animation@maillon.example', motDePasse: 'phrase-de-passe' },
      reponses: { 200: reponse },
      refus: ['identifiants-incorrects', 'origine-refusee'],
      traiter: async ({ corps }) => {
        const ouverte = await ouvrirSession(hub, corps.courriel, corps.motDePasse, reel());
        if (!ouverte) throw refus('identifiants-incorrects');
        return ok(moi(ouverte.appelant), { 'Set-Cookie': enteteCookie(url, 'session', ouverte.jeton, DUREE_SESSION_MS), 'Cache-Control': 'no-store' });
      },
    }),
    route({
      methode: 'get',
      chemin: '/api/admin/moi',
      nom: 'lireMoi',
      resume: 'Qui suis-je',
      etiquette: 'Session',
      droits: { genres: ['compte'] },
      reponses: { 200: reponse },
      traiter: ({ appelant }) => ok(moi(appelant), { 'Cache-Control': 'no-store' }),
    }),
    route({
      methode: 'delete',
      chemin: '/api/admin/session',
      nom: 'fermerSession',
      resume: 'Se déconnecter',
      etiquette: 'Session',
      droits: 'libre',
      reponses: { 204: { description: 'Session fermée.' } },
      refus: ['origine-refusee'],
      traiter: async ({ requete }) => {
        const jeton = lireCookie(requete, nomCookie(url, 'session'));
        if (jeton) await fermerSession(hub, jeton);
        return { statut: 204, entetes: { 'Set-Cookie': enteteCookie(url, 'session', '', 0) } };
      },
    }),
  ];
};
