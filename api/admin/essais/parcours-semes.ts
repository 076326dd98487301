/** Eight people on their way: one path with its journal and its matrix, the others at other steps. */
import { idParcours } from '../../../domain/processus.ts';
import type { Hub } from '../../../prisma/hub.ts';
import { a, creneau, JOUR, parcours, personne, session } from './reperes.ts';

export const semerParcours = async (hub: Hub): Promise<void> => {
  const etapes = ['CONVOQUE', 'CONVOQUE', 'PRESENT', 'ENTREE_A_VALIDER', 'CONVOQUE', 'RETENU', 'EN_FORMATION', 'NON_RETENU'];
  for (const [n, etape] of etapes.entries()) {
    const positionnement = `7d1f2a30-0000-4000-8000-${String(n + 1).padStart(12, '0')}`;
    const dates = [
      { etape: 'POSITIONNE', date: a(-18 * JOUR).toISOString() },
      { etape: 'CONVOQUE', date: a(-18 * JOUR + 60_000).toISOString() },
    ];
    await hub.positionnement.create({
      data: {
        id: positionnement,
        parcours: parcours(n),
        personne: personne(n),
        session: session(n),
        creneau: creneau(n),
        reseau: 'ML',
        outil: 'OUIFORM',
        structure: 'Mission locale de Rouen',
        statut: 'CONFIRME',
        ...(n > 1 && n !== 4 ? { presence: 'PRESENT', suite: n === 7 ? 'NON_RETENU' : n === 2 ? null : 'RETENU' } : {}),
        creeLe: a(-18 * JOUR),
      },
    });
    await hub.parcours.create({
      data: {
        id: parcours(n),
        personne: personne(n),
        session: session(n),
        etape,
        etapes: etape === 'CONVOQUE' ? dates : [...dates, { etape, date: a(-3 * JOUR).toISOString() }],
        positionnement,
      },
    });
    await hub.processus.create({
      data: { id: idParcours(parcours(n)), type: 'parcours', sujet: parcours(n), etape, etat: n < 5 ? 'bloque' : 'en_cours', depuis: a(-3 * JOUR) },
    });
  }
  const fait = (systeme: string, quoi: string, etat: string, plus: object = {}) => ({
    parcours: parcours(0),
    systeme,
    fait: quoi,
    etat,
    depuis: a(-18 * JOUR + 120_000),
    ...plus,
  });
  await hub.transmission.createMany({
    data: [
      fait('kairos', 'POSITIONNEMENT', 'VISIBLE'),
      fait('ouiform', 'POSITIONNEMENT', 'VISIBLE'),
      fait('aude', 'POSITIONNEMENT', 'VISIBLE'),
      fait('pefr', 'POSITIONNEMENT', 'NON_VISIBLE', { regle: 'R33', raison: 'pe.fr ne montre que le rendez-vous.' }),
      fait('pefr', 'RDV', 'VISIBLE'),
      fait('kairos', 'PRESENCE', 'EN_ATTENTE'),
      fait('ouiform', 'PRESENCE', 'EN_ATTENTE'),
      fait('audef', 'INSCRIPTION', 'EN_ATTENTE'),
    ],
  });
  const dit = (n: number, quand: number, acteur: string, systeme: string | null, texte: string, detail: string | null = null) => ({
    cle: `essai:${n}`,
    processus: idParcours(parcours(0)),
    parcours: parcours(0),
    date: a(quand),
    acteur,
    systeme,
    fait: texte,
    detail,
  });
  await hub.evenement.createMany({
    data: [
      dit(1, -18 * JOUR, 'cle:ml', 'ouiform', 'POSITIONNEMENT_DEMANDE'),
      dit(2, -18 * JOUR + 60_000, 'systeme:kairos', 'kairos', 'PLACE_RESERVEE'),
      dit(3, -18 * JOUR + 120_000, 'hub', 'aude', 'TRANSMIS'),
      dit(4, -7 * JOUR, 'hub', null, 'RELANCE_ENVOYEE', 'PRESENCE_NON_SAISIE'),
    ],
  });
};
