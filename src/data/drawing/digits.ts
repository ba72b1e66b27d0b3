// The built-in handwriting: one digit in a 28×28 image, white ink on black. Every image has a hand, a slant, a
// pen and a place of its own, so that a classifier must learn the form and not the pixels.
import type { Random } from '../random';
import { sine } from './angle';
import { digitHands, type Hand } from './digitStyles';
import { type Affine, mapPoint, type Point, placed } from './plane';
import { centreOfMass, hasHole, type Range, type Sample, shareOf } from './sample';
import { inkCurve, makePlane, type PenWidth, type Plane, smoothCurve } from './strokes';

export const digitSize = 28;
const centre = (digitSize - 1) / 2;

export const digitMaskNames: readonly string[] = ['paper', 'ink'];
export const digitValueNames: readonly string[] = ['slant', 'thickness', 'centre x', 'centre y'];
export const digitLabelNames: readonly string[] = ['odd', 'at least 5', 'prime', 'has a loop'];

/** Half-width of the pen in the middle of a stroke, in pixels, before pressure. */
const penRadii: Range = [0.85, 1.75];
/** How far the top leans to the right, as a share of the height. */
const slants: Range = [-0.5, 0.7];
/** Where the ink's centre of mass comes to lie, in pixels. */
const centres: Range = [centre - 5.5, centre + 5.5];

const pickHand = (random: Random, digit: number): Hand => {
  const hands = digitHands[digit];
  const hand = hands?.[random.below(hands.length)];
  if (!hand) throw new Error(`no hand writes the digit ${digit}`);
  return hand;
};

/** Where and how the unit square of a digit lies in the image. Sizes are in pixels. */
const pickPlacement = (random: Random): Affine => {
  const height = random.between(16, 21);
  const slack = (digitSize - height) / 2 - 1;
  const map = placed({
    scaleX: height * random.between(0.66, 0.98),
    scaleY: height,
    slant: 0.09 + 0.15 * random.bell(),
    turns: 0.018 * random.bell(),
    x: centre + random.between(-1, 1) * Math.min(2.8, slack),
    y: centre + random.between(-1, 1) * Math.min(2.8, slack),
  });
  // The square's own middle becomes the origin.
  return { ...map, e: map.e - (map.a + map.b) / 2, f: map.f - (map.c + map.d) / 2 };
};

/** A smooth bend of the whole plane: two slow waves, one along each axis, in units of the glyph. */
const pickBend = (random: Random): ((point: Point) => Point) => {
  const [reachX, reachY] = [0.03 * random.bell(), 0.03 * random.bell()];
  const [phaseX, phaseY] = [random.unit(), random.unit()];
  const [rateX, rateY] = [random.between(0.5, 1.1), random.between(0.5, 1.1)];
  return ([x, y]) => [x + reachX * sine(phaseX + rateX * y), y + reachY * sine(phaseY + rateY * x)];
};

const tremble = (random: Random, [x, y]: Point, by: number): Point => [
  x + by * random.bell(),
  y + by * random.bell(),
];

/** Thins towards the ends or swells along the way, as pressure does. */
const pickPen = (random: Random, radius: number): PenWidth => {
  const slope = random.between(-0.25, 0.25);
  const swell = random.between(-0.1, 0.2);
  return (share) => radius * (1 + slope * (share - 0.5) + swell * (1 - 4 * (share - 0.5) * (share - 0.5)));
};

/** How a digit was written; what the values tell. */
interface Writing {
  readonly slant: number;
  readonly radius: number;
  readonly ink: number;
}

const writeHand = (plane: Plane, random: Random, hand: Hand): Writing => {
  const map = pickPlacement(random);
  const bend = pickBend(random);
  const radius = random.between(...penRadii);
  const pen = pickPen(random, radius);
  const [ink, softness] = [random.between(0.72, 1), random.between(0.9, 1.6)];
  for (const path of hand) {
    let joint: Point | undefined;
    for (const piece of path) {
      const points = piece.map((point, i) => (i === 0 && joint ? joint : tremble(random, point, 0.02)));
      joint = points.at(-1);
      const curve = smoothCurve(points, piece.length > 4 ? 4 : 5).map((point) => mapPoint(map, bend(point)));
      inkCurve(plane, curve, pen, ink, softness);
    }
  }
  // Where the image of the upright axis leans, the hand's own turn included.
  return { slant: -map.b / map.d, radius, ink };
};

/** A short stray stroke, as of a slipped pen or a neighbouring digit, entering from the image's border. */
const strayStroke = (plane: Plane, random: Random): void => {
  const along = random.between(0, digitSize - 1);
  const depth = random.between(1, 4);
  const drift = 3 * random.bell();
  const edge = digitSize;
  const path: readonly Point[] = [
    [along, -1],
    [along + drift, depth],
  ];
  const side = random.below(4);
  const turn = ([x, y]: Point): Point =>
    side === 0 ? [x, y] : side === 1 ? [x, edge - y] : side === 2 ? [y, x] : [edge - y, x];
  const radius = random.between(0.4, 1);
  inkCurve(plane, path.map(turn), () => radius, random.between(0.3, 0.85), 1.2);
};

/** A scratch of bare paper across the ink, less than two pixels wide. */
const scratch = (plane: Plane, random: Random): void => {
  const mask = makePlane(plane.width, plane.height);
  const from: Point = [random.between(2, 25), random.between(2, 25)];
  const to: Point = [from[0] + 7 * random.bell(), from[1] + 7 * random.bell()];
  inkCurve(mask, [from, to], () => 0.45, 0.85, 1);
  for (let i = 0; i < mask.values.length; i++)
    plane.values[i] = (plane.values[i] ?? 0) * (1 - (mask.values[i] ?? 0));
};

/** What lasts of the writing before strays and grain: ink where it covers at least half of a pixel. */
const maskInk = ({ values }: Plane, ink: number, mask: Uint8Array): void => {
  const half = ink / 2;
  for (let i = 0; i < mask.length; i++) mask[i] = +((values[i] ?? 0) >= half);
};

/** Draws one digit, 28×28×1. Stray strokes are no part of it: its mask and values leave them out. */
export const drawDigit = (
  random: Random,
  digit: number,
  { image, mask, values, attributes }: Sample,
): void => {
  const plane = makePlane(digitSize, digitSize);
  const { slant, radius, ink } = writeHand(plane, random, pickHand(random, digit));
  const [x, y] = centreOfMass(plane);
  values.set([shareOf(slant, slants), shareOf(radius, penRadii), shareOf(x, centres), shareOf(y, centres)]);
  if (random.chance(0.15)) scratch(plane, random);
  maskInk(plane, ink, mask);
  attributes.set([digit & 1, +(digit >= 5), +[2, 3, 5, 7].includes(digit), +hasHole(mask, digitSize)]);
  while (random.chance(0.25)) strayStroke(plane, random);
  const paper = random.chance(0.5) ? random.between(0, 14) : 0;
  const grain = random.chance(0.6) ? random.between(4, 20) : 0;
  for (let i = 0; i < image.length; i++) {
    const value = plane.values[i] ?? 0;
    // The ink's own grain shows more than the paper's.
    const noise = grain * (random.unit() - 0.5) * (0.5 + value);
    image[i] = paper + (255 - paper) * value + noise;
  }
};
