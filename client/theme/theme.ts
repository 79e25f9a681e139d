import { createTheme } from '@mui/material/styles';

declare module '@mui/material/styles' {
  interface Palette {
    /** Runway status and nothing else. */
    status: { critical: string; tight: string; clear: string };
  }
  interface PaletteOptions {
    status?: { critical: string; tight: string; clear: string };
  }
}

/** MUI's own severities are neutral: red, amber and green belong to runway status; severities speak by icon and word. */
const neutral = { main: 'var(--text)', contrastText: 'var(--surface)' };

const palette = {
  primary: {
    main: 'var(--ink-fill)',
    dark: 'var(--ink-fill-hover)',
    light: 'var(--ink)',
    contrastText: 'var(--on-ink)',
  },
  secondary: { main: 'var(--data)', contrastText: 'var(--surface)' },
  error: neutral,
  warning: neutral,
  success: neutral,
  info: { main: 'var(--ink)', contrastText: 'var(--surface)' },
  status: { critical: 'var(--critical-fill)', tight: 'var(--tight-fill)', clear: 'var(--clear-fill)' },
  text: { primary: 'var(--text)', secondary: 'var(--text-2)', disabled: 'var(--text-3)' },
  divider: 'var(--line)',
  background: { default: 'var(--canvas)', paper: 'var(--surface)' },
  action: {
    hover: 'var(--hover)',
    selected: 'var(--ink-soft)',
    focus: 'transparent',
    disabledBackground: 'var(--sunken)',
  },
};

const type = (name: string, weight = 400, tracking?: string) => ({
  fontSize: `var(--fs-${name})`,
  lineHeight: `var(--lh-${name})`,
  fontWeight: weight,
  ...(tracking === undefined ? {} : { letterSpacing: tracking }),
});

const raised = {
  background: 'var(--raised)',
  backgroundImage: 'none',
  boxShadow: 'var(--e2)',
  borderRadius: 'var(--r-sheet)',
};

/**
 * MUI drawn with the values of tokens.css. There is one scheme here on purpose: every value is a `var()` that changes
 * with the theme by itself, so `data-theme` has a single owner, themeChoice.ts.
 */
export const theme = createTheme({
  cssVariables: { nativeColor: true },
  palette,
  spacing: 4,
  shape: { borderRadius: 6 },
  shadows: [
    'none',
    'var(--e1)',
    ...Array<string>(7).fill('var(--e2)'),
    ...Array<string>(16).fill('var(--e3)'),
  ] as never,
  typography: {
    fontFamily: 'var(--font)',
    fontWeightBold: 600,
    button: { fontSize: '13px', fontWeight: 500, textTransform: 'none', letterSpacing: 0 },
    h1: type('title', 600, '-0.012em'),
    h2: type('lead', 600),
    h3: type('body', 600),
    body1: type('body'),
    body2: type('base'),
    caption: type('small'),
    overline: { ...type('micro', 500), textTransform: 'none' },
  },
  components: {
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { '&.Mui-focusVisible': { boxShadow: 'var(--focus-ring)' } } },
    },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiPopover: { styleOverrides: { paper: raised } },
    MuiMenu: { styleOverrides: { paper: { ...raised, marginTop: 4 }, list: { padding: 6 } } },
    MuiMenuItem: {
      styleOverrides: {
        root: {
          ...type('base'),
          minHeight: 32,
          // MUI lets go of the height where a mouse is likely.
          '@media (min-width:600px)': { minHeight: 32 },
          borderRadius: 'var(--r-control)',
          gap: 8,
          padding: '0 10px',
          '&.Mui-focusVisible': { background: 'var(--hover)', boxShadow: 'inset 0 0 0 2px var(--focus)' },
        },
      },
    },
    MuiDialog: {
      styleOverrides: { paper: { ...raised, boxShadow: 'var(--e3)' } },
    },
    MuiBackdrop: { styleOverrides: { root: { '&:not(.MuiBackdrop-invisible)': { background: 'var(--scrim)' } } } },
    MuiTabs: {
      styleOverrides: {
        root: { minHeight: 38 },
        indicator: { height: 2, background: 'var(--text)', transition: 'none' },
      },
    },
    MuiTab: {
      styleOverrides: {
        root: {
          minHeight: 38,
          minWidth: 0,
          padding: 0,
          marginRight: 22,
          color: 'var(--text-2)',
          '&.Mui-selected': { color: 'var(--text)' },
        },
      },
    },
    MuiTooltip: {
      defaultProps: { enterDelay: 400, enterNextDelay: 0 },
      styleOverrides: {
        tooltip: {
          ...type('small'),
          background: 'var(--raised)',
          color: 'var(--text)',
          boxShadow: 'var(--e2)',
          borderRadius: 'var(--r-control)',
        },
      },
    },
  },
});
