/**
 * S13 ends when the address known is another one than the one that refused us, whoever wrote it: an import, the OF page, an administrator. Read
 * from the database, so that no door may forget to say it.
 */
import { idOrganisme } from '../../domain/processus.ts';
import type { Deps } from '../deps.ts';

type Corrigee = { id: string; organisme: string; empreinte: string };

export const createReprisesAdresses =
  ({ hub, flux, horloge }: Pick<Deps, 'hub' | 'flux' | 'horloge'>) =>
  async (): Promise<'VIDE' | 'SILENCE'> => {
    const corrigees = await hub.$queryRaw<Corrigee[]>`
      SELECT b.id, b.organisme, encode(sha256(convert_to(lower(o.courriel), 'UTF8')), 'hex') AS empreinte
      FROM hub.blocage b JOIN hub.organisme o ON o.siret = b.organisme
      WHERE b."leveLe" IS NULL AND b.cause = 'COURRIEL_OF_INVALIDE' AND o.courriel IS NOT NULL
        AND o."courrielRefuse" IS DISTINCT FROM encode(sha256(convert_to(lower(o.courriel), 'UTF8')), 'hex')
      ORDER BY b.depuis LIMIT 100`;
    for (const { id, organisme, empreinte } of corrigees) {
      const acte = {
        id: `adresse:${id}:${empreinte.slice(0, 16)}`,
        type: 'adresseChangee' as const,
        date: new Date(horloge.maintenant()).toISOString(),
        par: 'hub',
        depuis: null,
      };
      if ((await flux.signaler({ processus: 'organisme', id: idOrganisme(organisme), sujet: organisme, acte, mode: 'signal' })) === 'SILENCE') return 'SILENCE';
    }
    return 'VIDE';
  };
