/** SMF: each operation, act and view beside its rule. */
import { CODE_ETAT_FICHE } from '../../domain/codes.ts';
import { depuisLheo } from '../../domain/smf/depuis-lheo.ts';
import { ecransDe } from '../../domain/smf/ecrans.ts';
import { createSysteme, type DepsSysteme, type Vue } from '../socle/createSysteme.ts';
import { etat } from '../socle/etats.ts';
import type { Magasin } from '../socle/magasin.ts';
import { parCle } from '../socle/pieces.ts';
import { acte, avecReference, lier, type Traitement } from '../socle/regles.ts';
import { contratSmf } from './contract.ts';
import * as regles from './rules.ts';
import { actesSaisis } from './saisie.ts';
import * as session from './sessions.ts';
import { Fiche } from './store.ts';

const operations: Record<keyof typeof contratSmf, Traitement> = {
  deposerFiche: lier(contratSmf.deposerFiche, regles.deposerFiche),
  validerFiche: lier(contratSmf.validerFiche, regles.validerFiche),
  retournerFiche: lier(contratSmf.retournerFiche, regles.retournerFiche),
  archiverFiche: lier(contratSmf.archiverFiche, regles.archiverFiche),
  signalerIco: lier(contratSmf.signalerIco, regles.signalerIco),
};

const actes: Traitement[] = [
  ...actesSaisis,
  acte('fiche.validee', regles.FicheActe, regles.valider),
  acte('fiche.retournee', regles.FicheRetourneeActe, regles.retourner),
  acte('fiche.archivee', regles.FicheActe.pick({ fiche: true }), regles.archiverParCarif),
  acte('session.modifiee', session.SessionModifieeActe, { ...session.modifierSession, evenement: session.sansAuteur }),
  acte('ico.saisie', session.IcoActe, { ...session.saisirIco, evenement: (e, r) => avecReference(session.sansAuteur(e), r) }),
];

const trouver = async (magasin: Magasin, numero: string) => (await magasin.lire(parCle(Fiche, numero), null)).lu.un(Fiche, numero)?.donnees;

const vueFiche: Vue = async (magasin, { fiche: numero = '' }) => {
  const fiche = await trouver(magasin, numero);
  return fiche && { etat: fiche.etat, remarques: fiche.remarques };
};

/** What the OF reads on the seven screens, and SMF's own code of the state. */
const vueEcrans: Vue = async (magasin, { fiche: numero = '' }) => {
  const fiche = await trouver(magasin, numero);
  if (!fiche) return undefined;
  const tenue = fiche.formation && depuisLheo(fiche.formation);
  return { etat: fiche.etat, code: CODE_ETAT_FICHE[fiche.etat], ecrans: tenue ? ecransDe(await session.avecIcosSaisies(magasin, tenue)) : [] };
};

const vues = {
  '/fiches/:fiche': { titre: 'La fiche', voir: vueFiche },
  '/fiches/:fiche/ecrans': { titre: 'Les écrans de la fiche', voir: vueEcrans },
};

const etats = {
  fiches: etat('fiches', Fiche, ({ donnees: f }) => [{ fiche: f.fiche, etat: f.etat, valide: f.valide }]),
};

export const createSmf = (deps: DepsSysteme) => createSysteme({ code: 'smf', prefixe: 'SMF', operations, actes, vues, etats }, deps);
