// Batch norm, pooling gradients, ReLU, sums, the softmax cross-entropy and the optimisers on WebGPU against the CPU
// backend's stock operations.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Calculation } from '../comparison.fixture';
import {
  batchNormTrain,
  batchNormTrainGrad,
  softmaxCrossEntropy,
  type UpdateAllAttrs,
  updateAll,
} from '../ops/names';
import { padding, pooling } from '../pooling.fixture';
import {
  expectAgreement,
  expectClose,
  on,
  runKernel,
  startBackends,
  withGradients,
} from './agreement.fixture';
import { registerWebgpuKernels, subgroups } from './register';

beforeAll(startBackends);

/** Batch norm of stock operations, written out. */
function normalised(
  x: tf.Tensor,
  gamma: tf.Tensor | undefined,
  beta: tf.Tensor | undefined,
  epsilon: number,
) {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const { mean, variance } = tf.moments(x, axes);
  const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon)));
  const scaled = gamma ? tf.mul(normal, gamma) : normal;
  return { y: beta ? tf.add(scaled, beta) : scaled, mean, variance };
}

const epsilon = 1e-3;
const shapes4 = [
  [4, 5, 3, 6],
  [8, 10],
  [1, 1, 1, 5],
  [2, 1, 1, 3],
  [3, 7, 5, 1],
  [2, 9, 9, 65],
  // Enough rows for several parts a column, and for more parts than a workgroup has threads.
  [8, 32, 32, 3],
  [4, 16, 16, 16],
];

describe('batch norm in training', () => {
  for (const shape of shapes4) {
    const c = [shape.at(-1) ?? 1];
    for (const [scaled, shifted] of [
      [true, true],
      [false, true],
      [true, false],
      [false, false],
    ] as const) {
      test(`of [${shape}] ${scaled ? 'with' : 'without'} γ, ${shifted ? 'with' : 'without'} β`, async () => {
        // A mean far from zero must not cost digits.
        const shiftedInput = (x: tf.Tensor): tf.Tensor => tf.add(tf.mul(x, 0.5), 3);
        const given = [shape, shape, c, c];
        const reference = await on('cpu', given, (raw, dy, g, b) => {
          const x = shiftedInput(raw as tf.Tensor);
          const f = (a: tf.Tensor): tf.Tensor =>
            normalised(a, scaled ? g : undefined, shifted ? b : undefined, epsilon).y;
          const { y, mean, variance } = normalised(
            x,
            scaled ? g : undefined,
            shifted ? b : undefined,
            epsilon,
          );
          const dx = tf.grad(f)(x, dy);
          return [y, mean, variance, dx];
        });
        const sums = await on('cpu', given, (raw, dy) => {
          const x = shiftedInput(raw as tf.Tensor);
          const axes = shape.slice(0, -1).map((_, axis) => axis);
          return [
            tf.sum(tf.mul(dy as tf.Tensor, normalised(x, undefined, undefined, epsilon).y), axes),
            tf.sum(dy as tf.Tensor, axes),
          ];
        });
        const ours = await on('webgpu', given, (raw, dy, g, b) => {
          const x = shiftedInput(raw as tf.Tensor);
          const gamma = scaled ? { gamma: g as tf.Tensor } : {};
          const beta = shifted ? { beta: b as tf.Tensor } : {};
          const [y, mean, variance] = runKernel(batchNormTrain, { x, ...gamma, ...beta }, { epsilon });
          if (!y || !mean || !variance) throw new Error('Batch norm gave too few tensors.');
          const gradient = { dy: dy as tf.Tensor, x, mean, variance, ...gamma };
          return [y, mean, variance, ...runKernel(batchNormTrainGrad, gradient, { epsilon })];
        });
        expectClose(ours.slice(0, 3), reference.slice(0, 3));
        // One row has no spread: its gradient is zero but for rounding, so that only its size can be compared.
        const rows = shape.slice(0, -1).reduce((product, length) => product * length, 1);
        if (rows > 1) expectClose(ours.slice(3, 4), reference.slice(3, 4), 1e-3);
        else expect(Math.max(...(ours[3] ?? []).map(Math.abs))).toBeLessThan(1e-4);
        expectClose(ours.slice(4), sums, 1e-3);
      });
    }
  }
});

describe('pooling gradients', () => {
  test('of max pooling equal the CPU backend, ties included', async () => {
    await fc.assert(
      fc.asyncProperty(pooling, fc.boolean(), async ({ shape, window, stride, pad }, ties) => {
        const pooled = withGradients((x) => tf.maxPool(x as tf.Tensor4D, window, stride, padding(pad)));
        await expectAgreement([shape], (x) => pooled(ties ? tf.relu(x as tf.Tensor) : (x as tf.Tensor)));
      }),
      { seed: 11, numRuns: 80 },
    );
  });

  test('of average pooling are those of a mean over the pixels inside the image', async () => {
    await fc.assert(
      fc.asyncProperty(pooling, async ({ shape, window, stride, pad }) => {
        const average = (x: tf.Tensor) => tf.avgPool(x as tf.Tensor4D, window, stride, padding(pad));
        // Linear in x: for any v, ⟨∂f·dy, v⟩ = ⟨dy, f(v)⟩, with the forward pass as the reference.
        const [left, right] = await on('webgpu', [shape, shape], (x, v) => {
          const y = average(v as tf.Tensor);
          const dy = tf.sin(tf.range(0, y.size).reshape(y.shape));
          const dx = tf.grad(average)(x as tf.Tensor, dy);
          return [tf.sum(tf.mul(dx, v as tf.Tensor)), tf.sum(tf.mul(dy, y))];
        });
        const scale = Math.max(1, Math.abs(right?.[0] ?? 0));
        expect(Math.abs((left?.[0] ?? Number.NaN) - (right?.[0] ?? Number.NaN)) / scale).toBeLessThan(1e-4);
      }),
      { seed: 12, numRuns: 60 },
    );
  });
});

describe('elementwise and sums', () => {
  test('ReLU and its gradient agree, at zero too', async () => {
    for (const shape of [[1], [3, 5, 7], [2, 6, 5, 16]])
      await expectAgreement(
        [shape],
        withGradients((x) => tf.relu(tf.maximum(x, -0.3))),
      );
    await expectAgreement(
      [[40]],
      withGradients((x) => tf.relu(tf.relu(x))),
    );
  });

  test('sums over any axes agree', async () => {
    const shape = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(shape, fc.nat(), fc.boolean(), async (lengths, bits, keep) => {
        const axes = lengths.map((_, axis) => axis).filter((axis) => (bits >> axis) & 1);
        fc.pre(axes.length > 0 && tf.util.sizeFromShape(lengths) < 30_000);
        await expectAgreement([lengths], (x) => tf.sum(x as tf.Tensor, axes, keep));
      }),
      { seed: 5, numRuns: 60 },
    );
    await expectAgreement([[64, 32, 32, 5]], (x) => tf.sum(x as tf.Tensor, [0, 1, 2]));
    // A cast leaves truth values in their buffer as they are.
    await expectAgreement([[500, 3]], (x) => tf.sum(tf.cast(tf.greater(x as tf.Tensor, 0), 'float32'), 0));
  });
});

describe('sums over a workgroup', () => {
  test('agree by subgroups and without them, each to the last bit the same again', async () => {
    await tf.setBackend('webgpu');
    const { device } = tf.backend() as WebGPUBackend;
    const adapter = await navigator.gpu.requestAdapter();
    const has = adapter?.features.has('subgroups') ?? false;
    expect(device.features.has('subgroups')).toBe(has);
    const create = vi.spyOn(device, 'createShaderModule');
    const shapes = [
      [40, 31, 17],
      [9, 301, 3],
      [300, 7],
      [300, 7],
    ];
    const calculate = (a: tf.Tensor, b: tf.Tensor, raw: tf.Tensor, guess: tf.Tensor): tf.Tensor[] => [
      tf.sum(a, [0, 1]),
      tf.sum(b, [0, 1]),
      ...runKernel(softmaxCrossEntropy, { logits: raw, expected: guess }),
      ...runKernel(batchNormTrain, { x: b }, { epsilon }),
    ];
    const found = [];
    for (const except of [[subgroups], []]) {
      create.mockClear();
      await registerWebgpuKernels(except);
      const enabled = create.mock.calls.filter(([{ code }]) => code.startsWith('enable subgroups;'));
      expect(enabled.length > 0, `with subgroups: ${except.length === 0}`).toBe(has && except.length === 0);
      const [first, again] = [
        await on('webgpu', shapes, calculate as Calculation),
        await on('webgpu', shapes, calculate as Calculation),
      ];
      expect(again).toEqual(first);
      found.push(first);
    }
    create.mockRestore();
    const [without, by] = found;
    expectClose(by ?? [], without ?? [], 1e-5);
  });
});

describe('softmax cross-entropy', () => {
  for (const [rows, columns] of [
    [1, 2],
    [4, 10],
    [64, 10],
    [65, 1000],
    [300, 3],
  ] as const) {
    test(`of ${rows} rows over ${columns} classes, loss and gradient`, async () => {
      const shapes = [
        [rows, columns],
        [rows, columns],
      ];
      // Logits up to 60 in size would overflow a plain exp() in some rows.
      const prepared = (raw: tf.Tensor, guess: tf.Tensor) =>
        [tf.mul(raw, 100), tf.softmax(tf.mul(guess, 5))] as const;
      const reference = await on('cpu', shapes, (raw, guess) => {
        const [logits, expected] = prepared(raw as tf.Tensor, guess as tf.Tensor);
        const loss = (x: tf.Tensor): tf.Scalar =>
          tf.mul(tf.sum(tf.mul(expected, tf.logSoftmax(x))), -1 / rows) as tf.Scalar;
        return [loss(logits), tf.grad(loss)(logits)];
      });
      const ours = await on('webgpu', shapes, (raw, guess) => {
        const [logits, expected] = prepared(raw as tf.Tensor, guess as tf.Tensor);
        return runKernel(softmaxCrossEntropy, { logits, expected });
      });
      expectClose(ours, reference);
    });
  }
});

describe('the optimisers', () => {
  const shapes = [[3, 3, 3, 16], [16], [1], [300, 70], [5]];
  const slots = { sgd: [], momentum: ['m'], rmsprop: ['m'], adam: ['m', 'v'] } as const;
  for (const kind of ['sgd', 'momentum', 'rmsprop', 'adam'] as const) {
    test(`${kind} moves every weight and slot`, async () => {
      const letters = ['w', 'g', ...slots[kind]];
      const attrs: UpdateAllAttrs = { kind, count: shapes.length, rate: 0.01, epsilon: 1e-4 };
      const given = letters.flatMap(() => shapes);
      const at = (tensors: tf.Tensor[], letter: string, i: number): tf.Tensor => {
        const found = tensors[letters.indexOf(letter) * shapes.length + i];
        if (!found) throw new Error(`No ${letter}${i}`);
        // Mean squares are never negative.
        return letter === 'v' || (letter === 'm' && kind === 'rmsprop') ? tf.abs(found) : found;
      };
      const reference = await on('cpu', given, (...tensors) => {
        const moved = shapes.map((_, i) => expectedUpdate(kind, (letter) => at(tensors, letter, i), attrs));
        return [0, 1, 2].flatMap((slot) => moved.flatMap((written) => written[slot] ?? []));
      });
      const ours = await on('webgpu', given, (...tensors) => {
        const inputs = Object.fromEntries(
          letters.flatMap((letter) => shapes.map((_, i) => [`${letter}${i}`, at(tensors, letter, i)])),
        );
        return runKernel(updateAll, inputs, attrs);
      });
      expectClose(ours, reference, 1e-5);
    });
  }
});

/** The formulas in stock operations: the new weight, then the new slots. */
function expectedUpdate(
  kind: UpdateAllAttrs['kind'],
  of: (letter: string) => tf.Tensor,
  { rate, epsilon: small }: UpdateAllAttrs,
): tf.Tensor[] {
  const [w, g] = [of('w'), of('g')];
  if (kind === 'sgd') return [tf.sub(w, tf.mul(g, rate))];
  if (kind === 'momentum') {
    const m = tf.add(tf.mul(of('m'), 0.9), g);
    return [tf.sub(w, tf.mul(m, rate)), m];
  }
  if (kind === 'rmsprop') {
    const s = tf.add(tf.mul(of('m'), 0.9), tf.mul(tf.square(g), 0.1));
    return [tf.sub(w, tf.div(tf.mul(g, rate), tf.sqrt(tf.add(s, small)))), s];
  }
  const m = tf.add(tf.mul(of('m'), 0.9), tf.mul(g, 0.1));
  const v = tf.add(tf.mul(of('v'), 0.999), tf.mul(tf.square(g), 0.001));
  return [tf.sub(w, tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), small))), m, v];
}
