// Convolution gradients on WASM against the CPU backend, over stride, dilation, padding and odd sizes.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { around, expectAgreement, expectClose, on, startBackends, withGradients } from './agreement.fixture';

beforeAll(startBackends);

const convolution = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 1, max: 13 }),
  width: fc.integer({ min: 1, max: 13 }),
  inputs: fc.integer({ min: 1, max: 7 }),
  outputs: fc.integer({ min: 1, max: 9 }),
  filterHeight: fc.integer({ min: 1, max: 5 }),
  filterWidth: fc.integer({ min: 1, max: 5 }),
  step: fc.oneof(
    fc.record({ stride: fc.integer({ min: 1, max: 3 }), dilation: fc.constant(1) }),
    fc.record({ stride: fc.constant(1), dilation: fc.integer({ min: 1, max: 3 }) }),
  ),
  pad: fc.oneof(fc.constant<'same'>('same'), fc.constant<'valid'>('valid'), fc.integer({ min: 0, max: 4 })),
});
type Case = typeof convolution extends fc.Arbitrary<infer T> ? T : never;

function fits({ height, width, filterHeight, filterWidth, step, pad }: Case): boolean {
  if (pad === 'same') return true;
  const sides = pad === 'valid' ? 0 : 2 * pad;
  const reach = (taps: number): number => (taps - 1) * step.dilation + 1;
  return height + sides >= reach(filterHeight) && width + sides >= reach(filterWidth);
}

/** The filter with d−1 zeros between its taps: an ordinary filter that does what the dilated one does. */
function spread(filter: tf.Tensor4D, dilation: number): tf.Tensor4D {
  const [height, width, c, o] = filter.shape;
  const d = dilation - 1;
  const cells = tf.reshape(filter, [height, 1, width, 1, c * o]);
  const padded = tf.pad(cells, [
    [0, 0],
    [0, d],
    [0, 0],
    [0, d],
    [0, 0],
  ]);
  const full = tf.reshape(padded, [height * dilation, width * dilation, c, o]) as tf.Tensor4D;
  return tf.slice(full, [0, 0, 0, 0], [height * dilation - d, width * dilation - d, c, o]);
}

describe('convolution', () => {
  test('its output and both gradients equal the CPU backend in random cases', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(convolution.filter(fits), async (shape) => {
        const { stride, dilation } = shape.step;
        const pad = typeof shape.pad === 'number' ? around(shape.pad) : shape.pad;
        const shapes = [
          [shape.batch, shape.height, shape.width, shape.inputs],
          [shape.filterHeight, shape.filterWidth, shape.inputs, shape.outputs],
        ];
        const dilated = withGradients((x, w) =>
          tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad, 'NHWC', dilation),
        );
        const ordinary = withGradients((x, w) =>
          tf.conv2d(x as tf.Tensor4D, spread(w as tf.Tensor4D, dilation), stride, pad),
        );
        // Above 1 the reference cannot be tf.js's own gradient, which refuses dilation.
        const reference = await on('cpu', shapes, ordinary);
        expectClose(await on('wasm', shapes, dilated), reference);
        if (dilation > 1) expectClose(await on('cpu', shapes, dilated), reference);
        seen++;
      }),
      { seed: 8474, numRuns: 300 },
    );
    expect(seen).toBe(300);
  });

  test('the layer sizes of real networks agree', async () => {
    const layers = [
      [[2, 28, 28, 1], [5, 5, 1, 6], 1, 'same'],
      [[2, 33, 33, 3], [7, 7, 3, 16], 2, 'same'],
      [[2, 16, 16, 16], [1, 1, 16, 32], 2, 'same'],
      [[2, 14, 14, 48], [1, 1, 48, 20], 1, 'same'],
      [[1, 35, 35, 3], [11, 11, 3, 8], 4, 2],
      // Large enough for the input gradient to be made in two parts.
      [[3, 128, 128, 64], [5, 5, 64, 1], 2, 'same'],
    ] as const;
    for (const [x, w, stride, pad] of layers) {
      await expectAgreement(
        [x, w],
        withGradients((a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad)),
      );
    }
  });

  test('a depthwise convolution has both gradients', async () => {
    await fc.assert(
      fc.asyncProperty(
        convolution.filter(fits),
        fc.integer({ min: 1, max: 2 }),
        async (shape, multiplier) => {
          // tf.js refuses the gradient of a dilated depthwise convolution.
          fc.pre(shape.step.dilation === 1);
          const pad = typeof shape.pad === 'number' ? around(shape.pad) : shape.pad;
          const shapes = [
            [shape.batch, shape.height, shape.width, shape.inputs],
            [shape.filterHeight, shape.filterWidth, shape.inputs, multiplier],
          ];
          await expectAgreement(
            shapes,
            withGradients((x, w) =>
              tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, shape.step.stride, pad),
            ),
          );
        },
      ),
      { seed: 8475, numRuns: 100 },
    );
  });
});
