/** kill -9 of each program of an instance while people are being positioned: what was accepted takes effect, once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationDetail } from '../../api/contract/admin.ts';
import { attendreQue, lancerInstance, type Pilote } from '../../cli/pilote.ts';
import { createRegistre } from '../../cli/services/registre.ts';
import * as c from '../outils/chaine.ts';

const VICTIMES = ['worker', 'api', 'systems', 'temporal', 'postgres'];
/** Posted around each kill. */
const PERSONNES = 6;
const AVANT_LE_COUP = 2;
const DELAI_MS = 60_000;

let pilote: Pilote;
let creneau: string;
let session: Record<string, string> | undefined;
const acceptes = new Map<number, c.Accepte>();
beforeAll(async () => {
  pilote = await lancerInstance({ env: c.VITESSE_REELLE });
  await c.ouvrirSession(pilote);
  creneau = await c.ouvrirCreneau(pilote, { jours: 5, places: 200 });
}, 300_000);
afterAll(() => pilote?.effacer());

/** As a client does: the same request with the same key until it is answered. Anything but 202 and a passing failure is an error. */
const insister = async (rang: number): Promise<c.Accepte> => {
  const echeance = Date.now() + DELAI_MS;
  for (;;) {
    const r = await c.positionner<c.Accepte & Partial<c.Refus>>(pilote, c.demande(rang, 'PE', creneau), `panne-${rang}`).catch(() => null);
    if (r?.statut === 202) return r.corps;
    if (r && r.statut < 500 && r.corps.code !== 'requete-en-cours') throw new Error(`${rang} : ${r.statut} ${JSON.stringify(r.corps)}`);
    if (Date.now() > echeance) throw new Error(`${rang} : jamais accepté, ${r?.statut} ${JSON.stringify(r?.corps)}`);
    await new Promise((suite) => setTimeout(suite, 200));
  }
};
const vueDuHub = async (p: c.Accepte) => {
  const { etape, situation, positionnements, chronologie } = (await pilote.api<c.Parcours>(`/api/v1/parcours/${p.parcours}`)).corps;
  return { etape, phrase: situation.phrase, positionnements, chronologie: chronologie.map((x) => `${x.systeme ?? ''} ${x.fait} ${x.detail ?? ''}`) };
};
const pidDe = (nom: string): number | undefined =>
  createRegistre(pilote.dossier)
    .lire()
    .find((p) => p.nom === nom)?.pid;

const REJETES = { cause: 'REJET_FONCTIONNEL', systeme: 'aude' };
/** As the team does in the dashboard. */
const demanderAdmin = async <T>(chemin: string, json?: unknown): Promise<T> => {
  session ??= await entrer();
  const r = await pilote.appeler<T>(`${pilote.urls.api}/api/admin${chemin}`, { headers: session, ...(json !== undefined && { method: 'POST', json }) });
  expect(r.statut, JSON.stringify(r.corps)).toBeLessThan(300);
  return r.corps;
};
const entrer = async (): Promise<Record<string, string>> => {
  const { courriel, motDePasse } = pilote.demarrage.comptes.find((x) => x.role === 'ADMIN') ?? expect.fail();
  const origin = new URL(pilote.urls.api).origin;
  const r = await pilote.appeler(`${pilote.urls.api}/api/admin/session`, { method: 'POST', json: { courriel, motDePasse }, headers: { origin } });
  return {
    origin,
    cookie: r.entetes
      .getSetCookie()
      .map((x) => x.split(';')[0])
      .join('; '),
  };
};

describe('kill -9', () => {
  it.each(VICTIMES.map((nom, n) => [nom, n] as const))(
    'of %s: everyone accepted is positioned, and what was killed is back',
    async (nom, n) => {
      const rangs = Array.from({ length: PERSONNES }, (_, i) => 100 + n * PERSONNES + i);
      const tue = pidDe(nom) ?? expect.fail(`${nom} ne tourne pas`);
      const attente = [...rangs];
      const client = async () => {
        for (let rang = attente.shift(); rang !== undefined; rang = attente.shift()) {
          acceptes.set(rang, await insister(rang));
          if (rang === rangs[AVANT_LE_COUP]) process.kill(tue, 'SIGKILL');
        }
      };
      await Promise.all([client(), client()]);
      await attendreQue(
        `${nom} relancé`,
        async () => pidDe(nom),
        (pid) => pid !== undefined && pid !== tue,
        DELAI_MS,
      );
      const statuts = async () =>
        Promise.all(rangs.map(async (rang) => (await c.lirePositionnement(pilote, acceptes.get(rang)?.id ?? '').catch(() => null))?.statut));
      await attendreQue('tous confirmés', statuts, (lus) => lus.every((x) => x === 'CONFIRME'), DELAI_MS);
    },
    DELAI_MS * 2,
  );

  it('leaves one effect per person in every system, and nobody out', async () => {
    const ids = [...acceptes.values()];
    expect(ids).toHaveLength(VICTIMES.length * PERSONNES);
    for (const code of ['kairos', 'ouiform', 'audef', 'aude', 'pefr'] as const) {
      // Who has not exactly one effect, with what the hub says of her: read when the wait fails.
      const autres = async () => {
        const lus = await Promise.all(ids.map(async (p) => ({ p, faits: Object.values(await c.effetsDuParcours(pilote, code, p.parcours)) })));
        return Promise.all(lus.filter(({ faits }) => String(faits) !== '1').map(async ({ p, faits }) => ({ faits, ...(await vueDuHub(p)) })));
      };
      await attendreQue(`un effet par personne dans ${code}`, autres, (lus) => lus.length === 0, DELAI_MS);
    }
    expect(await c.doubles(pilote)).toEqual([]);
    const vus = (await c.inscrits(pilote)).filter((i) => i.creneau === creneau).map((i) => i.positionnement);
    expect(vus.sort()).toEqual(ids.map((p) => p.id).sort());
  });

  it('of the worker during a bulk operation: each line is done, none twice, and the killed one is told like the others', async () => {
    const rangs = Array.from({ length: 12 }, (_, i) => 180 + i);
    await pilote.regler('aude', { tauxRefus: 1 });
    await Promise.all(rangs.map(async (rang) => acceptes.set(rang, await insister(rang))));
    const nombre = async () => (await demanderAdmin<{ nombre: number }>('/operations/apercu', { code: 'corriger', filtre: REJETES })).nombre;
    await attendreQue('un rejet par personne', nombre, (n) => n === rangs.length, DELAI_MS);
    await pilote.regler('aude', {});
    const tue = pidDe('worker') ?? expect.fail('worker ne tourne pas');
    const { id } = await demanderAdmin<OperationDetail>('/operations', { code: 'corriger', filtre: REJETES, nombreAttendu: rangs.length });
    const suivre = () => demanderAdmin<OperationDetail>(`/operations/${id}`);
    const entamee = await attendreQue('une opération entamée', suivre, (op) => op.faites > 0, DELAI_MS);
    process.kill(tue, 'SIGKILL');
    expect(entamee.aFaire, 'killed too late to show anything').toBeGreaterThan(0);
    const finie = await attendreQue('la fin de l’opération', suivre, (op) => op.etat === 'TERMINEE', DELAI_MS);
    expect(finie).toMatchObject({ total: rangs.length, faites: rangs.length, ignorees: 0, echecs: 0, aFaire: 0 });
    await attendreQue('plus de rejet', nombre, (n) => n === 0, DELAI_MS);
    const parcours = rangs.map((rang) => acceptes.get(rang)?.parcours ?? '');
    const prescriptions = () => Promise.all(parcours.map((p) => c.effetsDuParcours(pilote, 'aude', p)));
    const lues = await attendreQue('une prescription par personne', prescriptions, (l) => l.every((x) => (x['/prescriptions'] ?? 0) > 0), DELAI_MS);
    expect(lues).toEqual(parcours.map(() => ({ '/prescriptions': 1 })));
    expect(await c.doubles(pilote)).toEqual([]);
  });

  it('writes one convocation to each: a mail whose sender was killed may leave again, as the same message', async () => {
    const messages = async () => {
      const mails = (await pilote.courriels()).filter((m) => m.subject.startsWith('Votre rendez-vous'));
      return new Set(mails.map((m) => `${m.to[0]?.address} ${m.headers['message-id']}`));
    };
    const adresses = (lus: Set<string>) => [...lus].map((m) => m.split(' ')[0]).sort();
    const attendues = [...acceptes.keys()].map((rang) => c.personne(rang).courriel).sort();
    const lus = await attendreQue('les convocations', messages, (m) => new Set(adresses(m)).size === attendues.length, DELAI_MS);
    expect(adresses(lus)).toEqual(attendues);
  });
});
