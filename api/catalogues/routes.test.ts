import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RoleCompte } from '../../domain/codes.ts';
import { DEFINITIONS } from '../../domain/lheo/definition.ts';
import { ecrireLheo } from '../../domain/lheo/ecriture.ts';
import { offreDeFiche } from '../../domain/lheo/offre.ts';
import { ecrireXsd } from '../../domain/lheo/xsd.ts';
import { hubDeTest } from '../../e2e/outils/base.ts';
import { ANONYME, PORTEES_DU_ROLE } from '../acces/portees.ts';
import { createErreurs } from '../socle/erreurs.ts';
import { createRouteur } from '../socle/routeur.ts';
import { formationNumero } from './essais.ts';
import { createImports, type Imports } from './imports.ts';
import { Rapport } from './rapport.ts';
import { createCatalogues } from './routes.ts';

const { hub, close } = await hubDeTest(4);
let serveur: Server;
let imports: Imports;
let url = '';
let role: RoleCompte = 'DEMO';

beforeAll(async () => {
  imports = createImports({ hub, journal: pino({ enabled: false }), validation: 'manuelle' });
  const passer: express.RequestHandler = (_req, _res, next) => next();
  const garde = {
    identifier: async () => ({ ...ANONYME, genre: 'cle' as const, id: role, par: `cle:${role}`, role, portees: PORTEES_DU_ROLE[role] }),
    verifierOrigine: () => undefined,
  };
  const app = express();
  app.use(createRouteur(createCatalogues({ hub, imports }), { garde, limites: { ordinaire: passer, connexion: passer, lien: passer }, validerReponses: true }));
  app.use(createErreurs(pino({ enabled: false })));
  serveur = createServer(app).listen(0);
  await once(serveur, 'listening');
  url = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}/api/v1/catalogues`;
}, 60_000);
afterAll(async () => {
  serveur.closeAllConnections();
  serveur.close();
  await imports.close();
  await close();
});
beforeEach(async () => {
  role = 'DEMO';
  await imports.close();
  const tables = ['fiche', 'fiche_version', 'organisme', 'reception', 'catalogue', 'catalogue_morceau', 'session', 'creneau'];
  await hub.$executeRawUnsafe(`TRUNCATE ${tables.map((t) => `hub.${t}`).join(', ')}`);
});

const deposer = (corps: string, suite = '', entetes: Record<string, string> = {}) =>
  fetch(`${url}${suite}`, { method: 'POST', body: corps, headers: { 'Content-Type': 'application/xml', ...entetes } });
const rapportDe = async (reponse: Response) => {
  await imports.close();
  return Rapport.parse(await (await fetch(new URL(reponse.headers.get('location') ?? '', url))).json());
};
const CATALOGUE = ecrireLheo([formationNumero(1), formationNumero(2)], '2.3');

describe('POST /api/v1/catalogues', () => {
  it('answers 202 with the place of the report, which has exactly its fields', async () => {
    const reponse = await deposer(CATALOGUE);
    expect(reponse.status).toBe(202);
    const { id } = Rapport.pick({ id: true }).parse(await reponse.json());
    expect(reponse.headers.get('location')).toBe(`/api/v1/catalogues/${id}`);
    await imports.close();
    const rapport: unknown = await (await fetch(`${url}/${id}`)).json();
    expect(rapport).toEqual({ id, etat: 'TERMINE', octets: Buffer.byteLength(CATALOGUE), lus: 2, acceptes: 2, inchanges: 0, refuses: 0, erreurs: [] });
  });

  it('an unreadable file is refused in one sentence with line and column, and leaves nothing', async () => {
    const reponse = await deposer(CATALOGUE.slice(0, -30));
    expect(reponse.status).toBe(422);
    expect(reponse.headers.get('content-type')).toContain('application/problem+json');
    expect(await reponse.json()).toMatchObject({ detail: expect.stringMatching(/^Ligne \d+, colonne \d+ : le fichier est tronqué/) });
    expect(await hub.fiche.count()).toBe(0);
    expect(await hub.catalogueMorceau.count()).toBe(0);
  });

  it('a file without end is answered while it is still being sent', async () => {
    const envoi = request(url, { method: 'POST', headers: { 'Content-Type': 'application/xml' } });
    envoi.on('error', () => undefined);
    envoi.write('<lheo xmlns="http://lheo.gouv.fr/2.3"><offres><formation><contenu-formation>');
    const piece = Buffer.alloc(262_144, 'x');
    let fini = false;
    const pousser = (): void => {
      while (!fini && envoi.write(piece));
      if (!fini) envoi.once('drain', pousser);
    };
    pousser();
    const [reponse] = await once(envoi, 'response');
    fini = true;
    envoi.destroy();
    expect(reponse.statusCode).toBe(422);
    expect(await hub.catalogueMorceau.count()).toBe(0);
  });

  it('a client that only reads the answer once it has sent everything hears it too', async () => {
    async function* geant() {
      yield Buffer.from('<lheo xmlns="http://lheo.gouv.fr/2.3"><offres><formation><contenu-formation>');
      const piece = Buffer.alloc(262_144, 'x');
      for (let envoyes = 0; envoyes < 60_000_000; envoyes += piece.length) yield piece;
    }
    const options = { method: 'POST', body: ReadableStream.from(geant()), duplex: 'half' as const, headers: { 'Content-Type': 'application/xml' } };
    const reponse = await fetch(url, options);
    expect(reponse.status).toBe(422);
    expect(await reponse.json()).toMatchObject({ detail: expect.stringMatching(/^Ligne 1, colonne \d+ : un(e formation| même élément) dépasse/) });
  });

  it('R1: automatic validation is for those who may validate', async () => {
    role = 'OF';
    expect((await deposer(CATALOGUE, '?validation=automatique')).status).toBe(403);
    expect((await deposer(CATALOGUE)).status).toBe(202);
    role = 'CARIF';
    const rapport = await rapportDe(await deposer(ecrireLheo([formationNumero(3)], '2.3'), '?validation=automatique'));
    expect(rapport.acceptes).toBe(1);
    const validations = (await hub.reception.findMany({ orderBy: { recuLe: 'asc' } })).map((r) => r.donnees);
    expect(validations).toMatchObject([{ validation: 'manuelle' }, { validation: 'manuelle' }, { fiche: 'A3', validation: 'automatique' }]);
  });

  it('refuses other types, unknown parameters, and callers who may not', async () => {
    expect((await deposer('{}', '', { 'Content-Type': 'application/json' })).status).toBe(415);
    expect((await deposer(CATALOGUE, '', { 'Content-Encoding': 'gzip' })).status).toBe(415);
    expect((await deposer(CATALOGUE, '?valider=oui')).status).toBe(400);
    role = 'REGION';
    expect((await deposer(CATALOGUE)).status).toBe(403);
  });

  it('an OF reads its own reports, not those of others', async () => {
    const lieu = (await deposer(CATALOGUE)).headers.get('location') ?? '';
    role = 'OF';
    expect((await fetch(new URL(lieu, url))).status).toBe(404);
    const sien = (await deposer(CATALOGUE)).headers.get('location') ?? '';
    expect((await fetch(new URL(sien, url))).status).toBe(200);
    expect((await fetch(`${url}/pas-un-uuid`)).status).toBe(404);
  });
});

describe('GET /api/v1/catalogues/export.xml', () => {
  /** What the fiche's flow does once the Carif has validated. */
  const valider = async (n: number) => {
    const fiche = await hub.fiche.findUniqueOrThrow({ where: { numero: `A${n}` } });
    await hub.fiche.update({ where: { numero: fiche.numero }, data: { etat: 'VALIDEE', validee: fiche.empreinte, valideeLe: new Date() } });
    const { sessions, creneaux } = offreDeFiche(formationNumero(n));
    for (const s of sessions) await hub.session.create({ data: { ...s, debut: new Date(s.debut), fin: s.fin && new Date(s.fin) } });
    for (const c of creneaux) await hub.creneau.create({ data: { ...c, lieu: c.lieu ?? undefined, placesLibres: c.places } });
  };
  const exporter = async (version: '2.2' | '2.3') => {
    const reponse = await fetch(`${url}/export.xml?version=${version}`);
    expect(reponse.headers.get('content-type')).toContain('xml');
    const xml = await reponse.text();
    const schema = XsdValidator.fromDoc(XmlDocument.fromString(ecrireXsd(DEFINITIONS[version])));
    const doc = XmlDocument.fromString(xml);
    schema.validate(doc);
    doc.dispose();
    schema.dispose();
    return xml;
  };

  it('R1: gives what is validated and nothing else, valid in both versions; importing it again changes nothing', async () => {
    await deposer(CATALOGUE);
    await imports.close();
    expect((await fetch(`${url}/export.xml`)).status).toBe(404);
    await valider(1);
    for (const version of ['2.2', '2.3'] as const) {
      const xml = await exporter(version);
      expect(xml).toContain('Formation 1');
      expect(xml).not.toContain('Formation 2');
    }
    expect(await rapportDe(await deposer(await exporter('2.3')))).toMatchObject({ lus: 1, acceptes: 0, inchanges: 1, refuses: 0 });
    expect((await fetch(`${url}/export.xml?version=2.1`)).status).toBe(400);
  });

  it('R1: a fiche that was modified, or returned, goes out as it was last validated; archived, or sent anew, it does not', async () => {
    await deposer(ecrireLheo([formationNumero(1)], '2.3'));
    await imports.close();
    await valider(1);
    await deposer(ecrireLheo([{ ...formationNumero(1), intitule: 'Modifiée depuis' }], '2.3'));
    await imports.close();
    for (const etat of ['MODIFIEE_A_REVALIDER', 'A_CORRIGER']) {
      await hub.fiche.update({ where: { numero: 'A1' }, data: { etat } });
      const xml = await exporter('2.3');
      expect(xml).toContain('Formation 1');
      expect(xml).not.toContain('Modifiée depuis');
    }
    for (const etat of ['ARCHIVEE', 'SOUMISE']) {
      await hub.fiche.update({ where: { numero: 'A1' }, data: { etat } });
      expect((await fetch(`${url}/export.xml`)).status).toBe(404);
    }
  });

  it('says the state and the slots of today, also those opened in Kairos since', async () => {
    await deposer(CATALOGUE);
    await imports.close();
    await valider(1);
    expect(await exporter('2.3')).toContain('ICO-S1-1');
    await hub.session.update({ where: { numero: 'S1' }, data: { etatRecrutement: 'SUSPENDU' } });
    await hub.creneau.update({ where: { id: 'ICO-S1-1' }, data: { statut: 'ANNULE' } });
    await hub.creneau.create({
      data: {
        id: 'K-9',
        session: 'S1',
        modalite: 'RDV',
        debut: new Date('2027-07-01T12:00:00Z'),
        fin: new Date('2027-07-01T12:45:00Z'),
        places: 1,
        placesLibres: 1,
        pieces: [],
        origine: 'KAIROS',
        lieu: { codePostal: '14000', ville: 'CAEN' },
      },
    });
    // SMF's own word on the session since (session.modifiee).
    await hub.session.update({
      where: { numero: 'S1' },
      data: { intitule: 'Un autre nom', fin: new Date('2029-03-31'), placesConventionnees: 77 },
    });
    const xml = await exporter('2.3');
    expect(xml).toContain('<intitule-formation>Un autre nom<');
    expect(xml).toMatch(/<fin>20290331<[\s\S]*<nb-places-financees>77</);
    expect(xml).toContain('<etat-recrutement>3</etat-recrutement>');
    expect(xml).not.toContain('ICO-S1-1');
    expect(xml).toMatch(/<recrutement numero="K-9">\s*<modalite-recrutement>8<[\s\S]*<heure-debut>14h00<\/heure-debut>\s*<heure-fin>14h45</);
  });
});
