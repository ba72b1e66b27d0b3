// A non-linearity as a node of its own, for where it does not follow its convolution directly.
import { ok } from '../lib/result';
import { activationFunctions, activationLabels } from './activations';
import { defineLayer, noCost, one } from './contract';
import { choice } from './fields';

export const activation = defineLayer({
  kind: 'activation',
  label: 'Activation',
  stem: 'act',
  group: 'Activation',
  doc: 'Applies a `function` to every value (softmax: over the channels of each pixel).',
  inputs: one,
  fields: {
    function: choice('Function', activationFunctions, {
      default: 'relu',
      labels: activationLabels,
      help: 'ReLU keeps positive values and zeroes the rest.',
    }),
  },
  shape: ([x]) => ok(x ?? []),
  cost: () => noCost,
  explain: ([x], _, p) => [
    { label: 'Applied', formula: `${formulas[p.function]}, at each of ${(x ?? []).join('·')} values` },
  ],
  caption: (p) => activationLabels[p.function],
  build: ({ tf }, p, { name }) => [tf.layers.activation({ name, activation: p.function })],
  examples: [
    { in: [[28, 28, 16]], params: {}, out: [28, 28, 16], weights: 0 },
    { in: [[10]], params: { function: 'softmax' }, out: [10], weights: 0 },
  ],
});

const formulas = {
  relu: 'max(0, x)',
  elu: 'x if x > 0, else eˣ − 1',
  sigmoid: '1/(1 + e⁻ˣ)',
  tanh: '(eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)',
  softmax: 'eˣᵢ/Σⱼ eˣⱼ',
} as const;
