/** The one sentence of the parcours, who must act, what happens otherwise, and the remedy. */
import { Box, Paper, Typography } from '@mui/material';
import type { ParcoursDetail } from '../../../api/contract/admin.ts';
import { recitEnPieces } from '../../../domain/situations.ts';
import { ActionsBlocage } from '../commun/ActionsBlocage.tsx';
import { duree } from '../commun/dates.ts';
import { EtatSituation, Gravite, Quand } from '../commun/Pastille.tsx';
import type { Ton } from '../gabarit/theme.ts';
import { textes } from '../textes.ts';

const TON: Record<ParcoursDetail['situation']['etat'], Ton> = {
  en_cours: 'calme',
  en_attente: 'neutre',
  bloque: 'alerte',
  termine: 'succes',
  annule: 'neutre',
};

export const Verdict = ({ p }: { p: ParcoursDetail }) => {
  const { situation: s } = p;
  const { acteur, suite } = recitEnPieces(s, Date.parse(p.maintenant));
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-labelledby="verdict"
      data-verdict=""
      sx={(theme) => ({ p: 2.5, boxShadow: `inset 4px 0 0 ${theme.palette.jetons.tons[TON[s.etat]].texte}` })}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1 }}>
        <EtatSituation etat={s.etat} />
        {s.etat === 'bloque' ? <Gravite gravite={s.gravite} /> : null}
        <Typography variant="body2" color="text.secondary">
          <Quand instant={s.depuis}>{textes.aTraiter.depuis(duree(s.depuis, p.maintenant))}</Quand>
        </Typography>
      </Box>
      <Typography id="verdict" component="h3" sx={{ fontSize: '1.1rem', fontWeight: 600, lineHeight: 1.45, maxWidth: '75ch' }}>
        {s.phrase}
      </Typography>
      {s.etat === 'bloque' || s.etat === 'en_attente' ? (
        <Typography sx={{ mt: 1, maxWidth: '75ch' }} color="text.secondary">
          {[acteur, suite].filter(Boolean).join(' ')}
        </Typography>
      ) : null}
      {p.blocages.map((b) => (
        <Box key={b.id} sx={{ mt: 2 }}>
          {b.situation.phrase === s.phrase ? null : (
            <Typography variant="body2" sx={{ mb: 0.75 }}>
              {b.situation.phrase}
            </Typography>
          )}
          <ActionsBlocage blocage={b} maintenant={p.maintenant} />
        </Box>
      ))}
    </Paper>
  );
};
