/** « Opération lancée : 12 dossiers · 2 ignorés », and the way to follow it. */
import { Box } from '@mui/material';
import type { OperationDetail } from '../../../api/contract/admin.ts';
import { textes } from '../textes.ts';
import { Lien } from './Lien.tsx';

export const operationLancee = (o: OperationDetail) => (
  <Box
    role="status"
    sx={{
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: 2,
      px: 2.5,
      py: 1.5,
      borderRadius: 1,
      boxShadow: 6,
      bgcolor: 'text.primary',
      color: 'background.paper',
    }}
  >
    <span>{textes.actions.operation(o.total - o.ignorees, o.ignorees)}</span>
    <Lien vers={`/operations/${o.id}`} underline="always" sx={{ color: 'inherit' }}>
      {textes.actions.suivre}
    </Lien>
  </Box>
);
