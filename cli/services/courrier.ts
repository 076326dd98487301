/** The embedded mail catcher: an SMTP server that sends nothing further, with a page that shows what it received. */
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { lancerProgramme, type Service } from './service.ts';

export const startCourrier = (options: {
  dossier: string;
  portSmtp: number;
  portWeb: number;
  journal?: string;
  onLance?: (pid: number) => void;
}): Promise<Service> => {
  const courriels = path.join(options.dossier, 'courriels');
  mkdirSync(courriels, { recursive: true, mode: 0o700 }); // people's names and addresses
  return lancerProgramme({
    nom: 'Le courrier',
    commande: process.execPath,
    args: [
      // Its log would name each recipient.
      ...[trouverMaildev(), '--silent', '--smtp', String(options.portSmtp), '--ip', '127.0.0.1', '--web', String(options.portWeb), '--web-ip', '127.0.0.1'],
      // Found again at the next start; the newest ones, so that a long demonstration does not fill the disk.
      ...['--mail-directory', courriels, '--max-emails', '5000'],
    ],
    journal: options.journal,
    onLance: options.onLance,
    pret: () => courrierRepond(`http://127.0.0.1:${options.portWeb}`),
  });
};

export const courrierRepond = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/api/email`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

const trouverMaildev = (): string => {
  const entree = createRequire(import.meta.url)
    .resolve.paths('maildev')
    ?.map((dossier) => path.join(dossier, 'maildev', 'dist', 'bin', 'maildev.js'));
  const trouve = entree?.find((fichier) => existsSync(fichier));
  if (!trouve) throw new Error('Le paquet maildev est absent : relancez « npm ci », ou donnez un serveur par SMTP_URL.');
  return trouve;
};
