/**
 * Mails to people: the first ask, the reminders of the ladders, the convocations.
 * Results and errors go to Temporal's histories: they hold codes, never an address nor a name.
 */
import { CAUSES, type CodeCause, type Sujet } from '../domain/causes.ts';
import { Modalite } from '../domain/codes.ts';
import { ajouterJoursOuvres } from '../domain/ouvres.ts';
import type { Destinataire } from '../domain/politiques.ts';
import { idCreneau } from '../domain/processus.ts';
import { BlocageLu, situationBlocage } from '../domain/situations.ts';
import type { Hub } from '../prisma/hub.ts';
import { lienPour, oublierLien } from '../prisma/liens.ts';
import { createConvoquer } from './courriels/convoquer.ts';
import { createEnvoi, demandeDe, type Envoi, type Pret, type Transport } from './courriels/envoi.ts';
import { adresseDe, compterAttendus, lireLieu } from './courriels/lectures.ts';
import { composerRelance, type Demande } from './courriels/relance.ts';

type Deps = { hub: Hub; transport: Transport; urlHub: string; expediteur: string };
/** `cle`: idempotency key; `maintenant`: business instant, epoch ms. */
type Commun = { cle: string; maintenant: number };

export const createRelances = ({ hub, transport, urlHub, expediteur }: Deps) => {
  const envoyer = createEnvoi({ hub, transport, expediteur });

  /** A link to the page of one organisme, made for one mail. */
  const preparer = async (
    organisme: string,
    demande: Omit<Demande, 'url'>,
    cible: { creneau: string | null; session: string | null },
    maintenant: number,
  ): Promise<Pret> => {
    const token = await lienPour(hub, { organisme, ...cible, cause: demande.cause }, maintenant);
    return { gabarit: composerRelance({ ...demande, url: `${urlHub}/of/${token}` }), annuler: () => oublierLien(hub, token) };
  };

  return {
    /** The slot is over: asks the OF who came. Nothing is asked when nobody was expected. */
    demanderPresences: async ({ creneau, cle, maintenant }: Commun & { creneau: string }): Promise<Envoi> => {
      const ligne = await hub.creneau.findUniqueOrThrow({ where: { id: creneau } });
      const session = await hub.session.findUniqueOrThrow({ where: { numero: ligne.session } });
      const modalite = Modalite.parse(ligne.modalite);
      const cause: CodeCause = modalite === 'CANDIDATURE' ? 'CANDIDATURE_SANS_REPONSE' : 'PRESENCE_NON_SAISIE';
      const attendus = await compterAttendus(hub, creneau, cause);
      if (attendus.nombre === 0) return { etat: 'INUTILE' };
      const of = await hub.organisme.findUnique({ where: { siret: session.ofDispensateur } });
      const sujet: Sujet = {
        session: session.numero,
        intitule: session.intitule,
        creneau,
        modalite,
        date: ligne.debut.toISOString(),
        nombre: attendus.nombre,
        organisme: of?.nom,
      };
      const demande = {
        cause,
        sujet,
        destinataire: 'OF' as const,
        rappel: false,
        outils: attendus.outils,
        avant: ajouterJoursOuvres(maintenant, 1),
        creneau: { debut: ligne.debut, fin: ligne.fin, lieu: lireLieu(ligne.lieu) },
      };
      const processus = idCreneau(creneau);
      return envoyer(
        { cle, blocage: demandeDe(processus), processus, cause, niveau: 0, organisme: session.ofDispensateur, destinataire: 'OF', maintenant },
        of?.courriel ?? null,
        () => preparer(session.ofDispensateur, demande, { creneau, session: session.numero }, maintenant),
      );
    },

    /** One step of a ladder. Nothing leaves once the blocage has fallen, nor towards somebody who cannot act. */
    envoyerRelance: async (r: Commun & { blocage: string; niveau: number; destinataire: Destinataire }): Promise<Envoi> => {
      const { cle, maintenant, niveau, destinataire } = r;
      const ligne = await hub.blocage.findUniqueOrThrow({ where: { id: r.blocage } });
      if (ligne.leveLe !== null || (destinataire === 'OF' && ligne.acteurType !== 'OF')) return { etat: 'INUTILE' };
      const of = ligne.organisme === null ? null : await hub.organisme.findUnique({ where: { siret: ligne.organisme } });
      const creneau = ligne.creneau === null ? null : await hub.creneau.findUnique({ where: { id: ligne.creneau } });
      const lu = BlocageLu.parse({ ...ligne, nomOrganisme: of?.nom ?? null });
      const attendus = ligne.creneau === null ? null : await compterAttendus(hub, ligne.creneau, lu.cause);
      const sujet: Sujet = {
        ...lu.sujet,
        session: lu.sujet.session ?? ligne.session ?? undefined,
        organisme: of?.nom,
        ...(attendus && attendus.nombre > 0 ? { nombre: attendus.nombre } : {}),
      };
      const demande = {
        cause: lu.cause,
        sujet,
        destinataire,
        rappel: niveau > 0,
        outils: destinataire === 'PRESCRIPTEUR' ? {} : (attendus?.outils ?? {}),
        avant: dateDe(situationBlocage(lu, maintenant).suite.quand),
        creneau: creneau && duCreneau(lu.cause) ? { debut: creneau.debut, fin: creneau.fin, lieu: lireLieu(creneau.lieu) } : null,
      };
      const a = await adresseDe(hub, destinataire, ligne);
      return envoyer(
        { cle, blocage: ligne.id, processus: ligne.processus, cause: ligne.cause, niveau, organisme: ligne.organisme, destinataire, maintenant },
        a,
        () =>
          destinataire === 'PRESCRIPTEUR' || ligne.organisme === null
            ? Promise.resolve({ gabarit: composerRelance({ ...demande, url: `${urlHub}/admin/` }) })
            : preparer(ligne.organisme, demande, { creneau: ligne.creneau, session: ligne.session }, maintenant),
      );
    },

    convoquer: createConvoquer({ hub, envoyer, expediteur }),
  };
};

/** Causes that a date and a place of meeting explain; an entry or an exit has long left its slot. */
const duCreneau = (cause: CodeCause): boolean => CAUSES[cause].lien === 'OF_PRESENCES' || cause === 'CHANGEMENT_NON_CONFIRME';

const dateDe = (quand: string | null): number | null => (quand === null ? null : Date.parse(quand));
