// What of the training data lies on the device for a whole run, so that a batch is gathered there and only its indices
// cross over. On a processor's own backend this gains nothing: the data lies in its memory anyway.
import type { Shape } from '../layers/contract';
import type { Tf } from '../layers/tfTypes';
import type { Feed } from './feeds';
import type { Tensor1D } from './judgements';
import type { Tensor } from './losses';
import type { WireSplit } from './protocol';
import type { HeadTarget } from './targets';

/** An array that batches take rows of. */
export interface Source {
  readonly key: string;
  /** Of one sample. */
  readonly shape: Shape;
  readonly values: (split: WireSplit, indices: Uint32Array) => Float32Array | Int32Array;
}

export interface Residents {
  /** The only split whose samples are here, those below `count`. */
  readonly split: WireSplit;
  /** The rows at `indices` (int32) of the array `key`; undefined where it is not here. */
  readonly rows: (key: string, indices: Tensor1D) => Tensor | undefined;
  readonly dispose: () => void;
}

/** Bytes of training data that are kept on a device. */
export const mostResident = 256 * 2 ** 20;

/** All that batches of these feeds and targets take rows of, each key once; what is drawn anew for each step is not. */
export function sourcesOf(feeds: readonly Feed[], targets: readonly HeadTarget[]): readonly Source[] {
  const all = [
    ...feeds.flatMap(({ key, shape, fill, fixed }) =>
      fixed
        ? [{ key, shape, values: (split: WireSplit, at: Uint32Array) => fill(split, at, 'assessment') }]
        : [],
    ),
    ...targets.flatMap((target) => [expectedOf(target), ...(classesOf(target) ?? [])]),
  ];
  return [...new Map(all.map((source) => [source.key, source])).values()];
}

export const expectedOf = ({ key, shape, expected }: HeadTarget): Source => ({
  key,
  shape,
  values: expected,
});

/** Of targets with true classes: the class of each sample or pixel. */
export function classesOf({ key, shape, classes, head }: HeadTarget): readonly [Source] | undefined {
  const own = head.target === 'pixels' ? shape.slice(0, 2) : [];
  return classes && [{ key: `${key} as numbers`, shape: own, values: classes }];
}

/**
 * Uploads the first `count` samples of the sources that fit, each into one buffer and all together into `budget` bytes,
 * the small ones first.
 */
export function makeResidents(
  tf: Tf,
  sources: readonly Source[],
  split: WireSplit,
  count: number,
  budget: number,
): Residents {
  const bytesOf = ({ shape }: Source) => 4 * count * shape.reduce((n, d) => n * d, 1);
  const largest = largestBuffer(tf);
  const all = Uint32Array.from({ length: count }, (_, i) => i);
  const here = new Map<string, Tensor>();
  let left = budget;
  for (const source of [...sources].sort((a, b) => bytesOf(a) - bytesOf(b))) {
    const bytes = bytesOf(source);
    if (bytes > left || bytes > largest) continue;
    left -= bytes;
    const values = source.values(split, all);
    const type = values instanceof Int32Array ? 'int32' : 'float32';
    here.set(source.key, tf.tensor(values, [count, ...source.shape], type));
  }
  return {
    split,
    rows: (key, indices) => {
      const table = here.get(key);
      return table && tf.gather(table, indices);
    },
    dispose: () => tf.dispose([...here.values()]),
  };
}

/** Bytes that a kernel of the backend in use can be given as one tensor, where it says so: WebGPU does. */
function largestBuffer(tf: Tf): number {
  const { device } = tf.backend() as unknown as { readonly device?: GPUDevice };
  return device?.limits?.maxStorageBufferBindingSize ?? Number.POSITIVE_INFINITY;
}
