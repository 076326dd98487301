/** An honest reading: a person whom a mission locale positioned, who came, was retained, registered, and entered. Each test changes one thing of it. */
import { verifier } from './index.ts';
import type { Blocage, Ligne, Lu, Tenu } from './lu.ts';

export const P1 = '11111111-1111-4111-8111-111111111111';
export const PARCOURS = `${P1}:990001`;
export const POS = '22222222-2222-4222-8222-222222222222';
export const MAINTENANT = Date.parse('2026-12-09T10:00:00Z'); // a Wednesday
export const jour = (n: number) => new Date(MAINTENANT + n * 86_400_000);

export const ligne = (rang: number, route: string, operation: string, occasion: string): Ligne => ({
  rang,
  cle: `parcours:${PARCOURS}:${operation}${occasion ? `:${occasion}` : ''}`,
  route,
  empreinte: `${route} ${occasion}`,
  statut: 200,
  rejeu: false,
  reference: null,
});
export const tenu = (faits: Record<string, string>): Tenu[] => [{ positionnement: POS, parcours: PARCOURS, reference: 'R', faits }];
export const SUIVI = { POSITIONNEMENT: 'HONORE', PRESENCE: 'PRESENT', SUITE: 'RETENU', INSCRIPTION: '2026-12-01', ENTREE: '2026-12-02' };
const suivi = (systeme: string): Ligne[] => [
  ligne(1, '/positionnements', `${systeme}.positionner`, POS),
  ligne(2, '/suivis', `${systeme}.suivre`, `presence:${POS}:8.2`),
  ligne(3, '/suivis', `${systeme}.suivre`, `suite:${POS}:8.3`),
  ligne(5, '/suivis', `${systeme}.suivre`, `entree:${POS}`),
];

const CRENEAUX = [{ creneau: 'ICO-1', debut: jour(-14).toISOString(), fin: jour(-14).toISOString(), annule: false }];
const SESSIONS = [{ session: '990001', etatRecrutement: 'FERME' }];

export const honnete = (): Lu => ({
  maintenant: MAINTENANT,
  ledgers: {
    smf: [],
    rco: [],
    kairos: [
      ligne(1, '/positionnements', 'positionner', POS),
      ligne(2, '/presences', 'kairos.saisirPresences', `presence:${POS}:8.2`),
      ligne(3, '/suites', 'kairos.saisirSuites', `suite:${POS}:8.3`),
      ligne(4, '/inscriptions', 'inscrire', POS),
      ligne(5, '/entrees', 'kairos.attesterEntree', `entree:${POS}`),
    ],
    ouiform: suivi('ouiform'),
    audef: suivi('audef'),
    aude: [
      ligne(1, '/prescriptions', 'aude.prescrire', POS),
      ligne(2, '/ais', 'aude.genererAis', `inscription:${POS}`),
      ligne(3, '/entrees', 'aude.enregistrerEntree', `entree:${POS}`),
    ],
    pefr: [ligne(1, '/rendez-vous', 'pefr.notifierRendezVous', POS), ligne(2, '/rendez-vous/statuts', 'pefr.changerRendezVous', `presence:${POS}:8.2`)],
    imilo: [ligne(1, '/propositions', 'imilo.proposer', POS), ligne(2, '/suivis', 'imilo.suivre', `suite:${POS}:8.3`)],
  },
  tenus: {
    kairos: tenu(SUIVI),
    ouiform: tenu(SUIVI),
    audef: tenu(SUIVI),
    aude: [
      {
        positionnement: null,
        parcours: PARCOURS,
        reference: PARCOURS,
        faits: { POSITIONNEMENT: '2026-11-20', INSCRIPTION: '2026-12-01', ENTREE: '2026-12-02' },
      },
    ],
    pefr: tenu({ RDV: 'HONORE', PRESENCE: 'PRESENT' }),
    imilo: tenu({ POSITIONNEMENT: 'HONORE', SUITE: 'RETENU' }),
  },
  creneauxTenus: { kairos: CRENEAUX, ouiform: CRENEAUX, audef: CRENEAUX },
  sessionsTenues: { kairos: SESSIONS, ouiform: SESSIONS, audef: SESSIONS },
  statutsTenus: [{ idDE: '7100001C', statut: 'REINSCRIT' }],
  personnes: [{ id: P1, idDE: '7100001C', statutDe: 'INSCRIT', dossierImilo: 'IM-1', dossierSynchronise: true, dossierLe: null }],
  parcours: [
    {
      ...{ id: PARCOURS, personne: P1, session: '990001', etape: 'EN_FORMATION', positionnement: POS },
      etapes: ['POSITIONNE', 'CONVOQUE', 'PRESENT', 'RETENU', 'INSCRIT', 'AIS_GENEREE', 'ENTREE_A_VALIDER', 'ENTREE_ATTESTEE', 'EN_FORMATION'].map((etape) => ({
        etape,
        date: jour(-12).toISOString(),
      })),
    },
  ],
  positionnements: [
    {
      ...{ id: POS, parcours: PARCOURS, creneau: 'ICO-1', session: '990001', reseau: 'ML', outil: 'OUIFORM' },
      ...{ statut: 'HONORE', presence: 'PRESENT', suite: 'RETENU', creeLe: jour(-20) },
    },
  ],
  creneaux: [{ id: 'ICO-1', session: '990001', modalite: 'ICO', debut: jour(-14), fin: jour(-14), statut: 'BILAN_SAISI', placesLibres: 3 }],
  sessions: [
    {
      ...{ numero: '990001', fiche: 'A1', debut: jour(-10), fin: jour(90), ofDispensateur: '1', ofResponsable: '1' },
      ...{ placesDisponibles: 0, etatRecrutement: 'FERME', lieuSansSiret: false },
    },
  ],
  differees: [],
  expirees: [],
  processus: [{ id: `parcours:${PARCOURS}`, ouvert: true, echeance: jour(90) }],
  blocages: [],
  connus: new Set(['b1']),
  relances: [
    { id: 'r1', blocage: 'b1', niveau: 1, canal: 'COURRIEL', destinataire: 'OF', etat: 'ENVOYEE', messageId: 'm1@x', prevueLe: null, envoyeeLe: jour(-2) },
  ],
  courriels: [{ messageId: 'm1@x', a: 'of@x.example', objet: 'Présences', texte: 'Bonjour' }],
  fiches: [{ numero: 'A1', etat: 'VALIDEE' }],
  publications: [{ session: '990001', systeme: 'kairos', etat: 'VISIBLE', depuis: jour(-40), valideeLe: jour(-41) }],
  comptes: [{ siret: '1', etat: 'OUVERT', conventionFin: null, lueLe: jour(-40) }],
  divergences: [],
  organismes: [{ siret: '1', courriel: 'of@x.example', courrielRefuse: null }],
  tentatives: [],
  derniersFaits: new Map([['session:990001', MAINTENANT - 40 * 86_400_000]]),
  etapesDites: new Map(),
  creneauxChanges: new Set(),
  enPanne: [],
  nonTransmises: [],
  arretes: [],
  incidents: [],
  tues: false,
});

export const avec = (change: Partial<Lu>): string[] => verifier({ ...honnete(), ...change });
export const blocage = (cause: string, plus: Partial<Blocage> = {}): Partial<Lu> => ({
  blocages: [
    {
      ...{ id: `parcours:${PARCOURS}#${cause}#1`, processus: `parcours:${PARCOURS}`, cause, sujet: {}, organisme: '1', systeme: 'kairos' },
      ...{ session: '990001', creneau: 'ICO-1', depuis: jour(-1) },
      ...plus,
    },
  ],
});
