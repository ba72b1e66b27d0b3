// What kind of file the user has chosen, by its content first and its name second; for a kind that is not read,
// what it is and what to choose instead.
import { isClassList, looksLikeCifar } from './cifar';
import { isWholeIdx, looksLikeIdx } from './idx';

export type FileKind = 'idx' | 'cifar' | 'class-list';

/** The kind of an unpacked file, or undefined. CIFAR-10 has no magic number, so a whole IDX file goes first. */
export const recogniseFile = (name: string, bytes: Uint8Array): FileKind | undefined => {
  if (isWholeIdx(bytes)) return 'idx';
  if (isClassList(name)) return 'class-list';
  if (looksLikeCifar(name)) return 'cifar';
  return looksLikeIdx(name, bytes) ? 'idx' : undefined;
};

const startsWith = (bytes: Uint8Array, at: number, start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[at + i] === byte);

const foreign: readonly (readonly [at: number, start: readonly number[], what: string])[] = [
  [257, [0x75, 0x73, 0x74, 0x61, 0x72], 'a tar archive: unpack it and choose the files in it'],
  [0, [0x50, 0x4b, 3, 4], 'a zip archive: unpack it and choose the files in it'],
  [0, [0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [0, [0xff, 0xd8, 0xff], 'a JPEG picture'],
  [0, [0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [0, [0x80, 2], 'a Python pickle: choose the binary version of CIFAR-10 instead'],
  [0, [0x80, 3], 'a Python pickle: choose the binary version of CIFAR-10 instead'],
  [0, [0x80, 4], 'a Python pickle: choose the binary version of CIFAR-10 instead'],
  [0, [0x7b], 'text, perhaps JSON'],
  [0, [0x3c], 'text, perhaps a web page'],
];

/** `It looks like …. `, or nothing where the first bytes say nothing. */
export const describeForeign = (bytes: Uint8Array): string => {
  const found = foreign.find(([at, start]) => startsWith(bytes, at, start));
  return found ? `It looks like ${found[2]}. ` : '';
};
