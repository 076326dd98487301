/**
 * Idempotency-Key: the first answer is kept and given again, marked `Idempotent-Replayed: true`. The same key with another payload is
 * refused (422), while the first is running too (409). What was refused before anything was done is not kept: the client may correct it.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { Hub } from '../../prisma/hub.ts';
import type { Appelant } from '../acces/portees.ts';
import { refus } from './problemes.ts';
import type { Reponse } from './route.ts';

export const EnteteIdempotence = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .meta({ description: 'Identifiant unique de la demande, le même à chaque nouvel essai.', example: '6f1c2a5e-0d5b-4b0e-9a57-0e6f5a1d3c11' }),
});

/**
 * A first request that has not answered after this was killed: its key may be tried again. One that was only slow does no harm: both run under
 * the same id of the inbox, which the second finds taken.
 */
const ABANDON_MS = 10_000;
const Entetes = z.record(z.string(), z.string());

type Demande = {
  hub: Hub;
  reel: number;
  appelant: Appelant;
  entetes: z.infer<typeof EnteteIdempotence>;
  corps: unknown;
  requete: Request;
  obligatoire?: boolean;
};

export const empreinteCorps = (corps: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(trier(corps)))
    .digest('hex');

// Two payloads that differ by the order of their keys are the same one.
const trier = (v: unknown): unknown => {
  if (Array.isArray(v)) return v.map(trier);
  if (typeof v !== 'object' || v === null) return v;
  return Object.fromEntries(
    Object.entries(v)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([cle, valeur]) => [cle, trier(valeur)]),
  );
};

/** `traiter` receives the key, which also names the message in the inbox: a second run after a crash finds what the first wrote. */
export const avecIdempotence = async (
  { hub, reel, appelant, entetes, corps, requete, obligatoire = false }: Demande,
  traiter: (cle: string) => Promise<Reponse>,
): Promise<Reponse> => {
  const client = appelant.par;
  const cle = entetes['idempotency-key'];
  if (cle === undefined) {
    if (obligatoire) throw refus('cle-idempotence-manquante', { errors: [{ pointer: '#/idempotency-key', detail: 'Cet en-tête est obligatoire.' }] });
    return traiter(randomUUID());
  }
  const empreinte = empreinteCorps([requete.method, requete.path, corps]);
  const id = { client_cle: { client, cle } };
  const { count } = await hub.idempotence.createMany({ data: [{ client, cle, empreinte, creeLe: new Date(reel) }], skipDuplicates: true });
  if (count === 0) {
    const deja = await hub.idempotence.findUnique({ where: id });
    if (deja && deja.empreinte !== empreinte) throw refus('cle-idempotence-reutilisee');
    if (deja?.statut != null)
      return { statut: deja.statut, corps: deja.reponse, entetes: { ...Entetes.parse(deja.entetes ?? {}), 'Idempotent-Replayed': 'true' } };
    const abandonnee = await hub.idempotence.updateMany({
      where: { client, cle, statut: null, creeLe: { lt: new Date(reel - ABANDON_MS) } },
      data: { creeLe: new Date(reel) },
    });
    if (abandonnee.count === 0) throw refus('requete-en-cours');
  }
  try {
    const reponse = await traiter(cle);
    await hub.idempotence.update({ where: id, data: { statut: reponse.statut, reponse: (reponse.corps ?? {}) as object, entetes: reponse.entetes ?? {} } });
    return reponse;
  } catch (erreur) {
    // A key that cannot be freed frees itself (ABANDON_MS): what is told is what went wrong first.
    await hub.idempotence.deleteMany({ where: { client, cle, statut: null } }).catch(() => undefined);
    throw erreur;
  }
};
