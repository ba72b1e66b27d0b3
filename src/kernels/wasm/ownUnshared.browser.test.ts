// Our own compiled kernels on a page that is not isolated: tf.js then has a memory for one thread, and they another build.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAgreement, startBackends, withGradients } from './agreement.fixture';
import { floats } from './heap';
import { ownKernels, ownKernelsTrouble } from './ownModule';

const threads = 'WASM_HAS_MULTITHREAD_SUPPORT';
let threaded = false;

/** The next time that WASM is chosen, its backend is made anew, with a memory of this kind. */
function startAnew(shared: boolean): void {
  const make = tf.findBackendFactory('wasm');
  tf.removeBackend('wasm');
  tf.env().set(threads, shared);
  tf.registerBackend('wasm', make, 2);
}

beforeAll(async () => {
  threaded = (await tf.env().getAsync(threads)) as boolean;
  await tf.setBackend('cpu');
  startAnew(false);
});
afterAll(async () => {
  await tf.setBackend('cpu');
  startAnew(threaded);
});

test('they work on a memory that is not shared', async () => {
  await startBackends();
  await tf.setBackend('wasm');
  const backend = tf.backend() as BackendWasm;
  const tensor = tf.scalar(1);
  expect(floats(backend, tensor).buffer).toBeInstanceOf(ArrayBuffer);
  tensor.dispose();
  expect(ownKernels(backend)).toBeDefined();
  expect(ownKernelsTrouble()).toBeUndefined();
  await expectAgreement(
    [
      [5, 13, 11, 3],
      [3, 3, 3, 9],
    ],
    withGradients((x, w) =>
      tf.maxPool(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same'), 2, 2, 'same'),
    ),
  );
});
