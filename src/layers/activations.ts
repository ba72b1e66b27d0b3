// Activation functions by the names that tf.js and Keras give them, and the field that layers with a built-in
// activation share.
import { choice } from './fields';

export const activationFunctions = ['relu', 'elu', 'sigmoid', 'tanh', 'softmax'] as const;
export const fusedActivations = ['none', 'relu', 'elu', 'sigmoid', 'tanh'] as const;
export type FusedActivation = (typeof fusedActivations)[number];

export const activationLabels = {
  none: 'none',
  relu: 'ReLU',
  elu: 'ELU',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softmax: 'softmax',
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
