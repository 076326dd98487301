/**
 * The demonstration's data, put in through the doors that everyone uses: the catalogue, then people on slots that end soon. Keys come
 * from the seed, so that a second time changes nothing. What fails is reported, and does not stop the rest.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Systeme } from '../domain/codes.ts';
import { ecrireLheo } from '../domain/lheo/ecriture.ts';
import { genererCatalogue, PREMIERE_SESSION } from './catalogue.ts';
import { corpsDe, planifier, type Positionnement } from './plan.ts';
import { type Client, createClient, parallele, type Portes } from './portes.ts';

export type { Portes } from './portes.ts';
export type Bilan = { formations: number; sessionsVisibles: number; positionnes: number; echecs: string[] };

type Reglage = { graine?: number; reference?: Date; delaiMs?: number };

const GRAINE = 28;
const DELAI_MS = 20_000;
const DE_FRONT = 6;

export const semer = async (portes: Portes, { graine = GRAINE, reference, delaiMs = DELAI_MS }: Reglage = {}): Promise<Bilan> => {
  const client = createClient(portes);
  const limite = Date.now() + delaiMs;
  const bilan: Bilan = { formations: 0, sessionsVisibles: 0, positionnes: 0, echecs: [] };
  const plan = planifier(graine);
  await chargerCatalogue(client, graine, reference ?? (await maintenant(client)), limite, bilan);
  portes.annoncer(`Catalogue régional : ${bilan.formations} formations`);
  await situer(client, plan);
  const visibles = await attendreVisibles(client, [...new Set(plan.map((p) => p.session))], limite);
  bilan.sessionsVisibles = visibles.size;
  const [prets, autres] = [plan.filter((p) => visibles.has(p.session)), plan.filter((p) => !visibles.has(p.session))];
  for (const p of autres) bilan.echecs.push(`${p.cle} : la session ${p.session} n’est pas encore visible`);
  await parallele(prets, DE_FRONT, async (p) => {
    const refus = await positionner(client, p);
    if (refus) bilan.echecs.push(`${p.cle} : ${refus}`);
    else bilan.positionnes += 1;
  });
  portes.annoncer(`Candidats positionnés : ${bilan.positionnes} sur ${plan.length}`);
  return bilan;
};

/** Business now, so that slots are near for the demonstration whatever its date. */
const maintenant = async (client: Client): Promise<Date> => {
  const { corps } = await client.api('GET', '/api/demonstration/calendrier');
  const lu = z.object({ maintenant: z.iso.datetime({ offset: true }) }).safeParse(corps);
  return lu.success ? new Date(lu.data.maintenant) : new Date();
};

const Depot = z.object({ id: z.string() });
const Rapport = z.object({ etat: z.string(), acceptes: z.number(), inchanges: z.number(), erreurs: z.array(z.object({ message: z.string() })) });

/** Dates move with the reference: a catalogue that is already in is left as it is. */
const chargerCatalogue = async (client: Client, graine: number, reference: Date, limite: number, bilan: Bilan): Promise<void> => {
  const formations = genererCatalogue({ graine, reference });
  const deja = await client.api('GET', `/api/v1/sessions/${PREMIERE_SESSION}`);
  if (deja.statut === 200) {
    bilan.formations = formations.length;
    return;
  }
  const depot = await client.api('POST', '/api/v1/catalogues?validation=automatique', { xml: ecrireLheo(formations, '2.3') });
  const recu = Depot.safeParse(depot.corps);
  if (depot.statut !== 202 || !recu.success) {
    bilan.echecs.push(`catalogue : l’API a répondu ${depot.statut}`);
    return;
  }
  for (;;) {
    const { corps } = await client.api('GET', `/api/v1/catalogues/${recu.data.id}`);
    const rapport = Rapport.safeParse(corps).data;
    if (rapport) bilan.formations = rapport.acceptes + rapport.inchanges;
    if (rapport?.etat === 'TERMINE' || rapport?.etat === 'REFUSE') {
      bilan.echecs.push(...rapport.erreurs.map((e) => `catalogue : ${e.message}`));
      return;
    }
    if (Date.now() > limite) {
      bilan.echecs.push('catalogue : l’import n’est pas terminé');
      return;
    }
    await pause(200);
  }
};

/** AUDE knows who is not simply registered; i-Milo, which dossiers are not synchronised. */
const situer = async (client: Client, plan: readonly Positionnement[]): Promise<void> => {
  const date = (await maintenant(client)).toISOString();
  await parallele(plan, DE_FRONT, async ({ cle, personne: p }) => {
    if (p.idDE && p.statutDe !== 'INSCRIT') await client.acte('aude', 'de.statut', { idDE: p.idDE, statut: p.statutDe, date }, `${cle}-statut`);
    if (p.dossierImilo) await client.acte('imilo', 'dossier.synchronise', { idDE: p.idDE, dossier: p.dossierImilo.id, synchronise: p.dossierImilo.synchronise }, `${cle}-dossier`);
  });
};

const Session = z.object({
  creneaux: z.array(z.object({ id: z.string() })),
  publication: z.array(z.object({ systeme: z.string(), etat: z.string() })),
});
const OUTILS: readonly Systeme[] = ['kairos', 'ouiform', 'audef'];

/** Those that can be positioned on in every tool; the wait ends when all are, or at the limit. */
const attendreVisibles = async (client: Client, sessions: readonly string[], limite: number): Promise<Set<string>> => {
  const visibles = new Set<string>();
  for (;;) {
    await parallele(
      sessions.filter((s) => !visibles.has(s)),
      DE_FRONT,
      async (numero) => {
        const lue = Session.safeParse((await client.api('GET', `/api/v1/sessions/${numero}`)).corps).data;
        const publiee = OUTILS.every((o) => lue?.publication.some((p) => p.systeme === o && p.etat === 'VISIBLE'));
        if (publiee && (lue?.creneaux.length ?? 0) > 0) visibles.add(numero);
      },
    );
    if (visibles.size === sessions.length || Date.now() > limite) return visibles;
    await pause(300);
  }
};

const ACTES: Partial<Record<Positionnement['porte'], string>> = { pefr: 'rdv.reserve', kairos: 'positionnement.cree', ouiform: 'positionnement.cree', audef: 'positionnement.cree' };
const Refus = z.object({ code: z.string().optional(), title: z.string().optional() });

/** undefined when done, else the refusal. A slot may reach a tool a moment after its session: tried again for a few seconds. */
const positionner = async (client: Client, p: Positionnement): Promise<string | undefined> => {
  const limite = Date.now() + 5_000;
  for (;;) {
    const acte = ACTES[p.porte];
    const { statut, corps } =
      p.porte === 'api' || !acte ? await client.api('POST', '/api/v1/positionnements', { json: corpsDe(p), cle: p.cle }) : await client.acte(p.porte, acte, corpsDe(p), p.cle);
    if (statut >= 200 && statut < 300) return undefined;
    const lu = Refus.safeParse(corps).data;
    const dit = `${p.porte} a répondu ${statut}${lu ? ` (${lu.code ?? lu.title ?? ''})` : ''}`;
    if ((statut !== 404 && statut < 500 && statut !== 0) || Date.now() > limite) return dit;
    await pause(500);
  }
};
