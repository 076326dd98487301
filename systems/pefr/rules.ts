/** pe.fr: only a registered DE has a personal space there, and sees the appointment alone (R33). */
import type { z } from 'zod';
import { lireIdDE } from '../../domain/identifiants.ts';
import { type AnnulationActe, PositionnementActe } from '../socle/actes.ts';
import { type Entree, Instant, type Recu } from '../socle/contrat.ts';
import { changee, lien, neuve, type Piece, parCle, parPersonne } from '../socle/pieces.ts';
import { catalogue, tousLesRefus } from '../socle/refus.ts';
import type { Regle } from '../socle/regles.ts';
import type { contratPefr, REFUS_PEFR } from './contract.ts';
import { RendezVous } from './store.ts';

const REFUS = catalogue<(typeof REFUS_PEFR)[number]>({
  DEMANDEUR_INCONNU: [404, 'Aucun espace personnel sous cet identifiant.', 'personne.idDE'],
  RENDEZ_VOUS_INCONNU: [404, 'Ce rendez-vous n’existe pas.'],
  DEJA_RESERVE: [409, 'Vous avez déjà un rendez-vous pour cette formation.', 'session'],
  RENDEZ_VOUS_CLOS: [409, 'Ce rendez-vous ne peut plus être annulé.'],
  RENDEZ_VOUS_PASSE: [409, 'Ce rendez-vous est passé : choisissez une autre date.', 'debut'],
  ORIGINE_REFUSEE: [422, 'Seul le demandeur d’emploi réserve depuis son espace personnel.', 'prescripteur.reseau'],
});

type P = typeof contratPefr;

/** M8. Said again, the appointment has moved; one booked here gets its date and the hub's id. */
export const notifierRendezVous: Regle<Entree<P['notifierRendezVous']>, Recu> = {
  lire: (e) => parCle(RendezVous, e.positionnement, ...(e.reservation === null ? [] : [e.reservation])),
  decider: (lu, { reservation: _, ...e }) => {
    if (!lireIdDE(e.idDE)) return REFUS.DEMANDEUR_INCONNU;
    const connu = lu.tous(RendezVous)[0];
    const donnees = { ...e, statut: 'PREVU' as const };
    if (connu) {
      const noms = connu.cle === e.positionnement ? [] : [lien(RendezVous, e.positionnement, connu.cle)];
      return { reponse: { reference: connu.donnees.reference }, pieces: [changee(connu, donnees), ...noms] };
    }
    const reference = e.positionnement;
    return { reponse: { reference }, pieces: [neuve(RendezVous, reference, { reference, ...donnees }, { personne: e.idDE, session: e.session })] };
  },
};

export const changerRendezVous: Regle<Entree<P['changerRendezVous']>, Recu> = {
  lire: (e) => parCle(RendezVous, e.positionnement),
  decider: (lu, e) => {
    const connu = lu.un(RendezVous, e.positionnement);
    return connu ? { reponse: { reference: connu.donnees.reference }, pieces: [changee(connu, { statut: e.statut })] } : REFUS.RENDEZ_VOUS_INCONNU;
  },
};

/** R33: the DE types no argumentaire. `debut`: the date that the screen showed. */
export const ReservationActe = PositionnementActe.omit({ argumentaire: true }).extend({ debut: Instant.nullish() });

/** The DE books from the personal space: the seat itself is Kairos's to give. */
export const reserver: Regle<z.infer<typeof ReservationActe>, Recu> = {
  lire: (e) => (e.personne.idDE ? parPersonne(RendezVous, e.personne.idDE) : []),
  decider: (lu, e, { maintenant, reference }) => {
    const { idDE } = e.personne;
    const connu = idDE && lireIdDE(idDE) ? idDE : null;
    const refus = tousLesRefus(
      e.prescripteur.reseau !== 'DE' && REFUS.ORIGINE_REFUSEE,
      connu === null && REFUS.DEMANDEUR_INCONNU,
      e.debut != null && Date.parse(e.debut) <= maintenant && REFUS.RENDEZ_VOUS_PASSE,
      lu.tous(RendezVous).some((r) => r.donnees.session === e.session && estAVenir(r)) && REFUS.DEJA_RESERVE,
    );
    if (refus || connu === null) return refus ?? REFUS.DEMANDEUR_INCONNU;
    const ref = reference();
    const donnees = {
      reference: ref,
      positionnement: null,
      idDE: connu,
      session: e.session,
      intitule: null,
      debut: null,
      fin: null,
      lieu: null,
      statut: 'DEMANDE' as const,
    };
    return { reponse: { reference: ref }, pieces: [neuve(RendezVous, ref, donnees, { personne: connu, session: e.session })] };
  },
};

export const annuler: Regle<z.infer<typeof AnnulationActe>, Recu> = {
  lire: (e) => parCle(RendezVous, e.positionnement),
  decider: (lu, e, { maintenant }) => {
    const connu = lu.un(RendezVous, e.positionnement);
    if (!connu) return REFUS.RENDEZ_VOUS_INCONNU;
    if (!estAVenir(connu) || (connu.donnees.debut !== null && Date.parse(connu.donnees.debut) <= maintenant)) return REFUS.RENDEZ_VOUS_CLOS;
    return { reponse: { reference: connu.donnees.reference }, pieces: [changee(connu, { statut: 'ANNULE' })] };
  },
};

type Rdv = Piece<z.infer<(typeof RendezVous)['schema']>>;
const estAVenir = (r: Rdv): boolean => ['DEMANDE', 'PREVU', 'REPORTE'].includes(r.donnees.statut);
