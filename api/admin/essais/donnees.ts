/** A small region, some of it stuck: synthetic people and organisations, deterministic from one business instant. */
import { CAUSES, type CodeCause } from '../../../domain/causes.ts';
import { SYSTEMES } from '../../../domain/codes.ts';
import { POLITIQUES_PAR_DEFAUT, premiereEcheance } from '../../../domain/politiques.ts';
import { idCreneau, idDemandeur, idFiche, idParcours, idSession, idSysteme } from '../../../domain/processus.ts';
import type { Hub } from '../../../prisma/hub.ts';

/** A Friday morning of the field. */
export const T0 = Date.parse('2026-11-20T09:00:00Z');
const HEURE = 3_600_000;
const JOUR = 24 * HEURE;
const a = (ms: number): Date => new Date(T0 + ms);

const ORGANISMES = ['Horizon Formation', 'Atelier des Métiers', 'Cap Compétences', 'Normandie Savoirs', 'Les Compagnons du Port', 'Élan Formation', 'Passerelle 76', 'Institut des Arts du Bois', 'Clé des Langues', 'Fabrique du Numérique', 'École du Rail', 'Maison des Services', 'Terres d’Avenir', 'Soins et Santé Formation'];
const INTITULES = ['Soudeur industriel', 'Cuisinier', 'Assistant de vie aux familles', 'Développeur web', 'Conducteur de transport en commun', 'Menuisier agenceur', 'Employé administratif et d’accueil', 'Préparateur de commandes', 'Électricien d’équipement', 'Français à visée professionnelle', 'Agent de propreté', 'Maçon', 'Serveur en restauration', 'Aide-soignant'];
const PERSONNES = [['Camille', 'Renaud'], ['Sami', 'Benoit'], ['Inès', 'Morel'], ['Jules', 'Garnier'], ['Awa', 'Diallo'], ['Théo', 'Lambert'], ['Nadia', 'Perrin'], ['Louis', 'Faure']] as const;

/** SIREN 999 xxx xxx with a valid Luhn key, then an establishment whose SIRET is valid too. */
const luhn = (chiffres: string): number => [...chiffres].reverse().reduce((somme, c, i) => somme + (i % 2 === 0 ? Number(c) : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(c)] ?? 0), 0);
const completer = (debut: string): string => debut + String((10 - (luhn(`${debut}0`) % 10)) % 10);
export const siret = (n: number): string => completer(`${completer(`9990${String(n).padStart(4, '0')}`)}0001`);
const personne = (n: number): string => `0a5f6c1e-8f2b-4b59-9f0e-${String(n + 1).padStart(12, '0')}`;
export const session = (n: number): string => String(103725 + n);
const creneau = (n: number): string => `ICO-${session(n)}-1`;
export const parcours = (n: number): string => `${personne(n)}:${session(n)}`;

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
      numero: session(n), fiche: `A${825286 + n}`, intitule, debut: a((20 + n * 3) * JOUR), fin: a((140 + n * 3) * JOUR), modaliteEntreeSortie: 'DATES_FIXES',
      ofResponsable: siret(n), ofDispensateur: siret(n), formacode: '23026', rome: ['H2913'], codePostal: '76000', ville: ['Rouen', 'Le Havre', 'Dieppe'][n % 3] ?? null,
      placesTotales: 12, placesConventionnees: 12, placesDisponibles: 12 - (n % 9), etatRecrutement: n % 5 === 4 ? 'NON_RENSEIGNE' : 'OUVERT', offre: {},
    })),
  });
  await hub.creneau.createMany({
    data: INTITULES.map((_, n) => ({ id: creneau(n), session: session(n), modalite: 'ICO', debut: a(-(n + 2) * JOUR), fin: a(-(n + 2) * JOUR + 2 * HEURE), places: 12, placesLibres: n % 6, statut: n < 10 ? 'A_EMARGER' : 'PUBLIE', pieces: [], origine: 'KAIROS' })),
  });
  await hub.personne.createMany({ data: PERSONNES.map(([prenom, nom], n) => ({ id: personne(n), prenom, nom, idDE: `${1234560 + n}A`, dossierImilo: `ML-${n}`, statutDe: n === 5 ? 'RADIE' : 'INSCRIT' })) });
  await semerParcours(hub);
  await semerBlocages(hub);
  await hub.etatSysteme.createMany({
    data: SYSTEMES.map((code) => ({ code, etat: code === 'kairos' ? 'EN_PANNE' : 'OUVERT', depuis: a(code === 'kairos' ? -2 * HEURE : -30 * JOUR), dernierSucces: a(code === 'kairos' ? -2 * HEURE : -60_000), motif: code === 'kairos' ? 'Kairos a répondu 503 à dix essais.' : null })),
  });
};

const semerParcours = async (hub: Hub): Promise<void> => {
  const etapes = ['CONVOQUE', 'CONVOQUE', 'PRESENT', 'ENTREE_A_VALIDER', 'CONVOQUE', 'RETENU', 'EN_FORMATION', 'NON_RETENU'];
  for (const [n, etape] of etapes.entries()) {
    const positionnement = `7d1f2a30-0000-4000-8000-${String(n + 1).padStart(12, '0')}`;
    const dates = [{ etape: 'POSITIONNE', date: a(-18 * JOUR).toISOString() }, { etape: 'CONVOQUE', date: a(-18 * JOUR + 60_000).toISOString() }];
    await hub.positionnement.create({ data: { id: positionnement, parcours: parcours(n), personne: personne(n), session: session(n), creneau: creneau(n), reseau: 'ML', outil: 'OUIFORM', structure: 'Mission locale de Rouen', statut: 'CONFIRME', ...(n > 1 && n !== 4 ? { presence: 'PRESENT', suite: n === 7 ? 'NON_RETENU' : n === 2 ? null : 'RETENU' } : {}), creeLe: a(-18 * JOUR) } });
    await hub.parcours.create({ data: { id: parcours(n), personne: personne(n), session: session(n), etape, etapes: etape === 'CONVOQUE' ? dates : [...dates, { etape, date: a(-3 * JOUR).toISOString() }], positionnement } });
    await hub.processus.create({ data: { id: idParcours(parcours(n)), type: 'parcours', sujet: parcours(n), etape, etat: n < 5 ? 'bloque' : 'en_cours', depuis: a(-3 * JOUR) } });
  }
  const fait = (systeme: string, quoi: string, etat: string, plus: object = {}) => ({ parcours: parcours(0), systeme, fait: quoi, etat, depuis: a(-18 * JOUR + 120_000), ...plus });
  await hub.transmission.createMany({
    data: [
      fait('kairos', 'POSITIONNEMENT', 'VISIBLE'), fait('ouiform', 'POSITIONNEMENT', 'VISIBLE'), fait('aude', 'POSITIONNEMENT', 'VISIBLE'),
      fait('pefr', 'POSITIONNEMENT', 'NON_VISIBLE', { regle: 'R33', raison: 'pe.fr ne montre que le rendez-vous.' }), fait('pefr', 'RDV', 'VISIBLE'),
      fait('imilo', 'POSITIONNEMENT', 'DIFFEREE', { regle: 'R31', raison: 'Le dossier attend sa synchronisation.' }), fait('kairos', 'PRESENCE', 'EN_ATTENTE'), fait('ouiform', 'PRESENCE', 'EN_ATTENTE'), fait('audef', 'INSCRIPTION', 'EN_ATTENTE'),
    ],
  });
  const dit = (n: number, quand: number, acteur: string, systeme: string | null, texte: string, detail: string | null = null) => ({ cle: `essai:${n}`, processus: idParcours(parcours(0)), parcours: parcours(0), date: a(quand), acteur, systeme, fait: texte, detail });
  await hub.evenement.createMany({
    data: [
      dit(1, -18 * JOUR, 'cle:ml', 'ouiform', 'Positionnement demandé'), dit(2, -18 * JOUR + 60_000, 'systeme:kairos', 'kairos', 'Place confirmée'),
      dit(3, -18 * JOUR + 120_000, 'hub', 'aude', 'Prescription transmise'), dit(4, -7 * JOUR, 'hub', null, 'Relance envoyée', '1re relance à l’organisme'),
    ],
  });
};

const semerBlocages = async (hub: Hub): Promise<void> => {
  const presences = Array.from({ length: 10 }, (_, n) => duCreneau(n, 'PRESENCE_NON_SAISIE', (n + 2) * JOUR, { niveau: n > 5 ? 2 : 1, derniereRelance: n === 0 || n === 1 ? a(-2 * HEURE) : a(-3 * JOUR) }));
  await hub.blocage.createMany({
    data: [
      ...presences,
      duCreneau(10, 'SUITE_NON_SAISIE', 4 * JOUR),
      duCreneau(11, 'SUITE_NON_SAISIE', 5 * JOUR),
      bloquer('AUCUN_RENDEZ_VOUS_DISPONIBLE', idSession(session(12)), 2 * JOUR, { organisme: siret(12), acteur: siret(12), session: session(12), sujet: { session: session(12), intitule: INTITULES[12], nombre: 9 } }),
      bloquer('ENTREE_NON_ATTESTEE', idParcours(parcours(3)), 3 * JOUR, { organisme: siret(3), acteur: siret(3), session: session(3), sujet: { session: session(3), intitule: INTITULES[3], parcours: parcours(3), date: a(-3 * JOUR).toISOString() } }),
      bloquer('DEMANDEUR_RADIE', idDemandeur(personne(5)), 6 * JOUR, { acteurType: 'PRESCRIPTEUR', sujet: { parcours: parcours(5), session: session(5), intitule: INTITULES[5] } }),
      bloquer('FICHE_EN_ATTENTE', idFiche('A825300'), 4 * JOUR, { organisme: siret(13), sujet: { fiche: 'A825300', intitule: INTITULES[13] } }),
      bloquer('REJET_FONCTIONNEL', idParcours(parcours(6)), 1 * JOUR, { systeme: 'aude', session: session(6), sujet: { session: session(6), intitule: INTITULES[6], parcours: parcours(6), systeme: 'aude', operation: 'aude.prescrire', refus: 'DEMANDEUR_INCONNU' } }),
      bloquer('SYSTEME_INDISPONIBLE', idParcours(parcours(1)), 2 * HEURE, { systeme: 'kairos', niveau: 0, echeance: null, session: session(1), sujet: { session: session(1), intitule: INTITULES[1], parcours: parcours(1), systeme: 'kairos' } }),
      bloquer('PARTENAIRE_FERME', idSysteme('kairos'), 2 * HEURE, { systeme: 'kairos', niveau: 0, echeance: null, sujet: { systeme: 'kairos', nombre: 1 } }),
      bloquer('COMPTE_KAIROS_ABSENT', idSession(session(13)), 9 * JOUR, { organisme: siret(13), acteur: siret(13), session: session(13), veilleJusqua: a(3 * JOUR), sujet: { session: session(13), intitule: INTITULES[13] } }),
    ],
  });
  await hub.relance.createMany({ data: presences.slice(0, 3).map((b, n) => ({ id: `relance:${n}`, blocage: b.id, processus: b.processus, cause: b.cause, niveau: 1, organisme: siret(n), canal: 'COURRIEL', destinataire: 'OF', etat: 'ENVOYEE', envoyeeLe: a(-2 * HEURE) })) });
};
