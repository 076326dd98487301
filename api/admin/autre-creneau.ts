/** « Proposer un autre créneau »: the positioning that a blocage holds up moves to another slot of its session, as its prescriber would move it. */
import type { Hub, Prisma } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';
import type { DemandeAction } from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import type { Receptions } from '../receptions/index.ts';
import { refusDuCreneau } from '../receptions/positionnements.ts';
import { trouverCreneau } from '../receptions/references.ts';
import { refus } from '../socle/problemes.ts';
import { exigerAccord } from '../v1/positionner.ts';

type Dependances = { hub: Hub; receptions: Receptions; horloge: Horloge };
type Blocage = Prisma.BlocageGetPayload<object>;

/** Throws what the door of a report throws: unknown, past, full or closed slot; Kairos' own refusal. `acte`: its id, asked twice it is done once. */
export const proposerCreneau = async ({ hub, receptions, horloge }: Dependances, b: Blocage, appelant: Appelant, acte: string, d: DemandeAction) => {
  const p = await concerne(hub, b, d.positionnement);
  const creneau = await trouverCreneau(hub, d.creneau ?? '');
  if (!creneau || creneau.session !== p.session || creneau.id === p.creneau) throw refus('creneau-introuvable');
  const { etatRecrutement } = await hub.session.findUniqueOrThrow({ where: { numero: p.session }, select: { etatRecrutement: true } });
  const local = refusDuCreneau(creneau, etatRecrutement, horloge.maintenant());
  if (local) throw refus(local);
  const acceptee = await receptions.accepter({ source: appelant.par, id: acte }, async () => ({
    type: 'positionnement.reporte',
    donnees: {
      date: new Date(horloge.maintenant()).toISOString(),
      positionnement: p.id,
      parcours: p.parcours,
      creneau: creneau.id,
      debut: creneau.debut.toISOString(),
      fin: creneau.fin.toISOString(),
    },
  }));
  exigerAccord(acceptee);
};

const ACTIFS = { statut: { in: ['DEMANDE', 'CONFIRME'] } };

/** Who it is about: the person of the parcours, or the only one whom the slot still holds. */
const concerne = async (hub: Hub, b: Blocage, positionnement: string | undefined) => {
  const ou = b.processus.startsWith('parcours:') ? { parcours: b.processus.slice('parcours:'.length) } : { creneau: b.creneau ?? '' };
  const tenus = await hub.positionnement.findMany({ where: { ...ACTIFS, ...ou, ...(positionnement && { id: positionnement }) }, take: 2 });
  const [seul, autre] = tenus;
  if (!seul) throw refus('etape-incompatible', { detail: 'Personne n’est plus positionné sur ce créneau.' });
  if (autre) throw refus('requete-invalide', { errors: [{ pointer: '#/positionnement', detail: 'Plusieurs personnes sont concernées : précisez laquelle.' }] });
  return seul;
};
