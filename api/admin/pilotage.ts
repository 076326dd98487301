/** Route of pilotage: one table per question, as JSON for charts and tables, or as CSV. */
import { z } from 'zod';
import { jourParis } from '../../domain/ouvres.ts';
import type { Hub } from '../../prisma/hub.ts';
import * as c from '../contract/admin.ts';
import type { Horloge } from '../horloge.ts';
import { ecrireCsv, enTetesCsv, TYPE_CSV } from '../socle/csv.ts';
import { ok, type Route, route } from '../socle/route.ts';
import { LIRE } from './droits.ts';
import type { Cadre, Table } from './pilotage-cadre.ts';
import { TABLES_RECRUTEMENT } from './pilotage-recrutement.ts';
import { TABLES_SUIVI } from './pilotage-suivi.ts';

const JOUR_MS = 86_400_000;
const TABLES: Record<c.CodeTable, Table> = { ...TABLES_RECRUTEMENT, ...TABLES_SUIVI };

export const createRoutesPilotage = ({ hub, horloge }: { hub: Hub; horloge: Horloge }): Route[] => [
  route({
    methode: 'get',
    chemin: '/api/admin/pilotage/{table}',
    nom: 'lirePilotage',
    resume: 'Une table de pilotage, par dispositif, territoire ou mois',
    etiquette: 'Tableau de bord : pilotage',
    droits: LIRE,
    entree: { params: z.object({ table: c.CodeTable }), query: c.FiltrePilotage.extend({ format: z.enum(['json', 'csv']).default('json') }) },
    reponses: { 200: { description: 'La table, sa méthode et ses colonnes.', schema: c.TablePilotage.optional() } },
    traiter: async ({ params: { table: code }, query: { format, ...f } }) => {
      const maintenant = horloge.maintenant();
      const jusqua = f.jusqua ?? jourParis(maintenant);
      const cadre: Cadre = {
        ...f,
        jusqua,
        depuis: f.depuis ?? new Date(Date.parse(jusqua) - 90 * JOUR_MS).toISOString().slice(0, 10),
        maintenantMs: maintenant,
      };
      const { titre, methode, colonnes, lire } = TABLES[code];
      const lignes = await lire(hub, cadre);
      if (format === 'json') return ok({ code, titre, methode, maintenant: new Date(maintenant).toISOString(), colonnes, lignes });
      return {
        statut: 200,
        type: TYPE_CSV,
        entetes: enTetesCsv(`pilotage-${code}`),
        flux: ecrireCsv(
          colonnes.map((k) => k.libelle),
          lignes.map((l) => colonnes.map((k) => l[k.code] ?? null)),
        ),
      };
    },
  }),
];
