// The built-in coloured pictures: one figure on a patterned ground in a 32×32 image. Colour, pattern, size and
// place are drawn independently of the class, so that only the form tells the figures apart.
import type { Random } from '../random';
import { cosine, sine } from './angle';
import { brightness, type Colour, fromHsl, isWarm, mix, type Palette, pickPalette } from './colours';
import { fillOutline, type Outline } from './fill';
import { flat, gradient, type Pattern, pickPattern, stripes } from './patterns';
import { mapPoint, type Point, placed } from './plane';
import { centreOfMass, type Range, type Sample, shareOf } from './sample';
import { figures } from './shapeOutlines';
import { inkCurve, makePlane, type Plane } from './strokes';

export const shapeSize = 32;
export const shapeNames: readonly string[] = figures.map((figure) => figure.name);

/**
 * The background and the ten figures: a mask then says both what is in the picture and where, as in PASCAL VOC, and
 * a network that only tells bright from dark gets the ground right and no figure.
 */
export const shapeMaskNames: readonly string[] = ['background', ...shapeNames];
export const shapeValueNames: readonly string[] = ['centre x', 'centre y', 'size'];
export const shapeLabelNames: readonly string[] = ['large', 'left half', 'warm colour', 'bright ground'];

/** Where a figure's centre of mass comes to lie, in pixels. */
const centres: Range = [shapeSize / 2 - 5, shapeSize / 2 + 4];
/** The longer side of a figure's extent, in pixels. */
const extents: Range = [14, 28];

const pixelCount = shapeSize * shapeSize;

/** Lays two colours over the picture, mixed by the pattern and weighed by coverage and opacity. */
const paint = (
  picture: Float32Array,
  cover: Plane | undefined,
  pattern: Pattern,
  colours: readonly [Colour, Colour],
  opacity: number,
): void => {
  const [[r0, g0, b0], [r1, g1, b1]] = colours;
  for (let i = 0; i < pixelCount; i++) {
    const alpha = opacity * (cover ? (cover.values[i] ?? 0) : 1);
    if (alpha === 0) continue;
    const share = pattern(i % shapeSize, Math.floor(i / shapeSize));
    const at = 3 * i;
    picture[at] = (picture[at] ?? 0) * (1 - alpha) + (r0 + (r1 - r0) * share) * alpha;
    picture[at + 1] = (picture[at + 1] ?? 0) * (1 - alpha) + (g0 + (g1 - g0) * share) * alpha;
    picture[at + 2] = (picture[at + 2] ?? 0) * (1 - alpha) + (b0 + (b1 - b0) * share) * alpha;
  }
};

interface Placed {
  readonly outline: Outline;
  /** Half of the figure's extent, in pixels. */
  readonly radius: number;
}

const placeFigure = (random: Random, label: number): Placed => {
  const figure = figures[label];
  if (!figure) throw new Error(`no shape has the number ${label}`);
  const radius = figure.size * random.between(9.5, 12.5);
  const slack = Math.max(0.5, shapeSize / 2 - radius - 0.5);
  const stretch = random.between(0.95, 1.05);
  const map = placed({
    scaleX: radius * stretch,
    scaleY: radius / stretch,
    slant: 0.05 * random.bell(),
    turns: random.between(-figure.turns, figure.turns),
    x: shapeSize / 2 + random.between(-1, 1) * Math.min(2.5, slack),
    y: shapeSize / 2 + random.between(-1, 1) * Math.min(2.5, slack),
  });
  const wobble = 0.008 * radius;
  const outline = figure.outline(random).map((contour) =>
    contour.map((point): Point => {
      const [x, y] = mapPoint(map, point);
      return [x + wobble * random.bell(), y + wobble * random.bell()];
    }),
  );
  return { outline, radius };
};

/** Small dots and dashes in colours of their own, as clutter on the ground. */
const scatter = (picture: Float32Array, random: Random, cover: Plane, ground: Colour): void => {
  const count = random.below(4);
  for (let i = 0; i < count; i++) {
    cover.values.fill(0);
    const from: Point = [random.between(0, 31), random.between(0, 31)];
    const length = random.chance(0.5) ? 0 : 2.2;
    const to: Point = [from[0] + length * random.bell(), from[1] + length * random.bell()];
    const radius = random.between(0.6, 1.7);
    inkCurve(cover, [from, to], () => radius, 1, 1);
    const colour = fromHsl(random.unit(), random.between(0.4, 0.9), brightness(ground) < 0.5 ? 0.6 : 0.5);
    paint(picture, cover, flat, [colour, colour], random.between(0.4, 0.8));
  }
};

const barOpacity = 0.85;

/** A thin bar across the whole picture in the ground's colour; it cuts what it hides out of the mask. */
const bar = (picture: Float32Array, random: Random, ground: Colour, mask: Uint8Array): void => {
  const cover = makePlane(shapeSize, shapeSize);
  const [turns, offset] = [random.unit(), 5 * random.bell()];
  const [cos, sin] = [cosine(turns), sine(turns)];
  const [x, y] = [15.5 - offset * sin, 15.5 + offset * cos];
  const radius = random.between(0.4, 0.8);
  inkCurve(
    cover,
    [
      [x - 30 * cos, y - 30 * sin],
      [x + 30 * cos, y + 30 * sin],
    ],
    () => radius,
    1,
    1,
  );
  paint(picture, cover, flat, [ground, ground], barOpacity);
  for (let i = 0; i < mask.length; i++) if (barOpacity * (cover.values[i] ?? 0) >= 0.5) mask[i] = 0;
};

const moved = (outline: Outline, dx: number, dy: number): Outline =>
  outline.map((contour) => contour.map(([x, y]): Point => [x + dx, y + dy]));

/** Leaves the figure's coverage in `cover`. */
const paintFigure = (
  picture: Float32Array,
  random: Random,
  cover: Plane,
  placedFigure: Placed,
  palette: Palette,
): void => {
  const { outline } = placedFigure;
  if (random.chance(0.55)) {
    const shift = random.between(0.8, 1.8);
    fillOutline(cover, moved(outline, shift, shift));
    const shadow = mix(palette.ground[0], [0, 0, 0], 0.75);
    paint(picture, cover, flat, [shadow, shadow], random.between(0.25, 0.5));
  }
  fillOutline(cover, outline);
  const pattern = random.chance(0.85) ? gradient(random) : stripes(random);
  paint(picture, cover, pattern, palette.figure, 1);
};

/** The longer side of the upright box around an outline, in pixels. */
const extentOf = (outline: Outline): number => {
  let [left, right, top, bottom] = [shapeSize, 0, shapeSize, 0];
  for (const contour of outline) {
    for (const [x, y] of contour) {
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  }
  return Math.max(right - left, bottom - top);
};

/** Turns 0..1 into bytes, most pictures with some noise on every channel. */
const addGrain = (picture: Float32Array, random: Random, bytes: Uint8ClampedArray): void => {
  const grain = random.chance(0.7) ? random.between(3, 18) : 0;
  const scale = grain / 1024;
  for (let i = 0; i < picture.length; i += 3) {
    // Ten bits of noise for each of the three channels from one draw.
    const draw = grain === 0 ? 0 : random.next();
    bytes[i] = (picture[i] ?? 0) * 255 + ((draw & 1023) - 511.5) * scale;
    bytes[i + 1] = (picture[i + 1] ?? 0) * 255 + (((draw >>> 10) & 1023) - 511.5) * scale;
    bytes[i + 2] = (picture[i + 2] ?? 0) * 255 + (((draw >>> 20) & 1023) - 511.5) * scale;
  }
};

/** The figure's class where it covers at least half of a pixel; its shadow is ground. */
const maskFigure = ({ values }: Plane, label: number, mask: Uint8Array): void => {
  for (let i = 0; i < mask.length; i++) mask[i] = +((values[i] ?? 0) >= 0.5) * (label + 1);
};

const measure = (cover: Plane, { outline }: Placed, { ground, figure }: Palette, sample: Sample): void => {
  const [x, y] = centreOfMass(cover);
  const [left, size] = [shareOf(x, centres), shareOf(extentOf(outline), extents)];
  sample.values.set([left, shareOf(y, centres), size]);
  const bright = brightness(mix(...ground, 0.5)) > 0.5;
  sample.attributes.set([+(size > 0.5), +(left < 0.5), +isWarm(mix(...figure, 0.5)), +bright]);
};

/** Draws one figure, 32×32×3. */
export const drawShape = (random: Random, label: number, sample: Sample): void => {
  const palette = pickPalette(random);
  const picture = new Float32Array(pixelCount * 3);
  const cover = makePlane(shapeSize, shapeSize);
  paint(picture, undefined, pickPattern(random), palette.ground, 1);
  scatter(picture, random, cover, palette.ground[0]);
  const figure = placeFigure(random, label);
  paintFigure(picture, random, cover, figure, palette);
  maskFigure(cover, label, sample.mask);
  measure(cover, figure, palette, sample);
  if (random.chance(0.12)) bar(picture, random, palette.ground[0], sample.mask);
  addGrain(picture, random, sample.image);
};
