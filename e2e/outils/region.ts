/** A region for its simulated people: the sessions of the plan, seen by Kairos, and the doors of an instance in their hands. */
import { attendreQue, type Pilote } from '../../cli/pilote.ts';
import { ecrireLheo } from '../../domain/lheo/ecriture.ts';
import type { Hub } from '../../prisma/hub.ts';
import { genererCatalogue } from '../../seeds/catalogue.ts';
import { SESSIONS_DU_PLAN } from '../../seeds/plan.ts';
import { createVie, type Vie } from '../../seeds/vie/index.ts';

const GRAINE_CATALOGUE = 28;

export const peupler = async (pilote: Pilote, hub: Hub, { graine, personnes }: { graine: number; personnes: number }): Promise<Vie> => {
  const reference = new Date(await pilote.maintenant());
  const catalogue = genererCatalogue({ graine: GRAINE_CATALOGUE, reference });
  const duPlan = catalogue.filter((f) => f.actions.some((a) => a.sessions.some((s) => SESSIONS_DU_PLAN.includes(s.numero))));
  const depot = await pilote.api('/api/v1/catalogues?validation=automatique', {
    method: 'POST',
    body: ecrireLheo(duPlan, '2.3'),
    headers: { 'content-type': 'application/xml' },
  });
  if (depot.statut !== 202) throw new Error(`catalogue : réponse ${depot.statut} ${JSON.stringify(depot.corps)}`);
  const lire = () => hub.publication.count({ where: { session: { in: [...SESSIONS_DU_PLAN] }, systeme: 'kairos', etat: 'VISIBLE' } });
  await attendreQue('les sessions dans Kairos', lire, (n) => n === SESSIONS_DU_PLAN.length, 120_000);
  const { api, systemes, courrier } = pilote.urls;
  const cles = {
    demo: pilote.cle('DEMO'),
    ML: pilote.cle('CLIENT_API', 'ML'),
    CAP_EMPLOI: pilote.cle('CLIENT_API', 'CAP_EMPLOI'),
    PE: pilote.cle('CLIENT_API', 'PE'),
  };
  return createVie({ graine, api, systemes, cleSystemes: pilote.demarrage.cleSystemes, cles, courrier, sessions: SESSIONS_DU_PLAN, personnes });
};
