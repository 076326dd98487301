/**
 * A change of the offer reaches each partner once. A session or a slot is read when its effect leaves, maybe long after the change, maybe with later
 * ones; the effects of those have nothing left to say. So what each partner was last told is kept by fingerprints, part by part: what it shows
 * already is not said again.
 * A key never names two texts. Whether a call without answer arrived, nobody knows: it is made again under its key while the text is the same;
 * another text goes under a name of its own, even one that comes back to the first.
 */
import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { Systeme } from '../domain/codes.ts';
import { type Affichage, accepter, type Essai, essayer, lireAffichage, manquer } from '../prisma/affichages.ts';
import type { Hub } from '../prisma/hub.ts';
import { indisponible } from './echecs.ts';

type Dit = {
  /** `session:…` or `creneau:…`. */
  sujet: string;
  /** What the partner shows once it has accepted, part by part. */
  parties: Record<string, unknown>;
  /** Whatever it shows: its answer counts. */
  redire?: boolean | undefined;
  /** A partner that does not know the thing by that name yet takes the name, and nothing else. */
  nom?: string | undefined;
};
/** Calls `envoyer` under the key that it hands over; when there is nothing to say, nobody is called and the answer is empty. */
export type Dire = <R extends object>(cle: string, dit: Dit, envoyer: (cle: string) => Promise<R>) => Promise<Partial<R>>;

/** A call that is out for longer than that was lost with its worker. */
const EN_VOL_MS = 15_000;

export const createDire =
  (hub: Hub, systeme: Systeme, horloge: () => number): Dire =>
  async (cle, { sujet, parties, redire = false, nom }, envoyer) => {
    const de = { systeme, sujet };
    const dites = Object.fromEntries(Object.entries({ ...parties, ...(nom !== undefined && { nom }) }).map(([quoi, valeur]) => [quoi, empreinte(valeur)]));
    const connu = await lireAffichage(hub, de);
    const appel = decider(connu, { cle, dites, redire }, horloge());
    if (appel === 'RIEN') return {};
    if (appel === 'EN_VOL') throw indisponible(systeme, 'EN_VOL');
    const { essai, inconnu, reprise } = appel;
    await essayer(hub, de, essai, inconnu);
    try {
      const rendu = await envoyer(essai.rang > 1 ? `${cle}~${essai.rang}` : cle);
      await accepter(hub, de, essai, dites['nom'] === connu.montre['nom'] ? dites : { nom: dites['nom'] ?? '' });
      return rendu;
    } catch (erreur) {
      await manquer(hub, de, essai, reprise || !estSansEffet(erreur));
      throw erreur;
    }
  };

type Demande = { cle: string; dites: Record<string, string>; redire: boolean };
/** `inconnu`: nobody knows what the partner shows now. `reprise`: that key, or an earlier name of it, may have arrived before. */
type Appel = { essai: Essai; inconnu: boolean; reprise: boolean };

export const decider = ({ montre, essai }: Affichage, { cle, dites, redire }: Demande, maintenant: number): Appel | 'RIEN' | 'EN_VOL' => {
  const texte = empreinte(dites);
  const doute = essai !== null && !essai.accepte;
  if (!doute && !redire && Object.entries(dites).every(([quoi, valeur]) => montre[quoi] === valeur)) return 'RIEN';
  const neuf = { cle, rang: 1, empreinte: texte, le: maintenant };
  if (essai?.cle !== cle) return { essai: neuf, inconnu: doute, reprise: false };
  if (essai.empreinte === texte) return essai.accepte && !redire ? 'RIEN' : { essai: { ...essai, le: maintenant }, inconnu: false, reprise: true };
  if (doute && essai.le !== null && maintenant - essai.le < EN_VOL_MS) return 'EN_VOL';
  return { essai: { ...neuf, rang: essai.rang + 1 }, inconnu: doute, reprise: true };
};

/** The partner says that it did nothing, or was not called; any other failure leaves a doubt. */
const estSansEffet = (erreur: unknown): boolean => {
  if (!(erreur instanceof ApplicationFailure)) return false;
  const [detail] = (erreur.details ?? []) as { code?: string }[];
  return ['REFUS', 'PAS_ENCORE', 'DISJONCTEUR'].includes(erreur.type ?? '') || ['HTTP_503', 'HTTP_429'].includes(detail?.code ?? '');
};

const empreinte = (valeur: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(valeur, (_, v: unknown) => (estObjet(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v)) ?? '')
    .digest('hex')
    .slice(0, 16);
const estObjet = (v: unknown): v is object => typeof v === 'object' && v !== null && !Array.isArray(v);
