/**
 * Reminders: a thousand due in the same minute, the worker killed among them; then a hundred thousand open waits on one worker, whose memory is
 * read as they pile up, and of which a thousand come due together. The wait is the product's own (bench/flux/attentes): its ladder, its
 * blocage, its mirror in PostgreSQL, its mail. What is not there: the partners, and the path that led to the wait.
 */
import { centile, mesurer } from './mesure.ts';
import type { Mesure } from './rapport.ts';
import { memoire, ouvrirTerrain, pointe, type Terrain } from './relances/terrain.ts';

/** Mails per second that may leave: the house's own default. */
const CADENCE = 50;
/** Waits started before looking at how many are open. */
const PAS = 500;
/** Business hours after which the first reminder of such a wait is due. */
const ECHUE_H = 5;

/** `tailles`: reminders due together, growing; the worker is killed when a third have left. */
export const mesurerRelances = async (tailles: readonly number[]): Promise<Mesure> => {
  const mesures = [];
  for (const nombre of tailles) {
    const terrain = await ouvrirTerrain(nombre, CADENCE);
    try {
      await terrain.attendre(nombre, ECHUE_H);
      mesures.push(await laisserPartir(terrain, nombre, await terrain.engager()));
    } finally {
      await terrain.fermer();
    }
  }
  const charges = tailles.map((n) => `${n} relances`);
  return {
    lignes: mesures.slice(-1).flatMap((m) => lignesDe(m, '')),
    croissance: [
      { nom: 'relances dues ensemble : secondes jusqu’à la dernière, mort du worker comprise', charges, valeurs: mesures.map((m) => m.secondes) },
      { nom: 'relances dues ensemble : courriels dans la seconde la plus chargée', charges, valeurs: mesures.map((m) => m.pointe) },
      { nom: 'relances perdues ou parties deux fois', charges, valeurs: mesures.map((m) => m.perdues + m.doubles) },
    ],
  };
};

type Ouvrier = Awaited<ReturnType<Terrain['engager']>>;
type Depart = { nombre: number; secondes: number; pointe: number; avant: number; perdues: number; doubles: number; repetees: number };

const laisserPartir = async ({ hub, recus, engager, tuer }: Terrain, nombre: number, premier: Ouvrier): Promise<Depart> => {
  const envoyees = () => hub.relance.count({ where: { etat: 'ENVOYEE' } });
  await attendreQue('le tiers des courriels', async () => recus.length >= nombre / 3, 600_000);
  await tuer(premier);
  const avant = recus.length;
  await engager();
  await attendreQue('toutes parties', async () => (await envoyees()) >= nombre, 1_200_000);
  const messages = new Set(recus.map((r) => r.messageId)).size;
  const boites = new Set(recus.map((r) => r.a)).size;
  return {
    nombre,
    secondes: (Math.max(...recus.map((r) => r.le)) - Math.min(...recus.map((r) => r.le))) / 1000,
    pointe: pointe(recus),
    avant,
    perdues: nombre - boites,
    // Another message to the same box is a second reminder; the same one again is what a mail server recognises by its Message-ID.
    doubles: messages - boites,
    repetees: recus.length - messages,
  };
};

const lignesDe = (m: Depart, ou: string) => [
  {
    nom: `relances dues ensemble${ou} : courriels dans la seconde la plus chargée`,
    valeur: m.pointe,
    plancher: null,
    unite: '/s',
    but: `≤ ${CADENCE}`,
    sens: 'moins' as const,
    detail: `${m.nombre} relances en ${Math.round(m.secondes)} s, worker tué après ${m.avant}`,
  },
  {
    nom: `relances perdues, ou parties deux fois${ou}`,
    valeur: m.perdues + m.doubles,
    plancher: null,
    unite: '',
    but: '0',
    sens: 'moins' as const,
    detail: `${m.repetees} message(s) en vol à la mort du worker, remis deux fois sous le même Message-ID`,
  },
];

/** `tailles`: open waits on one worker, growing; of the last, one in a hundred comes due with the others of its kind. */
export const mesurerAttentes = async (tailles: readonly number[]): Promise<Mesure> => {
  const dernier = tailles.at(-1) ?? 0;
  const echues = Math.max(1, Math.round(dernier / 100));
  const terrain = await ouvrirTerrain(echues, CADENCE);
  try {
    const ouvrier = await terrain.engager();
    const depart = await memoire(ouvrier);
    const mesures: { mio: number; max: number; parSeconde: number }[] = [];
    const deja = () => terrain.hub.processus.count({ where: { ouvert: true } });
    for (const [rang, taille] of tailles.entries()) {
      const ouvertes = tailles[rang - 1] ?? 0;
      const releve = surveiller(ouvrier);
      const secondes = await mesurer(async () => {
        // Never more than a step ahead of the worker: it is the waits that are measured, not how tasks queue.
        for (let des = ouvertes; des < taille; des += PAS) {
          await terrain.attendre(Math.min(PAS, taille - des), 0, des);
          await attendreQue(`${des} attentes ouvertes`, async () => (await deja()) >= des, 600_000);
          if (des % 5_000 === 0) console.error(`${des} attentes, worker ${await memoire(ouvrier)} Mio`);
        }
        await attendreQue(`${taille} attentes ouvertes`, async () => (await deja()) >= taille, 600_000);
      });
      const releves = await releve();
      mesures.push({ mio: centile(releves, 50), max: Math.max(...releves), parSeconde: (taille - ouvertes) / secondes });
      console.error(`${taille} attentes ouvertes en ${Math.round(secondes)} s, worker ${mesures.at(-1)?.mio} Mio (${depart} à vide)`);
    }
    await terrain.echoir(echues, ECHUE_H);
    const dues = await laisserPartir(terrain, echues, ouvrier);
    const charges = tailles.map((n) => `${n} attentes`);
    return {
      lignes: [
        {
          nom: 'mémoire du worker, attentes ouvertes',
          valeur: mesures.at(-1)?.mio ?? Number.NaN,
          plancher: depart,
          unite: 'Mio',
          but: 'constant',
          sens: 'moins',
          detail: `${dernier} attentes avec leur échelle, un worker ; médiane pendant la dernière montée, au plus ${mesures.at(-1)?.max} Mio ; à côté : le même sans aucune`,
        },
        ...lignesDe(dues, ` parmi ${dernier} attentes`),
      ],
      croissance: [
        { nom: 'mémoire du worker pendant la montée, médiane (Mio)', charges, valeurs: mesures.map((m) => m.mio) },
        { nom: 'mémoire du worker pendant la montée, au plus (Mio)', charges, valeurs: mesures.map((m) => m.max) },
        { nom: 'attentes ouvertes par seconde', charges, valeurs: mesures.map((m) => m.parSeconde) },
      ],
    };
  } finally {
    await terrain.fermer();
  }
};

/** Reads the worker's memory each second until it is asked what it was: between two collections it rises and falls, one reading says nothing. */
const surveiller = (ouvrier: Ouvrier): (() => Promise<number[]>) => {
  const releves: number[] = [];
  let fini = false;
  const lecture = (async () => {
    while (!fini) {
      releves.push(await memoire(ouvrier));
      await new Promise((r) => setTimeout(r, 1000));
    }
  })();
  return async () => {
    fini = true;
    await lecture;
    return releves;
  };
};

const attendreQue = async (quoi: string, fait: () => Promise<boolean>, delaiMs: number): Promise<void> => {
  const fin = Date.now() + delaiMs;
  while (!(await fait())) {
    if (Date.now() > fin) throw new Error(`Jamais vu : ${quoi}`);
    await new Promise((r) => setTimeout(r, 200));
  }
};
