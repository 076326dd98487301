/**
 * The right person (R13, G8), in one place: the dispensateur for what is done in Kairos, the mandataire for what is typed in SMF, the
 * prescriber through an account of his structure, the Carif and the Région through theirs. The Kairos référent works on the dashboard.
 */
import type { Destinataire } from '../../domain/politiques.ts';
import type { HubTx } from '../../prisma/hub.ts';
import { empreinte } from './registre.ts';

/** What a blocage says of who may be written to. */
export type Cas = { processus: string; type: string; organisme: string | null; session: string | null; acteurType?: string; acteur: string | null };
/** `siret`: the organisme behind the box, whose address a refusal speaks of. `syntheses`: several reminders in one mail. */
export type Boite = { boite: string; adresse: string | null; siret: string | null; syntheses: boolean };

const PERSONNE: Boite = { boite: '', adresse: null, siret: null, syntheses: false };

export const boiteDe = async (hub: HubTx, destinataire: Destinataire, b: Cas): Promise<Boite> => {
  switch (destinataire) {
    case 'OF':
      return b.organisme === null ? PERSONNE : boiteOrganisme(hub, 'OF', b.organisme);
    case 'MANDATAIRE': {
      const siret = await mandataireDe(hub, b);
      // The same people under two names: a mandataire that is its own dispensateur has already been written to.
      return siret === null ? PERSONNE : boiteOrganisme(hub, 'MANDATAIRE', siret);
    }
    case 'PRESCRIPTEUR': {
      const structure = (b.acteurType === 'PRESCRIPTEUR' ? b.acteur : null) ?? (await structureDe(hub, b));
      return structure === null ? PERSONNE : boitePrescripteur(hub, structure);
    }
    case 'CARIF':
    case 'REGION':
      return boiteComptes(hub, destinataire, { role: destinataire });
    case 'EQUIPE':
      return boiteComptes(hub, destinataire, { role: 'ADMIN' });
    case 'REFERENT_KAIROS':
      return PERSONNE;
  }
};

/** Several boxes when a session is everybody's (S7, S22): the prescribers who send people to it, else to its organisme. */
export const boitesDe = async (hub: HubTx, destinataire: Destinataire, b: Cas): Promise<[Boite, ...Boite[]]> => {
  if (destinataire !== 'PRESCRIPTEUR' || b.type !== 'session' || b.session === null) return [await boiteDe(hub, destinataire, b)];
  const deLaSession = await structures(hub, { session: b.session });
  const lues = deLaSession.length > 0 || b.organisme === null ? deLaSession : await structures(hub, { organisme: b.organisme });
  const [premiere = PERSONNE, ...autres] = (await Promise.all(lues.map((x) => boitePrescripteur(hub, x)))).filter((x) => x.adresse !== null);
  return [premiere, ...autres];
};

/** At most so many structures: beyond, a mail is no longer to somebody. */
const STRUCTURES_AU_PLUS = 20;

const structures = async (hub: HubTx, { session = null, organisme = null }: { session?: string | null; organisme?: string | null }): Promise<string[]> => {
  const lues = await hub.$queryRaw<{ structure: string }[]>`
    SELECT p.structure FROM hub.positionnement p JOIN hub.session s ON s.numero = p.session
    WHERE p.structure IS NOT NULL AND p.reseau IN ('PE', 'ML', 'CAP_EMPLOI')
      AND (p.session = ${session} OR (${session}::text IS NULL AND s."ofDispensateur" = ${organisme}))
    GROUP BY p.structure ORDER BY max(p."creeLe") DESC LIMIT ${STRUCTURES_AU_PLUS}`;
  return lues.map((l) => l.structure);
};

const boitePrescripteur = (hub: HubTx, structure: string): Promise<Boite> =>
  boiteComptes(hub, `PRESCRIPTEUR:${structure}`, { role: 'PRESCRIPTEUR', structure });

/** The responsable of its session; else of its fiche; else of the sessions that the organisme teaches for somebody else. */
export const mandataireDe = async (hub: HubTx, b: Cas): Promise<string | null> => {
  const session = b.session === null ? null : await hub.session.findUnique({ where: { numero: b.session }, select: { ofResponsable: true } });
  if (session) return session.ofResponsable;
  if (b.type === 'fiche') return b.organisme;
  if (b.organisme === null) return null;
  const autre = await hub.session.findFirst({
    where: { ofDispensateur: b.organisme, ofResponsable: { not: b.organisme } },
    orderBy: [{ debut: 'desc' }, { numero: 'asc' }],
    select: { ofResponsable: true },
  });
  return autre?.ofResponsable ?? null;
};

const boiteOrganisme = async (hub: HubTx, role: 'OF' | 'MANDATAIRE', siret: string): Promise<Boite> => {
  const of = await hub.organisme.findUnique({ where: { siret }, select: { courriel: true, courrielRefuse: true, syntheses: true } });
  const courriel = of?.courriel ?? null;
  const refusee = courriel !== null && of?.courrielRefuse === empreinte(courriel.toLowerCase());
  return { boite: `${role}:${siret}`, adresse: refusee ? null : courriel, siret, syntheses: of?.syntheses ?? true };
};

const boiteComptes = async (hub: HubTx, boite: string, qui: { role: string; structure?: string }): Promise<Boite> => {
  const compte = await hub.compte.findFirst({ where: { ...qui, actif: true }, orderBy: { creeLe: 'asc' }, select: { courriel: true } });
  return { boite, adresse: compte?.courriel ?? null, siret: null, syntheses: true };
};

/** The structure that positioned the person last. */
const structureDe = async (hub: HubTx, { type, processus }: Cas): Promise<string | null> => {
  const sujet = processus.slice(processus.indexOf(':') + 1);
  if (type !== 'parcours' && type !== 'demandeur') return null;
  const dernier = await hub.positionnement.findFirst({
    where: { structure: { not: null }, ...(type === 'parcours' ? { parcours: sujet } : { personne: sujet }) },
    orderBy: { creeLe: 'desc' },
    select: { structure: true },
  });
  return dernier?.structure ?? null;
};

/** The address known today refuses our mails: nothing is sent to it any more (S13). */
export const refuserAdresse = async (hub: HubTx, siret: string, adresse: string): Promise<void> => {
  await hub.organisme.updateMany({ where: { siret, courriel: adresse }, data: { courrielRefuse: empreinte(adresse.toLowerCase()) } });
};
