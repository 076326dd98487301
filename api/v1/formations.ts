/** GET /api/v1/formations: the search of prescribers. */
import { z } from 'zod';
import { EtatRecrutement } from '../../domain/codes.ts';
import { perimetre } from '../acces/portees.ts';
import type { Deps } from '../deps.ts';
import { chercherFormations, empechementDe, sansCreneau } from '../lecture/formations.ts';
import { organismeDe, organismesDe } from '../lecture/organismes.ts';
import { noterConsultations } from '../receptions/consultations.ts';
import { lireCurseur, PageDemandee, page, repondrePage } from '../socle/pages.ts';
import { type Route, route } from '../socle/route.ts';

const Recherche = PageDemandee.extend({
  q: z.string().max(100).optional().meta({ description: 'Mots de l’intitulé.', example: 'soudeur' }),
  formacode: z
    .string()
    .regex(/^\d{3,5}$/)
    .optional()
    .meta({ description: 'Formacode, entier ou domaine (3 chiffres).', example: '23026' }),
  rome: z
    .string()
    .regex(/^[A-Z]\d{4}$/)
    .optional()
    .meta({ example: 'H2913' }),
  codePostal: z
    .string()
    .regex(/^\d{5}$/)
    .optional()
    .meta({ example: '76000' }),
  rayonKm: z.coerce.number().int().min(0).max(1_000).optional().meta({
    description: 'Autour du code postal, à vol d’oiseau entre communes. Sans rayon : ce code postal seul.',
    example: 25,
  }),
  debutApres: z.iso.date().optional().meta({ example: '2026-12-01' }),
  debutAvant: z.iso.date().optional().meta({ example: '2027-03-31' }),
  financeur: z.string().max(10).optional().meta({ description: 'Code LHEO du financeur.', example: '2' }),
  positionnable: z.stringbool().optional().meta({ description: 'Ouvertes au positionnement maintenant.', example: true, type: 'boolean' }),
});

const Formation = z
  .object({
    numero: z.string(),
    intitule: z.string(),
    organisme: z.object({ siret: z.string(), nom: z.string() }),
    formacode: z.string(),
    certifiante: z.boolean(),
    financeurs: z.array(z.object({ code: z.string(), libelle: z.string() })),
    prochaineSession: z
      .object({
        numero: z.string(),
        debut: z.string(),
        fin: z.string().nullable(),
        lieu: z.object({ codePostal: z.string().nullable(), ville: z.string().nullable() }),
      })
      .nullable(),
    placesIco: z.number().int(),
    etatRecrutement: EtatRecrutement,
    positionnable: z.boolean(),
    empechement: z.object({ cause: z.string(), phrase: z.string() }).nullable(),
  })
  .meta({ id: 'Formation' });

const EXEMPLE = {
  elements: [
    {
      numero: 'A825286',
      intitule: 'Soudeur assembleur industriel',
      organisme: { siret: '99900001100018', nom: 'Ateliers du Val' },
      formacode: '23026',
      certifiante: true,
      financeurs: [{ code: '2', libelle: 'Conseil régional' }],
      prochaineSession: { numero: '103725', debut: '2026-12-07', fin: '2027-03-26', lieu: { codePostal: '76000', ville: 'Rouen' } },
      placesIco: 8,
      etatRecrutement: 'OUVERT',
      positionnable: true,
      empechement: null,
    },
  ],
  suivant: null,
};

export const createRoutesFormations = ({ hub, horloge }: Pick<Deps, 'hub' | 'horloge'>): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/v1/formations',
    nom: 'chercherFormations',
    resume: 'Chercher une formation',
    description: 'Les formations ouvertes au positionnement d’abord, puis par date de prochaine session.',
    etiquette: 'Offre',
    droits: { portee: 'offre:lire' },
    entree: { query: Recherche },
    reponses: { 200: { description: 'Une page de formations.', schema: page(Formation), exemple: EXEMPLE } },
    traiter: async ({ query: { taille, apres, ...filtre }, appelant, requete }) => {
      const cle = lireCurseur(z.tuple([z.boolean(), z.string(), z.string()]), apres);
      const vers = cle && { ferme: cle[0], debut: cle[1], numero: cle[2] };
      const lues = await chercherFormations(hub, filtre, perimetre(appelant), new Date(horloge.maintenant()), taille, vers);
      const organismes = await organismesDe(
        hub,
        lues.map((f) => f.organisme),
      );
      await noterConsultations(
        hub,
        lues.slice(0, taille).flatMap((f) => (f.session !== null && sansCreneau(f) ? [f.session] : [])),
        appelant,
        horloge.maintenant(),
      );
      return repondrePage(
        lues,
        taille,
        requete.originalUrl,
        (f) => [!f.positionnable, f.debut ?? '9999-12-31', f.numero],
        (f) => ({
          numero: f.numero,
          intitule: f.intitule,
          organisme: organismeDe(organismes, f.organisme),
          formacode: f.formacode,
          certifiante: f.certifiante,
          financeurs: f.financeurs.map(({ code, libelle }) => ({ code, libelle })),
          prochaineSession:
            f.session === null || f.debut === null
              ? null
              : { numero: f.session, debut: f.debut, fin: f.fin, lieu: { codePostal: f.codePostal, ville: f.ville } },
          placesIco: f.placesIco,
          etatRecrutement: f.etatRecrutement,
          positionnable: f.positionnable,
          empechement: empechementDe(f),
        }),
      );
    },
  }),
];
