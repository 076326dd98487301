/** S10: to a person who is no longer registered, how to be so again. Neither why she is not (§h), nor anything of the sheet (R33). */
import { composer, type Gabarit } from '../../domain/courriel.ts';
import { jourLong } from '../../domain/francais.ts';
import { jourParis } from '../../domain/ouvres.ts';
import { idDemandeur } from '../../domain/processus.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { createEnvoi, Envoi } from './envoi.ts';

/** `jusqua`: the end of the radiation, when it is known. Instants in epoch ms. */
type Demande = { personne: string; parcours: string; jusqua: number | null; cle: string; maintenant: number };
type Deps = { hub: Hub; envoyer: ReturnType<typeof createEnvoi> };

export const createExpliquerReinscription =
  ({ hub, envoyer }: Deps) =>
  async ({ personne: id, parcours, jusqua, cle, maintenant }: Demande): Promise<Envoi> => {
    const [personne, demandeur, session] = await Promise.all([
      hub.personne.findUniqueOrThrow({ where: { id } }),
      hub.demandeur.findUnique({ where: { personne: id } }),
      hub.session.findUnique({ where: { numero: parcours.slice(parcours.indexOf(':') + 1) }, select: { intitule: true } }),
    ]);
    if (demandeur && demandeur.statut !== 'RADIE' && demandeur.statut !== 'CESSATION') return { etat: 'INUTILE' };
    const processus = idDemandeur(id);
    const ligne = {
      cle,
      blocage: `${processus}#reinscription`,
      processus,
      cause: 'REINSCRIPTION',
      niveau: 0,
      organisme: null,
      destinataire: 'CANDIDAT',
      maintenant,
    };
    const gabarit = composerReinscription({ ...personne, intitule: session?.intitule ?? null, des: jusqua !== null && jusqua > maintenant ? jusqua : null });
    return envoyer(ligne, personne.courriel, async () => ({ gabarit }));
  };

/** `des`: from when the réinscription is possible, when it is not yet. */
export const composerReinscription = (r: { nom: string; prenom: string; intitule: string | null; des: number | null }): Gabarit =>
  composer({
    objet: 'Votre formation : comment vous réinscrire à France Travail',
    salutation: `Bonjour ${r.prenom} ${r.nom},`,
    lignes: [
      "Votre inscription à France Travail n'est plus active.",
      `Le suivi de votre formation${r.intitule === null ? '' : ` « ${r.intitule} »`} est conservé : il sera visible de France Travail à votre réinscription.`,
      ...(r.des === null ? [] : [`Votre réinscription est possible à partir du ${jourLong(r.des)} ${jourParis(r.des).slice(0, 4)}.`]),
      'Pour vous réinscrire : sur francetravail.fr, ou par téléphone au 3949.',
    ],
    apres: ["Rien d'autre n'est à faire pour ce suivi."],
  });
