/** The paths, those that go on and those that have ended: each positioning, with what the six systems that know people hold of it (§d.9). */
import { EtapeParcours, HORS_CATALOGUE, HORS_CRENEAU, Modalite, Outil, Presence, Reseau, StatutDe, StatutPositionnement, Suite } from '../../domain/codes.ts';
import { jourParis } from '../../domain/ouvres.ts';
import { idParcours } from '../../domain/processus.ts';
import { type Ecart, ecartsCandidat, type Tenus as Faits } from '../../domain/rapprochement.ts';
import { type Details, empreinteTexte } from '../../domain/rapprochement-details.ts';
import type { CandidatConnu } from '../../domain/rapprochement-voulu.ts';
import { SYSTEMES_MATRICE, type SystemeMatrice } from '../../domain/visibilite.ts';
import type { Hub } from '../../prisma/hub.ts';
import { motifDe } from '../../prisma/motifs.ts';
import type { CandidatTenu } from '../../systems/socle/etat.ts';
import type { Page } from '../reconciliation.ts';
import { retenir, tenusPar } from './dire.ts';
import { fin } from './offre.ts';
import { apresId, enMouvement, PATIENCE, type Tenus } from './tenus.ts';

const TAILLE = 100;
type Ligne = Awaited<ReturnType<typeof lire>>[number];

export const createParcours =
  ({ hub, tenus }: { hub: Hub; tenus: Tenus }) =>
  async (apres: string, graceMs: number): Promise<Page> => {
    const flux = await hub.processus.findMany({ where: { type: 'parcours', id: apresId('parcours', apres) }, orderBy: { id: 'asc' }, take: TAILLE });
    const stables = flux.filter((p) => !enMouvement(p, graceMs));
    const numeros = stables.map((p) => p.sujet);
    const [lignes, transmissions, deja] = await Promise.all([
      lire(hub, numeros),
      hub.transmission.findMany({ where: { parcours: { in: numeros } } }),
      tenusPar(
        hub,
        stables.map((p) => p.id),
      ),
    ]);
    const ids = lignes.map((l) => l.positionnement);
    const references: Record<SystemeMatrice, string[]> = {
      // What was entered there first has its own name, and a registration that of the path.
      kairos: [...ids, ...lignes.map((l) => l.reference), ...numeros],
      ouiform: ids,
      // AUDEF keeps the AIS under the path.
      audef: [...ids, ...numeros],
      aude: connus(lignes.map((l) => l.idDE)),
      pefr: connus(lignes.map((l) => l.idDE)),
      imilo: connus(lignes.map((l) => l.dossierImilo)),
    };
    const lues = await Promise.all(SYSTEMES_MATRICE.map((s) => tenus.parReferences(s, 'candidats', references[s])));
    const constats: Page['constats'] = [];
    for (const parcours of numeros) {
      const siennes = transmissions.filter((t) => t.parcours === parcours);
      const ecarts: Ecart[] = [];
      // Of one that is silent or has moved a little while ago not all is compared: it absolves nobody.
      const compares = new Set<SystemeMatrice>(SYSTEMES_MATRICE);
      for (const { ligne, role } of roles(lignes.filter((l) => l.parcours === parcours))) {
        const faits: Faits = {};
        const details: Partial<Record<SystemeMatrice, Details>> = {};
        const calmes: SystemeMatrice[] = [];
        for (const [rang, systeme] of SYSTEMES_MATRICE.entries()) {
          const tenu = faitsDe(lues[rang] ?? null, ligne);
          if (tenu === null || tenu.ageMs < graceMs * PATIENCE) compares.delete(systeme);
          if (tenu === null || tenu.ageMs < graceMs) continue; // silent, or it has just moved
          faits[systeme] = tenu.faits;
          details[systeme] = tenu.details;
          if (compares.has(systeme)) calmes.push(systeme);
        }
        ecarts.push(...ecartsCandidat(connuDe(ligne, role, siennes), faits, calmes, details));
      }
      retenir(constats, idParcours(parcours), ecarts, deja, [...compares]);
    }
    return { ...fin(flux, stables), constats, muets: SYSTEMES_MATRICE.filter((_, rang) => lues[rang] === null) };
  };

type Role = CandidatConnu['role'];

/** Oldest first: the one that the path is about, what an adviser made of the same appointment (S8), and those that it followed. */
const roles = (lignes: readonly Ligne[]): { ligne: Ligne; role: Role }[] => {
  const reprises = lignes.filter(
    (l) => l.outil === 'OUIFORM' && l.reseau === 'ML' && lignes.some((x) => x.reseau === 'OF' && x.creneau === l.creneau && x.statut === l.statut),
  );
  const propres = lignes.filter((l) => !reprises.includes(l));
  const courant = propres.find((l) => l.positionnement === l.actif) ?? propres.at(-1);
  return lignes
    .filter((l) => l.statut !== 'DEMANDE')
    .map((ligne) => {
      if (reprises.includes(ligne)) return { ligne, role: 'REPRISE' };
      if (ligne !== courant) return { ligne, role: 'ANCIEN' };
      // R31: taken up by an ML adviser, i-Milo may know it.
      const reprise = reprises.find((r) => r.creneau === ligne.creneau);
      return { ligne: reprise ? { ...ligne, outil: reprise.outil, reseau: reprise.reseau } : ligne, role: 'COURANT' };
    });
};

const connus = (valeurs: readonly (string | null)[]): string[] => valeurs.filter((v) => v !== null);

/** Under the name of the positioning, or of the path for the systems that keep facts by path. null: the system did not answer. */
const faitsDe = (elements: CandidatTenu[] | null, l: Ligne): { faits: CandidatTenu['faits'] | null; details: Details; ageMs: number } | null => {
  if (elements === null) return null;
  const siens = elements.filter(
    (e) => e.positionnement === l.positionnement || e.reference === l.reference || (e.positionnement === null && e.parcours === l.parcours),
  );
  const faits = siens.length === 0 ? null : Object.assign({}, ...siens.map((e) => e.faits));
  return { faits, details: Object.assign({}, ...siens.map((e) => e.details)), ageMs: Math.min(...siens.map((e) => e.ageMs)) };
};

const connuDe = (l: Ligne, role: Role, transmissions: CandidatConnu['transmissions']): CandidatConnu => {
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
    etapes: role === 'COURANT' ? etapes.slice(debut) : [],
    role,
    dejaForme: etapes.slice(0, debut).some((e) => e.etape === 'CLOS'),
    statut: StatutPositionnement.parse(l.statut),
    presence: Presence.nullable().parse(l.presence),
    suite: Suite.nullable().parse(l.suite),
    demandeLe: jourParis(l.demandeLe.getTime()),
    inscritLe: jour(l.inscritLe),
    entreeLe: jour(l.entreeLe),
    sortieLe: jour(l.sortieLe),
    interruptions: l.interruptions,
    outil: Outil.parse(l.outilPropre),
    creneaux: connus([l.creneau, l.creneauReference, l.jumelle]),
    horaires: l.debut && l.fin ? { debut: l.debut.toISOString(), fin: l.fin.toISOString() } : null,
    textes: {
      argumentaire: empreinteTexte(l.argumentaire),
      motif: empreinteTexte(motifDe(l, 'SUITE')),
      motifSortie: empreinteTexte(l.motifs['SORTIE']),
      interruptions: Object.fromEntries(
        l.interruptions.flatMap((i) => {
          const dit = empreinteTexte(l.motifs[`INTERRUPTION:${i.debut}`]);
          return dit === null ? [] : [[i.debut, dit]];
        }),
      ),
      bilan: empreinteTexte(l.bilan),
    },
    closDepuis: l.statutDeLe?.toISOString() ?? null,
    differees: (l.differees ?? []).filter((d) => d.parcours === l.parcours).map((d) => d.fait),
    transmissions,
  };
};

const jour = (d: Date | null): string | null => d?.toISOString().slice(0, 10) ?? null;

const lire = (hub: Hub, parcours: readonly string[]) =>
  hub.$queryRaw<
    {
      parcours: string;
      positionnement: string;
      reference: string;
      actif: string | null;
      session: string;
      creneau: string;
      etapes: { etape: string; date: string }[];
      inscritLe: Date | null;
      entreeLe: Date | null;
      sortieLe: Date | null;
      interruptions: { debut: string; fin: string | null; kairos: boolean; dite: boolean }[];
      outilPropre: string;
      argumentaire: string | null;
      motif: string | null;
      motifs: Record<string, string>;
      bilan: string | null;
      creneauReference: string | null;
      jumelle: string | null;
      debut: Date | null;
      fin: Date | null;
      statutDeLe: Date | null;
      differees: { parcours: string; fait: string }[] | null;
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
    SELECT pa.id AS parcours, p.id::text AS positionnement, coalesce(p.reference, p.id::text) AS reference, pa.positionnement AS actif, pa.session, p.creneau, pa.etapes, pa."inscritLe", pa."entreeLe", pa."sortieLe", pa.interruptions,
           p.outil, p.outil AS "outilPropre", p.reseau, p.statut, p.presence, p.suite, p.argumentaire, p.motif, p.motifs, p.bilan, p."creeLe" AS "demandeLe",
           c.modalite, c.reference AS "creneauReference", c.jumelle, c.debut, c.fin, s.fiche,
           pe."idDE", pe."dossierImilo", pe."dossierSynchronise" AS synchronise, pe."statutDe", pe."statutDeLe", d.differees
    FROM hub.parcours pa
    JOIN hub.positionnement p ON p.parcours = pa.id AND p.statut <> 'REFUSE'
    JOIN hub.personne pe ON pe.id = pa.personne
    LEFT JOIN hub.demandeur d ON d.personne = pe.id
    LEFT JOIN hub.creneau c ON c.id = p.creneau
    LEFT JOIN hub.session s ON s.numero = pa.session
    WHERE pa.id = ANY(${[...parcours]}::text[])
    ORDER BY p."creeLe", p.id`;
