/** i-Milo: nothing comes in through the interconnection but on a synchronised dossier (R31). */
import { z } from 'zod';
import type { Entree, Recu } from '../socle/contrat.ts';
import { changee, neuve, parCle } from '../socle/pieces.ts';
import { catalogue } from '../socle/refus.ts';
import type { Regle } from '../socle/regles.ts';
import type { contratImilo, REFUS_IMILO } from './contract.ts';
import { Dossier } from './store.ts';

const REFUS = catalogue<(typeof REFUS_IMILO)[number]>({
  DOSSIER_INCONNU: [404, 'Ce dossier n’existe pas dans i-Milo.'],
  DOSSIER_NON_SYNCHRONISE: [409, 'Ce dossier n’est pas synchronisé avec celui de Pôle emploi.'],
  PROPOSITION_INCONNUE: [404, 'Cette proposition n’existe pas dans le dossier.'],
});

type I = typeof contratImilo;

/** A dossier met for the first time is synchronised: the mission locale proposes on no other. One said not to be refuses. */
export const proposer: Regle<Entree<I['proposer']>, Recu> = {
  lire: (e) => parCle(Dossier, e.dossier),
  decider: (lu, { dossier: numero, ...proposition }) => {
    const dossier = lu.un(Dossier, numero) ?? neuf(numero, null, true);
    if (!dossier.donnees.synchronise) return REFUS.DOSSIER_NON_SYNCHRONISE;
    const autres = dossier.donnees.propositions.filter((p) => p.positionnement !== proposition.positionnement);
    const suite = dossier.donnees.propositions.find((p) => p.positionnement === proposition.positionnement)?.suite ?? null;
    return { reponse: { reference: proposition.positionnement }, pieces: [changee(dossier, { propositions: [...autres, { ...proposition, suite }] })] };
  },
};

export const suivre: Regle<Entree<I['suivre']>, Recu> = {
  lire: (e) => parCle(Dossier, e.dossier),
  decider: (lu, { dossier: numero, positionnement, statut, suite }) => {
    const dossier = lu.un(Dossier, numero);
    if (!dossier) return REFUS.DOSSIER_INCONNU;
    if (!dossier.donnees.synchronise) return REFUS.DOSSIER_NON_SYNCHRONISE;
    if (!dossier.donnees.propositions.some((p) => p.positionnement === positionnement)) return REFUS.PROPOSITION_INCONNUE;
    const propositions = dossier.donnees.propositions.map((p) =>
      p.positionnement === positionnement ? { ...p, statut: statut ?? p.statut, suite: suite ?? (statut === 'ABSENT' ? null : p.suite) } : p,
    );
    return { reponse: { reference: positionnement }, pieces: [changee(dossier, { propositions })] };
  },
};

/** The « situation » that the adviser no longer types (§b.4). */
export const situer: Regle<Entree<I['situer']>, Recu> = {
  lire: (e) => parCle(Dossier, e.dossier),
  decider: (lu, e) => {
    const dossier = lu.un(Dossier, e.dossier);
    if (!dossier) return REFUS.DOSSIER_INCONNU;
    if (!dossier.donnees.synchronise) return REFUS.DOSSIER_NON_SYNCHRONISE;
    return { reponse: { reference: e.positionnement }, pieces: [changee(dossier, { situation: e.situation })] };
  },
};

export const SynchronisationActe = z.object({ idDE: z.string().max(20).nullish(), dossier: z.string().min(1).max(60), synchronise: z.boolean() });

/** An adviser links the dossier with the PE file, or undoes it. */
export const synchroniser: Regle<z.infer<typeof SynchronisationActe>, Recu> = {
  lire: (e) => parCle(Dossier, e.dossier),
  decider: (lu, e) => {
    const dossier = lu.un(Dossier, e.dossier) ?? neuf(e.dossier, null, false);
    const idDE = e.idDE ?? dossier.donnees.idDE;
    return { reponse: { reference: e.dossier }, pieces: [changee(dossier, { idDE, synchronise: e.synchronise })] };
  },
};

const neuf = (dossier: string, idDE: string | null, synchronise: boolean) =>
  neuve(Dossier, dossier, { dossier, idDE, synchronise, propositions: [], situation: null });
