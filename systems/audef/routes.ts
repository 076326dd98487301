/** AUDEF: each operation, act and view beside its rule. */
import { AnnulationActe, PositionnementActe } from '../socle/actes.ts';
import { createSysteme, type DepsSysteme, type Vue } from '../socle/createSysteme.ts';
import { parCle, parSession } from '../socle/pieces.ts';
import { acte, avecReference, lier, type Traitement } from '../socle/regles.ts';
import { contratAudef } from './contract.ts';
import { regles } from './rules.ts';
import { Ais, Positionnement, Session } from './store.ts';

const operations: Record<keyof typeof contratAudef, Traitement> = {
  publierSession: lier(contratAudef.publierSession, regles.publierSession),
  changerEtatRecrutement: lier(contratAudef.changerEtatRecrutement, regles.changerEtatRecrutement),
  publierCreneau: lier(contratAudef.publierCreneau, regles.publierCreneau),
  deplacerCreneau: lier(contratAudef.deplacerCreneau, regles.deplacerCreneau),
  annulerCreneau: lier(contratAudef.annulerCreneau, regles.annulerCreneau),
  positionner: lier(contratAudef.positionner, regles.positionner),
  enregistrerAis: lier(contratAudef.enregistrerAis, regles.enregistrerAis),
  retirerAis: lier(contratAudef.retirerAis, regles.retirerAis),
  suivre: lier(contratAudef.suivre, regles.suivre),
};

const actes: Traitement[] = [
  acte('positionnement.cree', PositionnementActe, { ...regles.positionnerIci, evenement: avecReference }),
  acte('positionnement.annule', AnnulationActe, regles.annulerIci),
];

/** Counters of the session (M17): `positionnements` is how many stand. */
const vueSession: Vue = async (magasin, { numero = '' }) => {
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

export const createAudef = (deps: DepsSysteme) =>
  createSysteme({ code: 'audef', prefixe: 'AUF', operations, actes, vues: { '/sessions/:numero': vueSession } }, deps);
