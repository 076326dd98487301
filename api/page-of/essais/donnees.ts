/** A session that ended, with people at each step of §d.7 that an organisme answers for. */
import type { EtapeParcours } from '../../../domain/codes.ts';
import { SIRET_DEMO } from '../../acces/demonstration.ts';
import { type Maison, SESSION } from '../../essais/maison.ts';
import { uuidDe } from '../../receptions/positionnements.ts';

export const FINIE = '103799';

export const semerFinie = async ({ hub }: Maison, plus: { modaliteEntreeSortie?: string } = {}): Promise<void> => {
  const { fiche, intitule, formacode, rome, financeurs } = await hub.session.findUniqueOrThrow({ where: { numero: SESSION } });
  await hub.session.create({
    data: {
      numero: FINIE,
      fiche,
      intitule,
      formacode,
      rome,
      financeurs: financeurs ?? [],
      debut: new Date('2026-10-05'),
      fin: new Date('2026-10-30'),
      modaliteEntreeSortie: 'DATES_FIXES',
      ofResponsable: SIRET_DEMO,
      ofDispensateur: SIRET_DEMO,
      placesTotales: 10,
      placesDisponibles: 4,
      etatRecrutement: 'FERME',
      offre: {},
      ...plus,
    },
  });
};

/** Returns the parcours id. */
export const semerParcours = async (
  { hub }: Maison,
  nomComplet: string,
  etape: EtapeParcours,
  session = FINIE,
  plus: { entreeLe?: Date; sortieLe?: Date } = {},
): Promise<string> => {
  const [prenom = '', ...nom] = nomComplet.split(' ');
  const { id: personne } = await hub.personne.create({ data: { prenom, nom: nom.join(' '), telephone: '0600000000' } });
  const id = `${personne}:${session}`;
  const positionnement = uuidDe('donnees', id);
  await hub.positionnement.create({
    data: {
      id: positionnement,
      personne,
      parcours: id,
      session,
      creneau: `ICO-${session}-0`,
      reseau: 'CAP_EMPLOI',
      outil: 'OUIFORM',
      statut: 'HONORE',
      creeLe: new Date('2026-09-20T09:00:00Z'),
    },
  });
  await hub.parcours.create({ data: { id, personne, session, etape, positionnement, ...plus } });
  return id;
};
