// An output of real numbers, such as places or sizes, trained with the mean squared error.
import { defineLayer, noCost, one } from './contract';
import { int } from './fields';
import { captionHead, explainHead, headFields, vectorOf } from './heads';

export const regression = defineLayer({
  kind: 'regression',
  label: 'Regression output',
  stem: 'values',
  group: 'Output',
  doc: 'Gives real numbers as they arrive, and trains with the mean squared error. It needs a vector of `values` numbers.',
  inputs: one,
  fields: {
    values: int('Values', {
      default: 1,
      max: 10_000,
      help: 'Numbers told for each image, as many as the data set has.',
    }),
    ...headFields,
  },
  shape: ([x], p) =>
    vectorOf(x, p.values, 'the regression output', p.values === 1 ? 'value' : 'values', 'values-differ'),
  cost: () => noCost,
  explain: (_, __, p) => [
    {
      label: 'Loss',
      formula: `Σ(ŷ − y)²/${p.values} over ${p.values} ${p.values === 1 ? 'value' : 'values'}`,
    },
    ...explainHead(p),
  ],
  caption: (p) => `${p.values} ${p.values === 1 ? 'value' : 'values'}${captionHead(p)}`,
  build: ({ tf }, _, { name }) => [tf.layers.activation({ name, activation: 'linear' })],
  head: () => ({ target: 'values', loss: 'meanSquaredError' }),
  keeps: () => ({ input: true, output: false }),
  examples: [{ in: [[2]], params: { values: 2 }, out: [2], weights: 0 }],
});
