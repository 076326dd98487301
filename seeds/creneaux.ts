/** The slots of a session, around a reference date: enough past, near and far ones that every situation is met. */
import { aParis, dateLheo, heureLheo } from '../domain/lheo/dates.ts';
import type { Recrutement } from '../domain/lheo/modele.ts';
import type { Hasard } from './hasard.ts';

/** What the session is there to show. */
export type Profil = 'proche' | 'ouverte' | 'permanente' | 'sansCreneau' | 'sansEtat' | 'fermee' | 'suspendue' | 'terminee' | 'bientot';

const JOUR = 86_400_000;
/** AAAA-MM-JJ, `n` days after the reference, clock of Paris. */
export const jourApres = (reference: Date, n: number): string => aParis(reference.getTime() + n * JOUR).jour;

const vide = { attributs: {}, autres: [] };
const CONSIGNES = [
  'Apporter une pièce d’identité et un stylo.',
  'Accueil au rez-de-chaussée, parking gratuit.',
  'Apporter un curriculum vitae à jour.',
] as const;

const rencontre = (modalite: '9' | '8', numero: string, jour: string, debut: number, duree: number, places: number, commentaire?: string): Recrutement => ({
  ...vide,
  numero,
  modalite,
  aDistance: false,
  places,
  debut: dateLheo(jour),
  fin: dateLheo(jour),
  heureDebut: heureLheo(debut),
  heureFin: heureLheo(debut + duree),
  commentaire,
});

export const recrutementsDe = (profil: Profil, session: string, reference: Date, hasard: Hasard): Recrutement[] => {
  const ico = (n: number, jours: number, debut = hasard.choisir([540, 570, 600, 840])): Recrutement =>
    rencontre('9', `ICO-${session}-${n}`, jourApres(reference, jours), debut, 120, hasard.entier(8, 15), hasard.choisir(CONSIGNES));
  const rdv = (n: number, jours: number): Recrutement => rencontre('8', `RDV-${session}-${n}`, jourApres(reference, jours), 600 + 60 * n, 45, 1);
  const fenetre = (de: number, a: number): Recrutement => ({
    ...vide,
    numero: `CAND-${session}-1`,
    modalite: '7',
    places: 15,
    debut: dateLheo(jourApres(reference, de)),
    fin: dateLheo(jourApres(reference, a)),
  });
  switch (profil) {
    case 'proche':
      // Numbers 1 and 2 end within a business day or so: minutes, in an accelerated demonstration.
      return [ico(1, 1, 540), ico(2, 1, 600), ico(3, 8), rdv(1, 2)];
    case 'ouverte':
      return [ico(1, -hasard.entier(2, 6)), ico(2, hasard.entier(3, 9)), ico(3, hasard.entier(10, 24)), ...(hasard.pourcent(40) ? [fenetre(-3, 15)] : [])];
    case 'permanente':
      return [
        ico(1, hasard.entier(4, 10)),
        rdv(1, 3),
        rdv(2, 5),
        rdv(3, 9),
        fenetre(-2, 28),
        { ...vide, modalite: '3', commentaire: 'Dossier à retirer à l’accueil.' },
      ];
    case 'bientot':
      return [ico(1, -4), ico(2, 2)];
    case 'sansEtat':
      return hasard.pourcent(50) ? [ico(1, hasard.entier(5, 12))] : [];
    case 'suspendue':
      return [ico(1, 14)];
    case 'terminee':
      return [ico(1, -90)];
    case 'fermee':
      return [ico(1, -15)];
    case 'sansCreneau':
      return [];
  }
};
