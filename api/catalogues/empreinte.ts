/** Fingerprint of a formation: what it says, whatever the file, its order of attributes or its dates of update. */
import { createHash } from 'node:crypto';
import type { Formation } from '../../domain/lheo/modele.ts';

const canonique = (valeur: unknown): unknown => {
  if (Array.isArray(valeur)) return valeur.map(canonique);
  if (typeof valeur !== 'object' || valeur === null) return valeur;
  const cles = Object.entries(valeur).filter(([cle, v]) => cle !== 'attributs' && v !== undefined);
  return Object.fromEntries(cles.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([cle, v]) => [cle, canonique(v)]));
};

/** SHA-256, hexadecimal. */
export const empreinteDe = (formation: Formation): string =>
  createHash('sha256')
    .update(JSON.stringify(canonique(formation)))
    .digest('hex');
