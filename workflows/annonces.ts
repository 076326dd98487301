/** Who is told what of a candidate's path (§d.9): for each fact, the effects on the systems that may know it. */
import type { ProfilLu } from '../activities/lecture.ts';
import type { Presence, StatutPositionnement, Suite } from '../domain/codes.ts';
import { aude, audef, type Effet, imilo, kairos, ouiform, pefr } from './effets.ts';

/** The person and the origin, without identity: what decides of each visibility. */
export type Profil = ProfilLu;
type Cible = { parcours: string; positionnement: string; session: string };

const si = <T>(condition: boolean, ...effets: T[]): T[] => (condition ? effets : []);
/** R31: OUIFORM, an ML adviser, a synchronised dossier. Never an OF's own positioning (R30). */
export const vuParImilo = (p: Profil): boolean => p.outil === 'OUIFORM' && p.reseau === 'ML' && p.dossierImilo && p.synchronise;

export const positionnement = (c: Cible, p: Profil, date: string): Effet[] => [
  ouiform.positionner(c),
  audef.positionner(c),
  ...si(p.aIdDE, aude.prescrire({ ...c, date })),
  ...si(vuParImilo(p), imilo.proposer(c)),
];
/** pe.fr shows the appointment only (R33); a candidature has none. */
export const rendezVous = (c: Cible, p: Profil): Effet[] => si(p.aIdDE && p.modalite !== 'CANDIDATURE', pefr.notifierRendezVous(c));

export const presence = (c: Cible, p: Profil, presence: Presence, statut: StatutPositionnement): Effet[] => [
  ouiform.suivre({ ...c, presence, statut }),
  audef.suivre({ ...c, presence, statut }),
  ...si(p.aIdDE && p.modalite !== 'CANDIDATURE', pefr.changerRendezVous({ ...c, statut: statut === 'HONORE' ? 'HONORE' : 'ABSENT' })),
  ...si(vuParImilo(p), imilo.suivre({ ...c, statut })),
];

export const suite = (c: Cible, p: Profil, suite: Suite): Effet[] => [
  ouiform.suivre({ ...c, suite }),
  audef.suivre({ ...c, suite }),
  ...si(vuParImilo(p), imilo.suivre({ ...c, suite }), ...si(suite === 'RETENU', imilo.situer({ ...c, situation: 'Formation' }))),
];

export const inscription = (c: Cible, p: Profil, date: string): Effet[] => [
  ouiform.suivre({ ...c, inscription: date }),
  ...si(p.aIdDE, aude.genererAis({ ...c, date })),
];
export const ais = (c: Cible, date: string): Effet[] => [audef.enregistrerAis({ ...c, date })];

export const entree = (c: Cible, p: Profil, date: string, direKairos: boolean): Effet[] => [
  ...si(direKairos, kairos.attesterEntree({ ...c, date })),
  ouiform.suivre({ ...c, entree: date }),
  audef.suivre({ ...c, entree: date }),
  ...si(p.aIdDE, aude.enregistrerEntree({ ...c, date })),
];

export const sortie = (c: Cible, p: Profil, date: string, direKairos: boolean): Effet[] => [
  ...si(direKairos, kairos.terminer({ ...c, date })),
  ouiform.suivre({ ...c, sortie: date }),
  audef.suivre({ ...c, sortie: date }),
  ...si(p.aIdDE, aude.enregistrerSortie({ ...c, date })),
  ...si(vuParImilo(p), imilo.situer({ ...c, situation: 'Sortie' })),
];

export const annulation = (c: Cible, p: Profil, date: string, direKairos: boolean): Effet[] => [
  ...si(direKairos, kairos.annulerPositionnement(c)),
  ouiform.suivre({ ...c, statut: 'ANNULE' }),
  audef.suivre({ ...c, statut: 'ANNULE' }),
  ...si(p.aIdDE, aude.annulerPrescription({ ...c, date })),
  ...si(p.aIdDE && p.modalite !== 'CANDIDATURE', pefr.changerRendezVous({ ...c, statut: 'ANNULE' })),
  ...si(vuParImilo(p), imilo.suivre({ ...c, statut: 'ANNULE' })),
];

export const inscriptionAnnulee = (c: Cible, p: Profil, date: string, direKairos: boolean): Effet[] => [
  ...si(direKairos, kairos.annulerInscription({ ...c, date })),
  ouiform.suivre({ ...c, statut: 'ANNULE' }),
  audef.retirerAis(c),
  ...si(p.aIdDE, aude.annulerInscription({ ...c, date })),
];

/** A refusal that a partner must hear: it had written the positioning first. */
export const refuse = (c: Cible): Effet[] => [
  ouiform.positionner(c),
  audef.positionner(c),
  ouiform.suivre({ ...c, statut: 'REFUSE' }),
  audef.suivre({ ...c, statut: 'REFUSE' }),
];

export const deplacement = (c: Cible, p: Profil): Effet[] => [
  ouiform.suivre({ ...c, statut: 'CONFIRME', deplace: true }),
  audef.suivre({ ...c, statut: 'CONFIRME', deplace: true }),
  ...si(p.aIdDE && p.modalite !== 'CANDIDATURE', pefr.notifierRendezVous(c)),
];
