// What every layer with weights lets one choose about them: how they start, how they are held small, and whether
// training changes them. Apart, so that all such layers have the same fields under the same names.
import type { FusedActivation } from './activations';
import type { Keeps } from './contract';
import { flag, number } from './fields';
import { type InitializerName, initializerField } from './initializers';
import type { KernelStart } from './tfTypes';

/** For a layer whose weights can only be frozen, such as a normalisation. */
export const frozenField = flag('Frozen', {
  default: false,
  advanced: true,
  help: 'Training leaves these weights as they are.',
});

export const weightFields = {
  initializer: initializerField,
  initializerValue: number('Initializer value', {
    default: 0.01,
    min: -100,
    max: 100,
    step: 0.01,
    advanced: true,
    shownWhen: { field: 'initializer', is: ['normal', 'constant'] },
    help: 'Standard deviation of “normal” (its sign does not count); the value of “constant”.',
  }),
  l1: number('L1', {
    default: 0,
    min: 0,
    max: 10,
    step: 0.0001,
    advanced: true,
    help: 'Adds this times Σ|w| over the kernel to the loss, which drives weights to exactly 0.',
  }),
  l2: number('L2', {
    default: 0,
    min: 0,
    max: 10,
    step: 0.0001,
    advanced: true,
    help: 'Adds this times Σw² over the kernel to the loss (Keras’s form; PyTorch’s weight decay is twice this).',
  }),
  frozen: frozenField,
} as const;

export interface WeightParams {
  readonly initializer: InitializerName;
  readonly initializerValue: number;
  readonly l1: number;
  readonly l2: number;
  readonly frozen: boolean;
}

export const kernelStart = (p: WeightParams, seed: number): KernelStart => ({
  initializer: p.initializer,
  initializerValue: p.initializerValue,
  l1: p.l1,
  l2: p.l2,
  seed,
});

/**
 * The weights' gradient reads the input; that of an activation reads a tensor of the output's size, be it the output
 * (ReLU, ELU, sigmoid, tanh) or what entered it (swish, GELU).
 */
export const keepsOfWeights = (p: {
  readonly frozen: boolean;
  readonly activation: FusedActivation;
}): Keeps => ({ input: !p.frozen, output: p.activation !== 'none' });
