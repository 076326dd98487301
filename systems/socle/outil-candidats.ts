/** What advisers follow of the people positioned, in OUIFORM and AUDEF alike (R40): who positioned, the argumentaire, and what came of it. */
import type { Outil, Presence, StatutPositionnement, Suite } from '../../domain/codes.ts';
import { Positionnement, Session } from './outil-pieces.ts';
import { type Piece, parCle } from './pieces.ts';
import type { Vue } from './vues.ts';

const ORIGINES: Record<Outil, string> = { OUIFORM: 'OUIFORM', AUDEF: 'Pôle emploi', KAIROS: 'Organisme de formation', PE_FR: 'Demandeur d’emploi' };
const STATUTS: Record<StatutPositionnement, string> = {
  DEMANDE: 'Demandé',
  CONFIRME: 'Confirmé',
  REFUSE: 'Refusé',
  HONORE: 'Honoré',
  ABSENT: 'Absent',
  ANNULE: 'Annulé',
  DEPLACE: 'Reporté',
};
const PRESENCES: Record<Presence, string> = { PRESENT: 'Présent', ABSENT: 'Absent', ABSENT_EXCUSE: 'Absent excusé' };
const SUITES: Record<Suite, string> = { RETENU: 'Retenu', NON_RETENU: 'Non retenu', LISTE_ATTENTE: 'Liste d’attente' };

const suivi = ({ donnees: p }: Piece<Positionnement>) => ({
  Statut: STATUTS[p.statut],
  Présence: p.presence && PRESENCES[p.presence],
  Suite: p.suite && SUITES[p.suite],
  Motif: p.motif,
  Inscription: p.inscription,
  'Entrée en formation': p.entree,
  Interruption: p.interruption && `${p.interruption.debut} - ${p.interruption.fin ?? ''}`,
  Sortie: p.sortie,
});

/** « Suivi du positionnement » of one person, whether or not she is a DE (R25). */
export const vueSuivi: Vue = async (magasin, { positionnement = '' }) => {
  const { lu } = await magasin.lire(parCle(Positionnement, positionnement), null);
  const trouve = lu.un(Positionnement, positionnement);
  if (!trouve) return undefined;
  const { donnees: p } = trouve;
  const session = (await magasin.lire(parCle(Session, p.session), null)).lu.un(Session, p.session)?.donnees;
  return {
    'Nom - Prénom': `${p.personne.nom} ${p.personne.prenom}`,
    'N° DE': p.personne.idDE,
    Formation: session?.intitule ?? null,
    Organisme: session?.organisme ?? null,
    session: p.session,
    Origine: ORIGINES[p.outil],
    Argumentaire: p.argumentaire,
    ...suivi(trouve),
  };
};
