// The bench's page: measures one column for one network and answers in images per second. Each measurement has a page
// of its own, so that our kernels never serve the stock column.
import { makeDigits } from '../../src/data/builtIn';
import { runId } from '../../src/lib/ids';
import { startRun } from '../../src/training/client';
import type { RunOrder } from '../../src/training/protocol';
import { type NetworkName, planOf, stockModel } from './networks';

const batchSize = 64;

export interface Measured {
  readonly imagesPerSecond: number;
  readonly note: string;
}

declare global {
  interface Window {
    measureOurs: (network: NetworkName, seconds: number) => Promise<Measured>;
    measureStock: (network: NetworkName, backend: string, seconds: number) => Promise<Measured>;
  }
}

/** The whole product: the training worker as the app starts it, from its second event on, warm-up left out. */
window.measureOurs = (network, seconds) => {
  const data = makeDigits();
  const order: RunOrder = {
    plan: planOf(network),
    settings: {
      optimizer: 'adam',
      learningRate: 0.001,
      batchSize,
      epochs: 1000,
      trainingImages: 0,
      heldOut: 0,
      seed: 1,
      backend: 'wasm',
    },
    imageShape: data.imageShape,
    classCount: data.classNames.length,
    train: data.train,
    // The run is thrown away before its test figures; the trainer still wants a test split that is whole.
    test: data.test,
  };
  return new Promise((resolve, reject) => {
    let first: { step: number; at: number } | undefined;
    let note = '';
    const run = startRun(runId('bench'), order, (event) => {
      if (event.type === 'ready') note = event.reason;
      if (event.type === 'failed') reject(new Error(event.failure.message));
      if (event.type !== 'batch') return;
      const now = { step: event.points.at(-1)?.step ?? 0, at: performance.now() };
      if (now.step < 20) return;
      first ??= now;
      const spent = (now.at - first.at) / 1000;
      if (spent < seconds) return;
      run.terminate();
      resolve({ imagesPerSecond: ((now.step - first.step) * batchSize) / spent, note });
    });
  });
};

/** `model.fit` on stock tf.js, timed by its own callbacks from the second batch on. */
window.measureStock = async (network, backend, seconds) => {
  const tf = await import('@tensorflow/tfjs');
  if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  if (backend === 'wasm') {
    await import('@tensorflow/tfjs-backend-wasm');
    (await import('../../src/kernels/wasm/binaries')).setBundledWasmPaths();
  }
  if (!(await tf.setBackend(backend))) throw new Error(`${backend} is not available here`);
  await tf.ready();
  const data = makeDigits();
  const count = 2048;
  const pixels = data.train.images.subarray(0, count * 28 * 28);
  const x = tf.tensor4d(
    Float32Array.from(pixels, (v) => v / 255),
    [count, 28, 28, 1],
  );
  const y = tf.oneHot(tf.tensor1d(Int32Array.from(data.train.labels.subarray(0, count)), 'int32'), 10);
  const model = stockModel(tf, planOf(network));
  let started = 0;
  let ended = 0;
  let batches = 0;
  await model.fit(x, y, {
    batchSize,
    epochs: 1000,
    yieldEvery: 'batch',
    callbacks: {
      onBatchEnd: () => {
        ended = performance.now();
        if (started === 0) started = ended;
        else batches += 1;
        // At least one timed batch, however slow the backend is.
        if (batches > 0 && ended - started > seconds * 1000) model.stopTraining = true;
      },
    },
  });
  return { imagesPerSecond: (batches * batchSize * 1000) / (ended - started), note: tf.getBackend() };
};
document.title = 'ready';
