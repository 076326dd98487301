/**
 * The acts that reach a flow: one signal (`acte`, no answer) and one update (`agir`, answered) carry them, whatever the process.
 * They hold ids, codes and dates only: names and free text stay in PostgreSQL. `id` is the inbox id: the same act twice is one act.
 */
import { z } from 'zod';
import { ChampDivergent, EtatRecrutement, Modalite, Outil, Presence, Reseau, StatutDe, Suite } from './codes.ts';
import { Destinataire } from './politiques.ts';

const Instant = z.iso.datetime({ offset: true });
const Jour = z.iso.date();
/** What a candidate is told of its slot: another date, another place or other documents, that it does not take place. */
export const Occasion = z.enum(['REPORT', 'PRECISION', 'ANNULATION']);
export type Occasion = z.infer<typeof Occasion>;

const Commun = {
  /** Inbox id `source/id`. */
  id: z.string(),
  /** Business instant of the act. */
  date: Instant,
  /** Who, without personal data: `of:<siret>`, `compte:<uuid>`, `cle:<id>`, `systeme:<code>`, `hub`. */
  par: z.string(),
  /** The partner system in which it was done, null when done in the hub: that system is not told again. */
  depuis: z.enum(['smf', 'rco', 'kairos', 'ouiform', 'aude', 'audef', 'pefr', 'imilo']).nullable(),
};
const acte = <T extends string, S extends z.ZodRawShape>(type: T, forme: S) => z.object({ ...Commun, type: z.literal(type), ...forme });

/** Whom a mail of a blocage is for: the person herself too (S10). */
const Lecteur = z.union([Destinataire, z.literal('CANDIDAT')]);

/** Heard by every flow alike: a reminder of one of its blocages came back, after it had left (COURRIEL_EN_ECHEC). */
export const ActeCourriel = acte('courrielRevenu', { blocage: z.string(), niveau: z.number().int(), destinataire: Lecteur });
export type ActeCourriel = z.infer<typeof ActeCourriel>;

export const ActeFiche = z.discriminatedUnion('type', [
  /** A version of the fiche is in `FicheVersion`. `modifiee`: it was edited in SMF, even if its text is the one that is known. */
  acte('soumettre', { empreinte: z.string(), modifiee: z.boolean().optional() }),
  acte('valider', { empreinte: z.string() }),
  /** The remarks are in `Fiche.remarques`. */
  acte('retourner', {}),
  /** By the Carif, before its time. */
  acte('archiver', {}),
]);
export type ActeFiche = z.infer<typeof ActeFiche>;

export const ActeSession = z.discriminatedUnion('type', [
  /** The offer in `Session.offre` is new or has changed. */
  acte('publier', { empreinte: z.string() }),
  acte('visible', {}),
  acte('etatRecrutement', { etat: EtatRecrutement }),
  /** A slot of the session was opened, closed or filled. `limite`: until when one may be positioned on it; `libres`: seats left, when known. */
  acte('creneau', { creneau: z.string(), ouvert: z.boolean(), fin: Instant, limite: Instant.optional(), libres: z.number().int().optional() }),
  acte('places', { disponibles: z.number().int() }),
  /** A path takes a place of the session, or gives it back. */
  acte('inscription', { parcours: z.string(), inscrit: z.boolean() }),
  /** Something of its candidates changed: they are counted anew. */
  acte('recompter', {}),
  /** The dispensateur's Kairos account changed (R12, R44): its row says how. */
  acte('compte', {}),
  /** S16: the organisme says that it has its account, or its convention: Kairos is asked again. */
  acte('verifierCompte', {}),
  /** S17: the organisme has said to which site the place belongs, which `Session` now says. */
  acte('rattacher', {}),
  /** SMF and Kairos do not say the same (S18); equal, they agree again. */
  acte('divergence', { champ: ChampDivergent, smf: z.string(), kairos: z.string() }),
  acte('choisir', { champ: ChampDivergent, systeme: z.enum(['smf', 'kairos']) }),
  acte('retirer', {}),
]);
export type ActeSession = z.infer<typeof ActeSession>;

/** Free-text motifs are in `Positionnement.motifs`; `remotive`: this one has just changed there. */
const LigneEmargee = z.object({ positionnement: z.string(), presence: Presence.optional(), suite: Suite.optional(), remotive: z.boolean().optional() });

export const ActeCreneau = z.discriminatedUnion('type', [
  /** The slot exists (its row is in `Creneau`): its flow begins. */
  acte('ouvrir', {}),
  /** The new dates and place are in `Creneau`; moved by the offer itself (`parOffre`), the flow writes them there. */
  acte('deplacer', { debut: Instant, fin: Instant, parOffre: z.boolean().optional() }),
  /** Its seats, comment or documents changed in `Creneau`: partners are told again. */
  acte('modifier', {}),
  acte('annuler', {}),
  /** A prescriber was refused by R27: the positioning that holds the lock (S6). */
  acte('tentative', { positionnement: z.string() }),
  /** These people, or all, know of the change (S21). */
  acte('confirmer', { positionnements: z.array(z.string()).optional() }),
  /** What told this candidate of a change came back: he does not know of it (S21). */
  acte('avisRevenu', { positionnement: z.string(), occasion: Occasion }),
  /** `debut`, `fin`: the hours that the path has told, which may have changed since it read them. */
  acte('inscrit', { positionnement: z.string(), parcours: z.string(), debut: Instant.optional(), fin: Instant.optional() }),
  acte('desinscrit', { positionnement: z.string() }),
  /** Partial allowed. */
  acte('emarger', { lignes: z.array(LigneEmargee) }),
]);
export type ActeCreneau = z.infer<typeof ActeCreneau>;

/** `creneau`: the slot that it is about; `perime`: the slot has heard a later word, only Kairos is to be told again. */
const MotDuCreneau = { positionnement: z.string(), creneau: z.string().optional(), perime: z.boolean().optional() };

export const ActeParcours = z.discriminatedUnion('type', [
  acte('positionner', { positionnement: z.string(), creneau: z.string(), debut: Instant, fin: Instant, reseau: Reseau, outil: Outil }),
  acte('annulerPositionnement', { positionnement: z.string() }),
  acte('reporter', { positionnement: z.string(), creneau: z.string(), modalite: Modalite.optional(), debut: Instant, fin: Instant }),
  /** From the creneau's flow. `precision`: at the same hours, somewhere else. */
  acte('creneauDeplace', { creneau: z.string(), debut: Instant, fin: Instant, precision: z.boolean().optional() }),
  acte('creneauAnnule', { creneau: z.string() }),
  /** The candidate's convocation came back. */
  acte('convocationRevenue', { positionnement: z.string() }),
  /** `provisoire`: nobody has said it yet; the delay has (G2). A later word undoes it. */
  acte('presence', { ...MotDuCreneau, presence: Presence, provisoire: z.boolean().optional() }),
  /** `remotive`: said before, and told with another motif. */
  acte('suite', { ...MotDuCreneau, suite: Suite, remotive: z.boolean().optional() }),
  /** `positionnement`: the row that stands for one that nobody made (R39, R42c), when the path has none. */
  acte('inscrire', { positionnement: z.string().optional() }),
  /** A candidate met off-system and not retained, said afterwards: the trace is all there is (G1). */
  acte('declarerNonRetenu', { positionnement: z.string() }),
  /** S7: the organisme has said who else was met for the session, or that nobody was. */
  acte('nonRetenusDeclares', {}),
  /** A place of the session is free again: this path is the first of the waiting list. `rappel`: it may have been offered it already. */
  acte('placeLiberee', { rappel: z.boolean().optional() }),
  acte('entrer', { jour: Jour }),
  acte('annulerInscription', {}),
  acte('interrompre', { debut: Jour, fin: Jour.nullable() }),
  acte('sortir', { jour: Jour, abandon: z.boolean(), bilan: z.boolean() }),
  acte('dossierSynchronise', {}),
  /** AUDE has at last been told of what was deferred. */
  acte('rejoue', { faits: z.array(z.string()) }),
  /** What was deferred has waited too long: AUDE will never be told. */
  acte('expiree', { fait: z.string() }),
]);
export type ActeParcours = z.infer<typeof ActeParcours>;

export const ActeDemandeur = z.discriminatedUnion('type', [
  /** `le` is the date of the change in AUDE: an older one than known changes nothing. `jusqua`: the end of the radiation, when it is known. */
  acte('statut', { statut: StatutDe, le: Instant, jusqua: Instant.optional() }),
  /** An update for AUDE that must wait for the réinscription (R36). `entree`: when the training begins. */
  acte('differer', { parcours: z.string(), fait: z.string(), entree: Instant.optional(), effet: z.object({ operation: z.string(), arg: z.json() }) }),
]);
export type ActeDemandeur = z.infer<typeof ActeDemandeur>;

export const ActeSysteme = z.discriminatedUnion('type', [acte('panne', { erreur: z.string() }), acte('suspendre', {}), acte('reprendre', {})]);
export type ActeSysteme = z.infer<typeof ActeSysteme>;

/** Asked to run, or to run again. */
export const ActeOperation = acte('poursuivre', {});
export type ActeOperation = z.infer<typeof ActeOperation>;

/** A reminder whose mail came back, as its flow knows it. */
export const Revenu = z.object({ processus: z.string(), blocage: z.string(), niveau: z.number().int(), destinataire: Lecteur });
export type Revenu = z.infer<typeof Revenu>;

export const ActeOrganisme = z.discriminatedUnion('type', [
  /** Its address is missing, or refuses our mails (S13); `revenus`: those that came back after they had left. */
  acte('adresseInvalide', { revenus: z.array(Revenu).optional() }),
  /** The address known now is another one. */
  acte('adresseChangee', {}),
  /** What it wrote to the team, from its page, reached no mailbox of the team. */
  acte('motPerdu', { mot: z.string() }),
]);
export type ActeOrganisme = z.infer<typeof ActeOrganisme>;

const action = <C extends string, S extends z.ZodRawShape>(code: C, forme: S) =>
  z.object({
    code: z.literal(code),
    blocage: z.string(),
    par: z.string(),
    /** Its row in `hub.acte_operateur`, where the motif is: asked twice, it is done once. */
    acte: z.string().optional(),
    ...forme,
  });

/** A snooze without a date: it ends when the flow next receives an act. */
export const JUSQUA_UN_CHANGEMENT = '9999-12-31T00:00:00.000Z';

/** What an operator does about a blocage: the same verbs on every process. Moving somebody to another slot is an act of its parcours. */
export const ActionBlocage = z.discriminatedUnion('code', [
  action('relancer', {}),
  action('mettreEnVeille', { jusqua: Instant }),
  action('prendreEnCharge', { jusqua: Instant }),
  action('corriger', {}),
  action('passer', {}),
  /** G2: those whose presence nobody said are absent until somebody says otherwise. */
  action('absenceProvisoire', {}),
  action('traiterHorsSysteme', {}),
  /** S18: the system whose value holds. */
  action('choisirValeur', { valeur: z.enum(['smf', 'kairos']) }),
]);
export type ActionBlocage = z.infer<typeof ActionBlocage>;

/** What the positioning update answers: `refus` is a code of REFUS_KAIROS, statut is then REFUSE. */
export const ReponsePositionner = z.object({
  statut: z.enum(['DEMANDE', 'CONFIRME', 'REFUSE']),
  refus: z.string().optional(),
});
export type ReponsePositionner = z.infer<typeof ReponsePositionner>;

/** What an action on a blocage answers. */
export const ReponseAction = z.object({
  fait: z.boolean(),
  /** When `fait` is false: DEJA_LEVE, DEJA_FAIT, DEJA_PRIS, RELANCE_RECENTE, NON_APPLICABLE, ENVOI_IMPOSSIBLE. */
  refus: z.string().optional(),
  /** DEJA_PRIS: by whom. */
  par: z.string().optional(),
  /** Business instant from which the action is possible again. */
  jusqua: z.string().optional(),
});
export type ReponseAction = z.infer<typeof ReponseAction>;
