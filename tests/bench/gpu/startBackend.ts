// Gives Node a `navigator.gpu` (Dawn's, from the npm package `webgpu`) and tf.js its WebGPU backend on it.
import type * as tfTypes from '@tensorflow/tfjs';

export interface FoundAdapter {
  readonly name: string;
  readonly software: boolean;
}

interface Dawn {
  readonly create: (options: readonly string[]) => GPU;
  readonly globals: object;
}

/** `dawn` is the address of the package's entry; without one, tf.js computes in plain JavaScript. */
export async function startBackend(dawn: string | undefined): Promise<FoundAdapter> {
  const tf: typeof tfTypes = await import('@tensorflow/tfjs');
  (await import('../../../src/kernels/gradients/register')).registerGradients();
  if (dawn === undefined) {
    await tf.setBackend('cpu');
    return { name: 'plain JavaScript', software: true };
  }
  const { create, globals } = (await import(/* @vite-ignore */ dawn)) as Dawn;
  Object.assign(globalThis, globals);
  const navigator = { gpu: create([]), userAgent: 'node' };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  (await import('../../../src/kernels/webgpu/backend')).registerWebgpuBackend();
  const adapter = await (await import('../../../src/training/browserBackends')).findAdapter();
  if (adapter.type === 'none') throw new Error('Dawn finds no adapter: is the Vulkan driver there?');
  if (!(await tf.setBackend('webgpu'))) throw new Error('tf.js does not start WebGPU on this adapter.');
  await tf.ready();
  return { name: adapter.name, software: adapter.type === 'software' };
}
