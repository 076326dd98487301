import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attendreFin, isEnVie } from './processus.ts';
import { arreterInscrits, createRegistre, type Registre } from './registre.ts';
import { lancerProgramme, type Service } from './service.ts';
import { createSuperviseur, type Lancer, type Superviseur } from './superviseur.ts';

const jusqua = async (condition: () => boolean, delaiMs = 10_000): Promise<void> => {
  for (const limite = Date.now() + delaiMs; !condition(); ) {
    if (Date.now() > limite) throw new Error('condition jamais vraie');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('createSuperviseur', () => {
  let dossier: string;
  let registre: Registre;
  let superviseur: Superviseur;
  let dit: string[];
  let arrets: string[];
  beforeEach(() => {
    dossier = mkdtempSync(path.join(tmpdir(), 'superviseur-'));
    registre = createRegistre(dossier);
    dit = [];
    arrets = [];
    superviseur = createSuperviseur({ registre, annoncer: (phrase) => dit.push(phrase), attentes: [10, 20], bonneVieMs: 60_000 });
  });
  afterEach(async () => {
    await superviseur.arreter();
    rmSync(dossier, { recursive: true, force: true });
  });

  /** A real process that does nothing, and notes when it is told to stop. */
  const programme =
    (nom: string, script?: string): Lancer =>
    async (onLance): Promise<Service> => {
      const journal = path.join(dossier, `${nom}.log`);
      const service = await lancerProgramme({
        nom,
        commande: process.execPath,
        args: ['-e', script ?? 'setInterval(() => {}, 1000)'],
        onLance,
        journal,
        pret: async () => !script,
      });
      return {
        ...service,
        close: async () => {
          arrets.push(nom);
          await service.close();
        },
      };
    };
  const pidDe = (nom: string): number => registre.lire().find((inscrit) => inscrit.nom === nom)?.pid ?? 0;

  it('restarts the program that is killed, and no other', async () => {
    await superviseur.ajouter('un', programme('un'));
    await superviseur.ajouter('deux', programme('deux'));
    const [un, deux] = [pidDe('un'), pidDe('deux')];
    process.kill(un, 'SIGKILL');
    await jusqua(() => dit.includes('un est reparti.'));
    expect(pidDe('un')).not.toBe(un);
    expect(isEnVie(pidDe('un'))).toBe(true);
    expect(pidDe('deux')).toBe(deux);
  });

  it('tries again when a restart fails', async () => {
    let lancements = 0;
    const lancer = programme('tetu');
    await superviseur.ajouter('tetu', (onLance) => {
      lancements += 1;
      return lancements === 2 || lancements === 3 ? Promise.reject(new Error('pas encore')) : lancer(onLance);
    });
    process.kill(pidDe('tetu'), 'SIGKILL');
    await jusqua(() => dit.includes('tetu est reparti.'));
    expect(dit.filter((phrase) => phrase === 'tetu ne repart pas encore : pas encore')).toHaveLength(2);
  });

  it('says what a program said when its first start fails', async () => {
    await expect(superviseur.ajouter('Chose', programme('Chose', 'console.error("port déjà pris"); process.exit(3)'))).rejects.toThrow(
      'Chose n’a pas démarré : port déjà pris',
    );
  });

  it('leaves out where in the code it was said', async () => {
    const echouer = 'const e = new Error("la base ne répond pas"); console.error(e.stack); process.exit(1)';
    const erreur = await superviseur.ajouter('Chose', programme('Chose', echouer)).catch((e: unknown) => e);
    expect(erreur).toHaveProperty('message', 'Chose n’a pas démarré : la base ne répond pas');
  });

  it('stops everything, last started first, and restarts nothing', async () => {
    for (const nom of ['base', 'moteur', 'api']) await superviseur.ajouter(nom, programme(nom));
    const pids = ['base', 'moteur', 'api'].map(pidDe);
    await superviseur.arreter();
    expect(arrets).toEqual(['api', 'moteur', 'base']);
    expect(pids.some(isEnVie)).toBe(false);
    expect(registre.lire()).toEqual([]);
    expect(dit).toEqual([]);
  });

  it('leaves in the register what the next start has to stop', async () => {
    await superviseur.ajouter('oublie', programme('oublie'));
    const pid = pidDe('oublie');
    expect(await arreterInscrits(createRegistre(dossier).lire())).toEqual(['oublie']);
    expect(await attendreFin(pid, 1_000)).toBe(true);
  });

  it('does not touch a process that only bears the same number', async () => {
    const autre = await lancerProgramme({ nom: 'autre', commande: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], pret: async () => true });
    expect(await arreterInscrits([{ nom: 'postgres', pid: autre.pid, marque: '1 /usr/bin/postgres -D /ailleurs' }])).toEqual([]);
    expect(isEnVie(autre.pid)).toBe(true);
    await autre.close();
  });
});
