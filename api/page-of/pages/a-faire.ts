/** The list of what is due, each leading to its form. */
import { CAUSES } from '../../../domain/causes.ts';
import { compter, typo } from '../../../domain/francais.ts';
import { A_FAIRE as CHEMIN } from '../../../domain/pages-of.ts';
import { type Attendu, attendusDuLien } from '../a-faire/index.ts';
import { html } from '../socle/html.ts';
import { pageOf } from '../socle/page.ts';

/** 30 kB hold as many. */
const MONTRES = 30;

export const A_FAIRE = pageOf<Attendu[]>({
  chemin: CHEMIN,
  lire: (c, lien) => attendusDuLien(c.hub, lien, c.horloge.maintenant()),
  titre: (dus) => (dus.length === 0 ? 'Rien n’est attendu de vous' : typo(compter(dus.length, 'réponse attendue', 'réponses attendues'))),
  montrer: ({ vue: dus }) =>
    dus.length === 0
      ? html`<p>${typo('Tout est à jour : Kairos et les prescripteurs ont vos réponses.')}</p>`
      : html`<p class="chapo">${typo('Chaque réponse débloque quelqu’un : la plus ancienne est en premier.')}</p>
<ul class="dus">${dus.slice(0, MONTRES).map(
          (
            d,
          ) => html`<li><h2>${CAUSES[d.cause].intitule}</h2><p>${d.demande}</p><p class="aide">${d.retenus} ${d.effet}</p><a href="${d.chemin}">Répondre<span class="saut"> : ${CAUSES[d.cause].intitule}</span></a></li>
`,
        )}</ul>${dus.length > MONTRES && html`<p>${typo(`Et ${compter(dus.length - MONTRES, 'autre réponse', 'autres réponses')}, à voir une fois celles-ci données.`)}</p>`}`,
});
