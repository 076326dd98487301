/** Every version of a policy: who, when, why, what changed. */
import { Box, Typography } from '@mui/material';
import { Bloc } from '../commun/Bloc.tsx';
import { jourHeure } from '../commun/dates.ts';
import { politiques as t } from '../textes/politiques.ts';
import type { PolitiqueDetail } from './formes.ts';

export const Versions = ({ historique }: Pick<PolitiqueDetail, 'historique'>) => (
  <Bloc titre={t.historique}>
    {historique.length === 0 ? <Typography color="text.secondary">{t.historiqueVide}</Typography> : null}
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5 }}>
      {historique.map((v) => (
        <li key={v.version}>
          <Typography sx={{ fontWeight: 600 }}>{v.version === 0 ? t.defaut : t.version(v.version)}</Typography>
          <Typography variant="body2" color="text.secondary">
            {[t.parLe(v.par, jourHeure(v.le)), v.motif].filter(Boolean).join(' · ')}
          </Typography>
          {v.changements.map((c) => (
            <Typography key={c} variant="body2">
              {c}
            </Typography>
          ))}
        </li>
      ))}
    </Box>
  </Bloc>
);
