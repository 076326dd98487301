/** Keeps programs running: restarts the one that ends, waiting longer each time, and stops them all, last started first. */
import { arreterOrphelin } from './processus.ts';
import type { Registre } from './registre.ts';
import type { Service } from './service.ts';

export type Lancer = (onLance: (pid: number) => void) => Promise<Service>;
export type Superviseur = {
  /** Returns when it is ready. Its first start must succeed; from then on it is restarted for ever. */
  ajouter(nom: string, lancer: Lancer): Promise<void>;
  arreter(): Promise<void>;
  /** No time to be polite. */
  tuer(): void;
};
type Membre = { nom: string; lancer: Lancer; pid: number; service?: Service | undefined };

export const createSuperviseur = ({
  registre,
  annoncer,
  attentes = [250, 500, 1_000, 2_000, 5_000, 10_000],
  bonneVieMs = 30_000,
}: {
  registre: Registre;
  annoncer: (phrase: string) => void;
  /** Before each restart in a row, in milliseconds; the last one repeats. */
  attentes?: number[];
  /** A program that lived this long starts again from the first wait. */
  bonneVieMs?: number;
}): Superviseur => {
  const membres: Membre[] = [];
  const arret = new AbortController();

  const demarrer = async (membre: Membre): Promise<Service> => {
    const service = await membre.lancer((pid) => {
      membre.pid = pid;
      registre.inscrire(membre.nom, pid);
    });
    membre.service = service;
    return service;
  };

  const surveiller = async (membre: Membre, premier: Service): Promise<void> => {
    let service = premier;
    for (let essais = 0; ; ) {
      const debut = performance.now();
      await service.fini;
      membre.service = undefined;
      if (arret.signal.aborted) return;
      if (performance.now() - debut > bonneVieMs) essais = 0;
      annoncer(`${membre.nom} s’est arrêté : il est relancé.`);
      for (let relance: Service | undefined; relance === undefined; ) {
        await pause(attentes[Math.min(essais++, attentes.length - 1)] ?? 1_000, arret.signal);
        if (arret.signal.aborted) return;
        relance = await demarrer(membre).catch((erreur: unknown) => {
          if (!arret.signal.aborted) annoncer(`${membre.nom} ne repart pas encore : ${erreur instanceof Error ? erreur.message : String(erreur)}`);
          return undefined;
        });
        if (relance) service = relance;
      }
      annoncer(`${membre.nom} est reparti.`);
    }
  };

  const arreterMembre = async (membre: Membre): Promise<void> => {
    if (membre.service) await membre.service.close();
    else if (membre.pid > 0) await arreterOrphelin(membre.pid); // not ready yet
    registre.rayer(membre.nom);
  };

  return {
    ajouter: async (nom, lancer) => {
      const membre: Membre = { nom, lancer, pid: 0 };
      membres.push(membre);
      const service = await demarrer(membre);
      if (arret.signal.aborted) return arreterMembre(membre);
      void surveiller(membre, service);
    },
    arreter: async () => {
      arret.abort();
      for (const membre of [...membres].reverse()) await arreterMembre(membre);
    },
    tuer: () => {
      arret.abort();
      for (const { pid, service } of membres) {
        if (pid === 0 || !service) continue;
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // gone already
        }
      }
    },
  };
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const minuterie = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(minuterie);
      resolve();
    });
  });
