// Our own compiled kernels, bound to the memory of tf.js's WASM module, so that they work on its tensors without a
// copy. Apart, because it is the one place that knows both modules' insides.

import { plain, shared } from 'virtual:own-kernels';
import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { tellTrouble } from '../troubles';
import type { OwnKernels } from './kernelNames';

export type { OwnKernels } from './kernelNames';

/** The parts of Emscripten's module that say where its memory is: the threaded build makes it, the other exports it. */
interface Emscripten {
  readonly wasmMemory?: WebAssembly.Memory;
  readonly asm?: { readonly memory?: WebAssembly.Memory };
}

/** The compiled module and the memory that it works on. */
interface CompiledModule {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Whether several threads may work on the memory. */
  readonly shared: boolean;
}

interface Bound extends CompiledModule {
  readonly own: OwnKernels;
}

const bound = new WeakMap<BackendWasm, Bound | 'missing'>();
let trouble: string | undefined;

/** Why our own kernels are not in use, if they could not be started; for the run's log. */
export const ownKernelsTrouble = (): string | undefined => trouble;

/** The compiled kernels for this backend, or undefined where the browser cannot run them. */
export const ownKernels = (backend: BackendWasm): OwnKernels | undefined => boundTo(backend)?.own;

/** What another thread needs to run the same kernels on the same memory. */
export const compiledModule = (backend: BackendWasm): CompiledModule | undefined => boundTo(backend);

function boundTo(backend: BackendWasm): Bound | undefined {
  let found = bound.get(backend);
  if (!found) {
    found = bind(backend);
    bound.set(backend, found);
  }
  return found === 'missing' ? undefined : found;
}

function bind(backend: BackendWasm): Bound | 'missing' {
  try {
    const { wasm } = backend as unknown as { wasm: Emscripten };
    const memory = wasm.wasmMemory ?? wasm.asm?.memory;
    if (!memory) throw new Error('tf.js does not show its memory');
    const isShared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
    const binary = Uint8Array.from(atob(isShared ? shared : plain), (letter) => letter.charCodeAt(0));
    // At once and not awaited: it is a few kilobytes, and it is first asked for within a kernel.
    const module = new WebAssembly.Module(binary);
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { own: exports as unknown as OwnKernels, module, memory, shared: isShared };
  } catch (error) {
    trouble = `Convas's own WebAssembly kernels do not start here (${error instanceof Error ? error.message : error}); training goes on with those of tf.js, more slowly.`;
    tellTrouble(trouble);
    console.warn(trouble);
    return 'missing';
  }
}

/** Where a tensor lies on the heap, in bytes. It stays there until the tensor is disposed, even if the heap grows. */
export function pointer(backend: BackendWasm, tensor: tf.TensorInfo): number {
  return backend.getMemoryOffset(tensor.dataId);
}
