/**
 * What OUIFORM and AUDEF have in common: the offer they show, and the follow-up of each positioning, whoever made it (R40).
 * Seats belong to Kairos; these tools only show them.
 */
import { z } from 'zod';
import { EtatRecrutement, OUTIL_DU_RESEAU, Outil, Presence, type Reseau, StatutPositionnement, Suite } from '../../domain/codes.ts';
import { type AnnulationActe, clePersonne, type PositionnementActe, personneGardee } from './actes.ts';
import { Instant, Jour, Lieu, PersonneMessage, type Recu } from './contrat.ts';
import type { CreneauAnnule, CreneauDeplace, CreneauMessage, EtatRecrutementModifie, SessionMessage } from './offre.ts';
import { changee, genre, type Lu, lien, neuve, type Piece, parCle, parPersonne } from './pieces.ts';
import type { Refus } from './refus.ts';
import type { Regle } from './regles.ts';
import type { PositionnementMessage, SuiviMessage } from './suivi.ts';

/** Key: the session's number. */
export const Session = genre(
  'session',
  z.object({
    numero: z.string(),
    intitule: z.string(),
    debut: Jour,
    fin: Jour.nullable(),
    placesConventionnees: z.number().int(),
    etatRecrutement: EtatRecrutement,
  }),
);

/** Key: the hub's id. Found by session. */
export const Creneau = genre(
  'creneau',
  z.object({ session: z.string(), modalite: z.string(), debut: Instant, fin: Instant, lieu: Lieu.nullable(), places: z.number().int(), annule: z.boolean() }),
);

/** Key: the hub's id, or the tool's own reference when an adviser made it here. Found by session and by person. */
export const Positionnement = genre(
  'positionnement',
  z.object({
    reference: z.string(),
    positionnement: z.string().nullable(),
    parcours: z.string().nullable(),
    personne: PersonneMessage,
    session: z.string(),
    creneau: z.string(),
    outil: Outil,
    argumentaire: z.string().nullable(),
    statut: StatutPositionnement,
    presence: Presence.nullable(),
    suite: Suite.nullable(),
    motif: z.string().nullable(),
    inscription: Jour.nullable(),
    entree: Jour.nullable(),
    sortie: Jour.nullable(),
  }),
);
export type Positionnement = z.infer<(typeof Positionnement)['schema']>;

type Codes =
  | 'SESSION_INCONNUE'
  | 'CRENEAU_INCONNU'
  | 'POSITIONNEMENT_INCONNU'
  | 'DEJA_INSCRIT'
  | 'RECRUTEMENT_FERME'
  | 'CRENEAU_PASSE'
  | 'ORIGINE_REFUSEE'
  | 'POSITIONNEMENT_CLOS';

/** The rules of one tool: its refusals in its words, the networks of its advisers. */
export const createReglesSuivi = (REFUS: Record<Codes, { refus: Refus }>, reseaux: readonly Reseau[]) => {
  const publierSession: Regle<z.infer<typeof SessionMessage>, Recu> = {
    lire: (e) => parCle(Session, e.numero),
    decider: (lu, e) => {
      const { numero, intitule, debut, fin, placesConventionnees, etatRecrutement } = e;
      const donnees = { numero, intitule, debut, fin, placesConventionnees, etatRecrutement };
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
    lire: (e) => [...parCle(Session, e.session), ...parCle(Positionnement, e.positionnement), ...parPersonne(Positionnement, clePersonne(e.personne))],
    decider: (lu, e) => {
      if (!lu.un(Session, e.session)) return REFUS.SESSION_INCONNUE;
      const connu = lu.un(Positionnement, e.positionnement) ?? sansNom(lu, e.session);
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
      const dit = Object.fromEntries(Object.entries(suivi).filter(([, valeur]) => valeur !== undefined));
      return { reponse: { reference: connu.donnees.reference }, pieces: [changee(connu, dit)] };
    },
  };

  /** An adviser positions in the tool. R27 is shown here as well, from what the tool knows (S6). */
  const positionnerIci: Regle<PositionnementActe, Recu> = {
    lire: (e) => [...parCle(Session, e.session), ...parCle(Creneau, e.creneau), ...parPersonne(Positionnement, clePersonne(personneGardee(e.personne)))],
    decider: (lu, e, { maintenant, reference }) => {
      if (!reseaux.includes(e.prescripteur.reseau)) return REFUS.ORIGINE_REFUSEE;
      const [session, creneau] = [lu.un(Session, e.session), lu.un(Creneau, e.creneau)];
      if (!session) return REFUS.SESSION_INCONNUE;
      if (!creneau || creneau.donnees.annule || creneau.donnees.session !== e.session) return REFUS.CRENEAU_INCONNU;
      if (lu.tous(Positionnement).some(({ donnees: p }) => p.session === e.session && estEnAttente(p))) return REFUS.DEJA_INSCRIT;
      if (['FERME', 'SUSPENDU'].includes(session.donnees.etatRecrutement)) return REFUS.RECRUTEMENT_FERME;
      const limite = creneau.donnees.modalite === 'CANDIDATURE' ? creneau.donnees.fin : creneau.donnees.debut;
      if (Date.parse(limite) <= maintenant) return REFUS.CRENEAU_PASSE;
      const donnees: Positionnement = {
        ...SUIVI_VIDE,
        reference: reference(),
        positionnement: null,
        parcours: null,
        personne: personneGardee(e.personne),
        session: e.session,
        creneau: creneau.cle,
        outil: OUTIL_DU_RESEAU[e.prescripteur.reseau],
        argumentaire: e.argumentaire ?? null,
        statut: 'DEMANDE',
      };
      return { reponse: { reference: donnees.reference }, pieces: [neuve(Positionnement, donnees.reference, donnees, colonnes(donnees))] };
    },
  };

  const annulerIci: Regle<z.infer<typeof AnnulationActe>, Recu> = {
    lire: (e) => parCle(Positionnement, e.positionnement),
    decider: (lu, e) => {
      const connu = lu.un(Positionnement, e.positionnement);
      if (!connu) return REFUS.POSITIONNEMENT_INCONNU;
      if (!estEnAttente(connu.donnees)) return REFUS.POSITIONNEMENT_CLOS;
      return { reponse: { reference: connu.donnees.reference }, pieces: [changee(connu, { statut: 'ANNULE', motif: e.motif })] };
    },
  };

  return { publierSession, changerEtatRecrutement, publierCreneau, deplacerCreneau, annulerCreneau, positionner, suivre, positionnerIci, annulerIci };
};

/** Nobody has said yet what came of it (R27). */
export const estEnAttente = (p: Positionnement): boolean => ['DEMANDE', 'CONFIRME', 'DEPLACE'].includes(p.statut) && p.presence === null && p.suite === null;

const sansNom = (lu: Lu, session: string): Piece<Positionnement> | undefined =>
  lu.tous(Positionnement).find(({ donnees: p }) => p.session === session && p.positionnement === null && estEnAttente(p));

const colonnes = (p: Positionnement) => ({ session: p.session, creneau: p.creneau, personne: clePersonne(p.personne) });

const SUIVI_VIDE = { presence: null, suite: null, motif: null, inscription: null, entree: null, sortie: null };
