// Small image files of the user's own, made byte by byte: bars at as many places as there are classes, which a
// network learns within a few batches.
import { gzipSync } from 'node:zlib';
import type { GivenFile } from './app';

const file = (name: string, bytes: Uint8Array): GivenFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

const bigEndian = (value: number): readonly number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

/** An IDX file of unsigned bytes: its header announces `dims`. */
const idx = (name: string, dims: readonly number[], values: Uint8Array): GivenFile =>
  file(name, Uint8Array.from([0, 0, 8, dims.length, ...dims.flatMap(bigEndian), ...values]));

export const labelsFile = (name: string, count: number, classes: number): GivenFile =>
  idx(
    name,
    [count],
    Uint8Array.from({ length: count }, (_, i) => i % classes),
  );

/** The four files of a data set of square grey images, each with a bright row that tells its class. */
export function bars(classes: number, side = 12, train = 192, test = 48): readonly GivenFile[] {
  const images = (name: string, count: number, salt: number): GivenFile => {
    const pixels = new Uint8Array(count * side * side);
    for (let i = 0; i < count; i += 1) {
      const row = Math.floor((((i % classes) + 0.5) * side) / classes);
      for (let at = 0; at < side * side; at += 1) {
        const bright = Math.floor(at / side) === row;
        pixels[i * side * side + at] = (bright ? 200 : 0) + ((i * 31 + at * 17 + salt) % 50);
      }
    }
    return idx(name, [count, side, side], pixels);
  };
  return [
    images('train-images-idx3-ubyte', train, 0),
    labelsFile('train-labels-idx1-ubyte', train, classes),
    images('t10k-images-idx3-ubyte', test, 7),
    labelsFile('t10k-labels-idx1-ubyte', test, classes),
  ];
}

/** A CIFAR-10 batch that ends `missing` bytes too early. */
export const cifarFile = (name: string, records: number, missing = 0): GivenFile =>
  file(name, new Uint8Array(records * 3073 - missing));

export const gzipped = ({ name, buffer }: GivenFile): GivenFile => file(`${name}.gz`, gzipSync(buffer));

/** The first bytes of a file. */
export const cut = ({ name, buffer }: GivenFile, length: number): GivenFile =>
  file(name, buffer.subarray(0, length));
