/** The command line's own words: commander writes in English, Maillon answers in French. */
import type { Command, Option } from 'commander';
import { typo } from '../domain/francais.ts';

const TITRES: Record<string, string> = { 'Usage:': 'Usage :', 'Arguments:': 'Arguments :', 'Options:': 'Options :', 'Commands:': 'Commandes :' };

/** Each sentence of commander, and what it becomes; an unknown one is left as it is. */
const PHRASES: readonly (readonly [anglais: RegExp, francais: string])[] = [
  [/^error: unknown command '(.+?)'/, 'La commande « $1 » n’existe pas.'],
  [/^error: unknown option '(.+?)'/, 'L’option « $1 » n’existe pas.'],
  [/^error: missing required argument '(.+?)'/, 'Il manque « $1 ».'],
  [/^error: required option '(.+?)' not specified/, 'L’option « $1 » est obligatoire.'],
  [/^error: option '(.+?)' argument missing/, 'L’option « $1 » attend une valeur.'],
  [/^error: option '(.+?)' argument '(.*?)' is invalid\./, 'L’option « $1 » n’accepte pas « $2 ».'],
  [/^error: too many arguments.*? Expected (\d+) arguments? but got (\d+)\./, 'Trop de mots : $2 au lieu de $1.'],
  [/ Allowed choices are (.+?)\./, ' Choix possibles : $1.'],
  [/\n\(Did you mean one of (.+?)\?\)/, ' Vouliez-vous dire $1 ?'],
  [/\n\(Did you mean (.+?)\?\)/, ' Vouliez-vous dire « $1 » ?'],
];

export const enFrancais = (texte: string): string => typo(PHRASES.reduce((dit, [anglais, francais]) => dit.replace(anglais, francais), texte));

/** To be asked before any sub-command is made: they take it over. */
export const parlerFrancais = (commande: Command): Command =>
  commande
    .configureOutput({ outputError: (texte, ecrire) => ecrire(enFrancais(texte)) })
    .configureHelp({ styleTitle: (titre) => TITRES[titre] ?? titre, styleUsage: (usage) => usage.replace('[command]', '[commande]'), optionDescription });

const optionDescription = ({ description, argChoices, defaultValue }: Option): string => {
  const plus = [...(argChoices ? [`choix : ${argChoices.join(', ')}`] : []), ...(typeof defaultValue === 'string' ? [`sans précision : ${defaultValue}`] : [])];
  return typo(plus.length === 0 ? description : `${description} (${plus.join(' ; ')})`);
};
