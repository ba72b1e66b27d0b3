// Which images a training step takes, and in what order: seeded shuffles, a held-out part, and the copy from
// bytes to floats. Apart from training because evaluation and the sample grid use them as well.
import type { ImageSplit } from './dataSet';
import { Random } from './random';

const shuffle = (indices: Uint32Array<ArrayBuffer>, random: Random): Uint32Array<ArrayBuffer> => {
  // Fisher and Yates, in Durstenfeld's form: every order is as likely as any other.
  for (let i = indices.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = indices[i] ?? 0;
    indices[i] = indices[j] ?? 0;
    indices[j] = kept;
  }
  return indices;
};

const firstIndices = (count: number): Uint32Array<ArrayBuffer> => {
  const indices = new Uint32Array(count);
  for (let i = 0; i < count; i++) indices[i] = i;
  return indices;
};

/** The numbers 0..count-1 in an order that depends on seed and epoch alone. */
export const shuffledIndices = (count: number, seed: number, epoch: number): Uint32Array<ArrayBuffer> =>
  shuffle(firstIndices(count), Random.from(seed, epoch));

/** Indices into the training split: those to train on, and those to validate on. */
export interface HeldOutSplit {
  readonly train: Uint32Array<ArrayBuffer>;
  readonly heldOut: Uint32Array<ArrayBuffer>;
}

/**
 * Splits 0..count-1 at random into a part to train on and a held-out part of round(count · share) indices.
 * The seed alone decides; both parts ascend. Where count allows, a share in (0, 1) leaves at least one index
 * on each side; 0 holds nothing out.
 */
export const holdOut = (count: number, share: number, seed: number): HeldOutSplit => {
  if (!(share >= 0 && share < 1)) throw new Error(`holdOut: share ${share} is not in [0, 1)`);
  const wanted = share === 0 ? 0 : Math.max(1, Math.round(count * share));
  const held = Math.max(0, Math.min(count - 1, wanted));
  // A stream that no epoch number reaches, so that the split never repeats the first epoch's order.
  const order = shuffle(firstIndices(count), Random.from(seed, -1));
  return { heldOut: order.slice(0, held).sort(), train: order.slice(held).sort() };
};

/**
 * Copies the images at `indices` into the front of `out` as [indices.length, height, width, channels], bytes
 * scaled to 0..1. `out` may be longer than needed; what lies behind is left as it was.
 */
export const gatherImages = (split: ImageSplit, indices: Uint32Array, out: Float32Array): void => {
  const size = split.count === 0 ? 0 : split.images.length / split.count;
  if (out.length < indices.length * size) {
    throw new Error(`gatherImages: ${indices.length} images of ${size} values do not fit into ${out.length}`);
  }
  let to = 0;
  for (const index of indices) {
    if (index >= split.count) throw new Error(`gatherImages: image ${index} of ${split.count}`);
    const end = (index + 1) * size;
    for (let from = index * size; from < end; from++) out[to++] = (split.images[from] ?? 0) / 255;
  }
};

/** The labels at `indices`, in their order. */
export const gatherLabels = (split: ImageSplit, indices: Uint32Array): Uint8Array<ArrayBuffer> => {
  const labels = new Uint8Array(indices.length);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] ?? 0;
    if (index >= split.count) throw new Error(`gatherLabels: image ${index} of ${split.count}`);
    labels[i] = split.labels[index] ?? 0;
  }
  return labels;
};
