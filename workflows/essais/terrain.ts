/** What a whole comparison needs: a real engine, a real database, real partners, and candidates whom each of them knows or not. */
import { createReconciliation } from '../../activities/reconciliation.ts';
import type { BilanRapprochement } from '../../domain/bilan-rapprochement.ts';
import { SYSTEMES, type Systeme } from '../../domain/codes.ts';
import { creneau, dans, jourDans, personne, positionnement, SIRET, session } from '../../e2e/outils/exemples.ts';
import { demarrerSystemes } from '../../e2e/outils/systemes.ts';
import { createHub } from '../../prisma/hub.ts';
import { createCandidat } from './candidat.ts';
import { createMaison, lierFlux, unId } from './maison.ts';
import type { Scene } from './scene.ts';

export const CODES = ['kairos', 'ouiform', 'audef', 'aude', 'pefr', 'imilo'] as const satisfies readonly Systeme[];
export type Terrain = Awaited<ReturnType<typeof createTerrain>>;

/** One session, with one slot, that the hub and its partners show alike. */
export const createTerrain = async () => {
  const maison = await createMaison('reel', await lierFlux('../index.ts'), [
    '--dynamic-config-value',
    'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=1',
  ]);
  const banc = await demarrerSystemes([...CODES, 'rco']);
  const hub = createHub(banc.base);
  await hub.calendrier.create({ data: { origine: new Date(0), vitesse: 1, avance: 0n, vuLe: new Date() } });
  await hub.session.create({ data: ligneSession() });
  await hub.creneau.create({
    data: { id: 'ico-1', session: '103725', modalite: 'ICO', debut: dans(2), fin: dans(2 + 1 / 12), places: 12, placesLibres: 12, origine: 'SMF' },
  });
  const lu = await hub.creneau.findUniqueOrThrow({ where: { id: 'ico-1' } });
  /** Of the slot. */
  const horaires = { debut: lu.debut.toISOString(), fin: lu.fin.toISOString() };
  for (const code of ['kairos', 'ouiform', 'audef'] as const) {
    await banc.dire(code, '/sessions', session());
    await banc.dire(code, '/creneaux', creneau(horaires));
  }

  /** Runs one comparison, in the scene where the flows of the test live. */
  const comparer = async (s: Scene): Promise<BilanRapprochement> => {
    const urls = Object.fromEntries(SYSTEMES.map((code) => [code, `${banc.url()}/${code}`])) as Record<Systeme, string>;
    const { rapprocher } = createReconciliation({ hub, client: () => maison.client, urls, cle: banc.cle, fetch });
    Object.assign(s.activites, { rapprocher });
    return maison.client.workflow.execute('reconciliation', { workflowId: `reconciliation:${unId()}`, taskQueue: 'processus', args: [{ graceMs: 0 }] });
  };

  let rang = 0;
  /** A candidate whose flow runs, as the hub and the partners know her. `chez`: those that were told. */
  const candidat = async (s: Scene, chez: readonly (typeof CODES)[number][] = CODES, vecu = ['POSITIONNE', 'CONVOQUE']) => {
    const c = createCandidat(maison, s);
    const { id } = await c.positionner('ico-1');
    const qui = personne(++rang);
    const [uuid = ''] = c.parcours.split(':');
    const etapes = vecu.map((etape) => ({ etape, date: new Date().toISOString() }));
    await hub.personne.create({
      data: { id: uuid, nom: qui.nom, prenom: qui.prenom, idDE: qui.idDE, statutDe: 'INSCRIT', dossierImilo: `ML-${rang}`, dossierSynchronise: true },
    });
    await hub.positionnement.create({
      data: {
        id,
        parcours: c.parcours,
        personne: uuid,
        session: '103725',
        creneau: 'ico-1',
        reseau: 'ML',
        outil: 'OUIFORM',
        statut: 'CONFIRME',
        argumentaire: ARGUMENTAIRE,
        creeLe: new Date(),
      },
    });
    await hub.parcours.create({ data: { id: c.parcours, personne: uuid, session: '103725', etape: 'CONVOQUE', etapes, positionnement: id } });
    await hub.processus.create({ data: processus(`parcours:${c.parcours}`, { etape: 'CONVOQUE' }) });
    const commun = { positionnement: id, parcours: c.parcours, session: '103725', creneau: 'ico-1', personne: qui };
    const dit = { idDE: qui.idDE, parcours: c.parcours, session: '103725', date: jourDans(0) };
    const faire: Record<(typeof CODES)[number], () => Promise<unknown>> = {
      kairos: () => banc.dire('kairos', '/positionnements', positionnement(rang, commun)),
      ouiform: () => banc.dire('ouiform', '/positionnements', positionnement(rang, commun)),
      audef: () => banc.dire('audef', '/positionnements', positionnement(rang, commun)),
      aude: () =>
        banc.dire('aude', '/prescriptions', { ...dit, intitule: 'x', formacode: '15062', objectif: '9', partenaire: 'ML', argumentaire: ARGUMENTAIRE }),
      pefr: () => banc.dire('pefr', '/rendez-vous', { positionnement: id, idDE: qui.idDE, session: '103725', intitule: 'x', ...horaires, lieu: null }),
      imilo: () => banc.dire('imilo', '/propositions', { dossier: `ML-${rang}`, positionnement: id, session: '103725', intitule: 'x', statut: 'CONFIRME' }),
    };
    for (const code of chez) await faire[code]();
    return { ...c, id, uuid, qui, dossier: `ML-${rang}`, refaire: (code: (typeof CODES)[number]) => faire[code]() };
  };

  return {
    maison,
    banc,
    hub,
    comparer,
    candidat,
    fermer: async () => {
      await hub.$disconnect();
      await banc.close();
      await maison.fermer();
    },
  };
};

const { argumentaire: ARGUMENTAIRE } = positionnement();
const ligneSession = () => ({
  numero: '103725',
  fiche: 'A825286',
  intitule: 'Accueillir et conseiller',
  debut: new Date(jourDans(30)),
  fin: new Date(jourDans(200)),
  modaliteEntreeSortie: 'DATES_FIXES',
  ofResponsable: SIRET,
  ofDispensateur: SIRET,
  formacode: '15062',
  placesConventionnees: 12,
  etatRecrutement: 'OUVERT',
  offre: {},
});
/** A row of the mirror: a flow that runs. */
export const processus = (id: string, change: Record<string, unknown> = {}) => {
  const [type = '', ...sujet] = id.split(':');
  return { id, type, sujet: sujet.join(':'), etape: 'X', etat: 'en_cours', depuis: new Date(), version: 1, majLe: new Date(Date.now() - 60_000), ...change };
};

export const detailsDe = (b: BilanRapprochement, flux: string) => b.details.filter((d) => d.flux === flux).map((d) => `${d.systeme} ${d.objet}`);
