/** What every system has, tried on Kairos and AUDEF. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { creneau, demande, positionnement, session } from '../../e2e/outils/exemples.ts';
import { type Banc, demarrerSystemes } from '../../e2e/outils/systemes.ts';

let banc: Banc;
let hasard = 0.5;
let n = 0;
beforeAll(async () => {
  banc = await demarrerSystemes(['kairos', 'audef'], { alea: () => hasard });
});
afterAll(() => banc.close());
beforeEach(async () => {
  n++;
  await banc.dire('kairos', '/sessions', session({ numero: `s${n}` }));
  await banc.dire('kairos', '/creneaux', creneau({ creneau: `c${n}`, session: `s${n}`, places: 50 }));
});
afterEach(async () => {
  hasard = 0.5;
  for (const systeme of ['kairos', 'audef'] as const) {
    await banc.regler(systeme, {});
    await banc.appeler('PUT', `/${systeme}/calendrier`, { origine: 0, vitesse: 1, avance: 0 });
  }
});

const message = (rang: number) => positionnement(rang, { session: `s${n}`, creneau: `c${n}`, positionnement: `p${n}-${rang}`, parcours: `q${n}-${rang}` });
const positionner = (rang: number, cle: string) => banc.dire('kairos', '/positionnements', message(rang), cle);
const prises = async (): Promise<number> => 50 - Number((await banc.voir<{ placesLibres: number }[]>('kairos', `/sessions/s${n}/creneaux`))[0]?.placesLibres);

describe('idempotency', () => {
  it('answers a repeated key as the first time, marks it in the ledger, and does the effect once', async () => {
    const cle = `rejeu-${n}`;
    const premiere = await positionner(1, cle);
    // Another order of the same fields is the same message.
    const inverse = Object.fromEntries(Object.entries(message(1)).reverse());
    const seconde = await banc.dire('kairos', '/positionnements', inverse, cle);
    expect(seconde).toMatchObject({ statut: 200, corps: premiere.corps });
    expect(await prises()).toBe(1);
    const lignes = await banc.ledger('kairos', `?idempotence=${cle}`);
    expect(lignes.map((l) => [l.route, l.rejeu, l.reponse])).toEqual([
      ['/positionnements', false, premiere.corps],
      ['/positionnements', true, premiere.corps],
    ]);
    expect(Object.keys(lignes[0] ?? {})).toEqual(expect.arrayContaining(['rang', 'cle', 'route', 'empreinte', 'recu', 'reponse', 'rejeu']));
    expect(lignes[0]?.empreinte).toBe(lignes[1]?.empreinte);
  });

  it('answers a known key as the first time whatever the message says now, and refuses it on another route', async () => {
    const cle = `autre-${n}`;
    const premiere = await positionner(1, cle);
    expect(await positionner(2, cle)).toMatchObject({ statut: 200, corps: premiere.corps });
    expect(await banc.dire('kairos', '/sessions', session({ numero: `s${n}` }), cle)).toMatchObject({ statut: 422 });
    expect(await prises()).toBe(1);
  });

  it('20 calls at once with one key: one effect, twenty times the same answer', async () => {
    const cle = `vingt-${n}`;
    const reponses = await Promise.all(Array.from({ length: 20 }, () => positionner(1, cle)));
    expect(new Set(reponses.map((r) => JSON.stringify([r.statut, r.corps]))).size).toBe(1);
    expect(reponses[0]?.statut).toBe(200);
    expect(await prises()).toBe(1);
    const lignes = await banc.ledger('kairos', `?idempotence=${cle}`);
    expect(lignes.filter((l) => !l.rejeu)).toHaveLength(1);
    expect(lignes).toHaveLength(20);
  });

  describe('two processes over one database', () => {
    let autre: Awaited<ReturnType<typeof demarrerSurLaMemeBase>>;
    beforeAll(async () => {
      autre = await demarrerSurLaMemeBase();
    });
    afterAll(() => autre.close());
    const appeler = (i: number, cle: string, corps: unknown) =>
      fetch(`${i % 2 ? autre.url : banc.url()}/kairos/positionnements`, {
        method: 'POST',
        headers: { authorization: `Bearer ${banc.cle}`, 'content-type': 'application/json', 'idempotency-key': cle },
        body: JSON.stringify(corps),
      }).then(async (r) => [r.status, await r.text()].join(' '));

    it('one key, one effect', async () => {
      const reponses = await Promise.all(Array.from({ length: 16 }, (_, i) => appeler(i, `deux-${n}`, message(1))));
      expect(new Set(reponses).size).toBe(1);
      expect(await prises()).toBe(1);
    });

    it('no seat twice', async () => {
      await banc.dire('kairos', '/creneaux', creneau({ creneau: `c${n}`, session: `s${n}`, places: 3 }));
      const reponses = await Promise.all(Array.from({ length: 16 }, (_, i) => appeler(i, `place-${n}-${i}`, message(i))));
      expect(reponses.filter((r) => r.startsWith('200'))).toHaveLength(3);
      expect(reponses.filter((r) => r.includes('"COMPLET"'))).toHaveLength(13);
      expect(await banc.voir('kairos', `/sessions/s${n}/inscrits`)).toHaveLength(3);
    });
  });

  it('a refusal is written but leaves the key free for the corrected call', async () => {
    const cle = `libre-${n}`;
    await banc.dire('kairos', '/sessions/etat-recrutement', { session: `s${n}`, etat: 'FERME' });
    expect((await positionner(1, cle)).corps['code']).toBe('RECRUTEMENT_FERME');
    await banc.dire('kairos', '/sessions/etat-recrutement', { session: `s${n}`, etat: 'OUVERT' });
    expect((await positionner(1, cle)).statut).toBe(200);
    expect((await banc.ledger('kairos', `?idempotence=${cle}`)).map((l) => [l.statut, l.rejeu])).toEqual([
      [409, false],
      [200, false],
    ]);
  });

  it('reads the ledger from a rank or an instant', async () => {
    const tout = await banc.ledger('kairos');
    const avantDernier = tout.at(-2);
    expect(await banc.ledger('kairos', `?depuis=${avantDernier?.rang}`)).toEqual([tout.at(-1)]);
    expect(await banc.ledger('kairos', '?depuis=2100-01-01T00:00:00Z')).toEqual([]);
    expect((await banc.appeler('GET', '/kairos/ledger?depuis=hier')).statut).toBe(422);
  });
});

describe('what goes wrong', () => {
  it('is closed until a business date, and says for how long; a jump of the calendar opens it', async () => {
    const depart = Date.now();
    await banc.appeler('PUT', '/kairos/calendrier', { origine: depart, vitesse: 288, avance: 0 });
    await banc.regler('kairos', { indisponibleJusqua: new Date(depart + 12 * 86_400_000).toISOString() });
    const refus = await positionner(1, `ferme-${n}`);
    expect(refus).toMatchObject({ statut: 503, corps: { code: 'SYSTEME_INDISPONIBLE' } });
    // Twelve days at 288 days a day: an hour.
    expect(Number(refus.entetes.get('retry-after'))).toBeGreaterThan(3_500);
    expect(Number(refus.entetes.get('retry-after'))).toBeLessThanOrEqual(3_600);
    expect((await banc.acte('kairos', 'positionnement.cree', demande(5, 'OF', { session: `s${n}`, creneau: `c${n}` }))).statut).toBe(503);
    expect((await banc.appeler('GET', '/kairos/sante')).statut).toBe(503);
    expect((await banc.appeler('GET', '/audef/sante')).statut).toBe(200);
    await banc.appeler('PUT', '/kairos/calendrier', { origine: depart, vitesse: 288, avance: 12 * 86_400_000 });
    expect((await banc.appeler('GET', '/kairos/sante')).statut).toBe(200);
    expect(await prises()).toBe(0);
  });

  it('fails at the rate it is told, before any effect', async () => {
    await banc.regler('kairos', { tauxErreur: 0.2 });
    hasard = 0.1;
    expect((await positionner(1, `erreur-${n}`)).statut).toBe(500);
    hasard = 0.3;
    expect(await prises()).toBe(0);
    expect(await banc.ledger('kairos', `?idempotence=erreur-${n}`)).toEqual([]);
    expect((await positionner(1, `erreur-${n}`)).statut).toBe(200);
  });

  it('refuses at the rate it is told, but never what it has already kept', async () => {
    await positionner(1, `garde-${n}`);
    await banc.regler('kairos', { tauxRefus: 1 });
    expect(await positionner(2, `refus-${n}`)).toMatchObject({ statut: 422, corps: { code: 'REFUS_SIMULE' } });
    expect((await positionner(1, `garde-${n}`)).statut).toBe(200);
    expect(await prises()).toBe(1);
  });

  it('loses the answer after the effect: the caller asks again with its key, and the effect was done once', async () => {
    await banc.regler('kairos', { perteApresEffet: 1 });
    await expect(positionner(1, `perdu-${n}`)).rejects.toThrow('fetch failed');
    await banc.regler('kairos', { perteApresEffet: 0 });
    expect((await positionner(1, `perdu-${n}`)).statut).toBe(200);
    expect(await prises()).toBe(1);
    expect((await banc.ledger('kairos', `?idempotence=perdu-${n}`)).map((l) => l.rejeu)).toEqual([false, true]);
  });

  it('is as slow as it is told', async () => {
    await banc.regler('kairos', { latenceMs: 300 });
    const debut = performance.now();
    await positionner(1, `lent-${n}`);
    expect(performance.now() - debut).toBeGreaterThan(290);
  });

  it('keeps settings and calendar through a restart, and takes back what is not said', async () => {
    const calendrier = { origine: 1_000, vitesse: 2, avance: 3 };
    await banc.regler('kairos', { latenceMs: 5, evenements: { doubles: 1, retardMs: 10, desordre: true } });
    await banc.appeler('PUT', '/kairos/calendrier', calendrier);
    await banc.redemarrer();
    expect((await banc.appeler('GET', '/kairos/reglages')).corps).toEqual({
      latenceMs: 5,
      tauxErreur: 0,
      tauxRefus: 0,
      perteApresEffet: 0,
      indisponibleJusqua: null,
      evenements: { doubles: 1, retardMs: 10, desordre: 1 },
    });
    expect((await banc.appeler('GET', '/kairos/calendrier')).corps).toEqual(calendrier);
    expect((await banc.regler('kairos', {})).corps).toMatchObject({ latenceMs: 0, evenements: { doubles: 0 } });
  });
});

const demarrerSurLaMemeBase = async () => {
  const { createServer } = await import('node:http');
  const { createSystemes } = await import('../index.ts');
  const systemes = await createSystemes({ databaseUrl: banc.base, cle: banc.cle, urlHub: banc.hub.url, codes: ['kairos'] });
  const serveur = createServer(systemes.app);
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret));
  const adresse = serveur.address();
  return {
    url: `http://127.0.0.1:${typeof adresse === 'object' ? adresse?.port : ''}`,
    close: async () => {
      serveur.closeAllConnections();
      await new Promise<void>((fin) => serveur.close(() => fin()));
      await systemes.close();
    },
  };
};
