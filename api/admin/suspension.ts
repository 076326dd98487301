/** Nobody speaks to a partner any more, or speaks to it again: a person decides it, says why, and the journal keeps both. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Systeme } from '../../domain/codes.ts';
import type { CodeFait } from '../../domain/journal.ts';
import { idSysteme } from '../../domain/processus.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import type { Receptions } from '../receptions/index.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import { refus } from '../socle/problemes.ts';
import { type Route, route } from '../socle/route.ts';
import { REGLER } from './droits.ts';

type Dependances = { hub: Hub; horloge: Horloge; receptions: Receptions };
type Verbe = 'suspendre' | 'reprendre';
const FAITS: Record<Verbe, CodeFait> = { suspendre: 'SUSPENSION_DEMANDEE', reprendre: 'REPRISE_DEMANDEE' };

export const createRoutesSuspension = ({ hub, horloge, receptions }: Dependances): Route[] => {
  const decider = async (code: Systeme, verbe: Verbe, motif: string, appelant: Appelant): Promise<void> => {
    refuserNir({ motif });
    const etat = (await hub.etatSysteme.findUnique({ where: { code } }))?.etat ?? 'OUVERT';
    if ((verbe === 'suspendre') === (etat === 'SUSPENDU')) throw refus('deja-fait', { detail: 'Ce système est déjà dans cet état.' });
    const id = randomUUID();
    const date = new Date(horloge.maintenant());
    await receptions.accepter({ source: appelant.par, id }, async (tx) => {
      // The motif is free text: kept here, it never enters the flow.
      const [cle, processus, par] = [`${appelant.par}/${id}`, idSysteme(code), appelant.par];
      // Resumed, it is open once it has answered.
      const apres = { etat: verbe === 'suspendre' ? 'SUSPENDU' : 'EN_PANNE' };
      await tx.acteOperateur.create({ data: { id: cle, processus, code: verbe, par, motif, date, etat: 'FAIT', avant: { etat }, apres } });
      await tx.evenement.create({ data: { cle, processus, date, acteur: par, systeme: code, fait: FAITS[verbe] } });
      return { type: verbe === 'suspendre' ? 'systeme.suspendu' : 'systeme.repris', donnees: { date: date.toISOString(), systeme: code } };
    });
  };
  const pour = (verbe: Verbe, nom: string, resume: string): Route =>
    route({
      methode: 'post',
      chemin: `/api/admin/systemes/{code}/${verbe === 'suspendre' ? 'suspension' : 'reprise'}`,
      nom,
      resume,
      etiquette: 'Tableau de bord : systèmes',
      droits: REGLER,
      entree: { params: z.object({ code: Systeme }), corps: c.DemandeSuspension },
      exempleCorps: { motif: 'Maintenance annoncée par le partenaire' },
      reponses: { 202: { description: 'Le flux du système en est averti.', schema: z.object({ systeme: Systeme, motif: z.string() }) } },
      refus: ['deja-fait', 'nir-refuse'],
      traiter: async ({ params: { code }, corps: { motif }, appelant }) => {
        await decider(code, verbe, motif, appelant);
        return { statut: 202, corps: { systeme: code, motif } };
      },
    });
  return [
    pour('suspendre', 'suspendreSysteme', 'Suspendre les envois vers un système, avec un motif'),
    pour('reprendre', 'reprendreSysteme', 'Reprendre les envois vers un système suspendu'),
  ];
};

/** Why it is suspended, when somebody suspended it. */
export const motifSuspension = async (hub: Hub, code: Systeme): Promise<string | null> =>
  (
    await hub.acteOperateur.findFirst({
      where: { processus: idSysteme(code), code: 'suspendre' },
      orderBy: [{ date: 'desc' }, { reelLe: 'desc' }],
      select: { motif: true },
    })
  )?.motif ?? null;
