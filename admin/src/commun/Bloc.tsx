/** One part of a page: its title, what it is, its content. */
import { Box, Paper, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';

type Props = { titre: string; aide?: string | undefined; cote?: ReactNode; niveau?: 'h2' | 'h3'; children: ReactNode };

export const Bloc = ({ titre, aide, cote, niveau = 'h2', children }: Props) => {
  const id = useId();
  return (
    <Paper component="section" variant="outlined" aria-labelledby={id} sx={{ p: 2.25, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'space-between', alignItems: 'center', mb: aide ? 0.25 : 1.5 }}>
        <Typography id={id} variant="h2" component={niveau}>
          {titre}
        </Typography>
        {cote}
      </Box>
      {aide ? (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5, maxWidth: '90ch' }}>
          {aide}
        </Typography>
      ) : null}
      {children}
    </Paper>
  );
};

/** Facts, one under the other: what it is, then its value. */
export const Definitions = ({ lignes }: { lignes: readonly (readonly [string, ReactNode])[] }) => (
  <Box
    component="dl"
    sx={{
      display: 'grid',
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'max-content minmax(0, 1fr)' },
      columnGap: 3,
      rowGap: { xs: 0.25, sm: 1 },
      m: 0,
      '& dt': { color: 'text.secondary' },
      '& dd': { m: 0, mb: { xs: 1, sm: 0 }, overflowWrap: 'anywhere' },
    }}
  >
    {lignes.map(([quoi, valeur]) => (
      <Box key={quoi} sx={{ display: 'contents' }}>
        <dt>{quoi}</dt>
        <dd>{valeur}</dd>
      </Box>
    ))}
  </Box>
);
