// Spatial dropout (Tompson et al. 2015, section 3.2): neighbouring pixels are alike, so whole channels are dropped.
import { ok } from '../lib/result';
import { defineLayer, describeShape, isImage, misfit, noCost, one } from './contract';
import { keptShare } from './dropout';
import { number } from './fields';

export const spatialDropout = defineLayer({
  kind: 'spatialDropout',
  label: 'Spatial dropout',
  stem: 'sdrop',
  group: 'Regularisation',
  doc: 'In training, zeroes each whole channel with probability `rate`: where neighbouring pixels are alike, dropping single ones would hide nothing.',
  inputs: one,
  fields: {
    rate: number('Rate', {
      default: 0.2,
      min: 0,
      max: 0.95,
      step: 0.05,
      help: 'Share of channels zeroed in each training step.',
    }),
  },
  shape: ([x]) =>
    x && isImage(x)
      ? ok(x)
      : misfit(
          'needs-image',
          `spatial dropout drops channels of feature maps, but ${describeShape(x ?? [])} arrives: use dropout`,
        ),
  cost: () => noCost,
  explain: (_, __, p) => [{ label: 'Kept', formula: keptShare(p.rate, 'channels') }],
  caption: (p) => `rate ${p.rate}`,
  build: ({ tf }, p, { name, seed }) => [
    // Null: as long as the input's axis. One draw for all rows and columns of a channel.
    tf.layers.dropout({ name, rate: p.rate, noiseShape: [null, 1, 1, null] as unknown as number[], seed }),
  ],
  examples: [{ in: [[14, 14, 64]], params: {}, out: [14, 14, 64], weights: 0 }],
});
