// Gaussian noise as a layer, which makes a network bear small changes of its input, or an autoencoder a denoising one.
import { ok } from '../lib/result';
import { defineLayer, noCost, one } from './contract';
import { number } from './fields';

export const gaussianNoise = defineLayer({
  kind: 'gaussianNoise',
  label: 'Gaussian noise',
  stem: 'noise',
  group: 'Regularisation',
  doc: 'In training, adds normal noise of the given `deviation` to every value; outside it changes nothing.',
  inputs: one,
  fields: {
    deviation: number('Deviation', {
      default: 0.1,
      min: 0,
      max: 10,
      step: 0.05,
      help: 'Standard deviation of the noise; images run from 0 to 1.',
    }),
  },
  shape: ([x]) => ok(x ?? []),
  cost: () => noCost,
  explain: (_, __, p) => [{ label: 'In training', formula: `x + ${p.deviation}·ε, ε drawn from N(0, 1)` }],
  caption: (p) => `deviation ${p.deviation}`,
  build: ({ custom }, p, { name, seed }) => [custom.gaussianNoise({ name, stddev: p.deviation, seed })],
  examples: [{ in: [[28, 28, 1]], params: {}, out: [28, 28, 1], weights: 0 }],
});
