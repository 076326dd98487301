/** What was accepted from outside, told with ids, codes and dates only: no person in it. */
import { z } from 'zod';
import { Occasion, Revenu } from '../../domain/actes.ts';
import { ChampDivergent, EtatRecrutement, Modalite, Outil, Presence, Reseau, StatutDe, Suite, Systeme } from '../../domain/codes.ts';

const Instant = z.iso.datetime({ offset: true });
const Jour = z.iso.date();
/** Business instant of the act; now when absent. */
const date = Instant.optional();
const P = { positionnement: z.string(), parcours: z.string() };

const DivergenceIco = z.object({ session: z.string(), smf: z.string(), kairos: z.string() });

/** type → donnees. The import of a catalogue writes `fiche.deposee`; the other doors write the rest. */
export const DONNEES = {
  'fiche.deposee': z.object({
    date,
    fiche: z.string(),
    empreinte: z.string(),
    validation: z.enum(['automatique', 'manuelle']).optional(),
    modifiee: z.boolean().optional(),
  }),
  /** `deposee`, `empreinte` of a return: the text came with the Carif's word. */
  'fiche.validee': z.object({ date, fiche: z.string(), empreinte: z.string(), deposee: z.boolean().optional() }),
  'fiche.retournee': z.object({ date, fiche: z.string(), empreinte: z.string().optional() }),
  'fiche.archivee': z.object({ date, fiche: z.string() }),
  'session.modifiee': z.object({
    date,
    session: z.string(),
    empreinte: z.string().optional(),
    etat: EtatRecrutement.optional(),
    disponibles: z.number().int().optional(),
  }),
  'session.visible': z.object({ date, session: z.string() }),
  'compte.modifie': z.object({ date, sessions: z.array(z.string()) }),
  'compte.verifie': z.object({ date, sessions: z.array(z.string()) }),
  'session.rattachee': z.object({ date, session: z.string() }),
  'session.diverge': z.object({ date, session: z.string(), champ: ChampDivergent, smf: z.string(), kairos: z.string() }),
  'session.valeur-choisie': z.object({ date, session: z.string(), champ: ChampDivergent, systeme: z.enum(['smf', 'kairos']) }),
  /** `diverge`: typed in SMF and in Kairos, each in its own words (R15, S18); equal, they agree. */
  'creneau.ouvert': z.object({ date, creneau: z.string(), diverge: DivergenceIco.optional() }),
  'creneau.modifie': z.object({ date, creneau: z.string(), debut: Instant, fin: Instant }),
  'creneau.precise': z.object({ date, creneau: z.string(), diverge: DivergenceIco.optional() }),
  /** Counted by the door; its slot hears of it by a message of its own. */
  'tentative.notee': z.object({ date }),
  'creneau.tente': z.object({ date, creneau: z.string(), positionnement: z.string() }),
  'creneau.confirme': z.object({ date, creneau: z.string(), positionnements: z.array(z.string()).optional() }),
  'creneau.annule': z.object({ date, creneau: z.string() }),
  'creneau.emarge': z.object({
    date,
    creneau: z.string(),
    lignes: z.array(z.object({ positionnement: z.string(), presence: Presence.optional(), suite: Suite.optional(), remotive: z.boolean().optional() })),
  }),
  'positionnement.cree': z.object({ date, ...P, creneau: z.string(), debut: Instant, fin: Instant, reseau: Reseau, outil: Outil }),
  'positionnement.annule': z.object({ date, ...P }),
  'positionnement.reporte': z.object({ date, ...P, creneau: z.string(), modalite: Modalite.optional(), debut: Instant, fin: Instant }),
  'parcours.inscrit': z.object({ date, parcours: z.string(), positionnement: z.string().optional() }),
  'candidats.non-retenus': z.object({
    date,
    session: z.string(),
    declares: z.array(z.object({ parcours: z.string(), positionnement: z.string() })),
    inscrits: z.array(z.string()),
  }),
  'parcours.inscription-annulee': z.object({ date, parcours: z.string() }),
  'parcours.entre': z.object({ date, parcours: z.string(), jour: Jour }),
  'parcours.interrompu': z.object({ date, parcours: z.string(), debut: Jour, fin: Jour.nullable() }),
  'session.interrompue': z.object({ date, debut: Jour, fin: Jour.nullable(), parcours: z.array(z.string()) }),
  'parcours.sorti': z.object({ date, parcours: z.string(), jour: Jour, abandon: z.boolean(), bilan: z.boolean() }),
  'demandeur.statut': z.object({ date, personne: z.string(), statut: StatutDe, le: Instant, jusqua: Instant.optional() }),
  /** S13: the address that is known does not reach the organisme any more; or another one is known. */
  'organisme.adresse-invalide': z.object({ date, organisme: z.string() }),
  'organisme.adresse-changee': z.object({ date, organisme: z.string() }),
  'systeme.suspendu': z.object({ date, systeme: Systeme }),
  'systeme.repris': z.object({ date, systeme: Systeme }),
  'operation.lancee': z.object({ date, operation: z.string() }),
  /** A word of the organisme to the team, which no mailbox took. */
  'organisme.mot-perdu': z.object({ date, organisme: z.string(), mot: z.string() }),
  'courriel.revenu': z.object({ date, organisme: z.string(), revenus: z.array(Revenu) }),
  /** Mails to prescribers and candidates, which no address book of ours holds: their own flows hear of it. */
  'courriel.non-remis': z.object({
    date,
    revenus: z.array(Revenu),
    convocations: z.array(z.object({ parcours: z.string(), positionnement: z.string() })),
    avis: z.array(z.object({ creneau: z.string(), positionnement: z.string(), occasion: Occasion })),
  }),
  'dossier.synchronise': z.object({ date, parcours: z.array(z.string()) }),
} as const;
export type TypeReception = keyof typeof DONNEES;
export type Donnees<T extends TypeReception> = z.infer<(typeof DONNEES)[T]>;

export type Recue = { source: string; id: string; type: string; donnees: unknown };
/** An interpreted message: what its door hands to the inbox. */
export type ARelayer = { [T in TypeReception]: { type: T; donnees: Donnees<T> } }[TypeReception];
