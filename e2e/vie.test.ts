/**
 * A region lives for some weeks at full rate, by jumps of the calendar, through a kill -9 of the worker and an outage of Kairos; then a checker
 * that knows nothing of the flows finds nothing lost, doubled, out of order, silent, or blocked without a cause; nor does the hub's own comparison
 * with what each partner holds. MAILLON_GRAINE_VIE gives the seed.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attendreQue, lancerInstance, type Pilote } from '../cli/pilote.ts';
import { createRegistre } from '../cli/services/registre.ts';
import type { Vie } from '../seeds/vie/index.ts';
import { VITESSE_REELLE } from './outils/chaine.ts';
import { comparer, ecartsDits } from './outils/comparer.ts';
import { peupler } from './outils/region.ts';
import { entendus } from './verificateur/entendus.ts';
import { verifier } from './verificateur/index.ts';
import { createLecteur, type Lecteur } from './verificateur/lecture.ts';

const GRAINE = Number(process.env['MAILLON_GRAINE_VIE'] ?? 28);
const JOURS = 14;
/** Days added, one by one, until each of these has been done by somebody: a region where nothing happens proves nothing. */
const RALLONGE = 10;
const FAITS = ['positionner', 'emarger', 'repondre', 'corriger', 'entrer', 'changerStatut', 'agencer'];
const ACTES_PAR_JOUR = 14;
const DE_FRONT = 3;
const [MORT_DU_WORKER, PANNE, REPARATION] = [5, 8, 9];
const CALME_MS = 90_000;

let pilote: Pilote;
let lecteur: Lecteur;
let vie: Vie;
beforeAll(async () => {
  pilote = await lancerInstance({ env: VITESSE_REELLE });
  lecteur = await createLecteur(pilote);
  vie = await peupler(pilote, lecteur.hub, { graine: GRAINE, personnes: 45 });
}, 300_000);
afterAll(async () => {
  await lecteur?.close();
  await pilote?.effacer();
});

const faits = new Map<string, number>();
/** The acts of one day, a few at once. */
const journee = async (jour: number, auMilieu: () => Promise<void>): Promise<void> => {
  const rangs = Array.from({ length: ACTES_PAR_JOUR }, (_, i) => jour * ACTES_PAR_JOUR + i);
  const agir = async () => {
    for (let rang = rangs.shift(); rang !== undefined; rang = rangs.shift()) {
      if (rang % ACTES_PAR_JOUR === Math.floor(ACTES_PAR_JOUR / 2)) await auMilieu();
      const { acte, issue } = await vie.agir(rang);
      faits.set(`${acte} ${issue}`, (faits.get(`${acte} ${issue}`) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: DE_FRONT }, agir));
};
const tuerLeWorker = async (): Promise<void> => {
  const worker = createRegistre(pilote.dossier)
    .lire()
    .find((p) => p.nom === 'worker');
  process.kill(worker?.pid ?? expect.fail('le worker ne tourne pas'), 'SIGKILL');
};

it('a chain that lives: no effect lost, doubled or out of order, nothing stuck in silence, no blocage without a cause', async () => {
  console.log(`Vie de la région, graine ${GRAINE}`);
  const manquants = () => FAITS.filter((acte) => !faits.has(`${acte} fait`));
  for (let jour = 0; jour < JOURS || (manquants().length > 0 && jour < JOURS + RALLONGE); jour++) {
    if (jour === PANNE) await pilote.regler('kairos', { indisponibleJusqua: new Date((await pilote.maintenant()) + 30 * 86_400_000).toISOString() });
    if (jour === REPARATION) await pilote.regler('kairos', { indisponibleJusqua: null });
    await journee(jour, async () => {
      if (jour === MORT_DU_WORKER) await tuerLeWorker();
    });
    await pilote.avancer('P1D');
  }
  const compte = Object.fromEntries([...faits].sort());
  console.log(JSON.stringify(compte));
  expect(manquants()).toEqual([]);
  const etapes = await lecteur.hub.parcours.groupBy({ by: ['etape'], _count: true });
  console.log(JSON.stringify(Object.fromEntries(etapes.map((e) => [e.etape, e._count]))));
  const juger = async () => verifier(await lecteur.lire(true));
  const calme = () => attendreQue('une région calme et sans faute', juger, (f) => f.length === 0, CALME_MS).catch(juger);
  const avant = await calme();
  const fautes = avant.length > 0 ? avant : [...ecartsDits(await comparer(pilote, 0)), ...(await calme())];
  const lu = fautes.length > 0 ? await lecteur.lire(true) : null;
  if (lu) for (const faute of fautes) console.log([faute, ...entendus(lu, faute)].join('\n  '));
  expect(fautes, `graine ${GRAINE}`).toEqual([]);
}, 600_000);
