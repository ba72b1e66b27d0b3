// A network's weights as values that outlive its device: read at the end of an epoch, put back where a run goes on.
import type { Tf } from '../layers/tfTypes';
import type { Checkpoint } from './protocol';

type Weights = InstanceType<Tf['LayersModel']>['weights'];
type Variable = ReturnType<Tf['variable']>;

/** Each weight's values, copied. */
export const readWeights = (weights: Weights): Promise<readonly Float32Array[]> =>
  Promise.all(weights.map(async (weight) => Float32Array.from(await (weight.read() as Variable).data())));

/** Puts kept values in the weights' place; throws where they are those of another network. */
export function putWeights(tf: Tf, weights: Weights, { weights: values }: Checkpoint): void {
  const sizes = weights.map(({ shape }) => shape.reduce<number>((n, d) => n * (d ?? 1), 1));
  if (sizes.join() !== values.map(({ length }) => length).join())
    throw new Error('The checkpoint is of another network: its weights differ in number or size.');
  for (const [i, weight] of weights.entries()) {
    const tensor = tf.tensor(values[i] ?? [], weight.shape as number[]);
    weight.write(tensor);
    tensor.dispose();
  }
}
