/** The lists of the session (R41b, R42): who is in training, whose entry is to be attested, who is expected where, who waits. */
import type { Modalite } from '../../domain/codes.ts';
import { jourChiffre } from '../../domain/francais.ts';
import { DIT_RDV, etatRdv } from '../../domain/recrutement-vu.ts';
import type { Magasin } from '../socle/magasin.ts';
import { parCle, parSession } from '../socle/pieces.ts';
import type { Vue } from '../socle/vues.ts';
import { ADRESSE_A_CORRIGER } from './contract.ts';
import { trouver } from './rules.ts';
import { Compte, Creneau, Dossier, estEnAttente, Session, type Dossier as UnDossier } from './store.ts';
import { enInstants, estCourriel } from './vues.session.ts';
import { entree, ORIGINE, parNom } from './vues.ts';

const STATUTS: Record<string, string> = { ENTREE_A_VALIDER: 'Entrée à valider', ENTREE_ATTESTEE: 'Entrée attestée' };

/** R41. */
export const statutDe = (d: UnDossier, maintenant: number): string =>
  d.inscription?.annulee ? 'Inscription annulée' : (STATUTS[entree(d, maintenant) ?? ''] ?? 'Inscrit');
/** « 01/05/2018 - 31/12/2018 ». */
export const periode = ({ debut, fin }: { debut: string; fin: string | null }): string => `${jourChiffre(debut)} - ${fin === null ? '' : jourChiffre(fin)}`;

/** The columns of the screen, in its order (R41b). */
const ligne = (d: UnDossier, s: Periode | null, maintenant: number) => ({
  'N° DE': d.personne.idDE,
  'Nom - Prénom': parNom(d),
  Financement: financementDit(d.inscription?.financement ?? null, s?.financeurs ?? []),
  'Certificat d’entrée': d.entree,
  Période: s && periode(s),
  Statut: statutDe(d, maintenant),
  Motif: d.inscription?.motif ?? d.sortie?.motif ?? null,
});

type Periode = { debut: string; fin: string | null; financeurs: readonly { code: string; libelle: string }[] };
/** R45: its own prefix, then who pays, in its words: LHEO's code and label are translated, never passed through. */
const PAYEURS: Record<string, string> = { 2: '41N - Région', 7: '41N - AGEFIPH', 8: '41N - Département' };
const financementDit = (dit: string | null, financeurs: Periode['financeurs']): string | null =>
  PAYEURS[financeurs.find((f) => f.libelle === dit)?.code ?? ''] ?? dit;

/** « Inscrits en formation ». The list cannot be sent to an OF whose address is wrong, and the screen says so (R43). */
export const vueInscritsEnFormation: Vue = async (magasin, { session = '' }, maintenant) => {
  const { dossiers, periode, alerte } = await lire(magasin, session);
  const inscrits = dossiers.filter((d) => d.inscription !== null).map((d) => ligne(d, periode, maintenant));
  return alerte ? { Alerte: ADRESSE_A_CORRIGER, Inscrits: inscrits } : inscrits;
};

/** « Saisie des entrées en formation »: what is left to attest or to cancel (R41). */
export const vueEntrees: Vue = async (magasin, { session = '' }, maintenant) => {
  const { dossiers, periode } = await lire(magasin, session);
  return dossiers.filter((d) => entree(d, maintenant) === 'ENTREE_A_VALIDER').map((d) => ligne(d, periode, maintenant));
};

/** Everybody expected at a slot of that kind, whoever sent them (R26); their origin is a tool (R29). */
export const vueInscritsAu =
  (modalite: Modalite): Vue =>
  async (magasin, { session = '' }, maintenant) => {
    const { dossiers, creneaux } = await lire(magasin, session);
    return dossiers.flatMap((d) =>
      d.positionnements
        // An appointment that was given up stays in the list, as what it is (§d.4).
        .filter((p) => (modalite === 'RDV' || !p.annule) && creneaux.get(p.creneau)?.modalite === modalite)
        .map((p) => ({
          positionnement: p.positionnement ?? p.reference,
          'N° DE': d.personne.idDE,
          'Nom - Prénom': parNom(d),
          Origine: ORIGINE[p.outil],
          debut: creneaux.get(p.creneau)?.debut ?? null,
          presence: p.presence,
          suite: p.suite,
          ...(modalite === 'RDV' && { Statut: DIT_RDV[etatRdv(enInstants(creneaux.get(p.creneau)), p, maintenant)] }),
        })),
    );
  };

/** « Gérer DE en attente »: retained for a place that is not free yet. */
export const vueEnAttente: Vue = async (magasin, { session = '' }) => {
  const { dossiers } = await lire(magasin, session);
  return dossiers
    .filter((d) => d.inscription === null && d.positionnements.at(-1)?.suite === 'LISTE_ATTENTE')
    .map((d) => ({ 'N° DE': d.personne.idDE, 'Nom - Prénom': parNom(d), Motif: d.positionnements.at(-1)?.motif ?? null }));
};

/** « Synthèse DE »: contact, argumentaire and origin (R28, R29). */
export const vueSyntheseDe: Vue = async (magasin, { positionnement = '' }) => {
  const { lu } = await magasin.lire(parCle(Dossier, positionnement), null);
  const dossier = lu.un(Dossier, positionnement)?.donnees;
  const place = trouver(dossier?.positionnements ?? [], positionnement);
  if (!dossier || !place) return undefined;
  const { nom, prenom, idDE, courriel, telephone, adresse } = dossier.personne;
  return {
    'N° DE': idDE,
    nom,
    prenom,
    Adresse: [adresse?.codePostal, adresse?.ville].filter(Boolean).join(' '),
    Mail: courriel,
    Téléphone: telephone,
    Argumentaire: place.argumentaire,
    'Origine de la prescription': ORIGINE[place.outil],
    'En attente de réponse': estEnAttente(place),
  };
};

export const lire = async (magasin: Magasin, session: string) => {
  const { lu } = await magasin.lire([...parCle(Session, session), ...parSession(Dossier, session), ...parSession(Creneau, session)], null);
  const s = lu.un(Session, session)?.donnees;
  const compte = s && (await magasin.lire(parCle(Compte, s.siretDispensateur), null)).lu.un(Compte, s.siretDispensateur)?.donnees;
  return {
    periode: s ? { debut: s.debut, fin: s.offre?.fin ?? null, financeurs: s.offre?.financeurs ?? [] } : null,
    dossiers: lu
      .tous(Dossier)
      .map((d) => d.donnees)
      .sort((a, b) => parNom(a).localeCompare(parNom(b), 'fr')),
    creneaux: new Map(lu.tous(Creneau).map((c) => [c.cle, c.donnees])),
    alerte: compte !== undefined && !estCourriel(compte.courriel),
  };
};
