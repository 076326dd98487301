/** Flows that are played, where no worker runs: they keep what they hear, answer what they are told, and write what a projection would. */
import type { ActionBlocage, ReponseAction, ReponsePositionner } from '../../domain/actes.ts';
import type { Calendrier } from '../../domain/calendrier.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { Entendu, Envoi, Flux, ReconciliationLue } from '../flux.ts';

export type FluxJoue = Flux & {
  entendus: Envoi[];
  calendriers: { workflow: string; cal: Calendrier }[];
  actions: { workflow: string; action: ActionBlocage }[];
  /** Flows told of a policy: `<flow> <cause>`. */
  politiques: string[];
  reconciliations: string[];
  /** How far comparisons are. */
  reconciliation: ReconciliationLue;
  /** What Kairos will say to the next positionings, through the flow. */
  kairos: ReponsePositionner | 'SILENCE';
  temporal: 'OUVERT' | 'FERME';
  calendrier: (workflow: string) => Entendu;
  action: ReponseAction;
};

export const createFluxJoue = (hub: Hub): FluxJoue => {
  const joue: FluxJoue = {
    entendus: [],
    calendriers: [],
    actions: [],
    politiques: [],
    reconciliations: [],
    reconciliation: { etat: 'EN_COURS' },
    kairos: { statut: 'CONFIRME' },
    temporal: 'OUVERT',
    calendrier: () => 'ENTENDU',
    action: { fait: true },
    signaler: async (envoi) => {
      if (joue.temporal === 'FERME') return 'SILENCE';
      joue.entendus.push(envoi);
      return 'ENVOYE';
    },
    agir: async (envoi) => {
      if (joue.temporal === 'FERME' || joue.kairos === 'SILENCE') return 'SILENCE';
      joue.entendus.push(envoi);
      await projeter(hub, envoi, joue.kairos);
      return joue.kairos;
    },
    actionner: async (workflow, action) => {
      if (joue.temporal === 'FERME') return 'SILENCE';
      joue.actions.push({ workflow, action });
      return joue.action;
    },
    calendrierAvance: async (workflow, cal) => {
      joue.calendriers.push({ workflow, cal });
      return joue.calendrier(workflow);
    },
    calendrierRecale: async (workflow, cal) => {
      joue.calendriers.push({ workflow, cal });
    },
    decrire: async () => null,
    politiqueChangee: async (workflow, cause) => {
      if (joue.temporal === 'FERME') return 'SILENCE';
      joue.politiques.push(`${workflow} ${cause}`);
      return 'ENTENDU';
    },
    reconcilier: async (id) => {
      if (joue.temporal === 'FERME') return 'SILENCE';
      joue.reconciliations.push(id);
      return 'ENVOYE';
    },
    lireReconciliation: async (id) => (joue.reconciliations.includes(id) ? joue.reconciliation : 'ABSENT'),
    repond: async () => joue.temporal === 'OUVERT',
  };
  return joue;
};

const projeter = async (hub: Hub, { sujet, acte }: Envoi, reponse: ReponsePositionner): Promise<void> => {
  if (acte?.type !== 'positionner' && acte?.type !== 'reporter') return;
  const { positionnement, creneau, date } = acte;
  const [personne = '', session = ''] = sujet.split(':');
  await hub.positionnement.update({ where: { id: positionnement }, data: { statut: reponse.statut, ...(reponse.statut === 'CONFIRME' && { creneau }) } });
  if (reponse.statut === 'REFUSE') return;
  const etapes = [
    { etape: 'POSITIONNE', date },
    { etape: 'CONVOQUE', date },
  ];
  await hub.parcours.upsert({
    where: { id: sujet },
    create: { id: sujet, personne, session, etape: 'CONVOQUE', etapes, positionnement },
    update: { positionnement, etape: 'CONVOQUE' },
  });
};
