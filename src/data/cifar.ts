// CIFAR-10's binary form (https://www.cs.toronto.edu/~kriz/cifar.html, "Binary version"): records of one label
// byte and three planes of 32×32 bytes, red, green, blue, in row-major order.
import { formatCount } from '../lib/format';
import { err, ok, type Result } from '../lib/result';
import { type DataProblem, maxDataBytes } from './dataSet';

const side = 32;
const planeSize = side * side;
const imageSize = 3 * planeSize;
const recordSize = 1 + imageSize;

export const cifarShape = [side, side, 3] as const;
export const cifarClasses: readonly string[] = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
];

export interface CifarRecords {
  readonly kind: 'records';
  readonly name: string;
  readonly count: number;
  /** [count, 32, 32, 3]: the planes interleaved. */
  readonly images: Uint8Array<ArrayBuffer>;
  readonly labels: Uint8Array<ArrayBuffer>;
}

/** Whether a file claims to be CIFAR-10 binary: the form has no magic number, so its name must end in .bin. */
export const looksLikeCifar = (name: string): boolean => /\.bin(\.gz)?$/i.test(name);

const partialRecord = (name: string, length: number): string => {
  const whole = Math.floor(length / recordSize);
  const cifar100 =
    length % (recordSize + 1) === 0
      ? ' Its length fits CIFAR-100, whose records have 3,074 bytes and which is not read.'
      : '';
  return `${name} is truncated: expected a multiple of ${formatCount(recordSize)} bytes (one CIFAR-10 record), has ${formatCount(length)}, which is ${formatCount(whole)} records and ${formatCount(length - whole * recordSize)} bytes.${cifar100}`;
};

/** Reads an unpacked CIFAR-10 file. Fails with `truncated`, `too-large` or `label-out-of-range`. */
export const parseCifar = (name: string, bytes: Uint8Array): Result<CifarRecords, DataProblem> => {
  if (bytes.length % recordSize !== 0 || bytes.length === 0) {
    return err({ code: 'truncated', at: name, message: partialRecord(name, bytes.length) });
  }
  if (bytes.length > maxDataBytes) {
    const message = `${name} is too large: it has ${formatCount(bytes.length)} bytes, and at most ${formatCount(maxDataBytes)} can be held.`;
    return err({ code: 'too-large', at: name, message });
  }
  const count = bytes.length / recordSize;
  const labels = new Uint8Array(count);
  const images = new Uint8Array(count * imageSize);
  let to = 0;
  for (let record = 0; record < count; record++) {
    const start = record * recordSize;
    const label = bytes[start] ?? 0;
    if (label >= cifarClasses.length) {
      const message = `${name}: record ${formatCount(record + 1)} has label ${label}. Expected 0 to 9, as in CIFAR-10's binary version.`;
      return err({ code: 'label-out-of-range', at: name, message });
    }
    labels[record] = label;
    for (let red = start + 1; red <= start + planeSize; red++) {
      images[to++] = bytes[red] ?? 0;
      images[to++] = bytes[red + planeSize] ?? 0;
      images[to++] = bytes[red + 2 * planeSize] ?? 0;
    }
  }
  return ok({ kind: 'records', name, count, images, labels });
};

export interface CifarNames {
  readonly kind: 'names';
  readonly name: string;
  readonly classNames: readonly string[];
}

/** Whether a file is the list of class names that comes with CIFAR-10. */
export const isClassList = (name: string): boolean => /^batches\.meta\.txt$/i.test(name);

/** Reads the list of class names: ten lines. Fails with `truncated`. */
export const parseClassList = (name: string, bytes: Uint8Array): Result<CifarNames, DataProblem> => {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  const classNames = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (classNames.length === cifarClasses.length) return ok({ kind: 'names', name, classNames });
  const message = `${name} should list the ${cifarClasses.length} class names, one a line; found ${classNames.length}. Leave it out to use CIFAR-10's own names.`;
  return err({ code: 'truncated', at: name, message });
};
