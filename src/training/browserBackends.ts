// Opens tf.js's backends in a browser's worker. Each is imported only when it is tried, so that a run on WASM never
// downloads WebGPU's shaders.
import type { Tf } from '../layers/tfTypes';
import { err, ok, type Result } from '../lib/result';
import type { Adapter, BackendDoors, OpenedBackend } from './chooseBackend';
import { backendNames, errorText } from './failures';
import type { Backend } from './protocol';

// Names that browsers give to adapters which compute on the processor.
const softwareNames = /swiftshader|llvmpipe|lavapipe|software|basic render|warp\b/i;

/** What `navigator.gpu` offers, asked in the same words as tf.js asks. */
export async function findAdapter(): Promise<Adapter> {
  try {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return { type: 'none' };
    const { description, device, architecture, vendor, isFallbackAdapter } = adapter.info;
    const words = [description, device, architecture, vendor].filter((word) => word !== '');
    const name = words[0] ?? 'unnamed';
    const software = isFallbackAdapter || words.some((word) => softwareNames.test(word));
    if (!software) return { type: 'hardware', name };
    return { type: 'software', name: words.some((word) => /swiftshader/i.test(word)) ? 'SwiftShader' : name };
  } catch {
    return { type: 'none' };
  }
}

/**
 * The doors to this browser's backends, all for the one tf.js given. Without `helpers` WASM computes with tf.js's threads
 * alone: where several trainings share the cores, more threads would only wait for each other. It computes the same.
 */
export const browserBackends = (tf: Tf, { helpers } = { helpers: true }): BackendDoors => ({
  adapter: findAdapter,
  open: async (backend) => {
    try {
      return await openers[backend](tf, helpers);
    } catch (error) {
      return err(`${backendNames[backend]} could not be set up (${errorText(error)})`);
    }
  },
});

type Opener = (tf: Tf, helpers: boolean) => Promise<Result<OpenedBackend, string>>;

const openers: Readonly<Record<Backend, Opener>> = {
  webgpu: async (tf) => {
    const { registerWebgpuBackend } = await import('../kernels/webgpu/backend');
    registerWebgpuBackend();
    const opened = await open(tf, 'webgpu', 'WebGPU');
    if (!opened.ok) return opened;
    const { registerWebgpuKernels } = await import('../kernels/webgpu/register');
    const { warmUp } = await import('../kernels/webgpu/warmUp');
    const { notes } = await registerWebgpuKernels();
    const { takeTroubles } = await import('../kernels/troubles');
    return ok({ ...opened.value, notes, lateNotes: takeTroubles, trouble: troubleOf(tf), warmUp });
  },
  wasm: async (tf, helpers) => {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    const { setBundledWasmPaths } = await import('../kernels/wasm/binaries');
    const { takeTroubles } = await import('../kernels/troubles');
    const { registerWasmKernels } = await import('../kernels/wasm/register');
    setBundledWasmPaths();
    registerWasmKernels();
    const opened = await open(tf, 'wasm', 'WASM');
    if (!opened.ok) return opened;
    refuseExhaustedHeap(tf);
    const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
    const threaded = simd && (await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT'));
    const { computeAsWithHelpers, startHelpers, takeHelperTroubles } = await import('../kernels/wasm/team');
    const backend = tf.backend() as InstanceType<typeof wasm.BackendWasm>;
    const joined = helpers && threaded ? await startHelpers(backend) : 0;
    if (threaded && !helpers) computeAsWithHelpers(backend);
    const threads = Math.max(threaded ? wasm.getThreadsCount() : 1, joined + 1);
    const count = threads === 1 ? 'one thread' : `${threads} threads`;
    const lateNotes = () => [...takeTroubles(), ...takeHelperTroubles()];
    const name = simd ? `WASM with SIMD and ${count}` : 'WASM without SIMD';
    return ok({ threads, name, notes: lateNotes(), lateNotes });
  },
  webgl: (tf) => open(tf, 'webgl', 'WebGL'),
  cpu: (tf) => open(tf, 'cpu', 'plain JavaScript'),
};

async function open(tf: Tf, backend: Backend, name: string): Promise<Result<OpenedBackend, string>> {
  if (!(await tf.setBackend(backend))) return err(`${backendNames[backend]} could not be set up`);
  await tf.ready();
  return ok({ threads: 1, name });
}

/** Resolves when the WebGPU device is lost or reports an error; both happen outside every call. */
function troubleOf(tf: Tf): Promise<Error> {
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  return new Promise((resolve) => {
    device.lost.then(({ reason, message }) => resolve(new Error(`Device was lost (${reason}): ${message}`)));
    device.addEventListener('uncapturederror', ({ error }) => {
      const kind = error instanceof GPUOutOfMemoryError ? 'Out of memory' : 'The device reports';
      resolve(new Error(`${kind}: ${error.message}`));
    });
  });
}

/** Bytes of the largest heap that tf.js's binaries allow: 65,536 pages of 64 KiB, less the page they keep back. */
const largestHeap = 65_535 * 65_536;

/**
 * Makes the WASM backend throw when its heap is full. As it ships it uses the null pointer that a failed allocation
 * returns, and a size above 4 GiB wraps around to a small one: both overwrite other tensors without a word.
 */
function refuseExhaustedHeap(tf: Tf): void {
  const { wasm } = tf.backend() as unknown as {
    wasm: { _malloc: (bytes: number) => number; _free: (at: number) => void };
  };
  // The loader's own _malloc replaces itself at its first call.
  wasm._free(wasm._malloc(8));
  const malloc = wasm._malloc;
  wasm._malloc = (bytes) => {
    const at = bytes > largestHeap ? 0 : malloc(bytes);
    if (at === 0 && bytes > 0)
      throw new RangeError(`Out of memory: no ${bytes} bytes are free on the WASM heap`);
    return at;
  };
}
