/** What a story sees and does, from outside: the doors of the hub and of the partners, the mails, the pages of the organismes. */
import { expect } from 'vitest';
import { attendreQue, type Courriel, type Pilote } from '../../cli/pilote.ts';
import type { Systeme } from '../../domain/codes.ts';
import { prochainInstantOuvre } from '../../domain/ouvres.ts';
import * as c from '../outils/chaine.ts';
import { session } from './catalogue.ts';
import type { Temps } from './temps.ts';

const DELAI_MS = 60_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const HEURE = 3_600_000;
export const JOUR = 24 * HEURE;

export type Candidat = { rang: number; id: string; parcours: string };
type Blocage = { id: string; processus: string; sujet: { session?: string }; situation: { phrase: string; cause: string } };
type Creneau = { creneau: string; modalite: string; debut: string; fin: string; places: number; statut: string };
export type Monde = ReturnType<typeof createMonde>;

export const createMonde = (pilote: Pilote, temps: Temps) => {
  const voir = <T>(quoi: string, lire: () => Promise<T>, bon: (t: T) => boolean): Promise<T> => attendreQue(quoi, lire, bon, DELAI_MS);
  const acte = async (code: Systeme, type: string, donnees: unknown): Promise<{ reference: string }> => {
    const fait = await pilote.acte(code, type, donnees);
    expect(fait.statut, `${code} ${type} : ${JSON.stringify(fait.corps)}`).toBe(200);
    return fait.corps as { reference: string };
  };
  const inscrits = (n: number) => pilote.vue<c.Inscrit[]>('kairos', `sessions/${session(n)}/inscrits`);
  const dansKairos = async (n: number, rang: number, bon: (i: c.Inscrit) => boolean = () => true): Promise<c.Inscrit> => {
    const lire = async () => (await inscrits(n)).filter((i) => i.nom === c.personne(rang).nom).at(-1);
    return (await voir(`Candidat${rang} dans Kairos`, lire, (i) => i !== undefined && bon(i))) ?? expect.fail();
  };
  const parcours = (p: Candidat) => c.lireParcours(pilote, p.parcours);
  const blocages = async (cause: string, n: number): Promise<Blocage[]> =>
    (await pilote.api<{ elements: Blocage[] }>(`/api/v1/blocages?cause=${cause}&taille=200`)).corps.elements.filter((b) => b.sujet.session === session(n));
  const creneaux = (n: number): Promise<Creneau[]> => pilote.vue<Creneau[]>('kairos', `sessions/${session(n)}/creneaux`);

  return {
    pilote,
    temps,
    voir,
    acte,
    inscrits,
    dansKairos,
    parcours,
    blocages,
    creneaux,
    /** As `POST /positionnements`; the session is the slot's. */
    demande: (rang: number, reseau: c.Reseau, creneau: string, plus: Record<string, unknown> = {}) =>
      c.demande(rang, reseau, creneau, { session: creneau.split('-')[1], ...plus }),
    parApi: async (rang: number, corps: ReturnType<typeof c.demande>, cle = `scenario-${rang}`): Promise<Candidat> => {
      const r = await c.positionner(pilote, corps, cle);
      expect(r.statut, JSON.stringify(r.corps)).toBe(202);
      return { rang, id: r.corps.id, parcours: r.corps.parcours };
    },
    /** Somebody who came in by a partner's screens, under the hub's names. */
    suivre: async (n: number, rang: number): Promise<Candidat> => {
      const { positionnement: id } = await dansKairos(n, rang, (i) => UUID.test(i.positionnement));
      return { rang, id, parcours: (await pilote.api<{ parcours: string }>(`/api/v1/positionnements/${id}`)).corps.parcours };
    },
    etape: (p: Candidat, attendue: string) =>
      voir(
        `${attendue} pour Candidat${p.rang}`,
        () => parcours(p),
        (lu) => lu.etape === attendue,
      ),
    cellule: (p: Candidat, systeme: string, fait: string, etat: string) =>
      voir(
        `${systeme} ${fait} ${etat} pour Candidat${p.rang}`,
        async () => (await parcours(p)).matrice?.[systeme]?.[fait],
        (v) => v?.etat === etat,
      ),
    dansAude: (rang: number, bon: (d: c.Demandeur) => boolean) => voir(`AUDE pour Candidat${rang}`, () => c.demandeur(pilote, c.personne(rang).idDE), bon),
    bloque: async (cause: string, n: number): Promise<Blocage> =>
      (
        await voir(
          `${cause} sur ${session(n)}`,
          () => blocages(cause, n),
          (l) => l.length > 0,
        )
      )[0] ?? expect.fail(),
    leve: (cause: string, n: number) =>
      voir(
        `${cause} levé sur ${session(n)}`,
        () => blocages(cause, n),
        (l) => l.length === 0,
      ),
    /** The last mail to that box about that. */
    courriel: async (a: string, sur: RegExp): Promise<Courriel> => {
      const lire = async () => (await pilote.courriels()).filter((m) => m.to.some((t) => t.address === a) && sur.test(`${m.subject}\n${m.text}`));
      return (await voir(`courriel à ${a} : ${sur}`, lire, (l) => l.length > 0)).at(-1) ?? expect.fail();
    },
    creneau: async (n: number, id: string): Promise<Creneau> => (await creneaux(n)).find((x) => x.creneau === id) ?? expect.fail(`${id} n’est pas dans Kairos`),
    /** Presence and decision, typed by the organisme in Kairos. */
    retenirDansKairos: async (p: Candidat, creneau: string, organisme?: string) => {
      const qui = { creneau, ...(organisme && { organisme }) };
      await acte('kairos', 'presence.saisie', { ...qui, presences: [{ positionnement: p.id, presence: 'PRESENT' }] });
      await acte('kairos', 'suite.saisie', { ...qui, suites: [{ positionnement: p.id, suite: 'RETENU' }] });
    },
    debut: async (n: number): Promise<{ debut: string; fin: string }> =>
      (await pilote.api<{ debut: string; fin: string }>(`/api/v1/sessions/${session(n)}`)).corps,
    /** What the hub did in a system for one path, in order. */
    routes: async (code: Systeme, p: Candidat): Promise<string[]> =>
      (await c.effets(pilote, code)).filter((l) => l.cle.includes(p.parcours)).map((l) => l.route),
  };
};

/** The meeting is over since an hour; nobody is written to before the next opening. */
export const apresReunion = async (m: Monde, n: number, creneau: string): Promise<void> =>
  m.temps.jusqua(prochainInstantOuvre(Date.parse((await m.creneau(n, creneau)).fin) + HEURE));
