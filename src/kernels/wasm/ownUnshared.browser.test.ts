// Our own compiled kernels on a page that is not isolated: tf.js then has a memory for one thread, and they another build.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { expect, test } from 'vitest';
import { expectAgreement, startBackends, withGradients } from './agreement.fixture';
import { floats } from './heap';
import { ownKernels, ownKernelsTrouble } from './ownModule';

test('they work on a memory that is not shared', async () => {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
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
