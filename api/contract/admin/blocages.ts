/** The blocages of one cause, and the acts on them. */
import { z } from 'zod';
import { CodeRemede } from '../../../domain/causes/cause.ts';
import { Systeme } from '../../../domain/codes.ts';
import { Situation } from '../../../domain/situation.ts';
import { Onglet } from './a-traiter.ts';
import { Instant, Nombre, Pagination, page } from './commun.ts';

export const FiltreBlocages = Pagination.extend({
  cause: z.string().optional(),
  onglet: Onglet.optional(),
  acteur: z.string().optional(),
  organisme: z.string().optional(),
  systeme: Systeme.optional(),
  gravite: z.enum(['a_temps', 'bientot', 'en_retard']).optional(),
  session: z.string().max(60).optional(),
  /** Open for at least so many days. */
  anciennete: z.coerce.number().int().min(0).max(3650).optional(),
  /** By key instead of by number: `page` is then ignored. */
  apres: z.string().max(500).optional(),
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
  /** The two values between which to choose (choisirValeur). */
  valeurs: z.object({ champ: z.string(), smf: z.string(), kairos: z.string() }).nullable(),
});
export type BlocageLigne = z.infer<typeof BlocageLigne>;

export const CauseExpliquee = z.object({
  code: z.string(),
  numero: z.string().nullable(),
  titre: z.string(),
  explication: z.string(),
  acteur: z.string(),
  suite: z.string(),
  /** What people of this cause were told and did, over the last fourteen days. */
  fait: z.object({ relances: Nombre, actes: Nombre, leves: Nombre, derniereRelance: Instant.nullable() }),
  /** The ladder in force: what leaves, how long after, to whom. */
  echelle: z.array(z.object({ niveau: z.number().int(), apres: z.string(), a: z.string(), canal: z.string() })),
  /** The next reminder of all. */
  prochaine: Instant.nullable(),
});
export type CauseExpliquee = z.infer<typeof CauseExpliquee>;

export const PageBlocages = page(BlocageLigne).extend({
  suivant: z.string().nullable(),
  maintenant: Instant,
  cause: CauseExpliquee.nullable(),
  /** The organisations present under this filter, for the list that narrows it. */
  organismes: z.array(z.object({ siret: z.string(), nom: z.string(), nombre: Nombre })),
});
export type PageBlocages = z.infer<typeof PageBlocages>;

export const CodeAction = CodeRemede;
export type CodeAction = z.infer<typeof CodeAction>;

/** What an act may need besides its code; which one needs what is said by domain/remedes. */
export const DemandeAction = z.strictObject({
  motif: z.string().trim().min(1).max(500).optional(),
  /** Business instant: end of a snooze or of « je m’en occupe ». */
  jusqua: z.iso.datetime({ offset: true }).optional(),
  /** A snooze that ends when something happens to the case, not at a date. */
  jusquauChangement: z.boolean().optional(),
  /** The other slot of the session (proposerAutreCreneau), and for whom when the blocage is about several people. */
  creneau: z.string().min(1).max(80).optional(),
  positionnement: z.uuid().optional(),
  /** Which of the two diverging values holds (choisirValeur): the system that says it. */
  valeur: z.enum(['smf', 'kairos']).optional(),
  /** People who were not retained outside any system (traiterHorsSysteme). */
  nonRetenus: z.number().int().min(0).max(500).optional(),
});
export type DemandeAction = z.infer<typeof DemandeAction>;

/** Whom another slot may be proposed to. */
export const Concernes = z.object({
  elements: z.array(z.object({ positionnement: z.string(), personne: z.string().nullable(), parcours: z.string(), creneau: z.string() })),
});
export type Concernes = z.infer<typeof Concernes>;

export const ResultatAction = z.object({ blocage: z.string(), fait: z.boolean(), phrase: z.string(), jusqua: Instant.nullable() });
export type ResultatAction = z.infer<typeof ResultatAction>;
