/** The page of a process for docs/processus, drawn from what runs: its machines, the causes that may block it, what it tells the partners. */

import { operationDite } from '../causes/refus.ts';
import { CAUSES, type CodeCause } from '../causes.ts';
import { NOM_SYSTEME, SYSTEMES, type Systeme } from '../codes.ts';
import { delaiDit } from '../delai-dit.ts';
import { compter, majuscule, typo } from '../francais.ts';
import type { Machine } from '../machine.ts';
import type { Delai } from '../ouvres.ts';
import { POLITIQUES_PAR_DEFAUT } from '../politiques.ts';
import { DESTINATAIRES } from '../situations/blocage.ts';
import { LIBELLE_ACTEUR } from '../situations/socle.ts';
import { suiteDeCause } from '../situations/suite.ts';

export type PageProcessus = {
  machines: readonly Machine<string>[];
  causes: readonly CodeCause[];
  /** Operations that its flow asks of each partner. */
  envois: Partial<Record<Systeme, readonly string[]>>;
  /** What one ordinary life costs the engine, in state transitions; null when no test says it. */
  cout: number | null;
};

export const ecrirePage = ({ machines, causes, envois, cout }: PageProcessus): string =>
  [...machines.flatMap(ecrireMachine), ...ecrireEnvois(envois), ...ecrireCauses(causes), ...(cout === null ? [] : ecrireCout(cout))].join('\n');

/** A cell of a table: no bar, no line break. */
const cellule = (texte: string): string =>
  typo(texte)
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ');
const tableau = (titres: readonly string[], lignes: readonly (readonly string[])[]): string[] => [
  `| ${titres.join(' | ')} |`,
  `|${titres.map(() => '---|').join('')}`,
  ...lignes.map((l) => `| ${l.map(cellule).join(' | ')} |`),
  '',
];

const ecrireMachine = (m: Machine<string>): string[] => [
  `## États : ${m.nom}`.replace(' :', '\u202f:'),
  '',
  '```mermaid',
  ...schema(m),
  '```',
  '',
  ...tableau(
    ['état', 'ce qu’il veut dire'],
    Object.entries(m.etats).map(([etat, sens]) => [`\`${etat}\``, majuscule(sens)]),
  ),
  ...tableau(
    ['de', 'vers', 'qui', 'quand'],
    m.transitions.map((t) => [`\`${t.de}\``, `\`${t.vers}\``, t.qui, t.quand]),
  ),
];

/** Mermaid ends a label at « : » and at « ; ». */
const etiquette = (texte: string): string => texte.replace(/\s*[:;]\s*/g, ', ').replaceAll('"', '');

const schema = (m: Machine<string>): string[] => [
  'stateDiagram-v2',
  `  [*] --> ${m.initial}`,
  ...m.transitions.map((t) => `  ${t.de} --> ${t.vers}: ${etiquette(`${t.qui} – ${t.quand}`)}`),
  ...m.finaux.map((etat) => `  ${etat} --> [*]`),
];

const ecrireEnvois = (envois: PageProcessus['envois']): string[] => [
  '## Ce qui part vers les partenaires',
  '',
  ...tableau(
    ['système', 'ce qu’il apprend'],
    SYSTEMES.flatMap((s) => (envois[s]?.length ? [[NOM_SYSTEME[s], [...new Set(envois[s].map((o) => operationDite(`${s}.${o}`)))].join(', ')]] : [])),
  ),
];

const ecrireCauses = (causes: readonly CodeCause[]): string[] => [
  '## Ce qui peut bloquer',
  '',
  ...tableau(
    ['cas', 'cause', 'qui agit', 'relances', 'sans réponse'],
    causes.map((code) => {
      const c = CAUSES[code];
      return [
        c.numero ?? '—',
        `${c.intitule} (\`${code}\`)`,
        c.nomActeur ?? LIBELLE_ACTEUR[c.acteur],
        echelle(code),
        majuscule(suiteDeCause(code, POLITIQUES_PAR_DEFAUT[code])),
      ];
    }),
  ),
];

const delai = (d: Delai): string => {
  if ('heures' in d) return d.heures === 0 ? 'aussitôt' : `à ${compter(d.heures, 'heure', 'heures')}`;
  return 'jours' in d ? `à ${compter(d.jours, 'jour', 'jours')}` : `à ${compter(d.joursOuvres, 'jour ouvré', 'jours ouvrés')}`;
};
/** The levels of the default policy; those that only show are the case itself. */
const echelle = (code: CodeCause): string => {
  const niveaux = POLITIQUES_PAR_DEFAUT[code].niveaux;
  const dites = niveaux
    .filter((n) => n.niveau > 0)
    .map((n) => `${DESTINATAIRES[n.destinataire]} ${delai(n.apres)}${n.chaque ? ` puis tous les ${delaiDit(n.chaque)}` : ''}`);
  return dites.length > 0 ? dites.join(', ') : `Visible ${delai(niveaux[0]?.apres ?? { heures: 0 })}`;
};

const ecrireCout = (cout: number): string[] => [
  '## Ce qu’il coûte au moteur',
  '',
  typo(`Une vie ordinaire, d’un bout à l’autre, coûte ${compter(cout, 'transition', 'transitions')} d’état à Temporal : un essai le vérifie à chaque fois.`),
  '',
];
