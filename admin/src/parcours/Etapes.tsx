/** Done, current, to come: a plain ordered list, each step saying its state in words. */
import { Box, Typography } from '@mui/material';
import { visuallyHidden } from '@mui/utils';
import type { ParcoursDetail } from '../../../api/contract/admin.ts';
import { jourHeure } from '../commun/dates.ts';
import type { Ton } from '../gabarit/theme.ts';
import { textes } from '../textes.ts';

const t = textes.parcours;
type Etape = ParcoursDetail['etapes'][number];
const VUE: Record<Etape['etat'], { ton: Ton; signe: string; mot: string }> = {
  faite: { ton: 'succes', signe: '✓', mot: t.etapeFaite },
  courante: { ton: 'calme', signe: '●', mot: t.etapeCourante },
  a_venir: { ton: 'neutre', signe: '', mot: t.etapeAVenir },
};

export const Etapes = ({ etapes }: { etapes: Etape[] }) => (
  <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
    {etapes.map((e, rang) => (
      <Box
        component="li"
        key={`${e.etape}-${e.date ?? rang}`}
        aria-current={e.etat === 'courante' ? 'step' : undefined}
        sx={{ display: 'grid', gridTemplateColumns: '28px 1fr', gap: 1.5, pb: rang === etapes.length - 1 ? 0 : e.date ? 1.5 : 1, position: 'relative' }}
      >
        {rang === etapes.length - 1 ? null : (
          <Box aria-hidden="true" sx={{ position: 'absolute', left: 13, top: 28, bottom: 0, width: 2, bgcolor: 'divider' }} />
        )}
        <Box
          aria-hidden="true"
          sx={(theme) => ({
            width: 28,
            height: 28,
            borderRadius: '50%',
            display: 'grid',
            placeItems: 'center',
            fontSize: '0.8rem',
            fontWeight: 700,
            color: theme.palette.jetons.tons[VUE[e.etat].ton].texte,
            bgcolor: theme.palette.jetons.tons[VUE[e.etat].ton].fond,
          })}
        >
          {VUE[e.etat].signe}
        </Box>
        <Box sx={{ pt: 0.4 }}>
          <Typography sx={{ fontWeight: e.etat === 'courante' ? 700 : 500, lineHeight: 1.3, color: e.etat === 'a_venir' ? 'text.secondary' : 'text.primary' }}>
            {textes.etapes[e.etape]}
            <Box component="span" sx={visuallyHidden}>{` (${VUE[e.etat].mot})`}</Box>
          </Typography>
          {e.date ? (
            <Typography component="time" dateTime={e.date} variant="caption" color="text.secondary">
              {jourHeure(e.date)}
            </Typography>
          ) : null}
        </Box>
      </Box>
    ))}
  </Box>
);
