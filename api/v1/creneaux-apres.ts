/** What is said of a slot once it is known: who came, who knows that it changed, that its comment was read. */
import { z } from 'zod';
import { Presence, Suite } from '../../domain/codes.ts';
import type { Appelant } from '../acces/portees.ts';
import type { Deps } from '../deps.ts';
import { journaliser } from '../receptions/commentaires.ts';
import { saisirEmargement } from '../receptions/emargement.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import { trouverPositionnement } from '../receptions/references.ts';
import { avecIdempotence, EnteteIdempotence } from '../socle/idempotence.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { leCreneau } from './acces.ts';
import { CreneauSuivi, creneauxSuivis, EX_SUIVI } from './creneau-suivi.ts';
import { EX, idParametre } from './formes.ts';

/** Somebody who follows candidates, and speaks for those of its structure alone. */
const prescripteurDe = ({ role, sirets, structure }: Appelant): { structure: string | null } | null =>
  sirets.length > 0 || role === 'ADMIN' || role === 'DEMO' ? null : { structure };

export const createRoutesApresCreneau = ({ hub, horloge, receptions }: Pick<Deps, 'hub' | 'horloge' | 'receptions'>): Route[] => {
  const date = () => new Date(horloge.maintenant()).toISOString();
  const parametres = idParametre('id', EX.creneau);
  const suivi = async (id: string) => (await creneauxSuivis(hub, [await hub.creneau.findUniqueOrThrow({ where: { id } })], horloge.maintenant()))[0];
  return [
    route({
      methode: 'post',
      chemin: '/api/v1/creneaux/{id}/presences',
      nom: 'saisirPresences',
      resume: 'Saisir présences et suites, même en partie',
      description:
        'L’organisme dit qui est venu et qui est retenu. Un prescripteur peut déclarer l’absence d’une personne que suit sa structure, avec un motif qui l’établit.',
      etiquette: 'Créneaux',
      droits: { portee: 'presences:ecrire' },
      entree: {
        params: parametres,
        entetes: EnteteIdempotence,
        corps: z.strictObject({
          presences: z
            .array(
              z.strictObject({
                positionnement: z.string().min(1).max(120),
                presence: Presence.nullish(),
                suite: Suite.nullish(),
                motif: z.string().trim().max(500).nullish(),
              }),
            )
            .min(1)
            .max(500),
        }),
      },
      exempleCorps: { presences: [{ positionnement: EX.positionnement, presence: 'PRESENT', suite: 'RETENU' }] },
      reponses: {
        202: {
          description: 'Enregistré : Kairos est mis à jour et les prescripteurs prévenus.',
          schema: z.object({ creneau: z.string(), enregistrees: z.number().int(), restantes: z.number().int() }),
          exemple: { creneau: EX.creneau, enregistrees: 1, restantes: 3 },
        },
      },
      refus: ['etape-incompatible', 'nir-refuse'],
      traiter: async ({ params, corps, entetes, appelant, requete }) => {
        refuserNir(corps);
        const c = await leCreneau(hub, params['id'] ?? '', appelant);
        return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => ({
          statut: 202,
          corps: await saisirEmargement(
            { hub, horloge, receptions },
            c,
            corps.presences,
            { source: appelant.par, id },
            { prescripteur: prescripteurDe(appelant) },
          ),
        }));
      },
    }),
    route({
      methode: 'post',
      chemin: '/api/v1/creneaux/{id}/confirmation',
      nom: 'confirmerChangement',
      resume: 'Confirmer que les personnes inscrites savent que le créneau a changé',
      description: 'Sans liste, toutes celles que vous suivez. Un créneau déplacé ou annulé reste signalé tant qu’une personne n’a pas été prévenue.',
      etiquette: 'Créneaux',
      droits: { portee: 'presences:ecrire' },
      entree: {
        params: parametres,
        entetes: EnteteIdempotence,
        corps: z.strictObject({ positionnements: z.array(z.string().min(1).max(120)).max(500).optional() }),
      },
      exempleCorps: { positionnements: [EX.positionnement] },
      reponses: {
        202: {
          description: 'Enregistré.',
          schema: z.object({ creneau: z.string(), confirmees: z.number().int() }),
          exemple: { creneau: EX.creneau, confirmees: 1 },
        },
      },
      traiter: async ({ params, corps, entetes, appelant, requete }) => {
        const c = await leCreneau(hub, params['id'] ?? '', appelant);
        const positionnements = await leursPositionnements(hub, c.id, corps.positionnements, prescripteurDe(appelant));
        return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => {
          await receptions.accepter({ source: appelant.par, id }, async () => ({
            type: 'creneau.confirme',
            donnees: { date: date(), creneau: c.id, positionnements },
          }));
          return { statut: 202, corps: { creneau: c.id, confirmees: positionnements.length } };
        });
      },
    }),
    route({
      methode: 'post',
      chemin: '/api/v1/creneaux/{id}/relecture',
      nom: 'relireCommentaire',
      resume: 'Dire qu’un commentaire signalé a été relu et peut rester',
      etiquette: 'Créneaux',
      droits: { portee: 'offre:ecrire', roles: ['ADMIN', 'CARIF', 'DEMO'] },
      entree: { params: parametres },
      reponses: { 200: { description: 'Le créneau, sans signalement.', schema: CreneauSuivi, exemple: EX_SUIVI } },
      traiter: async ({ params, appelant }) => {
        const c = await leCreneau(hub, params['id'] ?? '', appelant);
        await hub.$transaction(async (tx) => {
          await tx.creneau.update({ where: { id: c.id }, data: { aRelire: [] } });
          if (c.aRelire.length > 0) await journaliser(tx, c.id, { fait: 'COMMENTAIRE_RELU', detail: c.aRelire.join(', '), acteur: appelant.par, date: date() });
        });
        return ok(await suivi(c.id));
      },
    }),
  ];
};

/** Ids of the hub, of this slot, and of the caller's own people. */
const leursPositionnements = async (
  hub: Deps['hub'],
  creneau: string,
  demandes: readonly string[] | undefined,
  prescripteur: { structure: string | null } | null,
): Promise<string[]> => {
  const siens = { creneau, ...(prescripteur && { structure: prescripteur.structure ?? '' }) };
  if (demandes === undefined) return (await hub.positionnement.findMany({ where: siens, select: { id: true }, orderBy: { id: 'asc' } })).map((p) => p.id);
  const lus = await Promise.all(demandes.map((d) => trouverPositionnement(hub, d)));
  const errors = lus.flatMap((p, rang) =>
    p?.creneau === creneau && (!prescripteur || p.structure === prescripteur.structure)
      ? []
      : [{ pointer: `#/positionnements/${rang}`, detail: 'Ce positionnement n’est pas attendu à ce créneau.' }],
  );
  if (errors.length > 0) throw refus('requete-invalide', { errors });
  return lus.flatMap((p) => p?.id ?? []);
};
