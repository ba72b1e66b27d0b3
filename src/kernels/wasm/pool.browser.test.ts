// Pooling gradients on WASM, over window, stride and padding, with overlapping windows and ties.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { padding, pooling } from '../pooling.fixture';
import { expectAgreement, expectClose, on, startBackends, values, withGradients } from './agreement.fixture';

beforeAll(startBackends);

describe('pooling', () => {
  test('max pooling equals the CPU backend, ties included', async () => {
    await fc.assert(
      fc.asyncProperty(pooling, fc.boolean(), async ({ shape, window, stride, pad }, ties) => {
        const pooled = withGradients((x) => tf.maxPool(x as tf.Tensor4D, window, stride, padding(pad)));
        // About half of the elements become zero outside the differentiated part, where nothing masks them.
        await expectAgreement([shape], (x) => pooled(ties ? tf.relu(x) : x));
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  test('the places of the maxima equal the CPU backend’s, ties included', async () => {
    await fc.assert(
      fc.asyncProperty(pooling, fc.boolean(), async ({ shape, window, stride, pad }, wholeBatch) => {
        await expectAgreement([shape], (x) => {
          const rounded = tf.div(tf.round(tf.mul(x, 2)), 2) as tf.Tensor4D;
          // Explicit numbers are beyond this operation.
          const same = pad === 'same' ? 'same' : 'valid';
          const fits = shape[1] >= window[0] && shape[2] >= window[1];
          if (same === 'valid' && !fits) return x;
          const { result, indexes } = tf.maxPoolWithArgmax(rounded, window, stride, same, wholeBatch);
          return [result as tf.Tensor, tf.cast(indexes as tf.Tensor, 'float32')];
        });
      }),
      { seed: 15, numRuns: 100 },
    );
  });

  test('average pooling equals the CPU backend where no window holds padding', async () => {
    await fc.assert(
      fc.asyncProperty(pooling, async ({ shape, window, stride, pad }) => {
        fc.pre(pad === 'valid' || pad === 0);
        await expectAgreement(
          [shape],
          withGradients((x) => tf.avgPool(x as tf.Tensor4D, window, stride, padding(pad))),
        );
      }),
      { seed: 12, numRuns: 80 },
    );
  });

  test('the gradient of average pooling is the adjoint of its forward pass under any padding', async () => {
    await fc.assert(
      fc.asyncProperty(pooling, async ({ shape, window, stride, pad }) => {
        const pool = (x: tf.Tensor): tf.Tensor => tf.avgPool(x as tf.Tensor4D, window, stride, padding(pad));
        const forward = await on('cpu', [shape], pool);
        expectClose(await on('wasm', [shape], pool), forward);
        const [, dx] = await on('wasm', [shape], withGradients(pool));
        const dot = (a: Float32Array, b: Float32Array): number =>
          a.reduce((sum, v, i) => sum + v * (b[i] ?? Number.NaN), 0);
        const y = forward[0] ?? new Float32Array();
        // ⟨dy, pool(x)⟩ = ⟨dx, x⟩, since average pooling is linear.
        expect(dot(y, values([y.length], 99))).toBeCloseTo(
          dot(dx ?? new Float32Array(), values(shape, 1)),
          3,
        );
      }),
      { seed: 13, numRuns: 80 },
    );
  });
});
