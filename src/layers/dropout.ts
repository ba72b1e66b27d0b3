// Dropout (Srivastava et al. 2014), inverted: kept values are scaled up in training, so that nothing changes outside it.
import { ok } from '../lib/result';
import { defineLayer, noCost, one } from './contract';
import { number } from './fields';

/** `1 − 0.5 = 0.5 of the values, scaled by 2`. */
export const keptShare = (rate: number, things: 'values' | 'channels'): string =>
  `1 − ${rate} = ${Number((1 - rate).toFixed(4))} of the ${things}, scaled by ${Number((1 / (1 - rate)).toFixed(3))}`;

export const dropout = defineLayer({
  kind: 'dropout',
  label: 'Dropout',
  stem: 'drop',
  group: 'Regularisation',
  doc: 'In training, zeroes each value with probability `rate`, so that no unit can rely on another.',
  inputs: one,
  fields: {
    rate: number('Rate', {
      default: 0.5,
      min: 0,
      max: 0.95,
      step: 0.05,
      help: 'Share of values zeroed in each training step.',
    }),
  },
  shape: ([x]) => ok(x ?? []),
  cost: () => noCost,
  explain: (_, __, p) => [{ label: 'Kept', formula: keptShare(p.rate, 'values') }],
  caption: (p) => `rate ${p.rate}`,
  build: ({ tf }, p, { name, seed }) => [tf.layers.dropout({ name, rate: p.rate, seed })],
  examples: [{ in: [[256]], params: {}, out: [256], weights: 0 }],
});
