// Local response normalisation (Krizhevsky et al. 2012, section 3.3), as AlexNet has it across neighbouring channels.
import { ok } from '../lib/result';
import { defineLayer, describeShape, isImage, misfit, noCost, one } from './contract';
import { int, number } from './fields';

export const localResponseNorm = defineLayer({
  kind: 'localResponseNorm',
  label: 'Local response norm',
  stem: 'lrn',
  group: 'Normalisation',
  doc: 'Divides each value by a measure of how strong `size` neighbouring channels are at the same pixel: x/(bias + alpha·Σx²)^beta.',
  inputs: one,
  fields: {
    size: int('Size', {
      default: 5,
      max: 255,
      help: 'Channels summed over, the value’s own in the middle.',
    }),
    alpha: number('Alpha', {
      default: 0.0001,
      min: 0,
      max: 10,
      step: 0.0001,
      help: 'Factor of the sum of squares, as in the paper. Caffe and PyTorch divide theirs by the size: write theirs/size here.',
    }),
    beta: number('Beta', {
      default: 0.75,
      min: 0,
      max: 5,
      step: 0.05,
      help: 'The exponent.',
    }),
    bias: number('Bias', {
      default: 2,
      min: 0.001,
      max: 100,
      step: 0.5,
      help: 'Added to the sum, k in the paper; it keeps the divisor from zero. Caffe 1, the paper 2.',
    }),
  },
  shape: ([x]) =>
    x && isImage(x)
      ? ok(x)
      : misfit(
          'needs-image',
          `local response norm compares channels of feature maps, but ${describeShape(x ?? [])} arrives: place it before flatten`,
        ),
  cost: () => noCost,
  explain: ([x], _, p) => [
    {
      label: 'Divisor',
      formula: `(${p.bias} + ${p.alpha}·Σx²)^${p.beta}, over ${Math.min(p.size, x?.at(-1) ?? 0)} of ${x?.at(-1)} channels`,
    },
  ],
  caption: (p) => `over ${p.size} channels`,
  build: ({ custom }, p, { name }) => [
    custom.localResponseNorm({ name, size: p.size, alpha: p.alpha, beta: p.beta, bias: p.bias }),
  ],
  keeps: () => ({ input: true, output: true }),
  examples: [{ in: [[55, 55, 96]], params: {}, out: [55, 55, 96], weights: 0 }],
});
