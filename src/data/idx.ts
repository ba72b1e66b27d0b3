// The IDX format of MNIST and its successors (http://yann.lecun.com/exdb/mnist, "The IDX file format"): two zero
// bytes, a type, the number of axes, each axis as a big-endian 32-bit integer, then the values.
import { formatCount } from '../lib/format';
import { err, ok, type Result } from '../lib/result';
import { type DataProblem, type DataProblemCode, maxDataBytes } from './dataSet';

export interface IdxImages {
  readonly kind: 'images';
  readonly name: string;
  readonly count: number;
  readonly shape: readonly [height: number, width: number, channels: number];
  /** [count, height, width, channels], a copy of its own. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface IdxLabels {
  readonly kind: 'labels';
  readonly name: string;
  readonly count: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const typeNames = new Map([
  [0x08, 'unsigned bytes'],
  [0x09, 'signed bytes'],
  [0x0b, '16-bit integers'],
  [0x0c, '32-bit integers'],
  [0x0d, '32-bit floats'],
  [0x0e, '64-bit floats'],
]);

const bigEndian = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) * 0x1000000 +
  (bytes[at + 1] ?? 0) * 0x10000 +
  (bytes[at + 2] ?? 0) * 0x100 +
  (bytes[at + 3] ?? 0);

const acceptedMagics: ReadonlySet<number> = new Set([0x801, 0x803, 0x804]);

interface Header {
  readonly dims: readonly number[];
  /** Bytes before the values. */
  readonly size: number;
  /** Bytes that the whole file should have. */
  readonly total: number;
}

const readHeader = (bytes: Uint8Array): Header => {
  const axes = bytes[3] ?? 0;
  const dims = Array.from({ length: axes }, (_, i) => bigEndian(bytes, 4 + 4 * i));
  const size = 4 + 4 * axes;
  return { dims, size, total: size + dims.reduce((product, dim) => product * dim, 1) };
};

/** Whether a file claims to be IDX, by its first four bytes or by a name such as `train-images-idx3-ubyte`. */
export const looksLikeIdx = (name: string, bytes: Uint8Array): boolean => {
  const [a, b, type = 0, axes = 0] = bytes;
  const typed = a === 0 && b === 0 && typeNames.has(type) && axes >= 1 && axes <= 8;
  return typed || /idx\d|ubyte/i.test(name);
};

/** Whether a file is IDX beyond doubt: a header that we read, and exactly as many bytes as it calls for. */
export const isWholeIdx = (bytes: Uint8Array): boolean =>
  bytes.length >= 8 && acceptedMagics.has(bigEndian(bytes, 0)) && readHeader(bytes).total === bytes.length;

const wrongMagic = (name: string, magic: number): string => {
  const type = typeNames.get((magic >>> 8) & 0xff);
  const axes = magic & 0xff;
  const found =
    magic < 0x10000 && type ? `, an IDX file of ${type} with ${axes} ${axes === 1 ? 'axis' : 'axes'}` : '';
  const hex = `0x${magic.toString(16).padStart(8, '0')}`;
  return `${name} begins with ${hex}${found}. Expected 0x00000803 (images [n, h, w]), 0x00000804 (images [n, h, w, c]) or 0x00000801 (labels [n]), all of unsigned bytes.`;
};

/** The first thing wrong with a file that claims to be IDX, or nothing. */
const findFault = (name: string, bytes: Uint8Array): readonly [DataProblemCode, string] | undefined => {
  if (bytes.length < 4) {
    return [
      'truncated',
      `${name} is truncated: expected at least 8 bytes of IDX header, has ${bytes.length}.`,
    ];
  }
  const magic = bigEndian(bytes, 0);
  if (!acceptedMagics.has(magic)) return ['wrong-magic', wrongMagic(name, magic)];
  const axes = magic & 0xff;
  const headerSize = 4 + 4 * axes;
  if (bytes.length < headerSize) {
    return [
      'truncated',
      `${name} is truncated: expected ${headerSize} bytes of IDX header, has ${bytes.length}.`,
    ];
  }
  const { dims, total } = readHeader(bytes);
  const sizes = `its header announces ${dims.map(formatCount).join(' × ')}`;
  if (dims[0] === 0) return ['empty-file', `${name} holds nothing: ${sizes} values. Expected at least one.`];
  if (dims.includes(0)) return ['bad-dimensions', `${name} has images without pixels: ${sizes} values.`];
  if (total > maxDataBytes) {
    return [
      'too-large',
      `${name} is too large: ${sizes} values, and at most ${formatCount(maxDataBytes)} bytes can be held. The file itself has ${formatCount(bytes.length)}.`,
    ];
  }
  if (bytes.length < total) {
    return [
      'truncated',
      `${name} is truncated: ${sizes} values, so expected ${formatCount(total)} bytes, has ${formatCount(bytes.length)}. Download it again.`,
    ];
  }
  if (bytes.length > total) {
    return [
      'excess-bytes',
      `${name} is too long: ${sizes} values, so expected ${formatCount(total)} bytes, has ${formatCount(bytes.length)}.`,
    ];
  }
  return undefined;
};

/**
 * Reads an unpacked IDX file of images ([n, h, w] or [n, h, w, c]) or labels ([n]), unsigned bytes. Fails with
 * `truncated`, `wrong-magic`, `empty-file`, `bad-dimensions`, `too-large` or `excess-bytes`.
 */
export const parseIdx = (name: string, bytes: Uint8Array): Result<IdxImages | IdxLabels, DataProblem> => {
  const fault = findFault(name, bytes);
  if (fault) return err({ code: fault[0], at: name, message: fault[1] });
  const { dims, size } = readHeader(bytes);
  const [count = 0, height = 0, width = 0, channels = 1] = dims;
  const values = bytes.slice(size);
  if (dims.length === 1) return ok({ kind: 'labels', name, count, bytes: values });
  return ok({ kind: 'images', name, count, shape: [height, width, channels], bytes: values });
};
