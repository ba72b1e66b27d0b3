// One network twice on one device: our training step with our kernels, and stock tf.js with its own. Kernels are put in
// place and taken away before each spell, so that ours never serve the stock column.
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../../src/data/random';
import { makeLearner } from '../../../src/training/learner';
import type { Backend } from '../../../src/training/protocol';
import { openStock } from '../columns/stock';
import { type NetworkName, orderOf } from '../networks';

export interface Columns {
  /** Trains for about so many seconds; answers with images per second. */
  readonly ours: (seconds: number) => Promise<number>;
  readonly stock: (seconds: number) => Promise<number>;
  readonly end: () => void;
}

/** Milliseconds between two readings of the figures, as in a run. */
const readEvery = 250;
/** Bytes of data that may lie on the device. */
const resident = 256 * 2 ** 20;

export async function openOurs(name: NetworkName, batchSize: number, backend: Backend): Promise<Columns> {
  const onGpu = backend === 'webgpu';
  const { registerWebgpuKernels, restoreStockWebgpuKernels } = await import(
    '../../../src/kernels/webgpu/register'
  );
  const place = async () => {
    if (!onGpu) return;
    const { notes } = await registerWebgpuKernels();
    for (const note of notes) console.log(note);
  };
  const order = orderOf(name, backend, batchSize);
  await place();
  const learner = makeLearner(tf, order, undefined, resident);
  const random = Random.from(1);
  let step = 0;
  const learn = () => {
    const indices = Uint32Array.from({ length: batchSize }, () =>
      random.below(order.settings.trainingImages),
    );
    step += 1;
    return learner.learn(indices, step);
  };
  const first = learn();
  await first.data();
  first.dispose();
  restoreStockWebgpuKernels();
  const stock = await openStock(name, backend, batchSize);
  return {
    ours: async (seconds) => {
      await place();
      const start = performance.now();
      let [steps, read] = [0, start];
      let figures = learn();
      for (;;) {
        steps += 1;
        const now = performance.now();
        if (now - read > readEvery) {
          await figures.data();
          read = now;
          if (performance.now() - start > seconds * 1000) break;
        }
        figures.dispose();
        figures = learn();
      }
      figures.dispose();
      const spent = performance.now() - start;
      restoreStockWebgpuKernels();
      return (steps * batchSize * 1000) / spent;
    },
    stock: stock.spell,
    end: () => {
      learner.dispose();
      stock.end();
    },
  };
}
