/** S1, S3, S22: a new slot, in the three modalities (R15–R17); weekly appointments are proposed for permanent entries (R23). */
import { z } from 'zod';
import { Modalite } from '../../../domain/codes.ts';
import { jourLong, typo } from '../../../domain/francais.ts';
import { instantParis, jourParis } from '../../../domain/ouvres.ts';
import { type CreneauRecu, ecrireCreneau } from '../../receptions/creneaux.ts';
import { type Session, sessionDuLien } from '../acces.ts';
import { type Corps, type Faute, formulaire, liste, question, texte, zone } from '../socle/champs.ts';
import { html } from '../socle/html.ts';
import { direKairos, kairosSait } from '../socle/kairos.ts';
import { fauteTexte, lireHeure, lireJour, lireTexte } from '../socle/lire.ts';
import { idDe, pageOf, source } from '../socle/page.ts';

const Lieu = z.object({ nom: z.string().optional(), codePostal: z.string().optional(), ville: z.string().optional() }).catch({});
type Vue = { session: Session; lieu: z.infer<typeof Lieu>; places: number; permanente: boolean };

const MODALITES = [
  ['ICO', 'Information collective'],
  ['RDV', 'Rendez-vous individuel'],
  ['CANDIDATURE', 'Plage de candidature'],
] as const;
const REPETITIONS = [
  ['1', 'Une seule fois'],
  ['4', 'Chaque semaine, 4 fois'],
  ['8', 'Chaque semaine, 8 fois'],
  ['12', 'Chaque semaine, 12 fois'],
] as const;
const R19 =
  '500 caractères au plus. Uniquement des informations pratiques (accès, stationnement, durée) : aucune mention discriminante, ni exigence sans lien avec la formation.';

export const CRENEAU = pageOf<Vue>({
  chemin: '/of/sessions/:session/creneau',
  lire: async ({ hub }, lien, params) => {
    const session = await sessionDuLien(hub, lien, params['session'], { nominatif: false });
    if (!session) return null;
    const dernier = await hub.creneau.findFirst({ where: { session: session.numero }, orderBy: { debut: 'desc' } });
    const { codePostal, ville } = session;
    return {
      session,
      lieu: dernier?.lieu ? Lieu.parse(dernier.lieu) : { ...(codePostal && { codePostal }), ...(ville && { ville }) },
      places: dernier?.places ?? 10,
      permanente: session.modaliteEntreeSortie === 'PERMANENTE',
    };
  },
  titre: () => 'Ouvrir un créneau',
  montrer: (
    { vue: { session, lieu, places, permanente }, chemin, jeton, maintenant },
    s,
  ) => html`<p class="chapo">${typo(`${session.intitule}, session ${session.numero}`)}</p>
${permanente && html`<section class="avis"><p>${typo("Entrées et sorties permanentes : des rendez-vous individuels chaque semaine conviennent souvent mieux qu'une information collective.")}</p></section>`}
${formulaire(
  chemin,
  jeton,
  html`${question(s, { id: 'modalite', libelle: 'Comment recevez-vous les candidats ?', choix: MODALITES, connue: permanente ? 'RDV' : 'ICO' })}
<div class="rang">${texte(s, { id: 'jour', libelle: 'Date', type: 'date', attributs: html` min="${jourParis(maintenant)}"` })}${texte(s, { id: 'debut', libelle: 'Début', type: 'time', connue: '09:30' })}${texte(s, { id: 'fin', libelle: 'Fin', type: 'time', connue: '12:00' })}</div>
${texte(s, { id: 'dernier', libelle: 'Dernier jour (plage de candidature seulement)', type: 'date' })}
${permanente && liste(s, { id: 'fois', libelle: 'Répéter', choix: REPETITIONS, connue: '4', aide: 'Pour un rendez-vous individuel : le même jour, à la même heure, chaque semaine.' })}
${texte(s, { id: 'places', libelle: 'Nombre de places', type: 'number', connue: String(permanente ? 1 : places), attributs: html` min="1" inputmode="numeric"` })}
${texte(s, { id: 'lieu', libelle: 'Lieu', aide: 'Nom et adresse, sans code postal.', connue: lieu.nom ?? '' })}
<div class="rang">${texte(s, { id: 'cp', libelle: 'Code postal', connue: lieu.codePostal ?? '', attributs: html` inputmode="numeric" maxlength="5"` })}${texte(s, { id: 'ville', libelle: 'Ville', connue: lieu.ville ?? '' })}</div>
<fieldset id="pieces"><legend>${typo('Documents à apporter (trois au plus, facultatif)')}</legend>${[1, 2, 3].map((n) => texte(s, { id: `piece${n}`, libelle: `Document ${n}` }))}</fieldset>
${zone(s, { id: 'commentaire', libelle: 'Commentaire pour les candidats (facultatif)', aide: R19, max: 500 })}
<div class="boutons"><button>Ouvrir le créneau</button></div>`,
)}
<p>${typo('Vous ne recrutez plus ? ')}<a href="/of/sessions/${encodeURIComponent(session.numero)}/recrutement">Indiquer que le recrutement est suspendu ou fermé</a></p>`,
  enregistrer: async (c, { vue: { session, permanente }, lien, corps, maintenant }) => {
    const lu = lire(corps, session.numero, maintenant, permanente);
    if ('fautes' in lu) return lu;
    const id = idDe(corps);
    const de = lu.creneaux.map((creneau, n) => ({
      creneau,
      source: source(lien),
      id: n === 0 ? id : `${id}.${n}`,
      cle: `${creneau.modalite}-${session.numero}-${id.slice(0, 8)}${n === 0 ? '' : `-${n + 1}`}`,
    }));
    const date = new Date(maintenant).toISOString();
    for (const d of de) await c.receptions.accepter({ source: d.source, id: d.id }, (tx) => ecrireCreneau(tx, d.creneau, { id: d.cle, origine: 'HUB', date }));
    const premier = await c.hub.creneau.findUnique({ where: { id: de[0]?.cle ?? '' }, select: { aRelire: true } });
    const aRelire = premier?.aRelire ?? [];
    const combien = de.length === 1 ? `${titreDe(lu.creneaux[0])}.` : `${de.length} rendez-vous, à partir du ${jourLong(lu.creneaux[0]?.debut ?? '')}.`;
    const sait = await kairosSait(c, de);
    return {
      fait: {
        titre: de.length === 1 ? 'Créneau ouvert' : 'Créneaux ouverts',
        phrases: [
          `${session.intitule}, session ${session.numero}. ${combien}`,
          sait
            ? "Il est publié dans Kairos et proposé aux prescripteurs. Vous n'avez rien d'autre à faire."
            : `${direKairos(false)} Vous n'avez rien d'autre à faire.`,
        ],
        ...(aRelire.length > 0 && {
          avis: `Votre commentaire sera relu par l'équipe d'animation (« ${aRelire.join(' », « ')} ») : seules les informations pratiques sont permises.`,
        }),
        liens: [{ href: `/of/sessions/${encodeURIComponent(session.numero)}/creneau`, libelle: 'Ouvrir un autre créneau' }],
      },
    };
  },
});

const titreDe = (c: CreneauRecu | undefined): string =>
  c === undefined ? '' : `${MODALITES.find(([code]) => code === c.modalite)?.[1] ?? ''}, ${jourLong(c.debut)}`;

/** R20, R21, R19, §h: every fault at once. */
const lire = (corps: Corps, session: string, maintenant: number, permanente: boolean): { creneaux: CreneauRecu[] } | { fautes: Faute[] } => {
  const fautes: Faute[] = [];
  const faute = (champ: string, dit: string) => void fautes.push({ champ, texte: typo(dit) });
  const modalite = Modalite.safeParse(corps['modalite']);
  if (!modalite.success) faute('modalite', 'Modalité : choisissez une des trois.');
  const jour = lireJour(corps['jour']);
  if (jour === null) faute('jour', 'Date : indiquez le jour, par exemple 07/12/2026.');
  const [debut, fin] = [lireHeure(corps['debut']), lireHeure(corps['fin'])];
  if (debut === null) faute('debut', 'Début : indiquez une heure, par exemple 09:30.');
  if (fin === null) faute('fin', 'Fin : indiquez une heure, par exemple 12:00.');
  const plage = modalite.data === 'CANDIDATURE';
  const dernier = plage ? lireJour(corps['dernier']) : jour;
  if (plage && dernier === null) faute('dernier', 'Dernier jour : indiquez quand la plage de candidature se termine.');
  const dit = jour && debut && fin && dernier ? { jour, debut, dernier, fin } : null;
  const quand = dit && { debut: instantParis(dit.jour, dit.debut), fin: instantParis(dit.dernier, dit.fin) };
  if (quand && quand.fin <= quand.debut) faute(plage ? 'dernier' : 'fin', 'La fin doit suivre le début.');
  else if (quand && quand.fin <= maintenant) faute('jour', 'Date : ce créneau serait déjà passé.');
  const places = Number(corps['places']);
  if (!Number.isInteger(places) || places < 1 || places > 10_000) faute('places', 'Places : indiquez un nombre, à partir de 1.');
  const cp = lireTexte(corps['cp']);
  if (cp !== null && !/^\d{5}$/.test(cp)) faute('cp', 'Code postal : cinq chiffres.');
  const textes: [champ: string, nom: string, max: number][] = [
    ['lieu', 'Lieu', 250],
    ['ville', 'Ville', 100],
    ...[1, 2, 3].map((n): [string, string, number] => [`piece${n}`, `Document ${n}`, 250]),
    ['commentaire', 'Commentaire', 500],
  ];
  for (const [champ, nom, max] of textes) {
    const tort = fauteTexte(lireTexte(corps[champ]), max);
    if (tort !== null) faute(champ, `${nom} : ${tort}`);
  }
  if (fautes.length > 0 || !dit || !modalite.success) return { fautes };
  const [nom, ville] = [lireTexte(corps['lieu']), lireTexte(corps['ville'])];
  const lieu = { ...(nom && { nom }), ...(cp && { codePostal: cp }), ...(ville && { ville }) };
  const pieces = [1, 2, 3].flatMap((n) => lireTexte(corps[`piece${n}`]) ?? []);
  const fois = permanente && modalite.data === 'RDV' ? Math.min(Math.max(Number(corps['fois']) || 1, 1), 12) : 1;
  return {
    creneaux: Array.from({ length: fois }, (_, n) => ({
      session,
      modalite: modalite.data,
      debut: semaines(dit.jour, dit.debut, n),
      fin: semaines(dit.dernier, dit.fin, n),
      lieu: Object.keys(lieu).length > 0 ? lieu : null,
      places,
      pieces,
      commentaire: lireTexte(corps['commentaire']),
    })),
  };
};

/** The same day and hour on the walls of Paris, whatever the season. */
const semaines = (jour: string, heures: string, n: number): string =>
  new Date(instantParis(new Date(Date.parse(`${jour}T00:00:00Z`) + n * 7 * 86_400_000).toISOString().slice(0, 10), heures)).toISOString();
