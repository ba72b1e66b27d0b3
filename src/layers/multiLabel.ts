// An output for labels of which any number may apply at once: a sigmoid for each, trained with cross-entropy.
import { defineLayer, noCost, one } from './contract';
import { int } from './fields';
import { captionHead, explainHead, headFields, vectorOf } from './heads';

export const multiLabel = defineLayer({
  kind: 'multiLabel',
  label: 'Multi-label output',
  stem: 'labels',
  group: 'Output',
  doc: 'Turns one logit per label into the probability that the label applies (sigmoid), each for itself. It needs a vector of `labels` logits; one label is a yes-or-no question.',
  inputs: one,
  fields: {
    labels: int('Labels', {
      default: 1,
      max: 10_000,
      help: 'Labels that may apply to an image, as many as the data set has.',
    }),
    ...headFields,
  },
  shape: ([x], p) =>
    vectorOf(x, p.labels, 'the multi-label output', p.labels === 1 ? 'logit' : 'logits', 'values-differ'),
  cost: () => noCost,
  explain: (_, __, p) => [
    { label: 'Probability', formula: `1/(1 + e⁻ˣ) for each of ${p.labels} logits` },
    { label: 'Untrained loss', formula: `about ln 2 = ${Math.LN2.toFixed(6)} for each label` },
    ...explainHead(p),
  ],
  caption: (p) => `sigmoid, ${p.labels} ${p.labels === 1 ? 'label' : 'labels'}${captionHead(p)}`,
  build: ({ tf }, _, { name }) => [tf.layers.activation({ name, activation: 'sigmoid' })],
  head: () => ({ target: 'labels', loss: 'sigmoidCrossEntropy' }),
  keeps: () => ({ input: true, output: false }),
  examples: [{ in: [[4]], params: { labels: 4 }, out: [4], weights: 0 }],
});
