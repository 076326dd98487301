/** People, known by their identifiant DE, or by an imprint of their identity when they have none (R25). Written by the doors alone. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StatutDe } from '../../domain/codes.ts';
import { lireIdDE } from '../../domain/identifiants.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { refus } from '../socle/problemes.ts';

const Texte = z.string().trim().min(1).max(250);
export const PersonneRecue = z.strictObject({
  idDE: z.string().max(20).nullish(),
  nom: Texte,
  prenom: Texte,
  courriel: z.email().max(250).nullish(),
  telephone: z.string().trim().min(6).max(30).nullish(),
  adresse: z
    .strictObject({
      codePostal: z
        .string()
        .regex(/^\d{5}$/)
        .optional(),
      ville: z.string().max(100).optional(),
    })
    .nullish(),
  /** R46. */
  pic: z.boolean().nullish().meta({ description: 'Bénéficie du Plan d’investissement dans les compétences.' }),
});
export type PersonneRecue = z.infer<typeof PersonneRecue>;
export const DossierImilo = z.strictObject({ id: z.string().min(1).max(60), synchronise: z.boolean() });
export type DossierImilo = z.infer<typeof DossierImilo>;

const normaliser = (texte: string | null | undefined): string =>
  (texte ?? '')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9@.]/g, '');

/** Two chercheurs d'emploi are one when name, first name and a contact agree. */
const empreinteDe = (p: PersonneRecue): string =>
  createHash('sha256')
    .update([p.nom, p.prenom, p.courriel ?? p.telephone].map(normaliser).join('|'))
    .digest('hex');

/** Whom these words name, if the hub knows them. */
export const personneConnue = async (tx: HubTx, p: PersonneRecue): Promise<string | null> => {
  const idDE = p.idDE ? lireIdDE(p.idDE)?.idDE : undefined;
  const connue = await tx.personne.findUnique({ where: idDE === undefined ? { empreinte: empreinteDe(p) } : { idDE }, select: { id: true } });
  return connue?.id ?? null;
};

/** The person's uuid; contacts that are given replace those known, those absent are kept. */
export const enregistrerPersonne = async (tx: HubTx, p: PersonneRecue, dossier?: DossierImilo | null): Promise<string> => {
  const idDE = p.idDE ? lireIdDE(p.idDE)?.idDE : null;
  if (idDE === undefined) throw refus('requete-invalide', { errors: [{ pointer: '#/personne/idDE', detail: 'Identifiant DE inconnu : 8 ou 11 caractères.' }] });
  const identite = {
    nom: p.nom,
    prenom: p.prenom,
    ...(p.courriel && { courriel: p.courriel }),
    ...(p.telephone && { telephone: p.telephone }),
    ...(p.adresse && { adresse: p.adresse }),
    ...(typeof p.pic === 'boolean' && { pic: p.pic }),
    ...(dossier && (await dossierLibre(tx, dossier, idDE)) && (await dossierDit(tx, dossier))),
  };
  if (idDE === null) {
    const empreinte = empreinteDe(p);
    return (await tx.personne.upsert({ where: { empreinte }, create: { ...identite, empreinte }, update: identite })).id;
  }
  const connue = await tx.personne.findUnique({ where: { idDE }, select: { id: true } });
  if (connue) {
    await tx.personne.update({ where: { id: connue.id }, data: identite });
    return connue.id;
  }
  const { id } = await tx.personne.upsert({ where: { idDE }, create: { ...identite, idDE, ...(await statutAnnonce(tx, idDE)) }, update: identite });
  // What AUDE or i-Milo said of somebody unknown can now be read.
  await tx.$executeRaw`UPDATE hub.reception SET prochain = now() WHERE etat = 'EN_ATTENTE' AND donnees->'donnees'->>'idDE' = ${idDE}`;
  return id;
};

/** A dossier is one person's: one that is already another's is not taken over. */
export const dossierLibre = async (tx: HubTx, dossier: DossierImilo, idDE: string | null): Promise<boolean> => {
  const titulaire = await tx.personne.findUnique({ where: { dossierImilo: dossier.id }, select: { idDE: true } });
  if (titulaire && titulaire.idDE !== idDE)
    throw refus('requete-invalide', { errors: [{ pointer: '#/dossierImilo/id', detail: 'Ce dossier est déjà rattaché à une autre personne.' }] });
  return true;
};

/** Whether it is synchronised is i-Milo's word: once it has said so, a tool that shows an older state changes nothing. */
const dossierDit = async (tx: HubTx, { id, synchronise }: DossierImilo): Promise<{ dossierImilo: string; dossierSynchronise?: boolean }> => {
  const connu = await tx.personne.findUnique({ where: { dossierImilo: id }, select: { dossierLe: true } });
  return { dossierImilo: id, ...(connu?.dossierLe ? {} : { dossierSynchronise: synchronise }) };
};

/** AUDE may have told the status before the hub had any reason to know the person. Without news, a person with an idDE is registered. */
const statutAnnonce = async (tx: HubTx, idDE: string): Promise<{ statutDe: StatutDe; statutDeLe?: Date }> => {
  const [annonce] = await tx.$queryRaw<{ statut: string; date: string }[]>`
    SELECT donnees->'donnees'->>'statut' AS statut, donnees->'donnees'->>'date' AS date FROM hub.reception
    WHERE source = 'systeme:aude' AND etat = 'EN_ATTENTE' AND type = 'de.statut' AND donnees->'donnees'->>'idDE' = ${idDE}
    ORDER BY (donnees->'donnees'->>'date')::timestamptz DESC, (donnees->>'date')::timestamptz DESC LIMIT 1`;
  const statut = StatutDe.safeParse(annonce?.statut);
  return statut.success && annonce ? { statutDe: statut.data, statutDeLe: new Date(annonce.date) } : { statutDe: 'INSCRIT' };
};
