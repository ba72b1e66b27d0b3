// The arithmetic of a transposed convolution, apart from the layer: output size, cost and fans.
import { type Cost, type Explanation, misfit, type Shape } from './contract';
import { formatSize, type Padding, pair, type Size } from './fields';

export interface Stamp {
  readonly kernel: Size;
  readonly stride: Size;
  readonly padding: Padding;
  readonly outputPadding: Size;
}

interface Axis {
  readonly out: number;
  /** Rows or columns of the stamps that fall outside before the first. */
  readonly before: number;
  readonly formula: string;
}

/**
 * One axis of the output. A number as padding: (in − 1)·stride + kernel − 2·padding + output padding, relation 14 of
 * Dumoulin & Visin 2016, and so PyTorch's. `valid` is that without padding, and `same` in·stride, both as TensorFlow
 * has them: a kernel below the stride still gives in·stride.
 */
function axisOf(length: number, p: Stamp, i: 0 | 1): Axis {
  const [kernel, stride, extra] = [pair(p.kernel)[i], pair(p.stride)[i], pair(p.outputPadding)[i]];
  if (p.padding === 'same') {
    const out = length * stride;
    const before = Math.floor(Math.max(kernel - stride, 0) / 2);
    return { out, before, formula: `${length}·${stride} = ${out}` };
  }
  const pad = p.padding === 'valid' ? 0 : pair(p.padding)[i];
  const missing = p.padding === 'valid' ? Math.max(stride - kernel, 0) : extra;
  const out = (length - 1) * stride + kernel - 2 * pad + missing;
  const terms = [`(${length} − 1)·${stride} + ${kernel}`];
  if (pad > 0) terms.push(` − 2·${pad}`);
  if (missing > 0) terms.push(` + ${missing}`);
  return { out, before: pad, formula: `${terms.join('')} = ${out}` };
}

/** Both axes for input [height, width, …]. */
export const axesOf = (x: Shape, p: Stamp) => [axisOf(x[0] ?? 0, p, 0), axisOf(x[1] ?? 0, p, 1)] as const;

/** Why its parameters exclude each other, if they do. */
export function clashOf(p: Stamp) {
  const [extra, stride] = [pair(p.outputPadding), pair(p.stride)];
  if (Math.max(...extra) === 0) return undefined;
  if (typeof p.padding === 'string') {
    return misfit(
      'parameters-clash',
      `output padding ${formatSize(p.outputPadding)} goes with a number as padding only, but padding is “${p.padding}”, which says by itself how large the output is: set output padding to 0 or padding to a number`,
      [],
    );
  }
  if (extra[0] < stride[0] && extra[1] < stride[1]) return undefined;
  return misfit(
    'parameters-clash',
    `output padding ${formatSize(p.outputPadding)} must be smaller than stride ${formatSize(p.stride)}: it chooses among the sizes that a convolution of that stride would bring to this one`,
    [],
  );
}

/** Weights kh·kw·cin·filters (+ filters biases); each is used once for every pixel of the input. */
export function transposedCost(
  x: Shape,
  p: Stamp & { readonly filters: number; readonly bias: boolean },
): Cost {
  const [kh, kw] = pair(p.kernel);
  const weights = kh * kw * (x[2] ?? 0) * p.filters;
  return {
    trainable: weights + (p.bias ? p.filters : 0),
    frozen: 0,
    macs: (x[0] ?? 0) * (x[1] ?? 0) * weights,
  };
}

export function explainSize(x: Shape, p: Stamp): readonly Explanation[] {
  const [rows, columns] = axesOf(x, p);
  return rows.formula === columns.formula
    ? [{ label: 'Height and width', formula: rows.formula }]
    : [
        { label: 'Height', formula: rows.formula },
        { label: 'Width', formula: columns.formula },
      ];
}

type Pair = readonly [number, number];

/** About kh/sy · kw/sx stamps meet at an output pixel; where the stride leaves gaps, one does at all others. */
export function transposedFans([kh, kw]: Pair, [sy, sx]: Pair, channels: number, filters: number) {
  return { in: Math.max(1, kh / sy) * Math.max(1, kw / sx) * channels, out: kh * kw * filters };
}
