/** « Ce que voient ses utilisateurs » : the partner's own view, read only, asked through the API when a system is chosen. */
import { Box, Tab, Tabs, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { VueSysteme } from '../../../api/contract/admin.ts';
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
      {(lu) => (lu.vues.length === 0 ? <Typography color="text.secondary">{textes.systemes.vueVide}</Typography> : <Onglets vues={lu.vues} niveau={niveau} />)}
    </Etats>
  );
};

/** One tab per screen of the partner, as its users have them; the tab that was open stays open from one parcours to the next. */
const Onglets = ({ vues, niveau }: { vues: VueSysteme['vues']; niveau: 'h3' | 'h4' }) => {
  const [choisie, choisir] = useState('');
  const base = useId();
  const rang = Math.max(
    0,
    vues.findIndex((v) => v.titre === choisie),
  );
  const vue = vues[rang];
  if (!vue) return null;
  const contenu = <Contenu titre={vue.titre} valeur={vue.contenu} niveau={niveau} />;
  if (vues.length === 1) return contenu;
  return (
    <>
      <Tabs
        value={rang}
        onChange={(_, r: number) => choisir(vues[r]?.titre ?? '')}
        aria-label={textes.systemes.ecrans}
        variant="scrollable"
        sx={{ borderBottom: 1, borderColor: 'divider', mb: 2 }}
      >
        {vues.map((v, r) => (
          <Tab key={v.titre} value={r} id={`${base}-${r}`} aria-controls={`${base}-panneau`} label={v.titre} sx={{ textTransform: 'none' }} />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`${base}-panneau`} aria-labelledby={`${base}-${rang}`}>
        {contenu}
      </Box>
    </>
  );
};
