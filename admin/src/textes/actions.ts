/** What an operator does about a blocage. */
import { n, s } from './nombres.ts';

export const actions = {
  actions: {
    confirmer: (libelle: string) => `${libelle} ?`,
    annuler: 'Annuler',
    veille: 'Mettre en veille',
    veilleTitre: 'Mettre en veille jusqu’à quand ?',
    veilleAide: 'Le blocage quitte la liste et revient à cette date ; les relances sont suspendues.',
    veilleMot: (mot: string, jour: string) => `${mot} (${jour})`,
    veilles: { P1D: 'Demain', P3D: 'Dans trois jours', P7D: 'Dans une semaine' },
    charge: 'Prendre en charge',
    chargePar: (qui: string, jusqua: string | null) => `Pris en charge par ${qui}${jusqua === null ? '' : ` jusqu’au ${jusqua}`}`,
    operation: (nombre: number, ignorees: number) =>
      [`Opération lancée\u202f: ${n(nombre)} dossier${s(nombre)}`, ignorees > 0 ? `${n(ignorees)} ignoré${s(ignorees)}` : ''].filter(Boolean).join(' · '),
    groupe: (nombre: number) => `Le même courriel que la relance automatique part à chacun. ${nombre > 1 ? `${n(nombre)} envois.` : 'Un envoi.'}`,
    ignores: (nombre: number) => `${n(nombre)} ${nombre > 1 ? 'seront ignorés' : 'sera ignoré'} : déjà relancé${s(nombre)} il y a trop peu de temps.`,
    tableau: (legende: string) => `Tableau : ${legende}`,
    cocher: 'Choisir :',
    cocherTout: 'Choisir toutes les lignes',
    motif: 'Motif',
    motifAide: 'Il est gardé au journal. Ne nommez personne.',
    veilleDate: 'Une autre date',
    veilleChangement: 'Jusqu’à ce que le dossier change',
    veilleChoisir: 'Mettre en veille',
    personne: 'Pour qui',
    personneSeule: (qui: string) => `Pour ${qui}`,
    personneVide: 'Plus personne n’est positionné sur ce créneau.',
    creneau: 'Créneau à proposer',
    creneauVide: 'Aucun autre créneau de cette session n’a de place.',
    creneauPlaces: (quand: string, places: number) => `${quand} — ${n(places)} place${s(places)}`,
    valeurs: { smf: 'Saisir ma formation', kairos: 'Kairos' },
    valeurDite: (systeme: string, valeur: string) => `${valeur} — ${systeme}`,
    nonRetenus: 'Personnes vues et non retenues',
    nonRetenusAide: 'Zéro s’il n’y en a pas. Ce nombre garde la trace de ceux que le recrutement a écartés.',
    suivre: 'Suivre l’opération',
  },
};
