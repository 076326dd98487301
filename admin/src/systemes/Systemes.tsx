/** The partner systems: which answer, which make flows wait; in demonstration, what breaks and repairs them; and what their users see. */
import { Box, Paper, Typography } from '@mui/material';
import { Title } from 'react-admin';
import type { SystemeDetail } from '../../../api/contract/admin.ts';
import { TON_SYSTEME } from '../a-traiter/SanteSystemes.tsx';
import { duree, jourHeure } from '../commun/dates.ts';
import { Etats, Vide } from '../commun/Etats.tsx';
import { Pastille, Quand } from '../commun/Pastille.tsx';
import { useSystemes } from '../commun/requetes.ts';
import { textes } from '../textes.ts';
import { ReglagesDemo } from './ReglagesDemo.tsx';
import { Suspension } from './Suspension.tsx';
import { VueUtilisateurs } from './VueUtilisateurs.tsx';

const t = textes.systemes;

const Systemes = () => {
  const requete = useSystemes();
  return (
    <>
      <Title title={t.titre} />
      <Etats requete={requete}>
        {(lu) =>
          lu.systemes.length === 0 ? (
            <Vide titre={t.absent} />
          ) : (
            <Box
              component="ul"
              sx={{
                p: 0,
                m: 0,
                listStyle: 'none',
                display: 'grid',
                gap: 2,
                gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))', xl: 'repeat(3, minmax(0, 1fr))' },
              }}
            >
              {lu.systemes.map((s) => (
                <Carte key={s.code} systeme={s} maintenant={lu.maintenant} />
              ))}
            </Box>
          )
        }
      </Etats>
    </>
  );
};
export default Systemes;

const Carte = ({ systeme: s, maintenant }: { systeme: SystemeDetail; maintenant: string }) => (
  <Paper
    component="li"
    variant="outlined"
    data-ligne={s.code}
    sx={(theme) => ({
      p: 2.25,
      display: 'flex',
      flexDirection: 'column',
      gap: 1.5,
      boxShadow: s.etat === 'OUVERT' ? 'none' : `inset 4px 0 0 ${theme.palette.jetons.tons[TON_SYSTEME[s.etat].ton].texte}`,
    })}
  >
    <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'flex-start', gap: 1 }}>
      <Box>
        <Typography variant="h2">{s.nom}</Typography>
        <Typography variant="body2" color="text.secondary">
          {s.role}
        </Typography>
      </Box>
      <Pastille {...TON_SYSTEME[s.etat]}>{textes.aTraiter.etatsSysteme[s.etat]}</Pastille>
    </Box>
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: '1fr auto',
        rowGap: 0.5,
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, textAlign: 'right', fontWeight: 550 },
      }}
    >
      <dt>{t.dernierSucces}</dt>
      <dd>{s.dernierSucces ? <Quand instant={s.dernierSucces}>{jourHeure(s.dernierSucces)}</Quand> : t.jamais}</dd>
      <dt>{t.file}</dt>
      <dd>{s.enAttente}</dd>
      <dt>{t.erreurs}</dt>
      <dd>{s.mesure.tauxErreur === null ? t.aucunAppel : t.taux(s.mesure.tauxErreur, s.mesure.appels)}</dd>
      {s.mesure.latenceMs === null ? null : (
        <>
          <dt>{t.latence}</dt>
          <dd>{t.ms(s.mesure.latenceMs)}</dd>
        </>
      )}
      {s.etat === 'OUVERT' ? null : (
        <>
          <dt>{t.etat}</dt>
          <dd>
            <Quand instant={s.depuis}>{t.etatDepuis(textes.aTraiter.etatsSysteme[s.etat], duree(s.depuis, maintenant))}</Quand>
          </dd>
        </>
      )}
    </Box>
    {s.motif && s.etat !== 'OUVERT' ? (
      <Typography variant="body2">
        {t.erreur}&nbsp;: {s.motif}
      </Typography>
    ) : null}
    <Box sx={{ mt: 'auto', display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <VueUtilisateurs code={s.code} nom={s.nom} />
        <Suspension systeme={s} />
      </Box>
      {s.reglages ? <ReglagesDemo systeme={s} reglages={s.reglages} /> : null}
    </Box>
  </Paper>
);
