// The images of an order in memory that the training worker reads too: copied once per data set however many runs it
// trains, in slices, for a large set takes a tenth of a second. Where the page is not isolated there is no such memory, and
// the browser copies them on sending.
import type { RunOrder, WireSplit } from '../training/protocol';
import { inSlices, nextTask } from './inSlices';

type Images = Uint8Array | Float32Array;

/** Bytes copied at a time: about a millisecond, since every page of the new memory is touched for the first time. */
const piece = 2 ** 20;

const copies = new WeakMap<Images, Images>();
const underWay = new WeakMap<Images, Promise<Images>>();

/** The order with its images in shared memory: at once where they lie there already. */
export function lendImages(
  order: RunOrder,
  isolated = typeof crossOriginIsolated === 'boolean' && crossOriginIsolated,
): RunOrder | Promise<RunOrder> {
  if (!isolated) return order;
  const missing = [order.train, order.test].flatMap(arraysOf).filter((array) => !copies.has(array));
  return missing.length === 0 ? withCopies(order) : copyAll(missing).then(() => withCopies(order));
}

const arraysOf = (split: WireSplit): readonly Images[] =>
  Object.values(split).filter(
    (value): value is Images => value instanceof Uint8Array || value instanceof Float32Array,
  );

const withCopies = (order: RunOrder): RunOrder => ({
  ...order,
  train: withCopiesIn(order.train),
  test: withCopiesIn(order.test),
});

function withCopiesIn({ images, labels, count, masks, values, attributes }: WireSplit): WireSplit {
  const lent = <A extends Images>(array: A): A => (copies.get(array) ?? array) as A;
  return {
    images: lent(images),
    labels: lent(labels),
    count,
    ...(masks ? { masks: lent(masks) } : {}),
    ...(values ? { values: lent(values) } : {}),
    ...(attributes ? { attributes: lent(attributes) } : {}),
  };
}

async function copyAll(arrays: readonly Images[]): Promise<void> {
  // The page shows first that the run was started.
  await nextTask();
  for (const array of arrays) {
    // For another run, meanwhile.
    if (copies.has(array)) continue;
    const copying = underWay.get(array) ?? inSlices(copy(array));
    underWay.set(array, copying);
    try {
      copies.set(array, await copying);
    } finally {
      underWay.delete(array);
    }
  }
}

function* copy(array: Images): Generator<void, Images> {
  const given = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const bytes = new Uint8Array(new SharedArrayBuffer(array.byteLength));
  for (let at = 0; at < bytes.length; at += piece) {
    bytes.set(given.subarray(at, at + piece), at);
    yield;
  }
  return array instanceof Float32Array ? new Float32Array(bytes.buffer) : bytes;
}
