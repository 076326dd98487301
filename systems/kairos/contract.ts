/** Kairos, what the hub asks of it. It owns the seats (COMPLET) and the double-booking lock of R27 (DEJA_INSCRIT). */
import { z } from 'zod';
import { Presence, Suite } from '../../domain/codes.ts';
import { typo } from '../../domain/francais.ts';
import { Jour, operation, Recu } from '../socle/contrat.ts';
import { contratOffre } from '../socle/offre.ts';
import { PositionnementMessage, REFUS_OUTIL } from '../socle/suivi.ts';

/** R43, as Kairos says it (L697). */
export const ADRESSE_A_CORRIGER = typo(
  "L'adresse courriel de l'organisme ou du correspondant OF doit être corrigée pour permettre l'envoi des listes d'inscrits",
);

export const REFUS_KAIROS = [
  ...REFUS_OUTIL,
  'COMPTE_ABSENT',
  'INSCRIPTION_INCONNUE',
  'INSCRIPTION_ANNULEE',
  'HORAIRES_INCOHERENTS',
  'SUITE_SANS_PRESENCE',
  'CONVENTION_NON_VALIDE',
  'SAISIE_DU_DISPENSATEUR',
  'CRENEAU_A_VENIR',
  'PLACES_ABSENTES',
  'UNE_SEULE_PLACE',
  'ENTREE_AVANT_DEBUT',
  'ENTREE_DEJA_ATTESTEE',
  'SORTIE_SANS_ENTREE',
  'SORTIE_AVANT_ENTREE',
  'PERIODE_INCOHERENTE',
  'CANDIDAT_SUIVI',
  'CANDIDATURE_ABSENTE',
  'CHAMP_DU_CARIF',
  'ADRESSE_A_CORRIGER',
] as const;

/** `convention` null: none was signed. A SIRET that nobody declared has an account, and a convention without end. */
export const Compte = z.object({
  siret: z.string(),
  actif: z.boolean(),
  courriel: z.string().nullable(),
  convention: z.object({ debut: Jour, fin: Jour }).nullable(),
});

/** The slot that gets a seat back, under the hub's id when it is known there, and what it has left. */
const Rendue = z.object({ creneau: z.string(), placesLibres: z.number().int() }).nullish();
const Positionne = z.object({ reference: z.string(), placesLibres: z.number().int(), rendue: Rendue });
const PresenceLigne = z.object({ positionnement: z.string(), presence: Presence, motif: z.string().nullable().optional() });
const SuiteLigne = z.object({ positionnement: z.string(), suite: Suite, motif: z.string().nullable().optional() });

export const contratKairos = {
  ...contratOffre,
  /** An OF's account and its convention of dematerialised exchange, as PE keeps them (R12, R44). */
  declarerCompte: operation('/comptes', Compte, Recu),
  /** R43: the organisme says which address reads its lists. */
  corrigerAdresse: operation('/comptes/adresses', z.object({ siret: z.string(), courriel: z.email() }), Recu),
  lireCompte: operation('/comptes/lectures', z.object({ siret: z.string() }), Compte),
  positionner: operation('/positionnements', PositionnementMessage, Positionne),
  deplacerPositionnement: operation('/positionnements/deplacements', z.object({ positionnement: z.string(), creneau: z.string() }), Positionne),
  annulerPositionnement: operation(
    '/positionnements/annulations',
    z.object({ positionnement: z.string(), motif: z.string() }),
    z.object({ reference: z.string(), rendue: Rendue }),
  ),
  saisirPresences: operation('/presences', z.object({ creneau: z.string(), presences: z.array(PresenceLigne) }), Recu),
  saisirSuites: operation('/suites', z.object({ creneau: z.string(), suites: z.array(SuiteLigne) }), Recu),
  inscrire: operation(
    '/inscriptions',
    z.object({ parcours: z.string(), positionnement: z.string(), session: z.string(), date: Jour, financement: z.string().nullable() }),
    Recu,
  ),
  annulerInscription: operation('/inscriptions/annulations', z.object({ parcours: z.string(), motif: z.string(), date: Jour }), Recu),
  attesterEntree: operation('/entrees', z.object({ parcours: z.string(), date: Jour }), Recu),
  saisirInterruption: operation('/interruptions', z.object({ parcours: z.string(), debut: Jour, fin: Jour.nullable(), motif: z.string() }), Recu),
  terminer: operation('/sorties', z.object({ parcours: z.string(), date: Jour, motif: z.string(), bilan: z.string().nullable() }), Recu),
};
