/** What advisers see alike in OUIFORM and AUDEF, what both tools do for the hub, and what they tell the reconciliation. */
import type { EtatRecrutement } from '../../domain/codes.ts';
import { jourCourt, typo } from '../../domain/francais.ts';
import { AnnulationActe, PositionnementActe } from './actes.ts';
import { etat } from './etats.ts';
import type { Magasin } from './magasin.ts';
import { contratOffre } from './offre.ts';
import { Creneau, libres, limite, Positionnement, Session, sansLimite } from './outil-pieces.ts';
import type { createReglesSuivi } from './outil-suivi.ts';
import { type Piece, parCle, parSession } from './pieces.ts';
import { acte, avecReference, lier, type Traitement } from './regles.ts';
import { contratSuivi } from './suivi.ts';
import type { Vue } from './vues.ts';

type Regles = ReturnType<typeof createReglesSuivi>;

export const operationsSuivi = (regles: Regles): Record<keyof typeof contratOffre | keyof typeof contratSuivi, Traitement> => ({
  publierSession: lier(contratOffre.publierSession, regles.publierSession),
  changerEtatRecrutement: lier(contratOffre.changerEtatRecrutement, regles.changerEtatRecrutement),
  publierCreneau: lier(contratOffre.publierCreneau, regles.publierCreneau),
  deplacerCreneau: lier(contratOffre.deplacerCreneau, regles.deplacerCreneau),
  annulerCreneau: lier(contratOffre.annulerCreneau, regles.annulerCreneau),
  positionner: lier(contratSuivi.positionner, regles.positionner),
  suivre: lier(contratSuivi.suivre, regles.suivre),
});

export const actesSuivi = (regles: Regles): Traitement[] => [
  acte('positionnement.cree', PositionnementActe, { ...regles.positionnerIci, evenement: avecReference }),
  acte('positionnement.annule', AnnulationActe, regles.annulerIci),
];

const RECHERCHE_MAX = 200;
/** The words of the tool; « Etat de recrutement non renseigné » is its own (L1128). */
const ETATS: Record<EtatRecrutement, string> = {
  OUVERT: 'Ouvert',
  FERME: 'Fermé',
  SUSPENDU: 'Suspendu',
  NON_RENSEIGNE: 'Etat de recrutement non renseigné',
};

/** R32: what the search lists, open to positioning first: those with an ICO to come that has a seat. `q`: words of the title. */
export const vueRecherche: Vue = async (magasin, { q = '' }, maintenant) => {
  const mots = simple(q).split(/\s+/).filter(Boolean);
  const sessions = (await magasin.parcourir(Session, { taille: RECHERCHE_MAX })).filter((s) => mots.every((m) => simple(s.donnees.intitule).includes(m)));
  const { creneaux, positionnements } = await lireCreneaux(magasin, sessions);
  return sessions
    .filter(({ donnees: s }) => s.fin === null || Date.parse(s.fin) >= maintenant)
    .map((s) => {
      const aVenir = creneaux.filter((c) => c.donnees.session === s.cle && estReservable(c, maintenant));
      const places = aVenir.filter((c) => c.donnees.modalite === 'ICO').reduce((n, c) => n + libres(c, positionnements), 0);
      const ouverte = peutRecruter(s) && aVenir.some((c) => sansLimite(c.donnees) || libres(c, positionnements) > 0);
      return { session: s, places, ouverte };
    })
    .sort((a, b) => Number(b.ouverte) - Number(a.ouverte) || (a.session.donnees.debut < b.session.donnees.debut ? -1 : 1))
    .map(({ session: { donnees: s }, places, ouverte }) => ({
      session: s.numero,
      'Libellé de la formation': s.intitule,
      Financeur: s.financeurs.map((f) => f.libelle).join(', '),
      'Prochaine session': s.debut,
      'Places disponibles en ICO': places,
      Recrutement: ETATS[s.etatRecrutement],
      'Ouverte au positionnement': ouverte,
    }));
};

/** The detail of a session: its slots, or why nobody can be positioned on it (L1078–L1135). */
export const vueDetail: Vue = async (magasin, { session: numero = '' }, maintenant) => {
  const { lu } = await magasin.lire([...parCle(Session, numero), ...parSession(Creneau, numero), ...parSession(Positionnement, numero)], null);
  const session = lu.un(Session, numero);
  if (!session) return undefined;
  const creneaux = lu.tous(Creneau).filter((c) => estReservable(c, maintenant));
  const disponibles = creneaux.filter((c) => sansLimite(c.donnees) || libres(c, lu.tous(Positionnement)) > 0);
  const { donnees: s } = session;
  return {
    Formation: s.intitule,
    Organisme: s.organisme,
    'Organisme responsable': s.responsable,
    Session: `${jourCourt(s.debut)}${s.fin === null ? '' : ` → ${jourCourt(s.fin)}`}`,
    Financeurs: s.financeurs.map((f) => f.libelle).join(', '),
    Recrutement: ETATS[s.etatRecrutement],
    'Modalité de recrutement': creneaux.length > 0 ? [...new Set(creneaux.map((c) => MODALITES[c.donnees.modalite]))].join(', ') : 'Non renseignée',
    'Rendez-vous': disponibles.length === 0 ? 'Aucun rendez-vous disponible' : `${disponibles.length} disponible${disponibles.length > 1 ? 's' : ''}`,
    'Créneaux à venir': creneaux.map((c) => ({
      creneau: c.cle,
      modalite: c.donnees.modalite,
      debut: c.donnees.debut,
      fin: c.donnees.fin,
      lieu: c.donnees.lieu?.ville ?? null,
      placesLibres: sansLimite(c.donnees) ? null : libres(c, lu.tous(Positionnement)),
    })),
  };
};

export const etatsSuivi = {
  sessions: etat(
    'sessions',
    Session,
    (...r) => parCle(Session, ...r),
    ({ donnees: s }) => [{ session: s.numero, etatRecrutement: s.etatRecrutement, debut: s.debut, fin: s.fin, places: s.placesConventionnees }],
  ),
  creneaux: etat(
    'creneaux',
    Creneau,
    (...r) => parCle(Creneau, ...r),
    ({ cle, donnees: c }) => [
      { creneau: cle, reference: cle, session: c.session, debut: c.debut, fin: c.fin, annule: c.annule, places: c.places, libres: null },
    ],
  ),
  candidats: etat(
    'candidats',
    Positionnement,
    (...r) => parCle(Positionnement, ...r),
    ({ donnees: p }) => [
      {
        positionnement: p.positionnement,
        parcours: p.parcours,
        reference: p.reference,
        session: p.session,
        faits: {
          POSITIONNEMENT: p.statut,
          ...(p.presence && { PRESENCE: p.presence }),
          ...(p.suite && { SUITE: p.suite }),
          ...(p.inscription && { INSCRIPTION: p.inscription }),
          ...(p.entree && { ENTREE: p.entree }),
          ...(p.sortie && { BILAN: p.sortie }),
        },
      },
    ],
  ),
};

const MODALITES: Record<string, string> = { ICO: 'Information collective', RDV: 'Rendez-vous individuel', CANDIDATURE: typo('Sur candidature') };
const simple = (texte: string): string => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const peutRecruter = (s: Piece<Session>): boolean => !['FERME', 'SUSPENDU'].includes(s.donnees.etatRecrutement);
const estReservable = (c: Piece<Creneau>, maintenant: number): boolean => !c.donnees.annule && limite(c.donnees) > maintenant;

const lireCreneaux = async (magasin: Magasin, sessions: readonly Piece<Session>[]) => {
  const numeros = sessions.map((s) => s.cle);
  const { lu } = await magasin.lire([...parSession(Creneau, ...numeros), ...parSession(Positionnement, ...numeros)], null);
  return { creneaux: lu.tous(Creneau), positionnements: lu.tous(Positionnement) };
};
