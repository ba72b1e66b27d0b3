// The mean of several branches, value by value: an ensemble within one network.
import { formatShape } from '../lib/format';
import { defineLayer, many, noCost } from './contract';
import { captionInputs, equalShapes } from './merging';

export const average = defineLayer({
  kind: 'average',
  label: 'Average',
  stem: 'average',
  group: 'Merge',
  doc: 'The mean of its inputs, value by value; all must have the same shape.',
  inputs: many(2),
  fields: {},
  shape: (inputs) => equalShapes('an average', inputs),
  cost: () => noCost,
  explain: (inputs, out) => [
    {
      label: 'Mean',
      formula: `(${inputs.map(formatShape).join(' + ')})/${inputs.length} → ${formatShape(out)}`,
    },
  ],
  caption: (_, inputs) => captionInputs(inputs),
  build: ({ tf }, _, { name }) => [tf.layers.average({ name })],
  examples: [
    {
      in: [
        [14, 14, 32],
        [14, 14, 32],
        [14, 14, 32],
      ],
      params: {},
      out: [14, 14, 32],
      weights: 0,
    },
    { in: [[10], [10]], params: {}, out: [10], weights: 0 },
  ],
});
