/** A window on the partner's own screens, for one parcours chosen among the latest. */
import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, TextField, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { type RaRecord, useGetList } from 'react-admin';
import type { ParcoursLigne } from '../../../api/contract/admin.ts';
import type { Systeme } from '../../../domain/codes.ts';
import { Etats } from '../commun/Etats.tsx';
import { textes } from '../textes.ts';
import { VueUnSysteme } from './VuesSysteme.tsx';

const t = textes.systemes;

export const VueUtilisateurs = ({ code, nom }: { code: Systeme; nom: string }) => {
  const [ouvert, ouvrir] = useState(false);
  const titre = useId();
  return (
    <>
      <Button variant="outlined" onClick={() => ouvrir(true)} aria-label={t.vue(nom)} sx={{ justifySelf: 'start' }}>
        {t.voir}
      </Button>
      <Dialog open={ouvert} onClose={() => ouvrir(false)} aria-labelledby={titre} maxWidth="lg" fullWidth>
        <DialogTitle id={titre}>{t.vue(nom)}</DialogTitle>
        <DialogContent>{ouvert ? <Choix code={code} /> : null}</DialogContent>
        <DialogActions>
          <Button onClick={() => ouvrir(false)}>{t.fermer}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
};

const Choix = ({ code }: { code: Systeme }) => {
  const requete = useGetList<ParcoursLigne & RaRecord>('parcours', { pagination: { page: 1, perPage: 50 }, sort: { field: 'depuis', order: 'DESC' } });
  const [choisi, choisir] = useState('');
  return (
    <Etats requete={requete} lignes={1}>
      {(lignes) => {
        const [premier] = lignes;
        if (!premier) return <Typography>{t.aucunParcours}</Typography>;
        const id = choisi || premier.id;
        return (
          <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2, pt: 1 }}>
            <TextField select size="small" label={t.choixVue} value={id} onChange={(e) => choisir(e.target.value)}>
              {lignes.map((p) => (
                <MenuItem key={p.id} value={p.id}>
                  {`${p.personne ?? textes.parcours.candidat(p.id)} — ${p.intitule} (${p.session})`}
                </MenuItem>
              ))}
            </TextField>
            <VueUnSysteme code={code} sujet={{ parcours: id }} niveau="h3" />
          </Box>
        );
      }}
    </Etats>
  );
};
