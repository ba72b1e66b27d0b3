// Subtraction: what one branch has and the other has not.
import { formatShape } from '../lib/format';
import { defineLayer, named, noCost } from './contract';
import { equalShapes } from './merging';

export const subtract = defineLayer({
  kind: 'subtract',
  label: 'Subtract',
  stem: 'subtract',
  group: 'Merge',
  doc: 'The first input minus the second, value by value; both must have the same shape.',
  inputs: named('a', 'b'),
  fields: {},
  shape: (inputs) => equalShapes('subtraction', inputs),
  cost: () => noCost,
  explain: (inputs, out) => [
    { label: 'Difference', formula: `${inputs.map(formatShape).join(' − ')} → ${formatShape(out)}` },
  ],
  caption: () => 'a − b',
  build: ({ custom }, _, { name }) => [custom.subtract({ name })],
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
    { in: [[10], [10]], params: {}, out: [10], weights: 0 },
  ],
});
