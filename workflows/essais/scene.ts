/** Activities that a test scripts and reads back: what flows did, as their partners, PostgreSQL and the mail server saw it. */
import { ApplicationFailure } from '@temporalio/common';
import type { BlocageLigne, EvenementLigne, Projection } from '../../activities/projection.ts';
import { CodeCause } from '../../domain/causes.ts';
import { POLITIQUES_PAR_DEFAUT, type Politique, type PolitiqueEnVigueur } from '../../domain/politiques.ts';

export type Appel = { operation: string; cle: string; arg: unknown };
type Relance = { blocage: string; niveau: number; destinataire: string; cle: string; maintenant: number };
export type Signal = { processus: string; sujet: string; acte: { id: string; type: string; depuis: string | null } & Record<string, unknown> };
type Activite = (...args: never[]) => Promise<unknown>;
/** What a partner's operation answers: thrown, it is the partner's failure. */
type Reponse = (cle: string, arg: unknown) => unknown;

/** `plus` replaces activities of the hub; `reponses`, the answers of partners (they may be changed as the story goes). */
export const createScene = (plus: Record<string, Activite> = {}, reponses: Record<string, Reponse> = {}) => {
  const appels: Appel[] = [];
  const effets: Appel[] = [];
  const projections: Projection[] = [];
  const relances: Relance[] = [];
  const courriels: string[] = [];
  const signaux: Signal[] = [];
  /** As the API would write it. */
  const editees = new Map<CodeCause, PolitiqueEnVigueur>();
  const enVigueur = (cause: CodeCause): PolitiqueEnVigueur => editees.get(cause) ?? { ...POLITIQUES_PAR_DEFAUT[cause], version: 0 };
  const ecouter = (operation: string): Activite =>
    (async (cle: string, arg: unknown) => {
      if (!/^[\x21-\x7e]+$/.test(cle)) throw new Error(`clé irrecevable : ${cle}`); // as partners do
      appels.push({ operation, cle, arg });
      const rendu = (await reponses[operation]?.(cle, arg)) ?? {};
      effets.push({ operation, cle, arg });
      return rendu;
    }) as Activite;
  const poster = (nom: string) => async () => {
    courriels.push(nom);
    return { etat: 'ENVOYEE' };
  };
  const interieur: Record<string, unknown> = {
    projeter: async (p: Projection) => {
      projections.push(p);
    },
    politique: async (cause: string) => enVigueur(CodeCause.parse(cause)),
    envoyerRelance: async (r: Relance) => {
      relances.push(r);
      return { etat: 'ENVOYEE' };
    },
    reprendreCourriers: async (siret: string) => {
      courriels.push(`reprendreCourriers:${siret}`);
      return 0;
    },
    direRevenus: async (revenus: unknown[]) => {
      courriels.push(...revenus.map(() => 'direRevenus'));
    },
    lireListeAttente: async () => [],
    lireCompte: async () => null,
    compterRecrutement: async () => ({ positionnements: 0, declares: 0, inscrits: 0, attente: 0, presents: 0, absents: 0 }),
    demanderPresences: poster('demanderPresences'),
    convoquer: poster('convoquer'),
    expliquerReinscription: poster('expliquerReinscription'),
    compterDemande: async () => ({ tentatives: 0, conseillers: 0, consultations: 0, complets: 0 }),
    signaler: async ({ envois }: { envois: Signal[] }) => {
      signaux.push(...envois);
    },
  };
  const table = new Proxy({ ...interieur, ...plus } as Record<string, Activite>, {
    get: (t, nom: string) => t[nom] ?? (nom.includes('.') ? ecouter(nom) : undefined),
    has: () => true,
  });
  const blocages = (): BlocageLigne[] => projections.flatMap((p) => p.blocages ?? []);
  return {
    /** Every attempt, and those that succeeded. */
    appels,
    effets,
    reponses,
    projections,
    relances,
    courriels,
    signaux,
    activites: table,
    blocages,
    enVigueur,
    editer: (cause: CodeCause, change: Partial<Politique>): void => {
      const avant = enVigueur(cause);
      editees.set(cause, { ...avant, ...change, version: avant.version + 1 });
    },
    /** Operations done, in order; of one system when named. */
    operations: (systeme = ''): string[] => effets.map((a) => a.operation).filter((o) => o.startsWith(systeme && `${systeme}.`)),
    /** Names of what is up now, by the rows written last. */
    ouverts: (): string[] => [...new Map(blocages().map((b) => [b.id, b])).values()].filter((b) => b.leveLe === null).map((b) => b.cause),
    faits: (): string[] => projections.flatMap((p) => p.evenements ?? []).map((e: EvenementLigne) => e.fait),
    dernier: (): Projection | undefined => projections.at(-1),
    etape: (): string | undefined => projections.at(-1)?.processus.etape,
    /** Operations done, sorted: partners do not wait for one another. */
    triees: (): string[] => effets.map((a) => a.operation).sort(),
    clesUniques: (): boolean => new Set(effets.map((a) => a.cle)).size === effets.length,
    /** Where flows told others: `parcours/<sujet>/<acte>`. */
    dits: (): string[] => signaux.map((x) => `${x.processus}/${x.sujet}/${x.acte.type}`),
  };
};
export type Scene = ReturnType<typeof createScene>;

const echec = (type: string, nonRetryable: boolean) => (code: string) =>
  ApplicationFailure.create({ type, message: code, details: [{ code }], nonRetryable, category: 'BENIGN' });
/** The partner is known to be down; the partner refuses; the partner does not answer. */
export const enPanne = (): never => {
  throw echec('DISJONCTEUR', true)('EN_PANNE');
};
export const refuse = (code: string) => (): never => {
  throw echec('REFUS', true)(code);
};
