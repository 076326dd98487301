/** The state of a fiche, in words. */
import type { EtatFiche } from '../../../domain/codes.ts';
import { Pastille } from '../commun/Pastille.tsx';
import type { Ton } from '../gabarit/theme.ts';
import { suivi } from '../textes/suivi.ts';

const TON: Record<EtatFiche, { ton: Ton; signe: string }> = {
  EN_SAISIE: { ton: 'neutre', signe: '…' },
  SOUMISE: { ton: 'attention', signe: '◐' },
  A_CORRIGER: { ton: 'alerte', signe: '↩' },
  MODIFIEE_A_REVALIDER: { ton: 'attention', signe: '◐' },
  VALIDEE: { ton: 'succes', signe: '✓' },
  ARCHIVEE: { ton: 'neutre', signe: '✕' },
};

export const EtatDeFiche = ({ etat }: { etat: EtatFiche }) => <Pastille {...TON[etat]}>{suivi.etatsFiche[etat]}</Pastille>;
