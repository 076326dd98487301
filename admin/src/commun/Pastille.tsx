/** A state in words, with a sign and a tone: the colour only repeats what is written. */
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { Situation } from '../../../domain/situation.ts';
import type { Ton } from '../gabarit/theme.ts';
import { textes } from '../textes.ts';
import { jourHeure } from './dates.ts';

export const Pastille = ({ ton, signe, children }: { ton: Ton; signe?: string; children: ReactNode }) => (
  <Box
    component="span"
    sx={(t) => ({
      display: 'inline-flex',
      alignItems: 'center',
      gap: 0.6,
      px: 1,
      py: 0.2,
      borderRadius: 99,
      fontSize: '0.8rem',
      fontWeight: 600,
      whiteSpace: 'nowrap',
      color: t.palette.jetons.tons[ton].texte,
      backgroundColor: t.palette.jetons.tons[ton].fond,
    })}
  >
    {signe ? <span aria-hidden="true">{signe}</span> : null}
    {children}
  </Box>
);

export const TON_GRAVITE: Record<Situation['gravite'], { ton: Ton; signe: string }> = {
  a_temps: { ton: 'neutre', signe: '○' },
  bientot: { ton: 'attention', signe: '◐' },
  en_retard: { ton: 'alerte', signe: '▲' },
};

export const Gravite = ({ gravite, children }: { gravite: Situation['gravite']; children?: ReactNode }) => (
  <Pastille {...TON_GRAVITE[gravite]}>{children ?? textes.gravites[gravite]}</Pastille>
);

const TON_SITUATION: Record<Situation['etat'], { ton: Ton; signe: string }> = {
  en_cours: { ton: 'calme', signe: '→' },
  en_attente: { ton: 'neutre', signe: '…' },
  bloque: { ton: 'alerte', signe: '■' },
  termine: { ton: 'succes', signe: '✓' },
  annule: { ton: 'neutre', signe: '✕' },
};

export const EtatSituation = ({ etat }: { etat: Situation['etat'] }) => <Pastille {...TON_SITUATION[etat]}>{textes.situations[etat]}</Pastille>;

/** An instant, short in the text, whole in the title. */
export const Quand = ({ instant, children }: { instant: string; children: ReactNode }) => (
  <time dateTime={instant} title={jourHeure(instant)}>
    {children}
  </time>
);
