// A batch on the device: what enters the network and what its outputs are compared with.
import type { Tf } from '../layers/tfTypes';
import type { ChangedPixels } from './changedPixels';
import type { Feed, Occasion } from './feeds';
import type { Seen, Tensor1D } from './judgements';
import type { Tensor } from './losses';
import type { WireSplit } from './protocol';
import { classesOf, expectedOf, fedBy, type Residents, type Source } from './residents';
import type { HeadTarget } from './targets';

export interface Batch {
  /** In the order of the plan's inputs. */
  readonly inputs: readonly Tensor[];
  readonly compared: (target: HeadTarget) => Pick<Seen, 'expected' | 'classes'>;
}

/**
 * A batch on the device; each array is gathered there from `residents`, where it is among them, else uploaded, once
 * however many inputs and heads use it. `changed` gives all that follows from pixels instead.
 */
export function batchOf(
  tf: Tf,
  feeds: readonly Feed[],
  split: WireSplit,
  indices: Uint32Array,
  occasion: Occasion,
  residents?: Residents,
  changed?: ChangedPixels,
): Batch {
  const known = new Map<string, Tensor>();
  let places: Tensor1D | undefined;
  const gathered = (key: string): Tensor | undefined => {
    if (!residents || residents.split !== split) return undefined;
    places ??= tf.tensor1d(Int32Array.from(indices), 'int32');
    return residents.rows(key, places);
  };
  const asIs = ({ key, shape, values }: Source): Tensor =>
    gathered(key) ?? tensorOf(tf, values(split, indices), [indices.length, ...shape]);
  const take = (source: Source): Tensor => {
    const { key, form } = source;
    const tensor = known.get(key) ?? (form && changed ? changed(source) : asIs(source));
    known.set(key, tensor);
    return tensor;
  };
  return {
    inputs: feeds.map((feed) => take(fedBy(feed, occasion))),
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
