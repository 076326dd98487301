/** « Proposer un autre créneau »: the positioning that a blocage holds up moves to another slot of its session, as its prescriber would move it. */
import { Modalite } from '../../domain/codes.ts';
import type { Hub, Prisma } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';
import type { Concernes, DemandeAction } from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import type { Receptions } from '../receptions/index.ts';
import { refusDuCreneau } from '../receptions/positionnements.ts';
import { trouverCreneau } from '../receptions/references.ts';
import { refus } from '../socle/problemes.ts';
import { exigerAccord } from '../v1/positionner.ts';
import type { Lecteur } from './droits.ts';
import { nomCourt, nomsPersonnes } from './noms.ts';

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
      modalite: Modalite.parse(creneau.modalite),
      debut: creneau.debut.toISOString(),
      fin: creneau.fin.toISOString(),
    },
  }));
  exigerAccord(acceptee);
};

const ACTIFS = { statut: { in: ['DEMANDE', 'CONFIRME'] } };

/** Whom it may be about: the person of the parcours, or all whom the slot still holds, in the order they were booked. */
export const lireConcernes = async (hub: Hub, id: string, { personnes }: Lecteur): Promise<Concernes> => {
  const b = await hub.blocage.findUnique({ where: { id } });
  if (!b) throw refus('introuvable');
  const tenus = await hub.positionnement.findMany({ where: { ...ACTIFS, ...portee(b) }, orderBy: [{ creeLe: 'asc' }, { id: 'asc' }], take: 200 });
  const noms = personnes
    ? await nomsPersonnes(
        hub,
        tenus.map((p) => p.personne),
      )
    : new Map<string, never>();
  return {
    elements: tenus.map((p) => {
      const personne = noms.get(p.personne);
      return { positionnement: p.id, personne: personne ? nomCourt(personne) : null, parcours: p.parcours, creneau: p.creneau };
    }),
  };
};

const portee = (b: Blocage) => (b.processus.startsWith('parcours:') ? { parcours: b.processus.slice('parcours:'.length) } : { creneau: b.creneau ?? '' });

/** Who it is about: the one named, or the only one there is. */
const concerne = async (hub: Hub, b: Blocage, positionnement: string | undefined) => {
  const tenus = await hub.positionnement.findMany({ where: { ...ACTIFS, ...portee(b), ...(positionnement && { id: positionnement }) }, take: 2 });
  const [seul, autre] = tenus;
  if (!seul) throw refus('etape-incompatible', { detail: 'Personne n’est plus positionné sur ce créneau.' });
  if (autre) throw refus('requete-invalide', { errors: [{ pointer: '#/positionnement', detail: 'Plusieurs personnes sont concernées : précisez laquelle.' }] });
  return seul;
};
