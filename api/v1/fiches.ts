/** The Carif's validation queue (R1): fiches, what changed in them, and what is decided. The same routes serve keys and the dashboard's session. */
import { z } from 'zod';
import { CODE_ETAT_FICHE, EtatFiche } from '../../domain/codes.ts';
import { depuisLheo } from '../../domain/smf/depuis-lheo.ts';
import { differences } from '../../domain/smf/differences.ts';
import { ecransDe } from '../../domain/smf/ecrans.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { lireVersion } from '../../prisma/versions.ts';
import { type Appelant, perimetre } from '../acces/portees.ts';
import type { Deps } from '../deps.ts';
import { type FicheLigne, lireFiches, situationsDeFiches } from '../lecture/fiches.ts';
import { organismeDe, organismesDe } from '../lecture/organismes.ts';
import { archiverFiche, type Decision, retournerFiche, validerFiche } from '../receptions/fiches.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import type { ARelayer } from '../receptions/types.ts';
import { avecIdempotence, EnteteIdempotence } from '../socle/idempotence.ts';
import { lireCurseur, PageDemandee, page, repondrePage } from '../socle/pages.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { EX_SITUATION, idParametre, Situation } from './formes.ts';

const JOUR = 86_400_000;
const Vue = {
  numero: z.string(),
  intitule: z.string(),
  organisme: z.object({ siret: z.string(), nom: z.string() }),
  etat: EtatFiche,
  /** As Saisir ma formation shows it. */
  codeEtat: z.string(),
  depuis: z.string(),
  ageJours: z.number().int(),
  situation: Situation,
};
const FicheResumee = z.object(Vue).meta({ id: 'FicheResumee' });
const FicheVue = z
  .object({
    ...Vue,
    remarques: z.string().nullable(),
    empreinte: z.string().meta({ description: 'De la version soumise : à rendre avec la décision, pour ne décider que de ce qui a été lu.' }),
    validee: z.string().nullable(),
    valideeLe: z.string().nullable(),
    ecrans: z.array(
      z.object({
        ecran: z.number().int(),
        titre: z.string(),
        session: z.string().nullable(),
        champs: z.array(z.object({ champ: z.string(), libelle: z.string(), obligatoire: z.boolean(), valeur: z.string().nullable() })),
      }),
    ),
    differences: z
      .array(
        z.object({ ecran: z.number().int().nullable(), champ: z.string(), chemin: z.string(), avant: z.string().nullable(), apres: z.string().nullable() }),
      )
      .nullable()
      .meta({ description: 'Avec la dernière version validée ; nul quand il n’y en a pas.' }),
  })
  .meta({ id: 'Fiche' });
const Decidee = z.object({ numero: z.string(), etat: EtatFiche, situation: Situation }).meta({ id: 'FicheDecidee' });

const NUMERO = 'A825286';
const EX_RESUME = {
  numero: NUMERO,
  intitule: 'Soudeur assembleur industriel',
  organisme: { siret: '99900001100018', nom: 'Ateliers du Val' },
  etat: 'SOUMISE',
  codeEtat: '03',
  depuis: '2026-11-03T08:12:00.000Z',
  ageJours: 2,
  situation: EX_SITUATION,
};
const EX_DIFFERENCE = { ecran: 3, champ: 'Date de début', chemin: 'action[A825286]/session[103725]/periode/debut', avant: '20270102', apres: '20270109' };
const EX_FICHE = { ...EX_RESUME, remarques: null, empreinte: 'a1b2c3', validee: null, valideeLe: null, ecrans: [], differences: [EX_DIFFERENCE] };
const EX_DECIDEE = { numero: NUMERO, etat: 'SOUMISE', situation: EX_SITUATION };

const Liste = PageDemandee.extend({
  etat: EtatFiche.optional().meta({ example: 'SOUMISE' }),
  organisme: z
    .string()
    .regex(/^\d{14}$/)
    .optional()
    .meta({ description: 'SIRET.', example: '99900001100018' }),
});
const Empreinte = z.string().max(64).optional().meta({ description: 'Celle de la fiche telle qu’elle a été lue.' });
const ETIQUETTE = 'Fiches';
const DECIDER = { portee: 'offre:ecrire', roles: ['ADMIN', 'CARIF', 'DEMO'] } as const;

export const createRoutesFiches = (deps: Pick<Deps, 'hub' | 'horloge' | 'receptions'>): Route[] => {
  const { hub, horloge } = deps;
  return [
    route({
      methode: 'get',
      chemin: '/api/v1/fiches',
      nom: 'listerFiches',
      resume: 'Lister les fiches, celles qui attendent depuis le plus longtemps d’abord',
      etiquette: ETIQUETTE,
      droits: { portee: 'offre:lire' },
      entree: { query: Liste },
      reponses: { 200: { description: 'Une page de fiches.', schema: page(FicheResumee), exemple: { elements: [EX_RESUME], suivant: null } } },
      traiter: async ({ query, appelant, requete }) => {
        const { apres, ...filtre } = query;
        const curseur = lireCurseur(z.tuple([z.iso.datetime(), z.string()]), apres);
        const lues = await lireFiches(hub, perimetre(appelant), { ...filtre, ...(curseur && { apres: curseur }) });
        const resumer = await resumeur(hub, lues, horloge.maintenant());
        return repondrePage(lues, query.taille, requete.originalUrl, (f) => [f.depuis.toISOString(), f.numero], resumer);
      },
    }),
    route({
      methode: 'get',
      chemin: '/api/v1/fiches/{numero}',
      nom: 'lireFiche',
      resume: 'Lire une fiche : ses écrans, et ce qui a changé depuis sa dernière version validée',
      etiquette: ETIQUETTE,
      droits: { portee: 'offre:lire' },
      entree: { params: idParametre('numero', NUMERO) },
      reponses: { 200: { description: 'La fiche.', schema: FicheVue, exemple: EX_FICHE } },
      refus: ['introuvable'],
      traiter: async ({ params, appelant }) => {
        const f = await laFiche(hub, params['numero'] ?? '', appelant);
        const resumer = await resumeur(hub, [f], horloge.maintenant());
        const formation = await lireVersion(hub, f.numero, f.empreinte);
        const validee = f.validee === null ? null : await lireVersion(hub, f.numero, f.validee);
        return ok({
          ...resumer(f),
          remarques: f.remarques,
          empreinte: f.empreinte,
          validee: f.validee,
          valideeLe: f.valideeLe?.toISOString() ?? null,
          ecrans: ecransDe(depuisLheo(formation)),
          differences: validee && differences(validee, formation),
        });
      },
    }),
    decision(deps, 'validation', 'Valider une fiche', z.strictObject({ empreinte: Empreinte }), {}, validerFiche),
    decision(
      deps,
      'retour',
      'Retourner une fiche à l’organisme, avec des remarques',
      z.strictObject({ empreinte: Empreinte, remarques: z.string().trim().min(1).max(3_000) }),
      { remarques: 'Précisez les dates de la session.' },
      retournerFiche,
    ),
    decision(deps, 'archivage', 'Archiver une fiche', z.strictObject({}), {}, archiverFiche),
  ];
};

const laFiche = async (hub: HubTx, numero: string, appelant: Appelant): Promise<FicheLigne> => {
  const [f] = await lireFiches(hub, perimetre(appelant), { numero, taille: 1 });
  if (!f) throw refus('introuvable');
  return f;
};

const resumeur = async (hub: HubTx, fiches: readonly FicheLigne[], maintenant: number) => {
  const [organismes, situations] = await Promise.all([
    organismesDe(
      hub,
      fiches.map((f) => f.organisme),
    ),
    situationsDeFiches(hub, fiches, maintenant),
  ]);
  return (f: FicheLigne) => ({
    numero: f.numero,
    intitule: f.intitule,
    organisme: organismeDe(organismes, f.organisme),
    etat: f.etat,
    codeEtat: CODE_ETAT_FICHE[f.etat],
    depuis: f.depuis.toISOString(),
    ageJours: Math.max(0, Math.floor((maintenant - f.depuis.getTime()) / JOUR)),
    situation: situations.get(f.numero),
  });
};

/** Kept, and handed to the fiche's flow: what it became is read again a moment later. */
const decision = <C extends z.ZodType<{ empreinte?: string | undefined }>>(
  { hub, horloge, receptions }: Pick<Deps, 'hub' | 'horloge' | 'receptions'>,
  nom: string,
  resume: string,
  corps: C,
  exempleCorps: unknown,
  ecrire: (tx: HubTx, d: Decision & z.output<C>) => Promise<ARelayer>,
): Route =>
  route({
    methode: 'post',
    chemin: `/api/v1/fiches/{numero}/${nom}`,
    nom: `${nom}Fiche`,
    resume,
    etiquette: ETIQUETTE,
    droits: DECIDER,
    entree: { params: idParametre('numero', NUMERO), entetes: EnteteIdempotence, corps },
    exempleCorps,
    reponses: { 202: { description: 'Décision enregistrée.', schema: Decidee, exemple: EX_DECIDEE } },
    refus: ['introuvable', 'etape-incompatible', 'nir-refuse'],
    traiter: async ({ params, entetes, corps: dit, appelant, requete }) => {
      refuserNir(dit);
      const { numero } = await laFiche(hub, params['numero'] ?? '', appelant);
      return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps: dit, requete }, async (id) => {
        const date = new Date(horloge.maintenant()).toISOString();
        await receptions.accepter({ source: appelant.par, id }, (tx) => ecrire(tx, { ...dit, numero, par: appelant.par, date }));
        const f = await laFiche(hub, numero, appelant);
        return { statut: 202, corps: { numero, etat: f.etat, situation: (await situationsDeFiches(hub, [f], horloge.maintenant())).get(numero) } };
      });
    },
  });
