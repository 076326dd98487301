/**
 * S13 begins when the address known is one that refused us, and ends when it is another one, whoever found out or wrote it: a first ask, an
 * import, the OF page, an administrator. Read from the database, so that no door may forget to say it.
 */
import type { ActeOrganisme } from '../../domain/actes.ts';
import { idOrganisme } from '../../domain/processus.ts';
import { Prisma } from '../../prisma/hub.ts';
import type { Deps } from '../deps.ts';

type Ecart = { organisme: string; type: Exclude<ActeOrganisme['type'], 'motPerdu'>; cle: string };

const CONNUE = Prisma.sql`encode(sha256(convert_to(lower(o.courriel), 'UTF8')), 'hex')`;
const OUVERT = Prisma.sql`b.organisme = o.siret AND b.cause = 'COURRIEL_OF_INVALIDE' AND b."leveLe" IS NULL`;

export const createSuiviAdresses =
  ({ hub, flux, horloge }: Pick<Deps, 'hub' | 'flux' | 'horloge'>) =>
  async (): Promise<'VIDE' | 'SILENCE'> => {
    // The key says which case it is about: said again at each pass until the flow has written, it is heard once.
    const ecarts = await hub.$queryRaw<Ecart[]>`
      SELECT o.siret AS organisme, 'adresseChangee' AS type, b.id || ':' || left(${CONNUE}, 16) AS cle
      FROM hub.blocage b JOIN hub.organisme o ON ${OUVERT}
      WHERE o.courriel IS NOT NULL AND o."courrielRefuse" IS DISTINCT FROM ${CONNUE}
      UNION ALL
      SELECT o.siret, 'adresseInvalide', o.siret || '#' || (SELECT count(*) FROM hub.blocage b WHERE b.organisme = o.siret AND b.cause = 'COURRIEL_OF_INVALIDE')
        || ':' || left(o."courrielRefuse", 16)
      FROM hub.organisme o WHERE o."courrielRefuse" = ${CONNUE} AND NOT EXISTS (SELECT 1 FROM hub.blocage b WHERE ${OUVERT})
      LIMIT 100`;
    const date = new Date(horloge.maintenant()).toISOString();
    for (const { organisme, type, cle } of ecarts) {
      const acte = { id: `adresse:${cle}`, type, date, par: 'hub', depuis: null };
      if ((await flux.signaler({ processus: 'organisme', id: idOrganisme(organisme), sujet: organisme, acte, mode: 'signal' })) === 'SILENCE') return 'SILENCE';
    }
    return 'VIDE';
  };
