// The sampling step of a variational autoencoder (Kingma & Welling 2014): random, and yet with a gradient, because the
// randomness is an input of its own (section 2.4, the reparametrisation).
import { formatShape } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, misfit, named, noCost } from './contract';
import { number } from './fields';
import { disagreeing, sameShape } from './merging';

export const gaussianSampling = defineLayer({
  kind: 'gaussianSampling',
  label: 'Gaussian sampling',
  stem: 'z',
  group: 'Generative',
  doc: 'Draws z from a normal distribution of the given mean and logarithm of variance in training, and passes the mean on outside it. Adds `klWeight` times the divergence from N(0, 1) to the loss.',
  inputs: named('mean', 'logVariance'),
  fields: {
    klWeight: number('KL weight', {
      default: 0.001,
      min: 0,
      max: 100,
      step: 0.001,
      help: 'Factor of the Kullback-Leibler divergence in the loss: more orders the codes, less sharpens the images.',
    }),
  },
  shape: (inputs) => {
    const slots = disagreeing(inputs, sameShape);
    const [mean, logVariance] = inputs;
    return slots.length === 0
      ? ok(mean ?? [])
      : misfit(
          'shapes-differ',
          `mean and log variance need equal shapes, but ${formatShape(mean ?? [])} and ${formatShape(logVariance ?? [])} arrive`,
          slots,
        );
  },
  cost: () => noCost,
  explain: (_, out, p) => [
    { label: 'In training', formula: 'z = μ + e^(½·log σ²)·ε, ε drawn from N(0, 1)' },
    { label: 'Outside it', formula: 'z = μ' },
    {
      label: 'Adds to the loss',
      formula: `${p.klWeight}·Σ −½(1 + log σ² − μ² − σ²), over ${out.join('·')} values, averaged over the batch`,
    },
  ],
  caption: (p) => `KL × ${p.klWeight}`,
  build: ({ custom }, _, { name, seed }) => [custom.gaussianSampling({ name, seed })],
  keeps: () => ({ input: true, output: false }),
  examples: [
    { in: [[16], [16]], params: {}, out: [16], weights: 0 },
    {
      in: [
        [4, 4, 8],
        [4, 4, 8],
      ],
      params: {},
      out: [4, 4, 8],
      weights: 0,
    },
  ],
});
