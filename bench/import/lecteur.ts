/**
 * One reading of a file in a process of its own, whose peak of memory is therefore that reading's: `maillon` imports it whole (checked, stored,
 * read again, written to PostgreSQL with a message per fiche); `nu` has fast-xml-parser make the tree of the same file.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { importerCatalogue } from '../../api/catalogues/import.ts';
import { createHub } from '../../prisma/hub.ts';
import { mesurer } from '../mesure.ts';

const [, , sorte, chemin = ''] = process.argv;

const importer = async (): Promise<{ secondes: number; acceptes: number; refuses: number }> => {
  const hub = createHub(process.env['DATABASE_URL'] ?? '');
  let rapport = { acceptes: 0, refuses: 0 };
  const secondes = await mesurer(async () => {
    const r = await importerCatalogue(createReadStream(chemin), { hub, validation: 'automatique' });
    rapport = { acceptes: r.acceptes, refuses: r.refuses };
  });
  await hub.$disconnect();
  return { secondes, ...rapport };
};

const analyser = async (): Promise<{ secondes: number }> => ({
  secondes: await mesurer(async () => new XMLParser({ ignoreAttributes: false }).parse(readFileSync(chemin))),
});

const lu = await (sorte === 'nu' ? analyser() : importer());
// Kibibytes on Linux, and on macOS too since libuv 1.45.
process.stdout.write(JSON.stringify({ ...lu, picMio: process.resourceUsage().maxRSS / 1024 }));
