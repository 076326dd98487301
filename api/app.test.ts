import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ACCES, CLES, createMaison, demande, ICO, type Maison, SESSION } from './essais/maison.ts';
import { PROBLEMES } from './socle/problemes.ts';

let maison: Maison;
beforeAll(async () => {
  maison = await createMaison();
});
afterAll(() => maison.close());
afterEach(() => vi.restoreAllMocks());

const FORMATIONS = '/api/v1/formations';
const admin = ACCES.comptes.find((c) => c.role === 'ADMIN');
const connecter = async (entetes: Record<string, string> = {}) =>
  maison.demander('POST', '/api/admin/session', { corps: { courriel: admin?.courriel, motDePasse: admin?.motDePasse }, entetes });
const cookie = (r: { entetes: Headers }) => r.entetes.getSetCookie()[0]?.split(';')[0] ?? '';

const creneauNomme = (nom: string) => ({
  session: SESSION,
  modalite: 'ICO',
  debut: '2026-11-12T09:30:00+01:00',
  fin: '2026-11-12T12:00:00+01:00',
  lieu: { nom },
  places: 3,
});

describe('refusals', () => {
  it('are all RFC 9457 problems with a type, a French title and a request to quote', async () => {
    const { corps, entetes, statut } = await maison.demander('GET', FORMATIONS);
    expect(statut).toBe(401);
    expect(entetes.get('content-type')).toContain('application/problem+json');
    expect(corps).toMatchObject({
      type: '/problemes/authentification-requise',
      status: 401,
      title: expect.stringMatching(/nécessaire/),
      instance: expect.stringMatching(/^\/requetes\//),
    });
    expect(String(corps['instance'])).toContain(entetes.get('x-request-id'));
  });

  it.each([
    [
      '400 unreadable JSON',
      'POST',
      '/api/v1/positionnements',
      { cle: CLES.ml, brut: '{', entetes: { 'content-type': 'application/json' } },
      400,
      'json-invalide',
    ],
    ['400 wrong parameter', 'GET', `${FORMATIONS}?taille=900`, { cle: CLES.ml }, 400, 'parametre-invalide'],
    ['400 unknown parameter', 'GET', `${FORMATIONS}?couleur=bleu`, { cle: CLES.ml }, 400, 'parametre-invalide'],
    ['400 cursor of another list', 'GET', `${FORMATIONS}?apres=xxx`, { cle: CLES.ml }, 400, 'parametre-invalide'],
    ['400 malformed address', 'GET', '/api/v1/sessions/%E0%A4%A', { cle: CLES.ml }, 400, 'parametre-invalide'],
    ['401 no key', 'GET', FORMATIONS, {}, 401, 'authentification-requise'],
    ['401 wrong secret', 'GET', FORMATIONS, { cle: `${CLES.ml.slice(0, -2)}xx` }, 401, 'authentification-requise'],
    ['401 not a key', 'GET', FORMATIONS, { cle: 'bonjour' }, 401, 'authentification-requise'],
    ['403 missing scope', 'POST', '/api/v1/positionnements', { cle: CLES.lecture, corps: {} }, 403, 'acces-refuse'],
    [
      '403 a prescriber says nothing of how recruitment stands',
      'POST',
      '/api/v1/sessions/x/etat-recrutement',
      { cle: CLES.ml, corps: {} },
      403,
      'acces-refuse',
    ],
    ['404 unknown address', 'GET', '/api/v1/nulle-part', { cle: CLES.ml }, 404, 'introuvable'],
    ['404 unknown session', 'GET', '/api/v1/sessions/0', { cle: CLES.ml }, 404, 'session-introuvable'],
    ['405 another method', 'DELETE', FORMATIONS, { cle: CLES.ml }, 405, 'methode-non-permise'],
    ['413 too big', 'POST', '/api/v1/positionnements', { cle: CLES.ml, corps: { x: 'x'.repeat(1_100_000) } }, 413, 'corps-trop-volumineux'],
    [
      '415 not JSON',
      'POST',
      '/api/v1/positionnements',
      { cle: CLES.ml, brut: 'a=1', entetes: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'type-non-pris-en-charge',
    ],
    ['400 NUL in a parameter', 'GET', `${FORMATIONS}?q=%00`, { cle: CLES.ml }, 400, 'parametre-invalide'],
    ['400 NUL in an address', 'GET', '/api/v1/parcours/%00', { cle: CLES.ml }, 400, 'parametre-invalide'],
    [
      '400 a cursor that holds NUL',
      'GET',
      `${FORMATIONS}?apres=${Buffer.from('[true,"9999-12-31","\\u0000"]').toString('base64url')}`,
      { cle: CLES.ml },
      400,
      'parametre-invalide',
    ],
    ['422 NUL in a text', 'POST', '/api/v1/creneaux', { cle: CLES.of, corps: creneauNomme('\0') }, 422, 'requete-invalide'],
    ['422 half a character in a text', 'POST', '/api/v1/creneaux', { cle: CLES.of, corps: creneauNomme('\ud800') }, 422, 'requete-invalide'],
    ['422 empty body', 'POST', '/api/v1/positionnements', { cle: CLES.ml, corps: {} }, 422, 'requete-invalide'],
  ] as const)('%s', async (_titre, methode, chemin, quoi, statut, code) => {
    expect(await maison.demander(methode, chemin, quoi)).toMatchObject({ statut, corps: { code, status: statut } });
  });

  it('500 says nothing of what happened', async () => {
    vi.spyOn(maison.hub, '$queryRaw').mockImplementation((() => Promise.reject(new Error('mot de passe de Camille : hunter2'))) as never);
    const { statut, texte, corps } = await maison.demander('GET', FORMATIONS, { cle: CLES.ml });
    expect(statut).toBe(500);
    expect(texte).not.toMatch(/Camille|hunter2|Error|at /);
    expect(corps['detail']).toBe(PROBLEMES['erreur-interne'].titre);
  });

  it('503 and Retry-After when the database is away or too busy, for whoever reads', async () => {
    const absente = Object.assign(new Error('127.0.0.1:5432 Camille'), { code: 'P1001' });
    vi.spyOn(maison.hub, '$queryRaw').mockImplementation((() => Promise.reject(absente)) as never);
    for (const chemin of [FORMATIONS, '/api/v1/blocages']) {
      const r = await maison.demander('GET', chemin, { cle: CLES.demo });
      expect([chemin, r.statut, r.corps['code']]).toEqual([chemin, 503, 'indisponible']);
      expect(Number(r.entetes.get('retry-after'))).toBeGreaterThan(0);
      expect(r.texte).not.toMatch(/Camille|127\.0\.0\.1/);
    }
  });

  it('a request refused by a rush is clearly not kept; one whose answer was lost is kept once: the same request again is answered in full', async () => {
    const [corps, entetes] = [demande(), { 'idempotency-key': 'dans-la-cohue' }];
    const poster = () => maison.demander('POST', '/api/v1/positionnements', { cle: CLES.ml, corps, entetes });
    const gardees = () => maison.hub.reception.count({ where: { id: 'dans-la-cohue' } });
    vi.spyOn(maison.hub, '$transaction').mockRejectedValueOnce(Object.assign(new Error('pool'), { code: 'P2028' }));
    expect(await poster()).toMatchObject({ statut: 503, corps: { code: 'indisponible' } });
    expect(await gardees()).toBe(0);
    vi.spyOn(maison.hub.positionnement, 'findUniqueOrThrow').mockRejectedValueOnce(Object.assign(new Error('coupée'), { code: 'P1017' }));
    expect(await poster()).toMatchObject({ statut: 503 });
    expect(await gardees()).toBe(1);
    expect(await poster()).toMatchObject({ statut: 202, corps: { statut: 'CONFIRME' } });
    expect(await gardees()).toBe(1);
    const siens = maison.flux.entendus.filter((e) => e.acte?.id === 'cle:ml/dans-la-cohue');
    expect(siens).toHaveLength(1);
  });

  it('a revoked or expired key no longer opens, at once', async () => {
    await maison.hub.cleApi.update({ where: { id: 'pe' }, data: { revoqueeLe: new Date() } });
    expect((await maison.demander('GET', FORMATIONS, { cle: CLES.pe })).statut).toBe(401);
    await maison.hub.cleApi.update({ where: { id: 'pe' }, data: { revoqueeLe: null, expireLe: new Date(Date.now() - 1) } });
    expect((await maison.demander('GET', FORMATIONS, { cle: CLES.pe })).statut).toBe(401);
    await maison.hub.cleApi.update({ where: { id: 'pe' }, data: { expireLe: null } });
  });
});

describe('limits', () => {
  it('429 with headers, counted per caller', async () => {
    const petite = await createMaison({
      limites: { ordinaire: { fenetreMs: 60_000, maximum: 3 }, connexion: { fenetreMs: 60_000, maximum: 2 }, lien: { fenetreMs: 60_000, maximum: 1 } },
    });
    try {
      const statuts = [];
      for (let i = 0; i < 4; i++) statuts.push((await petite.demander('GET', FORMATIONS, { cle: CLES.ml })).statut);
      expect(statuts).toEqual([200, 200, 200, 429]);
      const refusee = await petite.demander('GET', FORMATIONS, { cle: CLES.ml });
      expect(refusee.corps['code']).toBe('trop-de-requetes');
      expect(Number(refusee.entetes.get('retry-after'))).toBeGreaterThan(0);
      expect(refusee.entetes.get('ratelimit')).toContain('ordinaire');
      expect((await petite.demander('GET', FORMATIONS, { cle: CLES.of })).statut).toBe(200);
      const faux = { courriel: 'x@y.example', motDePasse: 'faux' };
      const connexions = [];
      for (let i = 0; i < 3; i++) connexions.push((await petite.demander('POST', '/api/admin/session', { corps: faux })).statut);
      expect(connexions).toEqual([401, 401, 429]);
    } finally {
      await petite.close();
    }
  });
});

describe('sign-in', () => {
  it('opens a session by cookie, says who it is, and closes it for good', async () => {
    const ouverte = await connecter();
    expect(ouverte).toMatchObject({ statut: 200, corps: { role: 'ADMIN', courriel: admin?.courriel, demonstration: true } });
    const brut = ouverte.entetes.getSetCookie()[0] ?? '';
    expect(brut).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/);
    const entetes = { cookie: cookie(ouverte) };
    expect((await maison.demander('GET', '/api/admin/moi', { entetes })).statut).toBe(200);
    expect((await maison.demander('DELETE', '/api/admin/session', { entetes })).statut).toBe(204);
    expect((await maison.demander('GET', '/api/admin/moi', { entetes })).statut).toBe(401);
  });

  it('keeps only the fingerprint of the cookie', async () => {
    const jeton = cookie(await connecter()).slice('session='.length);
    expect(JSON.stringify(await maison.hub.sessionCompte.findMany())).not.toContain(jeton);
  });

  it('says the same for an unknown address and a wrong password', async () => {
    const essai = (courriel: string) => maison.demander('POST', '/api/admin/session', { corps: { courriel, motDePasse: 'faux' } });
    const [inconnu, faux] = [await essai('personne@nulle.example'), await essai(admin?.courriel ?? '')];
    expect([inconnu.statut, faux.statut]).toEqual([401, 401]);
    expect(inconnu.corps['detail']).toBe(faux.corps['detail']);
  });

  it('refuses a mutation sent by another site', async () => {
    expect(await connecter({ origin: 'https://ailleurs.example' })).toMatchObject({ statut: 403, corps: { code: 'origine-refusee' } });
    expect(await connecter({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ statut: 403 });
    expect((await connecter({ 'sec-fetch-site': 'same-origin' })).statut).toBe(200);
    const entetes = { cookie: cookie(await connecter()), origin: 'https://ailleurs.example' };
    expect((await maison.demander('DELETE', '/api/admin/session', { entetes })).statut).toBe(403);
  });

  it('a deactivated account loses its open sessions', async () => {
    const entetes = { cookie: cookie(await connecter()) };
    await maison.hub.compte.update({ where: { courriel: admin?.courriel ?? '' }, data: { actif: false } });
    expect((await maison.demander('GET', '/api/admin/moi', { entetes })).statut).toBe(401);
    await maison.hub.compte.update({ where: { courriel: admin?.courriel ?? '' }, data: { actif: true } });
  });
});

const REGLES = `extends: [recommended]
rules:
  operation-4xx-response: error
  operation-operationId: error
  no-invalid-media-type-examples: error
  # The test's own address.
  no-server-example.com: off
`;
/** What redocly finds to say of the document. */
const fautesDe = async (document: string): Promise<string[]> => {
  const dossier = await mkdtemp(path.join(tmpdir(), 'openapi-'));
  try {
    await writeFile(path.join(dossier, 'openapi.json'), document);
    await writeFile(path.join(dossier, 'redocly.yaml'), REGLES);
    const redocly = path.resolve(import.meta.dirname, '../node_modules/@redocly/cli/bin/cli.js');
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const sortie = await new Promise<string>((fin) =>
      execFile(process.execPath, [redocly, 'lint', 'openapi.json', '--format=json'], { cwd: dossier, env, maxBuffer: 50e6 }, (_e, stdout) => fin(stdout)),
    );
    const lu: { problems: { ruleId: string; message: string; location: { pointer?: string }[] }[] } = JSON.parse(sortie.slice(sortie.indexOf('{')));
    return lu.problems.map((f) => `${f.ruleId}: ${f.message} (${f.location[0]?.pointer})`);
  } finally {
    await rm(dossier, { recursive: true });
  }
};

describe('whatever is sent', () => {
  const HOSTILES = ['\0', '\ud800', 2 ** 31, '0001-01-01'];
  const chemins = (v: unknown, ici: string[] = []): string[][] =>
    typeof v === 'object' && v !== null ? Object.entries(v).flatMap(([cle, x]) => [[...ici, cle], ...chemins(x, [...ici, cle])]) : [];
  const remplacer = (v: unknown, [cle, ...suite]: readonly string[], par: unknown): unknown => {
    if (cle === undefined) return par;
    if (Array.isArray(v)) return v.map((x, i) => (String(i) === cle ? remplacer(x, suite, par) : x));
    return typeof v === 'object' && v !== null ? { ...v, [cle]: remplacer(Object.entries(v).find(([c]) => c === cle)?.[1], suite, par) } : v;
  };

  it('in place of a field of its example, no route of the public API answers 5xx', async () => {
    const { corps: document } = await maison.demander('GET', '/api/v1/openapi.json');
    type Operation = { requestBody?: { content?: Record<string, { example?: unknown }> } };
    const essais = Object.entries(document['paths'] as Record<string, Record<string, Operation>>).flatMap(([chemin, methodes]) =>
      Object.entries(methodes).flatMap(([methode, { requestBody }]) => {
        const exemple = requestBody?.content?.['application/json']?.example;
        return chemins(exemple).flatMap((champ) => HOSTILES.map((valeur) => ({ methode, chemin, champ, valeur, corps: remplacer(exemple, champ, valeur) })));
      }),
    );
    const echecs: string[] = [];
    const suivants = essais.entries();
    const client = async () => {
      for (const [n, { methode, chemin, champ, valeur, corps }] of suivants) {
        const vers = chemin
          .replace('{numero}', SESSION)
          .replace('{code}', 'relancer')
          .replace(/\{\w+\}/, ICO);
        const entetes = { 'idempotency-key': `hostile-${n}` };
        const { statut } = await maison.demander(methode.toUpperCase(), vers, { cle: CLES.demo, corps, entetes });
        if (statut >= 500) echecs.push(`${methode} ${chemin} ${champ.join('.')} = ${JSON.stringify(valeur)} : ${statut}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, client));
    expect(essais.length).toBeGreaterThan(200);
    expect(echecs).toEqual([]);
  }, 90_000);
});

describe('health and documents', () => {
  it('is alive, is ready, and says which part is not', async () => {
    expect((await maison.demander('GET', '/sante/vivant')).statut).toBe(200);
    expect(await maison.demander('GET', '/sante/pret')).toMatchObject({ statut: 200, corps: { base: true, temporal: true } });
    maison.flux.temporal = 'FERME';
    expect(await maison.demander('GET', '/sante/pret')).toMatchObject({ statut: 503, corps: { base: true, temporal: false } });
    maison.flux.temporal = 'OUVERT';
    expect((await maison.demander('GET', '/metrics')).texte).toContain('maillon_receptions_en_attente');
  });

  it('serves its documentation by itself, and leads to the dashboard', async () => {
    expect((await maison.demander('GET', '/api/docs')).texte).toContain('swagger-ui-bundle.js');
    expect((await maison.demander('GET', '/api/docs/swagger-ui-bundle.js')).statut).toBe(200);
    expect((await maison.demander('GET', '/')).entetes.get('location')).toBe('/admin/');
  });

  it('publishes an OpenAPI 3.1 document without fault, whose operations each have a name, an example and a refusal', async () => {
    const { corps, texte } = await maison.demander('GET', '/api/v1/openapi.json');
    expect(corps['openapi']).toBe('3.1.0');
    expect(await fautesDe(texte)).toEqual([]);
    const noms = new Set<string>();
    for (const [chemin, methodes] of Object.entries(
      corps['paths'] as Record<string, Record<string, { operationId: string; responses: Record<string, { content?: Record<string, { example?: unknown }> }> }>>,
    ))
      for (const [methode, o] of Object.entries(methodes)) {
        const quoi = `${methode} ${chemin}`;
        expect(noms.has(o.operationId), quoi).toBe(false);
        noms.add(o.operationId);
        const json = Object.entries(o.responses).filter(([s, r]) => s.startsWith('2') && r.content?.['application/json']);
        for (const [, r] of json) expect(r.content?.['application/json']?.example, quoi).toBeDefined();
        expect(
          Object.keys(o.responses).some((s) => s.startsWith('4')),
          quoi,
        ).toBe(true);
      }
    expect(noms.size).toBeGreaterThan(20);
  });

  it('logs neither token nor body', async () => {
    const { cheminJournal } = await import('./socle/securite.ts');
    expect(cheminJournal('/of/abcdef?x=1')).toBe('/of/…');
    expect(cheminJournal('/api/v1/formations?q=camille')).toBe('/api/v1/formations');
  });

  it('sends its security headers', async () => {
    const { entetes } = await maison.demander('GET', '/api/docs');
    expect(entetes.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(entetes.get('x-content-type-options')).toBe('nosniff');
    expect(entetes.get('x-powered-by')).toBeNull();
  });
});

it('writes nothing for a request that its scope forbids', async () => {
  const avant = await maison.hub.reception.count();
  await maison.demander('POST', '/api/v1/positionnements', { cle: CLES.lecture, corps: demande(), entetes: { 'idempotency-key': 'x' } });
  await maison.demander('POST', `/api/v1/sessions/${SESSION}/etat-recrutement`, { cle: CLES.ml, corps: { etat: 'FERME' } });
  expect(await maison.hub.reception.count()).toBe(avant);
});
