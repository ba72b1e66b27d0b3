// Up-sampling by a whole factor: the same pixels repeated, or straight lines drawn between them.
import { ok } from '../lib/result';
import { defineLayer, describeShape, isImage, misfit, noCost, one, type Reach } from './contract';
import { choice, formatSize, pair, type Size, size } from './fields';

export const upSampleMethods = ['nearest', 'bilinear'] as const;
export type UpSampleMethod = (typeof upSampleMethods)[number];

/**
 * Bilinear with half pixel centres: output o lies at (o + ½)/f − ½ of the input, and an input reaches the outputs
 * that are less than one input pixel away: 2f of them for an even factor f, 2f − 1 for an odd one.
 */
function reachOf(factor: Size, method: UpSampleMethod): Reach {
  const stride = pair(factor);
  if (method === 'nearest') return { type: 'spread', kernel: stride, stride, before: [0, 0] };
  const span = (f: number) => (f % 2 === 0 ? 2 * f : 2 * f - 1);
  const [rows, columns] = stride;
  return {
    type: 'spread',
    kernel: [span(rows), span(columns)],
    stride,
    before: [Math.floor(rows / 2), Math.floor(columns / 2)],
  };
}

export const upSample = defineLayer({
  kind: 'upSample',
  label: 'Up-sample',
  stem: 'up',
  group: 'Pooling',
  doc: 'Enlarges feature maps by `factor`, by repeating each pixel or by drawing straight lines between pixels (`method`); no weights.',
  inputs: one,
  fields: {
    factor: size('Factor', { default: 2, max: 32, help: 'Output pixels for each pixel that arrives.' }),
    method: choice('Method', upSampleMethods, {
      default: 'nearest',
      labels: { nearest: 'Nearest', bilinear: 'Bilinear' },
      help: 'Nearest repeats each pixel. Bilinear interpolates between pixel centres (Keras 2; PyTorch without align_corners).',
    }),
  },
  shape: ([x], p) => {
    if (!x || !isImage(x))
      return misfit('needs-image', `up-sampling needs feature maps, but ${describeShape(x ?? [])} arrives`);
    const [rows, columns] = pair(p.factor);
    return ok([x[0] * rows, x[1] * columns, x[2]]);
  },
  cost: () => noCost,
  explain: ([x], out, p) => {
    const [rows, columns] = pair(p.factor);
    const line = (label: string, axis: 0 | 1, factor: number) => ({
      label,
      formula: `${x?.[axis]}·${factor} = ${out[axis]}`,
    });
    return rows === columns && out[0] === out[1]
      ? [line('Height and width', 0, rows)]
      : [line('Height', 0, rows), line('Width', 1, columns)];
  },
  caption: (p) => `×${typeof p.factor === 'number' ? p.factor : formatSize(p.factor)}, ${p.method}`,
  reach: (_, p) => reachOf(p.factor, p.method),
  build: ({ custom }, p, { name }) => [custom.upSample2d({ name, factor: pair(p.factor), method: p.method })],
  examples: [
    { in: [[8, 8, 32]], params: {}, out: [16, 16, 32], weights: 0 },
    { in: [[7, 5, 3]], params: { factor: [3, 2], method: 'bilinear' }, out: [21, 10, 3], weights: 0 },
  ],
});
