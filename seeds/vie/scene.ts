/** What one act of the simulated people has at hand: the doors, its own chance, and what any user may read. */
import { z } from 'zod';
import type { Reseau, Systeme } from '../../domain/codes.ts';
import type { Hasard } from '../hasard.ts';
import type { PersonneSemee } from '../population.ts';
import type { Client } from '../portes.ts';

/** `refus`: the system said no, as it says it to people; `rien`: nothing was there to do. */
export type Issue = 'fait' | 'refus' | 'rien';
export type Scene = {
  h: Hasard;
  /** Idempotency key of this act: its seed and its rank. */
  cle: string;
  graine: number;
  population: readonly PersonneSemee[];
  sessions: readonly [string, ...string[]];
  /** Reads everything that a user may read. */
  client: Client;
  /** The key of each network's software. */
  de(reseau: Reseau): Client;
  vue(systeme: Systeme, chemin: string): Promise<unknown>;
  /** Mails that really left, oldest first; empty when nobody catches them. */
  courriels(): Promise<{ texte: string }[]>;
  fetch: typeof fetch;
};
export type Acte = (s: Scene) => Promise<Issue>;

export const issue = ({ statut }: { statut: number }): Issue => (statut >= 200 && statut < 300 ? 'fait' : 'refus');

const Creneau = z.object({ id: z.string(), modalite: z.string(), debut: z.string(), fin: z.string(), placesLibres: z.number(), statut: z.string() });
const Session = z.object({ numero: z.string(), fiche: z.string(), debut: z.string(), fin: z.string().nullable(), creneaux: z.array(Creneau) });
export type CreneauLu = z.infer<typeof Creneau>;
export const lireSession = async (s: Scene, numero: string): Promise<z.infer<typeof Session> | null> =>
  Session.safeParse((await s.client.api('GET', `/api/v1/sessions/${numero}`)).corps).data ?? null;

const Parcours = z.object({ elements: z.array(z.object({ id: z.string(), session: z.string(), etape: z.string() })) });
/** Of the sessions that are played, in an order that time does not change. */
export const lireParcours = async (s: Scene, etape: string): Promise<z.infer<typeof Parcours>['elements']> => {
  const { corps } = await s.client.api('GET', `/api/v1/parcours?etape=${etape}&taille=200`);
  const joues = (Parcours.safeParse(corps).data?.elements ?? []).filter((p) => s.sessions.includes(p.session));
  return joues.sort((a, b) => (a.id < b.id ? -1 : 1));
};

const Calendrier = z.object({ maintenant: z.iso.datetime({ offset: true }) });
export const maintenant = async (s: Scene): Promise<number> => {
  const lu = Calendrier.safeParse((await s.client.api('GET', '/api/demonstration/calendrier')).corps).data;
  return lu ? Date.parse(lu.maintenant) : Date.now();
};

/** One of them, or null when there is none; the draw is made either way. */
export const parmi = <T>(s: Scene, liste: readonly T[]): T | null => {
  const rang = s.h.entier(0, 1_000_000);
  return liste[rang % Math.max(1, liste.length)] ?? null;
};
