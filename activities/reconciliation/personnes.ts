/**
 * The people: what AUDE says of their status, and what i-Milo keeps of the dossiers that the interconnection reaches (R31). AUDE decides of the
 * status: a change of which the event was lost is heard here, as the event would have said it.
 */
import type { Client as Temporal } from '@temporalio/client';
import { maintenant } from '../../domain/calendrier.ts';
import { StatutDe, type Systeme } from '../../domain/codes.ts';
import { FILE_PROCESSUS, idDemandeur } from '../../domain/processus.ts';
import { ecartsPersonne, type PersonneTenue, situationDite } from '../../domain/rapprochement-personne.ts';
import { lireCalendrier } from '../../prisma/calendrier.ts';
import type { Hub } from '../../prisma/hub.ts';
import type { Page } from '../reconciliation.ts';
import { retenir, tenusPar } from './dire.ts';
import { PATIENCE, type Tenus } from './tenus.ts';

const TAILLE = 100;

type Deps = { hub: Hub; tenus: Tenus; client: () => Temporal };

export const createPersonnes = ({ hub, tenus, client }: Deps) => {
  const apprendre = async (personne: string, statut: StatutDe, le: string): Promise<void> => {
    const calendrier = await lireCalendrier(hub);
    const acte = { type: 'statut', id: `reconciliation:statut:${personne}:${le}`, date: new Date(maintenant(calendrier, Date.now())).toISOString() };
    // The event itself, or a later one, may arrive meanwhile.
    const plusAncien = { OR: [{ statutDeLe: null }, { statutDeLe: { lt: new Date(le) } }] };
    await hub.personne.updateMany({ where: { id: personne, ...plusAncien }, data: { statutDe: statut, statutDeLe: new Date(le) } });
    await client().workflow.signalWithStart('demandeur', {
      workflowId: idDemandeur(personne),
      taskQueue: FILE_PROCESSUS,
      args: [{ sujet: personne, calendrier }],
      signal: 'acte',
      signalArgs: [{ ...acte, par: 'systeme:aude', depuis: 'aude', statut, le }],
    });
  };

  return async (apres: string, graceMs: number): Promise<Page> => {
    const personnes = await hub.personne.findMany({
      where: { OR: [{ idDE: { not: null } }, { dossierImilo: { not: null } }], ...(apres !== '' && { id: { gt: apres } }) },
      select: { id: true, idDE: true, dossierImilo: true, statutDe: true, statutDeLe: true, dossierSynchronise: true },
      orderBy: { id: 'asc' },
      take: TAILLE,
    });
    const [aude, imilo, passages, ouverts] = await Promise.all([
      tenus.parReferences('aude', 'demandeurs', connus(personnes.map((p) => p.idDE))),
      tenus.parReferences('imilo', 'dossiers', connus(personnes.map((p) => p.dossierImilo))),
      lirePassages(
        hub,
        personnes.map((p) => p.id),
      ),
      tenusPar(
        hub,
        personnes.map((p) => idDemandeur(p.id)),
      ),
    ]);
    const constats: Page['constats'] = [];
    let repares = 0;
    for (const p of personnes) {
      const statut = aude?.find((d) => d.idDE === p.idDE) ?? null;
      const dossier = imilo?.find((d) => d.dossier === p.dossierImilo) ?? null;
      // An event of theirs may be late: it has that long.
      const calme = (element: { ageMs: number } | null): boolean => element === null || element.ageMs >= graceMs * PATIENCE;
      const tenue: PersonneTenue = { ...(aude && calme(statut) && { aude: statut }), ...(imilo && calme(dossier) && { imilo: dossier }) };
      const connue = {
        statutDe: StatutDe.parse(p.statutDe),
        synchronise: p.dossierSynchronise,
        situation: situationDite(passages.filter((x) => x.personne === p.id)),
      };
      if (tenue.aude?.depuis && changeApres(tenue.aude.depuis, p.statutDeLe) && ecartsPersonne(connue, { aude: tenue.aude }).length > 0) {
        await apprendre(p.id, tenue.aude.statut, tenue.aude.depuis);
        connue.statutDe = tenue.aude.statut;
        repares++;
      }
      const compares: Systeme[] = (['aude', 'imilo'] as const).filter((s) => tenue[s] !== undefined);
      retenir(constats, idDemandeur(p.id), ecartsPersonne(connue, tenue), ouverts, compares);
    }
    return {
      suivant: personnes.length < TAILLE ? null : (personnes.at(-1)?.id ?? null),
      compares: personnes.length,
      repares,
      constats,
      muets: [...(aude === null ? (['aude'] as const) : []), ...(imilo === null ? (['imilo'] as const) : [])],
    };
  };
};

const changeApres = (depuis: string, connu: Date | null): boolean => connu === null || Date.parse(depuis) > connu.getTime();
const connus = (valeurs: readonly (string | null)[]): string[] => valeurs.filter((v) => v !== null);

/** Retained on what an ML adviser made in OUIFORM: what i-Milo was told of. */
const lirePassages = (hub: Hub, personnes: readonly string[]) =>
  hub.$queryRaw<{ personne: string; parcours: string; positionnement: string; session: string; etapes: { etape: string; date: string }[] }[]>`
    SELECT DISTINCT ON (pa.id) pa.personne::text AS personne, pa.id AS parcours, coalesce(pa.positionnement, p.id::text) AS positionnement, pa.session, pa.etapes
    FROM hub.parcours pa
    JOIN hub.positionnement p ON p.parcours = pa.id AND p.outil = 'OUIFORM' AND p.reseau = 'ML' AND p.suite = 'RETENU'
    WHERE pa.personne = ANY(${[...personnes]}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM hub.transmission t WHERE t.parcours = pa.id AND t.systeme = 'imilo' AND t.etat <> 'VISIBLE')
    ORDER BY pa.id, p."creeLe" DESC`;
