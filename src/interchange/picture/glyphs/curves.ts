// Layers that are a function of single values: the function itself, from its formula, on axes. The same curves stand,
// small, on cards of layers that apply one to their own output.
import { type ActivationFunction, activationFunctions } from '../../../layers/activations';
import { type Glyph, line, rect, upTo } from './glyph';

/** The half-width of what is drawn of x, and of y. */
const span = 3;

/** The normal distribution function by tanh, as in Hendrycks and Gimpel 2016, good to 0.001: less than a line's width. */
const phi = (x: number): number => (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))) / 2;

/** y for x in −3 … 3; bounded functions are stretched so that their limits are seen. */
function functionOf(name: ActivationFunction, slope: number, alpha: number): (x: number) => number {
  switch (name) {
    case 'relu':
      return (x) => Math.max(0, x);
    case 'leakyRelu':
      return (x) => (x < 0 ? slope * x : x);
    case 'elu':
      return (x) => (x < 0 ? alpha * (Math.exp(x) - 1) : x);
    case 'swish':
      return (x) => x / (1 + Math.exp(-x));
    case 'gelu':
      return (x) => x * phi(x);
    case 'sigmoid':
      return (x) => 2.4 / (1 + Math.exp(-2 * x));
    case 'tanh':
      return (x) => 2.4 * Math.tanh(x);
    case 'softmax':
      return (x) => 0.13 * Math.exp(x);
  }
}

/** Points of a function in a box of the given side, its origin in the middle; what leaves the box is cut off. */
export function curve(f: (x: number) => number, side: number): readonly (readonly [number, number])[] {
  const half = side / 2;
  const points = upTo(49).map((i) => {
    const x = -span + (2 * span * i) / 48;
    return { x, y: f(x) };
  });
  return points
    .filter(({ y }) => Math.abs(y) <= span)
    .map(({ x, y }) => [half + (x / span) * half, half - (y / span) * half] as const);
}

const axes: Glyph = [
  line(
    [
      [2, 14],
      [26, 14],
    ],
    'faint',
  ),
  line(
    [
      [14, 2],
      [14, 26],
    ],
    'faint',
  ),
];

const onAxes = (f: (x: number) => number): Glyph => [
  ...axes,
  line(curve(f, 24).map(([x, y]) => [x + 2, y + 2] as const)),
];

/** Softmax is no function of one value: shares that add up to one, the largest standing out. */
const shares: Glyph = [6, 20, 10, 4].map((height, i) =>
  rect(2.5 + i * 6, 25 - height, 4.6, height, i === 1 ? 'solid' : 'soft'),
);

export const activation = (name: ActivationFunction, slope: number, alpha: number): Glyph =>
  name === 'softmax' ? shares : onAxes(functionOf(name, slope, alpha));

/** A learned slope below zero: two of those that it can take. */
export const prelu = (): Glyph => [
  ...onAxes((x) => (x < 0 ? 0.25 * x : x)),
  line(
    [
      [2, 20],
      [14, 14],
    ],
    'faint',
  ),
];

/** The largest of several straight lines (Goodfellow and others 2013). */
export const maxout = (): Glyph => onAxes((x) => Math.max(-0.8 * x - 1, 0.25 * x - 0.4, x - 1.2));

/** The curve alone, for a card's second line; none where there is no activation. */
export const smallCurve = (name: unknown): readonly (readonly [number, number])[] =>
  typeof name === 'string' && isFunction(name) ? curve(functionOf(name, 0.1, 1), 12) : [];

const functions: readonly string[] = activationFunctions;
const isFunction = (name: string): name is ActivationFunction => functions.includes(name);
