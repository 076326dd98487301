/** What is stuck about one thing: each sentence with its age, its remedies beside it. */
import { Box, Typography } from '@mui/material';
import type { BlocageLigne } from '../../../api/contract/admin.ts';
import { suivi } from '../textes/suivi.ts';
import { textes } from '../textes.ts';
import { ActionsBlocage } from './ActionsBlocage.tsx';
import { Bloc } from './Bloc.tsx';
import { duree } from './dates.ts';
import { LienBlocage } from './LienBlocage.tsx';
import { Gravite, Quand } from './Pastille.tsx';

export const Bloquees = ({ blocages, maintenant }: { blocages: BlocageLigne[]; maintenant: string }) => (
  <Bloc titre={suivi.blocages}>
    {blocages.length === 0 ? <Typography color="text.secondary">{suivi.rien}</Typography> : null}
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
      {blocages.map((b) => (
        <Box component="li" key={b.id} data-ligne={b.id}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 0.25 }}>
            <LienBlocage blocage={b} />
            <Gravite gravite={b.situation.gravite} />
            <Typography variant="body2" color="text.secondary">
              <Quand instant={b.situation.depuis}>{textes.aTraiter.depuis(duree(b.situation.depuis, maintenant))}</Quand>
            </Typography>
          </Box>
          <Typography sx={{ mb: 1, maxWidth: '80ch' }}>{b.situation.phrase}</Typography>
          <ActionsBlocage blocage={b} maintenant={maintenant} />
        </Box>
      ))}
    </Box>
  </Bloc>
);
