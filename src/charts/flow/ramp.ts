// The colours of a heat map: one ramp for norms and shares, one with two sides for means. The same in light and dark and
// in exported pictures, so that a colour always means the same.

export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * Viridis (Smith & van der Walt 2015, CC0) at sixteen even places: its lightness rises evenly, for every kind of colour
 * vision and on paper.
 */
const viridis: readonly Rgb[] = [
  [68, 1, 84],
  [72, 26, 108],
  [71, 47, 125],
  [65, 68, 135],
  [57, 86, 140],
  [49, 104, 142],
  [42, 120, 142],
  [35, 136, 142],
  [31, 152, 139],
  [34, 168, 132],
  [53, 183, 121],
  [84, 197, 104],
  [122, 209, 81],
  [165, 219, 54],
  [210, 226, 27],
  [253, 231, 37],
];

/** Blue below zero, orange above, nearly white at zero; both sides darken evenly. */
const twoSided: readonly Rgb[] = [
  [20, 48, 110],
  [37, 92, 168],
  [94, 148, 206],
  [168, 200, 231],
  [240, 240, 240],
  [248, 201, 154],
  [232, 142, 72],
  [186, 84, 22],
  [118, 44, 8],
];

/** The colour at a share of the ramp. */
export function rampColour(share: number, signed: boolean): Rgb {
  const stops = signed ? twoSided : viridis;
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(at));
  const [a, b] = [stops[i], stops[i + 1]];
  const mix = (channel: 0 | 1 | 2) =>
    Math.round((a?.[channel] ?? 0) + ((b?.[channel] ?? 0) - (a?.[channel] ?? 0)) * (at - i));
  return [mix(0), mix(1), mix(2)];
}

export const cssColour = ([r, g, b]: Rgb): string =>
  `#${[r, g, b].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;

/** As CSS writes it, for scales. */
export const rampGradient = (signed: boolean): string => {
  const stops = Array.from({ length: 17 }, (_, i) => cssColour(rampColour(i / 16, signed)));
  return `linear-gradient(to right, ${stops.join(', ')})`;
};

/** What is exactly zero, hatched one way, and what is not a finite number, hatched both ways: ground and lines. */
export const zeroMark: readonly [Rgb, Rgb] = [
  [208, 212, 219],
  [110, 118, 130],
];
export const noneMark: readonly [Rgb, Rgb] = [
  [201, 42, 42],
  [255, 214, 214],
];
