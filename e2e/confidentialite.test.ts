/** A person whose every trait is unmistakable goes through a real instance: Temporal and the logs must not know her. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arriverCatalogue } from '../cli/demo/catalogue.ts';
import type { Recit } from '../cli/demo/recit.ts';
import { attendreQue, lancerInstance, type Pilote } from '../cli/pilote.ts';
import { lirePorts } from '../cli/services/instance.ts';
import { lierFlux } from '../workflows/essais/maison.ts';

/** What would betray her, and the free texts written about her. */
const TRAITS = {
  nom: 'Zygoptere-Quetzal',
  prenom: 'Ildefonsine',
  courriel: 'zq.libellule@candidat-unique.example',
  telephone: '0799887766',
  ville: 'XERTIGNY-LES-OISEAUX',
  idDE: '9182736Z',
  argumentaire: 'Passionnée d’ornithologie baroque.',
  conseillere: 'Barnabooth-Ferrandaise',
  dossierImilo: 'IM-ZQ-918273',
  motif: 'Motif tarabiscoté : projet d’élevage d’axolotls.',
};

let pilote: Pilote;
let flux: { id: string; texte: string; histoire: Parameters<typeof historyToJSON>[0] }[];
const memoire: Recit['memoire'] = {
  session: '',
  creneau: '',
  suivant: '',
  positionnement: '',
  parcours: '',
  idDE: TRAITS.idDE,
  dossier: TRAITS.dossierImilo,
  lien: '',
};

beforeAll(async () => {
  pilote = await lancerInstance({ env: { MAILLON_VITESSE: '1', MAILLON_VIE: '0' } });
  await arriverCatalogue({ pilote, memoire, etape: async (_, voir) => void (await voir()) });
  // A partner is away for a while: failures are told too.
  await pilote.regler('aude', { tauxErreur: 1 });
  await positionner();
  await vivre();
  flux = await lireFlux();
});
afterAll(() => pilote?.effacer());

const etapeLue = async (): Promise<string> => (await pilote.api<{ etape: string }>(`/api/v1/parcours/${memoire.parcours}`)).corps.etape;
const atteindre = (...etapes: string[]) => attendreQue(`l’étape ${etapes.join(' ou ')}`, etapeLue, (e) => etapes.includes(e), 60_000);

const positionner = async (): Promise<void> => {
  const { nom, prenom, courriel, telephone, ville, idDE, argumentaire, conseillere, dossierImilo } = TRAITS;
  const json = {
    personne: { idDE, nom, prenom, courriel, telephone, adresse: { codePostal: '76600', ville } },
    session: memoire.session,
    creneau: memoire.creneau,
    argumentaire,
    prescripteur: { reseau: 'ML', structure: 'Mission locale de Rouen', nom: conseillere },
    dossierImilo: { id: dossierImilo, synchronise: true },
  };
  const jeton = pilote.cle('CLIENT_API', 'ML');
  const envoyer = (cle: string, creneau: string) =>
    pilote.api<{ id: string; parcours: string }>('/api/v1/positionnements', {
      method: 'POST',
      jeton,
      json: { ...json, creneau },
      headers: { 'idempotency-key': cle },
    });
  const { statut, corps } = await envoyer('conf-1', memoire.creneau);
  expect(statut).toBe(202);
  Object.assign(memoire, { positionnement: corps.id, parcours: corps.parcours });
  expect((await envoyer('conf-2', memoire.suivant)).statut).toBe(409); // refused by R27: it says so without a name
};

const vivre = async (): Promise<void> => {
  await atteindre('CONVOQUE');
  await pilote.avancer('P3D');
  await pilote.regler('aude', { tauxErreur: 0 });
  const presences = [{ positionnement: memoire.positionnement, presence: 'PRESENT', suite: 'RETENU', motif: TRAITS.motif }];
  const { statut } = await pilote.api(`/api/v1/creneaux/${memoire.creneau}/presences`, { method: 'POST', json: { presences } });
  expect(statut).toBeLessThan(300);
  await atteindre('INSCRIT', 'AIS_GENEREE');
  await pilote.avancer('P9D');
  await atteindre('ENTREE_A_VALIDER');
  const annulation = await pilote.api(`/api/v1/parcours/${memoire.parcours}/annulation`, { method: 'POST', json: { motif: TRAITS.motif } });
  expect(annulation.statut).toBeLessThan(300);
  await atteindre('INSCRIPTION_ANNULEE');
};

/** Everything that Temporal knows of every flow: history, memo, search attributes, with its payloads in clear. */
const lireFlux = async () => {
  const connection = await Connection.connect({ address: `127.0.0.1:${lirePorts(pilote.dossier)['temporal']}` });
  try {
    const client = new Client({ connection });
    const lus: typeof flux = [];
    for await (const { workflowId, runId } of client.workflow.list()) {
      const handle = client.workflow.getHandle(workflowId, runId);
      const [histoire, { raw }] = await Promise.all([handle.fetchHistory(), handle.describe()]);
      lus.push({
        id: workflowId,
        histoire,
        texte: [workflowId, enClair(JSON.parse(historyToJSON(histoire))), JSON.stringify(raw), enClair(octetsDe(raw))].join('\n'),
      });
    }
    return lus;
  } finally {
    await connection.close();
  }
};

/** Strings of a protobuf JSON, and what those in base64 say. */
const enClair = (valeur: unknown): string =>
  typeof valeur === 'string'
    ? `${valeur}\n${Buffer.from(valeur, 'base64').toString('utf8')}`
    : typeof valeur === 'object' && valeur !== null
      ? Object.values(valeur).map(enClair).join('\n')
      : '';
const octetsDe = (valeur: unknown): unknown =>
  valeur instanceof Uint8Array
    ? Buffer.from(valeur).toString('utf8')
    : typeof valeur === 'object' && valeur !== null
      ? Object.values(valeur).map(octetsDe)
      : valeur;

const trahis = (texte: string): string[] => Object.entries(TRAITS).flatMap(([trait, valeur]) => (texte.includes(valeur) ? [trait] : []));
const fichiers = (dossier: string): string[] => readdirSync(path.join(pilote.dossier, dossier)).map((f) => path.join(pilote.dossier, dossier, f));

describe('personal data', () => {
  it('is where it should be: Kairos lists the person, so a search would find her', async () => {
    const inscrits = await pilote.vue<unknown[]>('kairos', `sessions/${memoire.session}/inscrits`);
    expect(trahis(JSON.stringify(inscrits))).toEqual(expect.arrayContaining(['nom', 'prenom', 'idDE']));
  });

  it('does not enter Temporal: no history, memo nor search attribute holds any', () => {
    const parcours = flux.find((f) => f.id === `parcours:${memoire.parcours}`);
    expect(parcours?.texte).toContain(memoire.positionnement); // payloads are read in clear
    expect(parcours?.texte).toContain('MaillonEtape');
    for (const processus of ['fiche', 'session', 'creneau', 'systeme'])
      expect(flux.filter((f) => f.id.startsWith(`${processus}:`)).length, processus).toBeGreaterThan(0);
    expect(flux.flatMap((f) => trahis(f.texte).map((trait) => `${f.id} : ${trait}`))).toEqual([]);
  });

  it('is not in the files of Temporal either', () => {
    const base = fichiers('temporal').map((f) => readFileSync(f));
    expect(base.some((b) => b.includes(memoire.positionnement))).toBe(true);
    for (const [trait, valeur] of Object.entries(TRAITS))
      expect(
        base.some((b) => b.includes(valeur)),
        trait,
      ).toBe(false);
  });

  it('is not in the logs', () => {
    const journaux = fichiers('journaux');
    expect(journaux.map((f) => path.basename(f))).toEqual(expect.arrayContaining(['api.log', 'worker.log']));
    expect(journaux.map((f) => readFileSync(f, 'utf8')).join('').length).toBeGreaterThan(0);
    expect(journaux.flatMap((f) => trahis(readFileSync(f, 'utf8')).map((trait) => `${path.basename(f)} : ${trait}`))).toEqual([]);
  });
});

describe('what this instance lived through', () => {
  it('replays on the code that lived it', async () => {
    const workflowBundle = await lierFlux('../index.ts');
    const echecs: string[] = [];
    const histoires = flux.map(({ id, histoire }) => ({ workflowId: id, history: histoire }));
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histoires))
      if (error) echecs.push(`${workflowId} : ${error.message.slice(0, 300)}`);
    expect(echecs).toEqual([]);
  });
});
