/** `maillon docs`: writes docs/processus from the machines and the flows, so that what is drawn is what runs. For developers. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CodeCause } from '../domain/causes.ts';
import { SYSTEMES, type Systeme } from '../domain/codes.ts';
import type { Machine } from '../domain/machine.ts';
import { MACHINE_CANDIDATURE, MACHINE_CRENEAU } from '../domain/machines/creneau.ts';
import { MACHINE_DEMANDEUR } from '../domain/machines/demandeur.ts';
import { MACHINE_FICHE } from '../domain/machines/fiche.ts';
import { ecrirePage } from '../domain/machines/page.ts';
import { MACHINE_PARCOURS } from '../domain/machines/parcours.ts';
import { MACHINE_PUBLICATION, MACHINE_RECRUTEMENT } from '../domain/machines/session.ts';

/** `fichiers`: the names that the files of its flow begin with. */
type Page = { nom: string; machines: readonly Machine<string>[]; fichiers: readonly string[] };
const large = <E extends string>(m: Machine<E>): Machine<string> => m as Machine<string>; // a page only reads names
const PAGES: readonly Page[] = [
  { nom: 'fiche', machines: [large(MACHINE_FICHE)], fichiers: ['fiche'] },
  { nom: 'session', machines: [large(MACHINE_PUBLICATION), large(MACHINE_RECRUTEMENT)], fichiers: ['session'] },
  { nom: 'creneau', machines: [large(MACHINE_CRENEAU), large(MACHINE_CANDIDATURE)], fichiers: ['creneau', 'emargement'] },
  { nom: 'parcours', machines: [large(MACHINE_PARCOURS)], fichiers: ['parcours', 'annonces'] },
  { nom: 'demandeur', machines: [large(MACHINE_DEMANDEUR)], fichiers: ['demandeur'] },
];

const RACINE = path.resolve(import.meta.dirname, '..');
const DEBUT = '<!-- Ce qui suit est écrit par « maillon docs » : ne le changez pas ici. -->';

/** Each page as it is and as it should be. What is written by hand stands above the mark. */
export const pages = (): { fichier: string; lue: string; voulue: string }[] =>
  PAGES.map(({ nom, machines, fichiers }) => {
    const fichier = path.join(RACINE, 'docs', 'processus', `${nom}.md`);
    const lue = readFileSync(fichier, 'utf8');
    const [haut = ''] = lue.split(DEBUT);
    const corps = ecrirePage({ machines, ...lireFlux(fichiers), cout: lireCout(nom) });
    return { fichier, lue, voulue: `${haut}${DEBUT}\n\n${corps.trimEnd()}\n` };
  });

export const ecrireDocs = (): void => {
  const changees = pages().filter((p) => p.lue !== p.voulue);
  for (const { fichier, voulue } of changees) writeFileSync(fichier, voulue);
  console.log(changees.length === 0 ? 'Les pages sont à jour.' : `Pages réécrites : ${changees.map((p) => path.basename(p.fichier)).join(', ')}.`);
};

/** Whatever a flow does, these may stop it. */
const PARTOUT: readonly CodeCause[] = ['REJET_FONCTIONNEL', 'SYSTEME_INDISPONIBLE', 'COURRIEL_EN_ECHEC'];

/** The causes that the flow's own code names, in the order of the table, and the operations that it asks of partners. */
const lireFlux = (debuts: readonly string[]): { causes: CodeCause[]; envois: Partial<Record<Systeme, string[]>> } => {
  const dossier = path.join(RACINE, 'workflows');
  const siens = readdirSync(dossier).filter((f) => /^[a-z-]+\.ts$/.test(f) && debuts.some((d) => f === `${d}.ts` || f.startsWith(`${d}-`)));
  const texte = siens
    .sort()
    .map((f) => readFileSync(path.join(dossier, f), 'utf8'))
    .join('\n');
  const envois = SYSTEMES.map(
    (s) => [s, [...new Set([...texte.matchAll(new RegExp(`\\b${s}\\.([a-zA-Z]+)\\(`, 'g'))].map((m) => m[1] ?? ''))].sort()] as const,
  );
  return { causes: CodeCause.options.filter((c) => PARTOUT.includes(c) || texte.includes(`'${c}'`)), envois: Object.fromEntries(envois) };
};

/** The figure that the flow's own test asserts. */
const lireCout = (nom: string): number | null => {
  const texte = readFileSync(path.join(RACINE, 'workflows', `${nom}.test.ts`), 'utf8');
  const [, dit = ''] = /transitions\(\)\)\.toBe\((\w+)\)/.exec(texte) ?? [];
  const nombre = /^\d+$/.test(dit) ? dit : new RegExp(`const ${dit} = (\\d+)`).exec(texte)?.[1];
  return dit !== '' && nombre !== undefined ? Number(nombre) : null;
};
