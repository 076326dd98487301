/** The form of one slot: one fieldset per person, nothing mandatory, everything correctable. */
import { heure, jourLong, typo } from '../../domain/francais.ts';
import { page } from './gabarit.ts';
import { type Html, html } from './html.ts';

export type PersonneVue = {
  positionnement: string;
  nom: string;
  /** R29: the tool, never the network. */
  outil: string;
  presence: string | null;
  suite: string | null;
  motif: string | null;
  erreur?: string;
};
export type CreneauVu = {
  id: string;
  modalite: string;
  debut: number;
  fin: number;
  intitule: string;
  session: string;
  etat: 'ouvert' | 'a_venir' | 'clos' | 'annule';
};

const PRESENCES = [
  ['PRESENT', 'Présent·e'],
  ['ABSENT_EXCUSE', 'Absent·e excusé·e'],
  ['ABSENT', 'Absent·e'],
  ['', 'Je ne sais pas encore'],
] as const;
const SUITES = [
  ['RETENU', 'Retenu·e'],
  ['LISTE_ATTENTE', 'Liste d’attente'],
  ['NON_RETENU', 'Non retenu·e'],
  ['', 'Pas encore décidé'],
] as const;
const NOMS: Record<string, string> = { ICO: 'Information collective', RDV: 'Rendez-vous individuel', CANDIDATURE: 'Plage de candidature' };

export const titreDe = (c: CreneauVu): string => typo(`${NOMS[c.modalite] ?? 'Créneau'} du ${jourLong(c.debut)} à ${heure(c.debut)}`);

const radios = (nom: string, choix: readonly (readonly [string, string])[], valeur: string | null): Html[] =>
  choix.map(
    ([code, libelle]) =>
      html`<label><input type="radio" name="${nom}" value="${code}"${(valeur ?? '') === code ? { html: ' checked' } : null}> ${libelle}</label>`,
  );

/** What the form was drawn from, so that an answer given elsewhere meanwhile is noticed. */
export const etatDe = (p: Pick<PersonneVue, 'presence' | 'suite'>): string => `${p.presence ?? ''}.${p.suite ?? ''}`;

const personne = (c: CreneauVu, p: PersonneVue, i: number, avant: string): Html => html`
<fieldset id="p${i}"><legend>${p.nom} <small>(par ${p.outil})</small></legend><input type="hidden" name="a${i}" value="${avant}">
${p.erreur && html`<p class="faute" id="e${i}">${p.erreur}</p>`}
${c.modalite !== 'CANDIDATURE' && html`<div role="group" aria-label="Présence">${radios(`p${i}`, PRESENCES, p.presence)}</div>`}
<div class="suite" role="group" aria-label="Suite donnée"><p>${c.modalite === 'CANDIDATURE' ? 'Suite donnée' : 'Si la personne est venue'}</p>${radios(`s${i}`, SUITES, p.suite)}
<label for="m${i}">Motif (si non retenu·e)</label><input type="text" id="m${i}" name="m${i}" maxlength="500" value="${p.motif ?? ''}"${p.erreur ? { html: ` aria-describedby="e${i}"` } : null}></div></fieldset>`;

const ETATS: Record<CreneauVu['etat'], string | null> = {
  ouvert: null,
  a_venir: 'Ce rendez-vous n’a pas encore eu lieu : vous pourrez saisir les présences dès qu’il aura commencé.',
  clos: 'Ce rendez-vous est clos : les réponses ne peuvent plus être changées ici.',
  annule: 'Ce rendez-vous a été annulé : aucune présence n’est attendue.',
};

/** `avant`: the state each answer was first drawn from, kept through a refused form. */
export const formulaire = (c: CreneauVu, personnes: readonly PersonneVue[], avant?: readonly string[]): string => {
  const erreurs = personnes.flatMap((p, i) => (p.erreur ? [html`<li><a href="#p${i}">${p.nom} : ${p.erreur}</a></li>`] : []));
  const entete = html`<h1>${titreDe(c)}</h1><p>${c.intitule}, session ${c.session}.</p>`;
  const etat = ETATS[c.etat];
  if (etat) return page(titreDe(c), html`${entete}<p>${etat}</p>`);
  if (personnes.length === 0) return page(titreDe(c), html`${entete}<p>Personne n’est inscrit à ce rendez-vous : vous n’avez rien à faire.</p>`);
  const faites = personnes.filter((p) => (c.modalite === 'CANDIDATURE' ? p.suite : p.presence)).length;
  return page(
    `${erreurs.length > 0 ? 'Erreur : ' : ''}${titreDe(c)}`,
    html`${entete}
${erreurs.length > 0 && html`<section class="erreurs" role="alert" aria-labelledby="te"><h2 id="te">Rien n’est enregistré : ${erreurs.length} réponse(s) à revoir</h2><ul>${erreurs}</ul></section>`}
<p>${typo(`${faites} sur ${personnes.length} réponses connues. Vous pouvez répondre en partie, puis revenir avec le même lien.`)}</p>
<form method="post" action="/of" accept-charset="utf-8"><input type="hidden" name="creneau" value="${c.id}"><input type="hidden" name="ids" value="${personnes.map((p) => p.positionnement).join(',')}">
${personnes.map((p, i) => personne(c, p, i, avant?.[i] ?? etatDe(p)))}
<button type="submit">Enregistrer</button> ${c.modalite !== 'CANDIDATURE' && html`<button class="second" type="submit" name="tous" value="1">Tous les autres présents, et enregistrer</button>`}</form>`,
  );
};
