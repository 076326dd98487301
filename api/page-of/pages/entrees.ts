/** S11: each entry attested with its day, or cancelled with its motive (R41). */
import type { EtapeParcours } from '../../../domain/codes.ts';
import { jourLong, typo } from '../../../domain/francais.ts';
import { jourParis } from '../../../domain/ouvres.ts';
import { annulerInscription, attesterEntree } from '../../receptions/parcours.ts';
import { type Session, sessionDuLien } from '../acces.ts';
import { type Candidat, candidatsDe, faute, fauteJour, rangee, reponsesDe } from '../parcours.ts';
import { cache, formulaire } from '../socle/champs.ts';
import { html } from '../socle/html.ts';
import { direKairos, kairosSait } from '../socle/kairos.ts';
import { fauteTexte, lireJour, lireTexte } from '../socle/lire.ts';
import { idDe, pageOf, source } from '../socle/page.ts';

type Vue = { session: Session; debut: string; commencee: boolean; candidats: Candidat[] };
const AVANT_ENTREE: readonly EtapeParcours[] = ['RETENU', 'INSCRIT', 'AIS_GENEREE', 'ENTREE_A_VALIDER'];
const CHOIX = [
  ['A', 'Est entré·e'],
  ['N', 'N’entre pas'],
  ['', 'Pas encore'],
] as const;
const MOTIFS = ['Raison matérielle (logement, santé, finances)', 'Reprise d’emploi', 'Autre formation', 'Sans nouvelles', 'À la demande de l’entreprise'];

export const ENTREES = pageOf<Vue>({
  chemin: '/of/sessions/:session/entrees',
  lire: async (c, lien, params) => {
    const session = await sessionDuLien(c.hub, lien, params['session']);
    if (!session) return null;
    const debut = session.debut.toISOString().slice(0, 10);
    const commencee = debut <= jourParis(c.horloge.maintenant());
    return { session, debut, commencee, candidats: commencee ? await candidatsDe(c.hub, session.numero, AVANT_ENTREE) : [] };
  },
  titre: () => 'Entrées en formation',
  montrer: ({ vue: { session, debut, commencee, candidats }, chemin, jeton }, s) => {
    const chapo = html`<p class="chapo">${typo(`${session.intitule}, session ${session.numero}`)}</p>`;
    if (!commencee) return html`${chapo}<p>${typo(`La formation commence le ${jourLong(debut)} : vous pourrez attester les entrées à partir de ce jour.`)}</p>`;
    if (candidats.length === 0) return html`${chapo}<p>${typo("Aucune entrée n'attend votre réponse : vous n'avez rien à faire.")}</p>`;
    return html`${chapo}<p>${typo("La rémunération de chaque stagiaire dépend de cette réponse. Pour qui n'entre pas, dites pourquoi.")}</p>
${formulaire(
  chemin,
  jeton,
  html`${cache('ids', candidats.map((c) => c.cle).join(','))}<datalist id="motifs">${MOTIFS.map((m) => html`<option value="${m}">`)}</datalist>
${candidats.map((c, i) =>
  rangee(
    s,
    c,
    i,
    CHOIX,
    (dit) =>
      html`<label class=s>Date d’entrée<input type=date name=d${i} value="${dit('d') || (session.modaliteEntreeSortie === 'PERMANENTE' ? '' : debut)}"></label><label class=s>Motif, si la personne n’entre pas<input name=m${i} list=motifs value="${dit('m')}"></label>`,
  ),
)}<div class="boutons"><button>Enregistrer</button></div>`,
)}`;
  },
  enregistrer: async (c, { vue: { session, debut, candidats }, lien, corps, maintenant }) => {
    const aujourdhui = jourParis(maintenant);
    const lues = candidats.map((candidat, i) => {
      const dit = reponsesDe(corps, candidat);
      const [choix, jour, motif] = [dit('x'), lireJour(dit('d')), lireTexte(dit('m'))];
      const tort =
        choix === 'A'
          ? fauteJour(jour, debut, aujourdhui)
          : choix === 'N'
            ? motif === null
              ? 'indiquez pourquoi la personne n’entre pas.'
              : fauteTexte(motif, 500)
            : choix === ''
              ? null
              : 'choisissez une réponse dans la liste.';
      return { candidat, choix, jour: jour ?? '', motif: motif ?? '', fautes: tort === null ? [] : [faute(i, candidat, tort)] };
    });
    const fautes = lues.flatMap((l) => l.fautes);
    if (fautes.length > 0) return { fautes };
    const date = new Date(maintenant).toISOString();
    const dites = lues.filter((l) => l.choix !== '');
    const messages = dites.map((l) => ({ ...l, source: source(lien), id: `${idDe(corps)}.${l.candidat.cle}` }));
    for (const { candidat, choix, jour, motif, ...de } of messages)
      await c.receptions.accepter({ source: de.source, id: de.id }, async (tx) =>
        choix === 'A' ? attesterEntree(candidat, jour, date) : annulerInscription(tx, candidat, motif, date),
      );
    const reste = candidats.length - dites.length;
    return {
      fait: {
        titre: reste === 0 ? 'Entrées enregistrées' : `Enregistré : ${dites.length} sur ${candidats.length}`,
        phrases: [
          `${direKairos(await kairosSait(c, messages))} ${reste === 0 ? "Vous n'avez rien d'autre à faire." : 'Vous pourrez compléter les autres avec le même lien.'}`,
        ],
        ...(reste > 0 && { liens: [{ href: `/of/sessions/${encodeURIComponent(session.numero)}/entrees`, libelle: 'Compléter les autres' }] }),
      },
    };
  },
});
