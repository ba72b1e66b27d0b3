// What of a sample enters each input of the network: typed arrays, without tf.js. Noise is drawn here, from seeds, so
// that a run can be repeated.
import { gatherImages } from '../data/batches';
import type { ImageSplit } from '../data/dataSet';
import { Random } from '../data/random';
import type { Shape } from '../layers/contract';
import { seedOf } from '../model/seeds';
import type { Step } from '../plan/plan';
import type { RunOrder, WireSplit } from './protocol';

/** When a batch is fed: at training step 1, 2, …, or to be assessed. */
export type Occasion = { readonly step: number } | 'assessment';

export interface Feed {
  /** Equal keys have equal arrays for one batch. */
  readonly key: string;
  /** Of one sample: [height, width, channels] or [values]. */
  readonly shape: Shape;
  /** The samples at `indices`, one after the other; images in 0…1. */
  readonly fill: (split: WireSplit, indices: Uint32Array, occasion: Occasion) => Float32Array;
}

type Facts = Pick<RunOrder, 'imageShape' | 'classCount' | 'settings'>;

/** The page may lend shared memory, which is read here as any other; the types of typed arrays tell the two apart. */
const asImageSplit = (split: WireSplit): ImageSplit => split as ImageSplit;

/** Images at `indices`, [indices, height, width, channels] in 0…1. */
export function imagesAt(split: WireSplit, indices: Uint32Array, size: number): Float32Array {
  const images = new Float32Array(indices.length * size);
  gatherImages(asImageSplit(split), indices, images);
  return images;
}

/** [indices, classes]: 1 at each sample's class. */
export function oneHotAt({ labels }: WireSplit, indices: Uint32Array, classes: number): Float32Array {
  const values = new Float32Array(indices.length * classes);
  for (const [row, index] of indices.entries()) values[row * classes + (labels[index] ?? 0)] = 1;
  return values;
}

/** The rows of a table [count, width] at `indices`. */
export function rowsAt(table: ArrayLike<number>, indices: Uint32Array, width: number): Float32Array {
  const rows = new Float32Array(indices.length * width);
  let to = 0;
  for (const index of indices)
    for (let from = index * width; from < (index + 1) * width; from++) rows[to++] = table[from] ?? 0;
  return rows;
}

/** How the input step `step` is fed. */
export function feedOf(step: Step, facts: Facts): Feed {
  const { imageShape, classCount } = facts;
  const size = imageShape[0] * imageShape[1] * imageShape[2];
  const source = String(step.params.source ?? 'image');
  const shape = step.outputShape;
  const images: Feed['fill'] = (split, indices) => imagesAt(split, indices, size);
  if (step.kind === 'vectorInput') {
    if (source === 'class')
      return { key: 'class', shape, fill: (split, indices) => oneHotAt(split, indices, classCount) };
    if (source === 'values')
      return {
        key: 'values',
        shape,
        fill: ({ values = [] }, indices) => rowsAt(values, indices, shape[0] ?? 0),
      };
    return { key: 'pixels', shape, fill: images };
  }
  switch (source) {
    case 'noisy':
      return { key: `noisy ${step.id}`, shape, fill: noisy(images, step, facts, size) };
    case 'grey':
      return { key: 'grey', shape, fill: (...batch) => luminance(images(...batch), imageShape[2]) };
    case 'small':
      return { key: 'small', shape, fill: (...batch) => blockMeans(images(...batch), imageShape) };
    default:
      return { key: 'image', shape, fill: images };
  }
}

/**
 * Adds noise N(0, deviation²) and clips to 0…1. In training the noise follows from the run's seed and the step; where
 * the network is assessed it follows from the seed and the sample, so that every look judges the same pictures.
 */
function noisy(images: Feed['fill'], step: Step, { settings }: Facts, size: number): Feed['fill'] {
  const deviation = Number(step.params.noise ?? 0);
  const add = (values: Float32Array, from: number, to: number, random: Random) => {
    const draw = gaussian(random);
    for (let i = from; i < to; i++)
      values[i] = Math.min(1, Math.max(0, (values[i] ?? 0) + deviation * draw()));
  };
  return (split, indices, occasion) => {
    const values = images(split, indices, occasion);
    if (occasion !== 'assessment') {
      add(values, 0, values.length, Random.from(seedOf(settings.seed, 'noise', step.id, occasion.step)));
      return values;
    }
    const seed = seedOf(settings.seed, 'noise', step.id, 'assessment');
    for (const [row, index] of indices.entries())
      add(values, row * size, (row + 1) * size, Random.from(seed, index));
    return values;
  };
}

/** Standard normal numbers, two from each accepted pair (Marsaglia's polar method, 1964). */
export function gaussian(random: Random): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const u = 2 * random.unit() - 1;
      const v = 2 * random.unit() - 1;
      const s = u * u + v * v;
      if (s === 0 || s >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * factor;
      return u * factor;
    }
  };
}

/** Rec. 601 luma, 0.299 R + 0.587 G + 0.114 B; the mean where there are not three channels. */
export function luminance(images: Float32Array, channels: number): Float32Array {
  if (channels === 1) return images;
  const weights = channels === 3 ? [0.299, 0.587, 0.114] : new Array<number>(channels).fill(1 / channels);
  const grey = new Float32Array(images.length / channels);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += (weights[c] ?? 0) * (images[pixel * channels + c] ?? 0);
    grey[pixel] = sum;
  }
  return grey;
}

const block = 4;

/** Means of 4×4-pixel blocks; rows and columns that fill no block are left out. */
export function blockMeans(
  images: Float32Array,
  [height, width, channels]: readonly [number, number, number],
): Float32Array {
  const [rows, columns] = [Math.floor(height / block), Math.floor(width / block)];
  const count = images.length / (height * width * channels);
  const means = new Float32Array(count * rows * columns * channels);
  let to = 0;
  for (let image = 0; image < count; image++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let c = 0; c < channels; c++) {
          let sum = 0;
          for (let y = row * block; y < (row + 1) * block; y++)
            for (let x = column * block; x < (column + 1) * block; x++)
              sum += images[((image * height + y) * width + x) * channels + c] ?? 0;
          means[to++] = sum / (block * block);
        }
  return means;
}
