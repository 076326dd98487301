/** What is stuck, in one Situation: the row of `hub.blocage` with its organisme and its reminders resolved. */
import { z } from 'zod';
import { systemeEnTete } from '../causes/sujet.ts';
import { CAUSES, CodeCause, type Remede, Sujet } from '../causes.ts';
import { ActeurType, Systeme } from '../codes.ts';
import { jourCourt, majuscule, typo } from '../francais.ts';
import { Canal, Destinataire, etapeA, POLITIQUES_PAR_DEFAUT, Politique } from '../politiques.ts';
import { type Action, RelanceVue, type Situation } from '../situation.ts';
import { acteur, iso } from './socle.ts';
import { suiteDe } from './suite.ts';

const HEURE = 3_600_000;
const EtatRelance = RelanceVue.shape.etat;
const Instant = z.coerce.date();

/** The columns of `hub.relance` that a Situation shows. */
export const RelanceLue = z.object({
  niveau: z.number().int(),
  canal: Canal,
  destinataire: z.string().nullable(),
  etat: z.string(),
  prevueLe: Instant.nullable(),
  envoyeeLe: Instant.nullable(),
});

const sansNul = (v: unknown): unknown => (typeof v === 'object' && v !== null ? Object.fromEntries(Object.entries(v).filter(([, x]) => x !== null)) : v);

export const BlocageLu = z.object({
  id: z.string(),
  processus: z.string(),
  type: z.string(),
  cause: CodeCause,
  sujet: z.preprocess(sansNul, Sujet),
  acteurType: ActeurType,
  acteur: z.string().nullable(),
  organisme: z.string().nullable(),
  systeme: z.string().nullable(),
  session: z.string().nullable(),
  creneau: z.string().nullable(),
  depuis: Instant,
  echeance: Instant.nullable(),
  niveau: z.number().int(),
  prochaineRelance: Instant.nullable(),
  derniereRelance: Instant.nullable(),
  veilleJusqua: Instant.nullable(),
  priseEnChargePar: z.string().nullable(),
  priseEnChargeJusqua: Instant.nullable(),
  leveLe: Instant.nullable(),
  levePar: z.string().nullable(),
  /** Name of `organisme`. */
  nomOrganisme: z.string().nullable().default(null),
  /** How to reach who must act. */
  contact: z.string().nullable().default(null),
  relances: z.array(RelanceLue).default([]),
  /** The one in force for its cause, as whoever read the row knows it. */
  politique: Politique.optional(),
  /** Until when another slot of its session may be proposed: null when none may, absent when nobody looked. */
  autreCreneauJusqua: Instant.nullable().optional(),
});
export type BlocageLu = z.infer<typeof BlocageLu>;

export const DESTINATAIRES: Record<Destinataire, string> = {
  OF: 'Organisme',
  MANDATAIRE: 'Organisme mandataire',
  PRESCRIPTEUR: 'Prescripteur',
  CARIF: 'Carif-Oref',
  REFERENT_KAIROS: 'Référent Kairos',
  REGION: 'Région',
  EQUIPE: 'Équipe',
};
const A_QUI: Record<Destinataire, string> = {
  OF: "à l'organisme",
  MANDATAIRE: "à l'organisme mandataire",
  PRESCRIPTEUR: 'au prescripteur',
  CARIF: 'au Carif-Oref',
  REFERENT_KAIROS: 'au référent Kairos',
  REGION: 'à la Région',
  EQUIPE: "à l'équipe",
};

/** Who acts within the team, when it is known: S15 once the export is done. */
const ACTEURS: Record<string, string> = { REFERENT_KAIROS: 'Le référent Kairos' };

/** A partner that everybody waits for has a name. */
const systeme = (b: BlocageLu, sujet: Sujet): string | null =>
  b.acteurType === 'SYSTEME' && sujet.systeme !== undefined ? systemeEnTete(sujet.systeme) : null;

/** What the sentence is about, with what the row knows besides. */
const sujetDe = (b: BlocageLu): Sujet => {
  const systeme = Systeme.safeParse(b.sujet.systeme ?? b.systeme);
  return {
    ...b.sujet,
    session: b.sujet.session ?? b.session ?? undefined,
    creneau: b.sujet.creneau ?? b.creneau ?? undefined,
    organisme: b.nomOrganisme ?? b.sujet.organisme,
    systeme: systeme.success ? systeme.data : undefined,
  };
};

type PourGravite = Pick<BlocageLu, 'cause' | 'niveau' | 'echeance' | 'veilleJusqua'> & { sujet?: Sujet };

/** `en_retard`: past its date, already escalated, or urgent. `bientot`: somebody was reminded, or the date is near. Searches in vain raise it by one step (G5). */
export const graviteBlocage = (b: PourGravite, maintenantMs: number): Situation['gravite'] => {
  if (b.veilleJusqua !== null && b.veilleJusqua.getTime() > maintenantMs) return 'a_temps';
  if ((b.sujet?.conseillers ?? 0) > 0) return 'en_retard'; // G5: somebody is held up right now
  if (b.cause === 'AUCUN_RENDEZ_VOUS_DISPONIBLE' && b.sujet?.jours !== undefined) return 'en_retard'; // S3: it begins soon
  if (b.niveau >= 2 || (b.echeance !== null && b.echeance.getTime() < maintenantMs)) return 'en_retard';
  const proche = b.niveau === 1 || (b.echeance !== null && b.echeance.getTime() - maintenantMs < 24 * HEURE);
  if ((b.sujet?.consultations ?? 0) > 0) return proche ? 'en_retard' : 'bientot';
  return proche ? 'bientot' : 'a_temps';
};

const futur = (d: Date | null, maintenantMs: number): d is Date => d !== null && d.getTime() > maintenantMs;

/** The instant from which the blocage may be relaunched: none when it may be now. */
const repos = (b: BlocageLu, politique: Politique, maintenantMs: number): Date | null => {
  if (b.derniereRelance === null) return null;
  const fin = new Date(b.derniereRelance.getTime() + politique.reposHeures * HEURE);
  return futur(fin, maintenantMs) ? fin : null;
};

const action = (r: Remede, b: BlocageLu, politique: Politique, maintenantMs: number): Action => {
  const non = (motif: string, jusqua?: Date): Action => ({ ...r, indisponible: { motif: typo(motif), ...(jusqua ? { jusqua: iso(jusqua) } : {}) } });
  if (b.leveLe !== null) return non('Ce blocage est déjà levé.');
  if (r.code === 'relancer') {
    const fin = repos(b, politique, maintenantMs);
    if (fin) return non(`Une relance est déjà partie il y a moins de ${politique.reposHeures} heures.`, fin);
  }
  if (r.code === 'relancer' && b.cause === 'COURRIEL_EN_ECHEC' && b.sujet.destinataire === 'EQUIPE')
    return non("Ce que l'organisme a écrit n'est gardé nulle part : joignez-le.");
  if (r.code === 'choisirValeur' && (b.sujet.valeurSmf === undefined || b.sujet.valeurKairos === undefined))
    return non("Il n'y a pas ici deux valeurs entre lesquelles choisir : corrigez la donnée dans l'un des deux systèmes.");
  if (r.code === 'proposerAutreCreneau' && b.autreCreneauJusqua !== undefined && !futur(b.autreCreneauJusqua, maintenantMs))
    return non("Aucun autre créneau de la session n'a de place, ou son recrutement est fermé.");
  if (r.code === 'prendreEnCharge' && b.priseEnChargePar !== null && futur(b.priseEnChargeJusqua, maintenantMs))
    return non('Le dossier est déjà pris en charge.', b.priseEnChargeJusqua);
  return { ...r };
};

const relances = (b: BlocageLu, politique: Politique, maintenantMs: number): RelanceVue[] => {
  const faites = b.relances
    .map((r): RelanceVue | null => {
      const quand = r.envoyeeLe ?? r.prevueLe;
      const code = Destinataire.safeParse(r.destinataire);
      const a = code.success ? DESTINATAIRES[code.data] : (r.destinataire ?? DESTINATAIRES.EQUIPE);
      // What is being sent has not left yet.
      const etat = EtatRelance.safeParse(r.etat);
      return quand && { niveau: r.niveau, quand: iso(quand), a, canal: r.canal, etat: etat.success ? etat.data : 'PREVUE' };
    })
    .filter((r) => r !== null)
    .sort((x, y) => x.quand.localeCompare(y.quand));
  if (b.leveLe !== null || !futur(b.prochaineRelance, maintenantMs)) return faites;
  const prochaine = b.prochaineRelance.getTime();
  // The row says when; the ladder says to whom. After a snooze the date is no longer one of the ladder's: the nearest step before it.
  const marche = etapeA(politique, b.depuis.getTime(), prochaine, b.acteurType);
  const { niveau, destinataire, canal } = marche ?? { niveau: b.niveau, destinataire: 'OF' as const, canal: 'COURRIEL' as const };
  return [...faites, { niveau: Math.max(niveau, b.niveau), quand: iso(prochaine), a: DESTINATAIRES[destinataire], canal, etat: 'PREVUE' }];
};

/** The next escalation; once there is none left, in whose hands the case is. */
const suite = (b: BlocageLu, politique: Politique, maintenantMs: number): Situation['suite'] => {
  if (b.leveLe !== null) return { quoi: 'Le dossier a repris son cours.', quand: null };
  const { clause, passee, quand } = suiteDe(b, politique, maintenantMs);
  if (passee) return { quoi: typo(`Le dossier est passé ${A_QUI[passee]} ; il reste ouvert jusqu'à la réponse.`), quand: null };
  return { quoi: `${majuscule(clause)}.`, quand: quand === null ? null : iso(quand) };
};

/** The Situation of one blocage, by the policy in force for its cause: the one it was read with. */
export const situationBlocage = (b: BlocageLu, maintenantMs: number): Situation => {
  const { politique = POLITIQUES_PAR_DEFAUT[b.cause] } = b;
  const cause = CAUSES[b.cause];
  const sujet = sujetDe(b);
  const leve = b.leveLe !== null;
  const nom =
    b.acteurType === 'OF' ? sujet.organisme : (ACTEURS[b.acteur ?? ''] ?? (b.acteurType === cause.acteur ? cause.nomActeur : null) ?? systeme(b, sujet));
  return {
    etat: leve ? 'termine' : 'bloque',
    cause: b.cause,
    phrase: b.leveLe === null ? cause.phrase(sujet) : typo(`Résolu le ${jourCourt(b.leveLe.getTime())} : ${cause.intitule}.`),
    depuis: iso(b.depuis),
    echeance: b.echeance === null ? null : iso(b.echeance),
    gravite: leve ? 'a_temps' : graviteBlocage(b, maintenantMs),
    acteur: acteur(b.acteurType, nom, b.contact),
    suite: suite(b, politique, maintenantMs),
    actions: cause.remedes.map((r) => action(r, b, politique, maintenantMs)),
    relances: relances(b, politique, maintenantMs),
  };
};

/** The blocage that says most about a case: awake first, then the worst, then the oldest. */
export const pireBlocage = (blocages: readonly BlocageLu[], maintenantMs: number): BlocageLu | undefined => {
  const poids = { en_retard: 0, bientot: 1, a_temps: 2 } as const;
  const cle = (b: BlocageLu): number => (futur(b.veilleJusqua, maintenantMs) ? 10 : 0) + poids[graviteBlocage(b, maintenantMs)];
  return blocages.filter((b) => b.leveLe === null).sort((x, y) => cle(x) - cle(y) || x.depuis.getTime() - y.depuis.getTime())[0];
};
