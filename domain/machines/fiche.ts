/** The life of a fiche in Saisir ma formation (§d.1). */
import type { EtatFiche } from '../codes.ts';
import type { Machine } from '../machine.ts';

export const MACHINE_FICHE: Machine<EtatFiche> = {
  nom: 'fiche',
  initial: 'EN_SAISIE',
  etats: {
    EN_SAISIE: "l'organisme la saisit ; personne d'autre ne la voit",
    SOUMISE: 'elle attend la validation du Carif-Oref ; rien n’en est publié',
    A_CORRIGER: "le Carif-Oref l'a retournée avec des remarques",
    VALIDEE: 'sa dernière version est validée et publiée',
    MODIFIEE_A_REVALIDER: 'une nouvelle version attend la validation ; la dernière version validée reste publiée',
    ARCHIVEE: "elle n'est plus publiée",
  },
  finaux: ['ARCHIVEE'],
  transitions: [
    { de: 'EN_SAISIE', vers: 'SOUMISE', qui: 'organisme mandataire', quand: 'envoie la fiche' },
    { de: 'SOUMISE', vers: 'VALIDEE', qui: 'Carif-Oref', quand: 'valide' },
    { de: 'SOUMISE', vers: 'A_CORRIGER', qui: 'Carif-Oref', quand: 'retourne avec des remarques' },
    { de: 'A_CORRIGER', vers: 'SOUMISE', qui: 'organisme mandataire', quand: "corrige une fiche qui n'a jamais été validée" },
    { de: 'A_CORRIGER', vers: 'MODIFIEE_A_REVALIDER', qui: 'organisme mandataire', quand: 'corrige une fiche déjà publiée' },
    { de: 'VALIDEE', vers: 'MODIFIEE_A_REVALIDER', qui: 'organisme mandataire', quand: 'modifie la fiche' },
    { de: 'MODIFIEE_A_REVALIDER', vers: 'VALIDEE', qui: 'Carif-Oref', quand: 'valide la nouvelle version' },
    { de: 'MODIFIEE_A_REVALIDER', vers: 'A_CORRIGER', qui: 'Carif-Oref', quand: 'retourne la nouvelle version' },
    { de: 'VALIDEE', vers: 'ARCHIVEE', qui: 'Carif-Oref ou horloge', quand: 'archive, ou trente jours après la dernière session' },
    { de: 'MODIFIEE_A_REVALIDER', vers: 'ARCHIVEE', qui: 'Carif-Oref', quand: 'archive' },
    { de: 'A_CORRIGER', vers: 'ARCHIVEE', qui: 'Carif-Oref', quand: "archive une fiche que personne n'a corrigée" },
  ],
};
