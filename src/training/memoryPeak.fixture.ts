// Test support: the most memory that the backend in use holds while something runs.
import * as tf from '@tensorflow/tfjs';

/**
 * The most bytes that are held at once while `act` runs, beyond those held before. On WASM: what is allocated on its
 * heap. On WebGPU: all buffers, among them those that are kept to be used again. Elsewhere: the data of tensors, each
 * counted once, however many tensors share it.
 */
export function peakOf(act: () => void): number {
  const { wasm, bufferManager } = tf.backend() as unknown as { wasm?: Heap; bufferManager?: Buffers };
  if (wasm) return peakOfHeap(wasm, act);
  if (bufferManager) return peakOfBuffers(bufferManager, act);
  return peakOfData(act);
}

interface Heap {
  _malloc: (bytes: number) => number;
  _free: (at: number) => void;
}

interface Buffers {
  numBytesAllocated: number;
  readonly freeBuffers: Map<string, { readonly size: number; readonly destroy: () => void }[]>;
}

function makeLevel() {
  let [level, peak] = [0, 0];
  return {
    add: (bytes: number) => {
      level += bytes;
      peak = Math.max(peak, level);
    },
    peak: () => peak,
  };
}

function peakOfHeap(heap: Heap, act: () => void): number {
  const { _malloc, _free } = heap;
  const level = makeLevel();
  const sizes = new Map<number, number>();
  heap._malloc = (bytes) => {
    const at = _malloc(bytes);
    sizes.set(at, bytes);
    level.add(bytes);
    return at;
  };
  heap._free = (at) => {
    level.add(-(sizes.get(at) ?? 0));
    sizes.delete(at);
    _free(at);
  };
  act();
  Object.assign(heap, { _malloc, _free });
  return level.peak();
}

function peakOfBuffers(buffers: Buffers, act: () => void): number {
  // Those of earlier tests would be used again, and not be counted.
  for (const free of buffers.freeBuffers.values())
    for (const buffer of free.splice(0)) {
      buffers.numBytesAllocated -= buffer.size;
      buffer.destroy();
    }
  const before = buffers.numBytesAllocated;
  act();
  return buffers.numBytesAllocated - before;
}

function peakOfData(act: () => void): number {
  const { state } = tf.engine() as unknown as {
    state: { tensorInfo: WeakMap<object, { readonly bytes: number }> };
  };
  const stock = state.tensorInfo;
  const level = makeLevel();
  const counted = new WeakMap<object, number>();
  state.tensorInfo = Object.assign(Object.create(stock), {
    get: (id: object) => stock.get(id),
    has: (id: object) => stock.has(id),
    set: (id: object, info: { readonly bytes: number }) => {
      counted.set(id, info.bytes);
      level.add(info.bytes);
      return stock.set(id, info);
    },
    delete: (id: object) => {
      level.add(-(counted.get(id) ?? 0));
      return stock.delete(id);
    },
  });
  act();
  state.tensorInfo = stock;
  return level.peak();
}
