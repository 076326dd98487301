/** Slots: listed, opened, moved, cancelled. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Modalite, StatutCreneau } from '../../domain/codes.ts';
import { Prisma } from '../../prisma/hub.ts';
import { type Appelant, perimetre } from '../acces/portees.ts';
import type { Deps } from '../deps.ts';
import { sessionsVisibles } from '../lecture/perimetre.ts';
import { CreneauRecu, LieuRecu } from '../receptions/creneau-recu.ts';
import { annulerCreneau, controlerDates, controlerPlaces, deplacerCreneau, ecrireCreneau, preciserCreneau } from '../receptions/creneaux.ts';
import { refuserNir } from '../receptions/positionnements.ts';
import { avecIdempotence, EnteteIdempotence } from '../socle/idempotence.ts';
import { lireCurseur, PageDemandee, page, repondrePage } from '../socle/pages.ts';
import { refus } from '../socle/problemes.ts';
import { type Route, route } from '../socle/route.ts';
import { laSession, leCreneau } from './acces.ts';
import { CreneauSuivi, creneauxSuivis, EX_SUIVI } from './creneau-suivi.ts';
import { EX, idParametre, Motif } from './formes.ts';

const Instant = z.iso.datetime({ offset: true });
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
  aRelire: z.stringbool().optional().meta({ description: 'Dont le commentaire est à relire (R19).', example: true, type: 'boolean' }),
});
type Creneau = Prisma.CreneauGetPayload<object>;
/** Slots that can still be moved or cancelled; a window, even while it is open. */
const estModifiable = ({ statut, modalite }: Creneau): boolean =>
  statut === 'PUBLIE' || statut === 'COMPLET' || statut === 'REPORTE' || (modalite === 'CANDIDATURE' && statut === 'EN_COURS');
/** Nobody comes to a window: it is over when it closes; a meeting is, for who would come, when it begins. */
const limiteDe = ({ modalite }: Pick<Creneau, 'modalite'>, debut: string, fin: string): number => Date.parse(modalite === 'CANDIDATURE' ? fin : debut);

export const createRoutesCreneaux = ({ hub, horloge, receptions }: Pick<Deps, 'hub' | 'horloge' | 'receptions'>): Route[] => {
  const date = () => new Date(horloge.maintenant()).toISOString();
  const suivi = async (id: string) => (await creneauxSuivis(hub, [await hub.creneau.findUniqueOrThrow({ where: { id } })], horloge.maintenant()))[0];
  const enregistre = { 202: { description: 'Demande enregistrée.', schema: CreneauSuivi, exemple: EX_SUIVI } };
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
        200: { description: 'Une page de créneaux, les plus récents d’abord.', schema: page(CreneauSuivi), exemple: { elements: [EX_SUIVI], suivant: null } },
      },
      traiter: async ({ query, appelant, requete }) => {
        const lus = await lister(hub, query, appelant);
        const suivis = new Map((await creneauxSuivis(hub, lus, horloge.maintenant())).map((c) => [c.id, c]));
        return repondrePage(
          lus,
          query.taille,
          requete.originalUrl,
          (c) => [c.debut.toISOString(), c.id],
          (c) => suivis.get(c.id),
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
      reponses: { 201: { description: 'Créneau ouvert ; sa publication suit.', schema: CreneauSuivi, exemple: EX_SUIVI } },
      refus: ['session-introuvable', 'creneau-passe', 'dates-incoherentes', 'nir-refuse'],
      traiter: async ({ corps, entetes, appelant, requete }) => {
        controlerDates(corps.debut, corps.fin);
        controlerPlaces(corps);
        refuserNir(corps);
        const session = await laSession(hub, corps.session, appelant);
        return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => {
          if (Date.parse(corps.fin) <= horloge.maintenant()) throw refus('creneau-passe');
          let creneau = `${corps.modalite}-${session.numero}-${randomUUID().slice(0, 8)}`;
          await receptions.accepter({ source: appelant.par, id }, async (tx) => {
            const message = await ecrireCreneau(tx, corps, { id: creneau, origine: 'HUB', date: date() });
            if ('creneau' in message.donnees) creneau = message.donnees.creneau; // R15: it was typed elsewhere already
            return message;
          });
          return { statut: 201, corps: await suivi(creneau), entetes: { Location: `/api/v1/creneaux?session=${encodeURIComponent(session.numero)}` } };
        });
      },
    }),
    route({
      methode: 'patch',
      chemin: '/api/v1/creneaux/{id}',
      nom: 'deplacerCreneau',
      resume: 'Déplacer un créneau, ou préciser ses places, ses pièces et son commentaire',
      etiquette: 'Créneaux',
      droits: { portee: 'offre:ecrire' },
      entree: {
        params: parametres,
        entetes: EnteteIdempotence,
        corps: z.strictObject({
          debut: Instant.optional(),
          fin: Instant.optional(),
          lieu: LieuRecu.optional(),
          motif: Motif.optional(),
          ...CreneauRecu.pick({ places: true, pieces: true, commentaire: true }).partial().shape,
        }),
      },
      exempleCorps: { debut: '2026-11-13T09:30:00+01:00', fin: '2026-11-13T12:00:00+01:00' },
      reponses: enregistre,
      refus: ['etape-incompatible', 'dates-incoherentes', 'creneau-passe', 'nir-refuse'],
      traiter: async ({ params, corps, entetes, appelant, requete }) => {
        refuserNir(corps);
        const c = await leCreneau(hub, params['id'] ?? '', appelant);
        const { debut = c.debut.toISOString(), fin = c.fin.toISOString(), lieu, motif, places, pieces, commentaire } = corps;
        const deplace = [corps.debut, corps.fin, lieu, motif].some((x) => x !== undefined);
        const precise = [places, pieces, commentaire].some((x) => x !== undefined);
        controlerDates(debut, fin);
        if (places !== undefined) controlerPlaces({ modalite: Modalite.parse(c.modalite), places });
        return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => {
          if (!estModifiable(c)) throw refus('etape-incompatible', { detail: 'Ce créneau a commencé ou est annulé.' });
          if (deplace && limiteDe(c, debut, fin) <= horloge.maintenant()) throw refus('creneau-passe');
          const de = { source: appelant.par, id };
          if (precise)
            await receptions.accepter({ ...de, id: `${id}/texte` }, (tx) =>
              preciserCreneau(tx, c, { places, pieces: pieces ?? undefined, commentaire }, date()),
            );
          if (deplace) await receptions.accepter(de, (tx) => deplacerCreneau(tx, c.id, { debut, fin, lieu: lieu ?? null, motif: motif ?? null }, date()));
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
          if (!estModifiable(c)) throw refus('etape-incompatible', { detail: 'Ce créneau a commencé ou est déjà annulé.' });
          await receptions.accepter({ source: appelant.par, id }, (tx) => annulerCreneau(tx, c.id, corps.motif, date()));
          return { statut: 202, corps: await suivi(c.id) };
        });
      },
    }),
  ];
};

const lister = async (hub: Deps['hub'], f: z.infer<typeof Liste>, appelant: Appelant): Promise<Creneau[]> => {
  const apres = lireCurseur(z.tuple([z.iso.datetime(), z.string()]), f.apres);
  const conditions = [
    Prisma.sql`EXISTS (SELECT 1 FROM hub.session s WHERE s.numero = c.session AND ${sessionsVisibles(perimetre(appelant))})`,
    ...(f.session ? [Prisma.sql`c.session = ${f.session}`] : []),
    ...(f.statut ? [Prisma.sql`c.statut = ${f.statut}`] : []),
    ...(f.modalite ? [Prisma.sql`c.modalite = ${f.modalite}`] : []),
    ...(f.aRelire ? [Prisma.sql`cardinality(c."aRelire") > 0`] : []),
    ...(apres ? [Prisma.sql`(c.debut, c.id) < (${apres[0]}::timestamptz, ${apres[1]})`] : []),
  ];
  const pages = await hub.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM hub.creneau c WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY c.debut DESC, c.id DESC LIMIT ${f.taille + 1}`;
  return hub.creneau.findMany({ where: { id: { in: pages.map((c) => c.id) } }, orderBy: [{ debut: 'desc' }, { id: 'desc' }] });
};
