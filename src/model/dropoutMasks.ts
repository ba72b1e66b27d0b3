// Makes dropout random and repeatable at once. tf.js draws a seeded dropout layer's mask anew from the same seed at
// every call, so that a network would drop the same values in each batch; without a seed no run could be repeated.
import type { Tf } from '../layers/tfTypes';
import { seedOf } from './seeds';

type Model = InstanceType<Tf['LayersModel']>;

/**
 * Returns a function to call before training batch `step`: it gives every dropout layer of the model a seed of its
 * own for that batch. Masks then vary from batch to batch and are the same in every run with this `runSeed`.
 */
export function dropoutMasks(model: Model, runSeed: number): (step: number) => void {
  const dropouts = model.layers.filter((layer) => layer.getClassName() === 'Dropout');
  return (step) => {
    for (const layer of dropouts) {
      // tf.js reads `seed` at every call but declares it private and fixed.
      (layer as unknown as { seed: number }).seed = seedOf(runSeed, 'dropout', layer.name, step);
    }
  };
}
