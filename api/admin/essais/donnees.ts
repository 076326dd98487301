/** A small region, some of it stuck: synthetic people and organisations, deterministic from one business instant. */
import { CAUSES, type CodeCause } from '../../../domain/causes.ts';
import { SYSTEMES } from '../../../domain/codes.ts';
import { POLITIQUES_PAR_DEFAUT, premiereEcheance } from '../../../domain/politiques.ts';
import { idCreneau, idDemandeur, idFiche, idParcours, idSession, idSysteme } from '../../../domain/processus.ts';
import type { Hub } from '../../../prisma/hub.ts';
import { semerParcours } from './parcours-semes.ts';
import { a, creneau, HEURE, INTITULES, JOUR, ORGANISMES, PERSONNES, parcours, personne, session, siret, T0 } from './reperes.ts';

export { parcours, session, siret, T0 } from './reperes.ts';

const bloquer = (cause: CodeCause, processus: string, ageMs: number, plus: object = {}) => ({
  id: `${processus}#${cause}#1`,
  processus,
  type: processus.split(':')[0] ?? '',
  cause,
  sujet: {},
  acteurType: CAUSES[cause].acteur,
  depuis: a(-ageMs),
  echeance: new Date(premiereEcheance(POLITIQUES_PAR_DEFAUT[cause], T0 - ageMs) + 3 * JOUR),
  niveau: 1,
  ...plus,
});

const duCreneau = (n: number, cause: CodeCause, ageMs: number, plus: object = {}) =>
  bloquer(cause, idCreneau(creneau(n)), ageMs, {
    organisme: siret(n),
    acteur: siret(n),
    session: session(n),
    creneau: creneau(n),
    sujet: { session: session(n), creneau: creneau(n), intitule: INTITULES[n], modalite: 'ICO', date: a(-ageMs).toISOString(), nombre: 3 + (n % 5) },
    ...plus,
  });

export const semer = async (hub: Hub): Promise<void> => {
  await hub.organisme.createMany({ data: ORGANISMES.map((nom, n) => ({ siret: siret(n), nom, courriel: `contact${n}@organisme.example` })) });
  await hub.session.createMany({
    data: INTITULES.map((intitule, n) => ({
      numero: session(n),
      fiche: `A${825286 + n}`,
      intitule,
      debut: a((20 + n * 3) * JOUR),
      fin: a((140 + n * 3) * JOUR),
      modaliteEntreeSortie: 'DATES_FIXES',
      ofResponsable: siret(n),
      ofDispensateur: siret(n),
      formacode: '23026',
      rome: ['H2913'],
      codePostal: '76000',
      ville: ['Rouen', 'Le Havre', 'Dieppe'][n % 3] ?? null,
      placesTotales: 12,
      placesConventionnees: 12,
      placesDisponibles: 12 - (n % 9),
      etatRecrutement: n % 5 === 4 ? 'NON_RENSEIGNE' : 'OUVERT',
      offre: {},
    })),
  });
  await hub.creneau.createMany({
    data: INTITULES.map((_, n) => ({
      id: creneau(n),
      session: session(n),
      modalite: 'ICO',
      debut: a(-(n + 2) * JOUR),
      fin: a(-(n + 2) * JOUR + 2 * HEURE),
      places: 12,
      placesLibres: n % 6,
      statut: n < 10 ? 'A_EMARGER' : 'PUBLIE',
      pieces: [],
      origine: 'KAIROS',
    })),
  });
  await hub.personne.createMany({
    data: PERSONNES.map(([prenom, nom], n) => ({
      id: personne(n),
      prenom,
      nom,
      idDE: `${1234560 + n}A`,
      dossierImilo: `ML-${n}`,
      statutDe: n === 5 ? 'RADIE' : 'INSCRIT',
    })),
  });
  await semerParcours(hub);
  await semerBlocages(hub);
  await hub.etatSysteme.createMany({
    data: SYSTEMES.map((code) => ({
      code,
      etat: code === 'kairos' ? 'EN_PANNE' : 'OUVERT',
      depuis: a(code === 'kairos' ? -2 * HEURE : -30 * JOUR),
      dernierSucces: new Date(Date.now() - (code === 'kairos' ? 2 * HEURE : 60_000)), // calls are timed by the real clock
      motif: code === 'kairos' ? 'Kairos a répondu 503 à dix essais.' : null,
    })),
  });
  const ilYA = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
  await hub.mesureSysteme.createMany({
    data: [
      { code: 'kairos', minute: ilYA(50), appels: 30, echecs: 0, dureeMs: 2400 },
      { code: 'kairos', minute: ilYA(5), appels: 10, echecs: 10, dureeMs: 800 },
      { code: 'kairos', minute: ilYA(90), appels: 500, echecs: 500, dureeMs: 5_000_000 }, // too old to be told
      { code: 'aude', minute: ilYA(5), appels: 8, echecs: 0, dureeMs: 1000 },
    ],
  });
};

const semerBlocages = async (hub: Hub): Promise<void> => {
  const presences = Array.from({ length: 10 }, (_, n) =>
    duCreneau(n, 'PRESENCE_NON_SAISIE', (n + 2) * JOUR, { niveau: n > 5 ? 2 : 1, derniereRelance: n === 0 || n === 1 ? a(-2 * HEURE) : a(-3 * JOUR) }),
  );
  await hub.blocage.createMany({
    data: [
      ...presences,
      duCreneau(10, 'SUITE_NON_SAISIE', 4 * JOUR),
      duCreneau(11, 'SUITE_NON_SAISIE', 5 * JOUR),
      bloquer('AUCUN_RENDEZ_VOUS_DISPONIBLE', idSession(session(12)), 2 * JOUR, {
        organisme: siret(12),
        acteur: siret(12),
        session: session(12),
        sujet: { session: session(12), intitule: INTITULES[12], nombre: 9 },
      }),
      bloquer('ENTREE_NON_ATTESTEE', idParcours(parcours(3)), 3 * JOUR, {
        organisme: siret(3),
        acteur: siret(3),
        session: session(3),
        sujet: { session: session(3), intitule: INTITULES[3], parcours: parcours(3), date: a(-3 * JOUR).toISOString() },
      }),
      bloquer('DEMANDEUR_RADIE', idDemandeur(personne(5)), 6 * JOUR, {
        acteurType: 'PRESCRIPTEUR',
        sujet: { parcours: parcours(5), session: session(5), intitule: INTITULES[5] },
      }),
      bloquer('FICHE_EN_ATTENTE', idFiche('A825300'), 4 * JOUR, { organisme: siret(13), sujet: { fiche: 'A825300', intitule: INTITULES[13] } }),
      bloquer('REJET_FONCTIONNEL', idParcours(parcours(6)), 1 * JOUR, {
        systeme: 'aude',
        session: session(6),
        sujet: { session: session(6), intitule: INTITULES[6], parcours: parcours(6), systeme: 'aude', operation: 'aude.prescrire', refus: 'DEMANDEUR_INCONNU' },
      }),
      bloquer('SYSTEME_INDISPONIBLE', idParcours(parcours(1)), 2 * HEURE, {
        systeme: 'kairos',
        niveau: 0,
        echeance: null,
        session: session(1),
        sujet: { session: session(1), intitule: INTITULES[1], parcours: parcours(1), systeme: 'kairos' },
      }),
      bloquer('PARTENAIRE_FERME', idSysteme('kairos'), 2 * HEURE, { systeme: 'kairos', niveau: 0, echeance: null, sujet: { systeme: 'kairos', nombre: 1 } }),
      bloquer('COMPTE_KAIROS_ABSENT', idSession(session(13)), 9 * JOUR, {
        organisme: siret(13),
        acteur: siret(13),
        session: session(13),
        veilleJusqua: a(3 * JOUR),
        sujet: { session: session(13), intitule: INTITULES[13] },
      }),
    ],
  });
  await hub.relance.createMany({
    data: presences.slice(0, 3).map((b, n) => ({
      id: `relance:${n}`,
      blocage: b.id,
      processus: b.processus,
      cause: b.cause,
      niveau: 1,
      organisme: siret(n),
      canal: 'COURRIEL',
      destinataire: 'OF',
      etat: 'ENVOYEE',
      envoyeeLe: a(-2 * HEURE),
    })),
  });
};
