// What of a sample enters each input of the network: typed arrays, without tf.js. Noise is drawn here, from seeds, so
// that a run can be repeated.
import { gatherImages } from '../data/batches';
import type { ImageSplit } from '../data/dataSet';
import { givenBy, greyOf, noisy, smallOf } from '../data/derive';
import { Random } from '../data/random';
import type { Shape } from '../layers/contract';
import { seedName, seedOf } from '../model/seeds';
import type { Step } from '../plan/plan';
import type { RunOrder, WireSplit } from './protocol';

/** When a batch is fed: at training step 1, 2, …, or to be assessed. */
export type Occasion = { readonly step: number } | 'assessment';

/** How an array follows from a sample's image or mask, which augmentation changes. */
export type PixelForm = 'image' | 'grey' | 'small' | 'noisy' | 'classes' | 'one-hot';

export interface Feed {
  /** Equal keys have equal arrays for one batch. */
  readonly key: string;
  /** Of one sample: [height, width, channels] or [values]. */
  readonly shape: Shape;
  /** Whether a sample's values are the same on every occasion. */
  readonly fixed: boolean;
  /** Absent where no pixels enter. */
  readonly form?: PixelForm;
  /** The samples at `indices`, one after the other; images in 0…1. */
  readonly fill: (split: WireSplit, indices: Uint32Array, occasion: Occasion) => Float32Array;
}

type Facts = Pick<RunOrder, 'imageShape' | 'classCount' | 'settings' | 'seedNames'>;

/** The page may lend shared memory, which is read here as any other; the types of typed arrays tell the two apart. */
const asImageSplit = (split: WireSplit): ImageSplit => split as ImageSplit;

/** Images at `indices`, [indices, height, width, channels] in 0…1. */
export function imagesAt(split: WireSplit, indices: Uint32Array, size: number): Float32Array {
  const images = new Float32Array(indices.length * size);
  gatherImages(asImageSplit(split), indices, images);
  return images;
}

/** [classes, count]: 1 at each of the classes. */
export function oneHot(classes: Int32Array, count: number): Float32Array {
  const values = new Float32Array(classes.length * count);
  for (const [i, c] of classes.entries()) values[i * count + c] = 1;
  return values;
}

/** The class of each sample. */
export const classesAt = ({ labels }: WireSplit, indices: Uint32Array): Int32Array =>
  Int32Array.from(indices, (index) => labels[index] ?? 0);

/** [indices, classes]: 1 at each sample's class. */
export const oneHotAt = (split: WireSplit, indices: Uint32Array, classes: number): Float32Array =>
  oneHot(classesAt(split, indices), classes);

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
  const shape = step.outputShape;
  const fixed = true;
  const images: Feed['fill'] = (split, indices) => imagesAt(split, indices, size);
  if (step.kind === 'vectorInput') {
    const { source } = step.params;
    if (source === 'class')
      return { key: 'class', shape, fixed, fill: (split, indices) => oneHotAt(split, indices, classCount) };
    if (source === 'values')
      return {
        key: 'values',
        shape,
        fixed,
        fill: ({ values = [] }, indices) => rowsAt(values, indices, shape[0] ?? 0),
      };
    return { key: 'pixels', shape, fixed, form: 'image', fill: images };
  }
  const given = givenBy(step.params);
  switch (given.source) {
    case 'noisy':
      return {
        key: `noisy ${step.id}`,
        shape,
        fixed: false,
        form: 'noisy',
        fill: withNoise(images, given.deviation, step, facts, size),
      };
    case 'grey':
      return {
        key: 'grey',
        shape,
        fixed,
        form: 'grey',
        fill: (...batch) => greyOf(images(...batch), imageShape[2]),
      };
    case 'small':
      return {
        key: 'small',
        shape,
        fixed,
        form: 'small',
        fill: (...batch) => smallOf(images(...batch), imageShape),
      };
    case 'image':
      return { key: 'image', shape, fixed, form: 'image', fill: images };
  }
}

/**
 * Adds noise N(0, deviation²) and clips to 0…1. In training the noise follows from the run's seed and the step; where
 * the network is assessed it follows from the seed and the sample, so that every look judges the same pictures.
 */
function withNoise(
  images: Feed['fill'],
  deviation: number,
  { id }: Step,
  { settings, seedNames = {} }: Facts,
  size: number,
): Feed['fill'] {
  const name = seedName(seedNames, id);
  return (split, indices, occasion) => {
    const values = images(split, indices, occasion);
    if (occasion !== 'assessment')
      return noisy(values, deviation, Random.from(seedOf(settings.seed, 'noise', name, occasion.step)));
    const seed = seedOf(settings.seed, 'noise', name, 'assessment');
    for (const [row, index] of indices.entries())
      noisy(values.subarray(row * size, (row + 1) * size), deviation, Random.from(seed, index));
    return values;
  };
}
