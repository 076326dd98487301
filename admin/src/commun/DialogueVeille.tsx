/** Until when a blocage sleeps: in one gesture, at a chosen date, or until the case moves. It wakes when people are at work, in Paris. */
import { Button, Dialog, DialogContent, DialogContentText, DialogTitle, Stack, TextField } from '@mui/material';
import { useId, useState } from 'react';
import type { DemandeAction } from '../../../api/contract/admin.ts';
import { jourParis } from '../../../domain/ouvres.ts';
import { textes } from '../textes.ts';
import { jourDeSemaine, reveilDans, reveilLe } from './dates.ts';

const t = textes.actions;
const DUREES = [
  [t.veilles.P1D, 1],
  [t.veilles.P3D, 3],
  [t.veilles.P7D, 7],
] as const;

export type DemandeVeille = Pick<DemandeAction, 'jusqua' | 'jusquauChangement'>;
type Props = { ouvert: boolean; maintenant: string; enCours: boolean; fermer: () => void; dormir: (demande: DemandeVeille) => void };

export const DialogueVeille = ({ ouvert, maintenant, enCours, fermer, dormir }: Props) => {
  const titre = useId();
  const [date, dater] = useState('');
  return (
    <Dialog open={ouvert} onClose={fermer} aria-labelledby={titre} maxWidth="xs" fullWidth>
      <DialogTitle id={titre}>{t.veilleTitre}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>{t.veilleAide}</DialogContentText>
        <Stack spacing={1}>
          {DUREES.map(([mot, jours], rang) => (
            <Button key={jours} variant="outlined" autoFocus={rang === 0} disabled={enCours} onClick={() => dormir({ jusqua: reveilDans(maintenant, jours) })}>
              {t.veilleMot(mot, jourDeSemaine(reveilDans(maintenant, jours)))}
            </Button>
          ))}
          <Button variant="outlined" disabled={enCours} onClick={() => dormir({ jusquauChangement: true })}>
            {t.veilleChangement}
          </Button>
          <Stack direction="row" spacing={1} sx={{ py: 1 }}>
            <TextField
              type="date"
              size="small"
              label={t.veilleDate}
              value={date}
              onChange={(e) => dater(e.target.value)}
              sx={{ flex: 1 }}
              slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: jourParis(Date.parse(reveilDans(maintenant, 1))) } }}
            />
            <Button variant="outlined" disabled={date === '' || enCours} onClick={() => dormir({ jusqua: reveilLe(date) })}>
              {t.veilleChoisir}
            </Button>
          </Stack>
          <Button onClick={fermer}>{t.annuler}</Button>
        </Stack>
      </DialogContent>
    </Dialog>
  );
};
