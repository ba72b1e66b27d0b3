// A checkpoint's values once more as one block of bytes, made where they are read back, in the worker: a browser keeps
// such a block without a copy, while copying up to 96 MiB of arrays would hold up the page.
import type { Checkpoint, OptimizerMemory } from './protocol';

/** Bytes of weights and optimiser's memory that are kept: more would crowd out drawings and data sets. */
export const mostKeptBytes = 96 * 2 ** 20;

export const arraysOf = ({ weights, optimizer }: Checkpoint): readonly Float32Array[] => [
  ...weights,
  ...(optimizer?.slots ?? []),
];

export const bytesOf = (checkpoint: Checkpoint): number =>
  arraysOf(checkpoint).reduce((sum, { byteLength }) => sum + byteLength, 0);

/** The checkpoint with its block; without one where it is too large to be kept. */
export const withBlock = (checkpoint: Checkpoint): Checkpoint =>
  bytesOf(checkpoint) > mostKeptBytes
    ? checkpoint
    : { ...checkpoint, block: new Blob([...arraysOf(checkpoint)] as BlobPart[]) };

/** A checkpoint as it is kept: lengths in the place of the arrays that its block holds one after the other. */
interface Packed extends Omit<Checkpoint, 'weights' | 'optimizer' | 'block'> {
  readonly block: Blob;
  readonly weights: readonly number[];
  readonly optimizer?: Omit<OptimizerMemory, 'slots'> & { readonly slots: readonly number[] };
}

const lengths = (arrays: readonly Float32Array[]): readonly number[] => arrays.map(({ length }) => length);

/** What to keep of it: itself where it has no block. */
export function packed(checkpoint: Checkpoint): Packed | Checkpoint {
  const { block, weights, optimizer, ...rest } = checkpoint;
  if (!block) return checkpoint;
  const kept = { ...rest, block, weights: lengths(weights) };
  return optimizer ? { ...kept, optimizer: { ...optimizer, slots: lengths(optimizer.slots) } } : kept;
}

/** The checkpoint from what was kept; rejects where the block cannot be read any more. */
export async function unpacked(kept: Packed | Checkpoint): Promise<Checkpoint> {
  if (!isPacked(kept)) return kept;
  const { block, optimizer, ...rest } = kept;
  const buffer = await block.arrayBuffer();
  let at = 0;
  const next = (length: number): Float32Array => {
    const array = new Float32Array(buffer, at, length);
    at += array.byteLength;
    return array;
  };
  const weights = kept.weights.map(next);
  if (!optimizer) return { ...rest, weights };
  return { ...rest, weights, optimizer: { ...optimizer, slots: optimizer.slots.map(next) } };
}

const isPacked = (kept: Packed | Checkpoint): kept is Packed => kept.block !== undefined;
