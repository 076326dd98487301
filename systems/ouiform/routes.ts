/** OUIFORM: what it does, in the order of its screens: search, detail, positioning, follow-up. */
import { DEJA_INSCRITE } from '../../domain/deja-inscrite.ts';
import { createSysteme, type DepsSysteme, type Vue } from '../socle/createSysteme.ts';
import { vueSuivi } from '../socle/outil-candidats.ts';
import { etatsSuivi } from '../socle/outil-etats.ts';
import { estEnAttente } from '../socle/outil-pieces.ts';
import { FILTRES, vueDetail, vueRecherche } from '../socle/outil-recherche.ts';
import { actesSuivi, operationsSuivi } from '../socle/outil-routes.ts';
import { parPersonne } from '../socle/pieces.ts';
import type { Traitement } from '../socle/regles.ts';
import type { contratOuiform } from './contract.ts';
import { regles } from './rules.ts';
import { Positionnement } from './store.ts';

const operations: Record<keyof typeof contratOuiform, Traitement> = operationsSuivi(regles);

/** « Visualisation du parcours » of one person (R32b). */
const vueParcours: Vue = async (magasin, { idDE = '' }) => {
  const { lu } = await magasin.lire(parPersonne(Positionnement, idDE), null);
  const positionnements = lu.tous(Positionnement).sort((a, b) => (a.cle < b.cle ? -1 : 1));
  return positionnements.map(({ donnees: p }) => ({
    positionnement: p.positionnement ?? p.reference,
    session: p.session,
    statut: p.statut,
    presence: p.presence,
    suite: p.suite,
    entree: p.entree,
  }));
};

/** « Rechercher un individu » (R32b), before positioning: the PIC is said (R46), and the lock of R27 for the session that is looked at. */
const vueIndividu: Vue = async (magasin, { idDE = '', session = '' }) => {
  const { lu } = await magasin.lire(parPersonne(Positionnement, idDE), null);
  const siens = lu.tous(Positionnement).map((p) => p.donnees);
  const [connu] = siens;
  if (idDE === '') return undefined;
  if (!connu) return { resultat: 'Aucun individu ne correspond à votre recherche' };
  const { nom, prenom, courriel, telephone, adresse } = connu.personne;
  return {
    resultat: '1 individu correspond à votre recherche',
    individu: `${nom} ${prenom}`,
    'N° DE': idDE,
    Adresse: [adresse?.codePostal, adresse?.ville].filter(Boolean).join(' ') || null,
    Mail: courriel,
    Téléphone: telephone,
    mentions: [
      ...(siens.some((p) => p.personne.pic) ? ['L’individu bénéficie du Plan d’investissement dans les compétences'] : []),
      ...(siens.some((p) => p.session === session && estEnAttente(p)) ? [DEJA_INSCRITE] : []),
    ],
  };
};

const vues = {
  '/individus': { titre: 'Rechercher un individu', voir: vueIndividu, requete: ['idDE', 'session'] },
  '/parcours': { titre: 'Visualisation du parcours', voir: vueParcours, requete: ['idDE'] },
  '/sessions/:session': { titre: 'Détail de la session', voir: vueDetail },
  '/positionnements/:positionnement': { titre: 'Suivi du positionnement', voir: vueSuivi },
  '/recherche': { titre: 'Recherche de formation', voir: vueRecherche, requete: FILTRES },
};

export const createOuiform = (deps: DepsSysteme) =>
  createSysteme({ code: 'ouiform', prefixe: 'OUI', operations, actes: actesSuivi(regles), vues, etats: etatsSuivi }, deps);
