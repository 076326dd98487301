/** Sign-in by server session (cookie). 401 leads to sign-in; 403 says no and never signs out. The server decides every call again. */
import type { AuthProvider } from 'react-admin';
import { z } from 'zod';
import { Moi } from '../../../api/contract/admin.ts';
import type { Appeler } from './http.ts';

const statut = (erreur: unknown): number | undefined =>
  typeof erreur === 'object' && erreur !== null && 'status' in erreur && typeof erreur.status === 'number' ? erreur.status : undefined;

export type Session = AuthProvider & { moi: () => Promise<Moi> };

export const createSession = (appeler: Appeler): Session => {
  /** One call for checkAuth, getIdentity and canAccess of a same screen. */
  let connu: Promise<Moi> | undefined;
  const moi = (): Promise<Moi> => {
    connu ??= appeler('/api/admin/moi', Moi).catch((erreur: unknown) => {
      connu = undefined;
      throw erreur;
    });
    return connu;
  };
  return {
    moi,
    login: async ({ courriel, motDePasse }: { courriel: string; motDePasse: string }) => {
      connu = undefined;
      await appeler('/api/admin/session', z.unknown(), { methode: 'POST', corps: { courriel, motDePasse } });
    },
    logout: async () => {
      connu = undefined;
      await appeler('/api/admin/session', z.unknown(), { methode: 'DELETE' }).catch((erreur: unknown) => {
        if (statut(erreur) !== 401) throw erreur;
      });
    },
    checkAuth: async () => {
      await moi().catch((erreur: unknown) => {
        if (statut(erreur) === 401) throw erreur;
      });
    },
    checkError: async (erreur: unknown) => {
      if (statut(erreur) !== 401) return;
      connu = undefined;
      throw erreur;
    },
    getIdentity: async () => {
      const { id, nom } = await moi();
      return { id, fullName: nom };
    },
    canAccess: async ({ resource, action }) => peut((await moi()).role, resource, action),
  };
};

/** What each role is offered on screen: comfort only, the API refuses the rest by itself. */
export const peut = (role: Moi['role'], ressource: string, action: string): boolean => {
  if (role === 'ADMIN') return true;
  if (ressource === 'calendrier' || ressource === 'reglages') return false;
  if (role === 'CARIF') return true;
  return role === 'REGION' && action !== 'agir';
};

/** Which screens the menu offers: an OF and a prescriber follow what is theirs, the rest is the region's. */
export const voit = (role: Moi['role'], chemin: string): boolean => ['ADMIN', 'CARIF', 'REGION'].includes(role) || SUIVIS.includes(chemin);
const SUIVIS = ['/', '/relances', '/parcours'];
