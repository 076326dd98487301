/**
 * Reminder policies: who hears of a wait, when, by which channel (§f, §f.2). They are data, editable; these are the defaults.
 * Called inside flows: pure, no clock.
 */
import { z } from 'zod';
import { CodeCause } from './causes.ts';
import { ActeurType } from './codes.ts';
import { ajouterDelai, Delai, prochainInstantOuvre } from './ouvres.ts';
import { Seuils, seuilsParDefaut } from './seuils.ts';

export const Destinataire = z.enum(['OF', 'MANDATAIRE', 'PRESCRIPTEUR', 'CARIF', 'REFERENT_KAIROS', 'REGION', 'EQUIPE']);
export type Destinataire = z.infer<typeof Destinataire>;
export const Canal = z.enum(['COURRIEL', 'TABLEAU']);
export type Canal = z.infer<typeof Canal>;

/** `apres` counts from the start of the wait. Level 0: the blocage shows; 1: who must act; 2: + mandataire; 3: Carif or Kairos référent; 4: Région. */
export const NiveauPolitique = z.strictObject({
  niveau: z.number().int().min(0).max(4),
  apres: Delai,
  destinataire: Destinataire,
  canal: Canal,
  /** Only while this one is waited for: a fiche waits for the Carif-Oref, then for its OF (S14). */
  acteur: ActeurType.optional(),
  /** Taken again each such delay, for as long as it is waited for (S7: « monthly »). */
  chaque: Delai.optional(),
});
type Niveau = z.infer<typeof NiveauPolitique>;

export const Politique = z.strictObject({
  cause: CodeCause,
  niveaux: z.array(NiveauPolitique).min(1).max(12),
  /** Two mails to one recipient are never closer than this. */
  reposHeures: z.number().min(0),
  /** G2: past this delay a forgotten attendance is a provisional absence, which frees the person; without it, none is ever presumed. */
  absenceProvisoire: Delai.optional(),
  /** How long what waits is kept, where the cause keeps something: AUDE's deferred updates, messages to a closed partner, an ended session, a fiche whose sessions have ended. */
  conservation: Delai.optional(),
  /** The numbers that its detection reads, where it has some (domain/seuils). */
  seuils: Seuils.optional(),
});
export type Politique = z.infer<typeof Politique>;
/** As an activity gives it to a flow. Version 0 is the default of this table. */
export type PolitiqueEnVigueur = Politique & { version: number };

export type Echeance = { niveau: number; echeance: number; destinataire: Destinataire; canal: Canal };

const TABLEAU: readonly Destinataire[] = ['CARIF', 'REFERENT_KAIROS', 'REGION', 'EQUIPE'];
const rang =
  (niveau: number, destinataire: Destinataire) =>
  (apres: Delai): Niveau => ({
    niveau,
    apres,
    destinataire,
    canal: TABLEAU.includes(destinataire) ? 'TABLEAU' : 'COURRIEL',
  });
const visible = rang(0, 'EQUIPE');
const visibleCarif = rang(0, 'CARIF');
const of = rang(1, 'OF');
const prescripteur = rang(1, 'PRESCRIPTEUR');
const mandataire = rang(2, 'MANDATAIRE');
const carif = rang(3, 'CARIF');
const referent = rang(3, 'REFERENT_KAIROS');
const region = rang(4, 'REGION');
const j = (joursOuvres: number): Delai => ({ joursOuvres });
const h = (heures: number): Delai => ({ heures });

const presences = [visible(h(4)), of(h(4)), of(j(1)), of(j(2)), mandataire(j(3)), referent(j(5))];
const machine = [visible(h(0))];
/** Somebody of the team must act, and nothing goes on before: it climbs in the list, where the oldest is first. */
const equipe = [visible(h(0)), rang(2, 'EQUIPE')(j(1)), rang(3, 'EQUIPE')(j(3))];
const chaqueMois = (n: Niveau): Niveau => ({ ...n, chaque: { jours: 30 } });
const pour = (acteur: Niveau['acteur'], ...niveaux: Niveau[]): Niveau[] => niveaux.map((n) => ({ ...n, acteur }));

const NIVEAUX: { readonly [C in CodeCause]: readonly Niveau[] } = {
  MODALITE_NON_RENSEIGNEE: [visible(j(2)), of(j(2)), of(j(5)), carif(j(8)), region(j(15))],
  ETAT_RECRUTEMENT_NON_RENSEIGNE: [visible(j(2)), of(j(2)), of(j(5)), carif(j(10))],
  AUCUN_RENDEZ_VOUS_DISPONIBLE: [visible(j(1)), of(j(1)), of(j(3)), carif(j(7))],
  PRESENCE_NON_SAISIE: presences,
  SUITE_NON_SAISIE: [visible(j(2)), of(j(2)), of(j(4)), mandataire(j(6)), referent(j(10))],
  INSCRIPTION_BLOQUEE: presences,
  /** The prescribers hear beside the OF: they too may know who else was met. Then every month, until it is said. */
  RECRUTEMENT_HORS_SYSTEME: [visible(j(3)), prescripteur(j(3)), of(j(3)), ...[referent, rang(3, 'OF')].map((n) => chaqueMois(n({ jours: 30 })))],
  ORIGINE_OF_HORS_IMILO: [visible(j(1)), prescripteur(j(1)), prescripteur(j(5))],
  DOSSIER_NON_SYNCHRONISE: [visible(j(1)), prescripteur(j(1)), prescripteur(j(5))],
  CANDIDATURE_SANS_REPONSE: [visible(j(2)), of(j(2)), of(j(5)), referent(j(8))],
  /** Nobody can act before the end of the radiation: the wait starts there. */
  DEMANDEUR_RADIE: [visible(h(0)), prescripteur(j(3)), prescripteur(j(10))],
  ENTREE_NON_ATTESTEE: [visible(j(1)), of(j(1)), of(j(2)), of(j(3)), referent(j(5))],
  SORTIE_NON_SAISIE: [visible(j(3)), of(j(3)), of(j(8)), referent(j(15))],
  /** The OF cannot be written to: its mandataire can. */
  COURRIEL_OF_INVALIDE: [visible(h(0)), mandataire(j(1)), carif(j(3))],
  FICHE_EN_ATTENTE: [...pour('CARIF', visibleCarif(j(3)), rang(2, 'CARIF')(j(3))), ...pour('OF', visible(j(5)), rang(2, 'OF')(j(5))), region(j(10))],
  /** 1 + 2 + 5 working days: what each hop of the publication may take. Not exported, the Carif looks; exported, the Kairos référent. */
  SESSION_NON_VISIBLE: [...pour('CARIF', visibleCarif(j(8)), carif(j(8))), ...pour('EQUIPE', visible(j(8)), referent(j(8)))],
  COMPTE_KAIROS_ABSENT: [visible(j(2)), of(j(2)), referent(j(5))],
  LIEU_SANS_SIRET: [visible(j(2)), rang(1, 'MANDATAIRE')(j(2)), carif(j(5))],
  /** The mandataire types in SMF, the dispensateur in Kairos (R13): both hear, in one mail when they are one; what the other systems hold is the team's affair, and says nothing to an OF (R29). */
  DONNEES_DIVERGENTES: [
    visible(j(3)),
    ...[rang(1, 'MANDATAIRE')(j(3)), of(j(3)), carif(j(8))].map((n) => ({ ...n, acteur: 'OF' as const })),
    { ...rang(3, 'EQUIPE')(j(3)), acteur: 'EQUIPE' },
  ],
  AIS_NON_GENEREE: [visible(j(2)), rang(3, 'EQUIPE')(j(2))],
  /** Nobody of the field has anything to do; who runs the platform hears, should it last. */
  PARTENAIRE_FERME: [visible(h(0)), { ...rang(3, 'EQUIPE')(h(1)), canal: 'COURRIEL' }],
  /** People may be on their way: past the second reminder, the team tells them itself. */
  CHANGEMENT_NON_CONFIRME: [visible(h(1)), of(h(1)), of(j(1)), rang(3, 'EQUIPE')(j(2))],
  /** The wait starts 15 days before the session. Places are the OF's to open, and the prescribers' to fill. */
  PLACES_NON_POURVUES: [visible(h(0)), prescripteur(h(0)), of(h(0)), prescripteur({ jours: 7 }), of({ jours: 7 }), region({ jours: 10 })],
  REJET_FONCTIONNEL: equipe,
  SYSTEME_INDISPONIBLE: machine,
  /** A candidate who could not be written to is his prescriber's to reach; then the team's. */
  COURRIEL_EN_ECHEC: [visible(h(0)), ...pour('PRESCRIPTEUR', prescripteur(h(0)), prescripteur(j(1))), rang(3, 'EQUIPE')(j(2))],
  ERREUR_PROGRAMME: equipe,
};

const AUTRES: { readonly [C in CodeCause]?: Pick<Politique, 'absenceProvisoire' | 'conservation'> } = {
  PRESENCE_NON_SAISIE: { absenceProvisoire: j(5) },
  /** A radiation lasts a year at most. */
  DEMANDEUR_RADIE: { conservation: { jours: 365 } },
  /** Kairos was closed for two weeks in July 2025. */
  PARTENAIRE_FERME: { conservation: { jours: 15 } },
  /** The RCO shows a session until 30 days after its end. */
  SESSION_NON_VISIBLE: { conservation: { jours: 30 } },
  /** A fiche is archived when its last session has ended for that long. */
  FICHE_EN_ATTENTE: { conservation: { jours: 30 } },
};

const parDefaut = (cause: CodeCause): Politique => {
  const seuils = seuilsParDefaut(cause);
  return { cause, niveaux: [...NIVEAUX[cause]], reposHeures: 24, ...AUTRES[cause], ...(seuils && { seuils }) };
};
export const POLITIQUES_PAR_DEFAUT = Object.fromEntries(CodeCause.options.map((cause) => [cause, parDefaut(cause)])) as Record<CodeCause, Politique>;

/** What was kept of an edited policy, whole: what it did not know of yet has its default. */
export const lirePolitique = (cause: CodeCause, contenu: unknown): Politique => {
  const { conservation, seuils } = POLITIQUES_PAR_DEFAUT[cause];
  const lue = Politique.parse({ cause, ...(conservation && { conservation }), ...(contenu as object) });
  return { ...lue, ...(seuils && { seuils: { ...seuils, ...lue.seuils } }) };
};

/**
 * The dates of a ladder, in order. A mail waits for the next opening, and for the rest of its recipient's previous mail:
 * 4 hours then one day after a morning meeting would otherwise be 20 hours apart. `attendu`: who is waited for, when some steps depend on it.
 * A step that is taken again is said until the first time after `jusquaMs`: what comes before never changes as time passes.
 */
export const echeances = (politique: Politique, depuisMs: number, attendu?: string, jusquaMs = depuisMs): Echeance[] => {
  const dernier = new Map<Destinataire, number>();
  return politique.niveaux
    .filter((n) => n.acteur === undefined || attendu === undefined || n.acteur === attendu)
    .flatMap((n) => fois(n, depuisMs, jusquaMs).map((du) => ({ n, du })))
    .sort((a, b) => a.du - b.du || a.n.niveau - b.n.niveau)
    .map(({ n, du }) => {
      const { niveau, destinataire, canal } = n;
      if (canal === 'TABLEAU') return { niveau, echeance: du, destinataire, canal };
      const precedent = dernier.get(destinataire);
      const repose = precedent === undefined ? du : Math.max(du, precedent + politique.reposHeures * 3_600_000);
      const echeance = prochainInstantOuvre(repose);
      dernier.set(destinataire, echeance);
      return { niveau, echeance, destinataire, canal };
    })
    .sort((a, b) => a.echeance - b.echeance || a.niveau - b.niveau);
};

const fois = ({ apres, chaque }: Niveau, depuisMs: number, jusquaMs: number): number[] => {
  const dates = [ajouterDelai(depuisMs, apres)];
  if (chaque === undefined) return dates;
  for (let du = dates[0] ?? 0; du <= jusquaMs; dates.push(du)) {
    const suivante = ajouterDelai(du, chaque);
    if (suivante <= du) return dates; // no delay at all: once
    du = suivante;
  }
  return dates;
};

/** The step that a ladder takes at an instant of its own, or after a snooze: the last one due by then. */
export const etapeA = (politique: Politique, depuisMs: number, quandMs: number, attendu?: string): Echeance | undefined =>
  echeances(politique, depuisMs, attendu, quandMs).findLast((e) => e.echeance <= quandMs + 60_000);

/** Whoever hears at the same step as the last of `marches`, besides its own recipient. */
export const enMemeTemps = (marches: readonly Echeance[], derniere: Echeance): Echeance[] =>
  marches.filter((m) => m.canal === 'COURRIEL' && m.echeance === derniere.echeance && m.destinataire !== derniere.destinataire);

/** When the wait becomes a blocage. */
export const premiereEcheance = (politique: Politique, depuisMs: number): number => Math.min(...echeances(politique, depuisMs).map((e) => e.echeance));
