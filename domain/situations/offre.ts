/** Fiches, sessions and slots at each of their states (§d.1–d.5). */

import { systemeDit } from '../causes/sujet.ts';
import { type EtatFiche, type EtatPublication, type EtatRecrutement, type Modalite, RaisonExclusion, type StatutCreneau, Systeme } from '../codes.ts';
import { compter, jourCourt } from '../francais.ts';
import type { Situation } from '../situation.ts';
import { type BlocageLu, pireBlocage, situationBlocage } from './blocage.ts';
import { calme, type Moment } from './socle.ts';

export type FicheLue = { etat: EtatFiche; depuis: Date; nomOrganisme?: string | null; contact?: string | null };

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
      };
    case 'A_CORRIGER':
      return {
        ...of,
        etat: 'en_attente',
        phrase: "La fiche est retournée : l'organisme doit la corriger.",
        suite: "L'organisme corrige la fiche et la soumet de nouveau.",
      };
    case 'MODIFIEE_A_REVALIDER':
      return {
        ...carif,
        etat: 'en_attente',
        phrase: 'La fiche a été modifiée ; la dernière version validée reste publiée.',
        suite: 'Le Carif-Oref valide la nouvelle version.',
      };
    case 'VALIDEE':
      return {
        qui: 'SYSTEME',
        nom: 'Maillon',
        etat: 'en_cours',
        phrase: 'La fiche est validée ; ses sessions sont publiées et suivies.',
        suite: 'Elle est archivée trente jours après la fin de sa dernière session.',
      };
    case 'ARCHIVEE':
      return { qui: 'SYSTEME', nom: 'Maillon', etat: 'termine', phrase: 'La fiche est archivée.', suite: "Plus rien n'est attendu." };
  }
};

export const situationFiche = (f: FicheLue, blocages: readonly BlocageLu[], maintenantMs: number): Situation => {
  const pire = pireBlocage(blocages, maintenantMs);
  return pire ? situationBlocage(pire, maintenantMs) : calme(momentFiche(f), f.depuis, maintenantMs);
};

export type SessionLue = {
  etatRecrutement: EtatRecrutement;
  placesDisponibles: number;
  /** Slots to come that have a free seat. */
  creneauxOuverts: number;
  /** Calendar days. */
  debut: Date;
  fin: Date | null;
  depuis: Date;
  publications: readonly { systeme: string; etat: EtatPublication; raison: string | null }[];
  nomOrganisme?: string | null;
  contact?: string | null;
};

const EXCLUSIONS: Record<RaisonExclusion, string> = {
  SIRET_INVALIDE: "le SIRET de l'organisme manque ou n'est pas valable",
  APPRENTISSAGE: "l'apprentissage n'y est pas diffusé",
  TERMINEE_30J: 'elle est terminée depuis plus de trente jours',
};
const exclusion = (raison: string | null): string => {
  const lue = RaisonExclusion.safeParse(raison);
  return lue.success ? EXCLUSIONS[lue.data] : "la raison n'est pas précisée";
};
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
      phrase: `La session n'est pas diffusée par ${nomDe(exclue.systeme)} : ${exclusion(exclue.raison)}.`,
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
      suite: 'Elle doit être visible partout sous huit jours ouvrés.',
    };
  switch (s.etatRecrutement) {
    case 'OUVERT':
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

export type CreneauLu = {
  statut: StatutCreneau;
  modalite: Modalite;
  debut: Date;
  fin: Date;
  places: number;
  placesLibres: number;
  depuis: Date;
  nomOrganisme?: string | null;
  contact?: string | null;
};

const NOM_CRENEAU: Record<Modalite, string> = { ICO: "L'information collective", RDV: 'Le rendez-vous individuel', CANDIDATURE: 'La plage de candidature' };

const momentCreneau = (c: CreneauLu): Moment => {
  const of = { qui: 'OF', nom: c.nomOrganisme, contact: c.contact } as const;
  const hub = { qui: 'SYSTEME', nom: 'Maillon', suite: "Plus rien n'est attendu." } as const;
  const nom = `${NOM_CRENEAU[c.modalite]} du ${jourCourt(c.debut.getTime())}`;
  const e = c.modalite === 'RDV' ? '' : 'e';
  const apres = "Ensuite, l'organisme saisit les présences et les suites données.";
  switch (c.statut) {
    case 'PUBLIE':
      return {
        qui: 'PRESCRIPTEUR',
        etat: 'en_cours',
        phrase: `${nom} est ouvert${e} : ${compter(c.placesLibres, 'place libre', 'places libres')} sur ${c.places}.`,
        suite: apres,
        quand: c.fin,
      };
    case 'COMPLET':
      return { ...of, etat: 'en_cours', phrase: `${nom} n'a plus de place libre.`, suite: apres, quand: c.fin };
    case 'EN_COURS':
      return { ...of, etat: 'en_cours', phrase: `${nom} est en cours.`, suite: apres, quand: c.fin };
    case 'A_EMARGER':
      return {
        ...of,
        etat: 'en_attente',
        phrase: `${nom} est passé${e} ; les présences sont à saisir.`,
        suite: "Sans réponse, des relances partent puis l'équipe prend le relais.",
      };
    case 'PRESENCES_SAISIES':
      return {
        ...of,
        etat: 'en_attente',
        phrase: `${nom} a toutes ses présences ; les suites données sont à saisir.`,
        suite: "Sans réponse, des relances partent puis l'équipe prend le relais.",
      };
    case 'BILAN_SAISI':
      return {
        qui: 'SYSTEME',
        nom: 'Maillon',
        etat: 'en_cours',
        phrase: `${nom} a son bilan complet ; les systèmes partenaires en sont prévenus.`,
        suite: 'Le créneau se clôt.',
      };
    case 'CLOS':
      return { ...hub, etat: 'termine', phrase: `${nom} est clos${e} : tout est enregistré.` };
    case 'REPORTE':
      return { ...of, etat: 'en_cours', phrase: `${nom} a changé de date ; les personnes inscrites sont prévenues.`, suite: apres, quand: c.fin };
    case 'ANNULE':
      return { ...hub, etat: 'annule', phrase: `${nom} est annulé${e} ; les personnes inscrites sont libérées et prévenues.` };
  }
};

export const situationCreneau = (c: CreneauLu, blocages: readonly BlocageLu[], maintenantMs: number): Situation => {
  const pire = pireBlocage(blocages, maintenantMs);
  return pire ? situationBlocage(pire, maintenantMs) : calme(momentCreneau(c), c.depuis, maintenantMs);
};
