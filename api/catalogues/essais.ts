/** For tests: a catalogue of any size, and bytes in pieces. Synthetic. */

import type { VersionLheo } from '../../domain/lheo/definition.ts';
import { ecrireFormation, enTete, PIED } from '../../domain/lheo/ecriture.ts';
import { formationExemple, ico } from '../../domain/lheo/exemples.ts';
import type { Formation } from '../../domain/lheo/modele.ts';

export const formationNumero = (n: number): Formation => {
  const f = formationExemple([ico({ numero: `ICO-S${n}-1` })]);
  return {
    ...f,
    numero: `F${n}`,
    intitule: `Formation ${n}`,
    actions: f.actions.map((a) => ({ ...a, numero: `A${n}`, sessions: a.sessions.map((s) => ({ ...s, numero: `S${n}` })) })),
  };
};

export async function* octets(contenu: string, taille = 65_536): AsyncGenerator<Uint8Array> {
  const tout = Buffer.from(contenu);
  for (let i = 0; i < tout.length; i += taille) yield tout.subarray(i, i + taille);
}

/** `nombre` formations of about `poids` characters each, made as they are read. */
export async function* catalogueGeant(nombre: number, poids: number, version: VersionLheo = '2.3'): AsyncGenerator<Uint8Array> {
  yield Buffer.from(enTete(version));
  for (let n = 1; n <= nombre; n++) {
    const f = formationNumero(n);
    const bourrage = Array.from({ length: Math.ceil(poids / 3_000) }, (_, i) => ({
      nom: 'extras',
      enfants: [{ nom: 'extra', texte: `${i} ${'abcdefghi '.repeat(299)}` }],
    }));
    yield Buffer.from(ecrireFormation({ ...f, autres: bourrage }, version));
  }
  yield Buffer.from(PIED);
}
