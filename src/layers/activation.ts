// A non-linearity as a node of its own, for where it does not follow its convolution directly.
import { ok } from '../lib/result';
import {
  type ActivationFunction,
  activationFunctions,
  activationKeeps,
  activationLabels,
} from './activations';
import { defineLayer, noCost, one } from './contract';
import { choice, number } from './fields';

interface Slopes {
  readonly slope: number;
  readonly alpha: number;
}

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
      help: 'ReLU keeps positive values and zeroes the rest; swish is x·σ(x), GELU is x·Φ(x) with the exact normal distribution function Φ.',
    }),
    slope: number('Slope', {
      default: 0.1,
      min: 0,
      max: 1,
      step: 0.01,
      advanced: true,
      shownWhen: { field: 'function', is: ['leakyRelu'] },
      help: 'Of the leaky ReLU below zero. Keras 0.3, PyTorch 0.01, Darknet 0.1.',
    }),
    alpha: number('Alpha', {
      default: 1,
      min: 0,
      max: 10,
      step: 0.1,
      advanced: true,
      shownWhen: { field: 'function', is: ['elu'] },
      help: 'The ELU approaches minus this for large negative values.',
    }),
  },
  shape: ([x]) => ok(x ?? []),
  cost: () => noCost,
  explain: ([x], _, p) => [
    { label: 'Applied', formula: `${formulas[p.function](p)}, at each of ${(x ?? []).join('·')} values` },
  ],
  caption: (p) => captions[p.function]?.(p) ?? activationLabels[p.function],
  build: ({ tf, custom }, p, { name }) => {
    if (p.function === 'leakyRelu') return [tf.layers.leakyReLU({ name, alpha: p.slope })];
    if (p.function === 'elu') return [custom.elu({ name, alpha: p.alpha })];
    return [tf.layers.activation({ name, activation: p.function })];
  },
  keeps: (p) => activationKeeps(p.function),
  examples: [
    { in: [[28, 28, 16]], params: {}, out: [28, 28, 16], weights: 0 },
    { in: [[10]], params: { function: 'softmax' }, out: [10], weights: 0 },
    { in: [[13, 13, 8]], params: { function: 'leakyRelu', slope: 0.01 }, out: [13, 13, 8], weights: 0 },
  ],
});

const formulas: Readonly<Record<ActivationFunction, (p: Slopes) => string>> = {
  relu: () => 'max(0, x)',
  leakyRelu: (p) => `x if x > 0, else ${p.slope}·x`,
  elu: (p) => `x if x > 0, else ${p.alpha === 1 ? 'eˣ − 1' : `${p.alpha}·(eˣ − 1)`}`,
  sigmoid: () => '1/(1 + e⁻ˣ)',
  tanh: () => '(eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)',
  softmax: () => 'eˣᵢ/Σⱼ eˣⱼ',
  swish: () => 'x/(1 + e⁻ˣ)',
  gelu: () => 'x·Φ(x) = ½x(1 + erf(x/√2))',
};

const captions: Partial<Record<ActivationFunction, (p: Slopes) => string>> = {
  leakyRelu: (p) => `${activationLabels.leakyRelu} ${p.slope}`,
  elu: (p) => (p.alpha === 1 ? activationLabels.elu : `${activationLabels.elu} ${p.alpha}`),
};
