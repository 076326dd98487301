import { afterAll, describe, expect, it } from 'vitest';
import { hubDeTest } from '../e2e/outils/base.ts';
import { createDisjoncteur } from './disjoncteur.ts';
import { createSystemes } from './systemes.ts';

const { hub, close } = await hubDeTest();
afterAll(close);
const mettre = (etat: string) => hub.etatSysteme.upsert({ where: { code: 'kairos' }, create: { code: 'kairos', etat, depuis: new Date() }, update: { etat } });

describe('the breaker of a partner', () => {
  it('is announced after five failures in a row, whatever came before', async () => {
    const annonces: string[] = [];
    const d = createDisjoncteur({ hub, horloge: () => 0, annoncer: async (systeme, raison) => void annonces.push(`${systeme} ${raison}`) });
    for (let i = 0; i < 4; i++) await d.echec('aude', 'réponse 503', 5);
    d.succes('aude', 5);
    for (let i = 0; i < 4; i++) await d.echec('aude', 'réponse 503', 5);
    expect(annonces).toEqual([]);
    await d.echec('aude', 'réponse 503', 5);
    expect(annonces).toEqual(['aude réponse 503']);
  });

  it('is closed again as soon as the partner’s row says so: nobody is sent back to wait on an old word', async () => {
    const d = createDisjoncteur({ hub, horloge: () => 0, annoncer: async () => undefined });
    await mettre('EN_PANNE');
    expect(await d.ouvert('kairos')).toBe(true);
    await mettre('OUVERT');
    expect(await d.ouvert('kairos')).toBe(false);
  });
});

describe('the measures of a partner', () => {
  const MINUTE = 60_000;
  const lire = () => hub.mesureSysteme.findMany({ where: { code: 'rco' }, orderBy: { minute: 'asc' } });
  const lues = async (n: number) => {
    await expect.poll(async () => (await lire()).reduce((s, m) => s + m.appels, 0)).toBe(n);
    return (await lire()).map((m) => [m.minute.getTime() / MINUTE, m.appels, m.echecs, Number(m.dureeMs)]);
  };

  it('add up calls, failures and times by minute, whatever the worker, and forget the day before', async () => {
    let a = 30 * 3_600_000;
    const [un, autre] = [1, 2].map(() => createDisjoncteur({ hub, horloge: () => a, annoncer: async () => undefined }));
    un?.succes('rco', 40);
    expect(await lues(1)).toEqual([[1800, 1, 0, 40]]);
    un?.succes('rco', 60); // kept for later: an answer among thousands
    a += 2000;
    await un?.echec('rco', 'réponse 503', 10); // seen soon
    expect(await lues(3)).toEqual([[1800, 3, 1, 110]]);
    autre?.succes('rco', 20);
    expect(await lues(4)).toEqual([[1800, 4, 1, 130]]);
    a += 25 * 3_600_000;
    un?.succes('rco', 30);
    await expect.poll(async () => (await lire()).map((m) => m.appels)).toEqual([1]);
  });
  it('count the five failures that cut it, since it is not called again', async () => {
    const d = createDisjoncteur({ hub, horloge: () => 0, annoncer: async () => undefined });
    for (let i = 0; i < 5; i++) await d.echec('imilo', 'pas de réponse', 100);
    await expect.poll(async () => (await hub.mesureSysteme.findMany({ where: { code: 'imilo' } })).map((m) => [m.appels, m.echecs])).toEqual([[5, 5]]);
  });
});

describe('a wait that is written after the partner has come back', () => {
  const reveils: string[] = [];
  const temporal = { workflow: { getHandle: (id: string) => ({ signal: async (nom: string, code: string) => void reveils.push(`${id} ${nom} ${code}`) }) } };
  const attente = { cause: 'SYSTEME_INDISPONIBLE', systeme: 'kairos', processus: 'parcours:p:s', leveLe: null };
  const rattraper = (blocages: Parameters<ReturnType<typeof createSystemes>['rattraper']>[0]) =>
    // Nothing else of Temporal is used, and no partner is called.
    createSystemes({ hub, client: () => temporal as never, urls: {} as never, cle: '', fetch }).rattraper(blocages);

  it('S20: is woken at once, and left to the partner’s flow while it is down', async () => {
    await mettre('EN_PANNE');
    await rattraper([attente]);
    expect(reveils).toEqual([]);
    await mettre('OUVERT');
    await rattraper([
      { ...attente, leveLe: '2026-11-23T08:00:00Z' },
      { ...attente, cause: 'PRESENCE_NON_SAISIE' },
    ]);
    expect(reveils).toEqual([]);
    await rattraper([attente]);
    expect(reveils).toEqual(['parcours:p:s systemeRepris kairos']);
  });
});
