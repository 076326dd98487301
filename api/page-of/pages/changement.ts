/** S21: a slot was moved or cancelled, and its people do not all know it: who they are, and what may be said about it. */
import { heure, jourLong, typo } from '../../../domain/francais.ts';
import { instantParis, jourParis } from '../../../domain/ouvres.ts';
import type { Hub } from '../../../prisma/hub.ts';
import { annulerCreneau, deplacerCreneau } from '../../receptions/creneaux.ts';
import { type Creneau, creneauDuLien } from '../acces.ts';
import { entreTemps } from '../parcours.ts';
import { type Corps, cache, type Faute, formulaire, question, texte, valeurDe } from '../socle/champs.ts';
import { type Html, html } from '../socle/html.ts';
import { direKairos, kairosSait } from '../socle/kairos.ts';
import { fauteTexte, lireHeure, lireJour, lireTexte } from '../socle/lire.ts';
import { idDe, pageOf, source } from '../socle/page.ts';
import { titreCreneau } from './presences.ts';

type Inscrit = { nom: string; contact: string };
type Vue = { creneau: Creneau; intitule: string; annule: boolean; aVenir: boolean; inscrits: Inscrit[] };
type Decision = { quoi: 'prevenus' } | { quoi: 'annule'; motif: string } | { quoi: 'date'; debut: string; fin: string };

const A_VENIR: readonly string[] = ['PUBLIE', 'COMPLET', 'REPORTE'];
const PREVENUS = ['prevenus', 'J’ai prévenu toutes les personnes'] as const;
const CHOIX = [PREVENUS, ['date', 'Je propose une autre date'], ['annule', 'J’annule le rendez-vous']] as const;

export const CHANGEMENT = pageOf<Vue>({
  chemin: '/of/creneaux/:creneau/changement',
  lire: async ({ hub }, lien, params) => {
    const lu = await creneauDuLien(hub, lien, params['creneau']);
    if (!lu) return null;
    const { creneau, session } = lu;
    const annule = creneau.statut === 'ANNULE';
    return { creneau, intitule: session.intitule, annule, aVenir: A_VENIR.includes(creneau.statut), inscrits: await inscritsDe(hub, creneau.id, annule) };
  },
  titre: ({ creneau, annule }) => typo(`${titreCreneau(creneau)} : ${annule ? 'annulation' : 'changement de date'}`),
  montrer: ({ vue: { creneau, intitule, annule, aVenir, inscrits }, chemin, jeton, maintenant }, s) => {
    const chapo = html`<p class="chapo">${typo(`${intitule}, session ${creneau.session}`)}</p>`;
    if (!annule && !aVenir) return html`${chapo}<p>${typo('Ce rendez-vous a déjà eu lieu : rien ne peut plus être changé ici.')}</p>`;
    return html`${chapo}<p>${typo(annule ? 'Ce rendez-vous est annulé. Chaque personne inscrite doit le savoir.' : 'La date a changé. Chaque personne inscrite doit le savoir.')}</p>
${gens(inscrits)}${formulaire(
  chemin,
  jeton,
  html`${cache('avant', etatDe(creneau))}${question(s, { id: 'quoi', libelle: 'Que souhaitez-vous faire ?', choix: annule ? [PREVENUS] : CHOIX, connue: valeurDe(s, 'quoi', 'prevenus') })}
${!annule && html`<div class="rang">${texte(s, { id: 'jour', libelle: 'Autre date', type: 'date', attributs: html` min="${jourParis(maintenant)}"` })}${texte(s, { id: 'debut', libelle: 'Début', type: 'time', connue: '09:30' })}${texte(s, { id: 'fin', libelle: 'Fin', type: 'time', connue: '12:00' })}</div>${texte(s, { id: 'motif', libelle: 'Motif, si vous annulez' })}`}
<div class="boutons"><button>Enregistrer</button></div>`,
)}${annule && html`<p><a href="/of/sessions/${encodeURIComponent(creneau.session)}/creneau">Ouvrir un autre créneau pour ces personnes</a></p>`}`;
  },
  enregistrer: async (c, { vue: { creneau, annule, aVenir }, lien, corps, maintenant }) => {
    if (corps['avant'] !== undefined && corps['avant'] !== etatDe(creneau) && !dejaFait(corps, creneau))
      return { avis: entreTemps([annule ? 'Le rendez-vous est annulé.' : `Le rendez-vous est maintenant le ${direQuand(creneau.debut)}.`]) };
    if (annule && corps['quoi'] === 'annule') return { fait: { titre: 'Rendez-vous annulé', phrases: ['Il l’est déjà : vous n’avez rien d’autre à faire.'] } };
    const d = lire(corps, maintenant, annule);
    if ('fautes' in d) return d;
    if (d.quoi !== 'prevenus' && !aVenir) return { fautes: [{ champ: 'quoi', texte: typo('Ce rendez-vous a déjà eu lieu : rien ne peut plus être changé.') }] };
    const message = { source: source(lien), id: idDe(corps, etatDe(creneau)) };
    const date = new Date(maintenant).toISOString();
    await c.receptions.accepter(message, async (tx) => {
      if (d.quoi === 'annule') return annulerCreneau(tx, creneau.id, d.motif, date);
      if (d.quoi === 'date') return deplacerCreneau(tx, creneau.id, { debut: d.debut, fin: d.fin }, date);
      return { type: 'creneau.confirme', donnees: { date, creneau: creneau.id } };
    });
    const sait = await kairosSait(c, [message]);
    const dit =
      d.quoi === 'prevenus'
        ? 'Les rappels à ce sujet s’arrêtent.'
        : `${sait ? 'Kairos est mis à jour, les personnes inscrites et leurs prescripteurs sont prévenus.' : direKairos(false)}`;
    const titre = d.quoi === 'prevenus' ? 'C’est noté' : d.quoi === 'annule' ? 'Rendez-vous annulé' : `Nouvelle date : ${direQuand(new Date(d.debut))}`;
    return { fait: { titre, phrases: [`${dit} Vous n’avez rien d’autre à faire.`] } };
  },
});

/** What an answer is drawn from, so that another given meanwhile is noticed. */
const etatDe = (c: Creneau): string => `${c.statut} ${c.debut.toISOString()}`;
/** The same answer as what holds now is no conflict: a form sent twice. */
const dejaFait = (corps: Corps, c: Creneau): boolean => {
  const [jour, debut] = [lireJour(corps['jour']), lireHeure(corps['debut'])];
  if (corps['quoi'] === 'annule') return c.statut === 'ANNULE';
  return corps['quoi'] === 'date' && jour !== null && debut !== null && instantParis(jour, debut) === c.debut.getTime();
};
const direQuand = (debut: Date): string => `${jourLong(debut.getTime())}, ${heure(debut.getTime())}`;

const gens = (inscrits: readonly Inscrit[]): Html | null =>
  inscrits.length === 0 ? null : html`<ul>${inscrits.map((i) => html`<li>${i.nom}${i.contact !== '' && html`, ${i.contact}`}</li>`)}</ul>`;

/** R28: an organisme has the contact of whoever is to meet it. */
const inscritsDe = async (hub: Hub, creneau: string, annule: boolean): Promise<Inscrit[]> => {
  const lus = await hub.positionnement.findMany({
    where: { creneau, statut: { in: annule ? ['ANNULE'] : ['DEMANDE', 'CONFIRME'] } },
    select: { personne: true },
  });
  const personnes = await hub.personne.findMany({ where: { id: { in: lus.map((p) => p.personne) } } });
  return personnes.map((p) => ({ nom: `${p.prenom} ${p.nom}`, contact: p.telephone ?? p.courriel ?? '' })).sort((a, b) => a.nom.localeCompare(b.nom, 'fr'));
};

const lire = (corps: Corps, maintenant: number, annule: boolean): Decision | { fautes: Faute[] } => {
  const faute = (champ: string, dit: string): Faute => ({ champ, texte: typo(dit) });
  const quoi = corps['quoi'];
  if (quoi === 'prevenus') return { quoi };
  if (quoi === 'annule' && !annule) {
    const motif = lireTexte(corps['motif']);
    const tort = motif === null ? 'dites pourquoi le rendez-vous est annulé.' : fauteTexte(motif, 500);
    return tort === null ? { quoi, motif: motif ?? '' } : { fautes: [faute('motif', `Motif : ${tort}`)] };
  }
  if (quoi !== 'date' || annule) return { fautes: [faute('quoi', 'Choisissez ce que vous souhaitez faire.')] };
  const [jour, debut, fin] = [lireJour(corps['jour']), lireHeure(corps['debut']), lireHeure(corps['fin'])];
  const fautes = [
    ...(jour === null ? [faute('jour', 'Autre date : indiquez le jour, par exemple 07/12/2026.')] : []),
    ...(debut === null ? [faute('debut', 'Début : indiquez une heure, par exemple 09:30.')] : []),
    ...(fin === null ? [faute('fin', 'Fin : indiquez une heure, par exemple 12:00.')] : []),
  ];
  if (!jour || !debut || !fin) return { fautes };
  const quand = { debut: instantParis(jour, debut), fin: instantParis(jour, fin) };
  if (quand.fin <= quand.debut) return { fautes: [faute('fin', 'La fin doit suivre le début.')] };
  if (quand.debut <= maintenant) return { fautes: [faute('jour', 'Autre date : elle est déjà passée.')] };
  return { quoi, debut: new Date(quand.debut).toISOString(), fin: new Date(quand.fin).toISOString() };
};
