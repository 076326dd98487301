/** i-Milo: each operation, act and view beside its rule. */
import { createSysteme, type DepsSysteme, type Vue } from '../socle/createSysteme.ts';
import { etat, presenceDe } from '../socle/etats.ts';
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

/** The proposals as an adviser reads them: what OUIFORM let through, and nothing else (R30, R31). */
const vuePropositions: Vue = async (magasin, { dossier = '' }) => {
  const { lu } = await magasin.lire(parCle(Dossier, dossier), null);
  return lu.un(Dossier, dossier)?.donnees.propositions.map((p) => ({ session: p.session, Formation: p.intitule, statut: p.statut, suite: p.suite }));
};

const vues = {
  '/dossiers/:dossier': { titre: 'Le dossier de la mission locale', voir: vueDossier },
  '/dossiers/:dossier/propositions': { titre: 'Les propositions de formation', voir: vuePropositions },
};

const etats = {
  candidats: etat('candidats', Dossier, ({ donnees: d }) =>
    d.propositions.map((p) => ({
      positionnement: p.positionnement,
      parcours: null,
      reference: p.positionnement,
      session: p.session,
      faits: { POSITIONNEMENT: p.statut, ...presenceDe(p.statut), ...(p.suite && { SUITE: p.suite }) },
    })),
  ),
  dossiers: etat('dossiers', Dossier, ({ donnees: { dossier, synchronise, situation } }) => [{ dossier, synchronise, situation }]),
};

export const createImilo = (deps: DepsSysteme) => createSysteme({ code: 'imilo', prefixe: 'IMI', operations, actes, vues, etats }, deps);
