/** What a positioning writes, whichever door it comes through: the person, the Positionnement, and the message for its flow. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { OUTIL_DU_RESEAU, Reseau } from '../../domain/codes.ts';
import { contientNir } from '../../domain/identifiants.ts';
import { numeroParcours } from '../../domain/processus.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { type CodeProbleme, type ErreurChamp, refus } from '../socle/problemes.ts';
import { DossierImilo, enregistrerPersonne, PersonneRecue } from './personnes.ts';
import { trouverCreneau } from './references.ts';
import type { ARelayer } from './types.ts';

export const ARGUMENTAIRE_MAX = 385;

export const DemandePositionnement = z.strictObject({
  personne: PersonneRecue,
  session: z.string().min(1).max(60),
  creneau: z.string().min(1).max(80),
  argumentaire: z.string().max(5_000).nullish(),
  prescripteur: z.strictObject({ reseau: Reseau, structure: z.string().trim().max(250).nullish(), nom: z.string().trim().max(250).nullish() }),
  dossierImilo: DossierImilo.nullish(),
});
export type DemandePositionnement = z.infer<typeof DemandePositionnement>;

/** Rules of the form alone, before anything is read: R28, i-Milo for missions locales, no NIR anywhere (§h). */
export const controlerDemande = (d: DemandePositionnement): void => {
  if ((d.argumentaire ?? '').length > ARGUMENTAIRE_MAX)
    throw refus('argumentaire-trop-long', { errors: [{ pointer: '#/argumentaire', detail: `${ARGUMENTAIRE_MAX} caractères au plus.` }] });
  if (d.dossierImilo && d.prescripteur.reseau !== 'ML')
    throw refus('dossier-imilo-refuse', { errors: [{ pointer: '#/dossierImilo', detail: 'Réservé aux missions locales.' }] });
  refuserNir(d);
};

/** Refuses a social security number in any text of a body, telling where but never what. */
export const refuserNir = (corps: unknown): void => {
  const errors = chercherNir(corps, '#');
  if (errors.length > 0) throw refus('nir-refuse', { errors });
};

const chercherNir = (valeur: unknown, pointer: string): ErreurChamp[] => {
  if (typeof valeur === 'string') return contientNir(valeur) ? [{ pointer, detail: 'Ressemble à un numéro de sécurité sociale.' }] : [];
  if (typeof valeur !== 'object' || valeur === null) return [];
  return Object.entries(valeur).flatMap(([cle, v]) => chercherNir(v, `${pointer}/${cle}`));
};

/** Uuid that the same request always gives again. */
export const uuidDe = (...parties: string[]): string => {
  const h = createHash('sha256').update(parties.join('/')).digest('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
};

type Creneau = Awaited<ReturnType<typeof trouverCreneau>>;
/** `creneau`: when the door has just read it. */
type Options = { source: string; id: string; date: number; reference?: string | null; creneau?: Creneau };

/** Writes it, whatever the state of the slot: an event tells what was done already, and the flow decides. Undefined: the slot is not known. */
export const ecrirePositionnement = async (tx: HubTx, d: DemandePositionnement, options: Options): Promise<ARelayer | undefined> => {
  const { source, id, date, reference } = options;
  const creneau = options.creneau ?? (await trouverCreneau(tx, d.creneau));
  if (!creneau || creneau.session !== d.session) return undefined;
  const personne = await enregistrerPersonne(tx, d.personne, d.dossierImilo);
  const parcours = numeroParcours(personne, d.session);
  const positionnement = uuidDe(source, id);
  const { reseau, structure, nom } = d.prescripteur;
  const outil = OUTIL_DU_RESEAU[reseau];
  await tx.positionnement.create({
    data: {
      id: positionnement,
      parcours,
      personne,
      session: d.session,
      creneau: creneau.id,
      reseau,
      outil,
      structure: structure ?? null,
      prescripteur: nom ?? null,
      argumentaire: d.argumentaire ?? null,
      reference: reference ?? null,
      creeLe: new Date(date),
    },
  });
  return {
    type: 'positionnement.cree',
    donnees: {
      date: new Date(date).toISOString(),
      positionnement,
      parcours,
      creneau: creneau.id,
      debut: creneau.debut.toISOString(),
      fin: creneau.fin.toISOString(),
      reseau,
      outil,
    },
  };
};

/** What can be refused from what the hub knows, without asking anybody; else the slot, of which Kairos must say. `maintenant`: business ms. */
export const refusLocal = async (tx: HubTx, d: DemandePositionnement, maintenant: number): Promise<CodeProbleme | NonNullable<Creneau>> => {
  const session = await tx.session.findUnique({ where: { numero: d.session }, select: { etatRecrutement: true } });
  if (!session) return 'session-introuvable';
  const creneau = await trouverCreneau(tx, d.creneau);
  if (!creneau || creneau.session !== d.session) return 'creneau-introuvable';
  return refusDuCreneau(creneau, session.etatRecrutement, maintenant) ?? creneau;
};

export const refusDuCreneau = (
  creneau: { statut: string; modalite: string; debut: Date; fin: Date },
  etatRecrutement: string,
  maintenant: number,
): CodeProbleme | null => {
  if (creneau.statut === 'ANNULE') return 'creneau-annule';
  // A candidature window takes applications until it closes; an appointment until it begins.
  const limite = creneau.modalite === 'CANDIDATURE' ? creneau.fin : creneau.debut;
  if (limite.getTime() <= maintenant) return 'creneau-passe';
  return etatRecrutement === 'FERME' || etatRecrutement === 'SUSPENDU' ? 'recrutement-ferme' : null;
};

/** R27: locked until presence, absence or cancellation is recorded. `sauf`: the positioning being made. */
export const positionnementActif = (tx: HubTx, parcours: string, sauf: string, reseau?: Reseau) =>
  tx.positionnement.findFirst({
    // S8: what the organisme entered by itself, an ML adviser may enter in OUIFORM.
    where: { parcours, statut: { in: ['DEMANDE', 'CONFIRME'] }, id: { not: sauf }, ...(reseau === 'ML' && { reseau: { not: 'OF' } }) },
    select: { id: true },
  });
