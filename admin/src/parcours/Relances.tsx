/** Who was reminded of this case, when, what became of it; and what comes next. */
import { Box, Typography } from '@mui/material';
import type { RelanceVue, Situation } from '../../../domain/situation.ts';
import { Bloc } from '../commun/Bloc.tsx';
import { jourHeure } from '../commun/dates.ts';
import { Pastille } from '../commun/Pastille.tsx';
import type { Ton } from '../gabarit/theme.ts';
import { textes } from '../textes.ts';

const t = textes.parcours;
const VUE: Record<RelanceVue['etat'], { ton: Ton; signe: string }> = {
  PREVUE: { ton: 'neutre', signe: '…' },
  ENVOYEE: { ton: 'succes', signe: '✓' },
  ECHEC: { ton: 'alerte', signe: '▲' },
  REBONDIE: { ton: 'alerte', signe: '↩' },
};

export const Relances = ({ situation: { etat, relances } }: { situation: Situation }) => {
  if (etat !== 'bloque' && relances.length === 0) return null;
  return (
    <Bloc titre={t.relances} niveau="h3">
      {relances.length === 0 ? <Typography color="text.secondary">{t.relancesVide}</Typography> : null}
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
        {relances.map((r) => (
          <Box
            component="li"
            key={`${r.quand}-${r.niveau}-${r.a}-${r.etat}`}
            sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '170px 1fr' }, columnGap: 2, alignItems: 'baseline' }}
          >
            <Typography component="time" dateTime={r.quand} variant="body2" color="text.secondary">
              {jourHeure(r.quand)}
            </Typography>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'baseline' }}>
              <Typography component="span">{`${r.a}, ${t.canaux[r.canal]}`}</Typography>
              <Pastille {...VUE[r.etat]}>{t.etatsRelance[r.etat]}</Pastille>
            </Box>
          </Box>
        ))}
      </Box>
    </Bloc>
  );
};
