/** Sign-in: two fields, the error in words beside them, nothing about which of the two was wrong. */
import { Alert, Box, Button, Paper, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { Notification, useLogin } from 'react-admin';
import { Marque } from '../gabarit/BarreHaut.tsx';
import { textes } from '../textes.ts';

const statut = (e: unknown): unknown => (typeof e === 'object' && e !== null && 'status' in e ? e.status : undefined);

export const Connexion = () => {
  const entrer = useLogin();
  const [erreur, direErreur] = useState<string | null>(null);
  const [enCours, attendre] = useState(false);
  const envoyer = (e: FormEvent<HTMLFormElement>): void => {
    e.preventDefault();
    const saisie = new FormData(e.currentTarget);
    const courriel = String(saisie.get('courriel') ?? '').trim();
    const motDePasse = String(saisie.get('motDePasse') ?? '');
    if (courriel === '' || motDePasse === '') {
      direErreur(textes.acces.requis);
      return;
    }
    attendre(true);
    direErreur(null);
    entrer({ courriel, motDePasse })
      .catch((refus: unknown) => direErreur(statut(refus) === 401 || !(refus instanceof Error) ? textes.acces.refuse : refus.message))
      .finally(() => attendre(false));
  };
  return (
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', bgcolor: 'background.default', p: 2 }}>
      <Paper component="form" noValidate onSubmit={envoyer} variant="outlined" sx={{ p: 4, width: '100%', maxWidth: 400, display: 'grid', gap: 2 }}>
        <Marque taille={36} />
        <Typography color="text.secondary">{textes.acces.accroche}</Typography>
        <Typography component="h1" variant="h1" sx={{ mt: 1 }}>
          {textes.acces.titre}
        </Typography>
        {erreur ? <Alert severity="error">{erreur}</Alert> : null}
        <TextField
          name="courriel"
          label={textes.acces.courriel}
          type="email"
          autoComplete="username"
          autoFocus
          required
          slotProps={{ inputLabel: { required: false } }}
        />
        <TextField
          name="motDePasse"
          label={textes.acces.motDePasse}
          type="password"
          autoComplete="current-password"
          required
          slotProps={{ inputLabel: { required: false } }}
        />
        <Button type="submit" variant="contained" size="large" loading={enCours}>
          {textes.acces.entrer}
        </Button>
      </Paper>
      <Notification />
    </Box>
  );
};
