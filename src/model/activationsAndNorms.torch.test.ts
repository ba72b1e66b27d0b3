// Activations, normalisations and the divergence of Gaussian codes against PyTorch: values, and gradients for inputs
// and weights. Skipped where Python has no PyTorch.
import { spawnSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Params } from '../layers/fields';
import { defaultParams } from '../layers/index';
import { klDivergence } from './gaussianSampling';
import { holdLayer, type LayerCase, layerCases, named } from './heldLayer.fixture';
import { python, torchFound } from './torchFound.fixture';

type Dims = readonly number[];
interface Answer {
  readonly shape: Dims;
  readonly y: Dims;
  readonly grads: readonly (Dims | null)[];
}

/** −3…3, where every activation curves; ties in steps of a half. */
function inputOf(shape: Dims, seed: number, ties = false): tf.Tensor {
  const x = tf.randomUniform([...shape], -3, 3, 'float32', seed);
  return ties ? tf.div(tf.round(tf.mul(x, 2)), 2) : x;
}
/** 0.3…1.7: variances must be positive, and a scale of 1 would hide a missing factor. */
const weightOf = (shape: Dims, seed: number) => tf.randomUniform([...shape], 0.3, 1.7, 'float32', seed);

const tensorsOf = (c: LayerCase, seed: number) => ({
  inputs: c.shapes.map((shape, i) => inputOf(shape, seed * 20 + i + 1, c.ties)),
  weights: (c.weights ?? []).map((shape, i) => weightOf(shape, seed * 20 + i + 11)),
});
const plain = (x: tf.Tensor) => ({ shape: x.shape, data: [...x.dataSync()] });
const upstream = (y: tf.Tensor) =>
  tf.reshape(tf.sin(tf.add(tf.mul(tf.range(0, y.size), 0.7), 0.3)), y.shape) as tf.Tensor;

const codes = [
  inputOf([4, 5], 501),
  inputOf([4, 5], 502),
  inputOf([2, 3, 2, 4], 503),
  inputOf([2, 3, 2, 4], 504),
] as const;

function ask(asked: readonly { kind: string; params: Params; inputs: readonly tf.Tensor[] }[]): Answer[] {
  const script = new URL('./activationsAndNorms.torch.py', import.meta.url).pathname;
  const input = JSON.stringify(asked.map((each) => ({ ...each, inputs: each.inputs.map(plain) })));
  const run = spawnSync(python, [script], { input, maxBuffer: 2 ** 28 });
  if (run.status !== 0) throw new Error(run.stderr.toString());
  return JSON.parse(run.stdout.toString());
}

const furthest = (x: tf.Tensor, expected: Dims): number => {
  expect(x.size).toBe(expected.length);
  return Math.max(...Array.from(x.dataSync(), (v, i) => Math.abs(v - (expected[i] ?? Number.NaN))));
};
let worst = { forward: 0, gradient: 0 };
function compare(got: readonly tf.Tensor[], expected: Answer | undefined, trainable: number): void {
  const [y, ...grads] = got;
  if (!y || !expected) throw new Error('no answer');
  expect(y.shape).toEqual(expected.shape);
  const forward = furthest(y, expected.y);
  const gradient = Math.max(...grads.map((g, i) => furthest(g, expected.grads[i] ?? [])));
  worst = { forward: Math.max(worst.forward, forward), gradient: Math.max(worst.gradient, gradient) };
  expect(grads.length).toBe(trainable);
  expect(forward).toBeLessThanOrEqual(1e-4);
  expect(gradient).toBeLessThanOrEqual(1e-3);
}

describe.skipIf(!torchFound)(`PyTorch's own operations (skipped where ${python} has no torch)`, () => {
  let answers: readonly Answer[] = [];
  beforeAll(async () => {
    await tf.setBackend('cpu');
    answers = ask([
      ...layerCases.map((c, i) => {
        const { inputs, weights } = tensorsOf(c, i);
        return {
          kind: c.kind,
          params: { ...defaultParams(c.kind), ...c.params },
          inputs: [...inputs, ...weights],
        };
      }),
      { kind: 'divergence', params: {}, inputs: [codes[0], codes[1]] },
      { kind: 'divergence', params: {}, inputs: [codes[2], codes[3]] },
    ]);
    return () =>
      console.info(
        `furthest from PyTorch: forward ${worst.forward.toExponential(1)}, gradients ${worst.gradient.toExponential(1)}`,
      );
  });

  it.each(layerCases.map((c, i) => [named(c), c, i] as const))('%s', (_, c, i) => {
    const { inputs, weights } = tensorsOf(c, i);
    const layer = holdLayer(c.kind, c.params, c.shapes, weights);
    const frozen = c.params.frozen === true;
    const trainable = frozen ? 0 : Math.min(2, weights.length);
    compare(layer.differentiate(inputs, upstream), answers[i], inputs.length + trainable);
    layer.dispose();
  });

  it.each([0, 1])('the divergence of Gaussian codes from N(0, 1), case %i', (at) => {
    const [mean, logVariance] = [codes[at * 2], codes[at * 2 + 1]];
    if (!mean || !logVariance) throw new Error('no codes');
    const f = (m: tf.Tensor, l: tf.Tensor) => klDivergence(tf, m, l);
    // PyTorch's script has the same upstream gradient for a lone value.
    const grads = tf.grads(f)([mean, logVariance], tf.scalar(Math.sin(0.3)));
    compare([f(mean, logVariance), ...grads], answers[layerCases.length + at], 2);
  });
});
