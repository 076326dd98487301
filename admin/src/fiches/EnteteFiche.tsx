/** What heads a page about one fiche: its title, its number, its state; then what the page adds. */
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { EtatFiche } from '../../../domain/codes.ts';
import { EtatDeFiche } from './EtatDeFiche.tsx';

type Props = { fiche: { intitule: string; numero: string; etat: EtatFiche }; children: ReactNode };

export const EnteteFiche = ({ fiche: { intitule, numero, etat }, children }: Props) => (
  <Box>
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
      <Typography variant="h1" component="h2" sx={{ fontSize: '1.5rem' }}>
        {`${intitule} (${numero})`}
      </Typography>
      <EtatDeFiche etat={etat} />
    </Box>
    {children}
  </Box>
);
