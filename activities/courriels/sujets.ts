/** What a reminder speaks of, read of PostgreSQL when it leaves: the count of today, the slot, the demand. One item per cause and slot or session. */
import { CAUSES, type CodeCause, type Sujet } from '../../domain/causes.ts';
import { typo } from '../../domain/francais.ts';
import { prochainInstantOuvre } from '../../domain/ouvres.ts';
import type { Destinataire, Politique } from '../../domain/politiques.ts';
import { suiteDe } from '../../domain/situations/suite.ts';
import { BlocageLu } from '../../domain/situations.ts';
import type { Hub } from '../../prisma/hub.ts';
import { createCompterDemande } from '../demande.ts';
import { compterAttendus, lireLieu } from './lectures.ts';
import type { Demande } from './relance.ts';

const HEURE = 3_600_000;

export type Objet = Omit<Demande, 'url'> & { organisme: string | null; cible: { creneau: string | null; session: string | null } };
type Options = { hub: Hub; destinataire: Destinataire; niveau: number; maintenant: number; politique: (cause: CodeCause) => Politique };

/** The open blocages among those named, by item, oldest first. Empty: nothing is left to ask. */
export const lireObjets = async (blocages: readonly string[], options: Options): Promise<Objet[]> => {
  const { hub } = options;
  const lignes = await hub.blocage.findMany({ where: { id: { in: [...blocages] }, leveLe: null }, orderBy: [{ depuis: 'asc' }, { id: 'asc' }] });
  const noms = new Map((await hub.organisme.findMany({ where: { siret: { in: lignes.flatMap((l) => l.organisme ?? []) } } })).map((o) => [o.siret, o.nom]));
  const groupes = new Map<string, BlocageLu[]>();
  for (const l of lignes) {
    const lu = BlocageLu.parse({ ...l, nomOrganisme: noms.get(l.organisme ?? '') ?? null });
    groupes.set(memeObjet(lu), [...(groupes.get(memeObjet(lu)) ?? []), lu]);
  }
  return Promise.all([...groupes.values()].map((groupe) => lireObjet(groupe as [BlocageLu, ...BlocageLu[]], options)));
};

/** One mail per OF and ICO, not one per candidate: the blocages of one cause on one slot, or on one session, are one thing to do. */
export const memeObjet = (b: { id: string; cause: string; creneau: string | null; session: string | null }): string =>
  [b.cause, b.creneau ?? b.session ?? b.id].join('/');

const lireObjet = async (groupe: readonly [BlocageLu, ...BlocageLu[]], { hub, destinataire, niveau, maintenant, politique }: Options): Promise<Objet> => {
  const [b] = groupe;
  const [creneau, attendus, voulue] = await Promise.all([
    b.creneau === null ? null : hub.creneau.findUnique({ where: { id: b.creneau } }),
    b.creneau === null ? null : compterAttendus(hub, b.creneau, b.cause),
    demandeDe(hub, b),
  ]);
  // Each path counts for one; a slot counts its own people.
  const nombre = attendus && attendus.nombre > 0 ? attendus.nombre : b.type === 'parcours' && groupe.length > 1 ? groupe.length : b.sujet.nombre;
  const sujet: Sujet = {
    ...b.sujet,
    session: b.sujet.session ?? b.session ?? undefined,
    organisme: b.nomOrganisme ?? b.sujet.organisme,
    ...(nombre === undefined ? {} : { nombre }),
    ...(voulue.conseillers > 0 ? { conseillers: voulue.conseillers } : {}),
    ...(voulue.consultations > 0 ? { consultations: voulue.consultations } : {}),
  };
  const enVigueur = politique(b.cause);
  const { clause, passee, quand } = suiteDe(b, enVigueur, maintenant);
  return {
    cause: b.cause,
    sujet,
    destinataire,
    rappel: niveau > 0,
    premier: niveau < 2,
    outils: destinataire === 'PRESCRIPTEUR' ? {} : (attendus?.outils ?? {}),
    // Nothing more is to come: what is asked is asked for the end of the rest.
    avant: quand ?? prochainInstantOuvre(maintenant + enVigueur.reposHeures * HEURE),
    suite: passee === null ? clause : typo("le dossier, déjà transmis, reste ouvert jusqu'à la réponse"),
    creneau: creneau && duCreneau(b.cause) ? { debut: creneau.debut, fin: creneau.fin, lieu: lireLieu(creneau.lieu) } : null,
    organisme: b.organisme,
    cible: { creneau: b.creneau, session: b.session },
  };
};

/** G5: who tried in vain, where a slot or a session is what is missing. */
const demandeDe = async (hub: Hub, b: BlocageLu): Promise<{ conseillers: number; consultations: number }> => {
  const lien = CAUSES[b.cause].lien;
  if (lien === 'OF_PRESENCES' && b.creneau !== null) return createCompterDemande(hub)({ creneau: b.creneau, motif: 'DEJA_INSCRITE' });
  if ((lien === 'OF_CRENEAU' || lien === 'OF_ETAT_RECRUTEMENT') && b.session !== null) return createCompterDemande(hub)({ session: b.session });
  return { conseillers: 0, consultations: 0 };
};

/** Causes that a date and a place of meeting explain; an entry or an exit has long left its slot. */
const duCreneau = (cause: CodeCause): boolean => CAUSES[cause].lien === 'OF_PRESENCES' || cause === 'CHANGEMENT_NON_CONFIRME';
