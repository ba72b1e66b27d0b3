// Puts a kernel of our own compiled module in the place of whatever is registered under a name. Apart from
// `override.ts`, because these may be missing: then, and for inputs they do not take, the kernel before answers.
import * as tf from '@tensorflow/tfjs';
import { type BackendWasm, getThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import type { Override } from '../gradients/override';
import { guarded } from '../troubles';
import { type Call, overrideKernel } from './override';
import { type OwnKernels, ownKernels } from './ownModule';
import { threadsOf } from './team';

/**
 * Overrides the WASM kernel `name` by one that is called with the compiled kernels. `run` returns undefined for inputs
 * that it leaves to the kernel before. The override is named `own` and the kernel's name. Where there is no kernel
 * before and the compiled ones cannot run, the name is taken back when the backend starts, so that operations see
 * that they must do without. With more than `mostThreads` threads in tf.js's pool for each of ours (`team.ts`)
 * the kernel before, which shares its work out among them, answers too; and from the first time
 * on that ours fails.
 */
export function ownKernel<Inputs extends object, Attrs extends object>(
  name: string,
  run: (call: Call<Inputs, Attrs>, own: OwnKernels) => tf.TensorInfo | tf.TensorInfo[] | undefined,
  mostThreads = Number.POSITIVE_INFINITY,
): Override {
  const ours = (call: Call<Inputs, Attrs>, hasOther: boolean) => {
    const own = ownKernels(call.backend);
    const outnumbered = own && hasOther && getThreadsCount() > mostThreads * threadsOf(own);
    return own && !outnumbered ? run(call, own) : undefined;
  };
  const { install } = overrideKernel<Inputs, Attrs>(name, (before) =>
    guarded(name, (call) => ours(call, before !== undefined), before),
  );
  return {
    name: `own ${name}`,
    install: () => {
      const isNew = !tf.getKernel(name, 'wasm');
      const undo = install();
      if (!isNew) return undo;
      withdrawWhereMissing(name);
      return () => {
        if (tf.getKernel(name, 'wasm')) undo();
      };
    },
  };
}

function withdrawWhereMissing(name: string): void {
  const made = tf.getKernel(name, 'wasm');
  if (!made) throw new Error(`The kernel ${name} has just been registered.`);
  tf.unregisterKernel(name, 'wasm');
  const setupFunc = (backend: object): void => {
    if (!ownKernels(backend as BackendWasm)) tf.unregisterKernel(name, 'wasm');
  };
  tf.registerKernel({ ...made, setupFunc });
}
