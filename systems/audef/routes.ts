/** AUDEF: each operation, act and view beside its rule. */
import { createSysteme, type DepsSysteme, type Vue } from '../socle/createSysteme.ts';
import { etat } from '../socle/etats.ts';
import { vueSuivi } from '../socle/outil-candidats.ts';
import { etatsSuivi } from '../socle/outil-etats.ts';
import { FILTRES, vueDetail, vueRecherche } from '../socle/outil-recherche.ts';
import { actesSuivi, operationsSuivi } from '../socle/outil-routes.ts';
import { parCle, parSession } from '../socle/pieces.ts';
import { lier, type Traitement } from '../socle/regles.ts';
import { contratAudef } from './contract.ts';
import { regles } from './rules.ts';
import { Ais, Positionnement, Session } from './store.ts';

const operations: Record<keyof typeof contratAudef, Traitement> = {
  ...operationsSuivi(regles),
  enregistrerAis: lier(contratAudef.enregistrerAis, regles.enregistrerAis),
  retirerAis: lier(contratAudef.retirerAis, regles.retirerAis),
};

/** Counters of the session (M17): `positionnements` is how many stand. */
const vueSession: Vue = async (magasin, { session: numero = '' }) => {
  const { lu } = await magasin.lire([...parCle(Session, numero), ...parSession(Ais, numero), ...parSession(Positionnement, numero)], null);
  const session = lu.un(Session, numero);
  if (!session) return undefined;
  const { placesConventionnees } = session.donnees;
  const aisEnregistrees = lu.tous(Ais).filter((a) => !a.donnees.retiree).length;
  return {
    placesConventionnees,
    aisEnregistrees,
    placesDisponibles: Math.max(0, placesConventionnees - aisEnregistrees),
    positionnements: lu.tous(Positionnement).filter(({ donnees: p }) => !['REFUSE', 'ANNULE'].includes(p.statut)).length,
  };
};

/** Who bought how many seats (R45). AIS are not attributed to a funder. */
const vueFinanceurs: Vue = async (magasin, { session: numero = '' }) => {
  const { lu } = await magasin.lire(parCle(Session, numero), null);
  return lu.un(Session, numero)?.donnees.financeurs.map((f) => ({ Financeur: f.libelle, 'Places achetées': f.places }));
};

const vues = {
  '/sessions/:session': { titre: 'Les places de la session', voir: vueSession },
  '/sessions/:session/financeurs': { titre: 'Les places par financeur', voir: vueFinanceurs },
  '/sessions/:session/detail': { titre: 'Détail de la session', voir: vueDetail },
  '/positionnements/:positionnement': { titre: 'Suivi du positionnement', voir: vueSuivi },
  '/recherche': { titre: 'Recherche de formation', voir: vueRecherche, requete: FILTRES },
};

/** AUDEF keeps the AIS beside the follow-up: it is the registration, as this tool counts it. */
const ais = etat('candidats', Ais, ({ donnees: a }) => [
  { positionnement: null, parcours: a.parcours, reference: a.parcours, session: a.session, faits: a.retiree ? {} : { INSCRIPTION: a.date } },
]);
const etats = {
  ...etatsSuivi,
  candidats: async (...demande: Parameters<typeof ais>) => {
    if (!('references' in demande[1])) return etatsSuivi.candidats(...demande);
    const [suivis, attestations] = await Promise.all([etatsSuivi.candidats(...demande), ais(...demande)]);
    return { elements: [...suivis.elements, ...attestations.elements], suivant: null };
  },
};

export const createAudef = (deps: DepsSysteme) => createSysteme({ code: 'audef', prefixe: 'AUF', operations, actes: actesSuivi(regles), vues, etats }, deps);
