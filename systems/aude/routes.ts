/** AUDE: each operation, act and view beside its rule. */
import { createSysteme, type DepsSysteme, type Vue } from '../socle/createSysteme.ts';
import { parCle } from '../socle/pieces.ts';
import { acte, lier, type Traitement } from '../socle/regles.ts';
import { contratAude } from './contract.ts';
import * as regles from './rules.ts';
import { Demandeur, type Fait } from './store.ts';

const operations: Record<keyof typeof contratAude, Traitement> = {
  prescrire: lier(contratAude.prescrire, regles.prescrire),
  annulerPrescription: lier(contratAude.annulerPrescription, regles.annulerPrescription),
  genererAis: lier(contratAude.genererAis, regles.genererAis),
  annulerInscription: lier(contratAude.annulerInscription, regles.annulerInscription),
  enregistrerEntree: lier(contratAude.enregistrerEntree, regles.enregistrerEntree),
  enregistrerInterruption: lier(contratAude.enregistrerInterruption, regles.enregistrerInterruption),
  enregistrerSortie: lier(contratAude.enregistrerSortie, regles.enregistrerSortie),
};

const actes: Traitement[] = [acte('de.statut', regles.StatutActe, regles.changerStatut)];

const dates = (faits: readonly Fait[]) => faits.map(({ session, date }) => ({ session, date }));

/** What a PE adviser sees of one file. */
const vueDemandeur: Vue = async (magasin, { idDE = '' }) => {
  const { lu } = await magasin.lire(parCle(Demandeur, idDE), null);
  const demandeur = lu.un(Demandeur, idDE)?.donnees;
  return (
    demandeur && {
      statut: demandeur.statut,
      prescriptions: dates(demandeur.prescriptions),
      ais: dates(demandeur.ais),
      entrees: dates(demandeur.entrees),
      sorties: dates(demandeur.sorties),
    }
  );
};

export const createAude = (deps: DepsSysteme) =>
  createSysteme({ code: 'aude', prefixe: 'AUD', operations, actes, vues: { '/demandeurs/:idDE': vueDemandeur } }, deps);
