import type { ColourName, DashName } from './spec.ts';

/**
 * Okabe and Ito's palette, told apart by people who see colours differently. Orange and sky have too little contrast
 * on white for lines and text: they are used as fills with a dark outline only.
 */
const LIGHT: Record<ColourName, string> = {
  blue: '#0072B2',
  vermillion: '#D55E00',
  green: '#009E73',
  orange: '#E69F00',
  sky: '#56B4E9',
  pink: '#CC79A7',
  ink: '#1B1F24',
  grey: '#6B7280',
};

const DARK: Record<ColourName, string> = {
  ...LIGHT,
  blue: '#4FA8DC',
  vermillion: '#F0803C',
  green: '#2CC197',
  ink: '#E6E6E6',
  grey: '#9AA4B2',
};

export interface Theme {
  colours: Record<ColourName, string>;
  text: string;
  muted: string;
  grid: string;
  background: string;
  outline: string;
  font: string;
}

const SYSTEM_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
/** The families registered from the package, then whatever the machine has (Chinese, Japanese, Korean). */
const SERVER_FONT = '"Inter", "Inter ext", "Inter cyrillic", "Inter greek", sans-serif';

export const LIGHT_THEME: Theme = {
  colours: LIGHT,
  text: '#1B1F24',
  muted: '#4B5563',
  grid: '#E5E7EB',
  background: '#FFFFFF',
  outline: '#1B1F24',
  font: SYSTEM_FONT,
};

export const DARK_THEME: Theme = {
  colours: DARK,
  text: '#E6E6E6',
  muted: '#B6BEC9',
  grid: '#333A44',
  background: '#1B2027',
  outline: '#E6E6E6',
  font: SYSTEM_FONT,
};

export const PNG_THEME: Theme = { ...LIGHT_THEME, font: SERVER_FONT };

export const DASHES: Record<DashName, number[]> = {
  solid: [],
  dash: [6, 4],
  dot: [2, 3],
  dashdot: [8, 3, 2, 3],
  long: [12, 4],
};
