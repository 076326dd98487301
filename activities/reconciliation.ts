/**
 * One page of a comparison (workflows/reconciliation): what is read from the hub, the engine and the partners, what differs, and who is told.
 * Each flow is told of itself, and owns what follows; what cannot speak for itself has a guardian.
 */
import type { Client as Temporal } from '@temporalio/client';
import type { BilanRapprochement } from '../domain/bilan-rapprochement.ts';
import type { Systeme } from '../domain/codes.ts';
import { oublierAffichage } from '../prisma/affichages.ts';
import type { Hub } from '../prisma/hub.ts';
import { type Constat, createDire } from './reconciliation/dire.ts';
import { createInconnus, INCONNUS_CHEZ } from './reconciliation/inconnus.ts';
import { createMoteur } from './reconciliation/moteur.ts';
import { createOffre } from './reconciliation/offre.ts';
import { createParcours } from './reconciliation/parcours.ts';
import { createPersonnes } from './reconciliation/personnes.ts';
import { createTenus } from './reconciliation/tenus.ts';

/** Where the comparison is. The engine first, then each thing that the hub knows, whether its flow goes on or has ended, then what the partners hold and nobody knows. */
export type EtapeRapprochement =
  | { phase: 'flux' | 'moteur' | 'pannes' | 'fiche' | 'session' | 'creneau' | 'parcours' | 'personne' | 'oublies'; apres: string }
  | { phase: 'inconnus'; systeme: (typeof INCONNUS_CHEZ)[number]; apres: string };

/** What one page found. `suivant`: where the next one of the same kind begins, null when it was the last. */
export type Page = {
  suivant: string | null;
  compares?: number;
  enMouvement?: number;
  repares?: number;
  muets?: Systeme[];
  constats: Constat[];
};

const DETAILS_MAX = 50;
export const bilanVide = (): BilanRapprochement => ({ compares: {}, enMouvement: 0, ecarts: 0, repares: 0, leves: 0, muets: [], details: [] });

type Demande = { passage: string; graceMs: number; ou?: EtapeRapprochement; bilan?: BilanRapprochement };
type Deps = { hub: Hub; client: () => Temporal; urls: Record<Systeme, string>; cle: string; fetch: typeof globalThis.fetch };

export const createReconciliation = ({ hub, client, urls, cle, fetch }: Deps) => {
  const tenus = createTenus({ hub, urls, cle, fetch });
  const dire = createDire({ hub, client });
  const moteur = createMoteur({ hub, client, dire });
  const offre = createOffre({ hub, tenus, client });
  const parcours = createParcours({ hub, tenus });
  const personnes = createPersonnes({ hub, tenus, client });
  const inconnus = createInconnus({ hub, tenus });

  const page = (ou: EtapeRapprochement, passage: string, graceMs: number): Promise<Page> => {
    switch (ou.phase) {
      case 'flux':
        return moteur.flux(ou.apres, graceMs, passage);
      case 'moteur':
        return moteur.reflets(ou.apres, graceMs, passage);
      case 'pannes':
        return moteur.pannes(passage);
      case 'fiche':
        return offre.fiches(ou.apres, graceMs);
      case 'session':
        return offre.sessions(ou.apres, graceMs);
      case 'creneau':
        return offre.creneaux(ou.apres, graceMs);
      case 'parcours':
        return parcours(ou.apres, graceMs);
      case 'personne':
        return personnes(ou.apres, graceMs);
      case 'inconnus':
        return inconnus.page(ou.systeme, ou.apres, graceMs);
      case 'oublies':
        return inconnus.retrouves();
    }
  };

  return {
    rapprocher: async ({
      passage,
      graceMs,
      ou = { phase: 'flux', apres: '' },
      bilan = bilanVide(),
    }: Demande): Promise<{ ou: EtapeRapprochement | null; bilan: BilanRapprochement }> => {
      const lue = await page(ou, passage, graceMs);
      const nom = ou.phase === 'inconnus' ? `${ou.phase}:${ou.systeme}` : ou.phase;
      // The engine's own differences are told to guardians, where they were found.
      const deLuiMeme = ['flux', 'moteur', 'pannes'].includes(ou.phase) ? [] : lue.constats;
      // What it does not show as it was told is told again, whatever the hub believed of it.
      for (const { flux, ecarts } of deLuiMeme) for (const { systeme } of ecarts) if (systeme) await oublierAffichage(hub, systeme, [flux]);
      for (const { flux, garde, ...dit } of deLuiMeme) await dire.auFlux(flux, { passage: `${passage}:${nom}:${ou.apres}`, ...dit }, garde);
      return { ou: lue.suivant === null ? apres(ou) : { ...ou, apres: lue.suivant }, bilan: ajouter(bilan, nom, lue) };
    },
  };
};

const PHASES = ['flux', 'moteur', 'pannes', 'fiche', 'session', 'creneau', 'parcours', 'personne'] as const;

const apres = (ou: EtapeRapprochement): EtapeRapprochement | null => {
  if (ou.phase === 'oublies') return null;
  const suivante = ou.phase === 'inconnus' ? undefined : PHASES[PHASES.indexOf(ou.phase) + 1];
  if (suivante) return { phase: suivante, apres: '' };
  const systeme = INCONNUS_CHEZ[ou.phase === 'inconnus' ? INCONNUS_CHEZ.indexOf(ou.systeme) + 1 : 0];
  return systeme ? { phase: 'inconnus', systeme, apres: '' } : { phase: 'oublies', apres: '' };
};

const ajouter = (b: BilanRapprochement, nom: string, p: Page): BilanRapprochement => {
  const tous = p.constats.flatMap(({ flux, ecarts }) => ecarts.map((e) => ({ flux, e })));
  const details = tous.map(({ flux, e }) => ({
    flux,
    systeme: e.systeme,
    objet: e.objet,
    hub: e.hub,
    partenaire: e.partenaire,
    repare: e.reparation !== undefined,
  }));
  return {
    compares: { ...b.compares, [nom]: (b.compares[nom] ?? 0) + (p.compares ?? 0) },
    enMouvement: b.enMouvement + (p.enMouvement ?? 0),
    ecarts: b.ecarts + tous.length,
    repares: b.repares + (p.repares ?? 0) + tous.filter(({ e }) => e.reparation).length,
    leves: b.leves + p.constats.reduce((n, c) => n + c.leves.length, 0),
    muets: [...new Set([...b.muets, ...(p.muets ?? [])])],
    details: [...b.details, ...details].slice(0, DETAILS_MAX),
  };
};
