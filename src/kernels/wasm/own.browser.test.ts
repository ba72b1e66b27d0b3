// Our own compiled kernels against the CPU backend, over sizes on both sides of every edge of their tiles (six pixels
// or floats, four and eight channels, several images a group, several pieces of rows).
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { batchNormTrain } from '../ops/batchNormTrain';
import { type ConvActivation, convBiasActivation } from '../ops/convBiasActivation';
import * as names from '../ops/names';
import { softmaxCrossEntropyMean } from '../ops/softmaxCrossEntropy';
import { ruleAt, slotCounts, updateAll } from '../ops/updateAll';
import { around, expectAgreement, startBackends, withGradients } from './agreement.fixture';
import { ownKernels, ownKernelsTrouble } from './ownModule';
import { registerWasmKernels } from './register';

beforeAll(startBackends);

test('they run here, each can be left out by name, and all at once', async () => {
  await tf.setBackend('wasm');
  expect(ownKernels(tf.backend() as BackendWasm)).toBeDefined();
  expect(ownKernelsTrouble()).toBeUndefined();
  const all = registerWasmKernels();
  const own = all.filter((name) => name.startsWith('own '));
  expect(own.length).toBeGreaterThan(8);
  expect(registerWasmKernels(['own'])).toEqual(all.filter((name) => !own.includes(name)));
  expect(tf.getKernel(names.updateAll, 'wasm')).toBeUndefined();
  const one = 'own MaxPoolGrad';
  expect(registerWasmKernels([one])).toEqual(all.filter((name) => name !== one));
  registerWasmKernels();
});

const size = (max: number) => fc.integer({ min: 1, max });
const convolution = fc.record({
  batch: size(9),
  height: size(19),
  width: size(19),
  inputs: size(19),
  outputs: size(21),
  filter: fc.tuple(size(5), size(5)),
  stride: fc.tuple(size(3), size(3)),
  pad: fc.oneof(fc.constant<'same'>('same'), fc.constant<'valid'>('valid'), fc.integer({ min: 0, max: 4 })),
});
type Convolution = typeof convolution extends fc.Arbitrary<infer T> ? T : never;

function fits({ height, width, filter, pad }: Convolution): boolean {
  if (pad === 'same') return true;
  const sides = pad === 'valid' ? 0 : 2 * pad;
  return height + sides >= filter[0] && width + sides >= filter[1];
}

describe('convolution', () => {
  test('its gradients in random cases', async () => {
    await fc.assert(
      fc.asyncProperty(convolution.filter(fits), async (c) => {
        const pad = typeof c.pad === 'number' ? around(c.pad) : c.pad;
        const shapes = [
          [c.batch, c.height, c.width, c.inputs],
          [...c.filter, c.inputs, c.outputs],
        ];
        const plain = (x: tf.Tensor, w: tf.Tensor) =>
          tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, c.stride, pad);
        await expectAgreement(shapes, withGradients(plain));
      }),
      { numRuns: 40, seed: 11 },
    );
  });
});

test('convolution, bias and activation as one operation, in random cases', async () => {
  const more = fc.record({
    dilation: fc.tuple(size(3), size(3)),
    biased: fc.boolean(),
    activation: fc.constantFrom<ConvActivation>('relu', 'relu', 'linear'),
  });
  await fc.assert(
    fc.asyncProperty(convolution.filter(fits), more, async (c, { dilation, biased, activation }) => {
      const shapes = [
        [c.batch, c.height, c.width, c.inputs],
        [...c.filter, c.inputs, c.outputs],
        [c.outputs],
      ];
      const settings = {
        strides: c.stride,
        pad: typeof c.pad === 'number' ? around(c.pad) : c.pad,
        // tf.js takes a stride or a dilation, and a window that fits with it.
        dilations: Math.max(...c.stride) > 1 || c.pad !== 'same' ? ([1, 1] as const) : dilation,
        activation,
      };
      await expectAgreement(
        biased ? shapes : shapes.slice(0, 2),
        withGradients((x, w, b) => convBiasActivation(tf, x as tf.Tensor, w as tf.Tensor, b, settings)),
      );
    }),
    { numRuns: 30, seed: 12 },
  );
});

test('back through ReLU and a bias, over rows and channels past every edge of a block', async () => {
  for (const [rows, channels] of [
    [1, 1],
    [3, 2],
    [700, 5],
    [2049, 1],
    [5000, 10],
    [300, 67],
    [3, 2050],
  ] as const)
    await expectAgreement(
      [[1, rows, 1, 1], [1, 1, 1, channels], [channels]],
      withGradients((x, w, b) =>
        convBiasActivation(tf, x as tf.Tensor, w as tf.Tensor, b, {
          strides: [1, 1],
          pad: 'valid',
          dilations: [1, 1],
          activation: 'relu',
        }),
      ),
    );
});

test('the gradient of max pooling, over channels, windows, strides and paddings', async () => {
  for (const channels of [1, 3, 4, 5, 6, 11, 16]) {
    for (const [window, stride, pad] of [
      [2, 2, 'valid'],
      [3, 2, 'same'],
      [3, 1, 'same'],
      [2, 3, 'valid'],
      [4, 1, 1],
    ] as const) {
      const padding = typeof pad === 'number' ? around(pad) : pad;
      await expectAgreement(
        [[3, 9, 7, channels]],
        withGradients((x) => tf.maxPool(x as tf.Tensor4D, window, stride, padding)),
      );
    }
  }
});

test('of equal elements the first gets the gradient, of an image of one value too', async () => {
  await expectAgreement(
    [[2, 5, 5, 6]],
    withGradients((x) => tf.maxPool(tf.relu(tf.sub(x, 0.8)) as tf.Tensor4D, 3, 1, 'same')),
  );
});

test('the gradient of ReLU', async () => {
  for (const length of [1, 3, 4, 4097]) {
    await expectAgreement([[length]], withGradients(tf.relu));
  }
});

test('ln(1 + x), where x is tiny, huge, −1 and below too', async () => {
  for (const scale of [1e-30, 1e-7, 1e-3, 0.999, 40, 1e20])
    await expectAgreement([[1003]], (x) => tf.log1p(tf.mul(tf.abs(x), scale)));
  await expectAgreement([[1003]], (x) => tf.log1p(tf.mul(x, 0.999)));
  await tf.setBackend('wasm');
  const edges = tf.tidy(() => Array.from(tf.log1p([-1, -2, Number.NaN, Infinity, -Infinity, 0]).dataSync()));
  expect(edges).toEqual([-Infinity, Number.NaN, Number.NaN, Infinity, Number.NaN, 0]);
});

test('batch norm in training, with mean, variance and gradients', async () => {
  for (const shape of [
    [1, 2, 2, 3],
    [2, 3, 1, 1],
    [64, 6],
    [3, 17, 19, 10],
    [9, 16, 16, 64],
    [700, 5],
  ]) {
    const channels = shape.at(-1) ?? 1;
    const normed = (x: tf.Tensor, gamma?: tf.Tensor, beta?: tf.Tensor) =>
      batchNormTrain(tf, x, gamma, beta, 1e-3);
    await expectAgreement([shape, [channels], [channels]], (x, gamma, beta) => {
      const { y, mean, variance } = normed(tf.add(x, 3), gamma, beta);
      return [y, mean, variance];
    });
    const graded = withGradients((x, gamma, beta) => normed(x, gamma, beta).y);
    await expectAgreement([shape, [channels], [channels]], graded);
    await expectAgreement(
      [shape],
      withGradients((x) => normed(x).y),
    );
  }
});

test('softmax cross-entropy, with its gradient, for probabilities that vanish too', async () => {
  for (const [shape, scale] of [
    [[1, 2], 1],
    [[64, 10], 10],
    [[5, 4], 60],
    [[2, 3, 3, 7], 3],
    [[3, 1001], 20],
  ] as const) {
    await expectAgreement([shape, shape], (logits, other) => {
      const expected = tf.softmax(tf.mul(other, 1 / scale));
      const loss = (x: tf.Tensor) => softmaxCrossEntropyMean(tf, tf.mul(x, scale), expected);
      return [loss(logits), tf.grad(loss)(logits)];
    });
  }
});

test('each optimiser’s step over several weights', async () => {
  for (const kind of ['sgd', 'momentum', 'rmsprop', 'adam'] as const) {
    const shapes = [[3, 3, 2, 5], [7], [1]];
    const all = [...shapes, ...shapes, ...shapes, ...shapes];
    await expectAgreement(all, (...tensors) => {
      const given = shapes.map((_, i) => {
        const slots = [tensors[6 + i], tf.abs(tensors[9 + i] ?? tf.scalar(0))].slice(0, slotCounts[kind]);
        // RMSprop's only slot holds squares.
        const sound = kind === 'rmsprop' ? slots.map((slot) => tf.abs(slot ?? tf.scalar(0))) : slots;
        return { weight: tensors[i], gradient: tensors[3 + i], slots: sound } as Parameters<
          typeof updateAll
        >[2][number];
      });
      return updateAll(tf, ruleAt(kind, 0.01, 3), given).flatMap(({ weight, slots }) => [weight, ...slots]);
    });
  }
});
