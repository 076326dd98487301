/** The people of a session who wait for an act of the organisme: who they are, and the answers of a form given back to each. */
import type { EtapeParcours } from '../../domain/codes.ts';
import { jourCourt, typo } from '../../domain/francais.ts';
import type { Hub } from '../../prisma/hub.ts';
import { direOutil, nomsDe } from './gens.ts';
import type { Corps, Faute, Saisie } from './socle/champs.ts';
import { fautesDe } from './socle/champs.ts';
import { type Html, html, si } from './socle/html.ts';

export type Candidat = {
  id: string;
  cle: string;
  nom: string;
  outil: string;
  etape: string;
  positionnement: string | null;
  /** Days. */
  entreeLe: string | null;
  sortieLe: string | null;
  bilan: string | null;
};

/** In the order of the alphabet, as on a sheet of paper. */
export const candidatsDe = async (hub: Hub, session: string, etapes: readonly EtapeParcours[]): Promise<Candidat[]> => {
  const lus = await hub.parcours.findMany({ where: { session, etape: { in: [...etapes] } }, take: 500 });
  const [nom, positionnements] = await Promise.all([
    nomsDe(
      hub,
      lus.map((p) => p.personne),
    ),
    hub.positionnement.findMany({ where: { id: { in: lus.flatMap((p) => p.positionnement ?? []) } }, select: { id: true, outil: true, bilan: true } }),
  ]);
  const deLui = new Map(positionnements.map((p) => [p.id, p]));
  return lus
    .map((p) => ({
      id: p.id,
      cle: p.personne.slice(0, 8),
      nom: nom(p.personne),
      outil: direOutil(deLui.get(p.positionnement ?? '')?.outil ?? ''),
      etape: p.etape,
      positionnement: p.positionnement,
      entreeLe: p.entreeLe?.toISOString().slice(0, 10) ?? null,
      sortieLe: p.sortieLe?.toISOString().slice(0, 10) ?? null,
      bilan: deLui.get(p.positionnement ?? '')?.bilan ?? null,
    }))
    .sort((a, b) => a.nom.localeCompare(b.nom, 'fr'));
};

/** What the form says of one person, whatever the place it then had. */
export const reponsesDe = (corps: Corps, candidat: Candidat) => {
  const i = (corps['ids'] ?? '').split(',').indexOf(candidat.cle);
  return (champ: string): string => (i < 0 ? '' : (corps[`${champ}${i}`] ?? ''));
};

/** Those whom the form answers about, though somebody else has answered since. */
export const repondusDepuis = (corps: Corps, attendus: readonly Candidat[], autres: readonly Candidat[]): Candidat[] => {
  const cles = (corps['ids'] ?? '').split(',').filter((cle) => !attendus.some((c) => c.cle === cle));
  return autres.filter((c) => cles.includes(c.cle) && reponsesDe(corps, c)('x') !== '');
};

/** Held back once: what the others said is shown, and what was typed is kept to be sent knowingly. */
export const entreTemps = (dits: readonly string[]): Html =>
  html`<h2>${typo('Modifié entre-temps')}</h2><ul>${dits.map((dit) => html`<li>${typo(dit)}</li>`)}</ul><p>${typo("Rien n'est enregistré pour l'instant. Vos réponses sont ci-dessous : enregistrez de nouveau pour les confirmer.")}</p>`;

type Choix = readonly (readonly [code: string, libelle: string])[];
/** One fieldset: what is chosen, and what goes with it. */
export const rangee = (s: Saisie, c: Candidat, i: number, choix: Choix, suite: (dit: (champ: string) => string) => Html): Html => {
  const dit = reponsesDe(s.corps, c);
  const fautes = fautesDe(s, `p${i}`);
  const radios = choix.map(
    ([code, libelle]) => html`<label><input type=radio name=x${i} value="${code}"${si(dit('x') === code, 'checked')}>${libelle}</label>`,
  );
  return html`<fieldset id=p${i} class=${fautes.length > 0 ? 'f' : 'choix'}${si(fautes.length > 0, `aria-describedby=e${i}`)}><legend>${c.nom} <small>${c.outil}</small></legend>${fautes.length > 0 && html`<p class=faute id=e${i}>${fautes.join(' ')}</p>`}${radios}${suite(dit)}</fieldset>
`;
};

export const faute = (i: number, c: Candidat, dit: string): Faute => ({ champ: `p${i}`, texte: typo(`${c.nom} : ${dit}`) });

/** A day of the past or of today, since one session began. */
export const fauteJour = (jour: string | null, depuis: string, aujourdhui: string): string | null =>
  jour === null
    ? 'indiquez une date, par exemple 07/12/2026.'
    : jour > aujourdhui
      ? 'la date est dans le futur.'
      : jour < depuis
        ? `la date précède le début de la formation (${jourCourt(depuis)}).`
        : null;
