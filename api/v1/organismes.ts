/** The data-quality score of an organisme, and who is held up by each thing that is missing (G11, G14). */
import { z } from 'zod';
import { CRITERES, qualiteDe } from '../../domain/qualite.ts';
import { perimetre } from '../acces/portees.ts';
import type { Deps } from '../deps.ts';
import { lireFaitsQualite } from '../lecture/qualite.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';

const Critere = z.object({
  critere: z.enum(CRITERES),
  libelle: z.string(),
  poids: z.number().int(),
  note: z.number().int().meta({ description: 'Part de ce qui est là, sur 100.' }),
  total: z.number().int(),
  manque: z.number().int(),
  sessions: z.number().int().meta({ description: 'Sessions que ce manque retient.' }),
  personnes: z.number().int().meta({ description: 'Personnes que ce manque retient.' }),
  effet: z.string().nullable(),
});
const Qualite = z
  .object({
    organisme: z.object({ siret: z.string(), nom: z.string() }),
    score: z.number().int().nullable().meta({ description: 'Sur 100 ; null quand rien n’est à juger.' }),
    criteres: z.array(Critere),
  })
  .meta({ id: 'Qualite' });
const EXEMPLE = {
  organisme: { siret: '99900001100018', nom: 'Ateliers du Val' },
  score: 85,
  criteres: [
    {
      critere: 'PRESENCE',
      libelle: 'Présences saisies',
      poids: 15,
      note: 0,
      total: 4,
      manque: 4,
      sessions: 0,
      personnes: 4,
      effet: '4 personnes ne peuvent pas être repositionnées (R27).',
    },
  ],
};

export const createRoutesOrganismes = ({ hub, horloge }: Pick<Deps, 'hub' | 'horloge'>): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/v1/organismes/{siret}/qualite',
    nom: 'lireQualite',
    resume: 'Lire la qualité des données d’un organisme',
    description: 'Formule : docs/qualite.md. Un organisme lit la sienne ; l’équipe d’animation et la Région, celle de tous.',
    etiquette: 'Organismes',
    droits: { portee: 'suivi:lire' },
    entree: {
      params: z.object({
        siret: z
          .string()
          .regex(/^\d{14}$/)
          .meta({ description: 'SIRET.', example: '99900001100018' }),
      }),
    },
    reponses: { 200: { description: 'Le score et ce qui manque, le plus coûteux d’abord.', schema: Qualite, exemple: EXEMPLE } },
    traiter: async ({ params: { siret }, appelant }) => {
      const p = perimetre(appelant);
      const organisme = p.tout || p.sirets.includes(siret) ? await hub.organisme.findUnique({ where: { siret }, select: { siret: true, nom: true } }) : null;
      if (!organisme) throw refus('introuvable');
      return ok({ organisme, ...qualiteDe(await lireFaitsQualite(hub, siret, horloge.maintenant())) });
    },
  }),
];
