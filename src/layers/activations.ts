// Activation functions by the names that tf.js and Keras give them, and the field that layers with a built-in
// activation share.
import type { Keeps } from './contract';
import { choice } from './fields';

export const activationFunctions = [
  'relu',
  'leakyRelu',
  'elu',
  'sigmoid',
  'tanh',
  'softmax',
  'swish',
  'gelu',
] as const;
export type ActivationFunction = (typeof activationFunctions)[number];

/** Those that a layer can apply to its own output, without parameters of theirs. */
export const fusedActivations = ['none', 'relu', 'elu', 'sigmoid', 'tanh', 'swish', 'gelu'] as const;
export type FusedActivation = (typeof fusedActivations)[number];

export const activationLabels = {
  none: 'none',
  relu: 'ReLU',
  leakyRelu: 'leaky ReLU',
  elu: 'ELU',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softmax: 'softmax',
  swish: 'swish',
  gelu: 'GELU',
} as const;

export const activationField = (initial: FusedActivation) =>
  choice('Activation', fusedActivations, {
    default: initial,
    labels: activationLabels,
    help: 'Applied to the output; choose none where batch norm or logits follow.',
  });

/** tf.js calls no activation `linear`. */
export const tfActivation = (name: FusedActivation) => (name === 'none' ? 'linear' : name);

/** `, ReLU` in a caption; nothing for none. */
export const captionActivation = (name: FusedActivation): string =>
  name === 'none' ? '' : `, ${activationLabels[name]}`;

/**
 * What each function's derivative is computed from: y alone where it can be (ReLU: y > 0, ELU: y + α, sigmoid:
 * y(1 − y), tanh: 1 − y², softmax: y), else x.
 */
export const activationKeeps = (name: ActivationFunction | 'none'): Keeps => {
  switch (name) {
    case 'none':
      return { input: false, output: false };
    case 'leakyRelu':
    case 'swish':
    case 'gelu':
      return { input: true, output: false };
    default:
      return { input: false, output: true };
  }
};
