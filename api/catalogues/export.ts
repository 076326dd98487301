/** The validated offer as LHEO, streamed: each fiche is read, brought up to date and written in turn (R1: nothing leaves unvalidated). */
import { z } from 'zod';
import { EtatRecrutement, Modalite } from '../../domain/codes.ts';
import { actualiser, type SessionActuelle } from '../../domain/lheo/actualisation.ts';
import type { VersionLheo } from '../../domain/lheo/definition.ts';
import { ecrireFormation, enTete, PIED } from '../../domain/lheo/ecriture.ts';
import { Formation } from '../../domain/lheo/modele.ts';
import type { Hub } from '../../prisma/hub.ts';

const LOT = 100;
type LigneFiche = { numero: string; formation: unknown };

/** null when no fiche is validated: LHEO has no empty catalogue. Business instants are not needed: what is published is published. */
export const exporter = async (hub: Hub, version: VersionLheo): Promise<AsyncGenerator<string> | null> => {
  const premiers = await lot(hub, '');
  return premiers.length === 0 ? null : ecrire(hub, version, premiers);
};

async function* ecrire(hub: Hub, version: VersionLheo, premiers: LigneFiche[]): AsyncGenerator<string> {
  yield enTete(version);
  for (let fiches = premiers; fiches.length > 0; fiches = await lot(hub, fiches.at(-1)?.numero ?? '')) {
    const sessions = await sessionsDe(hub, fiches);
    for (const fiche of fiches) {
      const formation = actualiser(Formation.parse(fiche.formation), sessions.get(fiche.numero) ?? []);
      yield ecrireFormation(formation, version);
    }
  }
  yield PIED;
}

/** The last validated version of each, also while another waits for the Carif or was returned (§d.1). */
const lot = (hub: Hub, apres: string): Promise<LigneFiche[]> =>
  hub.$queryRaw<LigneFiche[]>`
    SELECT f.numero, v.formation FROM hub.fiche f JOIN hub.fiche_version v ON v.fiche = f.numero AND v.empreinte = f.validee
    WHERE f.etat IN ('VALIDEE', 'MODIFIEE_A_REVALIDER', 'A_CORRIGER') AND f.numero > ${apres} ORDER BY f.numero LIMIT ${LOT}`;

const sessionsDe = async (hub: Hub, fiches: readonly LigneFiche[]): Promise<Map<string, SessionActuelle[]>> => {
  const sessions = await hub.session.findMany({
    where: { fiche: { in: fiches.map((f) => f.numero) } },
    select: { numero: true, fiche: true, etatRecrutement: true, intitule: true, debut: true, fin: true, placesConventionnees: true },
  });
  const creneaux = await hub.creneau.findMany({
    where: { session: { in: sessions.map((s) => s.numero) }, statut: { not: 'ANNULE' } },
    orderBy: [{ debut: 'asc' }, { id: 'asc' }],
  });
  const parSession = new Map<string, typeof creneaux>();
  for (const c of creneaux) parSession.set(c.session, [...(parSession.get(c.session) ?? []), c]);
  const parFiche = new Map<string, SessionActuelle[]>();
  for (const s of sessions) {
    const siens = (parSession.get(s.numero) ?? []).map((c) => ({
      ...c,
      modalite: Modalite.parse(c.modalite),
      debut: c.debut.getTime(),
      fin: c.fin.getTime(),
      lieu: lireLieu(c.lieu),
    }));
    const jour = (d: Date): string => d.toISOString().slice(0, 10);
    const offre = { intitule: s.intitule, debut: jour(s.debut), fin: s.fin && jour(s.fin), placesConventionnees: s.placesConventionnees };
    const actuelle = { numero: s.numero, etatRecrutement: EtatRecrutement.parse(s.etatRecrutement), creneaux: siens, offre };
    parFiche.set(s.fiche, [...(parFiche.get(s.fiche) ?? []), actuelle]);
  }
  return parFiche;
};

const LieuLu = z.object({
  nom: z.string().optional(),
  lignes: z.array(z.string()).optional(),
  codePostal: z.string().optional(),
  ville: z.string().optional(),
});
const lireLieu = (lieu: unknown) => LieuLu.safeParse(lieu).data ?? null;
