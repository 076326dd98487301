/**
 * AUDE: what flows may cause there. What it would not show of a radié (R36) is not sent: the answer is `{ differee: true }`, and the flow hands
 * the effect to the demandeur's.
 */
import { ApplicationFailure } from '@temporalio/common';
import { idDemandeur } from '../domain/processus.ts';
import { estDiffere } from '../domain/visibilite.ts';
import { motifDe } from '../prisma/motifs.ts';
import type { contratAude } from '../systems/aude/contract.ts';
import type { Client } from './client.ts';
import type { Cible, Dossier, Dossiers } from './dossiers.ts';

const PARTENAIRES: Record<string, string> = {
  PE: 'Pôle emploi',
  ML: 'Mission locale',
  CAP_EMPLOI: 'Cap emploi',
  OF: 'Organisme de formation',
  DE: 'Demandeur d’emploi',
};
/** Keys of the demandeur's flow, which replays what was kept. */
const REJEU = idDemandeur('');
type Deps = { client: Client<typeof contratAude>; dossiers: Pick<Dossiers, 'lireDossier'> };
type Differee = { differee: true };

export const createAude = ({ client, dossiers }: Deps) => {
  /**
   * Sends unless AUDE would keep it invisible; AUDE's own word (DEMANDEUR_RADIE) counts as well as ours. What is new of somebody of whom something
   * is still kept goes behind it: one person's updates keep their order, even when AUDE was away at the réinscription.
   */
  const siVisible = async <R>(
    cle: string,
    c: Cible,
    envoyer: (d: Dossier, sujet: { idDE: string; parcours: string; session: string }) => Promise<R>,
  ): Promise<R | Differee> => {
    const d = await dossiers.lireDossier(c.positionnement);
    const idDE = d.personne.idDE;
    const derriere = d.differees && !cle.startsWith(REJEU);
    if (idDE === null || derriere || estDiffere('aude', d.statutDe)) return { differee: true };
    try {
      return await envoyer(d, { idDE, parcours: c.parcours, session: c.session });
    } catch (erreur) {
      if (erreur instanceof ApplicationFailure && (erreur.details?.[0] as { code?: string } | undefined)?.code === 'DEMANDEUR_RADIE') return { differee: true };
      throw erreur;
    }
  };
  type Datee = Cible & { date: string };

  return {
    prescrire: async (cle: string, c: Datee) =>
      siVisible(cle, c, (d, sujet) =>
        client('prescrire', cle, {
          ...sujet,
          date: c.date,
          intitule: d.intitule,
          formacode: d.formacode,
          objectif: d.objectif,
          publics: d.publics,
          partenaire: d.structure ?? PARTENAIRES[d.reseau] ?? d.reseau,
          argumentaire: d.argumentaire,
        }),
      ),
    annulerPrescription: async (cle: string, c: Datee) =>
      siVisible(cle, c, (d, sujet) => client('annulerPrescription', cle, { ...sujet, date: c.date, motif: motifDe(d, 'ANNULATION') ?? 'Non précisé' })),
    genererAis: async (cle: string, c: Datee) =>
      siVisible(cle, c, (d, sujet) => client('genererAis', cle, { ...sujet, date: c.date, debut: d.debutSession, fin: d.finSession })),
    annulerInscription: async (cle: string, c: Datee) =>
      siVisible(cle, c, (d, sujet) => client('annulerInscription', cle, { ...sujet, date: c.date, motif: motifDe(d, 'INSCRIPTION') ?? 'Non précisé' })),
    enregistrerEntree: async (cle: string, c: Datee) => siVisible(cle, c, (_, sujet) => client('enregistrerEntree', cle, { ...sujet, date: c.date })),
    enregistrerInterruption: async (cle: string, c: Datee & { fin: string | null }) =>
      siVisible(cle, c, (d, sujet) =>
        client('enregistrerInterruption', cle, { ...sujet, date: c.date, fin: c.fin, motif: motifDe(d, `INTERRUPTION:${c.date}`) ?? 'Non précisé' }),
      ),
    enregistrerSortie: async (cle: string, c: Datee) =>
      siVisible(cle, c, (d, sujet) => client('enregistrerSortie', cle, { ...sujet, date: c.date, motif: motifDe(d, 'SORTIE') ?? 'Fin de formation' })),
  };
};
