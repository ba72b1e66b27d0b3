// Values without rows and columns that enter the network: an image laid out flat, a class, or measurements.
import { ok } from '../lib/result';
import { defineLayer, noCost, none } from './contract';
import { choice, int } from './fields';

/** What of a sample enters; `data/` makes it. */
export const vectorSources = ['pixels', 'class', 'values'] as const;
export type VectorSource = (typeof vectorSources)[number];

export const vectorInput = defineLayer({
  kind: 'vectorInput',
  label: 'Vector input',
  stem: 'vector',
  group: 'Input',
  doc: 'A vector of `values` numbers that enters the network: the pixels of an image laid out flat, its class, or measurements.',
  inputs: none,
  fields: {
    values: int('Values', { default: 784, help: 'Numbers per sample; 784 is a digit of 28×28 pixels.' }),
    source: choice('Source', vectorSources, {
      default: 'pixels',
      advanced: true,
      labels: { pixels: 'Pixels', class: 'Class', values: 'Values' },
      help: 'What of each sample enters. Pixels: the image, row by row with the channels innermost. Class: one value per class, 1 at the sample’s own and 0 elsewhere. Values: the sample’s real numbers.',
    }),
  },
  shape: (_, p) => ok([p.values]),
  cost: () => noCost,
  explain: (_, out) => [{ label: 'Values', formula: `${out[0]}` }],
  caption: (p) => ({ pixels: 'pixels, flat', class: 'class, one-hot', values: 'values' })[p.source],
  build: () => [],
  examples: [
    { in: [], params: { values: 784 }, out: [784], weights: 0 },
    { in: [], params: { values: 10, source: 'class' }, out: [10], weights: 0 },
  ],
});
