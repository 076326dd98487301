/** The life of a slot: meetings (information collective, rendez-vous individuel, §d.3–d.4), and candidature windows (§d.5). */
import type { Modalite, StatutCreneau } from '../codes.ts';
import type { Machine, Transition } from '../machine.ts';

/** `NOUVEAU`: known of the hub alone. */
export type EtatDeCreneau = StatutCreneau | 'NOUVEAU';
/** Nobody comes to a window: once closed, it waits for answers alone. */
type EtatDePlage = Exclude<EtatDeCreneau, 'PRESENCES_SAISIES'>;
type T = Transition<EtatDePlage>;

const avant: readonly EtatDePlage[] = ['PUBLIE', 'COMPLET', 'REPORTE'];
const depuis = (de: readonly EtatDePlage[], reste: Omit<T, 'de'>): T[] => de.map((d) => ({ de: d, ...reste }));

/** What both lives share: published, full and open again, moved, cancelled before the start. */
const PUBLICATION: readonly T[] = [
  { de: 'NOUVEAU', vers: 'PUBLIE', qui: 'Maillon', quand: 'le publie dans Kairos' },
  { de: 'NOUVEAU', vers: 'ANNULE', qui: 'organisme', quand: 'annule avant la publication' },
  { de: 'PUBLIE', vers: 'COMPLET', qui: 'prescripteur', quand: 'prend la dernière place' },
  { de: 'COMPLET', vers: 'PUBLIE', qui: 'prescripteur ou organisme', quand: 'rend une place' },
  ...depuis(['PUBLIE', 'COMPLET'], { vers: 'REPORTE', qui: 'organisme', quand: 'change la date' }),
  { de: 'REPORTE', vers: 'PUBLIE', qui: 'Maillon', quand: 'a prévenu toutes les personnes inscrites' },
  { de: 'REPORTE', vers: 'COMPLET', qui: 'Maillon', quand: 'a prévenu toutes les personnes inscrites, sans place libre' },
  ...depuis(avant, { vers: 'EN_COURS', qui: 'horloge', quand: 'le début arrive' }),
  ...depuis(['EN_COURS', 'A_EMARGER'], { vers: 'REPORTE', qui: 'organisme', quand: 'avait changé la date avant le début' }),
  ...depuis([...avant, 'EN_COURS', 'A_EMARGER'], { vers: 'ANNULE', qui: 'organisme', quand: 'annule avant le début, même si on l’apprend après' }),
];
const CLOTURE: readonly T[] = [
  { de: 'EN_COURS', vers: 'A_EMARGER', qui: 'horloge', quand: 'la fin arrive' },
  { de: 'EN_COURS', vers: 'CLOS', qui: 'horloge', quand: "la fin arrive sans personne d'inscrit" },
  { de: 'A_EMARGER', vers: 'CLOS', qui: 'prescripteur', quand: 'retire la dernière personne attendue' },
  { de: 'BILAN_SAISI', vers: 'A_EMARGER', qui: 'prescripteur', quand: 'une inscription est apprise après la fin' },
  { de: 'BILAN_SAISI', vers: 'CLOS', qui: 'horloge', quand: 'trente jours ont passé : plus rien ne se corrige' },
  { de: 'CLOS', vers: 'A_EMARGER', qui: 'prescripteur', quand: 'une inscription est apprise dans les trente jours' },
];

export const MACHINE_CRENEAU: Machine<EtatDeCreneau> = {
  nom: 'créneau',
  initial: 'NOUVEAU',
  etats: {
    NOUVEAU: "il est saisi ; Kairos ne l'a pas encore",
    PUBLIE: 'il a des places libres',
    COMPLET: "il n'a plus de place",
    REPORTE: 'il a changé de date ; les personnes inscrites en sont prévenues',
    EN_COURS: 'il a commencé',
    A_EMARGER: 'il est passé ; des présences manquent',
    PRESENCES_SAISIES: 'les présences sont saisies ; des suites manquent',
    BILAN_SAISI: 'présences et suites sont saisies, et se corrigent encore',
    CLOS: 'plus rien ne change',
    ANNULE: "il n'a pas lieu ; les personnes inscrites sont libérées et prévenues",
  },
  finaux: ['CLOS', 'ANNULE'],
  transitions: [
    ...PUBLICATION,
    ...CLOTURE,
    { de: 'A_EMARGER', vers: 'PRESENCES_SAISIES', qui: 'organisme ou délai', quand: 'toutes les présences sont connues' },
    { de: 'PRESENCES_SAISIES', vers: 'BILAN_SAISI', qui: 'organisme', quand: 'toutes les suites sont données' },
    { de: 'PRESENCES_SAISIES', vers: 'CLOS', qui: 'prescripteur', quand: 'retire la dernière personne attendue' },
    { de: 'PRESENCES_SAISIES', vers: 'A_EMARGER', qui: 'prescripteur', quand: 'une inscription est apprise après la fin' },
    { de: 'BILAN_SAISI', vers: 'PRESENCES_SAISIES', qui: 'organisme', quand: 'corrige une absence en présence : une suite est attendue' },
  ],
};

export const MACHINE_CANDIDATURE: Machine<EtatDePlage> = {
  nom: 'plage de candidature',
  initial: 'NOUVEAU',
  etats: {
    NOUVEAU: "elle est saisie ; Kairos ne l'a pas encore",
    PUBLIE: 'elle est planifiée',
    COMPLET: 'elle ne prend plus de candidature',
    REPORTE: 'elle a changé de dates ; les candidats en sont prévenus',
    EN_COURS: 'elle est ouverte : les prescripteurs proposent des candidatures',
    A_EMARGER: 'elle est fermée ; des candidatures attendent une réponse',
    BILAN_SAISI: 'chaque candidature a sa réponse, qui se corrige encore',
    CLOS: 'plus rien ne change',
    ANNULE: 'elle est annulée ; les candidats sont libérés et prévenus',
  },
  finaux: ['CLOS', 'ANNULE'],
  transitions: [...PUBLICATION, ...CLOTURE, { de: 'A_EMARGER', vers: 'BILAN_SAISI', qui: 'organisme', quand: 'répond à la dernière candidature' }],
};

/** A window as a slot that happens never to wait for presences. */
export const machineDe = (modalite: Modalite): Machine<EtatDeCreneau> =>
  modalite === 'CANDIDATURE' ? { ...MACHINE_CANDIDATURE, etats: { ...MACHINE_CRENEAU.etats, ...MACHINE_CANDIDATURE.etats } } : MACHINE_CRENEAU;
