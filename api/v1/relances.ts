/** Mails sent and to come, what became of each, and whether the awaited act followed. */
import { z } from 'zod';
import { CodeCause } from '../../domain/causes.ts';
import { Destinataire } from '../../domain/politiques.ts';
import { perimetre } from '../acces/portees.ts';
import type { Deps } from '../deps.ts';
import { lireRelances, mesurerRelances, type RelanceMesuree } from '../lecture/relances.ts';
import { lireCurseur, PageDemandee, page, repondrePage } from '../socle/pages.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { EX } from './formes.ts';

const EtatRelance = z.enum(['PREVUE', 'EN_ENVOI', 'ENVOYEE', 'ECHEC', 'REBONDIE']);
const Siret = z
  .string()
  .regex(/^\d{14}$/)
  .optional()
  .meta({ description: 'SIRET.', example: '99900001100018' });
const Cause = CodeCause.optional().meta({ example: 'PRESENCE_NON_SAISIE' });
const Niveau = z.coerce.number().int().min(0).max(4).optional().meta({ description: 'Niveau de l’échelle.', example: 1 });

const Liste = PageDemandee.extend({
  cause: Cause,
  niveau: Niveau,
  organisme: Siret,
  destinataire: Destinataire.optional().meta({ example: 'OF' }),
  etat: EtatRelance.optional().meta({ example: 'ENVOYEE' }),
  suivie: z.enum(['oui', 'non']).optional().meta({ description: 'L’acte attendu a-t-il suivi ?', example: 'non' }),
});
const Effet = z.object({ suivie: z.boolean(), apresHeures: z.number().nullable() });
const RelanceVue = z
  .object({
    id: z.string(),
    blocage: z.string(),
    cause: z.string(),
    niveau: z.number().int(),
    organisme: z.string().nullable(),
    destinataire: z.string().nullable(),
    canal: z.string(),
    objet: z.string().nullable(),
    etat: z.string(),
    /** Reminders said by the same mail share it. */
    courriel: z.string().nullable(),
    prevueLe: z.string().nullable(),
    envoyeeLe: z.string().nullable(),
    rebondieLe: z.string().nullable(),
    echec: z.string().nullable(),
    effet: Effet,
  })
  .meta({ id: 'Relance' });
const EX_RELANCE = {
  id: 'r-1',
  blocage: `creneau:${EX.creneau}#PRESENCE_NON_SAISIE#1`,
  cause: 'PRESENCE_NON_SAISIE',
  niveau: 1,
  organisme: '99900001100018',
  destinataire: 'OF',
  canal: 'COURRIEL',
  objet: '6 présences à saisir',
  etat: 'ENVOYEE',
  courriel: '3f2a…',
  prevueLe: '2026-11-13T08:00:00.000Z',
  envoyeeLe: '2026-11-13T08:00:02.000Z',
  rebondieLe: null,
  echec: null,
  effet: { suivie: true, apresHeures: 2.5 },
};
const Mesure = z
  .object({
    cause: z.string(),
    niveau: z.number().int(),
    destinataire: z.string().nullable(),
    organisme: z.string().nullable(),
    envoyees: z.number().int(),
    rebondies: z.number().int(),
    suivies: z.number().int(),
    taux: z.number().nullable().meta({ description: 'Part des relances parties que l’acte attendu a suivies, de 0 à 1.' }),
    medianeHeures: z.number().nullable(),
  })
  .meta({ id: 'EffetRelances' });
const EX_MESURE = {
  cause: 'PRESENCE_NON_SAISIE',
  niveau: 1,
  destinataire: 'OF',
  organisme: null,
  envoyees: 40,
  rebondies: 1,
  suivies: 31,
  taux: 0.78,
  medianeHeures: 3.2,
};

export const createRoutesRelances = ({ hub }: Pick<Deps, 'hub'>): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/v1/relances',
    nom: 'listerRelances',
    resume: 'Lister les courriels : relances, demandes, convocations, et ce qu’ils sont devenus',
    etiquette: 'Relances',
    droits: { portee: 'suivi:lire' },
    entree: { query: Liste },
    reponses: {
      200: { description: 'Une page de relances, les plus récentes d’abord.', schema: page(RelanceVue), exemple: { elements: [EX_RELANCE], suivant: null } },
    },
    traiter: async ({ query: { taille, apres, ...filtre }, appelant, requete }) => {
      const curseur = lireCurseur(z.tuple([z.iso.datetime(), z.string()]), apres);
      const lues = await lireRelances(hub, { ...filtre, taille: taille + 1, apres: curseur }, perimetre(appelant));
      return repondrePage(lues, taille, requete.originalUrl, (r) => [(r.envoyeeLe ?? r.prevueLe ?? new Date(0)).toISOString(), r.id], relanceVue);
    },
  }),
  route({
    methode: 'get',
    chemin: '/api/v1/relances/effet',
    nom: 'mesurerRelances',
    resume: 'Mesurer l’effet des relances, par cause, niveau et organisme',
    description:
      'Une relance est suivie quand l’acte attendu est arrivé après elle et avant la relance suivante du même blocage : il est compté à la dernière relance partie.',
    etiquette: 'Relances',
    droits: { portee: 'suivi:lire' },
    entree: {
      query: z.strictObject({
        cause: Cause,
        niveau: Niveau,
        organisme: Siret,
        parOrganisme: z.enum(['oui', 'non']).default('non').meta({ description: 'Une ligne par organisme.', example: 'non' }),
      }),
    },
    reponses: {
      200: { description: 'Une ligne par cause, niveau et destinataire.', schema: z.object({ elements: z.array(Mesure) }), exemple: { elements: [EX_MESURE] } },
    },
    traiter: async ({ query, appelant }) => {
      const p = perimetre(appelant);
      // Figures of others are the team's and the Région's; an organisme reads its own.
      if (!p.tout && p.sirets.length === 0) throw refus('acces-refuse');
      const elements = await mesurerRelances(hub, { ...query, parOrganisme: query.parOrganisme === 'oui' }, p);
      return ok({ elements: elements.map((m) => ({ ...m, taux: m.envoyees === 0 ? null : Math.round((m.suivies / m.envoyees) * 100) / 100 })) });
    },
  }),
];

const relanceVue = (r: RelanceMesuree) => ({
  id: r.id,
  blocage: r.blocage,
  cause: r.cause,
  niveau: r.niveau,
  organisme: r.organisme,
  destinataire: r.destinataire,
  canal: r.canal,
  objet: r.objet,
  etat: r.etat,
  courriel: r.messageId,
  prevueLe: r.prevueLe?.toISOString() ?? null,
  envoyeeLe: r.envoyeeLe?.toISOString() ?? null,
  rebondieLe: r.rebondieLe?.toISOString() ?? null,
  echec: r.echec,
  effet: { suivie: r.apresHeures !== null, apresHeures: r.apresHeures },
});
