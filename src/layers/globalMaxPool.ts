// Global max pooling: the strongest response of each channel, wherever it stands.
import { formatShape } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, describeShape, isImage, misfit, noCost, one } from './contract';

export const globalMaxPool = defineLayer({
  kind: 'globalMaxPool',
  label: 'Global max pool',
  stem: 'gmp',
  group: 'Pooling',
  doc: 'The largest value of each channel over the whole image: feature maps become a vector, with no weights.',
  inputs: one,
  fields: {},
  shape: ([x]) =>
    x && isImage(x)
      ? ok([x[2]])
      : misfit('needs-image', `global max pooling needs feature maps, but ${describeShape(x ?? [])} arrives`),
  cost: () => noCost,
  explain: ([x], out) =>
    x
      ? [
          {
            label: 'Values',
            formula: `${formatShape(x)} → ${out[0]}, each the largest of ${x[0]}·${x[1]} pixels`,
          },
        ]
      : [],
  caption: () => 'maximum of each channel',
  reach: () => ({ type: 'all' }),
  keeps: () => ({ input: true, output: true }),
  // A max pool of the whole image, then its one pixel as a vector: tf.js's own global max pool gives each of several
  // equal maxima the whole gradient, so that a channel of zeros after a ReLU would get it once per pixel.
  build: ({ tf }, _, { name, inputs: [x] }) => {
    const poolSize: [number, number] = [x?.[0] ?? 1, x?.[1] ?? 1];
    return [
      tf.layers.maxPooling2d({ name: `${name}/pool`, poolSize, strides: poolSize, padding: 'valid' }),
      tf.layers.flatten({ name }),
    ];
  },
  examples: [
    { in: [[7, 7, 512]], params: {}, out: [512], weights: 0 },
    { in: [[4, 9, 3]], params: {}, out: [3], weights: 0 },
  ],
});
