// A batch on the device: what enters the network and what its outputs are compared with.
import type { Tf } from '../layers/tfTypes';
import type { Feed, Occasion } from './feeds';
import type { Seen } from './judgements';
import type { Tensor } from './losses';
import type { WireSplit } from './protocol';
import type { HeadTarget } from './targets';

export interface Batch {
  /** In the order of the plan's inputs. */
  readonly inputs: readonly Tensor[];
  readonly compared: (target: HeadTarget) => Pick<Seen, 'expected' | 'classes'>;
}

/** A batch on the device; each array is uploaded once, however many inputs and heads use it. */
export function batchOf(
  tf: Tf,
  feeds: readonly Feed[],
  split: WireSplit,
  indices: Uint32Array,
  occasion: Occasion,
): Batch {
  const uploaded = new Map<string, Tensor>();
  const upload = (key: string, values: () => Float32Array | Int32Array, shape: readonly number[]): Tensor => {
    const known = uploaded.get(key);
    if (known) return known;
    const array = values();
    const tensor = tensorOf(tf, array, [indices.length, ...shape]);
    uploaded.set(key, tensor);
    return tensor;
  };
  return {
    inputs: feeds.map(({ key, shape, fill }) => upload(key, () => fill(split, indices, occasion), shape)),
    compared: ({ key, shape, expected, classes, head }) => ({
      expected: upload(key, () => expected(split, indices), shape),
      classes:
        classes &&
        upload(
          `${key} as numbers`,
          () => classes(split, indices),
          head.target === 'pixels' ? shape.slice(0, 2) : [],
        ),
    }),
  };
}

function tensorOf(tf: Tf, values: Float32Array | Int32Array, shape: number[]): Tensor {
  const type = values instanceof Int32Array ? 'int32' : 'float32';
  return shape.length === 4
    ? tf.tensor4d(values, shape as [number, number, number, number], type)
    : tf.tensor(values, shape, type);
}
