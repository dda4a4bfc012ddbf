/** The look of the console: ink on paper, lines, one accent that is the provider's; red only for what ends something. */
import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver } from '@mantine/core';
import { provider } from '../app/page.ts';
import { shadesOf } from './shades.ts';

const ACCENT = { light: '#1B7F6B', dark: '#4CC9A8' };

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  // What stands on the accent is dark in the dark scheme: Mantine looks at the light one only.
  variantColorResolver: input => {
    const colours = defaultVariantColorsResolver(input);
    const onAccent = input.variant === 'filled' && (input.color === undefined || input.color === 'accent');
    return onAccent ? { ...colours, color: 'var(--mantine-primary-color-contrast)' } : colours;
  },
  luminanceThreshold: 0.35,
  black: '#14213D',
  colors: {
    accent: shadesOf(provider.accent ?? ACCENT),
    dark: [
      '#E8ECF4', '#C3CBDA', '#A9B3C6', '#7C879C', '#4B566B', '#2A3242', '#192030', '#10151F', '#0C1018', '#080B11',
    ], // prettier-ignore
    gray: [
      '#F6F7F9', '#EFF1F4', '#E5E7EB', '#D3D7DE', '#B4BAC6', '#8A93A4', '#737D8F', '#4A556B', '#303C55', '#14213D',
    ], // prettier-ignore
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  shadows: { md: '0 1px 2px rgb(20 33 61 / .06), 0 12px 32px -12px rgb(20 33 61 / .18)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Never colour alone.
    Anchor: { defaultProps: { underline: 'always' } },
    // A word is never cut off: it takes a second line.
    Badge: {
      defaultProps: { tt: 'none', fw: 550, fz: '0.75rem' },
      styles: {
        root: { height: 'auto', minHeight: '1.25rem', maxWidth: '100%', paddingBlock: 2 },
        label: { overflow: 'visible', whiteSpace: 'normal', lineHeight: 1.3, textAlign: 'start' },
      },
    },
    // It is scrolled sideways instead of broken inside words.
    Table: { styles: { table: { overflowWrap: 'normal' } } },
    Button: {
      // On the accent of each scheme what reads on it: Mantine looks at the light scheme's only.
      vars: (_: unknown, { variant = 'filled', color }: { variant?: string; color?: string }) => ({
        root:
          variant === 'filled' && color === undefined
            ? { '--button-color': 'var(--mantine-primary-color-contrast)' }
            : {},
      }),
    },
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 100 },
        // It would be a child that a menu may not have, and a region of its own.
        withInitialFocusPlaceholder: false,
        withinPortal: false,
      },
    },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { duration: 120 },
        // A dialog's head is no second banner of the page.
        attributes: { header: { role: 'presentation' } },
        styles: { title: { fontWeight: 650, fontSize: '1.125rem' } },
      },
    },
    Tooltip: {
      defaultProps: { transitionProps: { duration: 100 }, events: { hover: true, focus: true, touch: true } },
    },
  },
});

export const colours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#FFFFFF',
    '--mantine-color-text': '#14213D',
    '--mantine-color-dimmed': '#4A556B',
    '--mantine-color-default-border': '#D3D7DE',
    '--line': '#E5E7EB',
    '--wash': '#F6F7F9',
    '--ends': '#B42318',
    '--on-ends': '#FFFFFF',
    '--mantine-color-error': '#B42318',
  },
  dark: {
    // Brighter, not darker: its text is dark.
    '--mantine-color-accent-filled-hover': 'var(--mantine-color-accent-3)',
    '--mantine-primary-color-filled-hover': 'var(--mantine-color-accent-3)',
    '--mantine-color-body': '#10151F',
    '--mantine-color-text': '#E8ECF4',
    '--mantine-color-dimmed': '#A9B3C6',
    '--mantine-color-default-border': '#3A4459',
    '--line': '#2A3242',
    '--wash': '#161C29',
    '--ends': '#FF9A8F',
    '--on-ends': '#10151F',
    '--mantine-color-error': '#FF9A8F',
  },
});
