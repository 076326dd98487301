/** What the page shows of one slot: its people, with the answers just given even if their flow has not written them yet. */
import { idCreneau } from '../../../domain/processus.ts';
import type { Lien } from '../../../prisma/liens.ts';
import type { Deps } from '../../deps.ts';
import { attendusDe } from '../../receptions/emargement.ts';
import { DONNEES } from '../../receptions/types.ts';
import { type Creneau, creneauDuLien } from '../acces.ts';
import { direAuteur, direOutil, nomsDe } from '../gens.ts';

export type PersonneVue = {
  positionnement: string;
  nom: string;
  outil: string;
  presence: string | null;
  suite: string | null;
  motif: string | null;
  erreur?: string;
};
export type CreneauVu = { creneau: Creneau; intitule: string; etat: 'ouvert' | 'a_venir' | 'clos' | 'annule'; personnes: PersonneVue[] };

/** How long an answer that its flow has heard may take to be written back. */
const ECRITURE_MS = 5_000;

export const lireCreneauOf = async ({ hub, horloge }: Pick<Deps, 'hub' | 'horloge'>, lien: Lien, id: string | undefined): Promise<CreneauVu | null> => {
  const lu = await creneauDuLien(hub, lien, id);
  if (!lu) return null;
  const { creneau, session } = lu;
  const [attendus, enRoute] = await Promise.all([attendusDe(hub, creneau.id), lignesEnRoute({ hub, horloge }, creneau.id)]);
  const nom = await nomsDe(
    hub,
    attendus.map((p) => p.personne),
  );
  const maintenant = horloge.maintenant();
  return {
    creneau,
    intitule: session.intitule,
    etat: creneau.statut === 'ANNULE' ? 'annule' : creneau.statut === 'CLOS' ? 'clos' : creneau.debut.getTime() > maintenant ? 'a_venir' : 'ouvert',
    personnes: attendus.map((p) => {
      const dites = enRoute.filter((l) => l.positionnement === p.id);
      return {
        positionnement: p.id,
        nom: nom(p.personne),
        outil: direOutil(p.outil),
        presence: dites.findLast((l) => l.presence)?.presence ?? p.presence,
        suite: dites.findLast((l) => l.suite)?.suite ?? p.suite,
        motif: p.motif,
      };
    }),
  };
};

const lignesEnRoute = async ({ hub, horloge }: Pick<Deps, 'hub' | 'horloge'>, creneau: string) => {
  const recues = await hub.reception.findMany({
    where: {
      type: 'creneau.emarge',
      OR: [{ etat: 'RECU' }, { etat: 'TRANSMIS', prochain: { gt: new Date(horloge.reel()) }, transmisLe: { gt: new Date(horloge.reel() - ECRITURE_MS) } }],
    },
    orderBy: { recuLe: 'asc' },
    select: { donnees: true },
  });
  return recues.flatMap(({ donnees }) => {
    const lu = DONNEES['creneau.emarge'].safeParse(donnees);
    return lu.success && lu.data.creneau === creneau ? lu.data.lignes : [];
  });
};

/** Who answered last about a slot, and when (business ms): what another person is warned of before overwriting. */
export const derniereSaisie = async ({ hub }: Pick<Deps, 'hub'>, creneau: string): Promise<{ par: string; quand: number } | null> => {
  const e = await hub.evenement.findFirst({
    where: { processus: idCreneau(creneau), fait: { in: ['PRESENCES_SAISIES', 'SUITES_SAISIES'] } },
    orderBy: { rang: 'desc' },
    select: { acteur: true, date: true },
  });
  return e && { par: direAuteur(e.acteur), quand: e.date.getTime() };
};
