/** What an administrator may write in a policy: all the faults at once, in French. And what a change changed, as the journal says it. */
import { z } from 'zod';
import { CAUSES, type CodeCause } from './causes.ts';
import { delaiDit } from './delai-dit.ts';
import { compter, typo } from './francais.ts';
import { ajouterDelai, Delai } from './ouvres.ts';
import { NiveauPolitique, POLITIQUES_PAR_DEFAUT, type Politique } from './politiques.ts';
import { MAXIMUM, SEUILS, Seuils, seuilDe, seuilsDe } from './seuils.ts';
import { DESTINATAIRES } from './situations/blocage.ts';

/** A month: beyond, nobody would call it a reminder. */
const REPOS_MAX = 720;
/** A day: nobody is written to more often by one step. */
const PAS_MIN = 24 * 3_600_000;
/** A Monday morning of a month without public holiday: where delays of different kinds are compared. */
const REFERENCE = Date.parse('2026-03-02T10:00:00+01:00');

export const PolitiqueSaisie = z.strictObject({
  niveaux: z.array(NiveauPolitique).min(1).max(12),
  reposHeures: z.number().min(0).max(REPOS_MAX),
  absenceProvisoire: Delai.optional(),
  conservation: Delai.optional(),
  seuils: Seuils.optional(),
});
export type PolitiqueSaisie = z.infer<typeof PolitiqueSaisie>;

export type FautePolitique = { chemin: readonly (string | number)[]; message: string };

const duree = (d: Delai): number => ajouterDelai(REFERENCE, d) - REFERENCE;

/** What the shape alone does not say. Empty: the policy may be put in force. */
export const fautesDePolitique = (cause: CodeCause, p: PolitiqueSaisie): FautePolitique[] => {
  const fautes: FautePolitique[] = [];
  const faute = (chemin: FautePolitique['chemin'], message: string) => fautes.push({ chemin, message: typo(message) });
  const rangs = p.niveaux.map((n, i) => ({ n, i, quand: duree(n.apres) })).sort((a, b) => a.quand - b.quand || a.n.niveau - b.n.niveau);
  const premier = rangs[0];
  if (premier && premier.n.niveau !== 0)
    faute(['niveaux', premier.i, 'niveau'], "La première étape doit être de niveau 0 : le blocage se voit avant d'être rappelé.");
  rangs.forEach(({ n, i, quand }, rang) => {
    // A step that is for one kind of actor only is compared with those that this actor meets.
    const avant = rangs.slice(0, rang).filter((a) => a.n.acteur === undefined || n.acteur === undefined || a.n.acteur === n.acteur);
    if (avant.some((a) => a.n.niveau > n.niveau)) faute(['niveaux', i, 'niveau'], 'Le niveau ne peut pas redescendre avec le temps.');
    if (n.chaque && duree(n.chaque) < PAS_MIN) faute(['niveaux', i, 'chaque'], 'Une étape ne se répète pas plus souvent que tous les jours.');
    if (n.niveau === 0 && n.canal === 'COURRIEL') faute(['niveaux', i, 'canal'], "Le niveau 0 s'affiche au tableau ; il n'envoie pas de courriel.");
    if (n.destinataire === 'REFERENT_KAIROS' && n.canal === 'COURRIEL')
      faute(['niveaux', i, 'canal'], "Le référent Kairos n'a pas d'adresse connue de Maillon : choisissez le tableau.");
    if (
      n.canal === 'COURRIEL' &&
      avant.some((a) => a.n.canal === 'COURRIEL' && a.n.destinataire === n.destinataire && a.n.acteur === n.acteur && a.quand === quand)
    )
      faute(['niveaux', i], 'Deux courriels au même destinataire ne peuvent pas partir en même temps.');
  });
  const admises = POLITIQUES_PAR_DEFAUT[cause];
  if (p.absenceProvisoire && !admises.absenceProvisoire) faute(['absenceProvisoire'], "Cette cause ne connaît pas d'absence provisoire.");
  if (p.conservation && !admises.conservation) faute(['conservation'], 'Cette cause ne conserve rien.');
  if (admises.conservation && !p.conservation) faute(['conservation'], 'La durée de conservation est obligatoire pour cette cause.');
  const connus = seuilsDe(cause);
  for (const code of Object.keys(p.seuils ?? {})) if (!connus.some((s) => s === code)) faute(['seuils', code], 'Cette cause ne connaît pas ce seuil.');
  for (const code of connus) {
    const { unite, libelle } = SEUILS[code];
    const valeur = p.seuils?.[code];
    if (valeur === undefined) faute(['seuils', code], `Le seuil est obligatoire pour cette cause : « ${libelle} ».`);
    else if (valeur > MAXIMUM[unite]) faute(['seuils', code], `Un seuil ne dépasse pas ${MAXIMUM[unite]} ${UNITES[unite]}.`);
  }
  const demande = rangs.find((r) => r.n.canal === 'COURRIEL');
  if (p.absenceProvisoire && demande && duree(p.absenceProvisoire) <= demande.quand)
    faute(['absenceProvisoire'], "Une absence ne peut pas être présumée avant que l'organisme ait été relancé.");
  return fautes;
};

const UNITES = { JOURS: 'jours', POURCENT: '%' } as const;
export const seuilDit = (unite: keyof typeof UNITES, valeur: number): string => (unite === 'JOURS' ? compter(valeur, 'jour', 'jours') : `${valeur} %`);

const echelleDite = (p: Pick<Politique, 'niveaux'>): string =>
  p.niveaux
    .map(
      (n) =>
        `${DESTINATAIRES[n.destinataire]} (niveau ${n.niveau}, ${n.canal === 'COURRIEL' ? 'courriel' : 'tableau'}) : ${delaiDit(n.apres)}${n.chaque ? `, puis tous les ${delaiDit(n.chaque)}` : ''}`,
    )
    .join(' · ');

/** What differs, one French clause each: « repos : 24 heures → 12 heures ». Empty: nothing does. */
export const differencesDePolitique = (avant: Politique, apres: Politique): string[] => {
  const ligne = (quoi: string, a: string, b: string): string[] => (a === b ? [] : [typo(`${quoi} : ${a} → ${b}`)]);
  const ou = (d: Delai | undefined): string => (d === undefined ? 'jamais' : delaiDit(d));
  return [
    ...ligne('repos', delaiDit({ heures: avant.reposHeures }), delaiDit({ heures: apres.reposHeures })),
    ...ligne('absence provisoire', ou(avant.absenceProvisoire), ou(apres.absenceProvisoire)),
    ...ligne('conservation', ou(avant.conservation), ou(apres.conservation)),
    ...seuilsDe(apres.cause).flatMap((code) => {
      const { libelle, unite } = SEUILS[code];
      return ligne(`« ${libelle} »`, seuilDit(unite, seuilDe(avant.seuils, code)), seuilDit(unite, seuilDe(apres.seuils, code)));
    }),
    ...ligne('étapes', echelleDite(avant), echelleDite(apres)),
  ];
};

/** « Présences non saisies, version 3 — repos : … ». */
export const changementDit = (avant: Politique, apres: Politique, version: number): string =>
  typo(`${CAUSES[apres.cause].intitule}, version ${version} — ${differencesDePolitique(avant, apres).join(' ; ')}`);
