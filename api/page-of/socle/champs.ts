/** The fields of the forms: label, help, fault, and what was typed kept through a refusal. */
import { typo } from '../../../domain/francais.ts';
import { type Html, html, si } from './html.ts';

export type Corps = Readonly<Record<string, string | undefined>>;
/** `champ`: id of the field, to which the summary leads. */
export type Faute = { champ: string; texte: string };

/** A form as it must be shown: nothing yet, or what was typed with what is wrong, or with what changed meanwhile. */
export type Saisie = { corps: Corps; fautes: readonly Faute[]; avis: Html | null };
export const VIERGE: Saisie = { corps: {}, fautes: [], avis: null };

export const valeurDe = (s: Saisie, nom: string, connue: string | null | undefined = ''): string => s.corps[nom] ?? connue ?? '';
export const fautesDe = (s: Saisie, champ: string): string[] => s.fautes.filter((f) => f.champ === champ).map((f) => f.texte);

const decrire = (s: Saisie, id: string, aide?: string): Html | null => {
  const faux = fautesDe(s, id).length > 0;
  const par = [aide === undefined ? null : `${id}-a`, faux ? `${id}-e` : null].filter((x) => x !== null).join(' ');
  return par === '' ? null : html` aria-describedby="${par}"${si(faux, 'aria-invalid="true"')}`;
};
const dire = (s: Saisie, id: string, aide?: string): Html =>
  html`${aide !== undefined && html`<p class="aide" id="${id}-a">${typo(aide)}</p>`}${fautesDe(s, id).length > 0 && html`<p class="faute" id="${id}-e">${fautesDe(s, id).join(' ')}</p>`}`;

type Champ = { id: string; libelle: string; aide?: string; connue?: string | null };
type Texte = Champ & { type?: 'text' | 'date' | 'time' | 'number' | 'email'; attributs?: Html };

export const texte = (s: Saisie, { id, libelle, aide, connue, type = 'text', attributs }: Texte): Html =>
  html`<div class="champ"><label for="${id}">${typo(libelle)}</label>${dire(s, id, aide)}<input type="${type}" id="${id}" name="${id}" value="${valeurDe(s, id, connue)}"${attributs}${decrire(s, id, aide)}></div>`;

export const zone = (s: Saisie, { id, libelle, aide, connue, max }: Champ & { max: number }): Html =>
  html`<div class="champ"><label for="${id}">${typo(libelle)}</label>${dire(s, id, aide)}<textarea id="${id}" name="${id}" rows="4" maxlength="${max}"${decrire(s, id, aide)}>
${valeurDe(s, id, connue)}</textarea></div>`;

type Choix = readonly (readonly [code: string, libelle: string])[];
export const radios = (nom: string, choix: Choix, valeur: string): Html[] =>
  choix.map(([code, libelle]) => html`<label><input type="radio" name="${nom}" value="${code}"${si(valeur === code, 'checked')}>${libelle}</label>`);

/** A question with a few answers. */
export const question = (s: Saisie, { id, libelle, aide, connue, choix }: Champ & { choix: Choix }): Html =>
  html`<fieldset id="${id}"${decrire(s, id, aide)}><legend>${typo(libelle)}</legend>${dire(s, id, aide)}<div class="choix">${radios(id, choix, valeurDe(s, id, connue))}</div></fieldset>`;

export const options = (choix: Choix, valeur: string): Html[] =>
  choix.map(([code, libelle]) => html`<option value="${code}"${si(valeur === code, 'selected')}>${libelle}</option>`);
export const liste = (s: Saisie, { id, libelle, aide, connue, choix }: Champ & { choix: Choix }): Html =>
  html`<div class="champ"><label for="${id}">${typo(libelle)}</label>${dire(s, id, aide)}<select id="${id}" name="${id}"${decrire(s, id, aide)}>${options(choix, valeurDe(s, id, connue))}</select></div>`;

export const cache = (nom: string, valeur: string): Html => html`<input type="hidden" name="${nom}" value="${valeur}">`;

/** What is wrong, all of it, at the top, each leading to its field; the browser goes there by itself. */
export const resume = ({ fautes, avis }: Saisie): Html | null => {
  if (avis) return html`<section class="avis" role="alert" tabindex="-1" autofocus>${avis}</section>`;
  if (fautes.length === 0) return null;
  const combien = fautes.length === 1 ? 'une réponse est à revoir' : `${fautes.length} réponses sont à revoir`;
  return html`<section class="erreurs" role="alert" aria-labelledby="te" tabindex="-1" autofocus><h2 id="te">${typo(`Rien n'est enregistré : ${combien}`)}</h2><ul>${fautes.map((f) => html`<li><a href="#${f.champ}">${f.texte}</a></li>`)}</ul></section>`;
};

/** `jeton`: the same for the same page, so that a form sent twice is one act. */
export const formulaire = (chemin: string, jeton: string, contenu: Html): Html =>
  html`<form method="post" action="${chemin}" accept-charset="utf-8" novalidate>${cache('jeton', jeton)}${contenu}</form>`;
