/** SMF: no fiche leaves it unvalidated (R1), and each state allows only some acts (§d.1). */
import { z } from 'zod';
import type { EtatFiche } from '../../domain/codes.ts';
import { lireNda } from '../../domain/identifiants.ts';
import type { Formation } from '../../domain/lheo/modele.ts';
import { depuisLheo } from '../../domain/smf/depuis-lheo.ts';
import type { Entree, Recu, Sortie } from '../socle/contrat.ts';
import { changee, type Lu, neuve, type Piece, parCle, posee } from '../socle/pieces.ts';
import { catalogue } from '../socle/refus.ts';
import type { Decision, Regle } from '../socle/regles.ts';
import type { contratSmf, REFUS_SMF } from './contract.ts';
import { Fiche, Ico, Session } from './store.ts';

export const REFUS = catalogue<(typeof REFUS_SMF)[number]>({
  FICHE_INCONNUE: [404, 'Cette fiche n’existe pas dans Saisir ma formation.'],
  ETAT_INCOMPATIBLE: [409, 'Le code état de la fiche ne permet pas cette opération.'],
  NDA_ABSENT: [422, 'Le numéro de déclaration d’activité est absent ou incorrect.'],
  SAISIE_RESERVEE: [409, 'Dans Saisir ma formation, seul l’organisme mandataire saisit cette fiche.', 'par'],
  HORS_REGION: [422, 'L’organisme n’est ni déclaré dans la région, ni dispensateur d’une session qui s’y déroule.'],
  SESSION_INCONNUE: [404, 'Cette session n’appartient à aucune fiche.'],
  MODALITE_IMPOSSIBLE: [422, 'Seule une information collective se saisit dans Saisir ma formation.', 'modalite'],
  HORAIRES_INCOHERENTS: [422, 'L’heure de fin doit suivre l’heure de début.', 'fin'],
  DATES_INCOHERENTES: [422, 'La date de fin précède la date de début.', 'fin'],
});

type S = typeof contratSmf;
type Etat = Sortie<S['deposerFiche']>;

/** The hub deposits what came as LHEO. The version that SMF already has changes nothing. */
export const deposerFiche: Regle<Entree<S['deposerFiche']>, Etat> = {
  lire: (e) => parCle(Fiche, e.fiche),
  decider: (lu, { sessions, ...e }) => {
    // R2.
    if (!lireNda(e.numeroActivite)) return REFUS.NDA_ABSENT;
    const connue = lu.un(Fiche, e.fiche);
    const siennes = sessionsDe(e.fiche, sessions);
    if (!connue) return passer(neuve(Fiche, e.fiche, { ...FICHE_VIDE, ...e }), 'SOUMISE', siennes);
    if (connue.donnees.etat === 'ARCHIVEE') return REFUS.ETAT_INCOMPATIBLE;
    return passer(changee(connue, e), memeTexte(connue.donnees, e) ? connue.donnees.etat : apresModification(connue.donnees), siennes);
  },
};

export const validerFiche: Regle<Entree<S['validerFiche']>, Etat> = {
  lire: (e) => parCle(Fiche, e.fiche),
  decider: (lu, e) => {
    const fiche = lu.un(Fiche, e.fiche);
    if (fiche?.donnees.etat === 'VALIDEE' && [null, e.empreinte].includes(fiche.donnees.valide))
      return passer(changee(fiche, { valide: e.empreinte }), 'VALIDEE');
    // The OF has sent another text meanwhile: what is validated stays published, the new one waits (§d.1).
    if (fiche && EN_ATTENTE.includes(fiche.donnees.etat) && ![null, e.empreinte].includes(fiche.donnees.empreinte))
      return passer(changee(fiche, { valide: e.empreinte }), 'MODIFIEE_A_REVALIDER');
    return depuis(lu, e.fiche, ['SOUMISE', 'MODIFIEE_A_REVALIDER'], 'VALIDEE', { valide: e.empreinte, remarques: null });
  },
};

export const retournerFiche: Regle<Entree<S['retournerFiche']>, Etat> = {
  lire: (e) => parCle(Fiche, e.fiche),
  decider: (lu, e) => depuis(lu, e.fiche, ['SOUMISE', 'MODIFIEE_A_REVALIDER', 'A_CORRIGER'], 'A_CORRIGER', { remarques: e.remarques }),
};

export const archiverFiche: Regle<Entree<S['archiverFiche']>, Etat> = {
  lire: (e) => parCle(Fiche, e.fiche),
  decider: (lu, e) => depuis(lu, e.fiche, ['VALIDEE', 'MODIFIEE_A_REVALIDER', 'A_CORRIGER', 'ARCHIVEE'], 'ARCHIVEE', {}),
};

export const signalerIco: Regle<Entree<S['signalerIco']>, Recu> = {
  lire: () => [],
  decider: (_, e) => ({ reponse: { reference: e.creneau }, pieces: [posee(Ico, e.creneau, { session: e.session, saisie: null }, { session: e.session })] }),
};

export const Numero = z.string().trim().min(1).max(60);
const Lheo = z.string().max(1_500_000).nullish();
export const FicheActe = z.object({ fiche: Numero, remarques: z.string().max(3_000).nullish(), lheo: Lheo });
export const FicheRetourneeActe = FicheActe.extend({ remarques: z.string().trim().min(1).max(3_000) });

/** The Carif validates. */
export const valider: Regle<z.infer<typeof FicheActe>, Etat> = {
  lire: (e) => parCle(Fiche, e.fiche),
  decider: (lu, e) =>
    depuis(lu, e.fiche, ['SOUMISE', 'MODIFIEE_A_REVALIDER'], 'VALIDEE', { remarques: null, valide: lu.un(Fiche, e.fiche)?.donnees.empreinte ?? null }),
};

/** The Carif archives what was seen: once, and never a fiche that waits for its first validation. */
export const archiverParCarif: Regle<{ fiche: string }, Etat> = {
  lire: (e) => parCle(Fiche, e.fiche),
  decider: (lu, e) => depuis(lu, e.fiche, ['VALIDEE', 'MODIFIEE_A_REVALIDER', 'A_CORRIGER'], 'ARCHIVEE', {}),
};

/** The Carif returns, and says why. */
export const retourner: Regle<z.infer<typeof FicheRetourneeActe>, Etat> = {
  lire: (e) => parCle(Fiche, e.fiche),
  decider: (lu, e) => depuis(lu, e.fiche, ['SOUMISE', 'MODIFIEE_A_REVALIDER'], 'A_CORRIGER', { remarques: e.remarques }),
};

const EN_ATTENTE: readonly EtatFiche[] = ['SOUMISE', 'MODIFIEE_A_REVALIDER'];

/** What a fiche becomes when its OF sends another text. */
export const apresModification = ({ etat, valide }: Pick<Fiche, 'etat' | 'valide'>): EtatFiche =>
  etat === 'ARCHIVEE' ? etat : etat === 'VALIDEE' || valide !== null ? 'MODIFIEE_A_REVALIDER' : 'SOUMISE';

/** The hub deposits what was typed here: the same screens, under the name that it gives them. */
const memeTexte = (connue: Fiche, e: { empreinte: string; formation?: Formation | undefined }): boolean => {
  if (connue.empreinte !== null) return connue.empreinte === e.empreinte;
  return !connue.formation || !e.formation || JSON.stringify(depuisLheo(connue.formation)) === JSON.stringify(depuisLheo(e.formation));
};

export const sessionsDe = (fiche: string, numeros: readonly string[]): Piece[] =>
  numeros.map((numero) => posee(Session, numero, { numero, fiche }, { session: fiche }));

export const depuis = (lu: Lu, numero: string, etats: EtatFiche[], vers: EtatFiche, change: Partial<Fiche>): Decision<Etat> => {
  const fiche = lu.un(Fiche, numero);
  if (!fiche) return REFUS.FICHE_INCONNUE;
  return etats.includes(fiche.donnees.etat) ? passer(changee(fiche, change), vers) : REFUS.ETAT_INCOMPATIBLE;
};

export const passer = (fiche: Piece<Fiche>, etat: EtatFiche, avec: readonly Piece[] = []): Decision<Etat> => ({
  reponse: { reference: fiche.cle, etat },
  pieces: [changee(fiche, { etat }), ...avec],
});

export const FICHE_VIDE = {
  remarques: null,
  intitule: null,
  ofResponsable: null,
  numeroActivite: null,
  empreinte: null,
  valide: null,
  etat: 'SOUMISE' as const,
};
