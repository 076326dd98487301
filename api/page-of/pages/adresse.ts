/** S13: the address is wrong, or whoever reads it has left. Links are forwarded: a change is told to the address that was known before. */
import { z } from 'zod';
import { typo } from '../../../domain/francais.ts';
import { corrigerAdresse, signalerDepart } from '../../receptions/organismes.ts';
import { prevenirEquipe } from '../equipe.ts';
import { masquer } from '../liens.ts';
import { entreTemps } from '../parcours.ts';
import { cache, formulaire, question, texte, valeurDe } from '../socle/champs.ts';
import { html } from '../socle/html.ts';
import { idDe, pageOf, source } from '../socle/page.ts';

type Vue = { siret: string; nom: string; courriel: string | null };
const CHOIX = [
  ['adresse', 'L’adresse est à corriger'],
  ['depart', 'Je ne travaille plus ici'],
] as const;
const Courriel = z.email().max(250);

export const ADRESSE = pageOf<Vue>({
  chemin: '/of/adresse',
  lire: async ({ hub }, lien) => hub.organisme.findUnique({ where: { siret: lien.organisme }, select: { siret: true, nom: true, courriel: true } }),
  titre: () => 'L’adresse de votre organisme',
  montrer: (
    { vue, chemin, jeton },
    s,
  ) => html`<p class="chapo">${typo(vue.courriel === null ? 'Aucune adresse n’est connue : ni listes d’inscrits ni rappels ne peuvent vous parvenir.' : `Les listes d’inscrits et les rappels partent vers ${masquer(vue.courriel)}.`)}</p>
${formulaire(
  chemin,
  jeton,
  html`${cache('avant', etatDe(vue))}${question(s, { id: 'quoi', libelle: 'Que faut-il changer ?', choix: CHOIX, connue: valeurDe(s, 'quoi', 'adresse') })}
${texte(s, { id: 'courriel', libelle: 'Nouvelle adresse de l’organisme', type: 'email', aide: 'Obligatoire pour corriger. Si vous ne travaillez plus ici, donnez celle d’un collègue si vous la connaissez.', attributs: html` autocomplete="off"` })}
<div class="boutons"><button>Enregistrer</button></div>`,
)}`,
  enregistrer: async (c, { vue, lien, corps, maintenant }) => {
    const dejaFait = corps['quoi'] === 'adresse' && corps['courriel']?.trim() === vue.courriel;
    if (corps['avant'] !== undefined && corps['avant'] !== etatDe(vue) && !dejaFait)
      return { avis: entreTemps([vue.courriel === null ? 'Aucune adresse n’est connue.' : `L’adresse connue est maintenant ${masquer(vue.courriel)}.`]) };
    const depart = corps['quoi'] === 'depart';
    const dite = (corps['courriel'] ?? '').trim();
    const lue = Courriel.safeParse(dite);
    if (corps['quoi'] !== 'adresse' && !depart) return { fautes: [{ champ: 'quoi', texte: 'Choisissez ce qu’il faut changer.' }] };
    if (!lue.success && (!depart || dite !== ''))
      return { fautes: [{ champ: 'courriel', texte: typo('Adresse : indiquez une adresse complète, par exemple contact@organisme.example.') }] };
    const date = new Date(maintenant).toISOString();
    const { doublon } = await c.receptions.accepter({ source: source(lien), id: idDe(corps) }, (tx) =>
      lue.success ? corrigerAdresse(tx, vue.siret, lue.data, date) : signalerDepart(tx, vue.siret, date),
    );
    if (!doublon) await prevenir(c, vue, lue.success ? lue.data : null, depart);
    return {
      fait: {
        titre: 'C’est noté, merci',
        phrases: [
          lue.success
            ? 'Les listes d’inscrits et les rappels partiront désormais vers la nouvelle adresse.'
            : 'Plus aucun message ne sera envoyé à votre adresse.',
          `L’équipe d’animation est prévenue${lue.success ? '' : ' et joindra votre organisme autrement'}. Vous n’avez rien d’autre à faire.`,
        ],
      },
    };
  },
});

/** What an answer is drawn from, without giving it away. */
const etatDe = ({ courriel }: Vue): string => (courriel === null ? '' : idDe({ courriel }).slice(0, 12));

const prevenir = async (c: Parameters<typeof prevenirEquipe>[0], vue: Vue, nouvelle: string | null, depart: boolean): Promise<void> => {
  const quoi = depart ? 'la personne qui recevait les messages est partie' : 'adresse corrigée';
  await prevenirEquipe(c, vue.siret, quoi, [
    nouvelle === null
      ? 'Aucune autre adresse n’est connue : les rappels prennent le canal suivant.'
      : `Les messages partent maintenant vers ${masquer(nouvelle)}.`,
  ]);
  if (nouvelle === null || depart || vue.courriel === null || vue.courriel === nouvelle) return;
  await c.courrier
    .envoyer({
      a: vue.courriel,
      contenu: {
        objet: 'Votre adresse a été remplacée',
        lignes: [`Les messages de Maillon pour ${vue.nom} partiront désormais vers ${masquer(nouvelle)}, à la demande d’une personne de votre organisme.`],
        apres: ['Si ce n’est pas voulu, prévenez l’équipe d’animation.'],
      },
      pour: { organisme: vue.siret, destinataire: 'OF', motif: 'ADRESSE_REMPLACEE' },
    })
    .catch((erreur: unknown) => c.journal.error({ err: erreur }, 'ancienne adresse non prévenue'));
};
