// What of the training data lies on the device for a whole run, so that a batch is gathered there and only its indices
// cross over. On a processor's own backend this gains nothing: the data lies in its memory anyway.
import type { Shape } from '../layers/contract';
import type { Tf } from '../layers/tfTypes';
import { type Feed, imagesAt, type Occasion, type PixelForm } from './feeds';
import type { Tensor1D } from './judgements';
import type { Tensor } from './losses';
import type { RunOrder, WireSplit } from './protocol';
import type { HeadTarget } from './targets';

/** An array that batches take rows of. */
export interface Source {
  readonly key: string;
  /** Of one sample. */
  readonly shape: Shape;
  /** Absent where no pixels enter. */
  readonly form?: PixelForm;
  readonly values: (split: WireSplit, indices: Uint32Array) => Float32Array | Int32Array;
}

export interface Residents {
  /** The only split whose samples are here, those below `count`. */
  readonly split: WireSplit;
  /** The rows at `indices` (int32) of the array `key`; undefined where it is not here. */
  readonly rows: (key: string, indices: Tensor1D) => Tensor | undefined;
  /** The whole array `key`; undefined where it is not here. */
  readonly table: (key: string) => Tensor | undefined;
  readonly dispose: () => void;
}

/** Bytes of training data that are kept on a device. */
export const mostResident = 256 * 2 ** 20;

/** All that batches of these feeds and targets take rows of, each key once; what is drawn anew for each step is not. */
export function sourcesOf(feeds: readonly Feed[], targets: readonly HeadTarget[]): readonly Source[] {
  const all = [
    ...feeds.flatMap((feed) => (feed.fixed ? [fedBy(feed, 'assessment')] : [])),
    ...targets.flatMap((target) => [expectedOf(target), ...(classesOf(target) ?? [])]),
  ];
  return [...new Map(all.map((source) => [source.key, source])).values()];
}

export const fedBy = ({ key, shape, form, fill }: Feed, occasion: Occasion): Source => ({
  key,
  shape,
  ...(form ? { form } : {}),
  values: (split, at) => fill(split, at, occasion),
});

export const expectedOf = ({ key, shape, expected, head: { target } }: HeadTarget): Source => ({
  key,
  shape,
  ...(target === 'image' ? { form: 'image' } : target === 'pixels' ? { form: 'one-hot' } : {}),
  values: expected,
});

export const imagesKey = 'image';

/** The images themselves, where anything follows from them: what augmentation on the device begins with. */
export function imagesFor(sources: readonly Source[], shape: RunOrder['imageShape']): readonly Source[] {
  const used = sources.some(({ form }) => form === 'image' || form === 'grey' || form === 'small');
  const known = sources.some(({ key }) => key === imagesKey);
  const size = shape.reduce((n, d) => n * d, 1);
  const values: Source['values'] = (split, at) => imagesAt(split, at, size);
  return used && !known ? [...sources, { key: imagesKey, shape, form: 'image', values }] : sources;
}

/** The key of the classes behind one-hot rows. */
export const asNumbers = (key: string): string => `${key} as numbers`;

/** Of targets with true classes: the class of each sample or pixel. */
export function classesOf({ key, shape, classes, head }: HeadTarget): readonly [Source] | undefined {
  if (!classes) return undefined;
  const source = { key: asNumbers(key), values: classes };
  return head.target === 'pixels'
    ? [{ ...source, shape: shape.slice(0, 2), form: 'classes' }]
    : [{ ...source, shape: [] }];
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
    table: (key) => here.get(key),
    dispose: () => tf.dispose([...here.values()]),
  };
}

/** Bytes that a kernel of the backend in use can be given as one tensor, where it says so: WebGPU does. */
function largestBuffer(tf: Tf): number {
  const { device } = tf.backend() as unknown as { readonly device?: GPUDevice };
  return device?.limits?.maxStorageBufferBindingSize ?? Number.POSITIVE_INFINITY;
}
