/** A session: its publication first, then its recruitment (§d.2). */
import { exclusionDite, systemeDit } from '../causes/sujet.ts';
import { type EtatPublication, type EtatRecrutement, Systeme } from '../codes.ts';
import { delaiDit } from '../delai-dit.ts';
import { compter, jourCourt } from '../francais.ts';
import { POLITIQUES_PAR_DEFAUT, type Politique } from '../politiques.ts';
import type { Situation } from '../situation.ts';
import { type BlocageLu, pireBlocage, situationBlocage } from './blocage.ts';
import { calme, type Moment } from './socle.ts';

export type SessionLue = {
  etatRecrutement: EtatRecrutement;
  placesDisponibles: number;
  /** 0 or absent: how many there are is not known. */
  placesTotales?: number;
  /** Slots to come that have a free seat. */
  creneauxOuverts: number;
  /** Calendar days. */
  debut: Date;
  fin: Date | null;
  depuis: Date;
  publications: readonly { systeme: string; etat: EtatPublication; raison: string | null }[];
  nomOrganisme?: string | null;
  contact?: string | null;
  /** The one in force for a session that is not seen (S15): how long its publication may take. */
  politique?: Politique;
};

const delaiDePublication = ({ politique = POLITIQUES_PAR_DEFAUT.SESSION_NON_VISIBLE }: SessionLue): string =>
  delaiDit(politique.niveaux[0]?.apres ?? { jours: 0 });

const nomDe = (systeme: string): string => systemeDit(Systeme.safeParse(systeme.toLowerCase()).data);

const momentSession = (s: SessionLue, maintenantMs: number): Moment => {
  const of = { qui: 'OF', nom: s.nomOrganisme, contact: s.contact } as const;
  const hub = { qui: 'SYSTEME', nom: 'Maillon' } as const;
  const toutes = (etat: EtatPublication) => s.publications.length > 0 && s.publications.every((p) => p.etat === etat);
  const exclue = s.publications.find((p) => p.etat === 'EXCLUE');
  const enRoute = s.publications.filter((p) => p.etat === 'EXPORTEE' || p.etat === 'NON_PUBLIEE');
  const places = compter(s.placesDisponibles, 'place disponible', 'places disponibles');
  const creneaux = compter(s.creneauxOuverts, 'créneau ouvert', 'créneaux ouverts');
  if (s.fin !== null && s.fin.getTime() + 86_400_000 <= maintenantMs)
    return {
      ...hub,
      etat: 'termine',
      phrase: `La session est terminée depuis le ${jourCourt(s.fin.toISOString().slice(0, 10))}.`,
      suite: "Plus rien n'est attendu.",
    };
  if (toutes('RETIREE')) return { ...hub, etat: 'annule', phrase: 'La session est retirée de la publication.', suite: "Plus rien n'est attendu." };
  if (exclue)
    return {
      qui: 'CARIF',
      etat: 'en_attente',
      phrase: `La session n'est pas diffusée par ${nomDe(exclue.systeme)} : ${exclusionDite(exclue.raison)}.`,
      suite: 'Une fois la cause corrigée, la session est exportée de nouveau.',
    };
  if (s.publications.length === 0)
    return { ...hub, etat: 'en_cours', phrase: 'La session va être publiée.', suite: 'Elle est exportée, puis visible des prescripteurs.' };
  if (enRoute.length > 0)
    return {
      qui: 'SYSTEME',
      nom: nomDe(enRoute[0]?.systeme ?? ''),
      etat: 'en_attente',
      phrase: `La session est exportée et pas encore visible partout : ${enRoute.map((p) => nomDe(p.systeme)).join(', ')}.`,
      suite: `Elle doit être visible partout sous ${delaiDePublication(s)}.`,
    };
  const pleine = (s.placesTotales ?? 0) > 0 && s.placesDisponibles === 0;
  switch (s.etatRecrutement) {
    case 'OUVERT':
      if (pleine)
        return {
          ...of,
          etat: 'en_attente',
          phrase: 'Le recrutement est ouvert alors que toutes les places sont prises.',
          suite: "L'organisme ferme le recrutement ; une place libérée va d'abord à la liste d'attente.",
        };
      return {
        ...of,
        etat: 'en_cours',
        phrase:
          s.creneauxOuverts === 0 ? `Le recrutement est ouvert, sans créneau à venir (${places}).` : `Le recrutement est ouvert : ${creneaux}, ${places}.`,
        suite: `La session commence le ${jourCourt(s.debut.toISOString().slice(0, 10))}.`,
      };
    case 'SUSPENDU':
      return {
        ...of,
        etat: 'en_attente',
        phrase: 'Le recrutement est suspendu ; les positionnements déjà faits sont conservés.',
        suite: "L'organisme rouvre le recrutement ou le ferme.",
      };
    case 'FERME':
      if ((s.placesTotales ?? 0) > 0 && s.placesDisponibles > 0)
        return {
          ...of,
          etat: 'en_attente',
          phrase: `Le recrutement est fermé, avec ${places}.`,
          suite: "L'organisme peut le rouvrir ; la liste d'attente passe d'abord.",
        };
      return {
        ...of,
        etat: 'en_cours',
        phrase: 'Le recrutement est fermé.',
        suite: `La session commence le ${jourCourt(s.debut.toISOString().slice(0, 10))}.`,
      };
    case 'NON_RENSEIGNE':
      return {
        ...of,
        etat: 'en_attente',
        phrase: "L'état du recrutement n'est pas renseigné.",
        suite: "L'organisme dit si le recrutement est ouvert, fermé ou suspendu.",
      };
  }
};

export const situationSession = (s: SessionLue, blocages: readonly BlocageLu[], maintenantMs: number): Situation => {
  const pire = pireBlocage(blocages, maintenantMs);
  return pire ? situationBlocage(pire, maintenantMs) : calme(momentSession(s, maintenantMs), s.depuis, maintenantMs);
};
