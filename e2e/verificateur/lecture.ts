/** Reads an instance whole: its database, the ledgers and the states of its partners, its mails. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Pilote } from '../../cli/pilote.ts';
import { lirePorts, lireSecrets } from '../../cli/services/instance.ts';
import { createHub, type Hub } from '../../prisma/hub.ts';
import { type CreneauTenu, grouper, LEDGERS, type Ledger, type Ligne, type Lu, type SessionTenue, SYSTEMES, type Systeme, type Tenu, VITRINES } from './lu.ts';

export type Lecteur = { lire(tues: boolean): Promise<Lu>; hub: Hub; close(): Promise<void> };

export const createLecteur = async (pilote: Pilote): Promise<Lecteur> => {
  const motDePasse = encodeURIComponent(lireSecrets(pilote.dossier).motDePasseBase);
  const hub = createHub(`postgresql://postgres:${motDePasse}@127.0.0.1:${lirePorts(pilote.dossier)['postgres']}/maillon`, 4);
  const connection = await Connection.connect({ address: `127.0.0.1:${lirePorts(pilote.dossier)['temporal']}` });
  const client = new Client({ connection });
  return {
    hub,
    lire: async (tues) => ({ ...(await lire(pilote, hub, tues)), arretes: await arretes(client, hub), incidents: incidents(pilote) }),
    close: async () => {
      await connection.close();
      await hub.$disconnect();
    },
  };
};

/** Open flows whose last task failed and is being tried again. */
const arretes = async (client: Client, hub: Hub): Promise<string[]> => {
  const ouverts = await hub.processus.findMany({ where: { ouvert: true }, select: { id: true } });
  const attentes = await Promise.all(ouverts.map(async ({ id }) => ({ id, tache: (await client.workflow.getHandle(id).describe()).raw.pendingWorkflowTask })));
  return attentes.filter(({ tache }) => (tache?.attempt ?? 1) > 1).map(({ id }) => id);
};

/** Lines in which the worker says that a flow does not follow its own history. */
const incidents = ({ dossier }: Pilote): string[] => {
  const lignes = readFileSync(path.join(dossier, 'journaux', 'worker.log'), 'utf8').split('\n');
  return lignes.filter((l) => l.includes('TMPRL1100')).map((l) => l.slice(0, 300));
};

const lire = async (pilote: Pilote, hub: Hub, tues: boolean): Promise<Omit<Lu, 'arretes' | 'incidents'>> => {
  const maintenant = await pilote.maintenant();
  const [ledgers, tenus, enPanne] = await Promise.all([
    pour(LEDGERS, (s) => ledger(pilote, s)),
    pour(SYSTEMES, (s) => tenusDe(pilote, hub, s)),
    pannes(pilote),
  ]);
  const [positionnements, parcours, creneaux, sessions, personnes] = await Promise.all([
    hub.positionnement.findMany(),
    hub.parcours.findMany(),
    hub.creneau.findMany(),
    hub.session.findMany(),
    hub.personne.findMany({ select: { id: true, idDE: true, statutDe: true, dossierImilo: true, dossierSynchronise: true, dossierLe: true } }),
  ]);
  const [blocages, connus, relances, processus, demandeurs, expirees] = await Promise.all([
    hub.blocage.findMany({ where: { leveLe: null } }),
    hub.blocage.findMany({ select: { id: true } }),
    hub.relance.findMany(),
    hub.processus.findMany(),
    hub.demandeur.findMany(),
    hub.transmission.findMany({ where: { systeme: 'aude', etat: 'NON_VISIBLE', regle: 'R36' } }),
  ]);
  const [fiches, publications, comptes, divergences, organismes, tentatives, nonTransmises] = await Promise.all([
    hub.fiche.findMany({ select: { numero: true, etat: true } }),
    hub.publication.findMany(),
    hub.compteKairos.findMany(),
    hub.divergence.findMany(),
    hub.organisme.findMany(),
    hub.tentative.findMany(),
    hub.reception.findMany({ where: { etat: { not: 'TRANSMIS' } } }),
  ]);
  const [creneauxTenus, sessionsTenues, statutsTenus] = await Promise.all([
    pour(VITRINES, (v) => etats<CreneauTenu>(pilote, v, 'creneaux')),
    pour(VITRINES, async (v) => (await etats<SessionDite>(pilote, v, 'sessions')).map(sessionDite)),
    etats<{ idDE: string; statut: string }>(pilote, 'aude', 'demandeurs'),
  ]);
  const noms = [...new Set(parcours.flatMap((p) => (p.etapes as { etape: string }[]).map((e) => e.etape)))];
  const [dits, etapes, changes] = await Promise.all([
    hub.evenement.groupBy({ by: ['processus'], _max: { date: true } }),
    hub.evenement.groupBy({
      by: ['processus', 'fait'],
      where: { fait: { in: noms }, processus: { startsWith: 'parcours:' } },
      _count: true,
    }),
    hub.evenement.findMany({ where: { fait: { in: ['CRENEAU_DEPLACE', 'CRENEAU_ANNULE'] } }, select: { processus: true } }),
  ]);
  const courriels = (await pilote.courriels()).map((c) => ({
    messageId: (c.headers['message-id'] ?? '').replace(/^<|>$/g, ''),
    a: c.to.map((t) => t.address).join(','),
    objet: c.subject,
    texte: c.text ?? '',
  }));
  const sansChevrons = relances.map((r) => ({ ...r, messageId: r.messageId?.replace(/^<|>$/g, '') ?? null }));
  return {
    ...{ maintenant, ledgers, tenus, enPanne, tues, positionnements, creneaux, sessions, personnes, processus, courriels },
    ...{ creneauxTenus, sessionsTenues, statutsTenus },
    derniersFaits: new Map(dits.map((d) => [d.processus ?? '', d._max.date?.getTime() ?? 0])),
    etapesDites: new Map(
      [...grouper(etapes, (e) => (e.processus ?? '').replace('parcours:', ''))].map(([id, siennes]) => [id, new Map(siennes.map((e) => [e.fait, e._count]))]),
    ),
    creneauxChanges: new Set(changes.map((c) => c.processus?.replace(/^creneau:/, '') ?? '')),
    ...{ fiches, publications, comptes, divergences, organismes, tentatives, relances: sansChevrons },
    parcours: parcours.map((p) => ({ ...p, etapes: p.etapes as { etape: string; date: string }[] })),
    blocages: blocages.map((b) => ({ ...b, sujet: b.sujet as Record<string, unknown> })),
    connus: new Set(connus.map((b) => b.id)),
    differees: demandeurs.flatMap((d) => d.differees as { parcours: string; fait: string }[]),
    expirees,
    // What AUDE or i-Milo says of somebody whom nobody has positioned waits for that.
    nonTransmises: nonTransmises.filter((r) => {
      const dites = JSON.stringify(r.donnees);
      return r.etat !== 'EN_ATTENTE' || personnes.some((p) => [p.idDE, p.dossierImilo].some((id) => id !== null && dites.includes(`"${id}"`)));
    }),
  };
};

const pour = async <S extends Ledger, T>(systemes: readonly S[], faire: (s: S) => Promise<T>): Promise<Record<S, T>> =>
  Object.fromEntries(await Promise.all(systemes.map(async (s) => [s, await faire(s)] as const))) as Record<S, T>;

const TRANCHE = 20_000;
const ledger = async (pilote: Pilote, systeme: Ledger): Promise<Ligne[]> => {
  const lignes: Ligne[] = [];
  for (let depuis = 0; ; ) {
    const page = await appeler<(Omit<Ligne, 'reference'> & { reponse: { reference?: string } | null })[]>(pilote, systeme, `/ledger?depuis=${depuis}`);
    lignes.push(...page.map(({ reponse, ...l }) => ({ ...l, reference: reponse?.reference ?? null })));
    if (page.length < TRANCHE) return lignes;
    depuis = page.at(-1)?.rang ?? depuis;
  }
};

type SessionDite = { session: string; offre: { ETAT_RECRUTEMENT?: string | null } };
const sessionDite = ({ session, offre }: SessionDite): SessionTenue => ({ session, etatRecrutement: offre.ETAT_RECRUTEMENT ?? null });

type Page<T> = { elements: T[]; suivant: string | null };
/** All that a system holds of one kind, by pages. */
const etats = async <T>(pilote: Pilote, systeme: Systeme, genre: string): Promise<T[]> => {
  const tenus: T[] = [];
  for (let apres: string | null = ''; apres !== null; ) {
    const page: Page<T> = await appeler(pilote, systeme, `/etat/${genre}`, { apres, taille: 500 });
    tenus.push(...page.elements);
    apres = page.suivant;
  }
  return tenus;
};

/** AUDEF tells the AIS for the paths that it is asked about only. */
const tenusDe = async (pilote: Pilote, hub: Hub, systeme: Systeme): Promise<Tenu[]> => {
  const tenus = await etats<Tenu>(pilote, systeme, 'candidats');
  const ids = systeme === 'audef' ? (await hub.parcours.findMany({ select: { id: true } })).map((p) => p.id) : [];
  for (let i = 0; i < ids.length; i += 500)
    tenus.push(...(await appeler<Page<Tenu>>(pilote, systeme, '/etat/candidats', { references: ids.slice(i, i + 500) })).elements);
  return tenus;
};

const appeler = async <T>(pilote: Pilote, systeme: Ledger, chemin: string, json?: unknown): Promise<T> => {
  const url = `${pilote.urls.systemes[systeme]}${chemin}`;
  const r = await pilote.appeler<T>(url, { jeton: pilote.demarrage.cleSystemes, ...(json === undefined ? {} : { method: 'POST', json }) });
  if (r.statut >= 300) throw new Error(`${systeme}${chemin} : réponse ${r.statut}`);
  return r.corps;
};

const pannes = async (pilote: Pilote): Promise<Systeme[]> => {
  const lus = await pour(SYSTEMES, (s) => appeler<{ indisponibleJusqua: string | null }>(pilote, s, '/reglages'));
  return SYSTEMES.filter((s) => lus[s].indisponibleJusqua !== null);
};
