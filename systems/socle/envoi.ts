/**
 * What the system owes the hub: events signed as Standard Webhooks say, sent in their order, at least once, for as long as it takes.
 * They were kept with the act that caused them, so a crash between the two loses nothing.
 */
import type { Logger } from 'pino';
import { Webhook } from 'standardwebhooks';
import type { Systeme } from '../../domain/codes.ts';
import type { BaseSysteme } from '../../prisma/systeme.ts';
import type { Perturbations, Sources } from './perturbations.ts';

type Deps = Sources & {
  code: Systeme;
  base: BaseSysteme;
  perturbations: Perturbations;
  /** Base address of the hub; its door is `/api/evenements/<code>`. */
  urlHub: string;
  cle: string;
  journal: Logger;
  /** Real milliseconds between two looks at what is owed. */
  periodeMs?: number;
};
type Du = { rang: number; id: string; type: string; corps: unknown; essais: number };

const LOT = 50;
const DECLASSE_MAX_MS = 1_500;
const DELAI_MAX_MS = 30_000;
const ATTENTE_REPONSE_MS = 15_000;

export const createEnvoi = ({ code, base, perturbations, urlHub, cle, journal, horloge, alea, periodeMs = 1_000 }: Deps) => {
  const webhook = new Webhook(cle);
  let enCours: Promise<void> | null = null;
  let encore = false;
  const fin = new AbortController();
  /** Real instant before which the hub, that did not answer, is left alone. */
  let pause = 0;
  let echecs = 0;

  const poster = async ({ id, corps }: Du): Promise<number> => {
    const texte = JSON.stringify(corps);
    const date = new Date(horloge());
    const reponse = await fetch(`${urlHub}/api/evenements/${code}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(date.getTime() / 1000)),
        'webhook-signature': webhook.sign(id, date, texte),
      },
      body: texte,
      signal: AbortSignal.any([fin.signal, AbortSignal.timeout(ATTENTE_REPONSE_MS)]),
    });
    await reponse.arrayBuffer();
    return reponse.status;
  };

  const reporter = (du: Du, dansMs: number): Promise<number> =>
    base.$executeRawUnsafe(
      "UPDATE sortant SET essais = essais + 1, prochain = now() + $2::int * interval '1 millisecond' WHERE rang = $1::int",
      du.rang,
      dansMs,
    );

  /** false: the hub does not answer, the rest of the batch must wait too and keep its order. */
  const envoyer = async (du: Du): Promise<boolean> => {
    const statut = await poster(du).catch(() => 0);
    if (statut >= 200 && statut < 300) {
      if (perturbations.double()) await poster(du).catch(() => 0);
      await base.$executeRawUnsafe('UPDATE sortant SET "envoyeLe" = now(), essais = essais + 1 WHERE rang = $1::int', du.rang);
      echecs = 0;
      return true;
    }
    if (statut >= 400 && statut < 500 && statut !== 429) {
      // The hub refuses this one: it waits its turn for ever, the others go on.
      journal.warn({ evenement: du.id, type: du.type, statut }, 'événement refusé par le hub');
      await reporter(du, delaiApres(du.essais));
      return true;
    }
    pause = horloge() + delaiApres(echecs++);
    journal.warn({ statut, echecs }, 'le hub ne répond pas');
    return false;
  };

  const vider = async (): Promise<void> => {
    while (!fin.signal.aborted && horloge() >= pause && perturbations.fermeture() === null) {
      const dus = await base.$queryRawUnsafe<Du[]>(
        `SELECT rang, id, type, corps, essais FROM sortant WHERE "envoyeLe" IS NULL AND prochain <= now() ORDER BY rang LIMIT ${LOT}`,
      );
      if (dus.length === 0) return;
      for (const du of dus) {
        if (fin.signal.aborted) return;
        if (du.essais === 0 && perturbations.declasse()) await reporter(du, Math.round(DECLASSE_MAX_MS * alea()));
        else if (!(await envoyer(du))) return;
      }
    }
  };

  const reveiller = (): void => {
    if (fin.signal.aborted) return;
    if (enCours) {
      encore = true;
      return;
    }
    encore = false;
    enCours = vider()
      .catch((erreur: unknown) => journal.error({ erreur: erreur instanceof Error ? erreur.name : 'inconnue' }, 'envoi des événements interrompu'))
      .then(() => {
        enCours = null;
        if (encore) reveiller();
      });
  };

  const minuterie = setInterval(reveiller, periodeMs);
  reveiller();
  return {
    reveiller,
    close: async (): Promise<void> => {
      fin.abort();
      clearInterval(minuterie);
      await enCours;
    },
  };
};

const delaiApres = (essais: number): number => Math.min(DELAI_MAX_MS, 250 * 2 ** Math.min(essais, 10));
