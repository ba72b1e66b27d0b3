// Each operation gives the same with our own kernels (here: reference ones in plain loops) and without, in value and
// gradient, equals what tf.js computes by itself, and leaves nothing behind.
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { registerGradients } from '../gradients/register';
import { batchNormTrain } from './batchNormTrain';
import { type ConvSettings, convBiasActivation } from './convBiasActivation';
import * as names from './names';
import { type ReferenceCalls, registerReference } from './reference.fixture';
import { softmaxCrossEntropyMean } from './softmaxCrossEntropy';
import { type OptimizerKind, ruleAt, slotCounts, updateAll } from './updateAll';

beforeAll(async () => {
  await tf.setBackend('cpu');
  registerGradients();
});

let own: ReferenceCalls | undefined;
afterEach(() => {
  own?.remove();
  own = undefined;
});

/** The values of all that `calculate` gives; what it leaves behind fails the test. */
function valuesOf(calculate: () => readonly tf.Tensor[]): readonly number[][] {
  const before = tf.memory();
  const results = tf.tidy(() => [...calculate()]);
  const values = results.map((tensor) => Array.from(tensor.dataSync()));
  tf.dispose(results);
  const after = tf.memory();
  expect([after.numTensors, after.numDataBuffers]).toEqual([before.numTensors, before.numDataBuffers]);
  return values;
}

/** Without our kernels, and with them; `name` must have been called `times` times then. */
function bothWays(calculate: () => readonly tf.Tensor[], called: Readonly<Record<string, number>>) {
  const composed = valuesOf(calculate);
  own = registerReference();
  const fused = valuesOf(calculate);
  expect(Object.fromEntries(own.calls)).toEqual(called);
  return { composed, fused };
}

function expectEqual(actual: readonly number[][], expected: readonly number[][], tolerance = 2e-5): void {
  expect(actual.map((a) => a.length)).toEqual(expected.map((e) => e.length));
  for (const [i, values] of expected.entries()) {
    const most = Math.max(...values.map(Math.abs), 1e-3);
    for (const [j, value] of values.entries())
      expect(Math.abs((actual[i]?.[j] ?? Number.NaN) - value), `result ${i}, value ${j}`).toBeLessThan(
        tolerance * most,
      );
  }
}

const random = (shape: number[], seed: number, from = -1, to = 1): tf.Tensor =>
  tf.randomUniform(shape, from, to, 'float32', seed);

describe('batch norm', () => {
  const shapes = [
    [7, 5],
    [1, 3],
    [4, 6, 3],
    [2, 5, 4, 3],
    [1, 1, 1, 2],
    [3, 2, 2, 2, 5],
  ];
  const epsilon = 1e-3;
  test.each(shapes.map((shape) => [shape]))('of x %j', (shape) => {
    const c = shape.at(-1) ?? 1;
    for (const [scales, centres] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ]) {
      own?.remove();
      const calculate =
        (normal: (x: tf.Tensor, gamma?: tf.Tensor, beta?: tf.Tensor) => tf.Tensor[]) => () => {
          const inputs = [
            tf.add(random(shape, 1), 2),
            ...(scales ? [random([c], 2, 0.5, 2)] : []),
            ...(centres ? [random([c], 3)] : []),
          ];
          const run = (...given: tf.Tensor[]) =>
            normal(given[0] as tf.Tensor, scales ? given[1] : undefined, centres ? given.at(-1) : undefined);
          const gradients = tf.grads((...given) => run(...given)[0] as tf.Tensor)(inputs, random(shape, 4));
          return [...run(...inputs), ...gradients];
        };
      const { composed, fused } = bothWays(
        calculate((x, gamma, beta) => {
          const { y, mean, variance } = batchNormTrain(tf, x, gamma, beta, epsilon);
          return [y, mean, variance];
        }),
        { [names.batchNormTrain]: 2, [names.batchNormTrainGrad]: 1 },
      );
      const stock = valuesOf(
        calculate((x, gamma, beta) => {
          const { mean, variance } = tf.moments(
            x,
            x.shape.slice(0, -1).map((_, i) => i),
          );
          const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
          return [tf.add(tf.mul(normal, gamma ?? 1), beta ?? 0), mean, variance];
        }),
      );
      expectEqual(composed, stock, 1e-4);
      expectEqual(fused, stock, 1e-4);
    }
  });
});

describe('convolution with bias and activation', () => {
  const plain = { strides: [1, 1], pad: 'same', dilations: [1, 1] } as const;
  const settings: readonly Omit<ConvSettings, 'activation'>[] = [
    plain,
    { ...plain, strides: [2, 3], pad: 'valid' },
    { ...plain, pad: 'valid', dilations: [2, 1] },
    {
      ...plain,
      pad: [
        [0, 0],
        [2, 1],
        [0, 3],
        [0, 0],
      ],
    },
  ];
  test.each(settings.map((of) => [of]))('%j', (of) => {
    for (const activation of ['linear', 'relu'] as const)
      for (const biased of [true, false]) {
        own?.remove();
        const shapes = [[2, 7, 6, 3], [3, 2, 3, 5], ...(biased ? [[5]] : [])];
        const calculate = (f: (x: tf.Tensor, w: tf.Tensor, b?: tf.Tensor) => tf.Tensor) => () => {
          const inputs = shapes.map((shape, i) => random(shape, i + 1));
          const given = (...[x, w, b]: tf.Tensor[]) => f(x as tf.Tensor, w as tf.Tensor, b);
          const y = given(...inputs);
          return [y, ...tf.grads(given)(inputs, random(y.shape, 9))];
        };
        const { composed, fused } = bothWays(
          calculate((x, w, b) => convBiasActivation(tf, x, w, b, { ...of, activation })),
          activation === 'relu' ? { [names.reluBiasGrad]: 1 } : {},
        );
        const stock = valuesOf(
          calculate((x, w, b) => {
            const { strides, pad, dilations } = of;
            const sum = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, [...strides], pad, 'NHWC', [
              ...dilations,
            ]);
            const shifted = b ? tf.add(sum, b) : sum;
            return activation === 'relu' ? tf.relu(shifted) : shifted;
          }),
        );
        expectEqual(composed, stock);
        expectEqual(fused, stock);
      }
  });

  test('no gradient is computed that nothing asks for', () => {
    const [x, w] = [random([2, 5, 5, 3], 1), random([3, 3, 3, 4], 2)];
    const kernels = [tf.Conv2DBackpropInput, tf.Conv2DBackpropFilter].map((name) => {
      const kernel = tf.getKernel(name, 'cpu');
      if (!kernel) throw new Error(`No kernel ${name}`);
      return vi.spyOn(kernel, 'kernelFunc');
    });
    const called = (f: (given: tf.Tensor) => tf.Tensor, by: tf.Tensor) => {
      for (const kernel of kernels) kernel.mockClear();
      tf.dispose(tf.tidy(() => tf.grad(f)(by)));
      return kernels.map(({ mock }) => mock.calls.length);
    };
    const settings = { strides: [1, 1], pad: 'same', dilations: [1, 1], activation: 'relu' } as const;
    expect(called((given) => convBiasActivation(tf, x, given, undefined, settings), w)).toEqual([0, 1]);
    expect(called((given) => convBiasActivation(tf, given, w, undefined, settings), x)).toEqual([1, 0]);
    for (const kernel of kernels) kernel.mockRestore();
    tf.dispose([x, w]);
  });
});

describe('softmax cross-entropy', () => {
  test.each([[[6, 5]], [[1, 2]], [[2, 3, 4, 5]]])('of logits %j', (shape) => {
    const calculate = (loss: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor) => () => {
      const expected = random(shape, 2, 0, 1);
      const y = tf.div(expected, tf.sum(expected, -1, true));
      const x = random(shape, 1, -40, 40);
      return [loss(x, y), tf.grad((input) => tf.mul(loss(input, y), 3))(x)];
    };
    const { composed, fused } = bothWays(
      calculate((x, y) => softmaxCrossEntropyMean(tf, x, y)),
      { [names.softmaxCrossEntropy]: 2 },
    );
    const stock = valuesOf(calculate((x, y) => tf.neg(tf.mean(tf.sum(tf.mul(y, tf.logSoftmax(x)), -1)))));
    expectEqual(composed, stock);
    expectEqual(fused, stock);
  });
});

describe('an optimiser’s step', () => {
  test.each(Object.keys(slotCounts) as OptimizerKind[])('%s: over ten steps', (kind) => {
    const shapes = [[3, 2], [1], [4], [2, 2, 2]];
    const calculate = () => {
      let state = shapes.map((shape, i) => ({
        weight: random(shape, i + 1),
        slots: Array.from({ length: slotCounts[kind] }, () => tf.zeros(shape) as tf.Tensor),
      }));
      for (let step = 1; step <= 10; step++) {
        const given = state.map(({ weight, slots }, i) => ({
          weight,
          slots,
          gradient: random(weight.shape, 100 * step + i),
        }));
        state = updateAll(tf, ruleAt(kind, 0.05, step), given).map(({ weight, slots }) => ({
          weight,
          slots: [...slots],
        }));
      }
      return state.flatMap(({ weight, slots }) => [weight, ...slots]);
    };
    const { composed, fused } = bothWays(calculate, { [names.updateAll]: 10 });
    expectEqual(fused, composed);
    expect(composed.flat().every(Number.isFinite)).toBe(true);
  });

  test('of no variables is none', () => {
    own = registerReference();
    expect(updateAll(tf, ruleAt('adam', 0.1, 1), [])).toEqual([]);
    expect(own.calls.size).toBe(0);
  });
});
