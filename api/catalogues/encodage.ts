/** From bytes to text: the encoding that the file announces (byte order mark, XML declaration), honoured and checked. */
import { TextDecoder } from 'node:util';

/** `fautif`: what follows is not in the announced encoding (`octet`: one byte is not), or that encoding is not known. */
export type Texte = { texte: string; fautif?: { encodage: string; octet: boolean } };

const ANNONCE = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/;
const CONNUS: Record<string, string> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16',
  'utf-16be': 'utf-16',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
};
const REMPLACEMENT = '\uFFFD';
const REMPLACEMENT_UTF8 = Buffer.from([0xef, 0xbf, 0xbd]);
/** Enough for a byte order mark and an XML declaration. */
const TETE = 256;

/** Decodes piece by piece; stops after the first `fautif`. */
export async function* decoder(flux: AsyncIterable<Uint8Array>): AsyncGenerator<Texte> {
  let tete: Buffer | undefined = Buffer.alloc(0);
  let outil: { decodeur: TextDecoder; nom: string } | undefined;
  for await (const octets of flux) {
    let morceau = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
    if (tete) {
      tete = Buffer.concat([tete, morceau]);
      if (tete.length < TETE) continue;
      morceau = tete;
      tete = undefined;
      const choix = choisir(morceau);
      if (typeof choix === 'string') return yield { texte: '', fautif: { encodage: choix, octet: false } };
      outil = choix;
    }
    const texte = outil && traduire(outil, morceau, true);
    if (texte) yield texte;
    if (texte?.fautif) return;
  }
  if (tete) {
    const choix = choisir(tete);
    if (typeof choix === 'string') return yield { texte: '', fautif: { encodage: choix, octet: false } };
    return yield traduire(choix, tete, false);
  }
  if (outil) yield traduire(outil, Buffer.alloc(0), false);
}

const choisir = (tete: Buffer): { decodeur: TextDecoder; nom: string } | string => {
  const [a, b] = tete;
  const deuxOctets =
    (a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c) ? 'utf-16be' : (a === 0xff && b === 0xfe) || (a === 0x3c && b === 0) ? 'utf-16le' : null;
  if (deuxOctets) return { decodeur: new TextDecoder(deuxOctets), nom: 'UTF-16' };
  const debut = tete
    .subarray(0, TETE)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  const annonce = ANNONCE.exec(debut)?.[1];
  const voulu = (annonce ?? 'utf-8').toLowerCase();
  const connu = Object.hasOwn(CONNUS, voulu) ? CONNUS[voulu] : undefined;
  // Announced as UTF-16 and yet readable one byte at a time, or an encoding we do not have.
  if (!connu || connu === 'utf-16') return annonce ?? 'inconnu';
  return { decodeur: new TextDecoder(connu), nom: connu === 'utf-8' ? 'UTF-8' : (annonce ?? connu) };
};

const traduire = ({ decodeur, nom }: { decodeur: TextDecoder; nom: string }, octets: Buffer, suite: boolean): Texte => {
  const texte = decodeur.decode(octets, { stream: suite });
  const position = texte.indexOf(REMPLACEMENT);
  // A replacement character that the file itself contains is no decoding fault.
  if (position < 0 || (nom === 'UTF-8' && octets.includes(REMPLACEMENT_UTF8))) return { texte };
  return { texte: texte.slice(0, position), fautif: { encodage: nom, octet: true } };
};
