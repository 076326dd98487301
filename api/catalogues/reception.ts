/**
 * First pass: the body is stored piece by piece while the whole of it is checked (well-formed, LHEO, known version). A file that
 * fails leaves nothing but its report; one that passes is stored whole, and read again from there however often we are stopped.
 */
import type { Hub } from '../../prisma/hub.ts';
import { decouper } from './decoupe.ts';
import { estIllisible, illisible } from './illisible.ts';

export type Reception = { hub: Hub; deposePar: string | null; octetsMax?: number };

/** Small: the database client remembers its last hundred statements, values included. */
const MORCEAU = 262_144;
const OCTETS_MAX = 2_147_483_648;

/** The catalogue's id, and whether it can be imported. Rethrows what is no fault of the file (a client that went away). */
export const recevoir = async (
  flux: AsyncIterable<Uint8Array>,
  { hub, deposePar, octetsMax = OCTETS_MAX }: Reception,
): Promise<{ id: string; lisible: boolean }> => {
  const { id } = await hub.catalogue.create({ data: { etat: 'EN_RECEPTION', deposePar } });
  const compte = { octets: 0 };
  try {
    let version: string | null = null;
    for await (const coupe of decouper(conserver(hub, id, flux, octetsMax, compte), { construire: false })) version = coupe.version;
    await hub.catalogue.update({ where: { id }, data: { etat: 'RECU', version, octets: compte.octets } });
    return { id, lisible: true };
  } catch (erreur) {
    const { phrase, ligne, colonne } = estIllisible(erreur) ? erreur.illisible : { phrase: 'la réception s’est interrompue.', ligne: 0, colonne: 0 };
    const message = ligne > 0 ? `Ligne ${ligne}, colonne ${colonne} : ${phrase}` : phrase;
    await hub.$transaction([
      hub.catalogueMorceau.deleteMany({ where: { catalogue: id } }),
      hub.catalogue.update({
        where: { id },
        data: { etat: 'REFUSE', octets: compte.octets, erreurs: [{ formation: null, ligne, chemin: null, message }], finiLe: new Date() },
      }),
    ]);
    if (!estIllisible(erreur)) throw erreur;
    return { id, lisible: false };
  }
};

/** The stored body, in order. */
export async function* relire(hub: Hub, catalogue: string): AsyncGenerator<Uint8Array> {
  for (let rang = 0; ; rang++) {
    const [morceau] = await hub.$queryRaw<
      { octets: Uint8Array }[]
    >`SELECT octets FROM hub.catalogue_morceau WHERE catalogue = ${catalogue}::uuid AND rang = ${rang}`;
    if (!morceau) return;
    yield morceau.octets;
  }
}

async function* conserver(
  hub: Hub,
  catalogue: string,
  flux: AsyncIterable<Uint8Array>,
  octetsMax: number,
  compte: { octets: number },
): AsyncGenerator<Uint8Array> {
  let attente: Uint8Array[] = [];
  let taille = 0;
  let rang = 0;
  const ecrire = async () => {
    const octets = Buffer.concat(attente);
    attente = [];
    taille = 0;
    // Raw SQL: the client keeps a thousand plans of its own queries, with bytes written out in them.
    await hub.$executeRaw`INSERT INTO hub.catalogue_morceau (catalogue, rang, octets) VALUES (${catalogue}::uuid, ${rang++}, ${octets})`;
  };
  for await (const octets of flux) {
    compte.octets += octets.byteLength;
    if (compte.octets > octetsMax) throw illisible(`le fichier dépasse ${octetsMax.toLocaleString('fr-FR')} octets.`, 1, 1);
    yield octets;
    attente.push(octets);
    taille += octets.byteLength;
    if (taille >= MORCEAU) await ecrire();
  }
  if (taille > 0) await ecrire();
}
