/** « Ce que voient ses utilisateurs » : the partner's own view, read only, asked through the API when a system is chosen. */
import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { NOM_SYSTEME, SYSTEMES, type Systeme } from '../../../domain/codes.ts';
import { Etats } from '../commun/Etats.tsx';
import { useDonnees } from '../commun/requetes.ts';
import { textes } from '../textes.ts';
import { Contenu } from './Contenu.tsx';

type Sujet = { session?: string; parcours?: string };

export const VuesSysteme = ({ sujet }: { sujet: Sujet }) => {
  const [choisi, choisir] = useState<Systeme>('kairos');
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={choisi}
        onChange={(_, s: Systeme | null) => s && choisir(s)}
        aria-label={textes.parcours.systeme}
        sx={{ flexWrap: 'wrap', mb: 2 }}
      >
        {SYSTEMES.map((s) => (
          <ToggleButton key={s} value={s} sx={{ textTransform: 'none', px: 1.75, color: 'text.primary' }}>
            {NOM_SYSTEME[s]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <VueUnSysteme code={choisi} sujet={sujet} niveau="h4" />
    </>
  );
};

export const VueUnSysteme = ({ code, sujet, niveau }: { code: Systeme; sujet: Sujet; niveau: 'h3' | 'h4' }) => {
  const donnees = useDonnees();
  const requete = useQuery({ queryKey: ['vue', code, sujet], queryFn: ({ signal }) => donnees.vueSysteme(code, sujet, signal), retry: false });
  return (
    <Etats requete={requete} lignes={1}>
      {(lu) =>
        lu.vues.length === 0 ? (
          <Typography color="text.secondary">{textes.systemes.vueVide}</Typography>
        ) : (
          <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2 }}>
            {lu.vues.map((v) => (
              <Contenu key={v.titre} titre={v.titre} valeur={v.contenu} niveau={niveau} />
            ))}
          </Box>
        )
      }
    </Etats>
  );
};
