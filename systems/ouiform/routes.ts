/** OUIFORM: each operation, act and view beside its rule. */
import { AnnulationActe, PositionnementActe } from '../socle/actes.ts';
import { createSysteme, type DepsSysteme, type Vue } from '../socle/createSysteme.ts';
import { parPersonne } from '../socle/pieces.ts';
import { acte, avecReference, lier, type Traitement } from '../socle/regles.ts';
import { contratOuiform } from './contract.ts';
import { regles } from './rules.ts';
import { Positionnement } from './store.ts';

const operations: Record<keyof typeof contratOuiform, Traitement> = {
  publierSession: lier(contratOuiform.publierSession, regles.publierSession),
  changerEtatRecrutement: lier(contratOuiform.changerEtatRecrutement, regles.changerEtatRecrutement),
  publierCreneau: lier(contratOuiform.publierCreneau, regles.publierCreneau),
  deplacerCreneau: lier(contratOuiform.deplacerCreneau, regles.deplacerCreneau),
  annulerCreneau: lier(contratOuiform.annulerCreneau, regles.annulerCreneau),
  positionner: lier(contratOuiform.positionner, regles.positionner),
  suivre: lier(contratOuiform.suivre, regles.suivre),
};

const actes: Traitement[] = [
  acte('positionnement.cree', PositionnementActe, { ...regles.positionnerIci, evenement: avecReference }),
  acte('positionnement.annule', AnnulationActe, regles.annulerIci),
];

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

export const createOuiform = (deps: DepsSysteme) =>
  createSysteme({ code: 'ouiform', prefixe: 'OUI', operations, actes, vues: { '/parcours': vueParcours } }, deps);
