/**
 * A region that lives at full rate: simulated people act one after the other without a pause, several at once, a business day every few acts.
 * A figure counts only when neither the checker nor the hub's own comparison with its partners finds anything wrong in what they left.
 */
import { attendreQue, lancerInstance } from '../cli/pilote.ts';
import { comparer, ecartsDits } from '../e2e/outils/comparer.ts';
import { peupler } from '../e2e/outils/region.ts';
import { entendus } from '../e2e/verificateur/entendus.ts';
import { verifier } from '../e2e/verificateur/index.ts';
import { createLecteur } from '../e2e/verificateur/lecture.ts';
import { centile, enParallele, mesurer } from './mesure.ts';
import type { Mesure } from './rapport.ts';

const GRAINE = 28;
const DE_FRONT = 3;
const ACTES_PAR_JOUR = 14;
const CALME_MS = 300_000;

/** `tailles`: acts, growing; each group goes on where the one before stopped. */
export const mesurerVie = async (tailles: readonly number[]): Promise<Mesure> => {
  const pilote = await lancerInstance({ env: { MAILLON_DEMO: '1', MAILLON_VITESSE: '1' } });
  const lecteur = await createLecteur(pilote);
  try {
    const vie = await peupler(pilote, lecteur.hub, { graine: GRAINE, personnes: Math.max(45, Math.round(Math.max(...tailles) / 4)) });
    let rang = 0;
    const groupes = [];
    for (const actes of tailles) {
      const [faits, refus, durees]: [number[], number[], number[]] = [[], [], []];
      let secondes = 0;
      for (let reste = actes; reste > 0; reste -= ACTES_PAR_JOUR) {
        const nombre = Math.min(reste, ACTES_PAR_JOUR);
        const premier = rang;
        rang += nombre;
        secondes += await mesurer(() =>
          enParallele(nombre, DE_FRONT, async (i) => {
            const debut = performance.now();
            const { issue } = await vie.agir(premier + i);
            if (issue === 'rien') return;
            durees.push(performance.now() - debut);
            (issue === 'fait' ? faits : refus).push(premier + i);
          }),
        );
        await pilote.avancer('P1D');
      }
      groupes.push({ parSeconde: (faits.length + refus.length) / secondes, p95: centile(durees, 95), faits: faits.length, refus: refus.length });
      console.error(`${actes} actes en ${secondes.toFixed(1)} s`);
    }
    const juger = async () => verifier(await lecteur.lire(false));
    const calme = () => attendreQue('une région sans faute', juger, (f) => f.length === 0, CALME_MS).catch(juger);
    // Before the comparison, which repairs; then after it.
    const avant = await calme();
    const ecarts = ecartsDits(await comparer(pilote, 0));
    const fautes = [...new Set([...avant, ...ecarts, ...(await calme())])];
    const lu = await lecteur.lire(false);
    for (const faute of fautes) console.error([faute, ...entendus(lu, faute)].join('\n  '));
    const dernier = groupes.at(-1) ?? { parSeconde: Number.NaN, p95: Number.NaN, faits: 0, refus: 0 };
    const charges = tailles.map((n) => `${n} actes`);
    const nu = { plancher: null };
    return {
      lignes: [
        {
          ...{ nom: 'actes des gens de la région par seconde', valeur: dernier.parSeconde, ...nu, unite: '/s', but: 'mesuré', sens: 'plus' },
          detail: `${dernier.faits} acceptés, ${dernier.refus} refusés, ${DE_FRONT} personnes à la fois`,
        },
        { nom: 'acte d’une personne p95', valeur: dernier.p95, ...nu, unite: 'ms', but: 'mesuré', sens: 'moins' },
        { nom: 'fautes que trouvent le vérificateur et la réconciliation', valeur: fautes.length, ...nu, unite: '', but: '0', sens: 'moins' },
      ],
      croissance: [
        { nom: 'actes des gens de la région par seconde', charges, valeurs: groupes.map((g) => g.parSeconde) },
        { nom: 'acte d’une personne p95 (ms)', charges, valeurs: groupes.map((g) => g.p95) },
      ],
    };
  } finally {
    await lecteur.close();
    await pilote.effacer();
  }
};
