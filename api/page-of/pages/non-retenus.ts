/** S7, G1: who else was met off-system and not retained; or that nobody was. Each leaves a trace that prescribers find (R39). */
import { typo } from '../../../domain/francais.ts';
import { lireIdDE } from '../../../domain/identifiants.ts';
import { ecrireNonRetenus, NonRetenusRecus } from '../../receptions/non-retenus.ts';
import { type Session, sessionDuLien } from '../acces.ts';
import { type Corps, type Faute, formulaire, question, texte, valeurDe } from '../socle/champs.ts';
import { html } from '../socle/html.ts';
import { direKairos, kairosSait } from '../socle/kairos.ts';
import { fauteTexte, lireTexte } from '../socle/lire.ts';
import { idDe, pageOf, source } from '../socle/page.ts';

/** As many as a page holds calmly; the form comes back for more. */
const RANGS = [1, 2, 3, 4, 5];
const CHOIX = [
  ['liste', 'Je déclare les personnes ci-dessous'],
  ['aucun', 'Personne d’autre n’a été reçu'],
] as const;

export const NON_RETENUS = pageOf<Session>({
  chemin: '/of/sessions/:session/non-retenus',
  lire: (c, lien, { session }) => sessionDuLien(c.hub, lien, session),
  titre: () => 'Candidats reçus et non retenus',
  montrer: ({ vue, chemin, jeton }, s) => html`<p class="chapo">${typo(`${vue.intitule}, session ${vue.numero}`)}</p>
<p>${typo('Des personnes ont été inscrites sans passer par un prescripteur. Dites aussi qui a été reçu sans être retenu : leurs conseillers pourront leur proposer autre chose.')}</p>
${formulaire(
  chemin,
  jeton,
  html`${question(s, { id: 'quoi', libelle: 'Votre réponse', choix: CHOIX, connue: valeurDe(s, 'quoi', 'liste') })}
${RANGS.map(
  (n) =>
    html`<fieldset id="c${n}"><legend>${typo(`Personne ${n}`)}</legend><div class="rang">${texte(s, { id: `prenom${n}`, libelle: 'Prénom' })}${texte(s, { id: `nom${n}`, libelle: 'Nom' })}</div><div class="rang">${texte(s, { id: `courriel${n}`, libelle: 'Adresse électronique', type: 'email' })}${texte(s, { id: `idde${n}`, libelle: 'Identifiant France Travail, si connu' })}</div>${texte(s, { id: `motif${n}`, libelle: 'Pourquoi non retenue' })}</fieldset>`,
)}
<div class="boutons"><button>Enregistrer</button></div>`,
)}`,
  enregistrer: async (c, { vue, lien, corps, maintenant }) => {
    const lu = lire(corps);
    if ('fautes' in lu) return lu;
    const message = { source: source(lien), id: idDe(corps) };
    const date = new Date(maintenant).toISOString();
    await c.receptions.accepter(message, (tx) => ecrireNonRetenus(tx, vue.numero, lu, { ...message, date }));
    const nombre = lu.candidats.length;
    return {
      fait: {
        titre: nombre === 0 ? 'C’est noté' : nombre === 1 ? 'Une personne déclarée' : `${nombre} personnes déclarées`,
        phrases: [`${direKairos(await kairosSait(c, [message]))} Vous n’avez rien d’autre à faire.`],
        liens: nombre === 0 ? [] : [{ href: `/of/sessions/${encodeURIComponent(vue.numero)}/non-retenus`, libelle: 'Déclarer d’autres personnes' }],
      },
    };
  },
});

const lire = (corps: Corps): NonRetenusRecus | { fautes: Faute[] } => {
  if (corps['quoi'] === 'aucun') return { candidats: [] };
  const fautes: Faute[] = [];
  const candidats = RANGS.flatMap((n) => {
    const dit = (champ: string) => lireTexte(corps[`${champ}${n}`]);
    const faute = (champ: string, tort: string) => void fautes.push({ champ: `${champ}${n}`, texte: typo(`Personne ${n} : ${tort}`) });
    const [prenom, nom, courriel, idDE, motif] = [dit('prenom'), dit('nom'), dit('courriel'), dit('idde'), dit('motif')];
    if ([prenom, nom, courriel, idDE, motif].every((x) => x === null)) return [];
    if (prenom === null) faute('prenom', 'indiquez le prénom.');
    if (nom === null) faute('nom', 'indiquez le nom.');
    if (motif === null) faute('motif', 'dites pourquoi elle n’a pas été retenue.');
    if (idDE !== null && lireIdDE(idDE) === null) faute('idde', 'identifiant inconnu, 8 ou 11 caractères.');
    for (const [champ, texteDit, max] of [
      ['prenom', prenom, 250],
      ['nom', nom, 250],
      ['motif', motif, 500],
    ] as const) {
      const tort = fauteTexte(texteDit, max);
      if (tort !== null) faute(champ, tort);
    }
    const candidat = { personne: { idDE, nom: nom ?? '', prenom: prenom ?? '', courriel }, motif: motif ?? '' };
    // What remains is the shape of the address.
    if (courriel !== null && NonRetenusRecus.safeParse({ candidats: [{ personne: { nom: 'x', prenom: 'x', courriel }, motif: 'x' }] }).success === false)
      faute('courriel', 'indiquez une adresse complète.');
    return [candidat];
  });
  if (candidats.length === 0 && fautes.length === 0)
    fautes.push({ champ: 'quoi', texte: typo('Déclarez au moins une personne, ou dites que personne d’autre n’a été reçu.') });
  return fautes.length > 0 ? { fautes } : { candidats };
};
