// One optimiser's step over all variables by our own compiled kernels: see `ops/updateAll.ts` for the rules.
import * as tf from '@tensorflow/tfjs';
import { type UpdateAllAttrs, updateAll } from '../ops/names';
import { beta1, beta2, momentumDecay, slotCounts, squaresDecay } from '../ops/updateAll';
import { allocate } from './heap';
import { ownKernel } from './ownKernel';
import { type OwnKernels, pointer } from './ownModule';

type Inputs = Record<string, tf.TensorInfo>;

/** Updates one variable; `from` and `to` are pointers to the weight (and, in `from`, the gradient) and the slots. */
type Update = (
  own: OwnKernels,
  from: readonly number[],
  to: readonly number[],
  count: number,
  attrs: UpdateAllAttrs,
) => void;

const updates: Readonly<Record<UpdateAllAttrs['kind'], Update>> = {
  sgd: (own, from, to, count, { rate }) => own.updateSgd(...from, ...to, count, rate),
  momentum: (own, from, to, count, { rate }) =>
    own.updateMomentum(...from, ...to, count, rate, momentumDecay),
  rmsprop: (own, from, to, count, { rate, epsilon }) =>
    own.updateRmsprop(...from, ...to, count, rate, epsilon, squaresDecay, 1 - squaresDecay),
  adam: (own, from, to, count, { rate, epsilon }) =>
    own.updateAdam(...from, ...to, count, rate, epsilon, beta1, beta2, 1 - beta1, 1 - beta2),
};

/** All new weights, then all new first slots, then all new second slots. */
export const ownUpdateAll = ownKernel<Inputs, UpdateAllAttrs>(
  updateAll,
  ({ inputs, attrs, backend }, own) => {
    const named = (name: string): tf.TensorInfo => {
      const tensor = inputs[name];
      if (!tensor) throw new Error(`${updateAll} lacks its input ${name}.`);
      return tensor;
    };
    const letters = ['m', 'v'].slice(0, slotCounts[attrs.kind]);
    const made = ['w', ...letters].map((): tf.TensorInfo[] => []);
    for (let i = 0; i < attrs.count; i++) {
      const weight = named(`w${i}`);
      const from = [weight, named(`g${i}`), ...letters.map((letter) => named(`${letter}${i}`))];
      const to = made.map((list) => {
        const tensor = allocate(backend, weight.shape);
        list.push(tensor);
        return tensor;
      });
      const at = (tensor: tf.TensorInfo): number => pointer(backend, tensor);
      updates[attrs.kind](own, from.map(at), to.map(at), tf.util.sizeFromShape(weight.shape), attrs);
    }
    return made.flat();
  },
);
