/** The chain matrix: one row per system, one column per fact; each cell says the state, since when, and the rule that explains it. */
import { Box, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material';
import { visuallyHidden } from '@mui/utils';
import type { Cellule, ParcoursDetail } from '../../../api/contract/admin.ts';
import { Fait, NOM_SYSTEME, SYSTEMES } from '../../../domain/codes.ts';
import { jourCourt } from '../commun/dates.ts';
import { empiler, ROLES, TETE } from '../commun/empiler.ts';
import { Pastille, Quand } from '../commun/Pastille.tsx';
import type { Ton } from '../gabarit/theme.ts';
import { textes } from '../textes.ts';

const t = textes.parcours;
const VUE: Record<Cellule['etat'], { ton: Ton; signe: string }> = {
  VISIBLE: { ton: 'succes', signe: '✓' },
  EN_ATTENTE: { ton: 'neutre', signe: '…' },
  DIFFEREE: { ton: 'attention', signe: '◐' },
  NON_VISIBLE: { ton: 'neutre', signe: '⊘' },
};

export const Matrice = ({ matrice }: { matrice: ParcoursDetail['matrice'] }) => {
  const systemes = SYSTEMES.filter((s) => Object.keys(matrice[s.toUpperCase()] ?? {}).length > 0);
  return (
    <TableContainer tabIndex={0} role="region" aria-label={t.tableau}>
      <Table size="small" role="table" sx={[{ minWidth: 780, '& td, & th': { px: 1 } }, empiler]}>
        <caption style={visuallyHidden as object}>{t.matriceAide}</caption>
        <TableHead {...ROLES.groupe}>
          <TableRow {...ROLES.rang}>
            <TableCell {...ROLES.colonne}>{t.systeme}</TableCell>
            {Fait.options.map((f) => (
              <TableCell key={f} {...ROLES.colonne}>
                {textes.faits[f]}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody {...ROLES.groupe}>
          {systemes.map((s) => (
            <TableRow key={s} {...ROLES.rang} data-nu="" sx={{ '&:last-child > *': { border: 0 } }}>
              <TableCell {...TETE} sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
                {NOM_SYSTEME[s]}
              </TableCell>
              {Fait.options.map((f) => (
                <TableCell key={f} {...ROLES.cellule} data-titre={textes.faits[f]}>
                  <Case cellule={matrice[s.toUpperCase()]?.[f]} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
};

const Case = ({ cellule }: { cellule: Cellule | undefined }) => {
  if (!cellule)
    return (
      <Box component="span" sx={visuallyHidden}>
        —
      </Box>
    );
  // Nothing to know yet: said, and no more.
  if (cellule.etat === 'EN_ATTENTE' && cellule.depuis === null) {
    return (
      <Typography variant="caption" color="text.secondary">
        {t.etapeAVenir}
      </Typography>
    );
  }
  return (
    <>
      <Pastille {...VUE[cellule.etat]}>
        {cellule.etat === 'VISIBLE' && cellule.depuis ? (
          <Quand instant={cellule.depuis}>{t.suLe(jourCourt(cellule.depuis))}</Quand>
        ) : (
          textes.visibilites[cellule.etat]
        )}
      </Pastille>
      <Typography variant="caption" component="p" color="text.secondary" sx={{ mt: 0.25, lineHeight: 1.35, minWidth: 84 }}>
        {cellule.raison && cellule.etat !== 'EN_ATTENTE' ? ` ${cellule.raison}` : ''}
        {cellule.regle ? ` (${cellule.regle})` : ''}
      </Typography>
    </>
  );
};
