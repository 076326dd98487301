/** A fiche at each of its states (§d.1). */
import type { EtatFiche } from '../codes.ts';
import { delaiDit } from '../delai-dit.ts';
import { ajouterDelai, type Delai } from '../ouvres.ts';
import { echeances, POLITIQUES_PAR_DEFAUT, type Politique } from '../politiques.ts';
import type { Situation } from '../situation.ts';
import { type BlocageLu, pireBlocage, situationBlocage } from './blocage.ts';
import { calme, iso, type Moment } from './socle.ts';

export type FicheLue = {
  etat: EtatFiche;
  depuis: Date;
  /** A version of it is published. */
  publiee?: boolean;
  /** Calendar day on which its last session ends, null while one has no known end. */
  derniereFin?: string | null;
  nomOrganisme?: string | null;
  contact?: string | null;
  /** The one in force for a fiche that waits (S14): who is reminded when, and how long after its last session it is archived. */
  politique?: Politique;
};

const enVigueur = (f: FicheLue): Politique => f.politique ?? POLITIQUES_PAR_DEFAUT.FICHE_EN_ATTENTE;
const archivage = (f: FicheLue): Delai => enVigueur(f).conservation ?? { jours: 0 };
/** When who is waited for is reminded of it. */
const rappel = (f: FicheLue, qui: 'CARIF' | 'OF'): string | null => {
  const premiere = echeances(enVigueur(f), f.depuis.getTime(), qui)[0];
  return premiere ? iso(premiere.echeance) : null;
};

const momentFiche = (f: FicheLue): Moment => {
  const of = { qui: 'OF', nom: f.nomOrganisme, contact: f.contact } as const;
  const carif = { qui: 'CARIF' } as const;
  switch (f.etat) {
    case 'EN_SAISIE':
      return { ...of, etat: 'en_attente', phrase: "La fiche est en cours de saisie par l'organisme.", suite: "L'organisme la soumet au Carif-Oref." };
    case 'SOUMISE':
      return {
        ...carif,
        etat: 'en_attente',
        phrase: 'La fiche est soumise ; la validation du Carif-Oref est attendue.',
        suite: "Le Carif-Oref la valide, ou la retourne avec ce qu'il faut corriger.",
        quand: rappel(f, 'CARIF'),
      };
    case 'A_CORRIGER':
      return {
        ...of,
        etat: 'en_attente',
        phrase: `La fiche est retournée : l'organisme doit la corriger${f.publiee ? ' ; la dernière version validée reste publiée' : ''}.`,
        suite: "L'organisme corrige la fiche et la soumet de nouveau.",
        quand: rappel(f, 'OF'),
      };
    case 'MODIFIEE_A_REVALIDER':
      return {
        ...carif,
        etat: 'en_attente',
        phrase: 'La fiche a été modifiée ; la dernière version validée reste publiée.',
        suite: 'Le Carif-Oref valide la nouvelle version, ou la retourne avec des remarques.',
        quand: rappel(f, 'CARIF'),
      };
    case 'VALIDEE':
      return {
        qui: 'SYSTEME',
        nom: 'Maillon',
        etat: 'en_cours',
        phrase: 'La fiche est validée ; ses sessions sont publiées et suivies.',
        suite: `Elle est archivée ${delaiDit(archivage(f))} après la fin de sa dernière session.`,
        quand: f.derniereFin ? iso(ajouterDelai(Date.parse(f.derniereFin), archivage(f))) : null,
      };
    case 'ARCHIVEE':
      return { qui: 'SYSTEME', nom: 'Maillon', etat: 'termine', phrase: 'La fiche est archivée.', suite: "Plus rien n'est attendu." };
  }
};

export const situationFiche = (f: FicheLue, blocages: readonly BlocageLu[], maintenantMs: number): Situation => {
  const pire = pireBlocage(blocages, maintenantMs);
  return pire ? situationBlocage(pire, maintenantMs) : calme(momentFiche(f), f.depuis, maintenantMs);
};
