/** Light and dark themes from one table of tokens. Every pair text/background used by the screens is at 4.5:1 or more (checked by axe). */
import { createTheme, type ThemeOptions } from '@mui/material/styles';

export type Ton = 'calme' | 'attention' | 'alerte' | 'succes' | 'neutre';

type Jetons = {
  fond: string;
  surface: string;
  creux: string;
  trait: string;
  texte: string;
  sourdine: string;
  primaire: string;
  surPrimaire: string;
  tons: Record<Ton, { texte: string; fond: string }>;
};

const CLAIR: Jetons = {
  fond: '#f5f6f8',
  surface: '#ffffff',
  creux: '#eef1f5',
  trait: '#dde2ea',
  texte: '#16202e',
  sourdine: '#526072',
  primaire: '#0b4f9c',
  surPrimaire: '#ffffff',
  tons: {
    calme: { texte: '#0b4f9c', fond: '#e7f0fa' },
    attention: { texte: '#7a4600', fond: '#fdf1dc' },
    alerte: { texte: '#a01c1c', fond: '#fdeaea' },
    succes: { texte: '#14603a', fond: '#e4f4ea' },
    neutre: { texte: '#48566a', fond: '#eef1f5' },
  },
};

const SOMBRE: Jetons = {
  fond: '#10151c',
  surface: '#18202a',
  creux: '#202a36',
  trait: '#2f3b4a',
  texte: '#e8edf4',
  sourdine: '#a9b6c6',
  primaire: '#8fc1ff',
  surPrimaire: '#0b1a2c',
  tons: {
    calme: { texte: '#a9cfff', fond: '#172c45' },
    attention: { texte: '#f6cf8b', fond: '#3a2c12' },
    alerte: { texte: '#ffb3ac', fond: '#431f1f' },
    succes: { texte: '#9bdcb5', fond: '#15352a' },
    neutre: { texte: '#c0cbd8', fond: '#26313e' },
  },
};

declare module '@mui/material/styles' {
  interface Palette {
    jetons: Jetons;
  }
  interface PaletteOptions {
    jetons?: Jetons;
  }
}

const POLICE = "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";

const options = (j: Jetons, mode: 'light' | 'dark'): ThemeOptions => ({
  palette: {
    mode,
    jetons: j,
    primary: { main: j.primaire, contrastText: j.surPrimaire },
    secondary: { main: j.primaire, contrastText: j.surPrimaire },
    error: { main: j.tons.alerte.texte },
    warning: { main: j.tons.attention.texte },
    success: { main: j.tons.succes.texte },
    background: { default: j.fond, paper: j.surface },
    text: { primary: j.texte, secondary: j.sourdine },
    divider: j.trait,
  },
  shape: { borderRadius: 10 },
  typography: {
    fontFamily: POLICE,
    fontSize: 14,
    h1: { fontSize: '1.15rem', fontWeight: 650, letterSpacing: '-0.01em' },
    h2: { fontSize: '1rem', fontWeight: 650 },
    h3: { fontSize: '0.95rem', fontWeight: 600 },
    body1: { fontSize: '0.95rem', lineHeight: 1.5 },
    body2: { fontSize: '0.86rem', lineHeight: 1.45 },
    caption: { fontSize: '0.78rem', lineHeight: 1.4 },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        ':focus-visible': { outline: `3px solid ${j.primaire}`, outlineOffset: '2px', borderRadius: '4px' },
      },
    },
    RaMenuItemLink: {
      styleOverrides: {
        root: {
          margin: '2px 8px',
          padding: '8px 12px',
          borderRadius: 8,
          fontSize: '0.92rem',
          fontWeight: 550,
          '&.RaMenuItemLink-active': { color: j.primaire, backgroundColor: j.tons.calme.fond, '& .MuiSvgIcon-root': { color: j.primaire } },
        },
      },
    },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiCard: { defaultProps: { variant: 'outlined' }, styleOverrides: { root: { borderColor: j.trait } } },
    MuiButton: { defaultProps: { disableElevation: true, size: 'small' }, styleOverrides: { root: { borderRadius: 8, minHeight: 34, paddingInline: 14 } } },
    MuiTab: { styleOverrides: { root: { minHeight: 44, fontWeight: 600 } } },
    // What is hidden inside scrolls with the table, instead of widening the page.
    MuiTableContainer: { styleOverrides: { root: { position: 'relative' } } },
    MuiTableCell: {
      styleOverrides: {
        root: { borderColor: j.trait, verticalAlign: 'top' },
        alignRight: { fontVariantNumeric: 'tabular-nums' },
        head: { lineHeight: 1.4, color: j.sourdine, fontWeight: 600, fontSize: '0.8rem', backgroundColor: j.surface },
      },
    },
    MuiLink: { styleOverrides: { root: { color: j.primaire, fontWeight: 600 } } },
    MuiTooltip: { styleOverrides: { tooltip: { fontSize: '0.8rem', backgroundColor: j.texte, color: j.surface } } },
  },
});

export const themeClair = createTheme(options(CLAIR, 'light'));
export const themeSombre = createTheme(options(SOMBRE, 'dark'));
