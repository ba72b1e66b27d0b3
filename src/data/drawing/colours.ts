// Colours for the built-in shapes, chosen so that a picture looks good and its figure stands out.
import type { Random } from '../random';

/** Red, green and blue, each 0..1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** From hue in turns, saturation and lightness 0..1, by CSS Color 4's formula, which needs no trigonometry. */
export const fromHsl = (hue: number, saturation: number, lightness: number): Colour => {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number): number => {
    const k = (n + hue * 12) % 12;
    return lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [channel(0), channel(8), channel(4)];
};

/** How bright a colour looks, 0..1: Rec. 709 weights on the stored values, good enough to judge contrast. */
export const brightness = ([red, green, blue]: Colour): number =>
  0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** Whether a colour's hue lies between magenta-red and yellow-green, 330° to 90°; greys have no hue and are not warm. */
export const isWarm = ([red, green, blue]: Colour): boolean => {
  const chroma = Math.max(red, green, blue) - Math.min(red, green, blue);
  if (chroma < 0.05) return false;
  // Sixths of a turn, as CSS Color 4 computes them: 0 red, 1 yellow, 2 green, 5 magenta.
  if (blue === Math.max(red, green, blue)) return red > green && 4 + (red - green) / chroma >= 5.5;
  if (green > red) return 2 + (blue - red) / chroma <= 1.5;
  return (green - blue) / chroma >= -0.5;
};

export const mix = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** The colours of one picture: two for the ground, two for the figure. */
export interface Palette {
  readonly ground: readonly [Colour, Colour];
  readonly figure: readonly [Colour, Colour];
}

/** The least difference in brightness between any part of the figure and any part of the ground. */
const leastContrast = 0.27;

const pickGround = (random: Random, dark: boolean): readonly [Colour, Colour] => {
  const hue = random.unit();
  const shade = (): Colour =>
    fromHsl(
      (hue + 0.08 * random.bell() + 2) % 1,
      random.between(0.2, 0.65),
      dark ? random.between(0.1, 0.34) : random.between(0.72, 0.95),
    );
  return [shade(), shade()];
};

const pickFigure = (random: Random, dark: boolean): readonly [Colour, Colour] => {
  const hue = random.unit();
  const shade = (): Colour =>
    fromHsl(
      (hue + 0.05 * random.bell() + 2) % 1,
      random.between(0.6, 1),
      dark ? random.between(0.5, 0.75) : random.between(0.25, 0.5),
    );
  return [shade(), shade()];
};

/** A palette with enough contrast: bright on dark in five pictures of six, else vivid on pale. */
export const pickPalette = (random: Random): Palette => {
  const dark = random.chance(0.85);
  const ground = pickGround(random, dark);
  const lights = ground.map(brightness);
  for (let attempt = 0; attempt < 20; attempt++) {
    const figure = pickFigure(random, dark);
    const clear = figure.every((colour) =>
      lights.every((light) => Math.abs(brightness(colour) - light) > leastContrast),
    );
    if (clear) return { ground, figure };
  }
  const plain: Colour = dark ? [1, 1, 1] : [0.15, 0.15, 0.2];
  return { ground, figure: [plain, plain] };
};
