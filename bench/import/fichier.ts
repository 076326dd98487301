/** A catalogue of any weight: the regional one over and over, each time under numbers of its own. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { ecrireFormation, enTete, PIED } from '../../domain/lheo/ecriture.ts';
import type { Formation } from '../../domain/lheo/modele.ts';
import { genererCatalogue } from '../../seeds/catalogue.ts';

const GRAINE = { graine: 7, reference: new Date('2026-03-02T08:00:00Z') };

/** Writes the file; returns its weight in bytes and its number of formations. */
export const ecrireCatalogue = async (chemin: string, octets: number): Promise<{ octets: number; formations: number }> => {
  const region = genererCatalogue(GRAINE);
  const sortie = createWriteStream(chemin);
  let ecrits = 0;
  let formations = 0;
  const ecrire = async (texte: string) => {
    ecrits += Buffer.byteLength(texte);
    if (!sortie.write(texte)) await once(sortie, 'drain');
  };
  await ecrire(enTete('2.3'));
  while (ecrits < octets) {
    const modele = region[formations % region.length] as Formation;
    await ecrire(ecrireFormation(renumeroter(modele, Math.floor(formations / region.length)), '2.3'));
    formations++;
  }
  await ecrire(PIED);
  sortie.end();
  await once(sortie, 'close');
  return { octets: ecrits, formations };
};

const renumeroter = (f: Formation, tour: number): Formation => {
  const autre = (numero: string): string => `${numero}T${tour}`;
  return {
    ...f,
    ...(f.numero !== undefined && { numero: autre(f.numero) }),
    actions: f.actions.map((a) => ({
      ...a,
      numero: autre(a.numero),
      sessions: a.sessions.map((s) => ({
        ...s,
        numero: autre(s.numero),
        recrutements: s.recrutements.map((r) => ({ ...r, ...(r.numero !== undefined && { numero: autre(r.numero) }) })),
      })),
    })),
  };
};
