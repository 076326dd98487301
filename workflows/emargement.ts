/** What the OF types of a slot, line by line: who came, who is retained. */
import type { ActeCreneau } from '../domain/actes.ts';
import type { EtatCreneau, Inscrit } from './creneau.ts';
import { diffuser } from './diffuser.ts';
import { type Envoi, kairos } from './effets.ts';
import { signaler } from './signaler.ts';
import { instant, joindre, noter, type Suivi } from './suivi.ts';

export type Emargement = Extract<ActeCreneau, { type: 'emarger' }>;

/** Keeps what changed, tells Kairos unless it comes from there, and each candidate's path. */
export const emarger = async (s: Suivi<EtatCreneau>, a: Emargement, direKairos: boolean): Promise<undefined> => {
  const inconnues = a.lignes.filter((l) => !s.etat.inscrits[l.positionnement]);
  if (inconnues.length) s.etat.avance.push({ ...a, id: `${a.id}+`, lignes: inconnues }); // told later, under a key of its own
  const connues = a.lignes.flatMap((l) => {
    const i = s.etat.inscrits[l.positionnement];
    // A decision supposes that the person came; nobody comes to a candidature.
    const venue = l.suite && i?.presence === null && s.etat.lu?.modalite !== 'CANDIDATURE' ? 'PRESENT' : undefined;
    return i ? [{ ...l, presence: l.presence ?? venue, i }] : [];
  });
  const presences = connues.flatMap(({ positionnement, presence, i }) =>
    presence && presence !== i.presence ? [{ positionnement, presence, parcours: i.parcours }] : [],
  );
  const suites = connues.flatMap(({ positionnement, suite, i }) => (suite && suite !== i.suite ? [{ positionnement, suite, parcours: i.parcours }] : []));
  for (const { positionnement, presence } of presences) Object.assign(s.etat.inscrits[positionnement] as Inscrit, { presence });
  for (const { positionnement, suite } of suites) Object.assign(s.etat.inscrits[positionnement] as Inscrit, { suite });
  if (presences.length) noter(s, 'PRESENCES_SAISIES', { acteur: a.par, systeme: a.depuis, detail: `${presences.length}` });
  if (suites.length) noter(s, 'SUITES_SAISIES', { acteur: a.par, systeme: a.depuis, detail: `${suites.length}` });
  const sansParcours = <T extends { parcours: string }>({ parcours: _, ...reste }: T) => reste;
  if (direKairos) {
    if (presences.length) diffuser(s, a.id, [kairos.saisirPresences({ creneau: s.sujet, presences: presences.map(sansParcours) })]);
    if (suites.length) diffuser(s, a.id, [kairos.saisirSuites({ creneau: s.sujet, suites: suites.map(sansParcours) })]);
  }
  await signaler(s, a.id, [
    ...presences.map(({ parcours, positionnement, presence }) => ({
      processus: 'parcours' as const,
      sujet: parcours,
      acte: { type: 'presence', positionnement, presence },
      depuis: a.depuis,
    })),
    ...suites.map(({ parcours, positionnement, suite }) => ({
      processus: 'parcours' as const,
      sujet: parcours,
      acte: { type: 'suite', positionnement, suite },
      depuis: a.depuis,
    })),
  ]);
};

/** Kairos holds what the OF typed elsewhere: the matrix of each candidate knows it. */
export const apresEnvoi = (s: Suivi<EtatCreneau>, { effet }: Envoi): void => {
  const fait = effet.operation === 'kairos.saisirPresences' ? 'PRESENCE' : effet.operation === 'kairos.saisirSuites' ? 'SUITE' : null;
  if (fait === null) return;
  const { presences = [], suites = [] } = effet.arg as { presences?: { positionnement: string }[]; suites?: { positionnement: string }[] };
  const parcours = [...presences, ...suites].flatMap(({ positionnement }) => s.etat.inscrits[positionnement]?.parcours ?? []);
  joindre(s, {
    transmissions: parcours.map((p) => ({
      parcours: p,
      systeme: 'kairos',
      fait,
      etat: 'VISIBLE',
      depuis: new Date(instant(s)).toISOString(),
      regle: null,
      raison: null,
    })),
  });
};
