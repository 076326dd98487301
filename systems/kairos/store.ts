/** What Kairos keeps: sessions, slots with their seats, and one dossier per person × session, which is also the lock of R27. */
import { z } from 'zod';
import { EtatRecrutement, Modalite, Outil, Presence, Suite } from '../../domain/codes.ts';
import { clePersonne } from '../socle/actes.ts';
import { Instant, Jour, Lieu, PersonneMessage } from '../socle/contrat.ts';
import { SessionMessage } from '../socle/offre.ts';
import { genre } from '../socle/pieces.ts';
import { Compte as CompteMessage } from './contract.ts';

/** Key: the session's number. */
export const Session = genre(
  'session',
  z.object({
    numero: z.string(),
    debut: Jour,
    siretDispensateur: z.string(),
    siretResponsable: z.string().default(''),
    /** R11. */
    guichetUnique: z.boolean().default(false),
    etatRecrutement: EtatRecrutement,
    /** R42b: closures of the whole session. */
    interruptions: z.array(z.object({ debut: Jour, fin: Jour.nullable(), motif: z.string() })).default([]),
    /** Seats bought, when they were counted here; else what the Carif says (S18). */
    placesAchetees: z.number().int().nullable().default(null),
    /** « Les plus de la formation » and links to what presents it: typed here only (L768, G9). */
    plus: z.string().nullable().default(null),
    liens: z.array(z.string()).default([]),
    /** As the Carif sent it: not editable here (R47). */
    offre: SessionMessage.loose().nullable().catch(null),
  }),
);
export type Session = z.infer<(typeof Session)['schema']>;

/** Key: the SIRET (R12, R44). */
export const Compte = genre('compte', CompteMessage);

/** Key: the hub's id, or Kairos's own reference when an OF typed it here (R15). Found by session. */
export const Creneau = genre(
  'creneau',
  z.object({
    reference: z.string(),
    /** The hub's id, once known. */
    creneau: z.string().nullable(),
    session: z.string(),
    modalite: Modalite,
    debut: Instant,
    fin: Instant,
    lieu: Lieu.nullable(),
    places: z.number().int(),
    /** Seats taken: changes with the positioning that takes it, in one statement. */
    prises: z.number().int(),
    pieces: z.array(z.string()),
    commentaire: z.string().nullable(),
    annule: z.boolean(),
  }),
);
export type Creneau = z.infer<(typeof Creneau)['schema']>;

export const Positionnement = z.object({
  reference: z.string(),
  positionnement: z.string().nullable(),
  /** Key of the slot. */
  creneau: z.string(),
  /** Key of the window in which the candidature was received, once its author is called to an appointment (§d.5). */
  candidature: z.string().nullish(),
  outil: Outil,
  argumentaire: z.string().nullable(),
  annule: z.boolean(),
  presence: Presence.nullable(),
  suite: Suite.nullable(),
  motif: z.string().nullable(),
});
export type Positionnement = z.infer<typeof Positionnement>;

/** Key: `cleDossier`. Aliases: every id of its positionnements and of its parcours. Found by session, and by the slot that it holds. */
export const Dossier = genre(
  'dossier',
  z.object({
    reference: z.string(),
    parcours: z.string().nullable(),
    session: z.string(),
    personne: PersonneMessage,
    positionnements: z.array(Positionnement),
    inscription: z
      .object({ date: Jour, debut: Jour.nullable(), financement: z.string().nullable(), annulee: z.boolean(), motif: z.string().nullable() })
      .nullable(),
    entree: Jour.nullable(),
    interruptions: z.array(z.object({ debut: Jour, fin: Jour.nullable(), motif: z.string() })),
    sortie: z.object({ date: Jour, motif: z.string(), bilan: z.string().nullable() }).nullable(),
  }),
);
export type Dossier = z.infer<(typeof Dossier)['schema']>;

export const cleDossier = (personne: PersonneMessage, session: string): string => `${clePersonne(personne)}|${session}`;

/** R42c: registered on a training of no catalogue. Key: the reference. Found by the organisme's SIRET, in the column `session`. */
export const SansReference = genre('sansReference', z.object({ dossier: z.string() }));

/** R27: nobody has said yet what came of it. */
export const estEnAttente = (p: Positionnement): boolean => !p.annule && p.presence === null && p.suite === null;
