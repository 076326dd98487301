/** Who came, who is retained (S4, S5, S6), and the answers to candidatures (S9): the same page for the three modalities. */
import { heure, jourLong, typo } from '../../../domain/francais.ts';
import { horlogeParis } from '../../../domain/ouvres.ts';
import { saisirEmargement } from '../../receptions/emargement.ts';
import { direReponse, lignes } from '../presences/formulaire.ts';
import { type CreneauVu, derniereSaisie, lireCreneauOf } from '../presences/lecture.ts';
import { etatDe, lireSaisie } from '../presences/saisie.ts';
import { formulaire } from '../socle/champs.ts';
import { html } from '../socle/html.ts';
import { direKairos, kairosSait } from '../socle/kairos.ts';
import { idDe, pageOf, source } from '../socle/page.ts';

const NOMS: Record<string, string> = { ICO: 'Information collective', RDV: 'Rendez-vous individuel', CANDIDATURE: 'Plage de candidature' };
export const titreCreneau = (c: { modalite: string; debut: Date }): string =>
  typo(`${NOMS[c.modalite] ?? 'Créneau'} du ${jourLong(c.debut.getTime())}${c.modalite === 'CANDIDATURE' ? '' : ` à ${heure(c.debut.getTime())}`}`);

const ETATS: Record<CreneauVu['etat'], string | null> = {
  ouvert: null,
  a_venir: 'Ce rendez-vous n’a pas encore eu lieu : vous pourrez saisir les présences dès qu’il aura commencé.',
  clos: 'Ce rendez-vous est clos : les réponses ne peuvent plus être changées ici.',
  annule: 'Ce rendez-vous a été annulé : aucune présence n’est attendue.',
};

export const PRESENCES = pageOf<CreneauVu>({
  chemin: '/of/creneaux/:creneau',
  lire: (c, lien, { creneau }) => lireCreneauOf(c, lien, creneau),
  titre: ({ creneau }) => titreCreneau(creneau),
  montrer: ({ vue, chemin, jeton }, saisie) => {
    const { creneau, intitule, etat, personnes } = vue;
    const chapo = html`<p class="chapo">${typo(`${intitule}, session ${creneau.session}`)}</p>`;
    const dit = ETATS[etat] ?? (personnes.length === 0 ? 'Personne n’est inscrit à ce rendez-vous : vous n’avez rien à faire.' : null);
    if (dit !== null) return html`${chapo}<p>${typo(dit)}</p>`;
    const lues = saisie.corps['ids'] === undefined ? null : lireSaisie(saisie.corps, personnes, creneau.modalite);
    // Warned once, the next answer knowingly replaces the other.
    const avant = lues && saisie.avis === null ? lues.avant : personnes.map(etatDe);
    return html`${chapo}${formulaire(chemin, jeton, lignes(creneau.modalite, lues?.personnes ?? personnes, avant))}`;
  },
  enregistrer: async (c, { vue, lien, corps }) => {
    const { creneau, personnes, etat } = vue;
    if (etat !== 'ouvert') return { fautes: [{ champ: 'contenu', texte: typo(ETATS[etat] ?? '') }] };
    const s = lireSaisie(corps, personnes, creneau.modalite);
    const fautes = s.personnes.flatMap((p, i) => (p.erreur ? [{ champ: `p${i}`, texte: typo(`${p.nom} : ${p.erreur}`) }] : []));
    if (fautes.length > 0) return { fautes };
    if (s.entreTemps.length > 0) {
      const qui = await derniereSaisie(c, creneau.id);
      const quand = qui && horlogeParis(qui.quand);
      return {
        avis: html`<h2>${typo(`Modifié entre-temps${qui && quand ? ` par ${qui.par} à ${quand.heures}:${String(quand.minutes).padStart(2, '0')}` : ''}`)}</h2>
<ul>${s.entreTemps.map((p) => html`<li>${typo(`${p.nom} : ${direReponse(p)}`)}</li>`)}</ul><p>${typo("Rien n'est enregistré pour l'instant. Vos réponses sont ci-dessous : enregistrez de nouveau pour remplacer celles-ci.")}</p>`,
      };
    }
    const id = idDe(corps, personnes.map(etatDe).join('|'));
    if (s.lignes.length > 0) await saisirEmargement(c, creneau, s.lignes, { source: source(lien), id });
    const sait = await kairosSait(c, [{ source: source(lien), id }]);
    const total = personnes.length;
    const complet = s.faites === total;
    const quoi = creneau.modalite === 'CANDIDATURE' ? 'Réponses enregistrées' : 'Présences enregistrées';
    return {
      fait: {
        titre: complet ? quoi : `Enregistré : ${s.faites} sur ${total}`,
        phrases: [
          `${titreCreneau(creneau)}.`,
          `${direKairos(sait)} ${complet ? "Vous n'avez rien d'autre à faire." : 'Vous pourrez compléter les autres avec le même lien.'}`,
        ],
        liens: [{ href: `/of/creneaux/${encodeURIComponent(creneau.id)}`, libelle: complet ? 'Corriger une réponse' : 'Corriger ou compléter' }],
      },
    };
  },
});
