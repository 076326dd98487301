/** Who is positioned where, and through which door: the same people on the same slots for the same seed. */
import type { Systeme } from '../domain/codes.ts';
import { sessionsDuProfil } from './catalogue.ts';
import { genererPopulation, type PersonneSemee } from './population.ts';

export type Positionnement = { cle: string; personne: PersonneSemee; session: string; creneau: string; porte: 'api' | Systeme };

const PERSONNES = 40;
const STRUCTURES: Record<PersonneSemee['reseau'], string | null> = {
  ML: 'Mission locale de Rouen',
  CAP_EMPLOI: 'Cap emploi Seine-Maritime',
  PE: 'Agence Rouen Saint-Sever',
  OF: null,
  DE: null,
};
const ARGUMENTAIRES = [
  'Projet confirmé par un stage en entreprise ; disponible immédiatement.',
  'Motivation solide, métier découvert lors d’une visite d’atelier.',
  'Reconversion préparée avec le conseiller ; permis de conduire.',
] as const;

const PROCHES = sessionsDuProfil('proche').slice(0, 5);
const PERMANENTES = sessionsDuProfil('permanente').slice(0, 2);
/** The sessions that the plan plays with: their formations go in first. */
export const SESSIONS_DU_PLAN: readonly string[] = [...PROCHES, ...PERMANENTES];

export const planifier = (graine: number): Positionnement[] =>
  genererPopulation({ graine, n: PERSONNES }).map((personne, i) => {
    // One in eight asks for a candidature window; the others fill a few meetings that end soon, so that attendance is waited for.
    const enFenetre = i % 8 === 5 && personne.reseau !== 'DE';
    const enRdv = personne.reseau === 'DE';
    const session = enFenetre ? PERMANENTES[i % PERMANENTES.length] : PROCHES[(enRdv ? Math.floor(i / 10) : i + Math.floor(i / 5)) % PROCHES.length];
    const creneau = enFenetre ? `CAND-${session}-1` : enRdv ? `RDV-${session}-1` : `ICO-${session}-${i % 3 === 2 ? 2 : 1}`;
    return { cle: `semence-${graine}-${i}`, personne, session: session ?? '', creneau, porte: porteDe(personne, i) };
  });

/** Each network has its tool (R29); half of them come through the hub's own API. */
const porteDe = ({ reseau }: PersonneSemee, i: number): Positionnement['porte'] => {
  switch (reseau) {
    case 'DE':
      return 'pefr';
    case 'OF':
      return 'kairos';
    case 'PE':
      return i % 2 === 0 ? 'audef' : 'api';
    case 'ML':
      return i % 5 === 0 ? 'ouiform' : 'api';
    case 'CAP_EMPLOI':
      return 'api';
  }
};

/** The body of `POST /positionnements`, and of the partners' acts. */
export const corpsDe = ({ personne: p, session, creneau, cle }: Positionnement) => ({
  personne: { ...(p.idDE === null ? {} : { idDE: p.idDE }), nom: p.nom, prenom: p.prenom, courriel: p.courriel, telephone: p.telephone, adresse: p.adresse },
  session,
  creneau,
  // R33: a DE who books writes no argumentaire.
  ...(p.reseau === 'DE' ? {} : { argumentaire: ARGUMENTAIRES[Number(cle.split('-').at(-1)) % ARGUMENTAIRES.length] }),
  prescripteur: { reseau: p.reseau, ...(STRUCTURES[p.reseau] ? { structure: STRUCTURES[p.reseau], nom: 'Équipe conseil' } : {}) },
  ...(p.dossierImilo ? { dossierImilo: p.dossierImilo } : {}),
});
