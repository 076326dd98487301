/** Fiches, demandeurs, organismes: lists and details. */
import { z } from 'zod';
import { EtatFiche, StatutDe } from '../../../domain/codes.ts';
import { Situation } from '../../../domain/situation.ts';
import { BlocageLigne } from './blocages.ts';
import { Instant, Nombre, OrganismeCite, PageParCle, pageParCle } from './commun.ts';

export const FiltreFiches = PageParCle.extend({
  etat: EtatFiche.optional(),
  organisme: z.string().max(14).optional(),
  /** A number or a part of the title. */
  recherche: z.string().max(80).optional(),
});
export type FiltreFiches = z.infer<typeof FiltreFiches>;
export const FicheLigne = z.object({
  numero: z.string(),
  intitule: z.string(),
  organisme: OrganismeCite,
  etat: EtatFiche,
  valideeLe: Instant.nullable(),
  majLe: Instant,
  sessions: Nombre,
  blocages: Nombre,
});
export type FicheLigne = z.infer<typeof FicheLigne>;
export const PageFiches = pageParCle(FicheLigne);
export const FicheDetail = FicheLigne.extend({
  /** The version being proposed differs from the one that is published. */
  modifiee: z.boolean(),
  remarques: z.string().nullable(),
  catalogue: z.string().nullable(),
  sessionsListees: z.array(z.object({ numero: z.string(), debut: z.string(), fin: z.string().nullable(), etatRecrutement: z.string() })),
  bloquees: z.array(BlocageLigne),
  lienTemporal: z.string().nullable(),
});
export type FicheDetail = z.infer<typeof FicheDetail>;

export const FiltreDemandeurs = PageParCle.extend({ statut: StatutDe.optional(), differees: z.stringbool().optional() });
export type FiltreDemandeurs = z.infer<typeof FiltreDemandeurs>;
export const DemandeurLigne = z.object({
  /** The hub's own uuid, never an identifiant DE. */
  id: z.string(),
  /** « Camille R. » for those who may see people. */
  personne: z.string().nullable(),
  statut: StatutDe,
  depuis: Instant,
  /** Updates kept for the réinscription. */
  differees: Nombre,
  parcours: Nombre,
  blocages: Nombre,
});
export type DemandeurLigne = z.infer<typeof DemandeurLigne>;
export const PageDemandeurs = pageParCle(DemandeurLigne);
export const DemandeurDetail = DemandeurLigne.extend({
  situation: Situation,
  differeesListees: z.array(z.object({ rang: z.number().int(), parcours: z.string(), fait: z.string(), depuis: z.string() })),
  parcoursListes: z.array(z.object({ id: z.string(), session: z.string(), intitule: z.string(), etape: z.string(), situation: Situation })),
  bloquees: z.array(BlocageLigne),
  lienTemporal: z.string().nullable(),
});
export type DemandeurDetail = z.infer<typeof DemandeurDetail>;

/** How reliable an organisme's data are, out of 100 (docs/qualite.md), and what each missing field costs, and to whom (G14). */
export const Qualite = z.object({
  score: z.number().int().nullable(),
  criteres: z.array(
    z.object({
      critere: z.string(),
      libelle: z.string(),
      poids: z.number(),
      note: z.number(),
      total: Nombre,
      manque: Nombre,
      sessions: Nombre,
      personnes: Nombre,
      effet: z.string().nullable(),
    }),
  ),
});
export type Qualite = z.infer<typeof Qualite>;

export const FiltreOrganismes = PageParCle.extend({ recherche: z.string().max(80).optional(), bloques: z.stringbool().optional() });
export type FiltreOrganismes = z.infer<typeof FiltreOrganismes>;
export const OrganismeLigne = z.object({
  siret: z.string(),
  nom: z.string(),
  sessions: Nombre,
  blocages: Nombre,
  plusAncien: Instant.nullable(),
  derniereRelance: Instant.nullable(),
});
export type OrganismeLigne = z.infer<typeof OrganismeLigne>;
export const PageOrganismes = pageParCle(OrganismeLigne);

export const OrganismeDetail = OrganismeLigne.extend({
  numeroActivite: z.string().nullable(),
  /** The address is shown to those who may correct it. */
  courriel: z.string().nullable(),
  telephone: z.string().nullable(),
  qualite: Qualite,
  bloquees: z.array(BlocageLigne),
  creneaux: z.array(z.object({ id: z.string(), session: z.string(), debut: Instant, statut: z.string(), liens: Nombre })),
});
export type OrganismeDetail = z.infer<typeof OrganismeDetail>;

/** `voir`: a link for the reader's own eyes, of one slot or of all that is due. `regenerer`: every former link dies, a new one goes to the known address. */
export const DemandeLienOf = z.strictObject({ pour: z.enum(['voir', 'regenerer']), creneau: z.string().min(1).max(80).optional() });
export const LienOfCree = z.object({ url: z.string().nullable(), phrase: z.string() });
export type LienOfCree = z.infer<typeof LienOfCree>;
