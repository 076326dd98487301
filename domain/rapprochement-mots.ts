/** The two values of a difference as people of the field say them: codes in words, days and hours as they are read in France. */
import { heure, jourChiffre } from './francais.ts';
import { jourParis } from './ouvres.ts';

const MOTS: Record<string, string> = {
  PRESENT: 'présent',
  ABSENT: 'absent',
  ABSENT_EXCUSE: 'absent excusé',
  RETENU: 'retenu',
  NON_RETENU: 'non retenu',
  LISTE_ATTENTE: "en liste d'attente",
  DEMANDE: 'demandé',
  CONFIRME: 'confirmé',
  REFUSE: 'refusé',
  HONORE: 'honoré',
  ANNULE: 'annulé',
  DEPLACE: 'déplacé',
  PREVU: 'prévu',
  REPORTE: 'reporté',
  DIFFEREE: "différé jusqu'à la réinscription",
  OUVERT: 'ouvert',
  FERME: 'fermé',
  SUSPENDU: 'suspendu',
  NON_RENSEIGNE: 'non renseigné',
  NON_PUBLIEE: 'non publiée',
  EXPORTEE: 'exportée',
  VISIBLE: 'visible',
  EXCLUE: 'exclue',
  RETIREE: 'retirée',
  EN_SAISIE: 'en saisie',
  SOUMISE: 'soumise',
  A_CORRIGER: 'à corriger',
  MODIFIEE_A_REVALIDER: 'modifiée, à revalider',
  VALIDEE: 'validée',
  ARCHIVEE: 'archivée',
  NON_INSCRIT: 'non inscrit',
  INSCRIPTION_EN_COURS: "en cours d'inscription",
  INSCRIT: 'inscrit',
  RADIE: 'radié',
  CESSATION: "en cessation d'inscription",
  REINSCRIT: 'réinscrit',
  ICO: 'information collective',
  RDV: 'rendez-vous individuel',
  CANDIDATURE: 'candidature',
  AUDEF: 'AUDE Formation',
  KAIROS: 'Kairos',
  PE_FR: 'pe.fr',
};
const JOUR = String.raw`\d{4}-\d{2}-\d{2}`;
const INSTANT = String.raw`${JOUR}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})`;
const HORAIRES = new RegExp(`^(${INSTANT})/(${INSTANT})$`);
const PERIODE = new RegExp(`(${JOUR})/(${JOUR})?`, 'g');
const DATES = new RegExp(`^(${JOUR}) - (${JOUR}|\\?)$`);
const MOTIFS = new RegExp(`(${JOUR})=(\\d+)#([\\da-f]{8})`, 'g');
const TEXTE = /^(\d+)#([\da-f]{8})$/;

const instant = (i: string): string => `${jourChiffre(jourParis(Date.parse(i)))} à ${heure(Date.parse(i))}`;

export const valeurDite = (valeur: string): string => {
  const mot = MOTS[valeur];
  if (mot !== undefined) return mot;
  const [, debut, fin] = HORAIRES.exec(valeur) ?? [];
  if (debut && fin) return `${instant(debut)}, jusqu'à ${jourParis(Date.parse(debut)) === jourParis(Date.parse(fin)) ? heure(Date.parse(fin)) : instant(fin)}`;
  const [, du, au] = DATES.exec(valeur) ?? [];
  if (du && au) return au === '?' ? `à partir du ${jourChiffre(du)}` : `du ${jourChiffre(du)} au ${jourChiffre(au)}`;
  // Nobody's words leave their table: how long the text is, and its fingerprint.
  const [, longueur, empreinte] = TEXTE.exec(valeur) ?? [];
  if (longueur && empreinte) return `un texte de ${longueur} ${longueur === '1' ? 'caractère' : 'caractères'} (${empreinte})`;
  return valeur
    .replace(PERIODE, (_, d: string, f: string | undefined) => (f ? `du ${jourChiffre(d)} au ${jourChiffre(f)}` : `à partir du ${jourChiffre(d)}`))
    .replace(MOTIFS, (_, d: string, n: string, e: string) => `le ${jourChiffre(d)} : un texte de ${n} caractères (${e})`)
    .replace(/,(?=du |le |à partir)/g, ', ')
    .replace(new RegExp(`^${INSTANT}$`), instant)
    .replace(new RegExp(`^${JOUR}$`), jourChiffre);
};
