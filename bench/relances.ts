/**
 * `npx tsx bench/relances.ts`: a thousand reminders due in the same minute, the worker killed among them; then a hundred thousand open waits with
 * their ladders on one worker, whose memory is read as they pile up. BANC_RELANCES, BANC_CADENCE, BANC_ATTENTES, BANC_PALIER change the sizes.
 */
import { memoire, ouvrirTerrain, pointe } from './relances/terrain.ts';

const RELANCES = Number(process.env['BANC_RELANCES'] ?? 1_000);
const CADENCE = Number(process.env['BANC_CADENCE'] ?? 50);
const ATTENTES = Number(process.env['BANC_ATTENTES'] ?? 100_000);
const PALIER = Number(process.env['BANC_PALIER'] ?? Math.max(1, Math.round(ATTENTES / 5)));

const attendreQue = async (quoi: string, fait: () => Promise<boolean>, delaiMs: number): Promise<void> => {
  const fin = Date.now() + delaiMs;
  while (!(await fait())) {
    if (Date.now() > fin) throw new Error(`Jamais vu : ${quoi}`);
    await new Promise((r) => setTimeout(r, 100));
  }
};

const relances = async (): Promise<void> => {
  const terrain = await ouvrirTerrain(RELANCES, CADENCE);
  try {
    const { hub, recus } = terrain;
    await terrain.attendre(RELANCES, 5);
    const premier = await terrain.engager();
    await attendreQue('le tiers des courriels', async () => recus.length >= RELANCES / 3, 300_000);
    premier.removeAllListeners('exit');
    premier.kill('SIGKILL');
    const tues = recus.length;
    await terrain.engager();
    const debut = recus[0]?.le ?? 0;
    await attendreQue('toutes parties', async () => (await hub.relance.count({ where: { etat: 'ENVOYEE' } })) === RELANCES, 900_000);
    const messages = new Set(recus.map((r) => r.messageId)).size;
    console.table([
      {
        relances: RELANCES,
        'cadence demandée /s': CADENCE,
        'pointe vue /s': pointe(recus),
        'courriels avant la mort': tues,
        messages,
        perdus: RELANCES - messages,
        'remis deux fois (même Message-ID)': recus.length - messages,
        secondes: Math.round((Math.max(...recus.map((r) => r.le)) - debut) / 1000),
      },
    ]);
  } finally {
    await terrain.fermer();
  }
};

const attentes = async (): Promise<void> => {
  const terrain = await ouvrirTerrain(0, 0);
  try {
    const ouvrier = await terrain.engager();
    const lignes = [{ attentes: 0, 'mémoire Mio': await memoire(ouvrier) }];
    for (let n = PALIER; n <= ATTENTES; n += PALIER) {
      await terrain.attendre(PALIER, 0, n - PALIER);
      await attendreQue(`${n} attentes ouvertes`, async () => (await terrain.hub.processus.count({ where: { ouvert: true } })) >= n, 3_600_000);
      lignes.push({ attentes: n, 'mémoire Mio': await memoire(ouvrier) });
      console.table(lignes);
    }
  } finally {
    await terrain.fermer();
  }
};

if (RELANCES > 0) await relances();
if (ATTENTES > 0) await attentes();
