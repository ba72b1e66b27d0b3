// Skip-add (He et al. 2015, equation 1): the sum of a branch and the shortcut around it.
import { formatShape } from '../lib/format';
import { defineLayer, many, noCost } from './contract';
import { captionInputs, equalShapes } from './merging';

export const add = defineLayer({
  kind: 'add',
  label: 'Skip-add',
  stem: 'add',
  group: 'Merge',
  doc: 'Adds its inputs value by value; all must have the same shape. A shortcut wired here makes a residual block.',
  inputs: many(2),
  fields: {},
  shape: (inputs) => equalShapes('skip-add', inputs),
  cost: () => noCost,
  explain: (inputs, out) => [
    { label: 'Sum', formula: `${inputs.map(formatShape).join(' + ')} → ${formatShape(out)}` },
  ],
  caption: (_, inputs) => captionInputs(inputs),
  build: ({ tf }, _, { name }) => [tf.layers.add({ name })],
  examples: [
    {
      in: [
        [28, 28, 64],
        [28, 28, 64],
      ],
      params: {},
      out: [28, 28, 64],
      weights: 0,
    },
  ],
});
