// What a network is given in place of the image itself: with noise, in grey or small. Pure functions of images and a
// random stream, so that training, the sample grid and tests see the same.
import type { Random } from './random';

type ImageShape = readonly [height: number, width: number, channels: number];

/** Pixels of the side of a block whose mean is one pixel of a small image. */
export const smallBlock = 4;

/** Luma of red, green and blue as they are stored, by ITU-R BT.601: what Pillow, OpenCV and TensorFlow call grey. */
const luma = [0.299, 0.587, 0.114] as const;

/** What each channel counts in grey: of three the luma, of any other number the mean. */
export const greyWeights = (channels: number): readonly number[] =>
  channels === 3 ? luma : new Array<number>(channels).fill(1 / channels);

/**
 * Images [count, height, width, channels] in grey, [count, height, width, 1]: of three channels the luma
 * 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), of any other number their mean. Images of one channel come back as the
 * very array.
 */
export function greyOf(images: Float32Array, channels: number): Float32Array {
  if (channels === 1) return images;
  const weights = greyWeights(channels);
  const grey = new Float32Array(images.length / channels);
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++) {
    let sum = 0;
    for (const weight of weights) sum += weight * (images[at++] ?? 0);
    grey[pixel] = sum;
  }
  return grey;
}

/** Height and width of a small image: whole blocks only. */
export const smallShape = ([height, width, channels]: ImageShape): ImageShape => [
  Math.floor(height / smallBlock),
  Math.floor(width / smallBlock),
  channels,
];

/**
 * Images [count, height, width, channels] as the means of their 4×4-pixel blocks, [count, ⌊height/4⌋, ⌊width/4⌋,
 * channels]. Rows and columns that fill no block are left out.
 */
export function smallOf(images: Float32Array, shape: ImageShape): Float32Array {
  const [height, width, channels] = shape;
  const [rows, columns] = smallShape(shape);
  const count = images.length / (height * width * channels);
  const small = new Float32Array(count * rows * columns * channels);
  const row = width * channels;
  let to = 0;
  for (let image = 0; image < count; image++) {
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const corner = (image * height + y * smallBlock) * row + x * smallBlock * channels;
        for (let c = 0; c < channels; c++) small[to++] = blockMean(images, corner + c, row, channels);
      }
    }
  }
  return small;
}

function blockMean(images: Float32Array, corner: number, row: number, channels: number): number {
  let sum = 0;
  for (let y = 0; y < smallBlock; y++)
    for (let x = 0; x < smallBlock; x++) sum += images[corner + y * row + x * channels] ?? 0;
  return sum / (smallBlock * smallBlock);
}

/** Standard normal numbers from the stream, two from each accepted pair (Marsaglia and Bray's polar method, 1964). */
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

/** Adds Gaussian noise of this standard deviation to images in 0…1, in place, and clips to 0…1; returns the array. */
export function noisy(images: Float32Array, deviation: number, random: Random): Float32Array {
  const draw = gaussian(random);
  for (let i = 0; i < images.length; i++)
    images[i] = Math.min(1, Math.max(0, (images[i] ?? 0) + deviation * draw()));
  return images;
}

/** What an image input takes of each sample. */
export type Given =
  | { readonly source: 'image' | 'grey' | 'small' }
  | { readonly source: 'noisy'; readonly deviation: number };

/** What the parameters of an image input say that it takes; what they do not know is the image. */
export function givenBy({ source, noise }: Readonly<Record<string, unknown>>): Given {
  if (source === 'noisy') return { source, deviation: Number(noise) };
  return { source: source === 'grey' || source === 'small' ? source : 'image' };
}

/** Images in 0…1 as they are given, and the shape of one. `random` draws the noise; the array may be used up. */
export function givenImages(
  images: Float32Array,
  shape: ImageShape,
  given: Given,
  random: Random,
): { readonly images: Float32Array; readonly shape: ImageShape } {
  switch (given.source) {
    case 'image':
      return { images, shape };
    case 'noisy':
      return { images: noisy(images, given.deviation, random), shape };
    case 'grey':
      return { images: greyOf(images, shape[2]), shape: [shape[0], shape[1], 1] };
    case 'small':
      return { images: smallOf(images, shape), shape: smallShape(shape) };
  }
}
