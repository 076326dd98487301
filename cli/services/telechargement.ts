/** The vendor's own download, asked the way its SDK does: an address for this machine, then the archive. Given up within seconds when unreachable. */
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { executer } from './commande.ts';
import type { Source } from './outil.ts';

const SERVEUR = 'https://temporal.download';
const REPONSE_MS = 4_000;
/** The archive weighs some 50 MB: it may take its time, but not stand still. */
const SILENCE_MS = 5_000;

const Adresse = z.object({ archiveUrl: z.url(), fileToExtract: z.string() });

export const parLeFournisseur: Source = {
  nom: 'téléchargement chez l’éditeur',
  provenance: 'telechargement',
  apporter: async (outil, dossier) => {
    const arch = process.arch === 'x64' ? 'amd64' : process.arch;
    const platform = process.platform === 'win32' ? 'windows' : process.platform;
    const format = process.platform === 'win32' ? 'zip' : 'tar.gz';
    const version = outil.archive === 'cli' ? `v${outil.version}` : outil.version;
    const question = `${SERVEUR}/${outil.archive}/${version}?${new URLSearchParams({ platform, arch, format, 'sdk-name': 'sdk-typescript', 'sdk-version': '1.24.0' })}`;
    const reponse = await demander(question);
    const { archiveUrl, fileToExtract } = Adresse.parse(await reponse.json());
    const archive = path.join(dossier, `archive.${format}`);
    await telecharger(archiveUrl, archive);
    const { code, stderr } = await executer('tar', ['-xf', archive, '-C', dossier]);
    if (code !== 0) throw new Error(`archive illisible (${stderr.trim().split('\n').at(-1) ?? ''})`);
    return path.join(dossier, fileToExtract);
  },
};

const demander = async (url: string): Promise<Response> => {
  const reponse = await fetch(url, { signal: AbortSignal.timeout(REPONSE_MS) }).catch(() => {
    throw new Error('injoignable');
  });
  if (!reponse.ok) throw new Error(`réponse ${reponse.status}`);
  return reponse;
};

const telecharger = async (url: string, fichier: string): Promise<void> => {
  const arret = new AbortController();
  let minuterie = setTimeout(() => arret.abort(), REPONSE_MS);
  const veiller = async function* (flux: AsyncIterable<Uint8Array>) {
    for await (const morceau of flux) {
      clearTimeout(minuterie);
      minuterie = setTimeout(() => arret.abort(), SILENCE_MS);
      yield morceau;
    }
  };
  try {
    const reponse = await fetch(url, { signal: arret.signal });
    if (!reponse.ok || !reponse.body) throw new Error(`réponse ${reponse.status}`);
    await pipeline(Readable.from(veiller(reponse.body)), createWriteStream(fichier));
  } catch (erreur) {
    throw arret.signal.aborted ? new Error('téléchargement interrompu') : erreur;
  } finally {
    clearTimeout(minuterie);
  }
};
