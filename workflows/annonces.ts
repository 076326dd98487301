/** What is told of a candidate's path, fact by fact; to whom, `saura` decides (§d.9): what flows tell is what the matrix says. */
import type { ProfilLu } from '../activities/lecture.ts';
import type { Fait, Presence, StatutPositionnement, Suite } from '../domain/codes.ts';
import { saura } from '../domain/visibilite.ts';
import { aude, audef, type Effet, imilo, kairos, ouiform, pefr } from './effets.ts';

/** The person and the origin, without identity: what decides of each visibility. */
export type Profil = ProfilLu & {
  /** S8: what an ML adviser made in OUIFORM of the same appointment, followed there beside the organisme's. */
  reprises?: readonly string[];
};
type Cible = { parcours: string; positionnement: string; session: string };
export type Periode = { debut: string; fin: string | null };

const si = <T>(condition: boolean, ...effets: T[]): T[] => (condition ? effets : []);
const selon = (p: Profil, fait: Fait, ...effets: Effet[]): Effet[] => effets.filter((e) => e.systeme === 'kairos' || saura(e.systeme, fait, p));
/** OUIFORM and AUDEF are told alike; OUIFORM follows the adviser's own too. */
const suivis = (c: Cible, p: Profil, change: Omit<Parameters<typeof ouiform.suivre>[0], keyof Cible>): Effet[] => [
  ...[c.positionnement, ...(p.reprises ?? [])].map((positionnement) => ouiform.suivre({ ...c, positionnement, ...change })),
  audef.suivre({ ...c, ...change }),
];
/** R31: OUIFORM, an ML adviser, a synchronised dossier. Never an OF's own positioning (R30). */
export const vuParImilo = (p: Profil): boolean => saura('imilo', 'POSITIONNEMENT', p);

export const positionnement = (c: Cible, p: Profil, date: string): Effet[] =>
  selon(p, 'POSITIONNEMENT', ouiform.positionner(c), audef.positionner(c), aude.prescrire({ ...c, date }), imilo.proposer(c));
/** pe.fr shows the appointment only (R33); a candidature has none. */
export const rendezVous = (c: Cible, p: Profil, quand: Horaires): Effet[] => selon(p, 'RDV', pefr.notifierRendezVous({ ...c, ...dates(quand) }));
/** Epoch ms. As they are when it is said: a slot that moves meanwhile is told after, not twice. */
type Horaires = { debut: number; fin: number };
const dates = ({ debut, fin }: Horaires) => ({ debut: new Date(debut).toISOString(), fin: new Date(fin).toISOString() });

type DuCreneau = Cible & { creneau: string };
const direPresence = ({ creneau, positionnement }: DuCreneau, presence: Presence): Effet =>
  kairos.saisirPresences({ creneau, presences: [{ positionnement, presence }] });
const direSuite = ({ creneau, positionnement }: DuCreneau, suite: Suite): Effet => kairos.saisirSuites({ creneau, suites: [{ positionnement, suite }] });

/** `avant`: the status that was told before, if any; who knows no other word than absent is not told of one absence corrected into the other. */
type Vue = { presence: Presence; statut: StatutPositionnement; avant: StatutPositionnement | null; direKairos: boolean };
/** Kairos hears of it from the path itself, so that one person's acts reach it in their order. */
export const presence = (c: DuCreneau, p: Profil, { presence, statut, avant, direKairos }: Vue): Effet[] => {
  const { creneau: _, ...cible } = c;
  return [
    ...si(direKairos, direPresence(c, presence)),
    ...selon(
      p,
      'PRESENCE',
      ...suivis(cible, p, { presence, statut }),
      ...si(statut !== avant, pefr.changerRendezVous({ ...cible, statut: statut === 'HONORE' ? 'HONORE' : 'ABSENT' }), imilo.suivre({ ...cible, statut })),
    ),
  ];
};

/** What holds, for a Kairos where something else was typed. Nobody is met for a candidature. */
export const rappel = (c: DuCreneau, { modalite }: Profil, { presence, suite }: { presence: Presence | null; suite: Suite | null }): Effet[] => [
  ...(presence === null || modalite === 'CANDIDATURE' ? [] : [direPresence(c, presence)]),
  ...(suite === null ? [] : [direSuite(c, suite)]),
];

type Tenue = { entree: string; sortie: string | null; interruptions: readonly Periode[] };
/** The day of what was typed there; of a registration that was cancelled there and is made anew, all that was lived by it. */
export const rappelFormation = (c: Cible, { entree, sortie, interruptions }: Tenue, dit: 'entrer' | 'annulerInscription' | 'sortir'): Effet[] => {
  const neuve = dit === 'annulerInscription';
  return [
    ...si(neuve || dit === 'entrer', kairos.attesterEntree({ ...c, date: entree })),
    ...(neuve ? interruptions.map(({ debut, fin }) => kairos.saisirInterruption({ ...c, debut, fin })) : []),
    ...(sortie !== null && (neuve || dit === 'sortir') ? [kairos.terminer({ ...c, date: sortie })] : []),
  ];
};

export const suite = (c: DuCreneau, p: Profil, suite: Suite, direKairos: boolean): Effet[] => {
  const { creneau: _, ...cible } = c;
  return [
    ...si(direKairos, direSuite(c, suite)),
    ...selon(
      p,
      'SUITE',
      ...suivis(cible, p, { suite }),
      imilo.suivre({ ...cible, suite }),
      ...si(suite === 'RETENU', imilo.situer({ ...cible, situation: 'Formation' })),
    ),
  ];
};

/** The same decision, for another reason: those who show reasons. */
export const motif = (c: DuCreneau, p: Profil, suite: Suite, direKairos: boolean): Effet[] => {
  const { creneau: _, ...cible } = c;
  return [...si(direKairos, direSuite(c, suite)), ...selon(p, 'SUITE', ...suivis(cible, p, { suite }))];
};

export const inscription = (c: Cible, p: Profil, date: string): Effet[] =>
  selon(p, 'INSCRIPTION', ...suivis(c, p, { inscription: date }).filter((e) => e.systeme === 'ouiform'), aude.genererAis({ ...c, date }));
export const ais = (c: Cible, p: Profil, date: string): Effet[] => selon(p, 'INSCRIPTION', audef.enregistrerAis({ ...c, date }));

export const entree = (c: Cible, p: Profil, date: string, direKairos: boolean): Effet[] => [
  ...si(direKairos, kairos.attesterEntree({ ...c, date })),
  ...selon(p, 'ENTREE', ...suivis(c, p, { entree: date }), aude.enregistrerEntree({ ...c, date })),
];

/** M13: who heard of the entry hears of each interruption. */
export const interruption = (c: Cible, p: Profil, { debut, fin }: Periode, direKairos: boolean): Effet[] => [
  ...si(direKairos, kairos.saisirInterruption({ ...c, debut, fin })),
  ...selon(p, 'ENTREE', ...suivis(c, p, { interruption: { debut, fin } }), aude.enregistrerInterruption({ ...c, date: debut, fin })),
];

/** `dite`: the date that was told before, if any. i-Milo has none: it hears of an exit once. */
type Sortie = { date: string; dite: string | null; direKairos: boolean };
export const sortie = (c: Cible, p: Profil, { date, dite, direKairos }: Sortie): Effet[] => [
  ...si(direKairos, kairos.terminer({ ...c, date })),
  ...selon(
    p,
    'BILAN',
    ...si(date !== dite, ...suivis(c, p, { sortie: date }), aude.enregistrerSortie({ ...c, date })),
    ...si(dite === null, imilo.situer({ ...c, situation: 'Sortie' })),
  ),
];

export const annulation = (c: Cible, p: Profil, date: string, direKairos: boolean): Effet[] => [
  ...si(direKairos, kairos.annulerPositionnement(c)),
  ...selon(p, 'POSITIONNEMENT', ...suivis(c, p, { statut: 'ANNULE' }), aude.annulerPrescription({ ...c, date }), imilo.suivre({ ...c, statut: 'ANNULE' })),
  ...selon(p, 'RDV', pefr.changerRendezVous({ ...c, statut: 'ANNULE' })),
];

export const inscriptionAnnulee = (c: Cible, p: Profil, date: string, direKairos: boolean): Effet[] => [
  ...si(direKairos, kairos.annulerInscription({ ...c, date })),
  ...selon(
    p,
    'INSCRIPTION',
    ...suivis(c, p, { statut: 'ANNULE' }).filter((e) => e.systeme === 'ouiform'),
    audef.retirerAis(c),
    aude.annulerInscription({ ...c, date }),
  ),
  // The « situation » that the acceptance made there (§b.4) is no more.
  ...selon(p, 'SUITE', imilo.situer({ ...c, situation: 'Sortie' })),
];

/** A refusal that a partner must hear: it had written the positioning first. */
export const refuse = (c: Cible, p: Profil): Effet[] => [
  ouiform.positionner(c),
  audef.positionner(c),
  ouiform.suivre({ ...c, statut: 'REFUSE' }),
  audef.suivre({ ...c, statut: 'REFUSE' }),
  ...si(p.outil === 'PE_FR', pefr.notifierRendezVous(c), pefr.changerRendezVous({ ...c, statut: 'ANNULE' })),
];

/** R27: somebody else was first. Only the tool in which it was made has written it; Kairos, whose lock falls with the presence, may have too. */
export const refuseIci = (c: Cible, outil: Profil['outil']): Effet[] => [
  ...si(outil === 'KAIROS', kairos.annulerPositionnement({ ...c, refus: 'DEJA_INSCRIT' })),
  ...si(outil === 'OUIFORM', ouiform.positionner(c), ouiform.suivre({ ...c, statut: 'REFUSE' })),
  ...si(outil === 'AUDEF', audef.positionner(c), audef.suivre({ ...c, statut: 'REFUSE' })),
  ...si(outil === 'PE_FR', pefr.notifierRendezVous(c), pefr.changerRendezVous({ ...c, statut: 'ANNULE' })),
];

/** `avant`: as it was seen on the first slot. Somebody who had an appointment and may now apply until a date has none any more (R17). */
export const deplacement = (c: Cible, p: Profil, avant: Profil, ici: Horaires & { creneau: string }): Effet[] => [
  ...selon(p, 'POSITIONNEMENT', ...suivis(c, p, { statut: 'CONFIRME', creneau: ici.creneau })),
  ...rendezVous(c, p, ici),
  ...si(p.modalite === 'CANDIDATURE', ...selon(avant, 'RDV', pefr.changerRendezVous({ ...c, statut: 'ANNULE' }))),
];

/** `sortie`: the training is over, or was given up before it began. */
type Vecu = { statut: StatutPositionnement; presence: Presence | null; suite: Suite | null; sortie: boolean };
/** S8, S8b: i-Milo may see at last a positioning that has already lived (R31): what it missed is told in order. */
export const rattrapage = (c: Cible, p: Profil, vecu: Vecu): Effet[] =>
  selon(
    p,
    'POSITIONNEMENT',
    imilo.proposer(c),
    ...si(vecu.presence !== null, imilo.suivre({ ...c, statut: vecu.statut })),
    ...(vecu.suite === null ? [] : [imilo.suivre({ ...c, suite: vecu.suite })]),
    ...si(vecu.suite === 'RETENU', imilo.situer({ ...c, situation: vecu.sortie ? 'Sortie' : 'Formation' })),
  );
