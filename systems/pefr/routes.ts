/** pe.fr: each operation, act and view beside its rule. */
import { horairesDits } from '../../domain/rapprochement-details.ts';
import { AnnulationActe } from '../socle/actes.ts';
import { createSysteme, type DepsSysteme, type Vue } from '../socle/createSysteme.ts';
import { etat, presenceDe } from '../socle/etats.ts';
import { parPersonne } from '../socle/pieces.ts';
import { acte, avecReference, lier, type Traitement } from '../socle/regles.ts';
import { contratPefr } from './contract.ts';
import * as regles from './rules.ts';
import { RendezVous } from './store.ts';

const operations: Record<keyof typeof contratPefr, Traitement> = {
  notifierRendezVous: lier(contratPefr.notifierRendezVous, regles.notifierRendezVous),
  changerRendezVous: lier(contratPefr.changerRendezVous, regles.changerRendezVous),
};

const actes: Traitement[] = [
  // R33: the DE types no argumentaire.
  acte('rdv.reserve', regles.ReservationActe, { ...regles.reserver, evenement: avecReference }),
  acte('rdv.annule', AnnulationActe, regles.annuler),
  acte('positionnement.annule', AnnulationActe, regles.annuler),
];

/** « Mes rendez-vous » of the personal space. */
const vueRendezVous: Vue = async (magasin, { idDE = '' }) => {
  const { lu } = await magasin.lire(parPersonne(RendezVous, idDE), null);
  const rendezVous = lu.tous(RendezVous).sort((a, b) => ((a.donnees.debut ?? '') < (b.donnees.debut ?? '') ? -1 : 1));
  return rendezVous.map(({ donnees: { debut, fin, lieu, statut } }) => ({ debut, fin, lieu, statut }));
};

/** « Mes formations »: what each appointment is about, and nothing of the sheet (R33). */
const vueFormations: Vue = async (magasin, { idDE = '' }) => {
  const { lu } = await magasin.lire(parPersonne(RendezVous, idDE), null);
  return lu.tous(RendezVous).map(({ donnees: r }) => ({ session: r.session, Formation: r.intitule, 'Rendez-vous': r.debut, statut: r.statut }));
};

const vues = {
  '/demandeurs/:idDE/rendez-vous': { titre: 'Mes rendez-vous', voir: vueRendezVous },
  '/demandeurs/:idDE/formations': { titre: 'Mes formations', voir: vueFormations },
};

const etats = {
  candidats: etat(
    'candidats',
    RendezVous,
    ({ donnees: r }) => [
      {
        positionnement: r.positionnement,
        parcours: null,
        reference: r.reference,
        session: r.session,
        faits: { RDV: r.statut, ...presenceDe(r.statut) },
        details: r.debut === null || r.fin === null ? {} : { HORAIRES_RDV: horairesDits({ debut: r.debut, fin: r.fin }) },
      },
    ],
    parPersonne,
  ),
};

export const createPefr = (deps: DepsSysteme) => createSysteme({ code: 'pefr', prefixe: 'PEF', operations, actes, vues, etats }, deps);
