/** S12: the end of each person's training, with its bilan; a departure before the end has its motive (R48). */
import type { EtapeParcours } from '../../../domain/codes.ts';
import { typo } from '../../../domain/francais.ts';
import { jourParis } from '../../../domain/ouvres.ts';
import { sortir } from '../../receptions/parcours.ts';
import { type Session, sessionDuLien } from '../acces.ts';
import { type Candidat, candidatsDe, faute, fauteJour, rangee, reponsesDe } from '../parcours.ts';
import { cache, formulaire } from '../socle/champs.ts';
import { html } from '../socle/html.ts';
import { direKairos, kairosSait } from '../socle/kairos.ts';
import { fauteTexte, lireJour, lireTexte } from '../socle/lire.ts';
import { idDe, pageOf, source } from '../socle/page.ts';

type Vue = { session: Session; debut: string; fin: string; candidats: Candidat[] };
const A_SORTIR: readonly EtapeParcours[] = ['ENTREE_ATTESTEE', 'EN_FORMATION', 'INTERROMPU', 'ABANDON', 'FIN'];
const CHOIX = [
  ['F', 'A terminé'],
  ['B', 'Est parti·e avant'],
  ['', 'Pas encore'],
] as const;

export const SORTIES = pageOf<Vue>({
  chemin: '/of/sessions/:session/sorties',
  lire: async (c, lien, params) => {
    const session = await sessionDuLien(c.hub, lien, params['session']);
    if (!session) return null;
    const aujourdhui = jourParis(c.horloge.maintenant());
    const fin = session.fin?.toISOString().slice(0, 10) ?? aujourdhui;
    return {
      session,
      debut: session.debut.toISOString().slice(0, 10),
      fin: [fin, aujourdhui].toSorted()[0] ?? fin,
      candidats: await candidatsDe(c.hub, session.numero, A_SORTIR),
    };
  },
  titre: () => 'Sorties et bilans',
  montrer: ({ vue: { session, fin, candidats }, chemin, jeton }, s) => {
    const chapo = html`<p class="chapo">${typo(`${session.intitule}, session ${session.numero}`)}</p>`;
    if (candidats.length === 0) return html`${chapo}<p>${typo("Aucune sortie n'attend votre réponse : vous n'avez rien à faire.")}</p>`;
    return html`${chapo}<p>${typo('Le bilan dit en une phrase ce que la personne a obtenu et ce qui vient ensuite.')}</p>
${formulaire(
  chemin,
  jeton,
  html`${cache('ids', candidats.map((c) => c.cle).join(','))}
${candidats.map((c, i) =>
  rangee(
    s,
    c,
    i,
    CHOIX,
    (
      dit,
    ) => html`<label class=s>Dernier jour<input type=date name=d${i} value="${dit('d') || fin}"></label><label class=s>Motif du départ<input name=m${i} value="${dit('m')}"></label><label class=s>Bilan<textarea name=b${i} rows=2>
${dit('b')}</textarea></label>`,
  ),
)}<div class="boutons"><button>Enregistrer</button></div>`,
)}`;
  },
  enregistrer: async (c, { vue: { session, debut, candidats }, lien, corps, maintenant }) => {
    const aujourdhui = jourParis(maintenant);
    const lues = candidats.map((candidat, i) => {
      const dit = reponsesDe(corps, candidat);
      const [choix, jour, motif, bilan] = [dit('x'), lireJour(dit('d')), lireTexte(dit('m')), lireTexte(dit('b'))];
      const torts =
        choix === ''
          ? [bilan === null ? null : 'dites aussi si la personne a terminé ou est partie avant.']
          : choix !== 'F' && choix !== 'B'
            ? ['choisissez une réponse dans la liste.']
            : [
                fauteJour(jour, candidat.entreeLe ?? debut, aujourdhui),
                choix === 'B' && motif === null ? 'indiquez le motif du départ.' : fauteTexte(motif, 500),
                bilan === null ? 'écrivez le bilan.' : fauteTexte(bilan, 5_000),
              ];
      return { candidat, choix, jour: jour ?? '', motif, bilan, fautes: torts.flatMap((t) => (t === null ? [] : [faute(i, candidat, t)])) };
    });
    const fautes = lues.flatMap((l) => l.fautes);
    if (fautes.length > 0) return { fautes };
    const date = new Date(maintenant).toISOString();
    const messages = lues.filter((l) => l.choix !== '').map((l) => ({ ...l, source: source(lien), id: `${idDe(corps)}.${l.candidat.cle}` }));
    for (const { candidat, choix, jour, motif, bilan, ...de } of messages)
      await c.receptions.accepter({ source: de.source, id: de.id }, (tx) =>
        sortir(tx, candidat, { date: jour, motif: choix === 'B' ? `Abandon : ${motif ?? ''}` : (motif ?? 'Fin de formation'), bilan }, date),
      );
    const reste = candidats.length - messages.length;
    return {
      fait: {
        titre: reste === 0 ? 'Sorties et bilans enregistrés' : `Enregistré : ${messages.length} sur ${candidats.length}`,
        phrases: [
          `${direKairos(await kairosSait(c, messages))} ${reste === 0 ? "Vous n'avez rien d'autre à faire." : 'Vous pourrez compléter les autres avec le même lien.'}`,
        ],
        ...(reste > 0 && { liens: [{ href: `/of/sessions/${encodeURIComponent(session.numero)}/sorties`, libelle: 'Compléter les autres' }] }),
      },
    };
  },
});
