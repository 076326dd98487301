/** Routes of bulk acts: what would be done, do it, follow it, stop it, try the failures again. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CodeFait } from '../../domain/journal.ts';
import { idOperation } from '../../domain/processus.ts';
import { EXIGENCES, REMEDES } from '../../domain/remedes.ts';
import type { Hub, HubTx } from '../../prisma/hub.ts';
import { type Appelant, perimetre } from '../acces/portees.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import type { Receptions } from '../receptions/index.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { AGIR, LIRE } from './droits.ts';
import { annoncer, ecrireLignes, exigerNombre, remedeGroupable } from './operations-apercu.ts';
import { lireOperation, lireOperations } from './operations-lecture.ts';

const ETIQUETTE = 'Tableau de bord : opérations';
type Dependances = { hub: Hub; horloge: Horloge; receptions: Receptions };
const params = z.object({ id: z.uuid() });

export const createRoutesOperations = ({ hub, horloge, receptions }: Dependances): Route[] => {
  const date = () => new Date(horloge.maintenant());
  const noter = (tx: HubTx, cle: string, fait: CodeFait, operation: string, appelant: Appelant, detail: string | null = null) =>
    tx.evenement.create({ data: { cle, processus: idOperation(operation), date: date(), acteur: appelant.par, fait, detail } });
  const detail = async (id: string, filtre: z.infer<typeof c.FiltreLignes>) => {
    const lue = await lireOperation(hub, id, filtre);
    if (!lue) throw refus('introuvable');
    return lue;
  };
  const debut = { taille: 50 };

  return [
    route({
      methode: 'post',
      chemin: '/api/admin/operations/apercu',
      nom: 'apercevoirOperation',
      resume: 'Ce qu’une opération ferait, et ce qu’elle laisserait de côté',
      etiquette: ETIQUETTE,
      droits: AGIR,
      entree: { corps: c.DemandeApercu },
      reponses: { 200: { description: 'Le nombre annoncé, et pourquoi certains seraient ignorés.', schema: c.Apercu } },
      refus: ['action-impossible'],
      traiter: async ({ corps, appelant }) => ok(await annoncer(hub, corps, horloge.maintenant(), perimetre(appelant))),
    }),
    route({
      methode: 'post',
      chemin: '/api/admin/operations',
      nom: 'lancerOperation',
      resume: 'Faire la même chose sur tous les blocages d’un filtre',
      etiquette: ETIQUETTE,
      droits: AGIR,
      entree: { corps: c.DemandeOperation },
      exempleCorps: { code: 'relancer', filtre: { cause: 'PRESENCE_NON_SAISIE', onglet: 'ORGANISMES' }, nombreAttendu: 12 },
      reponses: { 202: { description: 'L’opération est en cours.', schema: c.OperationDetail } },
      refus: ['filtre-change', 'action-impossible', 'nir-refuse'],
      traiter: async ({ corps, appelant }) => {
        refuserNir(corps);
        remedeGroupable(corps);
        for (const champ of REMEDES[corps.code].exige)
          if (champ !== 'motif' || corps.motif === undefined)
            throw refus('requete-invalide', { errors: [{ pointer: `#/${champ}`, detail: EXIGENCES[champ] }] });
        const id = randomUUID();
        await receptions.accepter({ source: appelant.par, id: `operation-${id}` }, async (tx) => {
          const { code, filtre, motif, jusqua, jusquauChangement } = corps;
          const demande = { ...(jusqua !== undefined && { jusqua }), ...(jusquauChangement !== undefined && { jusquauChangement }) };
          await tx.operation.create({ data: { id, code, filtre, demande, motif: motif ?? null, par: appelant.par, creeLe: date() } });
          exigerNombre(await ecrireLignes(tx, id, corps, horloge.maintenant(), perimetre(appelant)), corps.nombreAttendu);
          await noter(tx, `operation/${id}`, 'OPERATION_LANCEE', id, appelant, filtre.cause ?? null);
          return { type: 'operation.lancee', donnees: { date: date().toISOString(), operation: id } };
        });
        return { statut: 202, corps: await detail(id, debut), entetes: { Location: `/api/admin/operations/${id}` } };
      },
    }),
    route({
      methode: 'get',
      chemin: '/api/admin/operations',
      nom: 'listerOperations',
      resume: 'Les opérations, de la plus récente à la plus ancienne',
      etiquette: ETIQUETTE,
      droits: LIRE,
      entree: { query: c.PageParCle },
      reponses: { 200: { description: 'Une page d’opérations.', schema: c.PageOperations } },
      traiter: async ({ query }) => ok(await lireOperations(hub, query)),
    }),
    route({
      methode: 'get',
      chemin: '/api/admin/operations/{id}',
      nom: 'lireOperation',
      resume: 'Une opération, et ce qu’il est advenu de chacun',
      etiquette: ETIQUETTE,
      droits: LIRE,
      entree: { params, query: c.FiltreLignes },
      reponses: { 200: { description: 'L’opération et une page de ses lignes.', schema: c.OperationDetail } },
      traiter: async ({ params: { id }, query }) => ok(await detail(id, query)),
    }),
    route({
      methode: 'post',
      chemin: '/api/admin/operations/{id}/arret',
      nom: 'arreterOperation',
      resume: 'Arrêter une opération : ce qui est fait reste fait',
      etiquette: ETIQUETTE,
      droits: AGIR,
      entree: { params },
      reponses: { 200: { description: 'L’arrêt est demandé.', schema: c.OperationDetail } },
      refus: ['action-impossible'],
      traiter: async ({ params: { id }, appelant }) => {
        await detail(id, debut);
        await hub.$transaction(async (tx) => {
          const { count } = await tx.operation.updateMany({ where: { id, etat: 'EN_COURS', arretDemande: false }, data: { arretDemande: true } });
          if (count === 0) throw refus('action-impossible', { detail: 'Cette opération est déjà arrêtée ou finie.' });
          await noter(tx, `operation/${id}/arret/${randomUUID()}`, 'OPERATION_ARRETEE', id, appelant);
        });
        return ok(await detail(id, debut));
      },
    }),
    route({
      methode: 'post',
      chemin: '/api/admin/operations/{id}/reprise',
      nom: 'reprendreOperation',
      resume: 'Reprendre une opération : les échecs, et ce qui restait après un arrêt',
      etiquette: ETIQUETTE,
      droits: AGIR,
      entree: { params },
      reponses: { 202: { description: 'L’opération est de nouveau en cours.', schema: c.OperationDetail } },
      refus: ['action-impossible'],
      traiter: async ({ params: { id }, appelant }) => {
        await detail(id, debut);
        const reprise = randomUUID();
        await receptions.accepter({ source: appelant.par, id: `operation-${id}-${reprise}` }, async (tx) => {
          await reouvrir(tx, id);
          await noter(tx, `operation/${id}/reprise/${reprise}`, 'OPERATION_REPRISE', id, appelant);
          return { type: 'operation.lancee', donnees: { date: date().toISOString(), operation: id } };
        });
        return { statut: 202, corps: await detail(id, debut) };
      },
    }),
  ];
};

/** A line that its flow refused is another act; one that nobody answered is the same, so that it cannot be done twice. */
const reouvrir = async (tx: HubTx, id: string): Promise<void> => {
  const { count } = await tx.operation.updateMany({ where: { id, etat: { not: 'EN_COURS' } }, data: { etat: 'EN_COURS', arretDemande: false, finieLe: null } });
  if (count === 0) throw refus('action-impossible', { detail: 'Cette opération est en cours.' });
  await tx.operationLigne.updateMany({ where: { operation: id, etat: 'ECHEC', refus: { not: 'SANS_REPONSE' } }, data: { essai: { increment: 1 } } });
  await tx.operationLigne.updateMany({ where: { operation: id, etat: 'ECHEC' }, data: { etat: 'A_FAIRE', refus: null, jusqua: null, le: null } });
  if ((await tx.operationLigne.count({ where: { operation: id, etat: 'A_FAIRE' } })) === 0)
    throw refus('action-impossible', { detail: 'Rien n’est à reprendre : aucune ligne en échec.' });
};
