/** The pages of an organisme, and which one each cause leads to: mails, links and the list of what is due all read it here. */
import type { LienCause } from './causes/cause.ts';
import { CAUSES, type CodeCause } from './causes.ts';

export type PageOf = 'PRESENCES' | 'CHANGEMENT' | 'RECRUTEMENT' | 'CRENEAU' | 'ENTREES' | 'SORTIES' | 'NON_RETENUS' | 'ADRESSE' | 'REPONSE';

/** null: nobody of an organisme can answer it, the dashboard can. */
const PAGES: { readonly [L in LienCause]: PageOf | null } = {
  OF_PRESENCES: 'PRESENCES',
  OF_CHANGEMENT: 'CHANGEMENT',
  OF_CRENEAU: 'CRENEAU',
  OF_ETAT_RECRUTEMENT: 'RECRUTEMENT',
  OF_ENTREES: 'ENTREES',
  OF_BILANS: 'SORTIES',
  OF_NON_RETENUS: 'NON_RETENUS',
  OF_SESSION: 'REPONSE',
  OF_COMPTE: 'REPONSE',
  FICHE: 'REPONSE',
  ORGANISME: 'ADRESSE',
  SESSION: null,
  PARCOURS: null,
  SYSTEME: null,
};
export const pageDe = (cause: CodeCause): PageOf | null => PAGES[CAUSES[cause].lien];

/** What a link, or a page, is about: one slot, else one session, else all that is the organisme's. */
export type CiblePage = { creneau: string | null; session: string | null };

const DU_CRENEAU: readonly PageOf[] = ['PRESENCES', 'CHANGEMENT'];
const DE_LA_SESSION: readonly PageOf[] = ['RECRUTEMENT', 'CRENEAU', 'ENTREES', 'SORTIES', 'NON_RETENUS', 'REPONSE', 'ADRESSE'];

/** A link opens no more than what its cause asks: a slot alone when the page is the slot's, its session otherwise. */
export const cibleDe = (cause: CodeCause, { creneau, session }: CiblePage): CiblePage => {
  const page = pageDe(cause);
  if (page && DU_CRENEAU.includes(page) && creneau !== null) return { creneau, session };
  if (page && DE_LA_SESSION.includes(page) && session !== null) return { creneau: null, session };
  return { creneau, session };
};

export const A_FAIRE = '/of/a-faire';
const SUFFIXES: { readonly [P in Exclude<PageOf, 'PRESENCES' | 'CHANGEMENT' | 'ADRESSE' | 'REPONSE'>]: string } = {
  RECRUTEMENT: 'recrutement',
  CRENEAU: 'creneau',
  ENTREES: 'entrees',
  SORTIES: 'sorties',
  NON_RETENUS: 'non-retenus',
};

/** The path of a page, without anything personal; the list of what is due when the page needs more than is known. */
export const cheminDe = (page: PageOf, { creneau, session }: CiblePage, cause?: CodeCause): string => {
  switch (page) {
    case 'ADRESSE':
      return '/of/adresse';
    case 'REPONSE':
      return cause === undefined ? A_FAIRE : `/of/reponse/${cause}`;
    case 'PRESENCES':
      return creneau === null ? A_FAIRE : `/of/creneaux/${encodeURIComponent(creneau)}`;
    case 'CHANGEMENT':
      return creneau === null ? A_FAIRE : `/of/creneaux/${encodeURIComponent(creneau)}/changement`;
    default:
      return session === null ? A_FAIRE : `/of/sessions/${encodeURIComponent(session)}/${SUFFIXES[page]}`;
  }
};
