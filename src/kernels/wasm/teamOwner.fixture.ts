// Test support: a worker that owns helpers as the training worker does, and tells the page of their queue.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { startBackends, withGradients } from './agreement.fixture';
import { helperQueue, startHelpers } from './team';

async function own(): Promise<void> {
  await startBackends();
  await tf.setBackend('wasm');
  const backend = tf.backend() as BackendWasm;
  const helpers = await startHelpers(backend, 2);
  const results = tf.tidy(() =>
    withGradients((x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same'))(
      tf.ones([16, 16, 16, 8]),
      tf.ones([3, 3, 8, 8]),
    ),
  );
  const sum = results.map((result) => result.sum().dataSync()[0]);
  self.postMessage({ helpers, sum, queue: helperQueue(backend)?.words.buffer });
}

own().catch((error: unknown) => self.postMessage({ error: String(error) }));
