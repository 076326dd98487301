/** Shapes and examples that several routes of the public API share. */
import { z } from 'zod';
import { EtapeParcours, EtatVisibilite, Modalite, Presence, StatutCreneau, StatutPositionnement, Suite } from '../../domain/codes.ts';
import { Situation as SituationDomaine } from '../../domain/situation.ts';

export const Situation = SituationDomaine.meta({
  id: 'Situation',
  description: 'L’état d’un flux en une phrase : où il en est, qui doit agir, ce qui se passe ensuite.',
});

export const Lieu = z.object({
  nom: z.string().optional(),
  lignes: z.array(z.string()).optional(),
  codePostal: z.string().optional(),
  ville: z.string().optional(),
});

export const CreneauVu = z
  .object({
    id: z.string(),
    modalite: Modalite,
    debut: z.string(),
    fin: z.string(),
    lieu: Lieu.nullable(),
    places: z.number().int(),
    placesLibres: z.number().int(),
    statut: StatutCreneau,
  })
  .meta({ id: 'Creneau' });

export const PositionnementVu = z
  .object({
    id: z.string(),
    parcours: z.string(),
    session: z.string(),
    creneau: z.string(),
    statut: StatutPositionnement,
    presence: Presence.nullable(),
    suite: Suite.nullable(),
    motif: z.string().nullable(),
    situation: Situation,
  })
  .meta({ id: 'Positionnement' });

export const PositionnementAccepte = z
  .object({ id: z.string(), parcours: z.string(), statut: StatutPositionnement, situation: Situation })
  .meta({ id: 'PositionnementAccepte' });

export const CelluleMatrice = z.object({ etat: EtatVisibilite, depuis: z.string().nullable(), regle: z.string().nullable(), raison: z.string().nullable() });

export const ParcoursVu = z
  .object({
    id: z.string(),
    etape: EtapeParcours,
    session: z.string(),
    positionnements: z.array(
      z.object({ id: z.string(), creneau: z.string(), statut: StatutPositionnement, presence: Presence.nullable(), suite: Suite.nullable() }),
    ),
    situation: Situation,
    etapes: z.array(z.object({ etape: EtapeParcours, date: z.string() })),
    chronologie: z.array(z.object({ date: z.string(), acteur: z.string(), systeme: z.string().nullable(), fait: z.string(), detail: z.string().nullable() })),
    matrice: z.record(z.string(), z.record(z.string(), CelluleMatrice)),
  })
  .meta({ id: 'Parcours' });

export const ParcoursAvance = z.object({ id: z.string(), etape: EtapeParcours, situation: Situation }).meta({ id: 'ParcoursAvance' });

/** Free text of an act: a reason, never a name. */
export const Motif = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .meta({ description: 'Pourquoi, en une phrase.', example: 'Raison matérielle (logement, santé, finances)' });

export const EX = {
  session: '103725',
  creneau: 'ICO-103725-1',
  personne: '5b1f6c1e-8f2b-4b59-9f0e-2c6a7a1a4f10',
  positionnement: '0a5f6c1e-8f2b-8b59-a60e-2c6a7a1a4f10',
  parcours: '5b1f6c1e-8f2b-4b59-9f0e-2c6a7a1a4f10:103725',
} as const;

export const EX_SITUATION = {
  etat: 'en_attente',
  cause: null,
  phrase: 'La personne est convoquée : l’information collective du 12/11.',
  depuis: '2026-11-03T08:12:00.000Z',
  echeance: '2026-11-12T11:00:00.000Z',
  gravite: 'a_temps',
  acteur: { type: 'OF', libelle: 'Ateliers du Val', contact: 'contact@ateliers-du-val.example' },
  suite: { quoi: 'Après le rendez-vous, l’organisme saisit la présence et la suite donnée.', quand: '2026-11-12T11:00:00.000Z' },
  actions: [],
  relances: [],
};
export const EX_ACCEPTE = { id: EX.positionnement, parcours: EX.parcours, statut: 'CONFIRME', situation: EX_SITUATION };
export const EX_CRENEAU = {
  id: EX.creneau,
  modalite: 'ICO',
  debut: '2026-11-12T08:30:00.000Z',
  fin: '2026-11-12T11:00:00.000Z',
  lieu: { nom: 'Ateliers du Val', codePostal: '76000', ville: 'Rouen' },
  places: 12,
  placesLibres: 8,
  statut: 'PUBLIE',
};

export const idParametre = (nom: string, exemple: string) =>
  z.object({ [nom]: z.string().min(1).max(200).meta({ description: 'Identifiant.', example: exemple }) });
