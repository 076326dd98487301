/** The health of the partner systems, at the right of the home. */
import { Box, Paper, Typography } from '@mui/material';
import type { SanteSysteme } from '../../../api/contract/admin.ts';
import { duree } from '../commun/dates.ts';
import { Lien } from '../commun/Lien.tsx';
import { Pastille, Quand } from '../commun/Pastille.tsx';
import type { Ton } from '../gabarit/theme.ts';
import { textes } from '../textes.ts';

const t = textes.aTraiter;

export const TON_SYSTEME: Record<SanteSysteme['etat'], { ton: Ton; signe: string }> = {
  OUVERT: { ton: 'succes', signe: '✓' },
  EN_PANNE: { ton: 'alerte', signe: '▲' },
  SUSPENDU: { ton: 'attention', signe: '‖' },
};

export const SanteSystemes = ({ systemes, maintenant }: { systemes: SanteSysteme[]; maintenant: string }) => (
  <Paper component="aside" variant="outlined" aria-labelledby="sante" sx={{ p: 2.25 }}>
    <Typography id="sante" variant="h2" sx={{ mb: 1.5 }}>
      {t.sante}
    </Typography>
    <Box component="ul" sx={{ display: 'grid', gap: 1.25, p: 0, m: 0, mb: 2, listStyle: 'none' }}>
      {systemes.map((s) => (
        <Box component="li" key={s.code} sx={{ display: 'grid', gridTemplateColumns: '1fr auto', alignItems: 'center', gap: 1 }}>
          <Typography component="span" sx={{ fontWeight: 550 }}>
            {s.nom}
          </Typography>
          <Pastille {...TON_SYSTEME[s.etat]}>{t.etatsSysteme[s.etat]}</Pastille>
          {s.etat !== 'OUVERT' || s.enAttente > 0 ? (
            <Typography variant="caption" color="text.secondary" sx={{ gridColumn: '1 / -1', mt: -0.75 }}>
              {s.etat === 'OUVERT' ? null : <Quand instant={s.depuis}>{t.depuis(duree(s.depuis, maintenant))}</Quand>}
              {s.etat !== 'OUVERT' && s.enAttente > 0 ? ' · ' : ''}
              {s.enAttente > 0 ? t.attente(s.enAttente) : ''}
            </Typography>
          ) : null}
        </Box>
      ))}
    </Box>
    <Lien vers="/systemes">{t.voirSystemes}</Lien>
  </Paper>
);
