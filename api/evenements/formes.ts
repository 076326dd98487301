/** What partners say: the contract's `donnees`, read with tolerance for what they may add one day. */
import { z } from 'zod';
import { EtatRecrutement, Modalite, Presence, Reseau, StatutDe, Suite } from '../../domain/codes.ts';
import { jourParis } from '../../domain/ouvres.ts';

const Instant = z.iso.datetime({ offset: true });
const Jour = z.iso.date();
/** A date given as an instant is its day in Paris. */
const JourOuInstant = z
  .string()
  .transform((v) => (Instant.safeParse(v).success ? jourParis(Date.parse(v)) : v.slice(0, 10)))
  .pipe(Jour);
/** A day is its first instant. */
const EnInstant = z.union([Instant, Jour]).transform((v) => new Date(v).toISOString());
const Id = z.string().min(1).max(120);
const Motif = z.string().max(1_000).nullish();
/** As the hub's own door takes them. */
const Places = z.number().int().min(0).max(10_000);
const Lieu = z
  .object({
    nom: z.string().max(250).optional(),
    lignes: z.array(z.string().max(250)).optional(),
    codePostal: z.string().max(5).optional(),
    ville: z.string().max(100).optional(),
  })
  .nullish();

export const Personne = z.object({
  idDE: z.string().max(20).nullish(),
  nom: z.string().trim().min(1).max(250),
  prenom: z.string().trim().min(1).max(250),
  courriel: z.string().max(250).nullish(),
  telephone: z.string().max(30).nullish(),
  adresse: z.object({ codePostal: z.string().max(5).optional(), ville: z.string().max(100).optional() }).nullish(),
  pic: z.boolean().nullish(),
});

export const FORMES = {
  /** `lheo`: what the fiche says from now on. */
  fiche: z.object({ fiche: Id, remarques: z.string().max(5_000).nullish(), lheo: z.string().max(1_500_000).nullish() }),
  session: z.object({
    session: Id,
    intitule: z.string().max(255).optional(),
    debut: Jour.optional(),
    fin: Jour.nullish(),
    etatRecrutement: EtatRecrutement.optional(),
    placesConventionnees: Places.optional(),
    placesDisponibles: Places.optional(),
    lieu: Lieu,
  }),
  /** L768: what an OF types of its offer in Kairos alone. */
  plus: z.object({ session: Id, plus: z.string().max(3_000).nullish(), liens: z.array(z.string().max(250)).max(3).default([]) }),
  creneau: z.object({
    session: Id,
    modalite: Modalite.default('ICO'),
    debut: Instant,
    fin: Instant,
    lieu: Lieu,
    places: Places,
    pieces: z.array(z.string().max(250)).max(3).nullish(),
    commentaire: z.string().max(500).nullish(),
    /** The partner's own reference. */
    creneau: Id.nullish(),
    reference: Id.nullish(),
  }),
  creneauModifie: z.object({ creneau: Id, debut: Instant, fin: Instant, lieu: Lieu, motif: Motif }),
  creneauAnnule: z.object({ creneau: Id, motif: Motif }),
  positionnement: z.object({
    personne: Personne,
    session: Id,
    creneau: Id,
    argumentaire: z.string().max(385).nullish(),
    prescripteur: z.object({ reseau: Reseau, structure: z.string().max(250).nullish(), nom: z.string().max(250).nullish() }),
    dossierImilo: z.object({ id: Id, synchronise: z.boolean() }).nullish(),
    positionnement: Id.nullish(),
    reference: Id.nullish(),
  }),
  /** `disponibles`: slots with a seat that the tool showed. */
  consultation: z.object({
    session: Id,
    prescripteur: z.object({ reseau: Reseau, structure: z.string().max(250).nullish(), nom: z.string().max(250).nullish() }),
    disponibles: z.number().int().min(0),
  }),
  annulation: z.object({ positionnement: Id, motif: Motif }),
  presences: z.object({ creneau: Id, presences: z.array(z.object({ positionnement: Id, presence: Presence, motif: Motif })) }),
  suites: z.object({ creneau: Id, suites: z.array(z.object({ positionnement: Id, suite: Suite, motif: Motif })) }),
  inscription: z.object({
    session: Id,
    personne: Personne,
    reference: Id.nullish(),
    intitule: z.string().max(255).nullish(),
    ofDispensateur: z.string().max(14).nullish(),
    /** The SIRET of the account that registered: of a training of no catalogue, all that says who delivers it (R13). */
    organisme: z.string().max(14).nullish(),
  }),
  /** G1, R39: with nobody in the list, nobody else was met. */
  nonRetenus: z.object({ session: Id, candidats: z.array(z.object({ personne: Personne, motif: z.string().trim().min(1).max(1_000) })).max(50) }),
  inscriptionAnnulee: z.object({ parcours: Id, motif: Motif }),
  entree: z.object({ parcours: Id, date: JourOuInstant }),
  /** R42b: of one person, or of the whole session. */
  interruption: z.union([
    z.object({ parcours: Id, debut: JourOuInstant, fin: JourOuInstant.nullish(), motif: Motif }),
    z.object({ session: Id, debut: JourOuInstant, fin: JourOuInstant.nullish(), motif: Motif }),
  ]),
  sortie: z.object({ parcours: Id, date: JourOuInstant, motif: Motif, bilan: z.string().max(5_000).nullish() }),
  statut: z.object({ idDE: z.string().max(20), statut: StatutDe, date: z.union([Instant, Jour]), jusqua: EnInstant.nullish() }),
  /** i-Milo may not know the identifiant DE: the dossier is then the only name. */
  dossier: z.object({ idDE: z.string().max(20).nullish(), dossier: Id, synchronise: z.boolean() }),
  visible: z.object({ session: Id, date: z.string().optional() }),
  /** R12, R44. `convention` null: none was signed. */
  compte: z.object({ siret: z.string().length(14), actif: z.boolean(), convention: z.object({ debut: Jour, fin: Jour }).nullable() }),
  /** What Kairos counts where SMF has a number under convention (§c.3). */
  places: z.object({ session: Id, placesAchetees: Places }),
} as const;
