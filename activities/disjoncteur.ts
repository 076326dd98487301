/**
 * What this worker knows of each partner: down (not called) or not. A partner that fails `SEUIL` times in a row is announced to its
 * flow `systeme:<code>`, which probes it and writes hub.EtatSysteme; every worker reads that row, at most once a second while all is well.
 */
import type { Systeme } from '../domain/codes.ts';
import type { Hub } from '../prisma/hub.ts';
import { createMesures } from './mesures.ts';

const SEUIL = 5;
const FRAICHEUR_MS = 1000;
/** How often the last success is written down, per partner. */
const MEMOIRE_MS = 10_000;

export type Disjoncteur = {
  /** True when the partner must not be called now. */
  ouvert(systeme: Systeme): Promise<boolean>;
  /** `dureeMs`: how long its answer took. */
  succes(systeme: Systeme, dureeMs: number): void;
  echec(systeme: Systeme, raison: string, dureeMs: number): Promise<void>;
};

type Deps = {
  hub: Hub;
  /** Tells the flow of the partner that it is down. */
  annoncer(systeme: Systeme, raison: string): Promise<void>;
  horloge(): number;
};

export const createDisjoncteur = ({ hub, annoncer, horloge }: Deps): Disjoncteur => {
  const echecs = new Map<Systeme, number>();
  const ecrits = new Map<Systeme, number>();
  const mesures = createMesures({ hub, horloge });
  let lu: { a: number; coupes: Promise<Set<string>> } | undefined;

  const coupes = (fraicheurMs: number): Promise<Set<string>> => {
    const a = horloge();
    if (!lu || a - lu.a > fraicheurMs) {
      const lecture = hub.etatSysteme.findMany({ where: { etat: { not: 'OUVERT' } }, select: { code: true } }).then((l) => new Set(l.map((e) => e.code)));
      lu = { a, coupes: lecture };
      lecture.catch(() => {
        lu = undefined;
      });
    }
    return lu.coupes;
  };

  return {
    // « Down » is only said of what is down now: a flow that was woken at the repair would otherwise go back to sleep on an old word.
    ouvert: async (systeme) => (await coupes(FRAICHEUR_MS)).has(systeme) && (await coupes(-1)).has(systeme),
    succes: (systeme, dureeMs) => {
      echecs.delete(systeme);
      mesures.noter(systeme, 'succes', dureeMs);
      const a = horloge();
      if (a - (ecrits.get(systeme) ?? 0) < MEMOIRE_MS) return;
      ecrits.set(systeme, a);
      const dernierSucces = new Date(a);
      // Shown to operators; an answer is not held up, nor lost, for it.
      hub.etatSysteme
        .upsert({ where: { code: systeme }, create: { code: systeme, dernierSucces }, update: { dernierSucces } })
        .catch(() => ecrits.delete(systeme));
    },
    echec: async (systeme, raison, dureeMs) => {
      mesures.noter(systeme, 'echec', dureeMs);
      const n = (echecs.get(systeme) ?? 0) + 1;
      echecs.set(systeme, n);
      if (n === 1) {
        const dernierEchec = new Date(horloge());
        hub.etatSysteme.upsert({ where: { code: systeme }, create: { code: systeme, dernierEchec }, update: { dernierEchec } }).catch(() => undefined);
      }
      if (n === SEUIL) {
        void mesures.ecrire(systeme); // it is not called again before long
        await annoncer(systeme, raison);
      }
      if (n > SEUIL * 4) echecs.set(systeme, 0); // still failing though not cut: announce again
    },
  };
};
