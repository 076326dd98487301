/** Sessions and slots. */
import { z } from 'zod';
import { Instant, Nombre, Pagination, page } from './commun.ts';

export const FiltreSessions = Pagination.extend({ recherche: z.string().max(80).optional(), etatRecrutement: z.string().optional() });
export const SessionLigne = z.object({
  numero: z.string(),
  intitule: z.string(),
  organisme: z.string(),
  debut: z.string(),
  fin: z.string().nullable(),
  ville: z.string().nullable(),
  etatRecrutement: z.string(),
  placesTotales: Nombre,
  placesDisponibles: z.number().int(),
  creneaux: Nombre,
  blocages: Nombre,
});
export type SessionLigne = z.infer<typeof SessionLigne>;
export const PageSessions = page(SessionLigne);

export const FiltreCreneaux = Pagination.extend({ session: z.string().optional(), statut: z.string().optional(), modalite: z.string().optional() });
export const CreneauLigne = z.object({
  id: z.string(),
  session: z.string(),
  intitule: z.string(),
  organisme: z.string(),
  modalite: z.string(),
  debut: Instant,
  fin: Instant,
  places: Nombre,
  placesLibres: z.number().int(),
  statut: z.string(),
  blocages: Nombre,
});
export type CreneauLigne = z.infer<typeof CreneauLigne>;
export const PageCreneaux = page(CreneauLigne);
