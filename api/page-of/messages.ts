/** The short pages: saved, link that no longer works, new link asked. */
import { typo } from '../../domain/francais.ts';
import { page } from './gabarit.ts';
import { html } from './html.ts';

export const enregistre = (titre: string, faites: number, total: number, remplacees: readonly string[]): string =>
  page(
    'Présences enregistrées',
    html`<h1>${faites === total ? 'Présences enregistrées' : typo(`Enregistré : ${faites} sur ${total}`)}</h1><p>${titre}.</p>
<p role="status">Kairos est mis à jour, les prescripteurs sont prévenus. ${faites === total ? 'Vous n’avez rien d’autre à faire.' : 'Vous pourrez compléter les autres avec le même lien.'}</p>
${remplacees.length > 0 && html`<section class="erreurs" role="alert"><h2>Une autre réponse avait été donnée entre-temps</h2><p>La vôtre la remplace pour : ${remplacees.join(', ')}.</p></section>`}
<p><a href="/of">Corriger ou compléter</a></p>`,
  );

/** The same for a link that is unknown, expired or revoked. */
export const lienPerdu = (): string =>
  page(
    'Lien expiré',
    html`<h1>Ce lien n’est plus valable</h1><p>Il a pu expirer, ou être remplacé par un lien plus récent.</p>
<form method="post" action="/of/nouveau-lien"><button type="submit">Recevoir un nouveau lien</button></form>
<p>Il est envoyé à l’adresse connue de votre organisme, jamais à une autre.</p>`,
  );

export const lienDemande = (): string =>
  page(
    'Nouveau lien demandé',
    html`<h1>C’est noté</h1><p role="status">Si votre lien a été valable, un nouveau vient de partir à l’adresse connue de votre organisme.</p>`,
  );

export const pageDepassee = (): string =>
  page(
    'Page dépassée',
    html`<h1>Cette page n’est plus à jour</h1><p>Un autre lien a été ouvert depuis dans ce navigateur : rien n’est enregistré.</p><p><a href="/of">Voir le rendez-vous du dernier lien ouvert</a></p>`,
  );
