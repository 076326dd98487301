/** The business date, when it differs from the real one; in demonstration an ADMIN may move it forward by a day. */
import { Box, Button, Typography } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useCanAccess } from 'react-admin';
import { heure, jour, sEcarte } from '../commun/dates.ts';
import { RYTHME, useDire, useDonnees, useMoi, useRelire } from '../commun/requetes.ts';
import { textes } from '../textes.ts';

export const DateMetier = () => {
  const donnees = useDonnees();
  const demonstration = useMoi().data?.demonstration ?? false;
  const lu = useQuery({ queryKey: ['calendrier'], queryFn: ({ signal }) => donnees.calendrier(signal), enabled: demonstration, refetchInterval: RYTHME });
  const { canAccess } = useCanAccess({ resource: 'calendrier', action: 'avancer' });
  if (!demonstration || !lu.data) return null;
  return (
    <Box sx={{ display: { xs: 'none', sm: 'flex' }, alignItems: 'center', gap: 1.5, mr: 1 }}>
      {sEcarte(lu.data.maintenant, Date.now()) ? (
        <Box sx={{ textAlign: 'right', lineHeight: 1.2, display: { xs: 'none', md: 'block' } }}>
          <Typography component="span" variant="caption" color="text.secondary" sx={{ display: 'block', lineHeight: 1.2 }}>
            {textes.barre.dateMetier}
          </Typography>
          <Typography component="time" dateTime={lu.data.maintenant} sx={{ fontWeight: 650, fontSize: '0.9rem' }}>
            {jour(lu.data.maintenant)}, {heure(lu.data.maintenant)}
          </Typography>
        </Box>
      ) : null}
      {canAccess ? <Avancer /> : null}
    </Box>
  );
};

const Avancer = () => {
  const donnees = useDonnees();
  const dire = useDire();
  const relire = useRelire();
  const avancer = useMutation({
    mutationFn: () => donnees.avancerCalendrier('P1D'),
    onSuccess: (lu) => dire(textes.barre.avanceFaite(lu.flux ?? 0), 'success'),
    onError: (erreur) => dire(erreur.message, 'error'),
    onSettled: relire,
  });
  return (
    <Button variant="outlined" loading={avancer.isPending} onClick={() => avancer.mutate()}>
      {textes.barre.avancer}
    </Button>
  );
};
