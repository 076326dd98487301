/**
 * What the dashboard and its API say to each other, written once: `api/admin` answers with these shapes, `admin` reads them.
 * Instants are ISO 8601, business time unless the name says `reel`. No personal data in any path or query: a person is found by parcours.
 */
import { z } from 'zod';
import { EtapeParcours, EtatVisibilite, RoleCompte, Systeme } from '../../domain/codes.ts';
import { Situation } from '../../domain/situation.ts';

const Instant = z.string();
const Nombre = z.number().int().min(0);

export const page = <E extends z.ZodType>(element: E) => z.object({ elements: z.array(element), total: Nombre });

/** Query of every list: pages counted from 1. */
export const Pagination = z.object({
  page: z.coerce.number().int().min(1).default(1),
  taille: z.coerce.number().int().min(1).max(200).default(50),
});

// ── Who is signed in ─────────────────────────────────────────────────────────────────────────────────────────────────

export const Identifiants = z.strictObject({ courriel: z.string().trim().min(1), motDePasse: z.string().min(1) });
export type Identifiants = z.infer<typeof Identifiants>;

export const Moi = z.object({
  id: z.string(),
  courriel: z.string(),
  nom: z.string(),
  role: RoleCompte,
  /** The instance is a demonstration: outage switches and the calendar's jump are offered. */
  demonstration: z.boolean(),
});
export type Moi = z.infer<typeof Moi>;

// ── À traiter ────────────────────────────────────────────────────────────────────────────────────────────────────────

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

export const ATraiter = z.object({ compteurs: Compteurs, groupes: z.array(Groupe), systemes: z.array(SanteSysteme) });
export type ATraiter = z.infer<typeof ATraiter>;

// ── Blocages of one cause ────────────────────────────────────────────────────────────────────────────────────────────

export const FiltreBlocages = Pagination.extend({
  cause: z.string().optional(),
  onglet: Onglet.optional(),
  acteur: z.string().optional(),
  organisme: z.string().optional(),
  systeme: Systeme.optional(),
  gravite: z.enum(['a_temps', 'bientot', 'en_retard']).optional(),
});
export type FiltreBlocages = z.infer<typeof FiltreBlocages>;

export const BlocageLigne = z.object({
  id: z.string(),
  processus: z.string(),
  type: z.string(),
  onglet: Onglet,
  cause: z.string(),
  titre: z.string(),
  /** What it is about, in a few words: « Soudeur, session 103725 ». */
  objet: z.string(),
  organisme: z.object({ siret: z.string(), nom: z.string() }).nullable(),
  parcours: z.string().nullable(),
  session: z.string().nullable(),
  situation: Situation,
  derniereRelance: Instant.nullable(),
  veilleJusqua: Instant.nullable(),
  priseEnCharge: z.object({ par: z.string(), jusqua: Instant.nullable() }).nullable(),
});
export type BlocageLigne = z.infer<typeof BlocageLigne>;

export const CauseExpliquee = z.object({ code: z.string(), numero: z.string().nullable(), titre: z.string(), explication: z.string(), acteur: z.string(), suite: z.string() });
export type CauseExpliquee = z.infer<typeof CauseExpliquee>;

export const PageBlocages = page(BlocageLigne).extend({
  maintenant: Instant,
  cause: CauseExpliquee.nullable(),
  /** The organisations present under this filter, for the list that narrows it. */
  organismes: z.array(z.object({ siret: z.string(), nom: z.string(), nombre: Nombre })),
});
export type PageBlocages = z.infer<typeof PageBlocages>;

export const CODES_ACTION = ['relancer', 'mettreEnVeille', 'prendreEnCharge', 'corriger', 'passer'] as const;
export const CodeAction = z.enum(CODES_ACTION);
export type CodeAction = z.infer<typeof CodeAction>;

export const DemandeAction = z.strictObject({ motif: z.string().max(500).optional(), jusqua: z.iso.datetime({ offset: true }).optional() });
export type DemandeAction = z.infer<typeof DemandeAction>;

export const ResultatAction = z.object({ blocage: z.string(), fait: z.boolean(), phrase: z.string(), jusqua: Instant.nullable() });
export type ResultatAction = z.infer<typeof ResultatAction>;

/** `nombreAttendu` is what the button announced: another number now is refused (409), nothing is sent. */
export const DemandeRelances = z.strictObject({ cause: z.string(), onglet: Onglet, nombreAttendu: z.number().int().min(1).max(500), motif: z.string().max(500).optional() });
export type DemandeRelances = z.infer<typeof DemandeRelances>;

export const ResultatRelances = z.object({ faites: Nombre, ignorees: Nombre, echecs: Nombre, resultats: z.array(ResultatAction) });
export type ResultatRelances = z.infer<typeof ResultatRelances>;

// ── Parcours ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export const FiltreParcours = Pagination.extend({
  etape: EtapeParcours.optional(),
  session: z.string().optional(),
  /** A session number or a parcours id, whole or its beginning; never a name. */
  recherche: z.string().max(80).optional(),
  bloque: z.stringbool().optional(),
});
export type FiltreParcours = z.infer<typeof FiltreParcours>;

export const ParcoursLigne = z.object({
  id: z.string(),
  /** « Camille R. » for those who may see people, null otherwise. */
  personne: z.string().nullable(),
  session: z.string(),
  intitule: z.string(),
  organisme: z.string(),
  etape: EtapeParcours,
  depuis: Instant,
  situation: Situation,
});
export type ParcoursLigne = z.infer<typeof ParcoursLigne>;
export const PageParcours = page(ParcoursLigne).extend({ maintenant: Instant });

export const Cellule = z.object({ etat: EtatVisibilite, depuis: Instant.nullable(), regle: z.string().nullable(), raison: z.string().nullable() });
export type Cellule = z.infer<typeof Cellule>;

export const Fait = z.object({ date: Instant, acteur: z.string(), systeme: Systeme.nullable(), fait: z.string(), detail: z.string().nullable() });
export type Fait = z.infer<typeof Fait>;

export const ParcoursDetail = z.object({
  maintenant: Instant,
  id: z.string(),
  personne: z.object({ nom: z.string(), prenom: z.string(), idDE: z.string().nullable() }).nullable(),
  session: z.object({ numero: z.string(), intitule: z.string(), debut: z.string().nullable(), fin: z.string().nullable() }),
  organisme: z.object({ siret: z.string(), nom: z.string() }),
  outil: z.string().nullable(),
  etape: EtapeParcours,
  situation: Situation,
  blocages: z.array(BlocageLigne),
  etapes: z.array(z.object({ etape: EtapeParcours, etat: z.enum(['faite', 'courante', 'a_venir']), date: Instant.nullable() })),
  chronologie: z.array(Fait),
  /** System (upper case) → fact → what it knows. */
  matrice: z.record(z.string(), z.record(z.string(), Cellule)),
  technique: z.object({ workflow: z.string(), etat: z.string(), version: z.number(), lienTemporal: z.string().nullable() }),
});
export type ParcoursDetail = z.infer<typeof ParcoursDetail>;

// ── Sessions, créneaux ───────────────────────────────────────────────────────────────────────────────────────────────

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

// ── Partner systems ──────────────────────────────────────────────────────────────────────────────────────────────────

const Taux = z.number().min(0).max(1);
/** As each simulated partner keeps them. */
export const Reglages = z.object({
  latenceMs: z.number().int().min(0).max(60_000),
  tauxErreur: Taux,
  tauxRefus: Taux,
  perteApresEffet: Taux,
  indisponibleJusqua: z.string().nullable(),
  evenements: z.object({ doubles: Taux, retardMs: z.number().int().min(0), desordre: z.boolean().or(Taux) }),
});
export type Reglages = z.infer<typeof Reglages>;

/** What the demonstration may do to a partner; a jour names what is changed only. */
export const DemandeReglages = z.strictObject({
  enPanne: z.boolean().optional(),
  latenceMs: z.number().int().min(0).max(60_000).optional(),
  tauxErreur: Taux.optional(),
  tauxRefus: Taux.optional(),
});
export type DemandeReglages = z.infer<typeof DemandeReglages>;

export const SystemeDetail = SanteSysteme.extend({
  /** In one line, what it is for. */
  role: z.string(),
  dernierSucces: Instant.nullable(),
  dernierEchec: Instant.nullable(),
  motif: z.string().nullable(),
  /** null when not in demonstration, or when the partner does not answer. */
  reglages: Reglages.nullable(),
});
export type SystemeDetail = z.infer<typeof SystemeDetail>;
export const ListeSystemes = z.object({ maintenant: Instant, systemes: z.array(SystemeDetail) });

/** What the partner's own users see: of a session, or of the person of a parcours (never named in the address). */
export const FiltreVue = z.object({ session: z.string().optional(), parcours: z.string().optional() });
export const VueSysteme = z.object({ systeme: Systeme, vues: z.array(z.object({ titre: z.string(), contenu: z.json() })) });
export type VueSysteme = z.infer<typeof VueSysteme>;

// ── Business calendar, problems ──────────────────────────────────────────────────────────────────────────────────────

export const CalendrierLu = z.object({ maintenant: Instant, flux: z.number().int().optional() });
export type CalendrierLu = z.infer<typeof CalendrierLu>;

/** RFC 9457, with the extensions of the house. */
export const Probleme = z.object({
  type: z.string().optional(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Probleme = z.infer<typeof Probleme>;
