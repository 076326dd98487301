/** The journal says each step of a path once, as its flow holds it. */
import { grouper, type Lu } from './lu.ts';

/** A presumed absence has another word, which gives way to this one (G2). */
const AUTREMENT_DITES = ['ABSENT'];

export const journal = (lu: Lu): string[] =>
  lu.parcours.flatMap(({ id, etapes }) => {
    const dites = lu.etapesDites.get(id);
    if (dites === undefined) return [];
    const vecues = grouper(etapes, (e) => e.etape);
    return [...new Set([...vecues.keys(), ...dites.keys()])].flatMap((etape) => {
      const [dit, vecu] = [dites.get(etape) ?? 0, vecues.get(etape)?.length ?? 0];
      if (dit === vecu || AUTREMENT_DITES.includes(etape)) return [];
      return [`${dit > vecu ? 'double' : 'perdu'} : journal ${etape} ${id} (${dit} pour ${vecu})`];
    });
  });
