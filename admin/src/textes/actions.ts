/** What an operator does about a blocage. */
import { n, s } from './nombres.ts';

export const actions = {
  actions: {
    confirmer: (libelle: string) => `${libelle} ?`,
    annuler: 'Annuler',
    veille: 'Mettre en veille',
    veilleTitre: 'Mettre en veille jusqu’à quand ?',
    veilleAide: 'Le blocage quitte la liste et revient à cette date ; les relances sont suspendues.',
    veilles: { P1D: 'Demain', P3D: 'Dans trois jours', P7D: 'Dans une semaine' },
    charge: 'Prendre en charge',
    chargePar: (qui: string) => `Pris en charge par ${qui}`,
    operation: (nombre: number, ignorees: number) =>
      [`Opération lancée\u202f: ${n(nombre)} dossier${s(nombre)}`, ignorees > 0 ? `${n(ignorees)} ignoré${s(ignorees)}` : ''].filter(Boolean).join(' · '),
    groupe: (nombre: number) => `Le même courriel que la relance automatique part à chacun. ${nombre > 1 ? `${n(nombre)} envois.` : 'Un envoi.'}`,
    ignores: (nombre: number) => `${n(nombre)} ${nombre > 1 ? 'seront ignorés' : 'sera ignoré'} : relancé${s(nombre)} il y a moins de 24 h.`,
    autres: 'Autres actions',
  },
};
