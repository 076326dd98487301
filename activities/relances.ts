/**
 * Mails to people: the first ask, the reminders of the ladders, the convocations.
 * Results and errors go to Temporal's histories: they hold codes, never an address nor a name.
 */
import { z } from 'zod';
import { CAUSES, type CodeCause, type Sujet } from '../domain/causes.ts';
import { Modalite, Outil } from '../domain/codes.ts';
import { ajouterJoursOuvres } from '../domain/ouvres.ts';
import type { Destinataire } from '../domain/politiques.ts';
import { idCreneau } from '../domain/processus.ts';
import { BlocageLu, situationBlocage } from '../domain/situations.ts';
import type { Hub } from '../prisma/hub.ts';
import { creerLien, oublierLien } from '../prisma/liens.ts';
import { composerConvocation, composerIcs, type Occasion } from './courriels/convocation.ts';
import { createEnvoi, demandeDe, type Envoi, type Pret, type Transport } from './courriels/envoi.ts';
import { composerRelance, type Demande } from './courriels/relance.ts';

type Deps = { hub: Hub; transport: Transport; urlHub: string; expediteur: string };
/** `cle`: idempotency key; `maintenant`: business instant, epoch ms. */
type Commun = { cle: string; maintenant: number };

const JOUR = 86_400_000;
/** How long a link answers after its slot. */
const VALIDITE = 30 * JOUR;

const Lieu = z.object({ nom: z.string().optional(), lignes: z.array(z.string()).optional(), codePostal: z.string().optional(), ville: z.string().optional() });
const lireLieu = (json: unknown) => Lieu.safeParse(json).data ?? null;

export const createRelances = ({ hub, transport, urlHub, expediteur }: Deps) => {
  const envoyer = createEnvoi({ hub, transport, expediteur });

  /** A link to the page of one organisme, made for one mail. */
  const preparer = async (
    organisme: string,
    demande: Omit<Demande, 'url'>,
    cible: { creneau: string | null; session: string | null },
    maintenant: number,
  ): Promise<Pret> => {
    const expireLe = Math.max(demande.creneau?.fin.getTime() ?? 0, maintenant) + VALIDITE;
    const token = await creerLien(hub, { organisme, ...cible, expireLe });
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

    /** The appointment, to the candidate himself. A candidature has none. */
    convoquer: async ({
      positionnement,
      cle,
      maintenant,
      occasion = 'CONVOCATION',
    }: Commun & { positionnement: string; occasion?: Occasion }): Promise<Envoi> => {
      const p = await hub.positionnement.findUniqueOrThrow({ where: { id: positionnement } });
      const [personne, creneau, session] = await Promise.all([
        hub.personne.findUniqueOrThrow({ where: { id: p.personne } }),
        hub.creneau.findUniqueOrThrow({ where: { id: p.creneau } }),
        hub.session.findUniqueOrThrow({ where: { numero: p.session } }),
      ]);
      const modalite = Modalite.parse(creneau.modalite);
      if (modalite === 'CANDIDATURE') return { etat: 'INUTILE' };
      const of = await hub.organisme.findUnique({ where: { siret: session.ofDispensateur } });
      const blocage = `positionnement:${positionnement}`;
      const courriel = personne.courriel;
      const ligne = {
        cle,
        blocage,
        processus: `parcours:${p.parcours}`,
        cause: occasion,
        niveau: 0,
        organisme: session.ofDispensateur,
        destinataire: 'CANDIDAT',
        maintenant,
      };
      return envoyer(ligne, courriel, async () => {
        const convocation = {
          occasion,
          uid: positionnement,
          modalite,
          maintenant,
          sequence: await hub.relance.count({ where: { blocage, etat: 'ENVOYEE', id: { not: cle } } }),
          personne: { nom: personne.nom, prenom: personne.prenom, courriel: courriel ?? '' },
          intitule: session.intitule,
          debut: creneau.debut,
          fin: creneau.fin,
          lieu: lireLieu(creneau.lieu),
          pieces: creneau.pieces,
          organisme: { nom: of?.nom ?? session.ofDispensateur, telephone: of?.telephone ?? null, courriel: of?.courriel ?? null },
          expediteur: lireExpediteur(expediteur),
        };
        const method = occasion === 'ANNULATION' ? 'CANCEL' : 'REQUEST';
        return {
          gabarit: composerConvocation(convocation),
          icalEvent: { method, filename: 'rendez-vous.ics', content: composerIcs(convocation) },
          ...(of?.courriel ? { replyTo: of.courriel } : {}),
        };
      });
    },
  };
};

/** Causes that a date and a place of meeting explain; an entry or an exit has long left its slot. */
const duCreneau = (cause: CodeCause): boolean => CAUSES[cause].lien === 'OF_PRESENCES' || cause === 'CHANGEMENT_NON_CONFIRME';

const dateDe = (quand: string | null): number | null => (quand === null ? null : Date.parse(quand));

/** « Maillon <ne-pas-repondre@maillon.example> ». */
const lireExpediteur = (expediteur: string): { nom: string; adresse: string } => {
  const lu = /^(.*?)\s*<([^>]+)>\s*$/.exec(expediteur);
  return { nom: lu?.[1] || 'Maillon', adresse: lu?.[2] ?? expediteur };
};

/** How many people a slot still waits an answer for, and the tools they come from. */
const compterAttendus = async (hub: Hub, creneau: string, cause: CodeCause): Promise<{ nombre: number; outils: Demande['outils'] }> => {
  const quoi = { PRESENCE_NON_SAISIE: { presence: null }, SUITE_NON_SAISIE: { presence: 'PRESENT', suite: null }, CANDIDATURE_SANS_REPONSE: { suite: null } };
  if (!(cause in quoi)) return { nombre: 0, outils: {} };
  const groupes = await hub.positionnement.groupBy({
    by: ['outil'],
    where: { creneau, statut: { in: ['CONFIRME', 'HONORE'] }, ...quoi[cause as keyof typeof quoi] },
    _count: true,
    orderBy: { outil: 'asc' },
  });
  return { nombre: groupes.reduce((n, g) => n + g._count, 0), outils: Object.fromEntries(groupes.map((g) => [Outil.parse(g.outil), g._count])) };
};

/** The mandataire of a session is its organisme responsable; a prescriber is reached through an account of his structure. */
const adresseDe = async (
  hub: Hub,
  destinataire: Destinataire,
  b: { organisme: string | null; session: string | null; acteur: string | null },
): Promise<string | null> => {
  const courriel = async (siret: string | null | undefined) => (siret ? ((await hub.organisme.findUnique({ where: { siret } }))?.courriel ?? null) : null);
  switch (destinataire) {
    case 'OF':
      return courriel(b.organisme);
    case 'MANDATAIRE': {
      const session = b.session === null ? null : await hub.session.findUnique({ where: { numero: b.session } });
      return courriel(session?.ofResponsable ?? b.organisme);
    }
    case 'PRESCRIPTEUR': {
      if (b.acteur === null) return null;
      const compte = await hub.compte.findFirst({ where: { role: 'PRESCRIPTEUR', structure: b.acteur, actif: true }, orderBy: { creeLe: 'asc' } });
      return compte?.courriel ?? null;
    }
    default:
      return null; // the others work on the dashboard
  }
};
