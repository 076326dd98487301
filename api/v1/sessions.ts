/** One session, and the state of its recruitment. */
import { z } from 'zod';
import { EtatPublication, EtatRecrutement, Modalite, StatutCreneau } from '../../domain/codes.ts';
import { permet } from '../../domain/machine.ts';
import { MACHINE_RECRUTEMENT } from '../../domain/machines/session.ts';
import type { Appelant } from '../acces/portees.ts';
import type { Deps } from '../deps.ts';
import { organismeDe, organismesDe } from '../lecture/organismes.ts';
import { situationsDeSessions } from '../lecture/situations.ts';
import { noterConsultations } from '../receptions/consultations.ts';
import { avecIdempotence, EnteteIdempotence } from '../socle/idempotence.ts';
import { refus } from '../socle/problemes.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { laSession } from './acces.ts';
import { CreneauVu, EX, EX_CRENEAU, EX_SITUATION, idParametre, Lieu, Situation } from './formes.ts';

const Organisme = z.object({ siret: z.string(), nom: z.string() });
/** R45: each financeur with the places it pays for, null when not said. */
const Financeur = z.object({ code: z.string(), libelle: z.string(), places: z.number().int().nullable().default(null) });
const Financeurs = z.array(Financeur);
const PublicationVue = z.object({ systeme: z.string(), etat: EtatPublication, depuis: z.string(), raison: z.string().nullable() });

const SessionVue = z
  .object({
    numero: z.string(),
    fiche: z.string(),
    intitule: z.string(),
    debut: z.string(),
    fin: z.string().nullable(),
    modaliteEntreeSortie: z.string(),
    ofResponsable: Organisme,
    ofDispensateur: Organisme,
    places: z.object({ totales: z.number().int(), conventionnees: z.number().int(), disponibles: z.number().int() }),
    financeurs: z.array(Financeur),
    etatRecrutement: EtatRecrutement,
    creneaux: z.array(CreneauVu),
    publication: z.array(PublicationVue),
    situation: Situation,
  })
  .meta({ id: 'Session' });

const OF = { siret: '99900001100018', nom: 'Ateliers du Val' };
const EXEMPLE = {
  numero: EX.session,
  fiche: 'A825286',
  intitule: 'Soudeur assembleur industriel',
  debut: '2026-12-07',
  fin: '2027-03-26',
  modaliteEntreeSortie: 'DATES_FIXES',
  ofResponsable: OF,
  ofDispensateur: OF,
  places: { totales: 15, conventionnees: 12, disponibles: 9 },
  financeurs: [{ code: '2', libelle: 'Conseil régional', places: 12 }],
  etatRecrutement: 'OUVERT',
  creneaux: [EX_CRENEAU],
  publication: [
    {
      systeme: 'kairos',
      etat: 'VISIBLE',
      depuis: '2026-11-02T07:00:00.000Z',
      raison: null,
    },
  ],
  situation: EX_SITUATION,
};
type CreneauLigne = { id: string; modalite: string; debut: Date; fin: Date; lieu: unknown; places: number; placesLibres: number; statut: string };
export const creneauVu = (c: CreneauLigne) => ({
  id: c.id,
  modalite: Modalite.parse(c.modalite),
  debut: c.debut.toISOString(),
  fin: c.fin.toISOString(),
  lieu: Lieu.nullable().parse(c.lieu),
  places: c.places,
  placesLibres: c.placesLibres,
  statut: StatutCreneau.parse(c.statut),
});

const limiteDe = (c: CreneauLigne): number => (c.modalite === 'CANDIDATURE' ? c.fin : c.debut).getTime();
const estLibre = (c: CreneauLigne, maintenant: number): boolean =>
  c.placesLibres > 0 &&
  (c.statut === 'PUBLIE' || c.statut === 'REPORTE' || (c.modalite === 'CANDIDATURE' && c.statut === 'EN_COURS')) && // an open window (R17)
  limiteDe(c) > maintenant;
/** §d.2: suspended, the slots to come are hidden from prescribers; the OF still sees its own. */
const estMontre = (c: CreneauLigne, etat: string, appelant: Appelant, maintenant: number): boolean =>
  etat !== 'SUSPENDU' || appelant.reseau === null || appelant.sirets.length > 0 || limiteDe(c) <= maintenant;

export const createRoutesSessions = ({ hub, horloge, receptions }: Pick<Deps, 'hub' | 'horloge' | 'receptions'>): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/v1/sessions/{numero}',
    nom: 'lireSession',
    resume: 'Lire une session',
    etiquette: 'Offre',
    droits: { portee: 'offre:lire' },
    entree: { params: idParametre('numero', EX.session) },
    reponses: { 200: { description: 'La session, ses créneaux et sa publication.', schema: SessionVue, exemple: EXEMPLE } },
    refus: ['session-introuvable'],
    traiter: async ({ params, appelant }) => {
      const s = await laSession(hub, params['numero'] ?? '', appelant);
      const [creneaux, publication, organismes, situations] = await Promise.all([
        hub.creneau.findMany({ where: { session: s.numero }, orderBy: [{ debut: 'asc' }, { id: 'asc' }] }),
        hub.publication.findMany({ where: { session: s.numero }, orderBy: { systeme: 'asc' } }),
        organismesDe(hub, [s.ofResponsable, s.ofDispensateur]),
        situationsDeSessions(hub, [s], horloge.maintenant()),
      ]);
      const maintenant = horloge.maintenant();
      if (!creneaux.some((c) => estLibre(c, maintenant)) && s.etatRecrutement !== 'FERME' && s.etatRecrutement !== 'SUSPENDU')
        await noterConsultations(hub, [s.numero], appelant, maintenant);
      return ok({
        numero: s.numero,
        fiche: s.fiche,
        intitule: s.intitule,
        debut: s.debut.toISOString().slice(0, 10),
        fin: s.fin?.toISOString().slice(0, 10) ?? null,
        modaliteEntreeSortie: s.modaliteEntreeSortie,
        ofResponsable: organismeDe(organismes, s.ofResponsable),
        ofDispensateur: organismeDe(organismes, s.ofDispensateur),
        places: { totales: s.placesTotales, conventionnees: s.placesConventionnees, disponibles: s.placesDisponibles },
        financeurs: Financeurs.parse(s.financeurs),
        etatRecrutement: s.etatRecrutement,
        creneaux: creneaux.filter((c) => estMontre(c, s.etatRecrutement, appelant, maintenant)).map(creneauVu),
        publication: publication.map((p) => ({
          systeme: p.systeme,
          etat: p.etat,
          depuis: p.depuis.toISOString(),
          raison: p.raison,
        })),
        situation: situations.get(s.numero),
      });
    },
  }),
  route({
    methode: 'post',
    chemin: '/api/v1/sessions/{numero}/etat-recrutement',
    nom: 'changerEtatRecrutement',
    resume: 'Ouvrir, fermer ou suspendre le recrutement',
    etiquette: 'Offre',
    droits: { portee: 'offre:ecrire' },
    entree: {
      params: idParametre('numero', EX.session),
      entetes: EnteteIdempotence,
      corps: z.strictObject({ etat: EtatRecrutement.exclude(['NON_RENSEIGNE']) }),
    },
    exempleCorps: { etat: 'OUVERT' },
    reponses: {
      202: {
        description: 'Demande enregistrée.',
        schema: z.object({ session: z.string(), etat: EtatRecrutement, situation: Situation }),
        exemple: { session: EX.session, etat: 'OUVERT', situation: EX_SITUATION },
      },
    },
    refus: ['session-introuvable', 'etape-incompatible'],
    traiter: async ({ params, entetes, corps, appelant, requete }) => {
      const s = await laSession(hub, params['numero'] ?? '', appelant);
      const { etat } = corps;
      return avecIdempotence({ hub, reel: horloge.reel(), appelant, entetes, corps, requete }, async (id) => {
        const connu = EtatRecrutement.parse(s.etatRecrutement);
        if (connu !== etat && !permet(MACHINE_RECRUTEMENT, connu, etat)) throw refus('etape-incompatible');
        const date = new Date(horloge.maintenant()).toISOString();
        await receptions.accepter({ source: appelant.par, id }, async () => ({ type: 'session.modifiee', donnees: { date, session: s.numero, etat } }));
        const situations = await situationsDeSessions(hub, [s], horloge.maintenant());
        return { statut: 202, corps: { session: s.numero, etat, situation: situations.get(s.numero) } };
      });
    },
  }),
];
