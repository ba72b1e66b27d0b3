// Layers that act on how values are spread: the bell that normalisation makes, the values that dropout silences, noise.
import { dot, type Glyph, line, rect, upTo } from './glyph';

/** exp(−x²/2) over −3 … 3, from wall to wall of the box, standing on `ground`. */
const bell = (ground: number, height: number): readonly (readonly [number, number])[] =>
  upTo(33).map((i) => {
    const x = -3 + (6 * i) / 32;
    return [2 + (24 * i) / 32, ground - height * Math.exp((-x * x) / 2)] as const;
  });

const ground = line(
  [
    [2, 24],
    [26, 24],
  ],
  'faint',
);

/** Mean 0 and variance 1 for every channel. */
export const batchNorm = (): Glyph => [
  ground,
  line(bell(24, 19)),
  line(
    [
      [14, 5],
      [14, 24],
    ],
    'faint',
  ),
];
/** One bell for all channels of an image: it stands on the whole stack. */
export const layerNorm = (): Glyph => [
  line(bell(17, 13)),
  ...upTo(4).map((i) => rect(2 + i * 6.1, 19.5, 5.3, 5.5, 'soft')),
];
/** One bell for every group of channels. */
export const groupNorm = (): Glyph => [
  ...[0, 12.5].map((x) => line(bell(17, 12).map(([px, py]) => [x + 1.5 + (px - 2) / 2.18, py] as const))),
  ...upTo(4).map((i) => rect(2 + i * 6.1, 19.5, 5.3, 5.5, i < 2 ? 'soft' : 'solid')),
];
/** A channel held down by its neighbours. */
export const localResponse = (): Glyph =>
  [10, 16, 21, 16, 10].map((height, i) =>
    rect(2.2 + i * 4.9, 25 - height, 4, height, i === 2 ? 'solid' : 'soft'),
  );

/** An order in which places fall silent that shows no pattern; a share of them is taken from its start. */
const scattered = [5, 14, 3, 8, 10, 0, 15, 6, 9, 12, 1, 7, 13, 2, 11, 4];

/** Sixteen values, of which the rate's share is silent. */
export function dropout(rate: number): Glyph {
  const silent = new Set(scattered.slice(0, Math.round(rate * 16)));
  return upTo(16).map((i) =>
    dot(4.4 + (i % 4) * 6.4, 4.4 + Math.floor(i / 4) * 6.4, 2, silent.has(i) ? 'faint' : 'solid'),
  );
}
/** Whole channels fall silent. */
export function spatialDropout(rate: number): Glyph {
  const silent = Math.round(rate * 4);
  return upTo(4).map((i) => rect(2 + i * 6.2, 3, 5, 22, (i * 3) % 4 < silent ? 'faint' : 'soft'));
}

const jitter = [0.1, -0.8, 0.6, -0.2, 1, -0.5, 0.3, -1, 0.7, 0, -0.6, 0.9, -0.3];
export const noise = (): Glyph => [
  line(
    [
      [2, 14],
      [26, 14],
    ],
    'faint',
  ),
  line(jitter.map((y, i) => [2 + i * 2, 14 - y * 10] as const)),
];
/** A value drawn from a bell. */
export const sampling = (): Glyph => [ground, line(bell(24, 17)), dot(18.5, 24, 2.4)];
