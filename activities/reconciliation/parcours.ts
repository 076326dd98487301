/** The paths: each open one that holds a positioning, with what the six systems that know people hold of it (§d.9). */
import {
  EtapeParcours,
  HORS_CATALOGUE,
  HORS_CRENEAU,
  Modalite,
  Outil,
  Presence,
  Reseau,
  StatutDe,
  StatutPositionnement,
  Suite,
  type Systeme,
} from '../../domain/codes.ts';
import { type CandidatConnu, ecartsCandidat, type Tenus as Faits } from '../../domain/rapprochement.ts';
import { SYSTEMES_MATRICE } from '../../domain/visibilite.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { CandidatTenu } from '../../systems/socle/etat.ts';
import type { Page } from '../reconciliation.ts';
import { ecartsOuverts } from './dire.ts';
import { fin, retenir } from './offre.ts';
import { enMouvement, type Tenus } from './tenus.ts';

const TAILLE = 100;
type Ligne = Awaited<ReturnType<typeof lire>>[number];

export const createParcours =
  ({ hub, tenus }: { hub: Hub; tenus: Tenus }) =>
  async (apres: string, graceMs: number): Promise<Page> => {
    const flux = await hub.processus.findMany({ where: { type: 'parcours', ouvert: true, id: { gt: apres } }, orderBy: { id: 'asc' }, take: TAILLE });
    const stables = flux.filter((p) => !enMouvement(p, graceMs));
    const lignes = await lire(
      hub,
      stables.map((p) => p.sujet),
    );
    const references: Record<(typeof SYSTEMES_MATRICE)[number], string[]> = {
      kairos: lignes.map((l) => l.positionnement),
      ouiform: lignes.map((l) => l.positionnement),
      // AUDEF keeps the AIS under the path.
      audef: lignes.flatMap((l) => [l.positionnement, l.parcours]),
      aude: connus(lignes.map((l) => l.idDE)),
      pefr: connus(lignes.map((l) => l.idDE)),
      imilo: connus(lignes.map((l) => l.dossierImilo)),
    };
    const lues = await Promise.all(SYSTEMES_MATRICE.map((s) => tenus.parReferences(s, 'candidats', references[s])));
    const transmissions = await hub.transmission.findMany({ where: { parcours: { in: lignes.map((l) => l.parcours) } } });
    const ouverts = await ecartsOuverts(
      hub,
      stables.map((p) => p.id),
    );
    const constats: Page['constats'] = [];
    for (const l of lignes) {
      const faits = Object.fromEntries(SYSTEMES_MATRICE.flatMap((s, rang) => faitsDe(s, lues[rang] ?? null, l, graceMs))) as Faits; // its keys are SYSTEMES_MATRICE
      const siennes = transmissions.filter((t) => t.parcours === l.parcours);
      const id = `parcours:${l.parcours}`;
      retenir(constats, id, ecartsCandidat(connuDe(l, siennes), faits), ouverts.get(id) ?? []);
    }
    return { ...fin(flux, stables), constats, muets: SYSTEMES_MATRICE.filter((_, rang) => lues[rang] === null) };
  };

const connus = (valeurs: readonly (string | null)[]): string[] => valeurs.filter((v) => v !== null);

/** Under the name of the positioning, or of the path for the systems that keep facts by path. Absent when it moved too recently. */
const faitsDe = (systeme: Systeme, elements: CandidatTenu[] | null, l: Ligne, graceMs: number): [string, CandidatTenu['faits'] | null][] => {
  if (elements === null) return [];
  const siens = elements.filter(
    (e) => e.positionnement === l.positionnement || e.reference === l.reference || (e.positionnement === null && e.parcours === l.parcours),
  );
  if (siens.some((e) => e.ageMs < graceMs)) return [];
  return [[systeme, siens.length === 0 ? null : Object.assign({}, ...siens.map((e) => e.faits))]];
};

const connuDe = (l: Ligne, transmissions: CandidatConnu['transmissions']): CandidatConnu => {
  const etapes = l.etapes.filter((e) => EtapeParcours.safeParse(e.etape).success);
  // A path that began again after an absence: what was lived for another slot says nothing of this one.
  const debut = Math.max(
    0,
    etapes.findLastIndex((e) => e.etape === 'POSITIONNE'),
  );
  return {
    parcours: l.parcours,
    positionnement: l.positionnement,
    session: l.session,
    origine: {
      outil: Outil.parse(l.outil),
      reseau: Reseau.parse(l.reseau),
      aIdDE: l.idDE !== null,
      dossierImilo: l.dossierImilo !== null,
      synchronise: l.synchronise,
      modalite: Modalite.parse(l.modalite ?? 'ICO'),
      horsSysteme: l.creneau !== HORS_CRENEAU ? null : l.suite === 'NON_RETENU' ? 'NON_RETENU' : 'RETENU',
      horsCatalogue: l.fiche === HORS_CATALOGUE,
      statutDe: StatutDe.parse(l.statutDe),
    },
    etapes: etapes.slice(debut),
    statut: StatutPositionnement.parse(l.statut),
    presence: Presence.nullable().parse(l.presence),
    suite: Suite.nullable().parse(l.suite),
    demandeLe: l.demandeLe.toISOString().slice(0, 10),
    entreeLe: l.entreeLe?.toISOString().slice(0, 10) ?? null,
    transmissions,
  };
};

const lire = (hub: Hub, parcours: readonly string[]) =>
  hub.$queryRaw<
    {
      parcours: string;
      positionnement: string;
      reference: string | null;
      session: string;
      creneau: string;
      etapes: { etape: string; date: string }[];
      entreeLe: Date | null;
      outil: string;
      reseau: string;
      statut: string;
      presence: string | null;
      suite: string | null;
      demandeLe: Date;
      modalite: string | null;
      fiche: string | null;
      idDE: string | null;
      dossierImilo: string | null;
      synchronise: boolean;
      statutDe: string;
    }[]
  >`
    SELECT pa.id AS parcours, p.id::text AS positionnement, coalesce(p.reference, p.id::text) AS reference, pa.session, p.creneau, pa.etapes, pa."entreeLe",
           p.outil, p.reseau, p.statut, p.presence, p.suite, p."creeLe" AS "demandeLe", c.modalite, s.fiche,
           pe."idDE", pe."dossierImilo", pe."dossierSynchronise" AS synchronise, pe."statutDe"
    FROM hub.parcours pa
    JOIN hub.positionnement p ON p.id::text = pa.positionnement
    JOIN hub.personne pe ON pe.id = pa.personne
    LEFT JOIN hub.creneau c ON c.id = p.creneau
    LEFT JOIN hub.session s ON s.numero = pa.session
    WHERE pa.id = ANY(${[...parcours]}::text[]) AND p.statut IN ('CONFIRME', 'HONORE')`;
