/** Starting, stopping, starting again: whatever ended the last instance, the next one finds its data; and what the command line answers. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formationNumero } from '../api/catalogues/essais.ts';
import { attendreQue, lancerInstance, type Pilote } from '../cli/pilote.ts';
import { trouverTemporal } from '../cli/services/binaires.ts';
import { compteServeur, peutLire } from '../cli/services/compteSysteme.ts';
import { isEnVie } from '../cli/services/processus.ts';
import { createRegistre } from '../cli/services/registre.ts';
import { SYSTEMES } from '../domain/codes.ts';
import { DEFINITIONS } from '../domain/lheo/definition.ts';
import { ecrireLheo } from '../domain/lheo/ecriture.ts';
import { ecrireXsd } from '../domain/lheo/xsd.ts';
import * as c from './outils/chaine.ts';

const RACINE = path.resolve(import.meta.dirname, '..');
const DELAI_MS = 60_000;
let dossier: string;
/** Everything else that the tests write. */
let annexe: string;
let pilote: Pilote;
let accepte: c.Accepte;
beforeAll(async () => {
  annexe = mkdtempSync(path.join(tmpdir(), 'maillon-demarrage-'));
  chmodSync(annexe, 0o755);
  dossier = path.join(annexe, 'donnees');
  pilote = await lancerInstance({ env: c.VITESSE_REELLE, dossier });
  await c.ouvrirSession(pilote);
  const r = await c.positionner(pilote, c.demande(1, 'PE', c.ICO), 'demarrage-1');
  expect(r.corps.statut).toBe('CONFIRME');
  accepte = r.corps;
}, 300_000);
afterAll(async () => {
  await pilote?.effacer();
  rmSync(annexe, { recursive: true, force: true });
});

const maillon = (args: string[], env: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(RACINE, 'cli/maillon.mjs'), ...args], {
    env: { ...process.env, MAILLON_DATA: dossier, ...env },
    encoding: 'utf8',
    timeout: DELAI_MS,
    maxBuffer: 20_000_000,
  });
  return { code: status, dit: stdout, erreur: stderr.split('\n').filter((l) => l !== '') };
};
/** Processes that belong to an instance: by what they were started with, or by the folder in their environment. */
const processusDe = (d: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && isEnVie(pid) && ['cmdline', 'environ'].some((f) => lire(`/proc/${pid}/${f}`).includes(d)));
const lire = (fichier: string): string => {
  try {
    return readFileSync(fichier, 'utf8');
  } catch {
    return ''; // ended meanwhile
  }
};
const relancer = async () => {
  pilote = await lancerInstance({ env: c.VITESSE_REELLE, dossier });
};
/** What was in the instance before is still there, and goes on. */
const retrouver = async (suite: number) => {
  expect(await c.lireParcours(pilote, accepte.parcours)).toMatchObject({
    id: accepte.parcours,
    etape: 'CONVOQUE',
    positionnements: [{ id: accepte.id, statut: 'CONFIRME' }],
  });
  expect((await c.inscrits(pilote)).map((i) => i.positionnement)).toContain(accepte.id);
  const r = await c.positionner(pilote, c.demande(suite, 'PE', c.ICO), `demarrage-${suite}`);
  expect(r.statut, JSON.stringify(r.corps)).toBe(202);
  await attendreQue(
    'le positionnement suivant',
    () => c.lirePositionnement(pilote, r.corps.id),
    (p) => p.statut === 'CONFIRME',
    DELAI_MS,
  );
};

describe('demarrage.json', () => {
  it('is readable by its owner alone, says where all is, and opens every door', async () => {
    const fichier = path.join(dossier, 'demarrage.json');
    expect(statSync(fichier).mode & 0o777).toBe(0o600);
    const lu = JSON.parse(readFileSync(fichier, 'utf8'));
    expect(Object.keys(lu).sort()).toEqual(['cles', 'cleSystemes', 'comptes', 'pid', 'urls'].sort());
    expect(lu.pid).toBe(pilote.enfant.pid);
    expect(Object.keys(lu.urls).sort()).toEqual(['admin', 'api', 'courrier', 'docs', 'systemes', 'temporal']);
    expect(Object.keys(lu.urls.systemes).sort()).toEqual([...SYSTEMES].sort());
    for (const url of [
      lu.urls.admin,
      lu.urls.docs,
      lu.urls.temporal,
      lu.urls.courrier,
      `${lu.urls.api}/sante/pret`,
      `${lu.urls.api}/sante/vivant`,
      `${lu.urls.api}/metrics`,
    ])
      expect((await fetch(url, { headers: { accept: 'text/html,*/*' } })).status, url).toBe(200);
    for (const code of SYSTEMES) {
      expect((await fetch(`${lu.urls.systemes[code]}/reglages`)).status, code).toBe(401);
      expect((await fetch(`${lu.urls.systemes[code]}/reglages`, { headers: { authorization: `Bearer ${lu.cleSystemes}` } })).status, code).toBe(200);
    }
    expect(lu.comptes.map((x: { role: string }) => x.role).sort()).toEqual(['ADMIN', 'CARIF', 'OF', 'PRESCRIPTEUR', 'REGION']);
    for (const { courriel, motDePasse } of lu.comptes) {
      const entree = await fetch(`${lu.urls.api}/api/admin/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: new URL(lu.urls.api).origin },
        body: JSON.stringify({ courriel, motDePasse }),
      });
      expect(entree.status, courriel).toBe(200);
    }
    const cles = lu.cles.map(({ role, reseau }: { role: string; reseau: string | null }) => `${role} ${reseau ?? '-'}`);
    expect(cles.sort()).toEqual(['CLIENT_API -', 'CLIENT_API CAP_EMPLOI', 'CLIENT_API ML', 'CLIENT_API OF', 'CLIENT_API PE', 'DEMO -']);
    for (const { cle } of lu.cles) {
      expect(cle).toMatch(/^mln_demo_/);
      expect((await fetch(`${lu.urls.api}/api/v1/formations`, { headers: { authorization: `Bearer ${cle}` } })).status).toBe(200);
    }
  });
});

describe('maillon import, maillon export', () => {
  const fichier = (contenu: string): string => {
    const nom = path.join(annexe, 'catalogue.xml');
    writeFileSync(nom, contenu);
    return nom;
  };

  it('exits 0 when all is accepted, 2 when some is refused, 1 when nothing can be read', () => {
    const bon = fichier(ecrireLheo([formationNumero(1)], '2.3'));
    const premier = maillon(['import', bon, '--json']);
    expect([premier.code, JSON.parse(premier.dit)]).toMatchObject([0, { etat: 'TERMINE', lus: 1, acceptes: 1, inchanges: 0, refuses: 0, erreurs: [] }]);
    const second = maillon(['import', bon, '--json']);
    expect([second.code, JSON.parse(second.dit)]).toMatchObject([0, { acceptes: 0, inchanges: 1 }]);

    const mele = fichier(ecrireLheo([formationNumero(2), { ...formationNumero(3), intitule: 'x'.repeat(256) }], '2.3'));
    const partiel = maillon(['import', mele]);
    expect(partiel.code).toBe(2);
    expect(partiel.dit).toMatch(/1 acceptée.*1 refusée/);
    expect(partiel.dit).toMatch(/ligne \d+, formation F3, .*intitule-formation/);

    for (const illisible of ['Bonjour', '<html><body/></html>', ecrireLheo([formationNumero(4)], '2.3').slice(0, 900)]) {
      const refus = maillon(['import', fichier(illisible), '--json']);
      expect([refus.code, JSON.parse(refus.dit)], illisible).toMatchObject([1, { etat: 'REFUSE', acceptes: 0 }]);
    }
    expect(maillon(['import', '/nulle/part.xml'])).toMatchObject({ code: 1, erreur: [expect.stringContaining('/nulle/part.xml')] });
  });

  it.each(['2.3', '2.2'] as const)('writes LHEO %s that its schema accepts, with what was imported', (version) => {
    const { code, dit } = maillon(['export', '--version', version]);
    expect(code).toBe(0);
    expect(dit).toContain('#Avenir');
    expect(dit).not.toContain('x'.repeat(256));
    const schema = XsdValidator.fromDoc(XmlDocument.fromString(ecrireXsd(DEFINITIONS[version])));
    const doc = XmlDocument.fromString(dit);
    expect(() => schema.validate(doc)).not.toThrow();
    doc.dispose();
    schema.dispose();
  });
});

/** A copy of the checkout that everybody can read, where this one is in somebody's private folder. */
const copier = (): string => {
  const copie = path.join(annexe, 'projet');
  for (const [commande, ...args] of [
    ['cp', '-r', RACINE, copie],
    ['chmod', '-R', 'a+rX', copie],
  ] as const)
    if (spawnSync(commande, args).status !== 0) throw new Error(`${commande} ${args.join(' ')}`);
  return copie;
};

describe('start', () => {
  it('says in one sentence that the port is taken, or the folder, and leaves the running instance alone', async () => {
    const ailleurs = path.join(annexe, 'ailleurs');
    const port = new URL(pilote.urls.api).port;
    expect(maillon(['start'], { PORT: port, MAILLON_DATA: ailleurs })).toMatchObject({
      code: 1,
      erreur: [expect.stringContaining(`Le port ${port} est déjà pris`)],
    });
    expect(maillon(['start'], { PORT: '0' })).toMatchObject({ code: 1, erreur: [expect.stringContaining('utilise déjà le dossier')] });
    expect(processusDe(ailleurs)).toEqual([]);
    expect((await c.lireParcours(pilote, accepte.parcours)).id).toBe(accepte.parcours);
  });

  it('runs beside another copy, as an ordinary user, without either seeing the other', async () => {
    const compte = compteServeur(); // none: the tests are already run by an ordinary user
    const autre = path.join(annexe, 'autre');
    const temporal = path.join(annexe, 'temporal');
    cpSync(await trouverTemporal(), temporal);
    chmodSync(temporal, 0o755);
    const racine = peutLire(compte, path.join(RACINE, 'cli/maillon.mjs')) ? RACINE : copier();
    const voisine = await lancerInstance({ env: { ...c.VITESSE_REELLE, TEMPORAL_CLI_PATH: temporal, HOME: annexe }, dossier: autre, compte, racine });
    try {
      if (compte) expect(statSync(`/proc/${voisine.enfant.pid}`).uid).toBe(compte.uid);
      expect(Object.values(voisine.urls.systemes)).not.toEqual(Object.values(pilote.urls.systemes));
      await c.ouvrirSession(voisine);
      expect((await voisine.api(`/api/v1/parcours/${accepte.parcours}`)).statut).toBe(404);
      expect(await c.inscrits(voisine)).toEqual([]);
      expect((await pilote.api('/api/v1/formations', { jeton: voisine.cle('DEMO') })).statut).toBe(401);
      const fin = once(voisine.enfant, 'exit');
      voisine.enfant.kill('SIGINT');
      expect(await fin).toEqual([0, null]);
      expect(processusDe(autre)).toEqual([]);
    } finally {
      await voisine.effacer();
    }
    expect((await c.lireParcours(pilote, accepte.parcours)).id).toBe(accepte.parcours);
  });
});

describe('the end, and the next start', () => {
  it('SIGTERM: exits 0, leaves no process and no demarrage.json; the next start finds its data, its addresses and its keys', async () => {
    const avant = pilote.demarrage;
    expect(processusDe(dossier).length).toBeGreaterThan(5);
    expect(await pilote.arreter()).toBe(0);
    expect(processusDe(dossier)).toEqual([]);
    expect(existsSync(path.join(dossier, 'demarrage.json'))).toBe(false);
    await relancer();
    expect(pilote.demarrage).toEqual({ ...avant, pid: pilote.enfant.pid });
    await retrouver(2);
  });

  it('kill -9 of the supervisor: started again at once, it finds its data', async () => {
    pilote.enfant.kill('SIGKILL');
    await attendreQue(
      'la fin du superviseur',
      async () => isEnVie(pilote.enfant.pid ?? 0),
      (vit) => !vit,
      DELAI_MS,
    );
    await relancer();
    await retrouver(3);
  });

  it('kill -9 of everything: the same', async () => {
    const pids = createRegistre(dossier)
      .lire()
      .map((p) => p.pid);
    expect(pids.length).toBeGreaterThan(5);
    for (const pid of [pilote.enfant.pid ?? 0, ...pids]) process.kill(pid, 'SIGKILL');
    await attendreQue(
      'la fin de tout',
      async () => pids.filter(isEnVie),
      (vivants) => vivants.length === 0,
      DELAI_MS,
    );
    await relancer();
    await retrouver(4);
    expect(await c.doubles(pilote)).toEqual([]);
  });
});
