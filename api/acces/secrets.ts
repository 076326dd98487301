/** Secrets at rest: scrypt for what people choose, SHA-256 for long random tokens. */
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const deriver = promisify<string, Buffer, number, Buffer>(scrypt);
const LONGUEUR = 32;

export const hacher = (jeton: string): string => createHash('sha256').update(jeton).digest('hex');
export const nouveauJeton = (): string => randomBytes(32).toString('base64url');

/** `sel:empreinte`, hexadecimal. */
export const hacherMotDePasse = async (motDePasse: string, sel: Buffer = randomBytes(16)): Promise<string> =>
  `${sel.toString('hex')}:${(await deriver(motDePasse.normalize('NFC'), sel, LONGUEUR)).toString('hex')}`;

export const motDePasseCorrect = async (motDePasse: string, garde: string): Promise<boolean> => {
  const [sel, empreinte] = garde.split(':');
  const attendu = Buffer.from(empreinte ?? '', 'hex');
  const calcule = await deriver(motDePasse.normalize('NFC'), Buffer.from(sel ?? '', 'hex'), LONGUEUR);
  return attendu.length === calcule.length && timingSafeEqual(attendu, calcule);
};

export const egaux = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
};
