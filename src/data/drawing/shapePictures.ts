// The built-in coloured pictures: one figure on a patterned ground in a 32×32 image. Colour, pattern, size and
// place are drawn independently of the class, so that only the form tells the figures apart.
import type { Random } from '../random';
import { cosine, sine } from './angle';
import { brightness, type Colour, fromHsl, mix, type Palette, pickPalette } from './colours';
import { fillOutline, type Outline } from './fill';
import { mapPoint, type Point, placed } from './plane';
import { figures } from './shapeOutlines';
import { inkCurve, makePlane, type Plane } from './strokes';

export const shapeSize = 32;
export const shapeNames: readonly string[] = figures.map((figure) => figure.name);

const pixelCount = shapeSize * shapeSize;

/** A pattern's value 0..1 at a pixel. */
type Pattern = (x: number, y: number) => number;

/** A smooth run from one side of the image to the other, in any direction. */
const gradient = (random: Random): Pattern => {
  const turns = random.unit();
  const [dx, dy] = [cosine(turns) / shapeSize, sine(turns) / shapeSize];
  return (x, y) => Math.max(0, Math.min(1, 0.5 + (x - 15.5) * dx + (y - 15.5) * dy));
};

/** 1 inside, 0 outside, with an edge one pixel wide; `distance` in pixels, positive inside. */
const edge = (distance: number): number => Math.max(0, Math.min(1, distance + 0.5));

const stripes = (random: Random): Pattern => {
  const [turns, period, phase] = [random.unit(), random.between(5, 11), random.unit()];
  const [dx, dy] = [cosine(turns) / period, sine(turns) / period];
  return (x, y) => {
    const t = x * dx + y * dy + phase;
    return edge((0.25 - Math.abs(t - Math.floor(t) - 0.5)) * period);
  };
};

const dots = (random: Random): Pattern => {
  const [turns, period] = [random.unit(), random.between(5.5, 9)];
  const [cos, sin] = [cosine(turns) / period, sine(turns) / period];
  const [shiftX, shiftY, radius] = [random.unit(), random.unit(), random.between(1.1, 1.9)];
  return (x, y) => {
    const u = x * cos - y * sin + shiftX;
    const v = x * sin + y * cos + shiftY;
    const du = u - Math.floor(u) - 0.5;
    const dv = v - Math.floor(v) - 0.5;
    return edge(radius - Math.sqrt(du * du + dv * dv) * period);
  };
};

const checks = (random: Random): Pattern => {
  const [period, shiftX, shiftY] = [random.between(4, 8), random.between(0, 16), random.between(0, 16)];
  return (x, y) => (Math.floor((x + shiftX) / period) + Math.floor((y + shiftY) / period)) & 1;
};

const glow = (random: Random): Pattern => {
  const [cx, cy, reach] = [random.between(4, 28), random.between(4, 28), random.between(400, 900)];
  return (x, y) => Math.max(0, 1 - ((x - cx) * (x - cx) + (y - cy) * (y - cy)) / reach);
};

const pickPattern = (random: Random): Pattern =>
  random.pick([gradient, gradient, glow, stripes, dots, checks])(random);

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

const flat: Pattern = () => 0;

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

/** A thin bar across the whole picture, in the ground's colour, hiding a part of the figure. */
const bar = (picture: Float32Array, random: Random, cover: Plane, ground: Colour): void => {
  cover.values.fill(0);
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
  paint(picture, cover, flat, [ground, ground], 0.85);
};

const moved = (outline: Outline, dx: number, dy: number): Outline =>
  outline.map((contour) => contour.map(([x, y]): Point => [x + dx, y + dy]));

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

/** Turns 0..1 into bytes, most pictures with some noise on every channel. */
const addGrain = (picture: Float32Array, random: Random, out: Uint8Array, offset: number): void => {
  const grain = random.chance(0.7) ? random.between(3, 18) : 0;
  // A clamped view rounds and limits natively, which takes half the time of Math.round with min and max.
  const bytes = new Uint8ClampedArray(out.buffer, out.byteOffset + offset, picture.length);
  const scale = grain / 1024;
  for (let i = 0; i < picture.length; i += 3) {
    // Ten bits of noise for each of the three channels from one draw.
    const draw = grain === 0 ? 0 : random.next();
    bytes[i] = (picture[i] ?? 0) * 255 + ((draw & 1023) - 511.5) * scale;
    bytes[i + 1] = (picture[i + 1] ?? 0) * 255 + (((draw >>> 10) & 1023) - 511.5) * scale;
    bytes[i + 2] = (picture[i + 2] ?? 0) * 255 + (((draw >>> 20) & 1023) - 511.5) * scale;
  }
};

/** Draws one figure into `out`, [32, 32, 3] bytes from `offset` on. */
export const drawShape = (random: Random, label: number, out: Uint8Array, offset: number): void => {
  const palette = pickPalette(random);
  const picture = new Float32Array(pixelCount * 3);
  const cover = makePlane(shapeSize, shapeSize);
  paint(picture, undefined, pickPattern(random), palette.ground, 1);
  scatter(picture, random, cover, palette.ground[0]);
  paintFigure(picture, random, cover, placeFigure(random, label), palette);
  if (random.chance(0.12)) bar(picture, random, cover, palette.ground[0]);
  addGrain(picture, random, out, offset);
};
