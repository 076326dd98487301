/** One cause: how many, since when, its sentence, its remedy for all, the way to each. */
import { Box, Paper, Typography } from '@mui/material';
import type { Groupe } from '../../../api/contract/admin.ts';
import { duree } from '../commun/dates.ts';
import { Lien } from '../commun/Lien.tsx';
import { Gravite, Quand } from '../commun/Pastille.tsx';
import { textes } from '../textes.ts';
import { RemedeGroupe } from './RemedeGroupe.tsx';

const t = textes.aTraiter;

export const CarteCause = ({ groupe: g, maintenant }: { groupe: Groupe; maintenant: string }) => {
  const chemin = `/a-traiter/${g.onglet}/${g.cause}`;
  return (
    <Paper
      component="li"
      variant="outlined"
      data-ligne={g.cause}
      sx={(theme) => ({
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '84px minmax(0, 1fr) auto' },
        columnGap: 2.5,
        rowGap: 1.5,
        alignItems: 'center',
        p: 2.25,
        boxShadow: g.enRetard > 0 ? `inset 4px 0 0 ${theme.palette.jetons.tons.alerte.texte}` : 'none',
      })}
    >
      <Box sx={{ display: { xs: 'flex', sm: 'block' }, alignItems: 'baseline', gap: 1, textAlign: { sm: 'center' } }}>
        <Typography component="p" sx={{ fontSize: '2rem', fontWeight: 700, lineHeight: 1, letterSpacing: '-0.03em' }}>
          {g.nombre}
        </Typography>
        <Typography variant="caption" color="text.secondary">
          {t.bloques(g.nombre)}
        </Typography>
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.25, mb: 0.5 }}>
          <Typography variant="h2">{g.titre}</Typography>
          {g.enRetard > 0 ? <Gravite gravite="en_retard">{t.enRetard(g.enRetard)}</Gravite> : <Gravite gravite="a_temps">{t.aTemps}</Gravite>}
          <Typography variant="body2" color="text.secondary">
            <Quand instant={g.plusAncien}>{(g.nombre > 1 ? t.depuisAuPlus : t.depuis)(duree(g.plusAncien, maintenant))}</Quand>
          </Typography>
        </Box>
        <Typography sx={{ maxWidth: '75ch' }}>{g.nombre > 1 ? `${t.exemple} ${g.phrase}` : g.phrase}</Typography>
        <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5, maxWidth: '75ch' }}>
          {g.suite}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', flexDirection: { xs: 'row', sm: 'column' }, flexWrap: 'wrap', gap: 1, alignItems: { xs: 'center', sm: 'flex-end' } }}>
        <RemedeGroupe groupe={g} />
        <Lien vers={chemin} aria-label={`${t.voir(g.nombre)}\u00a0: ${g.titre}`} sx={{ py: 0.5, px: 1 }}>
          {t.voir(g.nombre)}
        </Lien>
      </Box>
    </Paper>
  );
};
