/**
 * Where the mail server hands over what came back (docs/exploitation.md): the raw message, under a secret of its own. What is read of it is
 * written with the reminder, then told to the organisme's flow through the inbox. The same notification twice is one.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import express, { Router } from 'express';
import { Occasion } from '../../domain/actes.ts';
import { Destinataire } from '../../domain/politiques.ts';
import type { HubTx } from '../../prisma/hub.ts';
import type { Deps } from '../deps.ts';
import { refus } from '../socle/problemes.ts';
import { lireRetour } from './dsn.ts';

/** A notification may return the whole mail. */
const TAILLE = '10mb';

type Dependances = Pick<Deps, 'hub' | 'receptions' | 'horloge'> & { cle: string | undefined };

export const createRetours = ({ hub, receptions, horloge, cle }: Dependances): Router => {
  const routeur = Router();
  routeur.post('/api/courriels/retours', express.raw({ type: () => true, limit: TAILLE }), async (req, res) => {
    if (!cle) throw refus('introuvable');
    if (!memeSecret(req.headers.authorization, `Bearer ${cle}`)) throw refus('authentification-requise');
    const retour = Buffer.isBuffer(req.body) ? await lireRetour(req.body).catch(() => null) : null;
    if (!retour) throw refus('requete-invalide', { detail: 'Ce message n’est pas un avis de non-remise (RFC 3464).' });
    // A delay is not a failure: the mail server goes on trying.
    const reconnus = retour.definitif ? await Promise.all(retour.jetons.map((jeton) => revenir(jeton, retour.statut))) : [];
    res.status(202).json({ reconnus: reconnus.reduce((n, x) => n + x, 0), definitif: retour.definitif });
  });

  /** The reminders that this mail said; how many of them had not come back yet. */
  const revenir = async (jeton: string, statut: string | null): Promise<number> => {
    const maintenant = new Date(horloge.maintenant());
    const lignes = await hub.relance.findMany({ where: { messageId: { startsWith: `<${jeton}@` }, etat: 'ENVOYEE' } });
    const [premiere] = lignes;
    if (!premiere) return 0;
    const siret = /^(?:OF|MANDATAIRE):(\d{14})$/.exec(premiere.boite ?? '')?.[1];
    const ecrire = async (tx: HubTx) => {
      await tx.relance.updateMany({
        where: { id: { in: lignes.map((l) => l.id) }, etat: 'ENVOYEE' },
        data: { etat: 'REBONDIE', rebondieLe: maintenant, echec: `RETOUR ${statut ?? ''}`.trim() },
      });
      await tx.evenement.createMany({
        data: lignes.map((l) => ({
          cle: `courriel:${l.id}:revenu`,
          processus: l.processus,
          parcours: l.processus.startsWith('parcours:') ? l.processus.slice('parcours:'.length) : null,
          date: maintenant,
          acteur: 'courrier',
          fait: 'COURRIEL_REVENU',
          detail: l.cause,
        })),
        skipDuplicates: true,
      });
    };
    // A word to the team: nobody else was told.
    if (premiere.destinataire === 'EQUIPE' && premiere.id.startsWith('direct:'))
      await receptions.accepter({ source: 'courriel', id: jeton }, async (tx) => {
        await ecrire(tx);
        return { type: 'organisme.mot-perdu', donnees: { date: maintenant.toISOString(), organisme: premiere.organisme ?? '', mot: premiere.id } };
      });
    // A prescriber or a candidate: the flow that wrote to them takes the next channel, while it still has a reason to.
    else if (siret === undefined)
      await receptions.accepter({ source: 'courriel', id: jeton }, async (tx) => {
        await ecrire(tx);
        return { type: 'courriel.non-remis', donnees: { date: maintenant.toISOString(), ...(await concernes(tx, lignes)) } };
      });
    else
      await receptions.accepter({ source: 'courriel', id: jeton }, async (tx) => {
        await ecrire(tx);
        await refuserAdresse(tx, siret, premiere.adresse);
        const revenus = lignes.flatMap(revenuDe);
        return { type: 'courriel.revenu', donnees: { date: maintenant.toISOString(), organisme: siret, revenus } };
      });
    return lignes.length;
  };
  return routeur;
};

type Ligne = { processus: string; blocage: string; niveau: number; destinataire: string | null; cause: string };

const revenuDe = ({ processus, blocage, niveau, destinataire }: Ligne) => {
  const lu = Destinataire.safeParse(destinataire);
  return lu.success ? [{ processus, blocage, niveau, destinataire: lu.data }] : [];
};

/** Whom it is about: reminders whose case is still open; the convocation of a path; the change of a slot. */
const concernes = async (tx: HubTx, lignes: readonly Ligne[]) => {
  const ouverts = await tx.blocage.findMany({ where: { id: { in: lignes.map((l) => l.blocage) }, leveLe: null }, select: { id: true } });
  const ids = lignes.flatMap((l) => (l.blocage.startsWith(DU_CANDIDAT) ? [l.blocage.slice(DU_CANDIDAT.length)] : []));
  const positionnements = await tx.positionnement.findMany({ where: { id: { in: ids } }, select: { id: true, parcours: true, creneau: true } });
  const dits = positionnements.flatMap((p) => {
    const cause = lignes.find((l) => l.blocage === `${DU_CANDIDAT}${p.id}`)?.cause;
    return [{ p, occasion: Occasion.safeParse(cause).data ?? null } as const];
  });
  const radiees = await radieesDe(tx, lignes);
  return {
    revenus: [...lignes.filter((l) => ouverts.some((b) => b.id === l.blocage)).flatMap(revenuDe), ...radiees],
    convocations: dits.flatMap(({ p, occasion }) => (occasion === null ? [{ parcours: p.parcours, positionnement: p.id }] : [])),
    avis: dits.flatMap(({ p, occasion }) => (occasion === null ? [] : [{ creneau: p.creneau, positionnement: p.id, occasion }])),
  };
};
const DU_CANDIDAT = 'positionnement:';

/** S10: what told a person how to re-register, while something is still kept for her. */
const radieesDe = async (tx: HubTx, lignes: readonly Ligne[]) => {
  const processus = lignes.filter((l) => l.cause === 'REINSCRIPTION').map((l) => l.processus);
  if (processus.length === 0) return [];
  const ouverts = await tx.blocage.findMany({
    where: { processus: { in: processus }, cause: 'DEMANDEUR_RADIE', leveLe: null },
    select: { id: true, processus: true },
  });
  return ouverts.map((b) => ({ processus: b.processus, blocage: b.id, niveau: 0, destinataire: 'CANDIDAT' as const }));
};

/** The address that came back, if it is still the one known: a bounce says nothing of another. */
const refuserAdresse = async (tx: HubTx, siret: string, adresse: string | null): Promise<void> => {
  if (adresse === null) return;
  await tx.$executeRaw`UPDATE hub.organisme SET "courrielRefuse" = ${adresse}
    WHERE siret = ${siret} AND encode(sha256(convert_to(lower(courriel), 'UTF8')), 'hex') = ${adresse}`;
};

const memeSecret = (recu: string | undefined, attendu: string): boolean => {
  const condenser = (texte: string): Buffer => createHash('sha256').update(texte).digest();
  return timingSafeEqual(condenser(recu ?? ''), condenser(attendu));
};
