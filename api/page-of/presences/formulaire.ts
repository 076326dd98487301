/**
 * The form of one slot: one fieldset per person, nothing mandatory, everything correctable. Forty people hold in 30 kB: hence the one-letter
 * names and values, the attributes without quotes (constants and ranks only), and the options that are their own value.
 */
import type { Presence, Suite } from '../../../domain/codes.ts';
import { typo } from '../../../domain/francais.ts';
import { cache } from '../socle/champs.ts';
import { type Html, html, si } from '../socle/html.ts';
import type { PersonneVue } from './lecture.ts';

const PRESENCES: Record<Presence, [code: string, libelle: string]> = {
  PRESENT: ['P', 'Présent·e'],
  ABSENT_EXCUSE: ['E', 'Absent·e excusé·e'],
  ABSENT: ['A', 'Absent·e'],
};
const SUITES: Record<Suite, string> = { RETENU: 'Retenu·e', LISTE_ATTENTE: 'Liste d’attente', NON_RETENU: 'Non retenu·e' };

/** What the form says, back as codes; anything else as it is, to be refused. */
export const codePresence = (dit: string): string => Object.entries(PRESENCES).find(([, [code]]) => code === dit)?.[0] ?? dit;
export const codeSuite = (dit: string): string => Object.entries(SUITES).find(([, libelle]) => libelle === dit)?.[0] ?? dit;

/** Enough of an id to know it among those of one slot. */
export const court = (positionnement: string): string => positionnement.slice(0, 8);

export const direReponse = (p: PersonneVue): string =>
  [PRESENCES[p.presence as Presence]?.[1], SUITES[p.suite as Suite]].flatMap((dit) => dit?.toLowerCase() ?? []).join(', ') || 'sans réponse';

const nommer = (p: PersonneVue, i: number): Html =>
  html`<legend>${p.nom} <small>${p.outil}</small></legend>${p.erreur !== undefined && html`<p class=faute id=e${i}>${p.erreur}</p>`}`;
const faux = (p: PersonneVue, i: number): Html | null => si(p.erreur !== undefined, `aria-describedby=e${i}`);
const motif = (p: PersonneVue, i: number): Html => html`<label class=m>Motif<input name=m${i}${p.motif ? html` value="${p.motif}"` : null}></label>`;
const venues = (p: PersonneVue, i: number): Html[] =>
  Object.entries(PRESENCES).map(
    ([presence, [code, libelle]]) => html`<label><input type=radio name=p${i} value=${code}${si(p.presence === presence, 'checked')}>${libelle}</label>`,
  );
const suites = (p: PersonneVue): Html[] => Object.entries(SUITES).map(([suite, libelle]) => html`<option${si(p.suite === suite, 'selected')}>${libelle}`);

const personne = (p: PersonneVue, i: number): Html =>
  html`<fieldset id=p${i} class=${p.erreur === undefined ? 'q' : 'f'}${faux(p, i)}>${nommer(p, i)}${venues(p, i)}<label><input type=radio name=p${i} value${si(!p.presence, 'checked')}>Je ne sais pas encore</label><label class=s>Suite<select name=s${i}><option value>À décider${suites(p)}</select></label>${motif(p, i)}</fieldset>
`;
const candidature = (p: PersonneVue, i: number): Html =>
  html`<fieldset id=p${i} class=${p.erreur === undefined ? 'q' : 'f'}${faux(p, i)}>${nommer(p, i)}${Object.entries(SUITES).map(([suite, libelle]) => html`<label><input type=radio name=s${i} value=${suite}${si(p.suite === suite, 'checked')}>${libelle}</label>`)}<label><input type=radio name=s${i} value${si(!p.suite, 'checked')}>Pas encore décidé</label>${motif(p, i)}</fieldset>
`;

export const lignes = (modalite: string, personnes: readonly PersonneVue[], avant: readonly string[]): Html => {
  const enCandidature = modalite === 'CANDIDATURE';
  const faites = personnes.filter((p) => (enCandidature ? p.suite : p.presence)).length;
  const ou = enCandidature ? 'Répondez à chaque candidature.' : 'Pour une personne présente, dites aussi la suite donnée si elle est connue.';
  return html`<p>${typo(`${faites} sur ${personnes.length} réponses connues. ${ou} Vous pouvez répondre en partie, puis revenir avec le même lien.`)}</p>
${cache('ids', personnes.map((p) => court(p.positionnement)).join(','))}${cache('a', avant.join('|'))}
${personnes.map((p, i) => (enCandidature ? candidature(p, i) : personne(p, i)))}
<div class="boutons"><button>Enregistrer</button>${!enCandidature && html`<button class="second" name="tous" value="1">Tous les autres présents, et enregistrer</button>`}</div>`;
};
