/** The bar: product, page title (the page's h1), business date, shortcuts, theme, account. */
import KeyboardOutlined from '@mui/icons-material/KeyboardOutlined';
import { Box, IconButton, Tooltip } from '@mui/material';
import { AppBar, LoadingIndicator, TitlePortal, ToggleThemeButton } from 'react-admin';
import { textes } from '../textes.ts';
import { DateMetier } from './DateMetier.tsx';
import { ouvrirAide } from './Raccourcis.tsx';

const Outils = () => (
  <>
    <DateMetier />
    <Tooltip title={textes.barre.raccourcis}>
      <IconButton color="inherit" sx={{ display: { xs: 'none', md: 'inline-flex' } }} aria-label={textes.barre.raccourcis} onClick={ouvrirAide}>
        <KeyboardOutlined />
      </IconButton>
    </Tooltip>
    <ToggleThemeButton />
    <LoadingIndicator />
  </>
);

export const Marque = ({ taille = 28 }: { taille?: number }) => (
  <Box
    component="span"
    sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, fontWeight: 750, fontSize: taille * 0.6, letterSpacing: '-0.02em', color: 'text.primary' }}
  >
    <Box component="img" src={`${import.meta.env.BASE_URL}maillon.svg`} alt="" sx={{ width: taille, height: taille }} />
    {textes.produit}
  </Box>
);

export const BarreHaut = () => (
  <AppBar
    alwaysOn
    elevation={0}
    color="inherit"
    toolbar={<Outils />}
    sx={{ bgcolor: 'background.paper', color: 'text.primary', borderBottom: 1, borderColor: 'divider', '& .RaAppBar-toolbar': { minHeight: 60 } }}
  >
    <Box sx={{ display: { xs: 'none', sm: 'flex' }, mr: 3 }}>
      <Marque />
    </Box>
    <TitlePortal component="h1" variant="h1" sx={{ borderLeft: { sm: 1 }, borderColor: { sm: 'divider' }, pl: { sm: 3 } }} />
  </AppBar>
);
