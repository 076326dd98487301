/** Partner events in: Standard Webhooks signature on the raw body, accepted once, answered 202 the same each time. */
import express, { Router } from 'express';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { Systeme } from '../../domain/codes.ts';
import type { Deps } from '../deps.ts';
import { erreursDe, messageFrancais } from '../socle/messages.ts';
import { refus } from '../socle/problemes.ts';
import { fautesDeTexte } from '../socle/textes.ts';
import { createAccueil } from './accueil.ts';
import { EVENEMENTS } from './interpretes.ts';

const Enveloppe = z.object({ id: z.string().min(1).max(200), type: z.string().min(1).max(60), date: z.iso.datetime({ offset: true }), donnees: z.unknown() });

export const createEvenements = (deps: Pick<Deps, 'hub' | 'receptions' | 'horloge' | 'config'>): Router => {
  const signature = new Webhook(deps.config.cleSystemes);
  const { accueillir } = createAccueil(deps);
  const routeur = Router();
  routeur.post('/api/evenements/:systeme', express.raw({ type: () => true, limit: '1mb' }), async (req, res) => {
    const systeme = Systeme.safeParse(req.params['systeme']);
    if (!systeme.success) throw refus('introuvable');
    const brut = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    const lu = verifier(signature, brut, req.headers);
    const enveloppe = Enveloppe.safeParse(lu, { error: messageFrancais });
    if (!enveloppe.success) throw refus('requete-invalide', { errors: erreursDe(enveloppe.error) });
    const { id, type, date, donnees } = enveloppe.data;
    const regle = Object.hasOwn(EVENEMENTS, type) ? EVENEMENTS[type] : undefined;
    if (!regle?.systemes.includes(systeme.data))
      throw refus('requete-invalide', { errors: [{ pointer: '#/type', detail: 'Ce système n’émet pas ce type d’événement.' }] });
    const valides = regle.forme.safeParse(donnees, { error: messageFrancais });
    if (!valides.success) throw refus('requete-invalide', { errors: erreursDe(valides.error, 'donnees') });
    const errors = fautesDeTexte({ id, donnees });
    if (errors.length > 0) throw refus('requete-invalide', { errors });
    await accueillir({ systeme: systeme.data, id, type, date, donnees });
    res.status(202).json({ id, recu: true });
  });
  return routeur;
};

/** Bad signature, or a timestamp older than five minutes: 401. Signed but unreadable: 400. */
const verifier = (signature: Webhook, brut: Buffer, entetes: express.Request['headers']): unknown => {
  const texte = brut.toString('utf8');
  try {
    signature.verify(
      texte,
      {
        'webhook-id': String(entetes['webhook-id'] ?? ''),
        'webhook-timestamp': String(entetes['webhook-timestamp'] ?? ''),
        'webhook-signature': String(entetes['webhook-signature'] ?? ''),
      },
      { jsonParse: false },
    );
  } catch {
    throw refus('signature-incorrecte');
  }
  try {
    return JSON.parse(texte);
  } catch {
    throw refus('json-invalide');
  }
};
