import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Calendrier, maintenant } from '../../domain/calendrier.ts';
import { ACCES, CLE_SYSTEMES, CLES, createMaison, type Maison, T0 } from '../essais/maison.ts';
import { lireDuree } from './duree.ts';

const CHEMIN = '/api/demonstration/calendrier';
const JOUR = 86_400_000;
let maison: Maison;
let partenaires: Server;
const dits: { systeme: string; cal: Calendrier }[] = [];

beforeAll(async () => {
  const recevoir = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    let corps = '';
    for await (const morceau of req) corps += String(morceau);
    const autorise = req.method === 'PUT' && req.headers.authorization === `Bearer ${CLE_SYSTEMES}`;
    if (autorise) dits.push({ systeme: req.url?.split('/')[1] ?? '', cal: Calendrier.parse(JSON.parse(corps)) });
    res.statusCode = autorise ? 204 : 401;
    res.end();
  };
  partenaires = createServer((req, res) => void recevoir(req, res));
  await new Promise<void>((pret) => partenaires.listen(0, '127.0.0.1', () => pret()));
  const { port } = partenaires.address() as AddressInfo;
  maison = await createMaison({ systemes: (code) => `http://127.0.0.1:${port}/${code}` });
  const processus = (id: string, ouvert: boolean) => ({ id, type: 'session', sujet: id, etape: 'x', etat: 'en_cours', ouvert, depuis: new Date(T0) });
  await maison.hub.processus.createMany({ data: [processus('session:1', true), processus('session:2', true), processus('session:3', false)] });
});
afterAll(async () => {
  await maison.close();
  await new Promise((fin) => partenaires.close(fin));
});
const avancer = (duree: string, cle = CLES.demo) => maison.demander('POST', CHEMIN, { cle, corps: { avancer: duree } });
const Reponse = z.strictObject({ maintenant: z.string(), flux: z.number() });

describe('the business calendar', () => {
  it('is read by whoever is signed in', async () => {
    const { corps, statut } = await maison.demander('GET', CHEMIN, { cle: CLES.ml });
    expect(statut).toBe(200);
    expect(Reponse.parse(corps)).toMatchObject({ flux: 2 });
    expect((await maison.demander('GET', CHEMIN)).statut).toBe(401);
  });

  it('jumps in steps of a day at most, each heard by all partners and all open flows before the next', async () => {
    const avant = Date.parse(Reponse.parse((await maison.demander('GET', CHEMIN, { cle: CLES.demo })).corps).maintenant);
    const { corps } = await avancer('P2DT6H');
    const lu = Reponse.parse(corps);
    expect(lu.flux).toBe(2);
    expect(Math.abs(Date.parse(lu.maintenant) - avant - 2.25 * JOUR)).toBeLessThan(60_000);
    const pas = [...new Set(maison.flux.calendriers.map((c) => c.cal.avance))];
    expect(pas).toHaveLength(3);
    expect(pas.map((p, i) => p - (pas[i - 1] ?? (pas[0] ?? 0) - JOUR))).toEqual([JOUR, JOUR, JOUR / 4]);
    expect(maison.flux.calendriers.map((c) => c.workflow)).toEqual(['session:1', 'session:2', 'session:1', 'session:2', 'session:1', 'session:2']);
    expect(new Set(dits.map((d) => d.systeme)).size).toBe(8);
    expect(dits).toHaveLength(24);
    expect(maintenant(dits.at(-1)?.cal ?? { origine: 0, vitesse: 1, avance: 0 }, maison.horloge.reel())).toBeGreaterThan(avant + 2 * JOUR);
  });

  it('is not stopped by a flow that ended, nor by one that stays silent; a flow born meanwhile hears it too', async () => {
    maison.flux.calendriers.length = 0;
    let ne = false;
    maison.flux.calendrier = (workflow) => {
      if (!ne) {
        ne = true;
        void maison.hub.processus
          .create({ data: { id: 'session:9', type: 'session', sujet: '9', etape: 'x', etat: 'en_cours', depuis: new Date(T0) } })
          .then(() => undefined);
      }
      return workflow === 'session:1' ? 'ABSENT' : workflow === 'session:2' ? 'SILENCE' : 'ENTENDU';
    };
    await avancer('PT1H');
    await avancer('PT1H');
    expect(Reponse.parse((await avancer('PT1H')).corps).flux).toBe(1);
    expect(maison.flux.calendriers.map((c) => c.workflow)).toContain('session:9');
  });

  it.each(['P13M', 'PT', 'P', '-P1D', 'P500D', 'demain'])('refuses %s', async (duree) => {
    expect(await avancer(duree)).toMatchObject({ statut: 422, corps: { errors: [{ pointer: '#/avancer' }] } });
  });

  it('moves for an ADMIN session or the DEMO key only', async () => {
    for (const cle of [CLES.ml, CLES.of, CLES.lecture]) expect((await avancer('PT1H', cle)).statut).toBe(403);
    const compte = ACCES.comptes.find((c) => c.role === 'REGION');
    const { entetes } = await maison.demander('POST', '/api/admin/session', { corps: { courriel: compte?.courriel, motDePasse: compte?.motDePasse } });
    const cookie = entetes.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await maison.demander('POST', CHEMIN, { corps: { avancer: 'PT1H' }, entetes: { cookie } })).statut).toBe(403);
  });

  it('does not exist in production', async () => {
    const production = await createMaison({ demonstration: false });
    try {
      expect((await production.demander('GET', CHEMIN, { cle: CLES.demo })).statut).toBe(404);
      expect((await production.demander('POST', CHEMIN, { cle: CLES.demo, corps: { avancer: 'P1D' } })).statut).toBe(404);
    } finally {
      await production.close();
    }
  });
});

it('reads durations', () => {
  const lire = (duree: string) => lireDuree(duree, Date.UTC(2027, 0, 31));
  expect(lire('P1W2DT3H4M5S')).toBe(9 * JOUR + 3 * 3_600_000 + 4 * 60_000 + 5_000);
  expect(lire('P1M')).toBe(28 * JOUR); // to 28 February
  expect(lire('P1Y1DT0.5H')).toBe(366 * JOUR + 1_800_000);
  expect(['P0D', 'P', 'PT', '-P1D', '1D', 'P1DT'].map(lire)).toEqual([null, null, null, null, null, null]);
});
