/** An OF at its desk in Kairos: for each test a session and a slot of its own, candidates, and what its screens say. */
import { creneau, dans, jourDans, positionnement, SIRET, session } from '../../../e2e/outils/exemples.ts';
import type { Banc } from '../../../e2e/outils/systemes.ts';

const CONVENTION = { debut: '2019-09-06', fin: '3000-12-31' };

export type Organisme = ReturnType<typeof createOrganisme>;
export const createOrganisme = (banc: Banc) => {
  let n = 0;
  const s = () => `e${n}`;
  const c = () => `ec${n}`;
  const compte = (change: Record<string, unknown>) =>
    banc.dire('kairos', '/comptes', { siret: SIRET, actif: true, courriel: 'contact@organisme.example', convention: CONVENTION, ...change });
  const positionner = (rang: number, change = {}) =>
    banc.dire(
      'kairos',
      '/positionnements',
      positionnement(rang, { session: s(), creneau: c(), positionnement: `x${n}-${rang}`, parcours: `y${n}-${rang}`, ...change }),
    );
  return {
    /** Rank of the test in its file: positionnements are `x<n>-<rang>`, paths `y<n>-<rang>`. */
    get n() {
      return n;
    },
    /** The session and its slot. */
    get s() {
      return s();
    },
    get c() {
      return c();
    },
    recommencer: async (): Promise<void> => {
      n++;
      await compte({});
      await banc.dire('kairos', '/sessions', session({ numero: s(), placesConventionnees: 82 }));
      await banc.dire(
        'kairos',
        '/creneaux',
        creneau({ creneau: c(), session: s(), places: 5, pieces: ['CV', 'Pièce d’identité'], commentaire: 'Parking gratuit' }),
      );
    },
    compte,
    positionner,
    inscrire: async (rang: number): Promise<void> => {
      await positionner(rang);
      await banc.dire('kairos', '/inscriptions', {
        parcours: `y${n}-${rang}`,
        positionnement: `x${n}-${rang}`,
        session: s(),
        date: jourDans(3),
        financement: '41N - Région',
      });
    },
    ecran: <T = Record<string, unknown>>(nom: string) => banc.voir<T>('kairos', `/sessions/${s()}/${nom}`),
    code: async (type: string, donnees: Record<string, unknown>) => {
      const { statut, corps } = await banc.acte('kairos', type, donnees);
      return statut === 200 ? 'OK' : corps['code'];
    },
    ouverture: (change = {}) => ({ session: s(), modalite: 'RDV', debut: dans(6), fin: dans(6.1), places: 1, ...change }),
    /** The slot begins three days from now at the latest: what is typed in it is typed then. */
    ensuite: async <T>(agir: () => Promise<T>, jours = 3): Promise<T> => {
      await banc.dater({ origine: Date.now(), vitesse: 1, avance: jours * 86_400_000 });
      try {
        return await agir();
      } finally {
        await banc.dater({ origine: 0, vitesse: 1, avance: 0 });
      }
    },
  };
};
