// The ten figures of the built-in shapes as outlines about the origin, reaching about 1 from it; each takes its
// proportions at random. Apart from the painting so that a figure can be added or corrected alone.
import type { Random } from '../random';
import { cosine, sine } from './angle';
import type { Outline } from './fill';
import type { Point } from './plane';

const arc = (x: number, y: number, radius: number, from: number, to: number, steps: number): Point[] => {
  const points: Point[] = [];
  for (let i = 0; i <= steps; i++) {
    const turns = from + ((to - from) * i) / steps;
    points.push([x + radius * cosine(turns), y + radius * sine(turns)]);
  }
  return points;
};

/** Corners on a circle, the first at the top; every other one drawn in to `waist` where that is given. */
const spokes = (count: number, waist = 1): Point[] =>
  Array.from({ length: count }, (_, i) => {
    const radius = i % 2 === 0 ? 1 : waist;
    const turns = i / count - 0.25;
    return [radius * cosine(turns), radius * sine(turns)];
  });

const cross = (random: Random): Outline => {
  const t = random.between(0.24, 0.4);
  return [
    [
      [-t, -1],
      [t, -1],
      [t, -t],
      [1, -t],
      [1, t],
      [t, t],
      [t, 1],
      [-t, 1],
      [-t, t],
      [-1, t],
      [-1, -t],
      [-t, -t],
    ],
  ];
};

const arrow = (random: Random): Outline => {
  const [shaft, neck, barb] = [
    random.between(0.17, 0.3),
    random.between(-0.25, 0.15),
    random.between(0.62, 0.85),
  ];
  return [
    [
      [0, -1],
      [barb, neck],
      [shaft, neck],
      [shaft, 1],
      [-shaft, 1],
      [-shaft, neck],
      [-barb, neck],
    ],
  ];
};

/** Two half circles over a tapering point. */
const heart = (random: Random): Outline => {
  const tip = random.between(0.85, 1);
  const right = arc(0.48, -0.35, 0.5, 0.53, 1.06, 12);
  const belly: Point[] = [
    [0.86, 0.12],
    [0.62, 0.44],
    [0.32, 0.72],
  ];
  const mirrored = [...right, ...belly].map(([x, y]): Point => [-x, y]).reverse();
  return [[...right, ...belly, [0, tip], ...mirrored]];
};

/** The angle of (x, y), y > 0, in turns, by bisection: Math.atan2 may differ between machines. */
const inclination = (x: number, y: number): number => {
  let [low, high] = [0, 0.5];
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (x * sine(middle) - y * cosine(middle) < 0) low = middle;
    else high = middle;
  }
  return low;
};

/** A disc less a smaller disc that is shifted off its middle, the two meeting at the horns. */
const crescent = (random: Random): Outline => {
  const horn = random.between(0.12, 0.18);
  const shift = random.between(0.45, 0.62);
  const [hx, hy] = [cosine(horn), sine(horn)];
  const reach = Math.sqrt((hx - shift) * (hx - shift) + hy * hy);
  const half = inclination(hx - shift, hy);
  const outer = arc(0, 0, 1, horn, 1 - horn, 24);
  const inner = arc(shift, 0, reach, 1 - half, half, 16);
  // Moved so that its middle, not the disc's, lies on the origin.
  return [[...outer, ...inner].map(([x, y]): Point => [x + 0.25, y])];
};

export interface Figure {
  readonly name: string;
  readonly outline: (random: Random) => Outline;
  /** How far it may turn either way, in turns: less where turned too far it would be another figure or lie on its head. */
  readonly turns: number;
  /** Its size among the others, so that none is told by its area alone. */
  readonly size: number;
}

export const figures: readonly Figure[] = [
  { name: 'circle', outline: () => [arc(0, 0, 1, 0, 31 / 32, 31)], turns: 0.5, size: 0.86 },
  {
    name: 'square',
    outline: () => [
      [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ],
    ],
    turns: 0.05,
    size: 0.78,
  },
  { name: 'triangle', outline: () => [spokes(3)], turns: 0.06, size: 1.1 },
  { name: 'star', outline: (random) => [spokes(10, random.between(0.4, 0.52))], turns: 0.05, size: 1.1 },
  { name: 'cross', outline: cross, turns: 0.06, size: 0.95 },
  {
    name: 'ring',
    outline: (random) => [
      arc(0, 0, 1, 0, 31 / 32, 31),
      arc(0, 0, random.between(0.42, 0.66), 0, -23 / 24, 23),
    ],
    turns: 0.5,
    size: 0.95,
  },
  { name: 'crescent', outline: crescent, turns: 0.12, size: 1.05 },
  { name: 'hexagon', outline: () => [spokes(6)], turns: 0.03, size: 0.98 },
  { name: 'arrow', outline: arrow, turns: 0.12, size: 1.1 },
  { name: 'heart', outline: heart, turns: 0.07, size: 0.98 },
];
