// A batch on the device: what enters the network and what its outputs are compared with.
import type { Tf } from '../layers/tfTypes';
import type { Feed, Occasion } from './feeds';
import type { Seen, Tensor1D } from './judgements';
import type { Tensor } from './losses';
import type { WireSplit } from './protocol';
import { classesOf, expectedOf, type Residents, type Source } from './residents';
import type { HeadTarget } from './targets';

export interface Batch {
  /** In the order of the plan's inputs. */
  readonly inputs: readonly Tensor[];
  readonly compared: (target: HeadTarget) => Pick<Seen, 'expected' | 'classes'>;
}

/**
 * A batch on the device; each array is gathered there from `residents`, where it is among them, else uploaded, once
 * however many inputs and heads use it.
 */
export function batchOf(
  tf: Tf,
  feeds: readonly Feed[],
  split: WireSplit,
  indices: Uint32Array,
  occasion: Occasion,
  residents?: Residents,
): Batch {
  const known = new Map<string, Tensor>();
  let places: Tensor1D | undefined;
  const gathered = (key: string): Tensor | undefined => {
    if (!residents || residents.split !== split) return undefined;
    places ??= tf.tensor1d(Int32Array.from(indices), 'int32');
    return residents.rows(key, places);
  };
  const take = ({ key, shape, values }: Source): Tensor => {
    const tensor =
      known.get(key) ?? gathered(key) ?? tensorOf(tf, values(split, indices), [indices.length, ...shape]);
    known.set(key, tensor);
    return tensor;
  };
  return {
    inputs: feeds.map(({ key, shape, fill }) =>
      take({ key, shape, values: () => fill(split, indices, occasion) }),
    ),
    compared: (target) => {
      const [classes] = classesOf(target) ?? [];
      return { expected: take(expectedOf(target)), classes: classes && take(classes) };
    },
  };
}

function tensorOf(tf: Tf, values: Float32Array | Int32Array, shape: number[]): Tensor {
  const type = values instanceof Int32Array ? 'int32' : 'float32';
  return shape.length === 4
    ? tf.tensor4d(values, shape as [number, number, number, number], type)
    : tf.tensor(values, shape, type);
}
