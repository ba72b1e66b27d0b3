// Global average pooling (Lin et al. 2013, Network in Network, section 3.2): one value per channel.
import { formatShape } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, describeShape, isImage, misfit, noCost, one } from './contract';

export const globalAvgPool = defineLayer({
  kind: 'globalAvgPool',
  label: 'Global average pool',
  stem: 'gap',
  group: 'Pooling',
  doc: 'The mean of each channel over the whole image: feature maps become a vector, with no weights.',
  inputs: one,
  fields: {},
  shape: ([x]) =>
    x && isImage(x)
      ? ok([x[2]])
      : misfit(
          'needs-image',
          `global average pooling needs feature maps, but ${describeShape(x ?? [])} arrives`,
        ),
  cost: () => noCost,
  explain: ([x], out) =>
    x
      ? [
          {
            label: 'Values',
            formula: `${formatShape(x)} → ${out[0]}, each the mean of ${x[0]}·${x[1]} pixels`,
          },
        ]
      : [],
  caption: () => 'mean of each channel',
  reach: () => ({ type: 'all' }),
  build: ({ tf }, _, { name }) => [tf.layers.globalAveragePooling2d({ name })],
  examples: [{ in: [[7, 7, 1024]], params: {}, out: [1024], weights: 0 }],
});
