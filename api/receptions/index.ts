/**
 * The inbox (architecture: nothing accepted is ever lost). A door writes its facts and one row in one transaction; the row is sent to
 * its flows at once when Temporal answers, by the relay when it is back. The same (source, id) twice is one message.
 */
import type { Logger } from 'pino';
import { ReponsePositionner } from '../../domain/actes.ts';
import type { Hub, HubTx } from '../../prisma/hub.ts';
import type { Flux } from '../flux.ts';
import type { Horloge } from '../horloge.ts';
import { entreEcrivains } from '../socle/pannes.ts';
import { acheminer } from './acheminer.ts';
import type { ARelayer, Recue } from './types.ts';

export type Acceptee = {
  doublon: boolean;
  /** The flow's answer; undefined when it was signalled, or when Temporal was silent and the relay will send it. */
  reponse: ReponsePositionner | undefined;
};
export type Receptions = {
  /** Runs `ecrire` and files its message in one transaction, then sends it. A duplicate writes nothing. */
  accepter(de: { source: string; id: string }, ecrire: (tx: HubTx) => Promise<ARelayer>): Promise<Acceptee>;
  /** One pass of the relay over what waits. */
  relayer(): Promise<'VIDE' | 'ENVOYE' | 'SILENCE'>;
};

/** How long the direct sending has before the relay takes the row. */
const GRACE_MS = 10_000;
export const DELAI_REPONSE_MS = 4_000;
const LOT = 100;
const DE_FRONT = 16;
const ESSAIS_MAX = 12;

type Dependances = { hub: Hub; flux: Flux; horloge: Horloge; journal: Logger };
type Sort = 'ENVOYEE' | 'SILENCE' | 'ECHEC';

export const createReceptions = ({ hub, flux, horloge, journal }: Dependances): Receptions => {
  // Temporal was silent: until the relay has caught up, new messages queue behind, so that a flow hears its acts in order.
  let enRetard = true;
  const maintenant = () => new Date(horloge.maintenant()).toISOString();
  const transmise = (tx: HubTx, r: Recue, reponse?: ReponsePositionner) =>
    tx.reception.update({ where: cle(r), data: { etat: 'TRANSMIS', transmisLe: new Date(horloge.reel()), ...(reponse && { reponse }) } });

  /** With an answer when the first act asks for one. Undefined: not sent, or not answered. */
  const envoyer = async (r: Recue): Promise<{ reponse: ReponsePositionner | undefined } | undefined> => {
    let reponse: ReponsePositionner | undefined;
    for (const envoi of acheminer(r, maintenant())) {
      if (envoi.mode === 'update' && envoi.acte) {
        const recue = await flux.agir({ ...envoi, acte: envoi.acte }, DELAI_REPONSE_MS);
        if (recue === 'SILENCE') return undefined;
        reponse = recue;
      } else if ((await flux.signaler(envoi)) === 'SILENCE') return undefined;
    }
    await transmise(hub, r, reponse);
    return { reponse };
  };

  const accepter: Receptions['accepter'] = async (de, ecrire) => {
    const derriere = enRetard;
    const ecrite = async (tx: HubTx): Promise<Recue | null> => {
      const file = { prochain: new Date(horloge.reel() + (derriere ? 0 : GRACE_MS)), essais: derriere ? 1 : 0 };
      // First the key: a twin that arrives meanwhile waits here, then finds itself a duplicate.
      const { count } = await tx.reception.createMany({ data: [{ ...de, type: '', donnees: {}, ...file }], skipDuplicates: true });
      if (count === 0) return null;
      const message = await ecrire(tx);
      await tx.reception.update({ where: cle(de), data: message });
      return { ...de, ...message };
    };
    // Two doors that first hear of one person at the same instant: the second one looks again, and finds what the first wrote.
    const recue = await entreEcrivains(() => hub.$transaction(ecrite));
    if (!recue) return { doublon: true, reponse: reponseGardee(await hub.reception.findUnique({ where: cle(de) })) };
    const rendue = derriere
      ? undefined
      : await envoyer(recue).catch((erreur: unknown) => void journal.error({ err: erreur, type: recue.type }, 'envoi au flux en échec'));
    if (!derriere && !rendue) {
      enRetard = true;
      // What is kept is kept: when even this cannot be written, the relay takes the row after its grace.
      await hub.reception
        .update({ where: cle(recue), data: { prochain: new Date(horloge.reel()), essais: 1 } })
        .catch((erreur: unknown) => journal.warn({ err: erreur, type: recue.type }, 'message laissé au relais'));
    }
    return { doublon: false, reponse: rendue?.reponse };
  };

  /** Sends one waiting row by signal, since its door has already answered. What can never be sent is set aside, not tried for ever. */
  const relayerUne = async (tx: HubTx, r: Recue & { essais: number }): Promise<Sort> => {
    try {
      for (const envoi of acheminer(r, maintenant())) if ((await flux.signaler({ ...envoi, mode: 'signal' })) === 'SILENCE') return 'SILENCE';
      await transmise(tx, r);
      return 'ENVOYEE';
    } catch (erreur) {
      journal.error({ err: erreur, type: r.type, source: r.source }, 'message en échec');
      const suite = r.essais >= ESSAIS_MAX ? { etat: 'REFUSE' } : { essais: r.essais + 1, prochain: new Date(horloge.reel() + 1000 * 2 ** r.essais) };
      await tx.reception.update({ where: cle(r), data: suite });
      return 'ECHEC';
    }
  };

  const relayer = async (): Promise<'VIDE' | 'ENVOYE' | 'SILENCE'> =>
    hub.$transaction(
      async (tx) => {
        // One relay at a time in the whole house keeps the order; rows that a door is writing right now are skipped.
        const [verrou] = await tx.$queryRaw<{ pris: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtext('maillon.relais')) AS pris`;
        if (!verrou?.pris) return 'VIDE';
        // Those that waited go before the mass of an import.
        const lignes = await tx.$queryRaw<(Recue & { essais: number })[]>`
          SELECT source, id, type, donnees, essais FROM hub.reception
          WHERE etat = 'RECU' AND prochain <= ${new Date(horloge.reel())} ORDER BY (essais = 0), "recuLe", id LIMIT ${LOT} FOR UPDATE SKIP LOCKED`;
        const silence = await parSujet(lignes, (r) => relayerUne(tx, r));
        enRetard = silence || (await tx.reception.count({ where: { etat: 'RECU', essais: { gt: 0 } } })) > 0;
        return silence ? 'SILENCE' : lignes.length > 0 ? 'ENVOYE' : 'VIDE';
      },
      { timeout: 120_000, maxWait: 10_000 },
    );

  return { accepter, relayer };
};

const cle = ({ source, id }: { source: string; id: string }) => ({ source_id: { source, id } });

const reponseGardee = (ligne: { reponse: unknown } | null): ReponsePositionner | undefined => {
  const lue = ReponsePositionner.safeParse(ligne?.reponse);
  return lue.success ? lue.data : undefined;
};

/** In order within one flow, side by side for several. True when Temporal was silent: the next pass begins again at the oldest. */
const parSujet = async <R extends Recue>(lignes: readonly R[], travail: (r: R) => Promise<Sort>): Promise<boolean> => {
  const files = new Map<string, R[]>();
  for (const r of lignes) files.set(sujetDe(r), [...(files.get(sujetDe(r)) ?? []), r]);
  const attente = [...files.values()];
  let silence = false;
  const ouvrier = async () => {
    for (let file = attente.shift(); file && !silence; file = attente.shift()) {
      for (const r of file) {
        const sort = await travail(r);
        if (sort === 'SILENCE') silence = true;
        if (sort !== 'ENVOYEE') break;
      }
    }
  };
  await Promise.all(Array.from({ length: DE_FRONT }, ouvrier));
  return silence;
};

const sujetDe = (r: Recue): string => {
  try {
    return acheminer(r, '1970-01-01T00:00:00Z')[0]?.id ?? `${r.source}/${r.id}`;
  } catch {
    return `${r.source}/${r.id}`;
  }
};
