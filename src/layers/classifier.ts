// The network's output: softmax over logits, trained with cross-entropy. It has no weights of its own, so that the
// layer before it, dense or convolutional, is counted where it is drawn.
import { ok } from '../lib/result';
import { defineLayer, describeShape, isVector, misfit, noCost, one } from './contract';
import { int } from './fields';
import { captionHead, explainHead, headFields } from './heads';

export const classifier = defineLayer({
  kind: 'classifier',
  label: 'Classifier output',
  stem: 'classes',
  group: 'Output',
  doc: 'Turns one logit per class into probabilities (softmax) and trains with cross-entropy. It needs a vector of `classes` logits.',
  inputs: one,
  fields: {
    classes: int('Classes', {
      default: 10,
      min: 2,
      max: 10_000,
      help: 'Classes told apart, as many as the data set has.',
    }),
    ...headFields,
  },
  shape: ([x], p) => {
    if (!x || !isVector(x)) {
      return misfit(
        'needs-vector',
        `the classifier needs a vector of ${p.classes} logits, but ${describeShape(x ?? [])} arrive: flatten or pool globally first`,
      );
    }
    return x[0] === p.classes
      ? ok(x)
      : misfit(
          'classes-differ',
          `the classifier has ${p.classes} classes and needs as many logits, but ${x[0]} arrive`,
        );
  },
  cost: () => noCost,
  explain: (_, __, p) => [
    { label: 'Probability', formula: `eˣᵢ/Σⱼ eˣⱼ over ${p.classes} logits` },
    { label: 'Untrained loss', formula: `ln ${p.classes} = ${Math.log(p.classes).toFixed(6)}` },
    ...explainHead(p),
  ],
  caption: (p) => `softmax, ${p.classes} classes${captionHead(p)}`,
  build: ({ tf }, _, { name }) => [tf.layers.activation({ name, activation: 'softmax' })],
  head: () => ({ target: 'class', loss: 'softmaxCrossEntropy' }),
  keeps: () => ({ input: true, output: false }),
  examples: [
    { in: [[10]], params: {}, out: [10], weights: 0 },
    { in: [[1000]], params: { classes: 1000, weight: 0.3, trainingOnly: true }, out: [1000], weights: 0 },
  ],
});
