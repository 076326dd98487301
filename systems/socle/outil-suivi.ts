/**
 * What OUIFORM and AUDEF do alike: show the offer, let an adviser position, follow each positioning, whoever made it (R40).
 * Seats belong to Kairos; these tools only show them.
 */
import type { z } from 'zod';
import { OUTIL_DU_RESEAU, type Reseau } from '../../domain/codes.ts';
import { type AnnulationActe, ARGUMENTAIRE_MAX, type ConsultationActe, clePersonne, type PositionnementActe, personneGardee } from './actes.ts';
import type { Recu } from './contrat.ts';
import type { CreneauAnnule, CreneauDeplace, CreneauMessage, EtatRecrutementModifie, SessionMessage } from './offre.ts';
import { Creneau, colonnes, estEnAttente, estRetirable, libres, limite, Positionnement, Session, sansLimite } from './outil-pieces.ts';
import { detailDe, disponiblesDe } from './outil-recherche.ts';
import { changee, lien, neuve, type Piece, parCle, parCreneau, parPersonne } from './pieces.ts';
import { type Refus, tousLesRefus } from './refus.ts';
import type { Regle } from './regles.ts';
import type { PositionnementMessage, REFUS_SUIVI, SuiviMessage } from './suivi.ts';

type Refusees = Record<(typeof REFUS_SUIVI)[number], { refus: Refus }>;

/** The rules of one tool: its refusals in its words, the networks of its advisers. */
export const createReglesSuivi = (REFUS: Refusees, reseaux: readonly Reseau[]) => {
  const publierSession: Regle<z.infer<typeof SessionMessage>, Recu> = {
    lire: (e) => parCle(Session, e.numero),
    decider: (lu, e) => {
      const { numero, intitule, debut, fin, lieu, financeurs, placesConventionnees, etatRecrutement } = e;
      const donnees = {
        numero,
        intitule,
        debut,
        fin,
        lieu,
        organisme: e.ofDispensateur.nom,
        responsable: e.ofResponsable.nom,
        financeurs,
        placesConventionnees,
        etatRecrutement,
        alternance: e.alternance ?? null,
        eligibleCpf: e.eligibleCpf === true,
        plus: e.plus ?? null,
      };
      const connue = lu.un(Session, numero);
      return { reponse: { reference: numero }, pieces: [connue ? changee(connue, donnees) : neuve(Session, numero, donnees)] };
    },
  };

  const changerEtatRecrutement: Regle<z.infer<typeof EtatRecrutementModifie>, Recu> = {
    lire: (e) => parCle(Session, e.session),
    decider: (lu, e) => {
      const session = lu.un(Session, e.session);
      return session ? { reponse: { reference: e.session }, pieces: [changee(session, { etatRecrutement: e.etat })] } : REFUS.SESSION_INCONNUE;
    },
  };

  const publierCreneau: Regle<z.infer<typeof CreneauMessage>, Recu> = {
    lire: (e) => [...parCle(Session, e.session), ...parCle(Creneau, e.creneau)],
    decider: (lu, { creneau, session, modalite, debut, fin, lieu, places }) => {
      if (!lu.un(Session, session)) return REFUS.SESSION_INCONNUE;
      const donnees = { session, modalite, debut, fin, lieu, places, annule: false };
      const connu = lu.un(Creneau, creneau);
      return { reponse: { reference: creneau }, pieces: [connu ? changee(connu, donnees) : neuve(Creneau, creneau, donnees, { session })] };
    },
  };

  const deplacerCreneau: Regle<z.infer<typeof CreneauDeplace>, Recu> = {
    lire: (e) => parCle(Creneau, e.creneau),
    decider: (lu, { creneau, debut, fin, lieu }) => {
      const connu = lu.un(Creneau, creneau);
      return connu ? { reponse: { reference: creneau }, pieces: [changee(connu, { debut, fin, lieu: lieu ?? connu.donnees.lieu })] } : REFUS.CRENEAU_INCONNU;
    },
  };

  const annulerCreneau: Regle<z.infer<typeof CreneauAnnule>, Recu> = {
    lire: (e) => parCle(Creneau, e.creneau),
    decider: (lu, { creneau }) => {
      const connu = lu.un(Creneau, creneau);
      return connu ? { reponse: { reference: creneau }, pieces: [changee(connu, { annule: true })] } : REFUS.CRENEAU_INCONNU;
    },
  };

  /** The hub tells of a positioning made elsewhere, or names one that an adviser made here. */
  const positionner: Regle<PositionnementMessage, Recu> = {
    lire: (e) => [...parCle(Session, e.session), ...parCle(Positionnement, e.positionnement, ...noms(e))],
    decider: (lu, { reference: _, ...e }) => {
      if (!lu.un(Session, e.session)) return REFUS.SESSION_INCONNUE;
      // What an adviser has just made here goes by the name that it got; what the hub or another tool made at the same moment is not it.
      const connu = lu.tous(Positionnement)[0];
      if (connu) {
        const statut = connu.donnees.statut === 'DEMANDE' ? 'CONFIRME' : connu.donnees.statut;
        const pieces: Piece[] = [changee(connu, { positionnement: e.positionnement, parcours: e.parcours, creneau: e.creneau, statut })];
        if (connu.cle !== e.positionnement) pieces.push(lien(Positionnement, e.positionnement, connu.cle));
        return { reponse: { reference: connu.donnees.reference }, pieces };
      }
      const donnees: Positionnement = { ...SUIVI_VIDE, ...e, reference: e.positionnement, statut: 'CONFIRME' };
      return { reponse: { reference: e.positionnement }, pieces: [neuve(Positionnement, e.positionnement, donnees, colonnes(donnees))] };
    },
  };

  const suivre: Regle<SuiviMessage, Recu> = {
    lire: (e) => parCle(Positionnement, e.positionnement),
    decider: (lu, { positionnement, ...suivi }) => {
      const connu = lu.un(Positionnement, positionnement);
      if (!connu) return REFUS.POSITIONNEMENT_INCONNU;
      // Nobody decides about someone who did not come: a decision falls with the presence, as it does in Kairos.
      const sansSuite = suivi.presence !== undefined && suivi.presence !== 'PRESENT' ? { suite: null } : {};
      const dit = { ...sansSuite, ...Object.fromEntries(Object.entries(suivi).filter(([, valeur]) => valeur !== undefined)) };
      return { reponse: { reference: connu.donnees.reference }, pieces: [changee(connu, dit, { creneau: suivi.creneau ?? connu.donnees.creneau })] };
    },
  };

  /** An adviser positions in the tool. R27 is shown here as well, from what the tool knows (S6). */
  const positionnerIci: Regle<PositionnementActe, Recu> = {
    lire: (e) => [
      ...parCle(Session, e.session),
      ...parCle(Creneau, e.creneau),
      ...parCreneau(Positionnement, e.creneau),
      ...parPersonne(Positionnement, clePersonne(personneGardee(e.personne))),
    ],
    decider: (lu, e, { maintenant, reference }) => {
      const personne = personneGardee(e.personne);
      const [session, creneau] = [lu.un(Session, e.session), lu.un(Creneau, e.creneau)];
      const ici = creneau?.donnees.session === e.session ? creneau : undefined;
      const siens = lu.tous(Positionnement).filter(({ personne: qui }) => qui === clePersonne(personne));
      // S8: what an OF entered in Kairos, an ML adviser may enter here, for i-Milo to have it.
      const aReprendre = (p: Positionnement) => p.outil === 'KAIROS' && e.prescripteur.reseau === 'ML';
      const refus = tousLesRefus(
        !reseaux.includes(e.prescripteur.reseau) && REFUS.ORIGINE_REFUSEE,
        (e.argumentaire ?? '').length > ARGUMENTAIRE_MAX && REFUS.ARGUMENTAIRE_TROP_LONG,
        !session && REFUS.SESSION_INCONNUE,
        session && !ici && REFUS.CRENEAU_INCONNU,
        ici?.donnees.annule && REFUS.CRENEAU_ANNULE,
        siens.some(({ donnees: p }) => p.session === e.session && estEnAttente(p) && !aReprendre(p)) && REFUS.DEJA_INSCRIT,
        session && ['FERME', 'SUSPENDU'].includes(session.donnees.etatRecrutement) && REFUS.RECRUTEMENT_FERME,
        ici && !ici.donnees.annule && limite(ici.donnees) <= maintenant && REFUS.CRENEAU_PASSE,
        ici && !ici.donnees.annule && !sansLimite(ici.donnees) && libres(ici, lu.tous(Positionnement)) === 0 && REFUS.COMPLET,
      );
      if (refus || !ici) return refus ?? REFUS.CRENEAU_INCONNU;
      const donnees: Positionnement = {
        ...SUIVI_VIDE,
        reference: reference(),
        positionnement: null,
        parcours: null,
        personne,
        session: e.session,
        creneau: ici.cle,
        outil: OUTIL_DU_RESEAU[e.prescripteur.reseau],
        argumentaire: e.argumentaire ?? null,
        statut: 'DEMANDE',
      };
      return { reponse: { reference: donnees.reference }, pieces: [neuve(Positionnement, donnees.reference, donnees, colonnes(donnees))] };
    },
  };

  /** G5: what he finds there is told to the hub: who looks for a date and finds none presses the organisme. */
  const consulterIci: Regle<z.infer<typeof ConsultationActe>, Recu & { disponibles: number }> = {
    lire: (e) => detailDe(e.session),
    decider: (lu, e, { maintenant }) => {
      const session = lu.un(Session, e.session);
      const refus = tousLesRefus(!reseaux.includes(e.prescripteur.reseau) && REFUS.ORIGINE_REFUSEE, !session && REFUS.SESSION_INCONNUE);
      if (refus || !session) return refus ?? REFUS.SESSION_INCONNUE;
      return { reponse: { reference: e.session, disponibles: disponiblesDe(session, lu, maintenant).length } };
    },
  };

  const annulerIci: Regle<z.infer<typeof AnnulationActe>, Recu> = {
    lire: (e) => parCle(Positionnement, e.positionnement),
    decider: (lu, e) => {
      const connu = lu.un(Positionnement, e.positionnement);
      if (!connu) return REFUS.POSITIONNEMENT_INCONNU;
      if (!estRetirable(connu.donnees)) return REFUS.POSITIONNEMENT_CLOS;
      return { reponse: { reference: connu.donnees.reference }, pieces: [changee(connu, { statut: 'ANNULE', motif: e.motif })] };
    },
  };

  return {
    publierSession,
    changerEtatRecrutement,
    publierCreneau,
    deplacerCreneau,
    annulerCreneau,
    positionner,
    suivre,
    consulterIci,
    positionnerIci,
    annulerIci,
  };
};

const noms = ({ reference }: PositionnementMessage): string[] => (reference === null ? [] : [reference]);

const SUIVI_VIDE = { presence: null, suite: null, motif: null, inscription: null, entree: null, sortie: null, interruption: null };
