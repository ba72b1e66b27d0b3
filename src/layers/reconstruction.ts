// An output that is an image again, compared with the sample's own pixel by pixel: the end of every autoencoder, and of
// super-resolution and colourisation.
import { formatShape } from '../lib/format';
import { defineLayer, noCost, one } from './contract';
import { choice } from './fields';
import { captionHead, explainHead, headFields, imageOf } from './heads';

export const reconstruction = defineLayer({
  kind: 'reconstruction',
  label: 'Reconstruction output',
  stem: 'image',
  group: 'Output',
  doc: 'Compares an image with the sample’s own, from 0 to 1. With binary cross-entropy as `loss` it takes logits and gives their sigmoid.',
  inputs: one,
  fields: {
    loss: choice('Loss', ['meanSquaredError', 'binaryCrossEntropy'], {
      default: 'meanSquaredError',
      labels: { meanSquaredError: 'mean squared error', binaryCrossEntropy: 'binary cross-entropy' },
      help: 'Mean squared error compares the values as they arrive; binary cross-entropy suits images that are nearly black and white, and needs no activation before it.',
    }),
    ...headFields,
  },
  shape: ([x]) => imageOf(x, 'the reconstruction output', 'an image'),
  cost: () => noCost,
  explain: ([x], _, p) => [
    {
      label: 'Loss',
      formula:
        p.loss === 'meanSquaredError'
          ? `(ŷ − y)², averaged over ${formatShape(x ?? [])} values`
          : `−y·ln σ(x) − (1 − y)·ln(1 − σ(x)), averaged over ${formatShape(x ?? [])} values`,
    },
    ...explainHead(p),
  ],
  caption: (p) =>
    `${p.loss === 'meanSquaredError' ? 'squared error' : 'sigmoid, cross-entropy'}${captionHead(p)}`,
  build: ({ tf }, p, { name }) => [
    tf.layers.activation({ name, activation: p.loss === 'meanSquaredError' ? 'linear' : 'sigmoid' }),
  ],
  head: (p) => ({
    target: 'image',
    loss: p.loss === 'meanSquaredError' ? 'meanSquaredError' : 'sigmoidCrossEntropy',
  }),
  keeps: () => ({ input: true, output: false }),
  examples: [
    { in: [[28, 28, 1]], params: {}, out: [28, 28, 1], weights: 0 },
    { in: [[32, 32, 3]], params: { loss: 'binaryCrossEntropy' }, out: [32, 32, 3], weights: 0 },
  ],
});
