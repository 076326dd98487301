/** What the team wrote about this case: added, never changed. */
import { Box, Button, TextField, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useCanAccess } from 'react-admin';
import { Note } from '../../../api/contract/admin.ts';
import { Bloc } from '../commun/Bloc.tsx';
import { jourHeure } from '../commun/dates.ts';
import { useDire, useDonnees, useRelire } from '../commun/requetes.ts';
import { textes } from '../textes.ts';

const t = textes.parcours;

export const Notes = ({ parcours, notes }: { parcours: string; notes: Note[] }) => {
  const donnees = useDonnees();
  const dire = useDire();
  const relire = useRelire();
  const [texte, ecrire] = useState('');
  const { canAccess } = useCanAccess({ resource: 'blocages', action: 'agir' });
  const ajouter = useMutation({
    mutationFn: () => donnees.appeler(`/api/admin/parcours/${encodeURIComponent(parcours)}/notes`, Note, { methode: 'POST', corps: { texte: texte.trim() } }),
    onSuccess: () => {
      ecrire('');
      dire(t.notee, 'success');
    },
    onError: (erreur) => dire(erreur.message, 'error'),
    onSettled: relire,
  });
  // The team's own: the others are given none, and may write none.
  if (!canAccess) return null;
  return (
    <Bloc titre={t.notes} niveau="h3">
      {notes.length === 0 ? (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
          {t.notesVide}
        </Typography>
      ) : null}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5, mb: notes.length > 0 ? 2 : 0 }}>
        {notes.map((note) => (
          <li key={note.id}>
            <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{note.texte}</Typography>
            <Typography variant="caption" color="text.secondary">{`${note.par}, ${jourHeure(note.date)}`}</Typography>
          </li>
        ))}
      </Box>
      <Box
        component="form"
        onSubmit={(e) => {
          e.preventDefault();
          if (texte.trim() !== '') ajouter.mutate();
        }}
        sx={{ display: 'grid', gap: 1 }}
      >
        <TextField
          multiline
          minRows={2}
          size="small"
          label={t.noter}
          helperText={t.noterAide}
          value={texte}
          onChange={(e) => ecrire(e.target.value)}
          slotProps={{ htmlInput: { maxLength: 2000 } }}
        />
        <Button type="submit" variant="outlined" disabled={texte.trim() === ''} loading={ajouter.isPending} sx={{ justifySelf: 'start' }}>
          {t.noter}
        </Button>
      </Box>
    </Bloc>
  );
};
