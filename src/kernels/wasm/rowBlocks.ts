// Sums over the rows of a matrix, in blocks that may go to several threads: their number depends on the shape alone, so that
// how many threads there are changes no result. Each block's sums are doubles.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { allocate, floats } from './heap';

export const countOf = (x: tf.TensorInfo): number => tf.util.sizeFromShape(x.shape);

/** Rows are summed in so many blocks however many threads there are, so that their number changes no result. */
const mostBlocks = 16;
/** Floats below which a block is not worth it. */
const leastBlock = 16_384;

export const blocksOf = (rows: number, count: number): number =>
  Math.max(1, Math.min(mostBlocks, rows, Math.floor(count / leastBlock)));

/** Bytes of one double a channel, in whole vectors of four. */
export const blockBytes = (channels: number): number => Math.ceil(channels / 4) * 32;

/** Room for that in each block, as a float tensor. */
export const doublesFor = (backend: BackendWasm, channels: number, blocks: number): tf.TensorInfo =>
  allocate(backend, [(blocks * blockBytes(channels)) / 4]);

export function doubles(backend: BackendWasm, tensor: tf.TensorInfo): Float64Array {
  const view = floats(backend, tensor);
  return new Float64Array(view.buffer, view.byteOffset, view.length / 2);
}

/** Adds the blocks' sums to the first one's. */
export function joinSums(sums: Float64Array, channels: number, blocks: number): void {
  const step = blockBytes(channels) / 8;
  for (let block = 1; block < blocks; block++)
    for (let c = 0; c < channels; c++) sums[c] = (sums[c] ?? 0) + (sums[block * step + c] ?? 0);
}
