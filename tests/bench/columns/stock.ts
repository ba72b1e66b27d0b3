// The column of stock tf.js: the same network written by hand and trained with `model.fit`, on a backend as it ships.
import type * as tfTypes from '@tensorflow/tfjs';
import type { Plan } from '../../../src/plan/plan';
import type { Backend } from '../../../src/training/protocol';
import { dataOf, type NetworkName, planOf, usualBatch } from '../networks';
import { stockModel } from '../stockModel';
import { type Column, sameWeights } from './column';

type Tf = typeof tfTypes;

export interface StockColumn extends Column {
  /** Trains exactly so many batches. */
  readonly batches: (count: number) => Promise<void>;
}

/** Batches in the data that `fit` goes through: an epoch. */
const epoch = 32;

async function startBackend(tf: Tf, backend: Backend): Promise<void> {
  if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  if (backend === 'wasm') {
    await import('@tensorflow/tfjs-backend-wasm');
    (await import('../../../src/kernels/wasm/binaries')).setBundledWasmPaths();
  }
  if (!(await tf.setBackend(backend))) throw new Error(`${backend} is not available here`);
  await tf.ready();
}

/** Images as floats and what they are compared with: one-hot classes, or themselves. */
function tensorsOf(tf: Tf, plan: Plan, count: number) {
  const { imageShape, train } = dataOf(plan);
  const shape: [number, number, number, number] = [count, ...imageShape];
  const size = count * imageShape[0] * imageShape[1] * imageShape[2];
  const x = tf.tensor4d(
    Float32Array.from(train.images.subarray(0, size), (v) => v / 255),
    shape,
  );
  if (plan.heads[0]?.target !== 'class') return { x, y: x };
  const labels = Int32Array.from(train.labels.subarray(0, count));
  return { x, y: tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), 10).toFloat()) };
}

/** Builds the network and trains one batch, so that shaders are compiled. Rejects where the backend cannot train it. */
export async function openStock(
  network: NetworkName,
  backend: Backend,
  batchSize = usualBatch,
): Promise<StockColumn> {
  const tf = await import('@tensorflow/tfjs');
  await startBackend(tf, backend);
  const plan = planOf(network);
  const { x, y } = tensorsOf(tf, plan, epoch * batchSize);
  const model = stockModel(tf, plan);
  const trainable = model.trainableWeights.reduce(
    (sum, w) => sum + w.shape.reduce((a: number, b) => a * (b ?? 1), 1),
    0,
  );
  sameWeights(trainable, plan.totals.trainable, 'stock tf.js');
  /** Trains until told to stop; answers with batches and milliseconds, without what `fit` does before and after them. */
  const trainUntil = async (enough: (batches: number) => boolean) => {
    let [batches, begun, ended] = [0, 0, 0];
    const onBatchBegin = async () => {
      if (batches === 0) begun = performance.now();
    };
    const onBatchEnd = async () => {
      batches += 1;
      ended = performance.now();
      if (enough(batches)) model.stopTraining = true;
    };
    await model.fit(x, y, { batchSize, epochs: 1000, callbacks: { onBatchBegin, onBatchEnd } });
    return { batches, spent: ended - begun };
  };
  await trainUntil((batches) => batches >= 1);
  return {
    note: backend,
    threads: 1,
    batches: async (count) => {
      await trainUntil((batches) => batches >= count);
    },
    spell: async (seconds) => {
      const start = performance.now();
      const { batches, spent } = await trainUntil(() => performance.now() - start > seconds * 1000);
      return (batches * batchSize * 1000) / spent;
    },
    end: () => {
      model.dispose();
      tf.dispose([x, y]);
    },
  };
}
