/**
 * The demonstration's data, put in through the doors that everyone uses: the catalogue, then people on slots that end soon. Keys come
 * from the seed, so that a second time changes nothing. What fails is reported, and does not stop the rest.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Systeme } from '../domain/codes.ts';
import { ecrireLheo } from '../domain/lheo/ecriture.ts';
import type { Formation } from '../domain/lheo/modele.ts';
import { genererCatalogue } from './catalogue.ts';
import { comptesEnDefaut } from './comptes.ts';
import { corpsDe, type Positionnement, planifier, SESSIONS_DU_PLAN } from './plan.ts';
import { type Client, createClient, type Portes, parallele } from './portes.ts';

export type { Portes } from './portes.ts';
/** `suite`: what was not ready in time goes on for a while after the answer. */
export type Bilan = { formations: number; positionnes: number; echecs: string[]; suite: Promise<void> };

type Reglage = { graine?: number; reference?: Date; delaiMs?: number; regionMs?: number; suiteMs?: number };

const GRAINE = 28;
const DELAI_MS = 20_000;
/** Whoever is told that the instance is ready searches the region at once: it is there, unless the machine is really slow. */
const REGION_MS = 60_000;
/** Once they come, one that has not come by then waits for something else than the machine: a partner's day, an account. */
const IMMOBILE_MS = 10_000;
const SUITE_MS = 240_000;
const DE_FRONT = 6;
const PAS_DIT = 10;

export const semer = async (
  portes: Portes,
  { graine = GRAINE, reference, delaiMs = DELAI_MS, regionMs = REGION_MS, suiteMs = SUITE_MS }: Reglage = {},
): Promise<Bilan> => {
  const client = createClient(portes);
  const limite = Date.now() + delaiMs;
  const bilan: Bilan = { formations: 0, positionnes: 0, echecs: [], suite: Promise.resolve() };
  const plan = planifier(graine);
  const depart = reference ?? (await maintenant(client));
  const formations = genererCatalogue({ graine, reference: depart });
  // Before their sessions are published: Kairos is asked then.
  for (const compte of comptesEnDefaut(formations, SESSIONS_DU_PLAN, depart))
    await client.acte('kairos', 'compte.modifie', compte, `semences-${graine}-compte-${compte.siret}`);
  const duPlan = (f: Formation) => f.actions.some((a) => a.sessions.some((s) => SESSIONS_DU_PLAN.includes(s.numero)));
  // A few formations first, so that people are soon positioned on them; the region follows, while the flows are at work.
  const depot = await charger(client, formations.filter(duPlan), bilan);
  await situer(client, plan);
  if (depot) await attendreImport(client, depot, limite, bilan);
  const plusTard = await positionnerTous(client, plan, limite, bilan);
  await charger(
    client,
    formations.filter((f) => !duPlan(f)),
    bilan,
  );
  const limiteRegion = Date.now() + regionMs;
  await attendreRegion(client, formations.length, limiteRegion, portes.annoncer);
  const restants = await positionnerTous(client, plusTard, limiteRegion, bilan);
  portes.annoncer(`Candidats positionnés : ${bilan.positionnes} sur ${plan.length}${restants.length > 0 ? ', les autres suivent' : ''}`);
  if (restants.length > 0) bilan.suite = finir(client, restants, Date.now() + suiteMs, bilan);
  return bilan;
};

const finir = async (client: Client, restants: readonly Positionnement[], limite: number, bilan: Bilan): Promise<void> => {
  for (const p of await positionnerTous(client, restants, limite, bilan)) bilan.echecs.push(`${p.cle} : la session ${p.session} n’est pas visible`);
};

/** Business now, so that slots are near for the demonstration whatever its date. */
const maintenant = async (client: Client): Promise<Date> => {
  const { corps } = await client.api('GET', '/api/demonstration/calendrier');
  const lu = z.object({ maintenant: z.iso.datetime({ offset: true }) }).safeParse(corps);
  return lu.success ? new Date(lu.data.maintenant) : new Date();
};

const Depot = z.object({ id: z.string() });
const Rapport = z.object({ etat: z.string(), erreurs: z.array(z.object({ message: z.string() })) });

/** The deposit's id. Dates move with the reference: formations that are already in are left as they are. */
const charger = async (client: Client, formations: readonly Formation[], bilan: Bilan): Promise<string | undefined> => {
  const temoin = formations.at(-1)?.actions[0]?.sessions[0]?.numero ?? '';
  const deja = (await client.api('GET', `/api/v1/sessions/${temoin}`)).statut === 200;
  if (deja) {
    bilan.formations += formations.length;
    return undefined;
  }
  const depot = await client.api('POST', '/api/v1/catalogues?validation=automatique', { xml: ecrireLheo(formations, '2.3') });
  const recu = Depot.safeParse(depot.corps).data;
  if (depot.statut === 202 && recu) bilan.formations += formations.length;
  else bilan.echecs.push(`catalogue : l’API a répondu ${depot.statut}`);
  return recu?.id;
};

const attendreImport = async (client: Client, id: string, limite: number, bilan: Bilan): Promise<void> => {
  for (;;) {
    const rapport = Rapport.safeParse((await client.api('GET', `/api/v1/catalogues/${id}`)).corps).data;
    if (rapport?.etat === 'TERMINE' || rapport?.etat === 'REFUSE') {
      bilan.echecs.push(...rapport.erreurs.map((e) => `catalogue : ${e.message}`));
      return;
    }
    if (Date.now() > limite) return;
    await pause(200);
  }
};

const Recherche = z.object({ elements: z.array(z.unknown()) });

/** Until prescribers find every formation that was sent, or no more of them come. */
const attendreRegion = async (client: Client, total: number, limite: number, annoncer: (phrase: string) => void): Promise<void> => {
  let [vues, dites, depuis] = [0, 0, Number.POSITIVE_INFINITY];
  for (;;) {
    const trouvees = Recherche.safeParse((await client.api('GET', '/api/v1/formations?taille=200')).corps).data?.elements.length ?? 0;
    if (vues > 0 && trouvees > vues) depuis = Date.now();
    vues = trouvees;
    const fini = vues >= total || Date.now() > limite || Date.now() - depuis > IMMOBILE_MS;
    if (fini || vues >= dites + PAS_DIT) annoncer(`Catalogue régional : ${vues} formations publiées sur ${total}`);
    if (fini) return;
    dites = vues - (vues % PAS_DIT);
    await pause(1_000);
  }
};

/** AUDE knows who is not simply registered; i-Milo, which dossiers are not synchronised. */
const situer = async (client: Client, plan: readonly Positionnement[]): Promise<void> => {
  const date = (await maintenant(client)).toISOString();
  await parallele(plan, DE_FRONT, async ({ cle, personne: p }) => {
    if (p.idDE && p.statutDe !== 'INSCRIT') await client.acte('aude', 'de.statut', { idDE: p.idDE, statut: p.statutDe, date }, `${cle}-statut`);
    if (p.dossierImilo)
      await client.acte(
        'imilo',
        'dossier.synchronise',
        { idDE: p.idDE, dossier: p.dossierImilo.id, synchronise: p.dossierImilo.synchronise },
        `${cle}-dossier`,
      );
  });
};

const Session = z.object({
  creneaux: z.array(z.object({ id: z.string() })),
  publication: z.array(z.object({ systeme: z.string(), etat: z.string() })),
});
const OUTILS: readonly Systeme[] = ['kairos', 'ouiform', 'audef'];

/** Positions each person as soon as the session is seen in every tool; gives those for whom it was not, at the limit. */
const positionnerTous = async (client: Client, plan: readonly Positionnement[], limite: number, bilan: Bilan): Promise<Positionnement[]> => {
  let restants = [...plan];
  for (;;) {
    const visibles = await sessionsVisibles(client, [...new Set(restants.map((p) => p.session))]);
    await parallele(
      restants.filter((p) => visibles.has(p.session)),
      DE_FRONT,
      async (p) => {
        const refus = await positionner(client, p);
        if (refus) bilan.echecs.push(`${p.cle} : ${refus}`);
        else bilan.positionnes += 1;
      },
    );
    restants = restants.filter((p) => !visibles.has(p.session));
    if (restants.length === 0 || Date.now() > limite) return restants;
    await pause(400);
  }
};

const sessionsVisibles = async (client: Client, sessions: readonly string[]): Promise<Set<string>> => {
  const visibles = await parallele(sessions, DE_FRONT, async (numero) => {
    const lue = Session.safeParse((await client.api('GET', `/api/v1/sessions/${numero}`)).corps).data;
    const publiee = OUTILS.every((o) => lue?.publication.some((p) => p.systeme === o && p.etat === 'VISIBLE'));
    return publiee && (lue?.creneaux.length ?? 0) > 0 ? numero : null;
  });
  return new Set(visibles.filter((v) => v !== null));
};

const ACTES: Partial<Record<Positionnement['porte'], string>> = {
  pefr: 'rdv.reserve',
  kairos: 'positionnement.cree',
  ouiform: 'positionnement.cree',
  audef: 'positionnement.cree',
};
const Refus = z.object({ code: z.string().optional(), title: z.string().optional() });

/** undefined when done, else the refusal. A slot may reach a tool a moment after its session: tried again for a few seconds. */
const positionner = async (client: Client, p: Positionnement): Promise<string | undefined> => {
  const limite = Date.now() + 5_000;
  for (;;) {
    const acte = ACTES[p.porte];
    const { statut, corps } =
      p.porte === 'api' || !acte
        ? await client.api('POST', '/api/v1/positionnements', { json: corpsDe(p), cle: p.cle })
        : await client.acte(p.porte, acte, corpsDe(p), p.cle);
    if (statut >= 200 && statut < 300) return undefined;
    const lu = Refus.safeParse(corps).data;
    const dit = `${p.porte} a répondu ${statut}${lu ? ` (${lu.code ?? lu.title ?? ''})` : ''}`;
    if ((statut !== 404 && statut < 500 && statut !== 0) || Date.now() > limite) return dit;
    await pause(500);
  }
};
