/** The story of the path: when, who, what. Newest last, as it is told. */
import { Box, Typography } from '@mui/material';
import type { Fait } from '../../../api/contract/admin.ts';
import { NOM_SYSTEME } from '../../../domain/codes.ts';
import { jourHeure } from '../commun/dates.ts';
import { Pastille } from '../commun/Pastille.tsx';
import { textes } from '../textes.ts';

export const Chronologie = ({ faits }: { faits: Fait[] }) => {
  if (faits.length === 0) return <Typography color="text.secondary">{textes.parcours.chronologieVide}</Typography>;
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.25 }}>
      {faits.map((f, rang) => (
        <Box component="li" key={`${f.date}-${String(rang)}`} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '150px 1fr' }, columnGap: 2 }}>
          <Typography component="time" dateTime={f.date} variant="body2" color="text.secondary">
            {jourHeure(f.date)}
          </Typography>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'baseline' }}>
            <Typography component="span" sx={{ fontWeight: 600 }}>
              {f.fait}
            </Typography>
            {f.systeme ? <Pastille ton="neutre">{NOM_SYSTEME[f.systeme]}</Pastille> : null}
            <Typography component="span" variant="body2" color="text.secondary">
              {[f.systeme && f.acteur === NOM_SYSTEME[f.systeme] ? null : f.acteur, f.detail].filter(Boolean).join(' · ')}
            </Typography>
          </Box>
        </Box>
      ))}
    </Box>
  );
};
