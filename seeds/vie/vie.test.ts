import { describe, expect, it } from 'vitest';
import { createVie, vivre } from './index.ts';

type Appel = { methode: string; chemin: string; cle: string | null; corps: string };
const DEBUT = Date.parse('2026-11-24T09:00:00Z');

/** The doors, as one region shows them: a slot to come (but on session 2), one that is over, people expected there; `refus`: what every act is answered. */
const region = (refus: number | null = null) => {
  const appels: Appel[] = [];
  const CRENEAUX = [
    { id: 'ICO-1', creneau: 'ICO-1', modalite: 'ICO', debut: '2026-11-30T09:00:00.000Z', fin: '2026-11-30T11:00:00.000Z', placesLibres: 4, statut: 'PUBLIE' },
    {
      id: 'ICO-2',
      creneau: 'ICO-2',
      modalite: 'ICO',
      debut: '2026-11-20T09:00:00.000Z',
      fin: '2026-11-20T11:00:00.000Z',
      placesLibres: 0,
      statut: 'A_EMARGER',
    },
  ];
  const vus: [RegExp, unknown][] = [
    [/calendrier$/, { maintenant: new Date(DEBUT).toISOString() }],
    [/\/sessions\/2$/, { numero: '2', fiche: 'F1', debut: '2026-12-01', fin: null, creneaux: CRENEAUX.slice(1) }],
    [/\/sessions\/\d+$/, { numero: '1', fiche: 'F1', debut: '2026-12-01', fin: null, creneaux: CRENEAUX }],
    [/creneaux$/, CRENEAUX],
    [/inscrits$/, ['a', 'b'].map((positionnement) => ({ positionnement, creneau: 'ICO-2', presence: null, suite: null, inscription: null }))],
    [/\/parcours\?/, { elements: [{ id: 'p:1', session: '1', etape: 'X' }] }],
    [/\/parcours\/p:1$/, { positionnements: [{ id: 'a', statut: 'CONFIRME' }] }],
    [/fiches\/F1$/, { etat: 'SOUMISE' }],
    [/demandeurs\//, { statut: 'RADIE' }],
    [/api\/email$/, []],
  ];
  const appeler: typeof fetch = async (adresse, init) => {
    const chemin = String(adresse).replace('http://', '');
    const methode = init?.method ?? 'GET';
    if (methode === 'GET') return Response.json(vus.find(([motif]) => motif.test(chemin))?.[1] ?? null);
    appels.push({ methode, chemin, cle: new Headers(init?.headers).get('idempotency-key'), corps: typeof init?.body === 'string' ? init.body : '' });
    return Response.json({}, { status: refus ?? 202 });
  };
  const systemes = Object.fromEntries(['smf', 'rco', 'kairos', 'ouiform', 'aude', 'audef', 'pefr', 'imilo'].map((s) => [s, `http://${s}`]));
  const vie = (graine: number) =>
    createVie({
      graine,
      api: 'http://hub',
      systemes,
      cleSystemes: 'x',
      cles: { demo: 'mln' },
      courrier: 'http://courrier',
      sessions: ['1', '2'],
      fetch: appeler,
    });
  return { appels, vie };
};
const jouer = async (graine: number, n: number, refus: number | null = null) => {
  const { appels, vie } = region(refus);
  const v = vie(graine);
  const actes = [];
  for (let rang = 0; rang < n; rang++) actes.push(await v.agir(rang));
  return { appels, actes };
};

describe('the people of a region', () => {
  it('act alike for the same seed, otherwise for another', async () => {
    const [une, meme, autre] = [await jouer(28, 60), await jouer(28, 60), await jouer(29, 60)];
    expect(meme).toEqual(une);
    expect(autre.appels).not.toEqual(une.appels);
  });

  it('draw each act from its rank alone: what came before changes nothing', async () => {
    const { vie } = region();
    expect(await vie(28).agir(41)).toEqual((await jouer(28, 42)).actes[41]);
  });

  it('give each act keys of its own, so that a second try is the same act', async () => {
    const { appels } = await jouer(28, 80);
    const parCle = new Map<string, Set<string>>();
    for (const a of appels) parCle.set(a.cle ?? '', (parCle.get(a.cle ?? '') ?? new Set()).add(`${a.chemin} ${a.corps}`));
    expect(parCle.has('')).toBe(false);
    for (const [cle, dits] of parCle) expect([cle, dits.size]).toEqual([cle, 1]);
  });

  it('go through the doors alone, and do all that people do', async () => {
    const { appels, actes } = await jouer(28, 400);
    expect(new Set(actes.map((a) => a.acte)).size).toBe(12);
    for (const { chemin } of appels) expect(chemin).toMatch(/^(hub\/api\/v1\/|(smf|kairos|ouiform|aude|audef|pefr|imilo)\/actes\/)/);
    const faits = new Set(appels.map((a) => a.chemin.replace(/p:1|\/a\//g, '')));
    for (const acte of [
      'kairos/actes/presence.saisie',
      'kairos/actes/suite.saisie',
      'pefr/actes/rdv.reserve',
      'audef/actes/positionnement.cree',
      'ouiform/actes/session.consultee',
      'aude/actes/de.statut',
    ])
      expect(faits).toContain(acte);
  });

  it('R27: take a refusal as people do, and go on', async () => {
    const { actes } = await jouer(28, 60, 409);
    expect(actes.some((a) => a.acte === 'positionner' && a.issue === 'refus')).toBe(true);
    expect(actes.some((a) => a.issue === 'fait')).toBe(false);
  });

  it('go on from the rank that was kept, at their rate, until they are stopped', async () => {
    const { vie } = region();
    const arret = new AbortController();
    const notes: number[] = [];
    await vivre(vie(28), {
      ...{ rang: 7, parMinute: 60_000, arret: arret.signal, dire: () => undefined },
      noter: (rang) => {
        notes.push(rang);
        if (notes.length === 3) arret.abort();
      },
    });
    expect(notes).toEqual([8, 9, 10]);
  });
});
