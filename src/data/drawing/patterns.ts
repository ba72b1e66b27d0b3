// Patterns that the built-in shapes and their grounds are painted with: a share of the second colour at every pixel of
// a 32×32 picture.
import type { Random } from '../random';
import { cosine, sine } from './angle';

const side = 32;
const middle = (side - 1) / 2;

/** A pattern's value 0..1 at a pixel. */
export type Pattern = (x: number, y: number) => number;

/** A smooth run from one side of the image to the other, in any direction. */
export const gradient = (random: Random): Pattern => {
  const turns = random.unit();
  const [dx, dy] = [cosine(turns) / side, sine(turns) / side];
  return (x, y) => Math.max(0, Math.min(1, 0.5 + (x - middle) * dx + (y - middle) * dy));
};

/** 1 inside, 0 outside, with an edge one pixel wide; `distance` in pixels, positive inside. */
const edge = (distance: number): number => Math.max(0, Math.min(1, distance + 0.5));

export const stripes = (random: Random): Pattern => {
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

export const pickPattern = (random: Random): Pattern =>
  random.pick([gradient, gradient, glow, stripes, dots, checks])(random);

export const flat: Pattern = () => 0;
