/** The doors of LHEO: a catalogue in (streamed, answered 202), its report, the validated offer out. */
import type { Request } from 'express';
import { z } from 'zod';
import type { Hub } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { exporter } from './export.ts';
import { lireRapport } from './import.ts';
import type { Imports } from './imports.ts';
import { Validation } from './lot.ts';
import { Rapport } from './rapport.ts';

const CHEMIN = '/api/v1/catalogues';
const Depot = Rapport.pick({ id: true, etat: true });
const TYPES = ['application/xml', 'text/xml', 'application/octet-stream'];

export const createCatalogues = ({ hub, imports }: { hub: Hub; imports: Imports }): Route[] => [
  route({
    methode: 'post',
    chemin: CHEMIN,
    nom: 'deposerCatalogue',
    resume: 'Déposer un catalogue LHEO',
    description:
      'Le fichier (LHEO 2.3 ou 2.2) est reçu et vérifié en entier, puis importé formation par formation : une formation fautive est refusée seule. `Location` donne le compte rendu. Un fichier illisible est refusé en une phrase, avec sa ligne et sa colonne.',
    etiquette: 'Catalogues',
    droits: { portee: 'catalogues:ecrire' },
    typeCorps: 'application/xml',
    entree: { query: z.strictObject({ validation: Validation.optional() }) },
    reponses: { 202: { description: 'Reçu ; l’import se poursuit.', schema: Depot } },
    refus: ['type-non-pris-en-charge', 'requete-invalide', 'acces-refuse'],
    traiter: async ({ requete, query, appelant }) => {
      const codage = requete.headers['content-encoding'] ?? 'identity';
      if ((requete.headers['content-type'] !== undefined && !requete.is(TYPES)) || codage !== 'identity')
        throw refus('type-non-pris-en-charge', { detail: 'Le catalogue doit être envoyé en application/xml, non compressé.' });
      // R1: only who may validate may say that the file is.
      if (query.validation === 'automatique' && !peutTout(appelant)) throw refus('acces-refuse');
      const { id, lisible } = await recevoir(requete, () =>
        imports.deposer(requete.iterator({ destroyOnReturn: false }), {
          deposePar: appelant.par,
          ...(query.validation ? { validation: query.validation } : {}),
        }),
      );
      if (!lisible) {
        const rapport = await lireRapport(hub, id);
        throw refus('requete-invalide', { detail: rapport.erreurs[0]?.message ?? 'Le fichier est illisible.' });
      }
      return { statut: 202, corps: { id, etat: 'RECU' }, entetes: { Location: `${CHEMIN}/${id}` } };
    },
  }),
  route({
    methode: 'get',
    chemin: `${CHEMIN}/export.xml`,
    nom: 'exporterCatalogue',
    resume: 'Exporter l’offre validée en LHEO',
    etiquette: 'Catalogues',
    droits: { portee: 'offre:lire' },
    entree: { query: z.strictObject({ version: z.enum(['2.2', '2.3']).default('2.3') }) },
    reponses: { 200: { description: 'Document LHEO, valide contre le schéma de sa version.', type: 'application/xml' } },
    refus: ['introuvable'],
    traiter: async ({ query }) => {
      const flux = await exporter(hub, query.version);
      if (!flux) throw refus('introuvable', { detail: 'Aucune fiche n’est validée : il n’y a rien à exporter.' });
      return { statut: 200, type: 'application/xml', flux };
    },
  }),
  route({
    methode: 'get',
    chemin: `${CHEMIN}/{id}`,
    nom: 'lireCatalogue',
    resume: 'Lire le compte rendu d’un import',
    etiquette: 'Catalogues',
    droits: { portee: 'catalogues:ecrire' },
    entree: { params: z.object({ id: z.uuid() }) },
    reponses: { 200: { description: 'Compte rendu, formation par formation.', schema: Rapport } },
    refus: ['introuvable'],
    traiter: async ({ params, appelant }) => {
      const connu = await hub.catalogue.count({ where: { id: params.id, ...(peutTout(appelant) ? {} : { deposePar: appelant.par }) } });
      if (connu === 0) throw refus('introuvable');
      return ok(await lireRapport(hub, params.id));
    },
  }),
];

const peutTout = ({ role }: Appelant): boolean => role === 'ADMIN' || role === 'CARIF' || role === 'DEMO';

/** What is left of a refused body is read and dropped, so that the client hears the answer; one that left hears nothing. */
const recevoir = async <T>(requete: Request, travail: () => Promise<T>): Promise<T> => {
  try {
    return await travail();
  } catch (erreur) {
    if (requete.destroyed) throw refus('requete-invalide', { detail: 'La réception s’est interrompue.' });
    throw erreur;
  } finally {
    requete.resume();
  }
};
