/** S2: is the recruitment open, closed or suspended? One click (R18). */
import { EtatRecrutement } from '../../../domain/codes.ts';
import { heure, jourLong, typo } from '../../../domain/francais.ts';
import { idSession } from '../../../domain/processus.ts';
import { type Session, sessionDuLien } from '../acces.ts';
import { direAuteur } from '../gens.ts';
import { cache, formulaire } from '../socle/champs.ts';
import { html } from '../socle/html.ts';
import { direKairos, kairosSait } from '../socle/kairos.ts';
import { idDe, pageOf, source } from '../socle/page.ts';

const Reponse = EtatRecrutement.exclude(['NON_RENSEIGNE']);
const DITS: Record<EtatRecrutement, { etat: string; sens: string }> = {
  OUVERT: { etat: 'Ouvert', sens: 'Il reste des places : les prescripteurs peuvent positionner.' },
  SUSPENDU: { etat: 'Suspendu', sens: 'Interrompu pour le moment, avec une reprise possible.' },
  FERME: { etat: 'Fermé', sens: 'Plus de place : personne ne peut plus être positionné.' },
  NON_RENSEIGNE: { etat: 'Non renseigné', sens: 'Les prescripteurs ne savent pas s’ils peuvent proposer la session.' },
};
/** §d.2: closing and reopening are the OF's to do; it is told when it is time. */
const proposition = (s: Session) => {
  if (s.placesTotales === 0) return html``;
  if (s.etatRecrutement === 'OUVERT' && s.placesDisponibles === 0)
    return html`<p class="avis">${typo('Toutes les places sont prises : nous vous proposons de fermer le recrutement.')}</p>`;
  if (s.etatRecrutement === 'FERME' && s.placesDisponibles > 0)
    return html`<p class="avis">${typo(`Places libérées : ${s.placesDisponibles}. Nous vous proposons de rouvrir ; la liste d'attente passe d'abord.`)}</p>`;
  return html``;
};
const etatDe = (s: Session): EtatRecrutement => EtatRecrutement.catch('NON_RENSEIGNE').parse(s.etatRecrutement);

export const RECRUTEMENT = pageOf<Session>({
  chemin: '/of/sessions/:session/recrutement',
  lire: (c, lien, { session }) => sessionDuLien(c.hub, lien, session, { nominatif: false }),
  titre: () => 'Où en est le recrutement ?'.replace(' ?', '\u202f?'),
  montrer: ({ vue, chemin, jeton }) => {
    const actuel = DITS[etatDe(vue)];
    return html`<p class="chapo">${typo(`${vue.intitule}, session ${vue.numero}`)}</p>
<p>${typo(`Aujourd'hui : `)}<strong>${actuel.etat}</strong>. ${typo(actuel.sens)}</p>
${proposition(vue)}
${formulaire(
  chemin,
  jeton,
  html`${cache('avant', vue.etatRecrutement)}<ul class="dus">${Reponse.options.map(
    (etat) =>
      html`<li><p>${typo(DITS[etat].sens)}</p><button name="etat" value="${etat}">${`Le recrutement est ${DITS[etat].etat.toLowerCase()}`}</button></li>`,
  )}</ul>`,
)}`;
  },
  enregistrer: async (c, { vue, lien, corps, maintenant }) => {
    const lu = Reponse.safeParse(corps['etat']);
    if (!lu.success) return { fautes: [{ champ: 'contenu', texte: typo('Choisissez : ouvert, suspendu ou fermé.') }] };
    if (corps['avant'] !== undefined && corps['avant'] !== vue.etatRecrutement && lu.data !== vue.etatRecrutement) {
      const e = await c.hub.evenement.findFirst({ where: { processus: idSession(vue.numero), fait: 'ETAT_RECRUTEMENT' }, orderBy: { rang: 'desc' } });
      const qui = e ? ` par ${direAuteur(e.acteur)} le ${jourLong(e.date.getTime())} à ${heure(e.date.getTime())}` : '';
      return {
        avis: html`<h2>${typo(`Modifié entre-temps${qui}`)}</h2><p>${typo(`Le recrutement est maintenant : ${DITS[etatDe(vue)].etat.toLowerCase()}. Répondez de nouveau pour le changer.`)}</p>`,
      };
    }
    const message = { source: source(lien), id: idDe(corps, vue.etatRecrutement) };
    const date = new Date(maintenant).toISOString();
    if (lu.data !== vue.etatRecrutement)
      await c.receptions.accepter(message, async () => ({ type: 'session.modifiee', donnees: { date, session: vue.numero, etat: lu.data } }));
    return {
      fait: {
        titre: `Recrutement ${DITS[lu.data].etat.toLowerCase()} : c'est enregistré`,
        phrases: [`${vue.intitule}, session ${vue.numero}.`, `${direKairos(await kairosSait(c, [message]))} Vous n'avez rien d'autre à faire.`],
        liens: [
          ...(lu.data === 'OUVERT'
            ? [{ href: `/of/sessions/${encodeURIComponent(vue.numero)}/creneau`, libelle: 'Ouvrir un créneau pour recevoir des candidats' }]
            : []),
          { href: `/of/sessions/${encodeURIComponent(vue.numero)}/recrutement`, libelle: 'Changer de réponse' },
        ],
      },
    };
  },
});
