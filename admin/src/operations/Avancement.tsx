/** How far an operation is: in figures, and as a bar that repeats them. */
import { Box, LinearProgress, Typography } from '@mui/material';
import type { OperationVue } from '../../../api/contract/admin.ts';
import { Pastille } from '../commun/Pastille.tsx';
import type { Ton } from '../gabarit/theme.ts';
import { operations as t } from '../textes/operations.ts';

const TON: Record<OperationVue['etat'], { ton: Ton; signe: string }> = {
  EN_COURS: { ton: 'calme', signe: '→' },
  ARRETEE: { ton: 'attention', signe: '‖' },
  TERMINEE: { ton: 'succes', signe: '✓' },
};

export const EtatDeOperation = ({ o }: { o: OperationVue }) => (
  <Pastille {...TON[o.etat]}>{o.etat === 'EN_COURS' && o.arretDemande ? t.arretDemande : t.etats[o.etat]}</Pastille>
);

export const Avancement = ({ o }: { o: OperationVue }) => {
  const passees = o.total - o.aFaire;
  return (
    <Box sx={{ minWidth: 180 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25 }}>
        <LinearProgress
          variant="determinate"
          value={o.total === 0 ? 100 : (100 * passees) / o.total}
          aria-label={t.colonnes.avancement}
          sx={{ flex: 1, height: 8, borderRadius: 4 }}
        />
        <Typography component="span" variant="body2" sx={{ whiteSpace: 'nowrap', fontWeight: 600 }}>
          {t.avancement(passees, o.total)}
        </Typography>
      </Box>
      <Typography variant="caption" color="text.secondary">
        {t.bilan(o.faites, o.ignorees, o.echecs, o.aFaire)}
      </Typography>
    </Box>
  );
};
