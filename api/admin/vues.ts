/** Where to look, in each partner, at what concerns a session or the person of a parcours (contract of the doors, « Views »). */
import type { Systeme } from '../../domain/codes.ts';
import type { Hub } from '../../prisma/hub.ts';

export type SujetVue = { session: string | null; fiche: string | null; idDE: string | null; dossierImilo: string | null };
type Vue = { titre: string; chemin: string };

const avec = (valeur: string | null, titre: string, chemin: (v: string) => string): Vue[] =>
  valeur === null ? [] : [{ titre, chemin: chemin(encodeURIComponent(valeur)) }];

export const VUES: Record<Systeme, (s: SujetVue) => Vue[]> = {
  smf: (s) => avec(s.fiche, 'La fiche', (v) => `/vue/fiches/${v}`),
  rco: (s) => avec(s.session, 'La session', (v) => `/vue/sessions/${v}`),
  kairos: (s) => [
    ...avec(s.session, 'Les inscrits de la session', (v) => `/vue/sessions/${v}/inscrits`),
    ...avec(s.session, 'Les créneaux de la session', (v) => `/vue/sessions/${v}/creneaux`),
  ],
  ouiform: (s) => avec(s.idDE, 'Le suivi du demandeur', (v) => `/vue/parcours?idDE=${v}`),
  aude: (s) => avec(s.idDE, 'Le dossier du demandeur', (v) => `/vue/demandeurs/${v}`),
  audef: (s) => avec(s.session, 'La session', (v) => `/vue/sessions/${v}`),
  pefr: (s) => avec(s.idDE, 'Les rendez-vous du demandeur', (v) => `/vue/demandeurs/${v}/rendez-vous`),
  imilo: (s) => avec(s.dossierImilo, 'Le dossier de la mission locale', (v) => `/vue/dossiers/${v}`),
};

/** The person is found by the parcours: no identifiant DE in the dashboard's addresses. `null` when unknown. */
export const lireSujet = async (hub: Hub, { session, parcours }: { session?: string | undefined; parcours?: string | undefined }): Promise<SujetVue | null> => {
  const p = parcours === undefined ? null : await hub.parcours.findUnique({ where: { id: parcours } });
  const numero = p?.session ?? session;
  if (numero === undefined || (parcours !== undefined && !p)) return null;
  const [s, personne] = await Promise.all([
    hub.session.findUnique({ where: { numero }, select: { fiche: true } }),
    p ? hub.personne.findUnique({ where: { id: p.personne }, select: { idDE: true, dossierImilo: true } }) : null,
  ]);
  return { session: numero, fiche: s?.fiche ?? null, idDE: personne?.idDE ?? null, dossierImilo: personne?.dossierImilo ?? null };
};
