/** What is due, read from the facts themselves, whether or not it is a blocage yet. */
import type { CodeCause, Sujet } from '../../../domain/causes.ts';
import { Modalite } from '../../../domain/codes.ts';
import { type Hub, Prisma } from '../../../prisma/hub.ts';
import type { Lien } from '../../../prisma/liens.ts';
import type { Session } from '../acces.ts';

/** `outils`: how many people came by each tool (R29). */
export type Du = { cause: CodeCause; sujet: Sujet; depuis: number; outils: Record<string, number> };

/** Causes that the facts tell: their blocages add nothing but a date. */
export const CALCULEES: ReadonlySet<string> = new Set<CodeCause>([
  'PRESENCE_NON_SAISIE',
  'SUITE_NON_SAISIE',
  'CANDIDATURE_SANS_REPONSE',
  'INSCRIPTION_BLOQUEE',
  'ENTREE_NON_ATTESTEE',
  'SORTIE_NON_SAISIE',
  'ETAT_RECRUTEMENT_NON_RENSEIGNE',
  'MODALITE_NON_RENSEIGNEE',
  'AUCUN_RENDEZ_VOUS_DISPONIBLE',
]);

/** The link of one slot speaks of that slot alone. */
export const lireFaits = async (hub: Hub, lien: Lien, sessions: readonly Session[], maintenantMs: number): Promise<Du[]> => {
  const numeros = sessions.map((s) => s.numero);
  const parNumero = new Map(sessions.map((s) => [s.numero, s]));
  const creneaux = await creneauxDus(hub, numeros, lien.creneau, maintenantMs);
  const duSlot = creneaux.flatMap((c) => duCreneau(c, parNumero.get(c.session)));
  if (lien.creneau !== null) return fusionner(duSlot);
  const [parcours, aVenir] = await Promise.all([
    parcoursDus(hub, numeros),
    hub.creneau.findMany({
      where: { session: { in: numeros }, statut: { in: ['PUBLIE', 'COMPLET', 'REPORTE', 'EN_COURS'] }, fin: { gt: new Date(maintenantMs) } },
      select: { session: true, placesLibres: true },
    }),
  ]);
  return fusionner([
    ...duSlot,
    ...parcours.flatMap((p) => duParcours(p, parNumero.get(p.session), maintenantMs)),
    ...sessions.flatMap((s) =>
      deLaSession(
        s,
        aVenir.filter((c) => c.session === s.numero),
        maintenantMs,
      ),
    ),
  ]);
};

export const cleDe = (d: { cause: string; sujet: Pick<Sujet, 'creneau' | 'session' | 'champ' | 'fiche'> }): string =>
  [d.cause, d.sujet.creneau, d.sujet.session, d.sujet.champ, d.sujet.fiche].join('#');

/** One line for one thing to do, whatever the tools its people came by. */
const fusionner = (dus: readonly Du[]): Du[] => {
  const par = new Map<string, Du>();
  for (const d of dus) {
    const deja = par.get(cleDe(d));
    const outils = { ...deja?.outils };
    for (const [outil, n] of Object.entries(d.outils)) outils[outil] = (outils[outil] ?? 0) + n;
    const nombre = (deja?.sujet.nombre ?? 0) + (d.sujet.nombre ?? 0);
    par.set(cleDe(d), { ...d, outils, depuis: Math.min(d.depuis, deja?.depuis ?? d.depuis), sujet: { ...d.sujet, ...(nombre > 0 && { nombre }) } });
  }
  return [...par.values()];
};

type CreneauDu = { id: string; session: string; modalite: string; debut: Date; fin: Date; outil: string; presences: number; suites: number; reponses: number };
const creneauxDus = (hub: Hub, sessions: readonly string[], creneau: string | null, maintenantMs: number): Promise<CreneauDu[]> =>
  sessions.length === 0
    ? Promise.resolve([])
    : hub.$queryRaw<CreneauDu[]>`
  SELECT c.id, c.session, c.modalite, c.debut, c.fin, p.outil,
    count(*) FILTER (WHERE p.presence IS NULL)::int AS presences,
    count(*) FILTER (WHERE p.presence = 'PRESENT' AND p.suite IS NULL)::int AS suites,
    count(*) FILTER (WHERE p.suite IS NULL)::int AS reponses
  FROM hub.creneau c JOIN hub.positionnement p ON p.creneau = c.id AND p.statut IN ('DEMANDE', 'CONFIRME', 'HONORE', 'ABSENT')
  WHERE c.session IN (${Prisma.join([...sessions])}) AND c.fin <= ${new Date(maintenantMs)} AND c.statut NOT IN ('CLOS', 'ANNULE')
    AND (${creneau}::text IS NULL OR c.id = ${creneau})
  GROUP BY c.id, p.outil ORDER BY c.fin, c.id`;

const duCreneau = (c: CreneauDu, s: Session | undefined): Du[] => {
  const sujet = {
    session: c.session,
    creneau: c.id,
    modalite: Modalite.catch('ICO').parse(c.modalite),
    date: c.debut.toISOString(),
    ...(s && { intitule: s.intitule }),
  };
  const du = (cause: CodeCause, nombre: number): Du[] =>
    nombre === 0 ? [] : [{ cause, sujet: { ...sujet, nombre }, depuis: c.fin.getTime(), outils: { [c.outil]: nombre } }];
  if (c.modalite === 'CANDIDATURE') return du('CANDIDATURE_SANS_REPONSE', c.reponses);
  return [...du('PRESENCE_NON_SAISIE', c.presences), ...du('SUITE_NON_SAISIE', c.suites)];
};

type ParcoursDu = { session: string; etape: string; outil: string | null; nombre: number };
const parcoursDus = (hub: Hub, sessions: readonly string[]): Promise<ParcoursDu[]> =>
  sessions.length === 0
    ? Promise.resolve([])
    : hub.$queryRaw<ParcoursDu[]>`
  SELECT pa.session, pa.etape, p.outil, count(*)::int AS nombre
  FROM hub.parcours pa LEFT JOIN hub.positionnement p ON p.id::text = pa.positionnement
  WHERE pa.session IN (${Prisma.join([...sessions])}) AND pa.etape IN ('ENTREE_A_VALIDER', 'ENTREE_ATTESTEE', 'EN_FORMATION', 'INTERROMPU', 'ABANDON', 'FIN')
  GROUP BY pa.session, pa.etape, p.outil`;

const duParcours = (p: ParcoursDu, s: Session | undefined, maintenantMs: number): Du[] => {
  if (!s) return [];
  const entree = p.etape === 'ENTREE_A_VALIDER';
  const finie = s.fin !== null && s.fin.getTime() + 86_400_000 <= maintenantMs;
  if (!entree && !finie && p.etape !== 'ABANDON' && p.etape !== 'FIN') return [];
  const sujet = { session: s.numero, intitule: s.intitule, nombre: p.nombre };
  return [
    {
      cause: entree ? 'ENTREE_NON_ATTESTEE' : 'SORTIE_NON_SAISIE',
      sujet,
      depuis: entree ? s.debut.getTime() : Math.min(s.fin?.getTime() ?? maintenantMs, maintenantMs),
      outils: p.outil === null ? {} : { [p.outil]: p.nombre },
    },
  ];
};

const deLaSession = (s: Session, aVenir: readonly { placesLibres: number }[], maintenantMs: number): Du[] => {
  if (s.fin !== null && s.fin.getTime() < maintenantMs) return [];
  const sujet = { session: s.numero, intitule: s.intitule };
  const depuis = s.majLe.getTime();
  if (s.etatRecrutement === 'NON_RENSEIGNE') return [{ cause: 'ETAT_RECRUTEMENT_NON_RENSEIGNE', sujet, depuis, outils: {} }];
  if (s.etatRecrutement !== 'OUVERT' || s.placesDisponibles === 0) return [];
  if (aVenir.length === 0) return [{ cause: 'MODALITE_NON_RENSEIGNEE', sujet, depuis, outils: {} }];
  if (aVenir.some((c) => c.placesLibres > 0)) return [];
  return [{ cause: 'AUCUN_RENDEZ_VOUS_DISPONIBLE', sujet: { ...sujet, nombre: s.placesDisponibles }, depuis, outils: {} }];
};
