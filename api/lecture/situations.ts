/** `situationsDe…`: the Situation of many paths, sessions or slots at once, the same for the public API and for the dashboard. */
import { accueilDe } from '../../domain/accueil.ts';
import { EtapeParcours, EtatPublication, EtatRecrutement, Modalite, StatutCreneau } from '../../domain/codes.ts';
import { fluxGarde, idCreneau, idDemandeur, idGardien, idParcours, idSession } from '../../domain/processus.ts';
import type { Situation } from '../../domain/situation.ts';
import { type BlocageLu, situationCreneau, situationParcours, situationSession } from '../../domain/situations.ts';
import type { HubTx, Prisma } from '../../prisma/hub.ts';
import { completerBlocages, lirePolitiques, politiqueDe } from './blocages.ts';
import { organismesDe } from './organismes.ts';

type Parcours = Prisma.ParcoursGetPayload<object>;
type Session = Prisma.SessionGetPayload<object>;
type Creneau = Prisma.CreneauGetPayload<object>;

/** What an OF must type holds up each candidate of the slot. */
const ATTENDU_DU_CRENEAU: Record<string, (p: { presence: string | null; suite: string | null }) => boolean> = {
  PRESENCE_NON_SAISIE: (p) => p.presence === null,
  INSCRIPTION_BLOQUEE: (p) => p.presence === null,
  SUITE_NON_SAISIE: (p) => p.presence === 'PRESENT' && p.suite === null,
  CANDIDATURE_SANS_REPONSE: (p) => p.suite === null,
};

/** The blocages of these flows; for one that has ended, those that its guardian holds. */
const deFlux = (ids: readonly string[]) => ({ processus: { in: [...ids, ...ids.map(idGardien)] } });

const jour = (d: Date | null): string | null => d?.toISOString().slice(0, 10) ?? null;

/** parcours id → Situation. `pourOrganisme`: the reader is an OF (R29). */
export const situationsDeParcours = async (
  hub: HubTx,
  parcours: readonly Parcours[],
  maintenantMs: number,
  { pourOrganisme = false } = {},
): Promise<Map<string, Situation>> => {
  if (parcours.length === 0) return new Map();
  const [sessions, positionnements] = await Promise.all([
    hub.session.findMany({ where: { numero: { in: [...new Set(parcours.map((p) => p.session))] } } }),
    hub.positionnement.findMany({ where: { id: { in: parcours.flatMap((p) => p.positionnement ?? []) } } }),
  ]);
  const cles = [...new Set(positionnements.map((p) => p.creneau))];
  const [creneaux, lignes, organismes] = await Promise.all([
    hub.creneau.findMany({ where: { id: { in: cles } } }),
    hub.blocage.findMany({
      where: {
        leveLe: null,
        OR: [
          // What i-Milo or AUDE hold of the person is not an OF's to know (R29, §h).
          {
            ...deFlux(parcours.map((p) => idParcours(p.id))),
            ...(pourOrganisme && { NOT: { cause: 'DONNEES_DIVERGENTES', systeme: { in: ['imilo', 'aude'] } } }),
          },
          // What holds up the person holds up each of its paths. An OF never learns that somebody was struck off (§h).
          deFlux(pourOrganisme ? [] : parcours.map((p) => idDemandeur(p.personne))),
          { processus: { in: cles.map(idCreneau) }, cause: { in: Object.keys(ATTENDU_DU_CRENEAU) } },
        ],
      },
    }),
    organismesDe(
      hub,
      sessions.map((s) => s.ofDispensateur),
    ),
  ]);
  const blocages = await completerBlocages(hub, lignes);
  return new Map(
    parcours.map((p) => {
      const session = sessions.find((s) => s.numero === p.session);
      const positionnement = positionnements.find((x) => x.id === p.positionnement);
      const creneau = creneaux.find((c) => c.id === positionnement?.creneau);
      const of = organismes.get(session?.ofDispensateur ?? '');
      const concerne = (b: BlocageLu): boolean =>
        fluxGarde(b.processus) === idParcours(p.id) ||
        fluxGarde(b.processus) === idDemandeur(p.personne) ||
        (creneau !== undefined &&
          positionnement !== undefined &&
          b.processus === idCreneau(creneau.id) &&
          (ATTENDU_DU_CRENEAU[b.cause]?.(positionnement) ?? false));
      const lu = {
        etape: EtapeParcours.parse(p.etape),
        etapes: etapesDe(p),
        session: p.session,
        intitule: session?.intitule ?? null,
        debut: jour(session?.debut ?? null),
        fin: jour(session?.fin ?? null),
        creneau: creneau ? { modalite: Modalite.parse(creneau.modalite), debut: creneau.debut, fin: creneau.fin } : null,
        nomOrganisme: of?.nom ?? null,
        contact: of?.courriel ?? null,
        pourOrganisme,
      };
      return [p.id, situationParcours(lu, blocages.filter(concerne), maintenantMs)];
    }),
  );
};

export const etapesDe = (p: { etapes: unknown }): { etape: EtapeParcours; date: string; provisoire?: boolean }[] =>
  (Array.isArray(p.etapes) ? p.etapes : []).flatMap((e: { etape?: unknown; date?: unknown; provisoire?: unknown }) => {
    const etape = EtapeParcours.safeParse(e.etape);
    return etape.success && typeof e.date === 'string' ? [{ etape: etape.data, date: e.date, ...(e.provisoire === true && { provisoire: true }) }] : [];
  });

/** session numero → Situation. */
export const situationsDeSessions = async (hub: HubTx, sessions: readonly Session[], maintenantMs: number): Promise<Map<string, Situation>> => {
  if (sessions.length === 0) return new Map();
  const numeros = sessions.map((s) => s.numero);
  const [publications, creneaux, lignes, organismes, politiques] = await Promise.all([
    hub.publication.findMany({ where: { session: { in: numeros } } }),
    hub.creneau.groupBy({
      by: ['session'],
      where: {
        session: { in: numeros },
        placesLibres: { gt: 0 },
        OR: [
          { statut: { in: ['PUBLIE', 'REPORTE'] }, debut: { gt: new Date(maintenantMs) } },
          { statut: 'EN_COURS', modalite: 'CANDIDATURE', fin: { gt: new Date(maintenantMs) } },
        ],
      },
      _count: true,
    }),
    hub.blocage.findMany({ where: { leveLe: null, ...deFlux(numeros.map(idSession)) } }),
    organismesDe(
      hub,
      sessions.map((s) => s.ofDispensateur),
    ),
    lirePolitiques(hub),
  ]);
  const blocages = await completerBlocages(hub, lignes);
  return new Map(
    sessions.map((s) => {
      const of = organismes.get(s.ofDispensateur);
      const publiees = publications
        .filter((p) => p.session === s.numero)
        .map(({ systeme, etat, raison }) => ({ systeme, etat: EtatPublication.parse(etat), raison }));
      const lue = {
        etatRecrutement: EtatRecrutement.parse(s.etatRecrutement),
        placesDisponibles: s.placesDisponibles,
        placesTotales: s.placesTotales,
        creneauxOuverts: creneaux.find((c) => c.session === s.numero)?._count ?? 0,
        debut: s.debut,
        fin: s.fin,
        depuis:
          publications
            .filter((p) => p.session === s.numero)
            .map((p) => p.depuis)
            .sort((a, b) => b.getTime() - a.getTime())[0] ?? s.majLe,
        publications: publiees,
        politique: politiqueDe(politiques, 'SESSION_NON_VISIBLE'),
        nomOrganisme: of?.nom ?? null,
        contact: of?.courriel ?? null,
      };
      return [
        s.numero,
        situationSession(
          lue,
          blocages.filter((b) => fluxGarde(b.processus) === idSession(s.numero)),
          maintenantMs,
        ),
      ];
    }),
  );
};

/** creneau id → Situation. */
export const situationsDeCreneaux = async (hub: HubTx, creneaux: readonly Creneau[], maintenantMs: number): Promise<Map<string, Situation>> => {
  if (creneaux.length === 0) return new Map();
  const [sessions, lignes, processus] = await Promise.all([
    hub.session.findMany({
      where: { numero: { in: creneaux.map((c) => c.session) } },
      select: { numero: true, ofDispensateur: true, ofResponsable: true, guichetUnique: true },
    }),
    hub.blocage.findMany({ where: { leveLe: null, ...deFlux(creneaux.map((c) => idCreneau(c.id))) } }),
    hub.processus.findMany({ where: { id: { in: creneaux.map((c) => idCreneau(c.id)) } }, select: { id: true, depuis: true } }),
  ]);
  const [blocages, organismes] = await Promise.all([completerBlocages(hub, lignes), organismesDe(hub, sessions.map(accueilDe))]);
  return new Map(
    creneaux.map((c) => {
      const session = sessions.find((s) => s.numero === c.session);
      const of = organismes.get(session ? accueilDe(session) : '');
      const lu = {
        ...c,
        statut: StatutCreneau.parse(c.statut),
        modalite: Modalite.parse(c.modalite),
        depuis: processus.find((p) => p.id === idCreneau(c.id))?.depuis ?? c.majLe,
        nomOrganisme: of?.nom ?? null,
        contact: of?.courriel ?? null,
      };
      return [
        c.id,
        situationCreneau(
          lu,
          blocages.filter((b) => fluxGarde(b.processus) === idCreneau(c.id)),
          maintenantMs,
        ),
      ];
    }),
  );
};
