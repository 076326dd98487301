/** Filters above a list: kept in the URL. */
import { Box, FormControlLabel, MenuItem, Switch, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useFiltrage } from './filtrage.ts';

export const Filtres = ({ children }: { children: ReactNode }) => (
  <Box role="search" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', mb: 2 }}>
    {children}
  </Box>
);

/** One filter of the list: changing it goes back to page 1, emptying it removes it. */
const useFiltre = (nom: string): [string, (valeur: string) => void] => {
  const { valeurs, changer } = useFiltrage();
  const valeur = valeurs[nom];
  return [
    valeur === undefined ? '' : String(valeur),
    (nouvelle) => changer(Object.fromEntries(Object.entries({ ...valeurs, [nom]: nouvelle }).filter(([, v]) => v !== ''))),
  ];
};

export const FiltreTexte = ({ nom, libelle, court = false }: { nom: string; libelle: string; court?: boolean }) => {
  const [valeur, changer] = useFiltre(nom);
  const [saisie, saisir] = useState(valeur);
  useEffect(() => saisir(valeur), [valeur]);
  useEffect(() => {
    if (saisie === valeur) return undefined;
    const pause = setTimeout(() => changer(saisie.trim()), 350);
    return () => clearTimeout(pause);
  });
  return (
    <TextField
      data-recherche=""
      size="small"
      label={libelle}
      value={saisie}
      onChange={(e) => saisir(e.target.value)}
      sx={{ minWidth: { sm: court ? 140 : 360 }, width: { xs: '100%', sm: 'auto' }, bgcolor: 'background.paper' }}
    />
  );
};

export const FiltreChoix = ({ nom, libelle, tous, choix }: { nom: string; libelle: string; tous: string; choix: readonly (readonly [string, string])[] }) => {
  const [valeur, changer] = useFiltre(nom);
  return (
    <TextField
      select
      size="small"
      label={libelle}
      value={valeur}
      onChange={(e) => changer(e.target.value)}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      sx={{ minWidth: 200, bgcolor: 'background.paper' }}
    >
      <MenuItem value="">{tous}</MenuItem>
      {choix.map(([code, texte]) => (
        <MenuItem key={code} value={code}>
          {texte}
        </MenuItem>
      ))}
    </TextField>
  );
};

export const FiltreOui = ({ nom, libelle }: { nom: string; libelle: string }) => {
  const [valeur, changer] = useFiltre(nom);
  return <FormControlLabel control={<Switch checked={valeur === 'true'} onChange={(_, oui) => changer(oui ? 'true' : '')} />} label={libelle} />;
};
