/** Filters kept under a name: mine, found on every machine. */
import DeleteOutlined from '@mui/icons-material/DeleteOutlined';
import { Box, Button, IconButton, Menu, MenuItem, TextField, Typography } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { ListeVues, VueEnregistree } from '../../../api/contract/admin.ts';
import { useFiltrage } from '../commun/filtrage.ts';
import { useDire, useDonnees } from '../commun/requetes.ts';
import { causeTextes as t } from '../textes/cause.ts';

const CHEMIN = '/api/admin/vues';
const Valeurs = z.record(z.string(), z.string());

export const MesVues = ({ ecran }: { ecran: string }) => {
  const donnees = useDonnees();
  const dire = useDire();
  const { valeurs, changer } = useFiltrage();
  const [ancre, ancrer] = useState<HTMLElement | null>(null);
  const [nom, nommer] = useState('');
  const vues = useQuery({ queryKey: ['vues', ecran], queryFn: ({ signal }) => donnees.appeler(CHEMIN, ListeVues, { signal, recherche: { ecran } }) });
  const apres = { onError: (e: Error) => dire(e.message, 'error'), onSettled: () => void vues.refetch() };
  const garder = useMutation({
    mutationFn: () => {
      const parametres = new URLSearchParams(Object.entries(valeurs).map(([cle, v]) => [cle, String(v)])).toString();
      return donnees.appeler(CHEMIN, VueEnregistree, { methode: 'PUT', corps: { ecran, nom: nom.trim(), parametres } });
    },
    onSuccess: (v) => {
      nommer('');
      dire(t.gardee(v.nom), 'success');
    },
    ...apres,
  });
  const supprimer = useMutation({
    mutationFn: (v: VueEnregistree) => donnees.appeler(`${CHEMIN}/${v.id}`, z.unknown(), { methode: 'DELETE' }).then(() => v),
    onSuccess: (v) => dire(t.supprimee(v.nom), 'success'),
    ...apres,
  });
  const elements = vues.data?.elements ?? [];
  return (
    <>
      <Button variant="outlined" aria-haspopup="menu" aria-expanded={ancre !== null} onClick={(e) => ancrer(e.currentTarget)}>
        {`${t.vues}${elements.length > 0 ? ` (${elements.length})` : ''}`}
      </Button>
      <Menu anchorEl={ancre} open={ancre !== null} onClose={() => ancrer(null)} slotProps={{ list: { 'aria-label': t.vues } }}>
        {elements.length === 0 ? (
          <MenuItem disabled sx={{ whiteSpace: 'normal', maxWidth: 300, opacity: '1 !important', color: 'text.secondary' }}>
            {t.vuesVide}
          </MenuItem>
        ) : null}
        {elements.map((v) => (
          <MenuItem
            key={v.id}
            onClick={() => {
              changer(Valeurs.parse(Object.fromEntries(new URLSearchParams(v.parametres))));
              ancrer(null);
            }}
          >
            {v.nom}
          </MenuItem>
        ))}
      </Menu>
      {Object.keys(valeurs).length > 0 ? (
        <Box
          component="form"
          onSubmit={(e) => {
            e.preventDefault();
            if (nom.trim() !== '') garder.mutate();
          }}
          sx={{ display: 'flex', gap: 1 }}
        >
          <TextField size="small" label={t.nomVue} value={nom} onChange={(e) => nommer(e.target.value)} sx={{ bgcolor: 'background.paper', width: 180 }} />
          <Button type="submit" loading={garder.isPending} disabled={nom.trim() === ''}>
            {t.garder}
          </Button>
        </Box>
      ) : null}
      {elements
        .filter((v) => v.parametres === new URLSearchParams(Object.entries(valeurs).map(([cle, x]) => [cle, String(x)])).toString())
        .map((v) => (
          <Typography key={v.id} component="span" sx={{ display: 'inline-flex', alignItems: 'center', fontWeight: 600 }}>
            {v.nom}
            <IconButton size="small" aria-label={t.supprimerVue(v.nom)} onClick={() => supprimer.mutate(v)}>
              <DeleteOutlined fontSize="small" />
            </IconButton>
          </Typography>
        ))}
    </>
  );
};
