/** The appointment, to the candidate himself; of a candidature, which has none, what becomes of its window. */
import { accueilDe } from '../../domain/accueil.ts';
import { Modalite } from '../../domain/codes.ts';
import { idParcours } from '../../domain/processus.ts';
import type { Hub } from '../../prisma/hub.ts';
import { composerConvocation, composerFenetre, composerIcs, type Occasion } from './convocation.ts';
import type { createEnvoi, Envoi } from './envoi.ts';
import { lireLieu } from './lectures.ts';

type Deps = { hub: Hub; envoyer: ReturnType<typeof createEnvoi>; expediteur: string };
type Demande = { positionnement: string; cle: string; maintenant: number; occasion?: Occasion };

export const createConvoquer =
  ({ hub, envoyer, expediteur }: Deps) =>
  async ({ positionnement, cle, maintenant, occasion = 'CONVOCATION' }: Demande): Promise<Envoi> => {
    const p = await hub.positionnement.findUniqueOrThrow({ where: { id: positionnement } });
    const [personne, creneau, session] = await Promise.all([
      hub.personne.findUniqueOrThrow({ where: { id: p.personne } }),
      hub.creneau.findUniqueOrThrow({ where: { id: p.creneau } }),
      hub.session.findUniqueOrThrow({ where: { numero: p.session } }),
    ]);
    const modalite = Modalite.parse(creneau.modalite);
    if (modalite === 'CANDIDATURE' && (occasion === 'CONVOCATION' || occasion === 'PRECISION')) return { etat: 'INUTILE' };
    const siret = accueilDe(session); // R11
    const of = await hub.organisme.findUnique({ where: { siret } });
    const blocage = `positionnement:${positionnement}`;
    const courriel = personne.courriel;
    const ligne = {
      cle,
      blocage,
      processus: idParcours(p.parcours),
      cause: occasion,
      niveau: 0,
      organisme: siret,
      destinataire: 'CANDIDAT',
      maintenant,
    };
    return envoyer(ligne, courriel, async () => {
      const convocation = {
        occasion,
        uid: positionnement,
        maintenant,
        sequence: await hub.relance.count({ where: { blocage, etat: 'ENVOYEE', id: { not: cle } } }),
        personne: { nom: personne.nom, prenom: personne.prenom, courriel: courriel ?? '' },
        intitule: session.intitule,
        debut: creneau.debut,
        fin: creneau.fin,
        lieu: lireLieu(creneau.lieu),
        pieces: creneau.pieces,
        organisme: { nom: of?.nom ?? siret, telephone: of?.telephone ?? null, courriel: of?.courriel ?? null },
        expediteur: lireExpediteur(expediteur),
      };
      const reponse = of?.courriel ? { replyTo: of.courriel } : {};
      if (modalite === 'CANDIDATURE') return { gabarit: composerFenetre(convocation), ...reponse };
      const rendezVous = { ...convocation, modalite };
      const method = occasion === 'ANNULATION' ? 'CANCEL' : 'REQUEST';
      return {
        gabarit: composerConvocation(rendezVous),
        icalEvent: { method, filename: 'rendez-vous.ics', content: composerIcs(rendezVous) },
        ...reponse,
      };
    });
  };

/** « Maillon <ne-pas-repondre@maillon.example> ». */
const lireExpediteur = (expediteur: string): { nom: string; adresse: string } => {
  const lu = /^(.*?)\s*<([^>]+)>\s*$/.exec(expediteur);
  return { nom: lu?.[1] || 'Maillon', adresse: lu?.[2] ?? expediteur };
};
