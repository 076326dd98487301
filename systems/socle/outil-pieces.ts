/** What OUIFORM and AUDEF both keep: the offer that they show, and the follow-up of each positioning. */
import { z } from 'zod';
import { EtatRecrutement, Outil, Presence, StatutPositionnement, Suite } from '../../domain/codes.ts';
import { clePersonne } from './actes.ts';
import { Instant, Jour, Lieu, PersonneMessage } from './contrat.ts';
import { genre, type Piece } from './pieces.ts';

/** Key: the session's number. */
export const Session = genre(
  'session',
  z.object({
    numero: z.string(),
    intitule: z.string(),
    debut: Jour,
    fin: Jour.nullable(),
    lieu: Lieu.nullable().default(null),
    organisme: z.string().default(''),
    /** R8: who answers for it, beside who delivers it. */
    responsable: z.string().default(''),
    financeurs: z.array(z.object({ code: z.string(), libelle: z.string(), places: z.number().int().nullable() })).default([]),
    placesConventionnees: z.number().int(),
    etatRecrutement: EtatRecrutement,
    alternance: z.string().nullable().default(null),
    eligibleCpf: z.boolean().default(false),
    /** « Les plus de la formation » (L768). */
    plus: z.string().nullable().default(null),
  }),
);
export type Session = z.infer<(typeof Session)['schema']>;

/** Key: the hub's id. Found by session. */
export const Creneau = genre(
  'creneau',
  z.object({ session: z.string(), modalite: z.string(), debut: Instant, fin: Instant, lieu: Lieu.nullable(), places: z.number().int(), annule: z.boolean() }),
);
export type Creneau = z.infer<(typeof Creneau)['schema']>;

/** Key: the hub's id, or the tool's own reference when an adviser made it here. Found by session, by slot and by person. */
export const Positionnement = genre(
  'positionnement',
  z.object({
    reference: z.string(),
    positionnement: z.string().nullable(),
    parcours: z.string().nullable(),
    personne: PersonneMessage,
    session: z.string(),
    creneau: z.string(),
    outil: Outil,
    argumentaire: z.string().nullable(),
    statut: StatutPositionnement,
    presence: Presence.nullable(),
    suite: Suite.nullable(),
    motif: z.string().nullable(),
    inscription: Jour.nullable(),
    entree: Jour.nullable(),
    sortie: Jour.nullable(),
    interruption: z.object({ debut: Jour, fin: Jour.nullable() }).nullable().default(null),
  }),
);
export type Positionnement = z.infer<(typeof Positionnement)['schema']>;

export const colonnes = (p: Positionnement) => ({ session: p.session, creneau: p.creneau, personne: clePersonne(p.personne) });

/** Nobody has said yet what came of it (R27). */
export const estEnAttente = (p: Positionnement): boolean => ['DEMANDE', 'CONFIRME', 'DEPLACE'].includes(p.statut) && p.presence === null && p.suite === null;

/** §d.7: until the organisme has decided, the adviser may withdraw the person: from the waiting list too. */
export const estRetirable = (p: Positionnement): boolean =>
  estEnAttente(p) || (p.statut === 'HONORE' && p.presence === 'PRESENT' && (p.suite === null || p.suite === 'LISTE_ATTENTE'));

/** Seats belong to Kairos; the tool counts those that it was told of. A candidature window need not count them. */
export const libres = (creneau: Piece<Creneau>, positionnements: readonly Piece<Positionnement>[]): number => {
  const prises = positionnements.filter(({ donnees: p }) => p.creneau === creneau.cle && !['REFUSE', 'ANNULE'].includes(p.statut)).length;
  return Math.max(0, creneau.donnees.places - prises);
};
/** R17: a candidature window is open until its end, a meeting until it begins. */
export const limite = (c: Creneau): number => Date.parse(c.modalite === 'CANDIDATURE' ? c.fin : c.debut);
export const sansLimite = (c: Creneau): boolean => c.modalite === 'CANDIDATURE' && c.places === 0;
