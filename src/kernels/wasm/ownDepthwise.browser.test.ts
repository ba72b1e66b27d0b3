// The compiled gradients of depthwise convolution and average pooling against the CPU backend and against PyTorch, over
// channels on both sides of a vector, multipliers, strides, dilations, more images than there are parts.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { expectTorch, samePadding, type TorchCase } from '../torch.fixture';
import { around, expectAgreement, startBackends, withGradients } from './agreement.fixture';
import { registerWasmKernels } from './register';

beforeAll(startBackends);

const size = (max: number, min = 1) => fc.integer({ min, max });
const depthwise = fc
  .record({
    batch: fc.oneof(fc.constant(1), size(19)),
    height: size(17),
    width: size(37),
    channels: size(19),
    multiplier: size(3),
    filter: fc.tuple(size(5), size(7)),
    step: fc.oneof(
      fc.record({ stride: fc.tuple(size(3), size(3)), dilation: fc.constant([1, 1] as [number, number]) }),
      fc.record({ stride: fc.constant([1, 1] as [number, number]), dilation: fc.tuple(size(3), size(3)) }),
    ),
    pad: fc.oneof(fc.constant<'same'>('same'), fc.constant<'valid'>('valid'), size(6)),
  })
  .filter(({ height, width, filter, step, pad }) => {
    const sides = typeof pad === 'number' ? 2 * pad : 0;
    const reach = filter.map((taps, axis) => (taps - 1) * (step.dilation[axis] ?? 1) + 1);
    return pad === 'same' || (height + sides >= (reach[0] ?? 1) && width + sides >= (reach[1] ?? 1));
  });

test('a depthwise convolution’s gradients in random cases equal the CPU backend’s', async () => {
  await fc.assert(
    fc.asyncProperty(depthwise, async ({ batch, height, width, channels, multiplier, filter, step, pad }) => {
      const padding = typeof pad === 'number' ? around(pad) : pad;
      await expectAgreement(
        [
          [batch, height, width, channels],
          [...filter, channels, multiplier],
        ],
        withGradients((x, w) =>
          tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, step.stride, padding, 'NHWC', step.dilation),
        ),
      );
    }),
    { seed: 21, numRuns: 60 },
  );
});

const depthwiseCases: readonly TorchCase[] = [
  [1, 7, 5, 1, 1, 3, 1, 1],
  [2, 9, 33, 5, 1, 3, 2, 1],
  [9, 8, 8, 32, 1, 3, 1, 1],
  [3, 13, 11, 6, 2, 5, 1, 2],
  [1, 16, 16, 3, 3, 4, 3, 1],
  [17, 6, 6, 7, 1, 1, 1, 1],
].map(([batch = 1, height = 1, width = 1, c = 1, m = 1, k = 1, s = 1, d = 1]) => ({
  kind: 'depthwise',
  x: [batch, height, width, c],
  w: [k, k, c, m],
  stride: [s, s],
  dilation: [d, d],
  padding: [
    ...samePadding(height, (k - 1) * d + 1, s),
    ...samePadding(width, (k - 1) * d + 1, s),
  ] as unknown as TorchCase['padding'],
}));

const poolCases: readonly TorchCase[] = [
  [1, 7, 5, 1, 2, 3, 2, 2, 0],
  [2, 9, 33, 5, 3, 3, 2, 1, 1],
  [5, 8, 8, 19, 2, 2, 2, 2, 0],
  [3, 13, 11, 8, 5, 4, 1, 3, 2],
].map(([batch = 1, height = 1, width = 1, c = 1, rows = 1, columns = 1, down = 1, right = 1, p = 0]) => ({
  kind: 'avgPool',
  x: [batch, height, width, c],
  window: [rows, columns],
  stride: [down, right],
  dilation: [1, 1],
  padding: [p, p, p, p],
}));

test('gradients of depthwise convolution and average pooling equal PyTorch’s', async () => {
  await tf.setBackend('wasm');
  const cases = [...depthwiseCases, ...poolCases];
  expect([cases.length, 0]).toContain(await expectTorch(cases));
});

const transposedCases: readonly TorchCase[] = [
  [1, 4, 5, 3, 5, 3, 2, 0],
  [2, 7, 6, 9, 4, 4, 2, 1],
  [9, 5, 5, 16, 8, 3, 1, 1],
  [3, 3, 4, 5, 7, 2, 3, 0],
].map(([batch = 1, height = 1, width = 1, c = 1, o = 1, k = 1, s = 1, p = 0]) => ({
  kind: 'transposed',
  x: [batch, height, width, c],
  w: [k, k, o, c],
  stride: [s, s],
  dilation: [1, 1],
  padding: [p, p, p, p],
}));

test('a transposed convolution’s gradients equal PyTorch’s, and are computed by kernels of ours', async () => {
  await tf.setBackend('wasm');
  expect([transposedCases.length, 0]).toContain(await expectTorch(transposedCases));
  const seen: string[] = [];
  const names = [tf.Conv2D, tf.Conv2DBackpropFilter, tf.Conv2DBackpropInput];
  const kept = names.map((name) => tf.getKernel(name, 'wasm'));
  for (const config of kept) {
    if (!config) throw new Error('A convolution kernel is missing.');
    tf.unregisterKernel(config.kernelName, 'wasm');
    const kernelFunc: typeof config.kernelFunc = (call) => {
      seen.push(config.kernelName);
      return config.kernelFunc(call);
    };
    tf.registerKernel({ ...config, kernelFunc });
  }
  const results = tf.tidy(() =>
    withGradients((x, w) => tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, 8, 8, 3], 2, 'same'))(
      tf.ones([2, 4, 4, 5]),
      tf.ones([3, 3, 3, 5]),
    ),
  );
  tf.dispose(results);
  registerWasmKernels();
  expect([...new Set(seen)].toSorted()).toEqual(names.toSorted());
});
