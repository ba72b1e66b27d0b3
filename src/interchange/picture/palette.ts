// The colours of a picture: the canvas's own, written out, because a picture leaves the page and takes no style sheet
// with it. A test holds them equal to those of src/editor/theme.css.
import type { Group } from '../../layers/contract';

export type Theme = 'light' | 'dark';

export interface Palette {
  readonly paper: string;
  readonly surface: string;
  readonly border: string;
  readonly outline: string;
  readonly text: string;
  readonly dim: string;
  readonly wire: string;
  /** Of a wire that passes over layers. */
  readonly wireSkip: string;
  readonly ok: string;
  readonly okSoft: string;
  readonly bad: string;
  readonly badSoft: string;
  readonly warn: string;
  readonly warnSoft: string;
  readonly groups: Readonly<Record<Group, string>>;
}

const light: Palette = {
  paper: '#ffffff',
  surface: '#ffffff',
  border: '#e1e4ea',
  outline: '#c6cbd5',
  text: '#1b1f27',
  dim: '#5b6472',
  wire: '#828d9e',
  wireSkip: '#b8763a',
  ok: '#187840',
  okSoft: '#e3f6ea',
  bad: '#c92a2a',
  badSoft: '#fdecec',
  warn: '#955400',
  warnSoft: '#fff4dc',
  groups: {
    Input: '#475569',
    Convolution: '#3b5bdb',
    Pooling: '#0b7a6e',
    Shape: '#4d6b0f',
    Dense: '#7c3aed',
    Merge: '#b45309',
    Activation: '#be185d',
    Normalisation: '#0b7285',
    Regularisation: '#5f6673',
    Generative: '#a21caf',
    Output: '#187840',
    Module: '#7a4b2a',
    Unknown: '#80610a',
  },
};

const dark: Palette = {
  paper: '#14161a',
  surface: '#1d2026',
  border: '#2f343d',
  outline: '#454c58',
  text: '#e8eaee',
  dim: '#a4acba',
  wire: '#6c7686',
  wireSkip: '#b98552',
  ok: '#5fd08c',
  okSoft: '#173325',
  bad: '#ff8a8a',
  badSoft: '#3d1f22',
  warn: '#f2b84b',
  warnSoft: '#3a2d12',
  groups: {
    Input: '#a9b4c4',
    Convolution: '#8ea2ff',
    Pooling: '#4fd1c0',
    Shape: '#a9cc5a',
    Dense: '#b794ff',
    Merge: '#f5a35c',
    Activation: '#ff8fb8',
    Normalisation: '#5cc9dd',
    Regularisation: '#a9afba',
    Generative: '#e79af5',
    Output: '#5fd08c',
    Module: '#d8b08c',
    Unknown: '#dcbf63',
  },
};

export const palettes: Readonly<Record<Theme, Palette>> = { light, dark };

/**
 * For paper without colours: black text, groups in greys that stay 4.5:1 apart from white. What a colour says elsewhere is
 * said by the layer's picture, its words, dashes and signs.
 */
export const greys: Palette = {
  paper: '#ffffff',
  surface: '#ffffff',
  border: '#c8c8c8',
  outline: '#8c8c8c',
  text: '#000000',
  dim: '#404040',
  wire: '#6b6b6b',
  wireSkip: '#2b2b2b',
  ok: '#2b2b2b',
  okSoft: '#ffffff',
  bad: '#000000',
  badSoft: '#ffffff',
  warn: '#404040',
  warnSoft: '#ffffff',
  groups: {
    Input: '#6b6b6b',
    Convolution: '#1f1f1f',
    Pooling: '#5c5c5c',
    Shape: '#6b6b6b',
    Dense: '#2e2e2e',
    Merge: '#474747',
    Activation: '#525252',
    Normalisation: '#5c5c5c',
    Regularisation: '#6b6b6b',
    Generative: '#3d3d3d',
    Output: '#1f1f1f',
    Module: '#3d3d3d',
    Unknown: '#6b6b6b',
  },
};

/** `share` of the first colour, the rest of the second; both as `#rrggbb`. */
export function mix(colour: string, other: string, share: number): string {
  const channel = (hex: string, i: number) => Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  const mixed = [0, 1, 2].map((i) =>
    Math.round(share * channel(colour, i) + (1 - share) * channel(other, i)),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
