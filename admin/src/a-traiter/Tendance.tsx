/** Fourteen days: how many were stuck at the end of each. The drawing repeats what its table says. */
import { Box, Paper, Table, TableBody, TableCell, TableHead, TableRow, Typography, useTheme } from '@mui/material';
import type { JourTendance } from '../../../api/contract/admin.ts';
import { jourCourt } from '../commun/dates.ts';
import { n } from '../textes/nombres.ts';
import { textes } from '../textes.ts';

const t = textes.tendance;
const LARGEUR = 252;
const HAUTEUR = 72;

export const Tendance = ({ jours }: { jours: JourTendance[] }) => {
  const premier = jours[0];
  const dernier = jours.at(-1);
  if (!premier || !dernier) return null;
  return (
    <Paper component="section" variant="outlined" aria-labelledby="tendance" sx={{ p: 2.25 }}>
      <Typography id="tendance" variant="h2">
        {t.titre}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.25 }}>
        {t.phrase(premier.enCours, dernier.enCours)}
      </Typography>
      <Barres jours={jours} />
      <Box sx={{ display: 'flex', justifyContent: 'space-between', mb: 1 }}>
        <Typography variant="caption" color="text.secondary">
          {jourCourt(premier.jour)}
        </Typography>
        <Typography variant="caption" color="text.secondary">
          {jourCourt(dernier.jour)}
        </Typography>
      </Box>
      <Box component="details" sx={{ '& summary': { cursor: 'pointer', fontWeight: 600, fontSize: '0.86rem', py: 0.5 } }}>
        <summary>{t.tableau}</summary>
        <Table size="small" aria-label={t.titre} sx={{ mt: 1, '& td, & th': { px: 0.75, py: 0.4, fontSize: '0.8rem' } }}>
          <TableHead>
            <TableRow>
              <TableCell scope="col">{t.colonnes.jour}</TableCell>
              <TableCell scope="col" align="right">
                {t.colonnes.ouverts}
              </TableCell>
              <TableCell scope="col" align="right">
                {t.colonnes.leves}
              </TableCell>
              <TableCell scope="col" align="right">
                {t.colonnes.enCours}
              </TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {jours.toReversed().map((j) => (
              <TableRow key={j.jour}>
                <TableCell component="th" scope="row">
                  {jourCourt(j.jour)}
                </TableCell>
                <TableCell align="right">{n(j.ouverts)}</TableCell>
                <TableCell align="right">{n(j.leves)}</TableCell>
                <TableCell align="right">{n(j.enCours)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Paper>
  );
};

const Barres = ({ jours }: { jours: JourTendance[] }) => {
  const { palette } = useTheme();
  const maximum = Math.max(1, ...jours.map((j) => j.enCours));
  const pas = LARGEUR / jours.length;
  return (
    <Box component="svg" viewBox={`0 0 ${LARGEUR} ${HAUTEUR}`} aria-hidden="true" sx={{ width: '100%', height: 'auto', display: 'block' }}>
      <line x1="0" x2={LARGEUR} y1={HAUTEUR - 0.5} y2={HAUTEUR - 0.5} stroke={palette.divider} />
      {jours.map((j, rang) => {
        const haut = Math.max(j.enCours === 0 ? 0 : 2, (j.enCours / maximum) * (HAUTEUR - 16));
        const dernier = rang === jours.length - 1;
        return (
          <g key={j.jour}>
            <rect
              x={rang * pas + 2}
              y={HAUTEUR - haut}
              width={pas - 4}
              height={haut}
              rx="2"
              fill={palette.jetons.tons.calme.texte}
              opacity={dernier ? 1 : 0.45}
            />
            {dernier ? (
              <text x={rang * pas + pas / 2} y={HAUTEUR - haut - 4} textAnchor="middle" fontSize="11" fontWeight="700" fill={palette.text.primary}>
                {n(j.enCours)}
              </text>
            ) : null}
          </g>
        );
      })}
    </Box>
  );
};
