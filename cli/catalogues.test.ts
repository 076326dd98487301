import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rapport } from '../api/catalogues/rapport.ts';
import { deposer, importer } from './catalogues.ts';
import { clientDe, createClient } from './client.ts';
import { lireConfig } from './config.ts';

const ID = '11111111-1111-4111-8111-111111111111';

describe('deposer', () => {
  let dossier: string;
  let fichier: string;
  let serveur: Server;
  let recu: { cle?: string | undefined; type?: string | undefined; corps?: string };
  let rapports: Rapport[];
  let refus: { statut: number; detail: string } | undefined;
  beforeEach(async () => {
    dossier = mkdtempSync(path.join(tmpdir(), 'import-'));
    fichier = path.join(dossier, 'catalogue.xml');
    writeFileSync(fichier, '<lheo/>');
    recu = {};
    refus = undefined;
    serveur = createServer((requete, reponse) => {
      void (async () => {
        if (requete.method === 'POST') {
          recu = { cle: requete.headers.authorization, type: requete.headers['content-type'], corps: await text(requete) };
          if (refus) return reponse.writeHead(refus.statut, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ detail: refus.detail }));
          return reponse.writeHead(202, { location: `/api/v1/catalogues/${ID}` }).end('{}');
        }
        const suivant = rapports.length > 1 ? rapports.shift() : rapports[0];
        return reponse.writeHead(200).end(JSON.stringify(suivant));
      })();
    });
    await new Promise<void>((resolve) => serveur.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await new Promise((resolve) => serveur.close(resolve));
    rmSync(dossier, { recursive: true, force: true });
  });
  const client = () => {
    const adresse = serveur.address();
    return clientDe(`http://127.0.0.1:${adresse !== null && typeof adresse === 'object' ? adresse.port : 0}`, 'mln_essai');
  };
  const rapport = (etat: Rapport['etat'], refuses = 0): Rapport => ({
    id: ID,
    etat,
    octets: 7,
    lus: 3,
    acceptes: 3 - refuses,
    inchanges: 0,
    refuses,
    erreurs: [],
  });

  it('sends the file as it is, and waits for the end of the import', async () => {
    rapports = [rapport('RECU'), rapport('EN_COURS'), rapport('TERMINE', 1)];
    expect(await deposer(client(), fichier)).toEqual(rapport('TERMINE', 1));
    expect(recu).toEqual({ cle: 'Bearer mln_essai', type: 'application/xml', corps: '<lheo/>' });
  });

  it('tells an unreadable file apart from a door that is closed', async () => {
    refus = { statut: 400, detail: 'Ligne 3, colonne 7 : balise non fermée.' };
    expect(await deposer(client(), fichier)).toMatchObject({ etat: 'REFUSE', erreurs: [{ ligne: 3, message: 'Ligne 3, colonne 7 : balise non fermée.' }] });
    refus = { statut: 403, detail: 'Cette clé ne permet pas de déposer un catalogue.' };
    await expect(deposer(client(), fichier)).rejects.toThrow('Cette clé ne permet pas');
  });

  it('says that no instance runs, or that there is no such file', async () => {
    const config = lireConfig({ MAILLON_DATA: dossier });
    expect(() => createClient(config, {})).toThrow(`Aucune instance de Maillon ne tourne avec le dossier « ${dossier} »`);
    await expect(importer(config, path.join(dossier, 'absent.xml'), false)).rejects.toThrow('n’existe pas');
  });
});
