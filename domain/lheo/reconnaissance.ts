/**
 * Which slot of the hub each slot of an offer is. LHEO often names them by their rank alone: one that is taken out renames those that follow.
 * The same meeting at the same hour is the same slot, whoever typed it (R15); else its name says which one was moved.
 */
import { memeLieu, memeSalle } from '../jumeaux.ts';
import type { CreneauOffre } from './creneaux.ts';

export type CreneauConnu = {
  id: string;
  session: string;
  modalite: string;
  /** Epoch milliseconds. */
  debut: number;
  lieu: unknown;
  statut: string;
  origine: string;
  reference: string | null;
  jumelle: string | null;
};
/** `connu` null: it is new, under that `id`. */
export type Reconnu<C> = { offert: CreneauOffre; id: string; connu: C | null };

/** `ecarter`: slots that are none of these, although their name is theirs no more. */
export const reconnaitre = <C extends CreneauConnu>(
  offerts: readonly CreneauOffre[],
  connus: readonly C[],
  ecarter: (c: C) => boolean = () => false,
): Reconnu<C>[] => {
  const pris = new Set<string>();
  const trouves = new Map<CreneauOffre, C>();
  const chercher = (test: (o: CreneauOffre, c: C) => boolean): void => {
    for (const o of offerts.filter((x) => !trouves.has(x))) {
      const connu = connus.find((c) => !pris.has(c.id) && !ecarter(c) && test(o, c));
      if (!connu) continue;
      pris.add(connu.id);
      trouves.set(o, connu);
    }
  };
  chercher((o, c) => estNomme(c, o) && memeHeure(c, o) && memeSalle(c.lieu, o.lieu));
  chercher((o, c) => o.modalite === 'ICO' && memeHeure(c, o) && (c.origine === 'SMF' ? memeSalle(c.lieu, o.lieu) : estOuvert(c) && memeLieu(c.lieu, o.lieu)));
  // Another room, at the same hour.
  chercher((o, c) => estNomme(c, o) && memeHeure(c, o));
  chercher((o, c) => o.modalite === 'ICO' && memeHeure(c, o) && c.origine === 'SMF' && c.reference === null && memeLieu(c.lieu, o.lieu));
  // Moved.
  chercher((o, c) => estNomme(c, o) && estOuvert(c));
  return offerts.map((offert) => {
    const connu = trouves.get(offert);
    if (connu) return { offert, id: connu.id, connu };
    let id = offert.id;
    for (let n = 2; pris.has(id) || connus.some((c) => noms(c).includes(id)); n++) id = `${offert.id}.${n}`;
    pris.add(id);
    return { offert, id, connu: null };
  });
};

const noms = ({ id, reference, jumelle }: CreneauConnu): (string | null)[] => [id, reference, jumelle];
const estNomme = (c: CreneauConnu, o: CreneauOffre): boolean => noms(c).includes(o.id);
const estOuvert = (c: CreneauConnu): boolean => c.statut !== 'ANNULE';
const memeHeure = (c: CreneauConnu, o: CreneauOffre): boolean => c.session === o.session && c.modalite === o.modalite && c.debut === Date.parse(o.debut);
