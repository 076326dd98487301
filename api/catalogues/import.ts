/** Second pass: the stored body is read formation by formation, each accepted or refused alone, in batches that can be resumed. */
import { lireFormation } from '../../domain/lheo/lecture.ts';
import type { Formation } from '../../domain/lheo/modele.ts';
import { reserve } from '../../domain/smf/droits.ts';
import type { Hub } from '../../prisma/hub.ts';
import { type Coupe, decouper } from './decoupe.ts';
import { ecrireLot, type Lue, type Validation } from './lot.ts';
import { erreursDe, Rapport } from './rapport.ts';
import { recevoir, relire } from './reception.ts';

export type DepsImport = { hub: Hub; validation: Validation; deposePar?: string | null; octetsMax?: number };

/** A batch is written at so many formations, or characters. */
const LOT = 50;
const TAILLE_LOT = 1_000_000;

/** Receives, then imports, a whole file. The report says what became of it, also when it was unreadable. */
export const importerCatalogue = async (flux: AsyncIterable<Uint8Array>, { hub, validation, deposePar = null, octetsMax }: DepsImport): Promise<Rapport> => {
  const { id, lisible } = await recevoir(flux, { hub, deposePar, ...(octetsMax === undefined ? {} : { octetsMax }) });
  if (lisible) await traiterCatalogue(id, { hub, validation });
  return lireRapport(hub, id);
};

/** Imports a stored catalogue, from where it stopped. Several processes may be at it: each batch is written by one of them. */
export const traiterCatalogue = async (id: string, deps: { hub: Hub; validation: Validation }): Promise<void> => {
  const catalogue = await deps.hub.catalogue.findUnique({ where: { id } });
  if (!catalogue || (catalogue.etat !== 'RECU' && catalogue.etat !== 'EN_COURS')) return;
  try {
    await lireTout(id, catalogue.lus, deps, await siretsDe(deps.hub, catalogue.deposePar));
  } catch (erreur) {
    // Another process finished first and dropped the body that was being read here.
    if ((await deps.hub.catalogue.count({ where: { id, etat: 'TERMINE' } })) === 0) throw erreur;
    return;
  }
  await deps.hub.$transaction([
    deps.hub.catalogue.update({ where: { id }, data: { etat: 'TERMINE', finiLe: new Date() } }),
    deps.hub.catalogueMorceau.deleteMany({ where: { catalogue: id } }),
  ]);
};

const lireTout = async (id: string, faits: number, { hub, validation }: { hub: Hub; validation: Validation }, sirets: Sirets): Promise<void> => {
  // Numbers of the file so far: it may not say twice what an action or a session is.
  const deja = { actions: new Set<string>(), sessions: new Set<string>() };
  let lot: Lue[] = [];
  let rang = 0;
  let taille = 0;
  const vider = async () => {
    if (lot.length > 0) await ecrireLot(hub, id, lot, validation);
    lot = [];
    taille = 0;
  };
  for await (const coupe of decouper(relire(hub, id))) {
    const lue = await reserver(hub, lire(coupe, rang++, deja), sirets);
    if (lue.rang < faits) continue;
    lot.push(lue);
    taille += coupe.taille;
    if (lot.length >= LOT || taille >= TAILLE_LOT) await vider();
  }
  await vider();
};

/** Catalogues received whole and not yet imported: a process that was killed leaves such. Oldest first. A body cut short by it is dropped. */
export const reprendreCatalogues = async (deps: { hub: Hub; validation: Validation }): Promise<string[]> => {
  await oublierReceptions(deps.hub);
  const restes = await deps.hub.catalogue.findMany({ where: { etat: { in: ['RECU', 'EN_COURS'] } }, orderBy: { recuLe: 'asc' }, select: { id: true } });
  for (const { id } of restes) await traiterCatalogue(id, deps);
  return restes.map(({ id }) => id);
};

/** No upload lasts a day: what began before was cut by a kill. */
const oublierReceptions = (hub: Hub): Promise<number> =>
  hub.$executeRaw`
    WITH coupees AS (
      UPDATE hub.catalogue SET etat = 'REFUSE', "finiLe" = now(),
        erreurs = jsonb_build_array(jsonb_build_object('formation', NULL, 'ligne', 0, 'chemin', NULL, 'message', 'la réception s’est interrompue.'))
      WHERE etat = 'EN_RECEPTION' AND "recuLe" < now() - interval '1 day' RETURNING id)
    DELETE FROM hub.catalogue_morceau WHERE catalogue IN (SELECT id FROM coupees)`;

/** Those that the depositor speaks for; null: the Carif, an administrator, the house itself. */
type Sirets = readonly string[] | null;
const siretsDe = async (hub: Hub, deposePar: string | null): Promise<Sirets> => {
  const [genre, id = ''] = (deposePar ?? '').split(':');
  if (genre === 'cle') {
    const cle = await hub.cleApi.findUnique({ where: { id }, select: { siret: true } });
    return cle?.siret ? [cle.siret] : null;
  }
  const compte = genre === 'compte' ? await hub.compte.findUnique({ where: { id }, select: { role: true, sirets: true } }) : null;
  return compte?.role === 'OF' ? compte.sirets : null;
};

/** Throws when there is no such catalogue. */
export const lireRapport = async (hub: Hub, id: string): Promise<Rapport> => {
  const { octets, ...c } = await hub.catalogue.findUniqueOrThrow({ where: { id } });
  return Rapport.parse({ ...c, octets: Number(octets) });
};

const lire = ({ version, formation: noeud }: Coupe, rang: number, deja: { actions: Set<string>; sessions: Set<string> }): Lue => {
  const lu = lireFormation(noeud, version);
  const nom = noeud.attributs['numero'] ?? noeud.enfants.find((e) => e.nom === 'action')?.attributs['numero'] ?? null;
  const commun = { rang, nom, ligne: noeud.ligne };
  if (!lu.ok) return { ...commun, formation: null, erreurs: erreursDe(nom, lu.erreurs, []) };
  const double = doublon(lu.formation, deja);
  if (double) return { ...commun, formation: null, erreurs: [{ formation: nom, ligne: noeud.ligne, ...double }] };
  return { ...commun, formation: lu.formation, erreurs: erreursDe(nom, [], lu.avertissements) };
};

/** R13: an organisme deposits the offer of which it is the mandataire, and no other's: neither in its name, nor under its number. */
const reserver = async (hub: Hub, lue: Lue, sirets: Sirets): Promise<Lue> => {
  if (sirets === null || lue.formation === null) return lue;
  const { organisme, actions } = lue.formation;
  const numeros = actions.map((a) => a.numero);
  const sienne = sirets.includes(organisme.siret) && (await hub.fiche.count({ where: { numero: { in: numeros }, organisme: { notIn: [...sirets] } } })) === 0;
  if (sienne) return lue;
  const dispense = actions.some((a) => a.formateurs.some((f) => sirets.includes(f.siret)));
  const chemin = 'formation/organisme-formation-responsable/SIRET-organisme-formation/SIRET';
  return { ...lue, formation: null, erreurs: [{ formation: lue.nom, ligne: lue.ligne, chemin, message: `${reserve(dispense)} (R13)` }] };
};

const doublon = (formation: Formation, deja: { actions: Set<string>; sessions: Set<string> }): { chemin: string; message: string } | null => {
  const actions = formation.actions.map((a) => a.numero);
  const sessions = formation.actions.flatMap((a) => a.sessions.map((s) => s.numero));
  const action = actions.find((n, i) => deja.actions.has(n) || actions.indexOf(n) < i);
  if (action) return { chemin: 'formation/action/@numero', message: `L’action ${action} est déjà décrite plus haut dans le fichier. (R1)` };
  const session = sessions.find((n, i) => deja.sessions.has(n) || sessions.indexOf(n) < i);
  if (session) return { chemin: 'formation/action/session/@numero', message: `La session ${session} est déjà décrite plus haut dans le fichier. (R1)` };
  for (const n of actions) deja.actions.add(n);
  for (const n of sessions) deja.sessions.add(n);
  return null;
};
