/** §d.2: the publication of a session, and the state of its recruitment. */
import type { EtatRecrutement } from '../codes.ts';
import type { Machine } from '../machine.ts';

export const ETAPES_SESSION = ['NON_PUBLIEE', 'EXPORTEE', 'VISIBLE_RCO', 'VISIBLE', 'EXCLUE', 'RETIREE'] as const;
export type EtapeSession = (typeof ETAPES_SESSION)[number];

const RETRAITS = ['EXPORTEE', 'VISIBLE_RCO', 'VISIBLE', 'EXCLUE'] as const;

export const MACHINE_PUBLICATION: Machine<EtapeSession> = {
  nom: 'publication',
  initial: 'NON_PUBLIEE',
  etats: {
    NON_PUBLIEE: 'la fiche est validée, la session n’est pas encore exportée',
    EXPORTEE: 'le réseau des Carif-Oref l’a reçue et ne la montre pas encore',
    VISIBLE_RCO: 'elle est visible au niveau national, pas encore dans Kairos',
    VISIBLE: 'Kairos, OUIFORM et AUDEF la montrent',
    EXCLUE: 'l’export la laisse de côté, et dit pourquoi',
    RETIREE: 'elle n’est plus montrée nulle part',
  },
  finaux: ['RETIREE'],
  transitions: [
    { de: 'NON_PUBLIEE', vers: 'EXPORTEE', qui: 'Maillon', quand: 'exporte la session vers le réseau des Carif-Oref' },
    { de: 'NON_PUBLIEE', vers: 'VISIBLE_RCO', qui: 'réseau des Carif-Oref', quand: 'la montre dès l’export' },
    { de: 'NON_PUBLIEE', vers: 'EXCLUE', qui: 'réseau des Carif-Oref', quand: 'refuse l’export : SIRET, apprentissage, session finie' },
    { de: 'EXPORTEE', vers: 'VISIBLE_RCO', qui: 'réseau des Carif-Oref', quand: 'la montre, après 48 heures ouvrées' },
    { de: 'VISIBLE_RCO', vers: 'VISIBLE', qui: 'Maillon', quand: 'la publie dans Kairos, OUIFORM et AUDEF' },
    { de: 'EXPORTEE', vers: 'EXCLUE', qui: 'réseau des Carif-Oref', quand: 'refuse la version suivante' },
    { de: 'VISIBLE_RCO', vers: 'EXCLUE', qui: 'réseau des Carif-Oref', quand: 'refuse la version suivante' },
    { de: 'VISIBLE', vers: 'EXCLUE', qui: 'réseau des Carif-Oref', quand: 'refuse la version suivante' },
    { de: 'EXCLUE', vers: 'EXPORTEE', qui: 'organisme', quand: 'corrige l’offre, exportée de nouveau' },
    { de: 'EXCLUE', vers: 'VISIBLE_RCO', qui: 'organisme', quand: 'corrige l’offre, visible dès l’export' },
    { de: 'EXCLUE', vers: 'VISIBLE', qui: 'organisme', quand: 'revient à l’offre déjà publiée' },
    ...RETRAITS.map((de) => ({ de, vers: 'RETIREE' as const, qui: 'horloge', quand: 'trente jours après la fin, ou l’organisme y renonce' })),
    { de: 'NON_PUBLIEE', vers: 'RETIREE', qui: 'organisme', quand: 'y renonce avant l’export' },
  ],
};

export const MACHINE_RECRUTEMENT: Machine<EtatRecrutement> = {
  nom: 'recrutement',
  initial: 'NON_RENSEIGNE',
  etats: {
    NON_RENSEIGNE: 'l’organisme n’a rien dit : les prescripteurs lisent « État de recrutement non renseigné »',
    OUVERT: 'l’organisme dispose de places',
    SUSPENDU: 'l’inscription est interrompue : les créneaux sont cachés, les positionnements gardés',
    FERME: 'le nombre de places est atteint : personne n’est plus positionné',
  },
  finaux: ['FERME'],
  transitions: [
    { de: 'NON_RENSEIGNE', vers: 'OUVERT', qui: 'organisme', quand: 'ouvre le recrutement ; sans créneau à venir, il en est averti' },
    { de: 'NON_RENSEIGNE', vers: 'FERME', qui: 'organisme', quand: 'ferme le recrutement' },
    { de: 'NON_RENSEIGNE', vers: 'SUSPENDU', qui: 'organisme', quand: 'suspend le recrutement' },
    { de: 'OUVERT', vers: 'FERME', qui: 'organisme', quand: 'ferme le recrutement ; Maillon le propose quand il ne reste plus de place' },
    { de: 'OUVERT', vers: 'SUSPENDU', qui: 'organisme', quand: 'suspend le recrutement' },
    { de: 'SUSPENDU', vers: 'OUVERT', qui: 'organisme', quand: 'rouvre le recrutement' },
    { de: 'SUSPENDU', vers: 'FERME', qui: 'organisme', quand: 'ferme le recrutement' },
    { de: 'FERME', vers: 'OUVERT', qui: 'organisme', quand: 'rouvre quand une place se libère, la liste d’attente d’abord' },
  ],
};
