/** One question before an act that leaves the house (a mail, a call): what it does, on how many. Enter confirms. */
import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { textes } from '../textes.ts';

type Props = {
  ouvert: boolean;
  libelle: string;
  effet: string;
  precision?: string | null;
  enCours?: boolean;
  /** The form is not filled in yet. */
  incomplet?: boolean;
  /** Why it was refused: what was typed stays. */
  erreur?: string | null;
  confirmer: () => void;
  fermer: () => void;
  children?: ReactNode;
};

export const Confirmation = ({ ouvert, libelle, effet, precision, enCours = false, incomplet = false, erreur, confirmer, fermer, children }: Props) => {
  const titre = useId();
  return (
    <Dialog open={ouvert} onClose={fermer} aria-labelledby={titre} maxWidth="xs" fullWidth>
      <DialogTitle id={titre}>{textes.actions.confirmer(libelle)}</DialogTitle>
      <DialogContent>
        <DialogContentText color="text.primary">{effet}</DialogContentText>
        {precision ? <DialogContentText sx={{ mt: 1 }}>{precision}</DialogContentText> : null}
        {children}
        {erreur ? (
          <DialogContentText role="alert" sx={{ mt: 2, color: 'error.main', fontWeight: 600 }}>
            {erreur}
          </DialogContentText>
        ) : null}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={fermer}>{textes.actions.annuler}</Button>
        <Button variant="contained" autoFocus={!incomplet} disabled={incomplet} loading={enCours} onClick={confirmer}>
          {libelle}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
