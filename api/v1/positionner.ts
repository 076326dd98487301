/** Putting a person on a slot: what the hub refuses by itself, then what Kairos answers through the parcours' flow. */
import type { REFUS_KAIROS } from '../../systems/kairos/contract.ts';
import type { Appelant } from '../acces/portees.ts';
import type { Deps } from '../deps.ts';
import { situationsDeParcours } from '../lecture/situations.ts';
import type { Acceptee } from '../receptions/index.ts';
import { type DemandePositionnement, ecrirePositionnement, positionnementActif, refusLocal } from '../receptions/positionnements.ts';
import { noterTentative, type Tentative } from '../receptions/tentatives.ts';
import { type CodeProbleme, estRefus, refus } from '../socle/problemes.ts';
import type { Reponse } from '../socle/route.ts';
import { estOrganisme } from './acces.ts';

type DepsPositionner = Pick<Deps, 'hub' | 'horloge' | 'receptions'>;

const DE_KAIROS: Partial<Record<(typeof REFUS_KAIROS)[number], CodeProbleme>> = {
  COMPLET: 'creneau-complet',
  DEJA_INSCRIT: 'deja-inscrite',
  RECRUTEMENT_FERME: 'recrutement-ferme',
  CRENEAU_PASSE: 'creneau-passe',
  CRENEAU_ANNULE: 'creneau-annule',
  COMPTE_ABSENT: 'compte-kairos-absent',
};
const estDeKairos = (code: string | undefined): code is keyof typeof DE_KAIROS => code !== undefined && code in DE_KAIROS;
/** Throws when the flow answered that Kairos refused. */
export const exigerAccord = ({ reponse }: Acceptee): void => {
  if (reponse?.statut === 'REFUSE') throw refus((estDeKairos(reponse.refus) && DE_KAIROS[reponse.refus]) || 'refus-partenaire');
};

export const positionner = async (deps: DepsPositionner, demande: DemandePositionnement, id: string, appelant: Appelant): Promise<Reponse> => {
  const { hub, horloge, receptions } = deps;
  const de = { source: appelant.par, id };
  const tentative: { parcours?: string; positionnement?: string } = {};
  try {
    const acceptee = await receptions.accepter(de, async (tx) => {
      const local = await refusLocal(tx, demande, horloge.maintenant());
      if (typeof local === 'string') throw refus(local);
      const message = await ecrirePositionnement(tx, demande, { ...de, date: horloge.maintenant(), creneau: local });
      if (message?.type !== 'positionnement.cree') throw refus('creneau-introuvable');
      const { parcours, positionnement } = message.donnees;
      Object.assign(tentative, { parcours, positionnement });
      if (await positionnementActif(tx, parcours, positionnement, demande.prescripteur.reseau)) throw refus('deja-inscrite');
      return message;
    });
    exigerAccord(acceptee);
  } catch (erreur) {
    const motif = motifDe(erreur);
    if (motif) {
      const { session, creneau, prescripteur: conseiller } = demande;
      const faite = { ...de, motif, session, creneau, conseiller, parcours: null, ...tentative, maintenant: horloge.maintenant() };
      await hub.$transaction((tx) => noterTentative(tx, faite));
    }
    throw erreur;
  }
  return accepte(deps, tentative.positionnement ?? (await dejaRecu(hub, de)), appelant);
};

/** G5: what a prescriber could not do is the demand that presses the OF. */
const motifDe = (erreur: unknown): Tentative['motif'] | null => {
  const code = estRefus(erreur) ? erreur.probleme.code : null;
  return code === 'deja-inscrite' ? 'DEJA_INSCRITE' : code === 'creneau-complet' ? 'CRENEAU_COMPLET' : null;
};

/** What a twin of this request wrote. */
const dejaRecu = async (hub: Deps['hub'], { source, id }: { source: string; id: string }): Promise<string> => {
  const recue = await hub.reception.findUniqueOrThrow({ where: { source_id: { source, id } }, select: { donnees: true } });
  return (recue.donnees as { positionnement: string }).positionnement;
};

const accepte = async ({ hub, horloge }: DepsPositionner, positionnement: string, appelant: Appelant): Promise<Reponse> => {
  const p = await hub.positionnement.findUniqueOrThrow({ where: { id: positionnement } });
  return { statut: 202, corps: await corpsAccepte(hub, p, horloge.maintenant(), appelant), entetes: { Location: `/api/v1/positionnements/${p.id}` } };
};

type Ligne = { id: string; parcours: string; personne: string; session: string; statut: string; creeLe: Date };

/** The situation of a path whose flow has not written anything yet is that of a positioning just received. */
export const situationDe = async (hub: Deps['hub'], p: Ligne, maintenant: number, appelant: Appelant) => {
  const parcours = (await hub.parcours.findUnique({ where: { id: p.parcours } })) ?? {
    id: p.parcours,
    personne: p.personne,
    session: p.session,
    etape: 'POSITIONNE',
    etapes: [{ etape: 'POSITIONNE', date: p.creeLe.toISOString() }],
    positionnement: p.id,
    inscritLe: null,
    entreeLe: null,
    sortieLe: null,
    interruptions: [],
    version: 0,
    creeLe: p.creeLe,
    majLe: p.creeLe,
  };
  const situations = await situationsDeParcours(hub, [parcours], maintenant, { pourOrganisme: estOrganisme(appelant) });
  return situations.get(p.parcours);
};

export const corpsAccepte = async (hub: Deps['hub'], p: Ligne, maintenant: number, appelant: Appelant) => ({
  id: p.id,
  parcours: p.parcours,
  statut: p.statut,
  situation: await situationDe(hub, p, maintenant, appelant),
});
