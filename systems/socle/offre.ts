/** The offer as it flows from SMF to the partners (M1, M2, M3; R3): one shape, shared by their contracts. */
import { z } from 'zod';
import { EtatRecrutement, Modalite } from '../../domain/codes.ts';
import { Instant, Jour, Lieu, OrganismeRef, operation, Recu } from './contrat.ts';

const Contact = z.object({ nom: z.string().nullable(), telephone: z.string().nullable(), courriel: z.string().nullable() }).nullish();
/** The rest of screens 1 to 6 (R3, §c.3). An offer that was told before they were known has none of them. */
const Details = {
  numeroActivite: z.string().nullish(),
  objectifGeneral: z.string().nullish(),
  contenu: z.string().nullish(),
  formacodes: z.array(z.string()).default([]),
  rome: z.array(z.string()).default([]),
  alternance: z.string().nullish(),
  eligibleCpf: z.boolean().nullish(),
  eligiblePic: z.boolean().nullish(),
  /** LHEO: 0 in a centre, 1 both, 2 at a distance. */
  enseignement: z.string().nullish(),
  heures: z.object({ total: z.number().nullable(), centre: z.number().nullable(), entreprise: z.number().nullable() }).nullish(),
  contactAction: Contact,
  contactSession: Contact,
  autresLieux: z.array(Lieu).default([]),
  inscription: Lieu.nullish(),
  dispositifs: z.array(z.string()).default([]),
  selection: z.string().nullish(),
  fraisRestants: z.string().nullish(),
};

export const SessionMessage = z.object({
  ...Details,
  numero: z.string(),
  fiche: z.string(),
  intitule: z.string(),
  formacode: z.string(),
  objectif: z.string(),
  debut: Jour,
  /** null: unknown end (99999999 in LHEO). */
  fin: Jour.nullable(),
  modaliteEntreeSortie: z.enum(['DATES_FIXES', 'PERMANENTE']),
  ofResponsable: OrganismeRef,
  ofDispensateur: OrganismeRef,
  lieu: Lieu,
  financeurs: z.array(z.object({ code: z.string(), libelle: z.string(), places: z.number().int().nullable() })),
  placesConventionnees: z.number().int(),
  etatRecrutement: EtatRecrutement,
  /** « Les plus de la formation » (L768): typed in Kairos only, shown to prescribers (G9). */
  plus: z.string().nullish(),
});
export type SessionMessage = z.infer<typeof SessionMessage>;

export const CreneauMessage = z.object({
  creneau: z.string(),
  session: z.string(),
  modalite: Modalite,
  debut: Instant,
  fin: Instant,
  lieu: Lieu.nullable(),
  places: z.number().int().min(0),
  pieces: z.array(z.string()).max(3),
  commentaire: z.string().max(500).nullable(),
  /** What Kairos called the slot that an OF typed there: it learns the hub's name for it. */
  reference: z.string().nullish(),
});
export type CreneauMessage = z.infer<typeof CreneauMessage>;

export const CreneauAnnule = z.object({ creneau: z.string(), motif: z.string() });
export const CreneauDeplace = z.object({ creneau: z.string(), debut: Instant, fin: Instant, lieu: Lieu.nullable() });
export const EtatRecrutementModifie = z.object({ session: z.string(), etat: EtatRecrutement });

/** The offer, told alike to each tool that shows it: Kairos, OUIFORM, AUDEF. */
export const contratOffre = {
  publierSession: operation('/sessions', SessionMessage, Recu),
  changerEtatRecrutement: operation('/sessions/etat-recrutement', EtatRecrutementModifie, Recu),
  publierCreneau: operation('/creneaux', CreneauMessage, Recu),
  deplacerCreneau: operation('/creneaux/deplacements', CreneauDeplace, Recu),
  annulerCreneau: operation('/creneaux/annulations', CreneauAnnule, Recu),
};
