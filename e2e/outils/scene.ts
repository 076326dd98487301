/** People on their way through the chain, followed from outside: who came in by which door, and what each system then shows of them. */
import { expect } from 'vitest';
import { attendreQue, type Pilote } from '../../cli/pilote.ts';
import type { Systeme } from '../../domain/codes.ts';
import * as c from './chaine.ts';

const DELAI_MS = 60_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type Scene = ReturnType<typeof createScene>;

/** `rang` is the person's number (see `personne`). Every wait has a deadline and fails with what it saw last. */
export const createScene = (pilote: Pilote) => {
  const suivis = new Map<number, { id: string; parcours: string }>();
  const de = (rang: number) => suivis.get(rang) ?? expect.fail(`la personne ${rang} n’a pas été positionnée`);

  const dansKairos = async (rang: number, bon: (i: c.Inscrit) => boolean = () => true): Promise<c.Inscrit> => {
    const lire = async () => (await c.inscrits(pilote)).filter((i) => i.nom === c.personne(rang).nom).at(-1);
    return (await attendreQue(`Candidat${rang} dans Kairos`, lire, (i) => i !== undefined && bon(i), DELAI_MS)) ?? expect.fail();
  };

  /** Finds somebody who came in by a partner, under the hub's id that Kairos was given. */
  const suivre = async (rang: number): Promise<void> => {
    const { positionnement: id } = await dansKairos(rang, (i) => UUID.test(i.positionnement));
    suivis.set(rang, { id, parcours: (await pilote.api<{ parcours: string }>(`/api/v1/positionnements/${id}`)).corps.parcours });
  };

  return {
    /** Positioning and path of a person. */
    de,
    dansKairos,
    parApi: async (rang: number, corps: ReturnType<typeof c.demande>): Promise<void> => {
      const r = await c.positionner(pilote, corps, `scene-${rang}`);
      expect(r.statut, JSON.stringify(r.corps)).toBe(202);
      expect(r.corps.statut).toBe('CONFIRME');
      expect(r.entetes.get('location')).toBe(`/api/v1/positionnements/${r.corps.id}`);
      suivis.set(rang, r.corps);
    },
    /** In a partner's own screens. */
    parActe: async (code: Systeme, type: string, rang: number, corps: unknown): Promise<void> => {
      const acte = await pilote.acte(code, type, corps);
      expect(acte.statut, JSON.stringify(acte.corps)).toBe(200);
      await suivre(rang);
    },
    suivre,
    /** Waits for one cell of the matrix to be in this state. */
    cellule: (rang: number, systeme: string, fait: string, etat: string) =>
      attendreQue(
        `${systeme} ${fait} ${etat} pour ${rang}`,
        async () => (await c.lireParcours(pilote, de(rang).parcours)).matrice?.[systeme]?.[fait],
        (v) => v?.etat === etat,
        DELAI_MS,
      ),
    etape: (rang: number, attendue: string) =>
      attendreQue(
        `${attendue} pour ${rang}`,
        () => c.lireParcours(pilote, de(rang).parcours),
        (p) => p.etape === attendue,
        DELAI_MS,
      ),
    dansAude: (rang: number, bon: (d: c.Demandeur) => boolean) =>
      attendreQue(`AUDE pour ${rang}`, () => c.demandeur(pilote, c.personne(rang).idDE), bon, DELAI_MS),
    /** A slot as Kairos shows it. */
    creneau: async (id: string): Promise<{ debut: string; fin: string }> => {
      const lus = await pilote.vue<{ creneau: string; debut: string; fin: string }[]>('kairos', `sessions/${c.SESSION}/creneaux`);
      return lus.find((x) => x.creneau === id) ?? expect.fail(`le créneau ${id} n’est pas dans Kairos`);
    },
  };
};
