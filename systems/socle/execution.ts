/**
 * One call, whole: replay of a known key, rules, effect, ledger and events, kept together or not at all.
 * Optimistic: when something read has changed before it could be kept, the call starts again from what is now true.
 */
import { randomUUID } from 'node:crypto';
import { maintenant } from '../../domain/calendrier.ts';
import { canonique, empreinte } from './empreinte.ts';
import { createFile } from './file.ts';
import type { EffetConnu, LigneLedger, Magasin } from './magasin.ts';
import type { Perturbations, Sources } from './perturbations.ts';
import type { Lu } from './pieces.ts';
import { type Probleme, probleme, problemeDuRefus, REFUS_SIMULE, type Refus } from './refus.ts';
import type { Memoire, Reglages } from './reglages.ts';
import type { Accord, Contexte, Pret, Traitement } from './regles.ts';

export type Reponse = { statut: number; corps: unknown };
/** `cle` null: a person's act that carries no idempotency key. */
export type Appel = { traitement: Traitement; cle: string | null; corps: unknown; parLeHub: boolean };
export type Execution = ReturnType<typeof createExecution>;

type Deps = Sources & {
  magasin: Magasin;
  memoire: Memoire;
  perturbations: Perturbations;
  /** A new reference of this system's own. */
  reference: () => string;
  /** Called once events are owed. */
  prevenir: () => void;
};

const ESSAIS_MAX = 100;
const LECTURES_MAX = 4;

export const createExecution = ({ magasin, memoire, perturbations, reference, prevenir, horloge }: Deps) => {
  const enFile = createFile();
  const contexte = (): Contexte => ({
    maintenant: maintenant(memoire.calendrier(), horloge()),
    reference,
    delaiVisibiliteHeures: memoire.reglages().delaiVisibiliteHeures ?? 0,
  });

  const executer = async ({ traitement, cle, corps, parLeHub }: Appel): Promise<Reponse> => {
    const texte = canonique(corps ?? null);
    if (texte === null) return erreur(probleme(422, 'MESSAGE_INVALIDE', 'Le message contient un caractère ou une profondeur que le service n’accepte pas.'));
    const pret = traitement.preparer(corps);
    if ('erreurs' in pret) return erreur(probleme(422, 'MESSAGE_INVALIDE', 'Le message ne respecte pas le format attendu.', pret.erreurs));
    const appel = { cle, route: traitement.chemin, empreinte: empreinte(texte) };
    return enFile(cle === null ? undefined : `cle:${cle}`, () => enFile(pret.tour && `tour:${pret.tour}`, () => tenter(pret, appel, parLeHub)));
  };

  const tenter = async (pret: Pret, appel: EnTete, parLeHub: boolean): Promise<Reponse> => {
    for (let essai = 0; essai < ESSAIS_MAX; essai++) {
      const { lu: premier, effet } = await magasin.lire(pret.lectures, appel.cle);
      if (effet) return rejouer(appel, effet);
      const lu = await lireEnsuite(pret, premier);
      const ctx = contexte();
      const decision = parLeHub && perturbations.refuse() ? { refus: REFUS_SIMULE } : pret.decider(lu, ctx);
      if ('refus' in decision) return refuser(appel, decision.refus, evenementsDe(decision, ctx));
      if (await accorder(appel, decision, ctx)) return { statut: 200, corps: decision.reponse };
    }
    return erreur(probleme(503, 'SURCHARGE', 'Le service est surchargé.'));
  };

  /** What can only be named once something else is known, as far as it leads: a slot, its session, the account of its OF. */
  const lireEnsuite = async (pret: Pret, premier: Lu): Promise<Lu> => {
    let lu = premier;
    for (let nombre = 0, pas = 0; pas < LECTURES_MAX; pas++) {
      const ensuite = pret.lireEnsuite(lu);
      if (ensuite.length === nombre) return lu;
      nombre = ensuite.length;
      lu = (await magasin.lire([...pret.lectures, ...ensuite], null)).lu;
    }
    return lu;
  };

  const accorder = async (appel: EnTete, decision: Accord<unknown>, ctx: Contexte): Promise<boolean> => {
    const evenements = evenementsDe(decision, ctx);
    const garde = await magasin.ecrire({
      pieces: decision.pieces ?? [],
      ledger: ligne(appel, { cleEffet: appel.cle, statut: 200, reponse: decision.reponse }),
      evenements,
      retardMs: retard(memoire.reglages()),
    });
    if (garde && evenements.length > 0) prevenir();
    return garde;
  };

  /**
   * The first answer again, the effect not done again. A body that differs changes nothing: a caller that never heard the first answer may
   * have read its subject anew; the ledger keeps both fingerprints. A key used on another route is a mistake, and is told so.
   */
  const rejouer = async (appel: EnTete, effet: EffetConnu): Promise<Reponse> => {
    if (effet.route !== appel.route) return refuser(appel, CLE_REUTILISEE);
    await noter(ligne(appel, { statut: effet.statut, reponse: effet.reponse, rejeu: true }));
    return { statut: effet.statut, corps: effet.reponse };
  };

  /** A refusal is noted and leaves the key free: the same step may be tried again once corrected. */
  const refuser = async (appel: EnTete, refus: Refus, evenements: Evenements = []): Promise<Reponse> => {
    const corps = problemeDuRefus(refus);
    await noter(ligne(appel, { statut: refus.statut, reponse: corps }), evenements);
    return erreur(corps);
  };

  const noter = async (ledger: LigneLedger | null, evenements: Evenements = []): Promise<void> => {
    if (!ledger && evenements.length === 0) return;
    await magasin.ecrire({ pieces: [], ledger, evenements, retardMs: retard(memoire.reglages()) });
    if (evenements.length > 0) prevenir();
  };

  /** What the system does by itself, when its hour comes; false when something else came first. */
  const constater = (decision: Accord<unknown>): Promise<boolean> => accorder({ cle: null, route: '', empreinte: '' }, decision, contexte());

  return { executer, contexte, constater };
};

/** What is owed to the hub, each under an id of its own. */
const evenementsDe = ({ evenements = [] }: Pick<Accord<unknown>, 'evenements'>, ctx: Contexte) =>
  evenements.map(({ type, donnees }) => {
    const id = randomUUID();
    return { id, type, corps: { id, type, date: new Date(ctx.maintenant).toISOString(), donnees } };
  });
type Evenements = ReturnType<typeof evenementsDe>;

type EnTete = { cle: string | null; route: string; empreinte: string };

const CLE_REUTILISEE: Refus = { code: 'CLE_REUTILISEE', statut: 422, detail: 'Cette clé d’idempotence a déjà servi pour une autre opération.' };

const ligne = ({ cle, route, empreinte }: EnTete, suite: Partial<LigneLedger> & Pick<LigneLedger, 'statut' | 'reponse'>): LigneLedger | null =>
  cle === null ? null : { cle, cleEffet: null, route, empreinte, rejeu: false, ...suite };

const erreur = (corps: Probleme): Reponse => ({ statut: corps.status, corps });
const retard = (reglages: Reglages): number => reglages.evenements.retardMs;
