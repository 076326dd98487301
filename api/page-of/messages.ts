/** The short pages: done, link that no longer works, new link asked, refused. */
import { typo } from '../../domain/francais.ts';
import { page } from './socle/gabarit.ts';
import { html } from './socle/html.ts';
import type { Fait } from './socle/page.ts';

export const fait = ({ titre, phrases, avis, liens = [] }: Fait, organisme: string): string =>
  page(
    typo(titre),
    html`<section class="bon" role="status"><h1>${typo(titre)}</h1>${phrases.map((p) => html`<p>${typo(p)}</p>`)}</section>
${avis !== undefined && html`<section class="avis"><p>${typo(avis)}</p></section>`}
${liens.map(({ href, libelle }) => html`<p><a href="${href}">${typo(libelle)}</a></p>`)}`,
    organisme,
  );

/** The same for a link that is unknown, expired or revoked. `adresse`: masked, when the hub knows where a new one would go. */
export const lienPerdu = (adresse: string | null): string =>
  page(
    'Lien expiré',
    html`<h1>Ce lien n’est plus valable</h1><p>Il a pu expirer, ou être remplacé par un lien plus récent.</p>
<form method="post" action="/of/nouveau-lien"><button>${adresse === null ? 'Recevoir un nouveau lien' : `Recevoir un nouveau lien à ${adresse}`}</button></form>
<p>Il est envoyé à l’adresse connue de votre organisme, jamais à une autre.</p>`,
  );

export const lienDemande = (): string =>
  page(
    'Nouveau lien demandé',
    html`<section class="bon" role="status"><h1>C’est noté</h1><p>Si votre lien a été valable, un nouveau vient de partir à l’adresse connue de votre organisme.</p></section>`,
  );

/** Two links opened in one browser share the cookie: this page is not what the last one opens. */
export const pageDepassee = (organisme: string): string =>
  page(
    'Page dépassée',
    html`<h1>Cette page n’est plus à jour</h1><p>Un autre lien a été ouvert depuis dans ce navigateur : rien n’est enregistré.</p><p><a href="/of">Voir ce que le dernier lien ouvre</a></p>`,
    organisme,
  );

export const refusee = (titre: string, suite: string): string => page(typo(titre), html`<h1>${typo(titre)}</h1><p>${typo(suite)}</p>`);
