// The entry of a worker that helps the training worker: it instantiates the same compiled kernels on the same memory and
// works off tasks until it is terminated, with its owner at the latest.
import { kernelNames, type OwnKernels } from './kernelNames';
import { help, makeQueue } from './taskQueue';

/** What a helper is started with. */
export interface HelperStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly queue: SharedArrayBuffer;
}

self.onmessage = ({ data }: MessageEvent<HelperStart>) => {
  const { exports } = new WebAssembly.Instance(data.module, { env: { memory: data.memory } });
  const missing = kernelNames.find((name) => !(name in exports));
  if (missing) throw new Error(`The compiled module has no ${missing}.`);
  const queue = makeQueue(data.queue);
  self.postMessage('ready');
  help(queue, exports as unknown as OwnKernels);
};
