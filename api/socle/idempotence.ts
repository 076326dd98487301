/**
 * Idempotency-Key: the first answer is kept and given again, marked `Idempotent-Replayed: true`. The same key with another payload is
 * refused (422), while the first is running too (409). What was refused before anything was done is not kept: the client may correct it.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Hub } from '../../prisma/hub.ts';
import { refus } from './problemes.ts';
import type { Reponse } from './route.ts';

export const EnteteIdempotence = z.object({ 'idempotency-key': z.string().min(1).max(255).optional().meta({ description: 'Identifiant unique de la demande, le même à chaque nouvel essai.', example: '6f1c2a5e-0d5b-4b0e-9a57-0e6f5a1d3c11' }) });

/** A first request that has not answered after this was killed: its key may be tried again. */
const ABANDON_MS = 60_000;
const Entetes = z.record(z.string(), z.string());

type Demande = { client: string; cle: string | undefined; corps: unknown; reel: number };

export const empreinteCorps = (corps: unknown): string => createHash('sha256').update(JSON.stringify(trier(corps))).digest('hex');

// Two payloads that differ by the order of their keys are the same one.
const trier = (v: unknown): unknown => {
  if (Array.isArray(v)) return v.map(trier);
  if (typeof v !== 'object' || v === null) return v;
  return Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)).map(([cle, valeur]) => [cle, trier(valeur)]));
};

export const avecIdempotence = async (hub: Hub, { client, cle, corps, reel }: Demande, traiter: (cle: string) => Promise<Reponse>): Promise<Reponse> => {
  if (cle === undefined || cle.trim() === '') throw refus('cle-idempotence-manquante', { errors: [{ pointer: '#/idempotency-key', detail: 'Cet en-tête est obligatoire.' }] });
  const empreinte = empreinteCorps(corps);
  const id = { client_cle: { client, cle } };
  const { count } = await hub.idempotence.createMany({ data: [{ client, cle, empreinte, creeLe: new Date(reel) }], skipDuplicates: true });
  if (count === 0) {
    const deja = await hub.idempotence.findUnique({ where: id });
    if (deja && deja.empreinte !== empreinte) throw refus('cle-idempotence-reutilisee');
    if (deja?.statut != null) return { statut: deja.statut, corps: deja.reponse, entetes: { ...Entetes.parse(deja.entetes ?? {}), 'Idempotent-Replayed': 'true' } };
    const abandonnee = deja && (await hub.idempotence.updateMany({ where: { client, cle, statut: null, creeLe: { lt: new Date(reel - ABANDON_MS) } }, data: { creeLe: new Date(reel) } })).count === 1;
    if (!abandonnee) throw refus('requete-en-cours');
  }
  try {
    const reponse = await traiter(cle);
    await hub.idempotence.update({ where: id, data: { statut: reponse.statut, reponse: (reponse.corps ?? {}) as object, entetes: reponse.entetes ?? {} } });
    return reponse;
  } catch (erreur) {
    await hub.idempotence.deleteMany({ where: { client, cle, statut: null } });
    throw erreur;
  }
};
