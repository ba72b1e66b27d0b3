// Small data files made byte by byte for the tests of this room; no part of the app.
import type { ImageFile } from './readImageFiles';

const bigEndian = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

/** An IDX file of unsigned bytes whose header announces `dims`, followed by `values`. */
export const idxBytes = (
  dims: readonly number[],
  values: ArrayLike<number>,
  type = 8,
): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([0, 0, type, dims.length, ...dims.flatMap(bigEndian), ...Array.from(values)]);

/** An IDX file of images whose bytes count up from 0. */
export const idxImages = (...dims: readonly number[]): Uint8Array<ArrayBuffer> => {
  const size = dims.reduce((product, dim) => product * dim, 1);
  return idxBytes(
    dims,
    Array.from({ length: size }, (_, i) => i & 255),
  );
};

export const idxLabels = (...labels: readonly number[]): Uint8Array<ArrayBuffer> =>
  idxBytes([labels.length], labels);

/** CIFAR-10 records with the given labels, whose planes are filled with label + 10, + 20 and + 30. */
export const cifarBytes = (...labels: readonly number[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(labels.length * 3073);
  for (const [record, label] of labels.entries()) {
    const start = record * 3073;
    bytes[start] = label;
    for (let plane = 0; plane < 3; plane++) {
      bytes.fill(label + 10 * (plane + 1), start + 1 + plane * 1024, start + 1 + (plane + 1) * 1024);
    }
  }
  return bytes;
};

export const gzip = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
  );

export const file = (name: string, bytes: Uint8Array<ArrayBuffer>): ImageFile => ({ name, bytes });

export const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);
