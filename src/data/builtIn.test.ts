import { beforeAll, describe, expect, test } from 'vitest';
import { makeBuiltIn, makeDigits, makeShapes } from './builtIn';
import { builtInSet } from './builtInSets.fixture';
import type { BuiltInId, DataSet, ImageSplit } from './dataSet';
import { countClasses } from './summary';

/** FNV-1a, 32 bits. */
const checksum = (bytes: Uint8Array): string => {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

const imageSize = ({ imageShape: [height, width, channels] }: DataSet): number => height * width * channels;

const imagesOf = (split: ImageSplit, size: number): string[] =>
  Array.from({ length: split.count }, (_, i) =>
    Buffer.from(split.images.buffer, i * size, size).toString('latin1'),
  );

/** Multinomial logistic regression on centred pixels: weights [pixels, classes], biases last. */
class LinearClassifier {
  private readonly weights: Float32Array;
  private readonly first: Float32Array;
  private readonly second: Float32Array;
  private readonly mean: Float32Array;
  private step = 0;

  constructor(
    private readonly data: DataSet,
    private readonly size = imageSize(data),
    private readonly classes = data.classNames.length,
  ) {
    const { images, count } = data.train;
    this.weights = new Float32Array((size + 1) * classes);
    this.first = new Float32Array(this.weights.length);
    this.second = new Float32Array(this.weights.length);
    this.mean = new Float32Array(size);
    for (let i = 0; i < images.length; i++)
      this.mean[i % size] = (this.mean[i % size] ?? 0) + (images[i] ?? 0) / count;
  }

  private logits(split: ImageSplit, index: number): Float32Array {
    const logits = this.weights.slice(this.size * this.classes);
    for (let p = 0; p < this.size; p++) {
      const x = ((split.images[index * this.size + p] ?? 0) - (this.mean[p] ?? 0)) / 255;
      for (let k = 0; k < this.classes; k++)
        logits[k] = (logits[k] ?? 0) + x * (this.weights[p * this.classes + k] ?? 0);
    }
    return logits;
  }

  /** Adds the cross-entropy's gradient for one training image. */
  private addGradient(index: number, gradient: Float32Array, share: number): void {
    const { images, labels } = this.data.train;
    const logits = this.logits(this.data.train, index);
    const top = Math.max(...logits);
    const odds = logits.map((value) => Math.exp(value - top));
    const total = odds.reduce((sum, value) => sum + value, 0);
    const slope = odds.map((value, k) => (value / total - (k === labels[index] ? 1 : 0)) * share);
    for (let p = 0; p <= this.size; p++) {
      const pixel = p < this.size ? ((images[index * this.size + p] ?? 0) - (this.mean[p] ?? 0)) / 255 : 1;
      for (let k = 0; k < this.classes; k++) {
        const at = p * this.classes + k;
        gradient[at] = (gradient[at] ?? 0) + pixel * (slope[k] ?? 0);
      }
    }
  }

  /** One epoch of Adam (β 0.9 and 0.999) in batches of 50; the images are in random order already. */
  trainEpoch(rate: number): void {
    const batch = 50;
    for (let start = 0; start < this.data.train.count; start += batch) {
      const gradient = new Float32Array(this.weights.length);
      for (let i = start; i < start + batch; i++) this.addGradient(i, gradient, 1 / batch);
      this.step += 1;
      const scale = (rate * Math.sqrt(1 - 0.999 ** this.step)) / (1 - 0.9 ** this.step);
      for (let i = 0; i < gradient.length; i++) {
        const g = gradient[i] ?? 0;
        const m = 0.9 * (this.first[i] ?? 0) + 0.1 * g;
        const v = 0.999 * (this.second[i] ?? 0) + 0.001 * g * g;
        this.first[i] = m;
        this.second[i] = v;
        this.weights[i] = (this.weights[i] ?? 0) - (scale * m) / (Math.sqrt(v) + 1e-7);
      }
    }
  }

  accuracy(split: ImageSplit): number {
    let right = 0;
    for (let i = 0; i < split.count; i++) {
      const logits = this.logits(split, i);
      if (logits.indexOf(Math.max(...logits)) === split.labels[i]) right += 1;
    }
    return right / split.count;
  }
}

/** The best test accuracy after any epoch: more than an honest choice of the epoch could reach. */
const bestLinearAccuracy = (data: DataSet, epochs: number): number => {
  const classifier = new LinearClassifier(data);
  let best = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    classifier.trainEpoch(2e-3 * (1 - epoch / epochs));
    best = Math.max(best, classifier.accuracy(data.test));
  }
  return best;
};

interface Expected {
  readonly shape: readonly number[];
  /** Checksums of the first 20 training images; then of images, labels, masks, values and attributes, of both splits. */
  readonly first: string;
  readonly train: readonly string[];
  readonly test: readonly string[];
  readonly epochs: number;
}

const expected: Record<BuiltInId, Expected> = {
  digits: {
    shape: [28, 28, 1],
    first: '9f3c74af',
    train: ['36464dc4', '452071c3', '1c16ab44', '0a8f5320', '4f59534d'],
    test: ['e0420b9a', '7695d05d', '0a8d113a', '4fbc3f09', 'd061754a'],
    epochs: 9,
  },
  shapes: {
    shape: [32, 32, 3],
    first: '65fc7d15',
    train: ['426ae9d5', '452071c3', 'c7b1ddbc', '39e15f83', '192bd4e7'],
    test: ['a9f1bac3', '7695d05d', 'ab9b9244', '2de53a3a', '65a433ac'],
    epochs: 3,
  },
};

const bytesOf = (array: Uint8Array | Float32Array | undefined): Uint8Array =>
  new Uint8Array(array?.buffer ?? new ArrayBuffer());

describe.each(['digits', 'shapes'] as const)('%s', (id) => {
  let data: DataSet;
  beforeAll(() => {
    data = builtInSet(id);
  });

  test('holds 6,000 and 1,000 images of its shape, equally many of each class', () => {
    expect(data.imageShape).toEqual(expected[id].shape);
    expect(data.classNames).toHaveLength(10);
    for (const [split, count] of [
      [data.train, 6000],
      [data.test, 1000],
    ] as const) {
      expect(split.count).toBe(count);
      expect(split.images).toHaveLength(count * imageSize(data));
      expect(countClasses(split, 10)).toEqual(new Array(10).fill(count / 10));
    }
  });

  test('mixes the classes: no hundred images in a row lack one', () => {
    for (let start = 0; start + 100 <= data.train.count; start += 100) {
      expect(new Set(data.train.labels.subarray(start, start + 100)).size).toBe(10);
    }
  });

  test('is the same bytes on every machine: its first images have a known checksum', () => {
    expect(checksum(data.train.images.subarray(0, 20 * imageSize(data)))).toBe(expected[id].first);
  });

  test('is the same bytes from version to version, in both splits: runs and figures stay comparable', () => {
    for (const part of ['train', 'test'] as const) {
      const { images, labels, masks, values, attributes } = data[part];
      const sums = [images, labels, masks, values, attributes].map((array) => checksum(bytesOf(array)));
      expect(sums, part).toEqual(expected[id][part]);
    }
  });

  test('repeats for a seed and differs for another; tells its progress up to 1, never falling', () => {
    const make = id === 'digits' ? makeDigits : makeShapes;
    const shares: number[] = [];
    const again = makeBuiltIn(id, (share) => shares.push(share));
    expect(shares.length).toBeGreaterThan(10);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeCloseTo(1, 12);
    expect(Buffer.compare(again.train.images, data.train.images)).toBe(0);
    expect(Buffer.compare(again.test.images, data.test.images)).toBe(0);
    expect(again.train.labels).toEqual(data.train.labels);
    const other = new Set(imagesOf(make(2).train, imageSize(data)));
    expect(imagesOf(data.train, imageSize(data)).some((image) => other.has(image))).toBe(false);
  });

  test('has no image twice, neither within a split nor across', () => {
    const images = [...imagesOf(data.train, imageSize(data)), ...imagesOf(data.test, imageSize(data))];
    expect(new Set(images).size).toBe(7000);
  });

  test('is beyond a linear classifier: 30 % to 90 % of the test images', () => {
    const accuracy = bestLinearAccuracy(data, expected[id].epochs);
    console.info(`${data.name}: best test accuracy of softmax regression ${(100 * accuracy).toFixed(1)} %`);
    expect(accuracy).toBeLessThan(0.9);
    expect(accuracy).toBeGreaterThan(0.3);
  });
});
