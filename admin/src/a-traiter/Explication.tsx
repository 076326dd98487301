/** One cause explained: what it means, who acts, what has been done, what comes next. */
import { Box, Paper, Typography } from '@mui/material';
import type { CauseExpliquee } from '../../../api/contract/admin.ts';
import { jourBref } from '../commun/dates.ts';
import { Lien } from '../commun/Lien.tsx';
import { causeTextes as plus } from '../textes/cause.ts';
import { textes } from '../textes.ts';

const t = textes.cause;

export const Explication = ({ cause, maintenant }: { cause: CauseExpliquee; maintenant: string }) => (
  <Paper variant="outlined" component="section" aria-label={t.sens} sx={{ p: 2.25, mb: 2.5 }}>
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '2fr 1fr 1.5fr' },
        '& dt': { color: 'text.secondary', fontSize: '0.8rem', fontWeight: 600 },
        '& dd': { m: 0 },
      }}
    >
      <div>
        <dt>{t.sens}</dt>
        <dd>{cause.explication}</dd>
      </div>
      <div>
        <dt>{t.qui}</dt>
        <dd>{cause.acteur}</dd>
      </div>
      <div>
        <dt>{t.suite}</dt>
        <dd>{cause.suite}</dd>
      </div>
      <div>
        <dt>{plus.fait}</dt>
        <dd>
          {plus.faitDit(cause.fait.relances, cause.fait.actes, cause.fait.leves)}
          <Typography variant="body2" color="text.secondary">
            {cause.fait.derniereRelance ? `${plus.derniere(jourBref(cause.fait.derniereRelance, maintenant))} · ` : ''}
            {cause.prochaine ? plus.prochaine(jourBref(cause.prochaine, maintenant)) : plus.aucuneProchaine}
          </Typography>
        </dd>
      </div>
      <Box sx={{ gridColumn: { md: '2 / -1' } }}>
        <dt>{plus.echelle}</dt>
        <dd>
          <Box component="ol" sx={{ m: 0, pl: 2.25 }}>
            {cause.echelle.map((e) => (
              <li key={`${e.niveau}-${e.apres}-${e.a}`}>{plus.etape(e.apres, e.a, e.canal)}</li>
            ))}
          </Box>
          <Lien vers={`/politiques/${cause.code}`}>{plus.politique}</Lien>
        </dd>
      </Box>
    </Box>
  </Paper>
);
