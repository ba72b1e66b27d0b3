// What the layers that draw at random promise: other draws in every batch, the same in every run, none outside
// training, and the distribution that they name.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Params } from '../layers/fields';
import { defaultParams, layerOf } from '../layers/index';
import { customLayers } from './customLayers';
import { klDivergence } from './gaussianSampling';
import { holdLayer } from './heldLayer.fixture';
import { randomLayers } from './randomLayers';

beforeAll(async () => void (await tf.setBackend('cpu')));

const drawing: readonly (readonly [string, Params])[] = [
  ['dropout', { rate: 0.4 }],
  ['spatialDropout', { rate: 0.4 }],
  ['gaussianNoise', { deviation: 0.5 }],
  ['gaussianSampling', {}],
];

/** Two layers of one kind on the same input, so that equal draws of the two would show. */
function twice(kind: string, params: Params) {
  const shape = [4, 4, 8];
  const layer = layerOf(kind);
  const inputs = (layer.inputs.type === 'named' ? [1, 2] : [1]).map((_) => tf.input({ shape }));
  const of = (name: string) => {
    const context = { name, inputs: inputs.map(() => shape), sources: [], seed: 7 };
    const [built] = layer.build(
      { tf, custom: customLayers(tf) },
      { ...defaultParams(kind), ...params },
      context,
    );
    return built?.apply(inputs.length === 1 ? (inputs[0] ?? []) : inputs) as tf.SymbolicTensor;
  };
  const model = tf.model({ inputs, outputs: [of('one'), of('two')] });
  const ones = inputs.map(() => tf.ones([3, ...shape]));
  const draw = (training = true) =>
    (model.apply(ones.length === 1 ? (ones[0] ?? []) : ones, { training }) as tf.Tensor[]).map((y) => [
      ...y.dataSync(),
    ]);
  return { model, draw };
}

describe.each(drawing)('%s %j', (kind, params) => {
  it('draws anew in each batch and each layer, and the same in every run with the same seed', () => {
    const run = (seed: number) => {
      const { model, draw } = twice(kind, params);
      const reseed = randomLayers(model, seed);
      return [1, 2, 3].map((step) => {
        reseed(step);
        return draw();
      });
    };
    const first = run(11);
    expect(run(11)).toEqual(first);
    const all = [...first.flat(), ...run(12).flat()].map((draw) => draw.join());
    expect(new Set(all).size).toBe(12);
  });

  it('passes on what arrives outside training', () => {
    for (const y of twice(kind, params).draw(false)) expect(new Set(y)).toEqual(new Set([1]));
  });

  it('draws the same after saving and loading', async () => {
    const { model, draw } = twice(kind, params);
    const again = await tf.models.modelFromJSON({ modelTopology: model.toJSON(null, false) } as never);
    const reseed = [model, again].map((m) => randomLayers(m, 5));
    for (const set of reseed) set(1);
    const ones = model.inputs.map(() => tf.ones([3, 4, 4, 8]));
    const loaded = again.apply(ones.length === 1 ? (ones[0] ?? []) : ones, { training: true }) as tf.Tensor[];
    expect(loaded.map((y) => [...y.dataSync()])).toEqual(draw());
  });
});

const moments = (x: tf.Tensor) => {
  const { mean, variance } = tf.moments(x);
  return { mean: mean.dataSync()[0] ?? 0, deviation: Math.sqrt(variance.dataSync()[0] ?? 0) };
};
const big = [8, 16, 16, 8];

describe('what is drawn', () => {
  it('spatial dropout keeps or drops a channel whole and scales what it keeps', () => {
    const layer = holdLayer('spatialDropout', { rate: 0.25 }, [[32, 5, 4, 16]]);
    const y = layer.run([tf.ones([32, 5, 4, 16])]);
    const [low, high] = [tf.min(y, [1, 2]).dataSync(), tf.max(y, [1, 2]).dataSync()];
    expect([...low]).toEqual([...high]);
    const kept = [...high].filter((v) => v > 0);
    for (const v of kept) expect(v).toBeCloseTo(1 / 0.75, 5);
    // 512 channels, each kept with 0.75: the share's standard deviation is 0.019.
    expect(Math.abs(kept.length / high.length - 0.75)).toBeLessThan(0.08);
  });

  it('Gaussian noise has mean 0 and the deviation asked for', () => {
    const x = tf.randomUniform(big, -1, 1, 'float32', 3);
    const noise = tf.sub(holdLayer('gaussianNoise', { deviation: 0.5 }, [big]).run([x]), x);
    // 16,384 values: the mean's standard deviation is 0.004, the deviation's 0.003.
    expect(Math.abs(moments(noise).mean)).toBeLessThan(0.016);
    expect(Math.abs(moments(noise).deviation - 0.5)).toBeLessThan(0.012);
  });

  it('a Gaussian code has the mean and the variance asked for', () => {
    const layer = holdLayer('gaussianSampling', {}, [big, big]);
    const z = layer.run([tf.fill(big, 3), tf.fill(big, Math.log(4))]);
    expect(Math.abs(moments(z).mean - 3)).toBeLessThan(0.064);
    expect(Math.abs(moments(z).deviation - 2)).toBeLessThan(0.048);
  });

  it('a Gaussian code is μ + σ·ε, with gradients 1 for μ and ½·σ·ε for log σ²', () => {
    const shape = [2, 6];
    const layer = holdLayer('gaussianSampling', {}, [shape, shape]);
    const epsilon = layer.run([tf.zeros(shape), tf.zeros(shape)]);
    const mean = tf.randomUniform(shape, -2, 2, 'float32', 4);
    const logVariance = tf.randomUniform(shape, -2, 2, 'float32', 5);
    const half = tf.mul(tf.exp(tf.mul(logVariance, 0.5)), epsilon);
    const [z, toMean, toLogVariance] = layer.differentiate([mean, logVariance], (y) => tf.onesLike(y));
    const far = (a: tf.Tensor | undefined, b: tf.Tensor) =>
      tf.max(tf.abs(tf.sub(a ?? tf.scalar(Number.NaN), b))).dataSync()[0];
    expect(far(z, tf.add(mean, half))).toBeLessThan(1e-5);
    expect(far(toMean, tf.ones(shape))).toBeLessThan(1e-6);
    expect(far(toLogVariance, tf.mul(half, 0.5))).toBeLessThan(1e-5);
  });
});

describe('the divergence of Gaussian codes', () => {
  it('is 0 for N(0, 1) itself, and ½μ² for another mean', () => {
    const zeros = tf.zeros([5, 3]);
    expect(klDivergence(tf, zeros, zeros).dataSync()[0]).toBeCloseTo(0, 6);
    expect(klDivergence(tf, tf.fill([5, 3], 2), zeros).dataSync()[0]).toBeCloseTo(3 * 2, 5);
  });

  it('is a sum over the code and a mean over the batch, with both gradients', () => {
    const mean = tf.tensor2d([0.5, -1, 0, 2], [2, 2]);
    const logVariance = tf.tensor2d([0, 1, -2, 0.5], [2, 2]);
    expect(klDivergence(tf, mean, logVariance).dataSync()[0]).toBeCloseTo(1.813084596, 6);
    const [m, v] = tf.grads((a, b) => klDivergence(tf, a, b))([mean, logVariance]);
    const expected = [0.25, -0.5, 0, 1, 0, 0.429570457, -0.216166179, 0.162180318];
    for (const [i, value] of [...(m?.dataSync() ?? []), ...(v?.dataSync() ?? [])].entries())
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 6);
  });

  it('has the gradient that finite differences give', () => {
    const shape = [3, 4];
    const x = [tf.randomUniform(shape, -1, 1, 'float32', 1), tf.randomUniform(shape, -1, 1, 'float32', 2)];
    const f = (m: tf.Tensor, l: tf.Tensor) => klDivergence(tf, m, l);
    const grads = tf.grads(f)(x);
    for (const [which, tensor] of x.entries()) {
      const values = tensor.dataSync();
      for (let i = 0; i < values.length; i++) {
        const at = (by: number) => {
          const moved = values.slice();
          moved[i] = (moved[i] ?? 0) + by;
          const [mean, logVariance] = x.map((other, j) => (j === which ? tf.tensor(moved, shape) : other));
          return f(mean ?? tensor, logVariance ?? tensor).dataSync()[0] ?? Number.NaN;
        };
        const slope = (at(1e-2) - at(-1e-2)) / 2e-2;
        expect(Math.abs((grads[which]?.dataSync()[i] ?? Number.NaN) - slope)).toBeLessThan(1e-3);
      }
    }
  });
});
