/** Slots: opened, moved, cancelled, and what happened there. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Modalite, Presence, StatutCreneau, Suite } from '../../domain/codes.ts';
import { Prisma } from '../../prisma/hub.ts';
import { type Appelant, perimetre } from '../acces/portees.ts';
import type { Deps } from '../deps.ts';
import { sessionsVisibles } from '../lecture/perimetre.ts';
import { situationsDeCreneaux } from '../lecture/situations.ts';
import { CreneauRecu, LieuRecu } from '../receptions/creneau-recu.ts';
import { annulerCreneau, controlerDates, deplacerCreneau, ecrireCreneau } from '../receptions/creneaux.ts';
import { saisirEmargement } from '../receptions/emargement.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import { avecIdempotence, EnteteIdempotence } from '../socle/idempotence.ts';
import { lireCurseur, PageDemandee, page, repondrePage } from '../socle/pages.ts';
import { refus } from '../socle/problemes.ts';
import { type Route, route } from '../socle/route.ts';
import { laSession, leCreneau } from './acces.ts';
import { CreneauVu, EX, EX_CRENEAU, EX_SITUATION, idParametre, Motif, Situation } from './formes.ts';
import { creneauVu } from './sessions.ts';

const Instant = z.iso.datetime({ offset: true });
const CreneauSuivi = CreneauVu.extend({ session: z.string(), situation: Situation }).meta({ id: 'CreneauSuivi' });
const EXEMPLE = { ...EX_CRENEAU, session: EX.session, situation: EX_SITUATION };
const EX_CORPS = {
  session: EX.session,
  modalite: 'ICO',
  debut: '2026-11-12T09:30:00+01:00',
  fin: '2026-11-12T12:00:00+01:00',
  lieu: { nom: 'Ateliers du Val', codePostal: '76000', ville: 'Rouen' },
  places: 12,
  pieces: ['Curriculum vitæ'],
  commentaire: 'Parking sur place.',
};
const Liste = PageDemandee.extend({
  session: z.string().max(60).optional().meta({ example: EX.session }),
  statut: StatutCreneau.optional().meta({ example: 'A_EMARGER' }),
  modalite: Modalite.optional().meta({ example: 'ICO' }),
});
/** Slots that can still be moved or cancelled. */
const A_VENIR: readonly string[] = ['PUBLIE', 'COMPLET', 'REPORTE'];

type Creneau = Prisma.CreneauGetPayload<object>;

export const createRoutesCreneaux = ({ hub, horloge, receptions }: Pick<Deps, 'hub' | 'horloge' | 'receptions'>): Route[] => {
  const date = () => new Date(horloge.maintenant()).toISOString();
  const suivi = async (id: string) => {
    const c = await hub.creneau.findUniqueOrThrow({ where: { id } });
    return { ...creneauVu(c), session: c.session, situation: (await situationsDeCreneaux(hub, [c], horloge.maintenant())).get(id) };
  };
  const enregistre = { 202: { description: 'Demande enregistrée.', schema: CreneauSuivi, exemple: EXEMPLE } };
  const parametres = idParametre('id', EX.creneau);
  return [
    route({
      methode: 'get',
      chemin: '/api/v1/creneaux',
      nom: 'listerCreneaux',
      resume: 'Lister les créneaux',
      etiquette: 'Créneaux',
      droits: { portee: 'offre:lire' },
      entree: { query: Liste },
      reponses: {
        200: { description: 'Une page de créneaux, les plus récents d’abord.', schema: page(CreneauSuivi), exemple: { elements: [EXEMPLE], suivant: null } },
      },
      traiter: async ({ query, appelant, requete }) => {
        const lus = await lister(hub, query, appelant);
        const situations = await situationsDeCreneaux(hub, lus, horloge.maintenant());
        return repondrePage(
          lus,
          query.taille,
          requete.originalUrl,
          (c) => [c.debut.toISOString(), c.id],
          (c) => ({ ...creneauVu(c), session: c.session, situation: situations.get(c.id) }),
        );
      },
    }),
    route({
      methode: 'post',
      chemin: '/api/v1/creneaux',
      nom: 'ouvrirCreneau',
      resume: 'Ouvrir un créneau de recrutement',
      etiquette: 'Créneaux',
      droits: { portee: 'offre:ecrire' },
      entree: { entetes: EnteteIdempotence, corps: CreneauRecu },
      exempleCorps: EX_CORPS,
      reponses: { 201: { description: 'Créneau ouvert ; sa publication suit.', schema: CreneauSuivi, exemple: EXEMPLE } },
      refus: ['session-introuvable', 'creneau-passe', 'dates-incoherentes', 'nir-refuse'],
      traiter: async ({ corps, entetes, appelant, requete }) => {
        controlerDates(corps.debut, corps.fin);
        refuserNir(corps);
        const session = await laSession(hub, corps.session, appelant);
        return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => {
          if (Date.parse(corps.fin) <= horloge.maintenant()) throw refus('creneau-passe');
          const creneau = `${corps.modalite}-${session.numero}-${randomUUID().slice(0, 8)}`;
          await receptions.accepter({ source: appelant.par, id }, (tx) => ecrireCreneau(tx, corps, { id: creneau, origine: 'HUB', date: date() }));
          return { statut: 201, corps: await suivi(creneau), entetes: { Location: `/api/v1/creneaux?session=${encodeURIComponent(session.numero)}` } };
        });
      },
    }),
    route({
      methode: 'patch',
      chemin: '/api/v1/creneaux/{id}',
      nom: 'deplacerCreneau',
      resume: 'Déplacer un créneau',
      etiquette: 'Créneaux',
      droits: { portee: 'offre:ecrire' },
      entree: {
        params: parametres,
        entetes: EnteteIdempotence,
        corps: z.strictObject({ debut: Instant.optional(), fin: Instant.optional(), lieu: LieuRecu.optional(), motif: Motif.optional() }),
      },
      exempleCorps: { debut: '2026-11-13T09:30:00+01:00', fin: '2026-11-13T12:00:00+01:00' },
      reponses: enregistre,
      refus: ['etape-incompatible', 'dates-incoherentes', 'creneau-passe', 'nir-refuse'],
      traiter: async ({ params, corps, entetes, appelant, requete }) => {
        refuserNir(corps);
        const c = await leCreneau(hub, params['id'] ?? '', appelant);
        const { debut = c.debut.toISOString(), fin = c.fin.toISOString(), lieu, motif } = corps;
        controlerDates(debut, fin);
        return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => {
          if (!A_VENIR.includes(c.statut)) throw refus('etape-incompatible', { detail: 'Ce créneau a commencé ou est annulé.' });
          if (Date.parse(fin) <= horloge.maintenant()) throw refus('creneau-passe');
          await receptions.accepter({ source: appelant.par, id }, (tx) =>
            deplacerCreneau(tx, c.id, { debut, fin, lieu: lieu ?? null, motif: motif ?? null }, date()),
          );
          return { statut: 202, corps: await suivi(c.id) };
        });
      },
    }),
    route({
      methode: 'post',
      chemin: '/api/v1/creneaux/{id}/annulation',
      nom: 'annulerCreneau',
      resume: 'Annuler un créneau',
      etiquette: 'Créneaux',
      droits: { portee: 'offre:ecrire' },
      entree: { params: parametres, entetes: EnteteIdempotence, corps: z.strictObject({ motif: Motif }) },
      exempleCorps: { motif: 'Formateur indisponible' },
      reponses: enregistre,
      refus: ['etape-incompatible', 'nir-refuse'],
      traiter: async ({ params, corps, entetes, appelant, requete }) => {
        refuserNir(corps);
        const c = await leCreneau(hub, params['id'] ?? '', appelant);
        return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => {
          if (!A_VENIR.includes(c.statut)) throw refus('etape-incompatible', { detail: 'Ce créneau a commencé ou est déjà annulé.' });
          await receptions.accepter({ source: appelant.par, id }, (tx) => annulerCreneau(tx, c.id, corps.motif, date()));
          return { statut: 202, corps: await suivi(c.id) };
        });
      },
    }),
    route({
      methode: 'post',
      chemin: '/api/v1/creneaux/{id}/presences',
      nom: 'saisirPresences',
      resume: 'Saisir présences et suites, même en partie',
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
          corps: await saisirEmargement({ hub, horloge, receptions }, c, corps.presences, { source: appelant.par, id }),
        }));
      },
    }),
  ];
};

const lister = (hub: Deps['hub'], f: z.infer<typeof Liste>, appelant: Appelant): Promise<Creneau[]> => {
  const apres = lireCurseur(z.tuple([z.iso.datetime(), z.string()]), f.apres);
  const conditions = [
    Prisma.sql`EXISTS (SELECT 1 FROM hub.session s WHERE s.numero = c.session AND ${sessionsVisibles(perimetre(appelant))})`,
    ...(f.session ? [Prisma.sql`c.session = ${f.session}`] : []),
    ...(f.statut ? [Prisma.sql`c.statut = ${f.statut}`] : []),
    ...(f.modalite ? [Prisma.sql`c.modalite = ${f.modalite}`] : []),
    ...(apres ? [Prisma.sql`(c.debut, c.id) < (${apres[0]}::timestamptz, ${apres[1]})`] : []),
  ];
  return hub.$queryRaw<
    Creneau[]
  >`SELECT c.* FROM hub.creneau c WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY c.debut DESC, c.id DESC LIMIT ${f.taille + 1}`;
};
