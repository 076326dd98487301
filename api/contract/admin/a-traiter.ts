/** « À traiter »: counts, cards, health. */
import { z } from 'zod';
import { Systeme } from '../../../domain/codes.ts';
import { Instant, Nombre } from './commun.ts';

/** The tabs of « À traiter »: who must act, then what was put to sleep. */
export const Onglet = z.enum(['EQUIPE', 'ORGANISMES', 'PRESCRIPTEURS', 'SYSTEMES', 'VEILLE']);
export type Onglet = z.infer<typeof Onglet>;

export const Compteurs = z.object({
  maintenant: Instant,
  /** Real instant of this answer: give it back as `depuis` to learn how many blocages are newer. */
  reel: Instant,
  total: Nombre,
  enRetard: Nombre,
  plusAncien: Instant.nullable(),
  onglets: z.record(Onglet, Nombre),
  nouveaux: Nombre,
});
export type Compteurs = z.infer<typeof Compteurs>;

export const SanteSysteme = z.object({
  code: Systeme,
  nom: z.string(),
  etat: z.enum(['OUVERT', 'EN_PANNE', 'SUSPENDU']),
  depuis: Instant,
  enAttente: Nombre,
});
export type SanteSysteme = z.infer<typeof SanteSysteme>;

/** One card: a cause, all those stuck by it, and the remedy that fits most of them. */
export const Groupe = z.object({
  onglet: Onglet,
  cause: z.string(),
  titre: z.string(),
  /** The sentence of the oldest one. */
  phrase: z.string(),
  acteur: z.string(),
  suite: z.string(),
  nombre: Nombre,
  enRetard: Nombre,
  plusAncien: Instant,
  remede: z
    .object({
      code: z.string(),
      libelle: z.string(),
      effet: z.string(),
      /** How many can be done now; the others are cooling down or cannot be. */
      possibles: Nombre,
      jusqua: Instant.nullable(),
      groupable: z.boolean(),
      /** The only blocage of the card, when there is one: the remedy acts on it alone. */
      blocage: z.string().nullable(),
    })
    .nullable(),
});
export type Groupe = z.infer<typeof Groupe>;

/** One day of the trend, `AAAA-MM-JJ` of Paris: how many blocages it opened, how many it closed, how many were open at its end. */
export const JourTendance = z.object({ jour: z.string(), ouverts: Nombre, leves: Nombre, enCours: Nombre });
export type JourTendance = z.infer<typeof JourTendance>;

export const ATraiter = z.object({
  compteurs: Compteurs,
  /** « 37 flux bloqués · 9 en retard · le plus ancien : 11 j ». */
  titre: z.string(),
  groupes: z.array(Groupe),
  systemes: z.array(SanteSysteme),
  /** Fourteen days, the last one is today. */
  tendance: z.array(JourTendance),
});
export type ATraiter = z.infer<typeof ATraiter>;
