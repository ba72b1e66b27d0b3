// How runs on shared axes are told apart: a colour, a dash and a shape of point each, by the index of the design. Plain
// data, so that the canvas, the SVG files and the page's legends agree.

export type Theme = 'light' | 'dark';
export type Marker = 'circle' | 'square' | 'triangle' | 'diamond';

/**
 * The first four are at least 0.14 apart in OKLab as they are and under protanopia, deuteranopia and tritanopia
 * (Machado et al. 2009), and all stand out from the surface by 3:1 or more.
 */
const colours: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#3538cd', '#c2410c', '#1d9a8f', '#641f62', '#a07f1d', '#15719a', '#7a45c8', '#8a0a1c'],
  dark: ['#7c87ff', '#fe8f40', '#4ef2e0', '#bd72a0', '#fddb30', '#4abbea', '#a18be0', '#d9594f'],
};

/** In CSS pixels, as a canvas and SVG take them; the first is solid. */
const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 2.5], [8, 3, 2, 3]];
const markers: readonly Marker[] = ['circle', 'square', 'triangle', 'diamond'];

/** Colours begin anew after the eighth; shapes and dashes after the fourth, so that no two of the eight share a colour. */
export const runColour = (index: number, theme: Theme): string =>
  colours[theme][index % colours[theme].length] ?? '#888888';

export const runDash = (index: number): readonly number[] => dashes[index % dashes.length] ?? [];

export const runMarker = (index: number): Marker => markers[index % markers.length] ?? 'circle';

/** The outline of a point of radius `r` around the origin, as an SVG path, which `Path2D` reads as well. */
export function markerPath(marker: Marker, r: number): string {
  const n = (factor: number) => Number((factor * r).toFixed(2));
  switch (marker) {
    case 'circle':
      return `M${n(-1)} 0a${r} ${r} 0 1 0 ${n(2)} 0a${r} ${r} 0 1 0 ${n(-2)} 0z`;
    case 'square':
      return `M${n(-0.88)} ${n(-0.88)}h${n(1.76)}v${n(1.76)}h${n(-1.76)}z`;
    case 'triangle':
      return `M0 ${n(-1.2)}L${n(1.1)} ${n(0.8)}L${n(-1.1)} ${n(0.8)}z`;
    case 'diamond':
      return `M0 ${n(-1.3)}L${n(1.15)} 0L0 ${n(1.3)}L${n(-1.15)} 0z`;
  }
}
