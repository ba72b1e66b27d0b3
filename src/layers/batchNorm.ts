// Batch normalisation (Ioffe & Szegedy 2015, algorithm 1) over the last axis.
import { formatCount } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, one } from './contract';
import { number } from './fields';
import { epsilonField } from './normalising';
import { frozenField } from './weights';

export const batchNorm = defineLayer({
  kind: 'batchNorm',
  label: 'Batch norm',
  stem: 'bn',
  group: 'Normalisation',
  doc: 'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it by learned γ and β. Where `frozen`, it uses its moving mean and variance in training too, as Keras does.',
  inputs: one,
  fields: {
    momentum: number('Momentum', {
      default: 0.9,
      min: 0,
      max: 0.9999,
      step: 0.01,
      help: 'How slowly the moving mean and variance, used outside training, follow the batches. PyTorch writes 1 − this.',
    }),
    epsilon: epsilonField,
    frozen: frozenField,
  },
  shape: ([x]) => ok(x ?? []),
  cost: ([x]) => ({ trainable: 2 * (x?.at(-1) ?? 0), frozen: 2 * (x?.at(-1) ?? 0), macs: 0 }),
  explain: ([x]) => {
    const c = x?.at(-1) ?? 0;
    return [
      { label: 'Weights', formula: `γ and β: 2·${c} = ${formatCount(2 * c)} weights` },
      { label: 'Not trained', formula: `moving mean and variance: 2·${c} = ${formatCount(2 * c)}` },
    ];
  },
  caption: (p) => (p.frozen ? 'frozen' : `momentum ${p.momentum}`),
  build: ({ custom }, p, { name }) => [
    custom.batchNorm({ name, axis: -1, momentum: p.momentum, epsilon: p.epsilon }),
  ],
  // Frozen, it is y = a·x + b with constants a and b.
  keeps: (p) => ({ input: !p.frozen, output: false }),
  examples: [
    { in: [[28, 28, 16]], params: {}, out: [28, 28, 16], weights: 64 },
    { in: [[28, 28, 16]], params: { frozen: true }, out: [28, 28, 16], weights: 64 },
    { in: [[84]], params: {}, out: [84], weights: 336 },
  ],
});
