/** S11: each entry attested with its day, or cancelled with its motive (R41); the day of one already attested, corrected until the path closes. */
import type { EtapeParcours } from '../../../domain/codes.ts';
import { jourCourt, jourLong, typo } from '../../../domain/francais.ts';
import { jourParis } from '../../../domain/ouvres.ts';
import { annulerInscription, attesterEntree } from '../../receptions/parcours.ts';
import { type Session, sessionDuLien } from '../acces.ts';
import { type Candidat, candidatsDe, entreTemps, faute, fauteJour, rangee, repondusDepuis, reponsesDe } from '../parcours.ts';
import { type Corps, cache, type Faute, formulaire, type Saisie, texte } from '../socle/champs.ts';
import { type Html, html } from '../socle/html.ts';
import { direKairos, kairosSait } from '../socle/kairos.ts';
import { fauteTexte, lireJour, lireTexte } from '../socle/lire.ts';
import { idDe, pageOf, source } from '../socle/page.ts';

/** `attestees`: whose day may still be corrected. `sorties`: who no longer enters. */
type Vue = { session: Session; debut: string; commencee: boolean; candidats: Candidat[]; attestees: Candidat[]; sorties: Candidat[] };
const AVANT_ENTREE: readonly EtapeParcours[] = ['RETENU', 'INSCRIT', 'AIS_GENEREE', 'ENTREE_A_VALIDER'];
const ATTESTEES: readonly EtapeParcours[] = ['ENTREE_ATTESTEE', 'EN_FORMATION', 'INTERROMPU', 'ABANDON', 'FIN'];
const SORTIES: readonly EtapeParcours[] = ['INSCRIPTION_ANNULEE', 'NON_RETENU', 'CLOS'];
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
    const de = (etapes: readonly EtapeParcours[]) => (commencee ? candidatsDe(c.hub, session.numero, etapes) : []);
    const [candidats, attestees, sorties] = await Promise.all([de(AVANT_ENTREE), de(ATTESTEES), de(SORTIES)]);
    return { session, debut, commencee, candidats, attestees: attestees.filter((p) => p.entreeLe !== null), sorties };
  },
  titre: () => 'Entrées en formation',
  montrer: ({ vue: { session, debut, commencee, candidats, attestees }, chemin, jeton }, s) => {
    const chapo = html`<p class="chapo">${typo(`${session.intitule}, session ${session.numero}`)}</p>`;
    if (!commencee) return html`${chapo}<p>${typo(`La formation commence le ${jourLong(debut)} : vous pourrez attester les entrées à partir de ce jour.`)}</p>`;
    const dit =
      candidats.length > 0
        ? "La rémunération de chaque stagiaire dépend de cette réponse. Pour qui n'entre pas, dites pourquoi."
        : "Aucune entrée n'attend votre réponse : vous n'avez rien à faire.";
    if (candidats.length + attestees.length === 0) return html`${chapo}<p>${typo(dit)}</p>`;
    const parDefaut = session.modaliteEntreeSortie === 'PERMANENTE' ? '' : debut;
    return html`${chapo}<p>${typo(dit)}</p>
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
    (d) =>
      html`<label class=s>Date d’entrée<input type=date name=d${i} value="${d('d') || parDefaut}"></label><label class=s>Motif, si la personne n’entre pas<input name=m${i} list=motifs value="${d('m')}"></label>`,
  ),
)}${corriger(attestees, s)}<div class="boutons"><button>Enregistrer</button></div>`,
)}`;
  },
  enregistrer: async (c, { vue, lien, corps, maintenant }) => {
    const { session, debut, candidats } = vue;
    const aujourdhui = jourParis(maintenant);
    const lues = candidats.map((candidat, i) => ({ candidat, ...lire(corps, candidat, i, debut, aujourdhui) }));
    const corrections = lireCorrections(corps, vue, aujourdhui);
    const fautes = [...lues.flatMap((l) => l.fautes), ...corrections.fautes];
    if (fautes.length > 0) return { fautes };
    const autres = [...ditesAilleurs(corps, vue), ...corrections.entreTemps];
    if (autres.length > 0) return { avis: entreTemps(autres) };
    const date = new Date(maintenant).toISOString();
    const dites = lues.filter((l) => l.choix !== '');
    const messages = [...dites, ...corrections.dites].map((l) => ({ ...l, source: source(lien), id: `${idDe(corps)}.${l.candidat.cle}` }));
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
        liens: [{ href: `/of/sessions/${encodeURIComponent(session.numero)}/entrees`, libelle: reste > 0 ? 'Compléter les autres' : 'Corriger une date' }],
      },
    };
  },
});

/** One field each, named after the person: the list may have grown since the page was drawn. */
const champ = (c: Candidat): string => `e-${c.cle}`;
/** What each correction was drawn from, so that another given meanwhile is noticed. */
const avantDe = (corps: Corps, c: Candidat): string | undefined =>
  (corps['a'] ?? '')
    .split(',')
    .map((x) => x.split('='))
    .find(([cle]) => cle === c.cle)?.[1];

const corriger = (attestees: readonly Candidat[], s: Saisie): Html | null =>
  attestees.length === 0
    ? null
    : html`<fieldset><legend>${typo('Entrées attestées : corriger une date')}</legend>${cache('a', attestees.map((c) => `${c.cle}=${c.entreeLe ?? ''}`).join(','))}<div class="rang">${attestees.map(
        (c) => texte(s, { id: champ(c), libelle: c.nom, type: 'date', connue: reponsesDe(s.corps, c)('x') === 'A' ? reponsesDe(s.corps, c)('d') : c.entreeLe }),
      )}</div></fieldset>`;

const lire = (corps: Corps, candidat: Candidat, i: number, debut: string, aujourdhui: string) => {
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
  return { choix, jour: jour ?? '', motif: motif ?? '', fautes: tort === null ? [] : [faute(i, candidat, tort)] };
};

const lireCorrections = (corps: Corps, { attestees, debut }: Vue, aujourdhui: string) => {
  const fautes: Faute[] = [];
  const autres: string[] = [];
  const dites = attestees.flatMap((candidat) => {
    const saisi = corps[champ(candidat)];
    const avant = avantDe(corps, candidat);
    if (saisi === undefined || saisi === avant || saisi === candidat.entreeLe) return [];
    const jour = lireJour(saisi);
    const tort = fauteJour(jour, debut, aujourdhui);
    if (tort !== null) fautes.push({ champ: champ(candidat), texte: typo(`${candidat.nom} : ${tort}`) });
    if (avant !== undefined && avant !== candidat.entreeLe) autres.push(direEntree(candidat));
    return [{ candidat, choix: 'A', jour: jour ?? '', motif: '' }];
  });
  return { dites, fautes, entreTemps: autres };
};

const direEntree = (c: Candidat): string => `${c.nom} : entrée attestée le ${jourCourt(c.entreeLe ?? '')}`;

/** What this form answers though somebody has answered otherwise since; the same answer is no conflict. */
const ditesAilleurs = (corps: Corps, { candidats, attestees, sorties }: Vue): string[] =>
  repondusDepuis(corps, candidats, [...attestees, ...sorties]).flatMap((c) => {
    const dit = reponsesDe(corps, c);
    const attestee = attestees.includes(c);
    if (attestee && dit('x') === 'A' && lireJour(dit('d')) === c.entreeLe) return [];
    if (!attestee && dit('x') === 'N' && c.etape === 'INSCRIPTION_ANNULEE') return [];
    return [attestee ? direEntree(c) : `${c.nom} : ${c.etape === 'CLOS' ? 'la formation est finie' : 'inscription annulée'}`];
  });
