/** What SMF keeps: the fiches, and the sessions that belong to them. */
import { z } from 'zod';
import { EtatFiche } from '../../domain/codes.ts';
import { Formation } from '../../domain/lheo/modele.ts';
import { genre } from '../socle/pieces.ts';

/** Key: the fiche's number. */
export const Fiche = genre(
  'fiche',
  z.object({
    fiche: z.string(),
    etat: EtatFiche,
    remarques: z.string().nullable(),
    intitule: z.string().nullable(),
    ofResponsable: z.string().nullable(),
    numeroActivite: z.string().nullable(),
    /** What its screens say, null when SMF was told of the fiche without its text. */
    formation: Formation.nullish(),
    /** Of the version that the hub deposited last; null when that text was typed here and the hub has not said its name for it. */
    empreinte: z.string().nullable(),
    /** Of the version that the Carif validated last: it stays published while a new one waits (§d.1). */
    valide: z.string().nullable(),
  }),
);
export type Fiche = z.infer<(typeof Fiche)['schema']>;

/** Key: the session's number. Found by fiche, in the column `session`. */
export const Session = genre('session', z.object({ numero: z.string(), fiche: z.string() }));

/** Key: SMF's own reference, or the hub's creneau. Found by session. */
export const Ico = genre('ico', z.object({ session: z.string(), saisie: z.json() }));
