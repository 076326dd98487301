/** i-Milo: each operation, act and view beside its rule. */
import { createSysteme, type DepsSysteme, type Vue } from '../socle/createSysteme.ts';
import { parCle } from '../socle/pieces.ts';
import { acte, lier, type Traitement } from '../socle/regles.ts';
import { contratImilo } from './contract.ts';
import * as regles from './rules.ts';
import { Dossier } from './store.ts';

const operations: Record<keyof typeof contratImilo, Traitement> = {
  proposer: lier(contratImilo.proposer, regles.proposer),
  suivre: lier(contratImilo.suivre, regles.suivre),
  situer: lier(contratImilo.situer, regles.situer),
};

const actes: Traitement[] = [acte('dossier.synchronise', regles.SynchronisationActe, regles.synchroniser)];

/** What an ML adviser sees of one dossier. */
const vueDossier: Vue = async (magasin, { dossier = '' }) => {
  const { lu } = await magasin.lire(parCle(Dossier, dossier), null);
  const connu = lu.un(Dossier, dossier)?.donnees;
  return (
    connu && {
      synchronise: connu.synchronise,
      propositions: connu.propositions.map(({ session, statut }) => ({ session, statut })),
      situation: connu.situation,
    }
  );
};

export const createImilo = (deps: DepsSysteme) =>
  createSysteme({ code: 'imilo', prefixe: 'IMI', operations, actes, vues: { '/dossiers/:dossier': vueDossier } }, deps);
