/** Routes of saved views: each account has its own. */
import { z } from 'zod';
import type { Hub } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { SUIVRE } from './droits.ts';

const ETIQUETTE = 'Tableau de bord : vues';
const PAR_COMPTE = 100;

export const createRoutesVues = ({ hub }: { hub: Hub }): Route[] => {
  const montrer = { id: true, ecran: true, nom: true, parametres: true } as const;
  return [
    route({
      methode: 'get',
      chemin: '/api/admin/vues',
      nom: 'listerVues',
      resume: 'Mes vues enregistrées',
      etiquette: ETIQUETTE,
      droits: SUIVRE,
      entree: { query: z.object({ ecran: z.string().max(40).optional() }) },
      reponses: { 200: { description: 'Celles du compte, par nom.', schema: c.ListeVues } },
      traiter: async ({ query: { ecran }, appelant }) =>
        ok({
          elements: await hub.vueEnregistree.findMany({
            where: { compte: appelant.id, ...(ecran !== undefined && { ecran }) },
            orderBy: [{ ecran: 'asc' }, { nom: 'asc' }],
            select: montrer,
          }),
        }),
    }),
    route({
      methode: 'put',
      chemin: '/api/admin/vues',
      nom: 'garderVue',
      resume: 'Garder des filtres sous un nom, ou remplacer ceux de ce nom',
      etiquette: ETIQUETTE,
      droits: SUIVRE,
      entree: { corps: c.DemandeVue },
      exempleCorps: { ecran: 'cause', nom: 'Présences en retard', parametres: 'cause=PRESENCE_NON_SAISIE&gravite=en_retard' },
      reponses: { 200: { description: 'La vue gardée.', schema: c.VueEnregistree } },
      refus: ['action-impossible'],
      traiter: async ({ corps, appelant }) => {
        const { ecran, nom, parametres } = corps;
        if ((await hub.vueEnregistree.count({ where: { compte: appelant.id } })) >= PAR_COMPTE)
          throw refus('action-impossible', { detail: 'Cent vues au plus : supprimez-en une.' });
        const cle = { compte: appelant.id, ecran, nom };
        return ok(
          await hub.vueEnregistree.upsert({ where: { compte_ecran_nom: cle }, create: { ...cle, parametres }, update: { parametres }, select: montrer }),
        );
      },
    }),
    route({
      methode: 'delete',
      chemin: '/api/admin/vues/{id}',
      nom: 'supprimerVue',
      resume: 'Supprimer une de mes vues',
      etiquette: ETIQUETTE,
      droits: SUIVRE,
      entree: { params: z.object({ id: z.uuid() }) },
      reponses: { 204: { description: 'Supprimée.' } },
      traiter: async ({ params: { id }, appelant }) => {
        const { count } = await hub.vueEnregistree.deleteMany({ where: { id, compte: appelant.id } });
        if (count === 0) throw refus('introuvable');
        return { statut: 204 };
      },
    }),
  ];
};
