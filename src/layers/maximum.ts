// The largest of several branches, value by value (Goodfellow et al. 2013, Maxout Networks, across branches).
import { formatShape } from '../lib/format';
import { defineLayer, many, noCost } from './contract';
import { captionInputs, equalShapes } from './merging';

export const maximum = defineLayer({
  kind: 'maximum',
  label: 'Maximum',
  stem: 'maximum',
  group: 'Merge',
  doc: 'The largest of its inputs at every place; all must have the same shape. The gradient goes to that input alone.',
  inputs: many(2),
  fields: {},
  shape: (inputs) => equalShapes('a maximum', inputs),
  cost: () => noCost,
  explain: (inputs, out) => [
    { label: 'Maximum', formula: `max(${inputs.map(formatShape).join(', ')}) → ${formatShape(out)}` },
  ],
  caption: (_, inputs) => captionInputs(inputs),
  keeps: () => ({ input: true, output: false }),
  build: ({ tf }, _, { name }) => [tf.layers.maximum({ name })],
  examples: [
    {
      in: [
        [14, 14, 32],
        [14, 14, 32],
      ],
      params: {},
      out: [14, 14, 32],
      weights: 0,
    },
    { in: [[10], [10], [10]], params: {}, out: [10], weights: 0 },
  ],
});
