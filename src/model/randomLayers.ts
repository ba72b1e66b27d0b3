// Makes layers that draw at random both random and repeatable. tf.js draws a seeded layer's numbers anew from the same
// seed at every call, so that a network would drop the same values in each batch; without a seed no run could be
// repeated.
import type { Tf } from '../layers/tfTypes';
import { type SeedNames, seedName, seedOf } from './seeds';

type Model = InstanceType<Tf['LayersModel']>;

/** Spatial dropout is a `Dropout` too. */
const drawing: ReadonlySet<string> = new Set(['Dropout', 'GaussianNoise', 'GaussianSampling']);

/**
 * Returns a function to call before training batch `step`: it gives every dropout, Gaussian noise and Gaussian
 * sampling layer of the model a seed of its own for that batch. What they draw then varies from batch to batch and from
 * layer to layer, and is the same in every run with this `runSeed`. `seedNames`: see `buildModel`.
 */
export function randomLayers(
  model: Model,
  runSeed: number,
  seedNames: SeedNames = {},
): (step: number) => void {
  const layers = model.layers.filter((layer) => drawing.has(layer.getClassName()));
  return (step) => {
    for (const layer of layers) {
      // Read at every call; tf.js declares that of its own dropout private and fixed.
      (layer as unknown as { seed: number }).seed = seedOf(
        runSeed,
        'draw',
        seedName(seedNames, layer.name),
        step,
      );
    }
  };
}
