/**
 * On a phone a table is read line by line: each row is a card, each cell beside the name of its column. Its elements carry the roles of a
 * table, which a `display` of their own would take away.
 */
import type { Theme } from '@mui/material/styles';
import { visuallyHidden } from '@mui/utils';

export const empiler = (theme: Theme) => ({
  [theme.breakpoints.down('sm')]: {
    display: 'block',
    minWidth: '0 !important',
    '& tbody, & tbody tr, & tbody th, & tbody td, & thead, & thead tr': { display: 'block' },
    '& thead th': { ...visuallyHidden },
    // The box that chooses all the rows has no other place.
    '& thead th[data-coche]': { position: 'static', width: 'auto', height: 'auto', clip: 'auto', overflow: 'visible', padding: '4px 12px', textAlign: 'right' },
    '& tbody tr': { position: 'relative', padding: '14px 16px', borderBottom: `1px solid ${theme.palette.divider}` },
    '& tbody tr:last-of-type': { borderBottom: 0 },
    '& tbody th, & tbody td': { border: 0, padding: '0 !important', textAlign: 'left', width: 'auto', minWidth: 0, boxShadow: 'none' },
    '& tbody td': { marginTop: '8px' },
    '& tbody td[data-coche]': { position: 'absolute', top: 8, right: 12, margin: 0 },
    '& tbody td[data-coche] + th': { paddingRight: '36px !important' },
    '& tbody td[data-titre]': { position: 'relative', paddingLeft: '118px !important', minHeight: '1.45em' },
    '& tbody td[data-titre]::before': {
      // Read once: the column's header already names the cell.
      content: ['attr(data-titre)', 'attr(data-titre) / ""'],
      position: 'absolute',
      left: 0,
      width: '110px',
      color: theme.palette.text.secondary,
      fontSize: '0.8rem',
      fontWeight: 600,
      overflowWrap: 'break-word',
    },
    '&.MuiTable-root tbody tr[data-nu]': { paddingInline: 0 },
  },
});

/** What a row, a header and a cell of such a table are, said outright. */
export const ROLES = {
  groupe: { role: 'rowgroup' },
  rang: { role: 'row' },
  colonne: { role: 'columnheader', scope: 'col' },
  cellule: { role: 'cell' },
} as const;
export const TETE = { component: 'th', role: 'rowheader', scope: 'row' } as const;
