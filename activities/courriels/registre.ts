/**
 * The rows of `hub.relance`: a mail is taken (EN_ENVOI) before it leaves, and its rows say afterwards what became of it. One mail may say
 * several reminders: they are one group, taken, sent and noted together, for good.
 */
import { createHash } from 'node:crypto';
import type { Hub, HubTx } from '../../prisma/hub.ts';
import { courrierIndisponible } from './echecs.ts';

export type Ligne = {
  cle: string;
  blocage: string;
  processus: string;
  cause: string;
  niveau: number;
  organisme: string | null;
  destinataire: string;
  /** `OF:<siret>`, `MANDATAIRE:<siret>`, `PRESCRIPTEUR:<structure>`: those of one box may share a mail. */
  boite?: string | null;
  /** Business instant, epoch ms. */
  maintenant: number;
};
/**
 * ENVOYEE (`le`: when, business epoch ms, if it was before this call) · ECHEC (never will: the address, or this message) · SANS_DESTINATAIRE (no address, or one that
 * refuses us) · INUTILE (nothing is waited for any more).
 */
export type Envoi = { etat: 'ENVOYEE'; le?: number } | { etat: 'ECHEC'; raison: 'ADRESSE' | 'MESSAGE' } | { etat: 'SANS_DESTINATAIRE' } | { etat: 'INUTILE' };

/** Real time after which an attempt that said nothing is held for dead: longer than a transport may take. */
const BAIL = '40 seconds';

/** A box that is busy is waited for: its mails are few and short. */
const ATTENTE = { maxWait: 10_000, timeout: 20_000 };

export const empreinte = (texte: string): string => createHash('sha256').update(texte).digest('hex');

/** A mail to send: the key that names it for good, and those of the reminders that it says. */
export type Prise = { groupe: string; cles: string[] };

/** Takes the mail of this row; null when somebody else sent it, or is at it. `voisins`: others that the same mail may say. */
export const prendre = (hub: Hub, l: Ligne, voisins: (tx: HubTx) => Promise<Ligne[]> = async () => []): Promise<Prise | null> =>
  hub.$transaction(async (tx) => {
    // Two flows that remind the same box at the same instant make one group, or two, never the same row twice.
    if (l.boite) await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`relance:${l.boite}`}, 0))`;
    const [deja] = await tx.$queryRaw<{ groupe: string | null; libre: boolean }[]>`
      SELECT groupe, etat = 'PREVUE' OR (etat = 'EN_ENVOI' AND "essaiLe" < clock_timestamp() - ${BAIL}::interval) AS libre
      FROM hub.relance WHERE id = ${l.cle} FOR UPDATE`;
    if (deja && !deja.libre) return null;
    if (deja) {
      const pris = await tx.$queryRaw<{ id: string }[]>`
        UPDATE hub.relance SET etat = 'EN_ENVOI', "essaiLe" = clock_timestamp()
        WHERE (id = ${l.cle} OR groupe = ${deja.groupe}) AND etat IN ('PREVUE', 'EN_ENVOI') RETURNING id`;
      return { groupe: deja.groupe ?? l.cle, cles: pris.map((r) => r.id) };
    }
    const groupe = [l, ...(await voisins(tx))];
    const pris: string[] = [];
    for (const m of groupe)
      pris.push(
        ...(
          await tx.$queryRaw<{ id: string }[]>`
            INSERT INTO hub.relance (id, blocage, processus, cause, niveau, organisme, canal, destinataire, boite, groupe, etat, "essaiLe", "prevueLe")
            VALUES (${m.cle}, ${m.blocage}, ${m.processus}, ${m.cause}, ${m.niveau}, ${m.organisme}, 'COURRIEL', ${m.destinataire}, ${m.boite ?? null},
                    ${l.cle}, 'EN_ENVOI', clock_timestamp(), ${new Date(m.maintenant)})
            ON CONFLICT (id) DO NOTHING RETURNING id`
        ).map((r) => r.id),
      );
    return pris.includes(l.cle) ? { groupe: l.cle, cles: pris } : null;
  }, ATTENTE);

/** What the row says, when there is nothing left to do; null when there is. Throws while somebody is at it. */
export const dejaFait = async (hub: Hub, cle: string): Promise<Envoi | null> => {
  const ligne = await hub.relance.findUnique({ where: { id: cle } });
  switch (ligne?.etat) {
    case 'ENVOYEE':
    case 'REBONDIE':
      return { etat: 'ENVOYEE', ...(ligne.envoyeeLe && { le: ligne.envoyeeLe.getTime() }) };
    case 'ECHEC':
      return rendu(ligne.echec);
    default:
      return null;
  }
};
export const enCours = (): Error => courrierIndisponible('ENVOI_EN_COURS', '5s');

const rendu = (echec: string | null): Envoi => {
  if (echec === 'SANS_ADRESSE') return { etat: 'SANS_DESTINATAIRE' };
  return { etat: 'ECHEC', raison: echec?.startsWith('EMESSAGE') ? 'MESSAGE' : 'ADRESSE' };
};

/** Will never leave. */
export const echouer = async (hub: Hub, cles: readonly string[], echec: string): Promise<Envoi> => {
  await hub.relance.updateMany({ where: { id: { in: [...cles] } }, data: { etat: 'ECHEC', essaiLe: null, echec } });
  return rendu(echec);
};
/** Did not leave this time. */
export const rendre = async (hub: Hub, cles: readonly string[], echec: string): Promise<void> => {
  await hub.relance.updateMany({ where: { id: { in: [...cles] } }, data: { etat: 'PREVUE', essaiLe: null, echec } });
};

export type Parti = { objet: string; messageId: string; adresse: string };
export const noter = async (hub: Hub, cles: readonly string[], parti: Parti, maintenant: number): Promise<Envoi> => {
  await hub.relance.updateMany({
    where: { id: { in: [...cles] } },
    data: { ...parti, etat: 'ENVOYEE', envoyeeLe: new Date(maintenant), essaiLe: null, echec: null },
  });
  return { etat: 'ENVOYEE' };
};

/** Message-IDs of what the same people received about the same cases, oldest first. */
export const filDe = async (hub: Hub, destinataire: string, cles: readonly string[]): Promise<string[]> => {
  const lignes = await hub.relance.findMany({ where: { id: { in: [...cles] } }, select: { blocage: true, processus: true } });
  const sujets = [...new Set(lignes.flatMap((l) => [l.blocage, demandeDe(l.processus)]))];
  const avant = await hub.relance.findMany({
    where: { id: { notIn: [...cles] }, etat: 'ENVOYEE', destinataire, blocage: { in: sujets } },
    orderBy: [{ envoyeeLe: 'asc' }, { id: 'asc' }],
    select: { messageId: true },
    take: 20,
  });
  return [...new Set(avant.flatMap((r) => r.messageId ?? []))];
};
/** The first ask comes before any blocage: reminders answer it. */
export const demandeDe = (processus: string): string => `${processus}#demande`;
