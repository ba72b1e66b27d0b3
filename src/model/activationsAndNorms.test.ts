// What the activation and normalisation layers promise beyond their values: that frozen ones stay as they are, that they
// survive saving, and that they leave no tensors behind.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Params } from '../layers/fields';
import { placeable } from '../layers/index';
import { customLayers } from './customLayers';
import { holdLayer, layerCases, named } from './heldLayer.fixture';
import { layerModel } from './oneLayer.fixture';

beforeAll(async () => void (await tf.setBackend('cpu')));

const read = (layer: tf.layers.Layer) => layer.getWeights().map((w) => [...w.dataSync()]);
const input = (shape: readonly number[], seed = 3) => tf.randomNormal([...shape], 2, 3, 'float32', seed);

describe('frozen', () => {
  const shape = [8, 3, 3, 4];

  it('a batch norm uses its moving statistics in training and does not move them', () => {
    const weights = [1, 2, 3, 4].map((seed) => tf.randomUniform([4], 0.5, 2, 'float32', seed));
    const x = input(shape);
    const [frozen, open] = [true, false].map((is) =>
      holdLayer('batchNorm', { frozen: is }, [shape], weights),
    );
    if (!frozen || !open) throw new Error('no layers');
    const before = read(frozen.tfLayer);
    const outside = holdLayer('batchNorm', {}, [shape], weights, false).run([x]).dataSync();
    expect(frozen.run([x]).dataSync()).toEqual(outside);
    expect(open.run([x]).dataSync()).not.toEqual(outside);
    expect(read(frozen.tfLayer)).toEqual(before);
    expect(read(open.tfLayer).slice(2)).not.toEqual(before.slice(2));
    expect(frozen.tfLayer.trainableWeights).toEqual([]);
  });

  it('a batch norm that is not moves its statistics by 1 − momentum', () => {
    const x = input(shape);
    const { tfLayer, run } = holdLayer('batchNorm', { momentum: 0.75 }, [shape]);
    run([x]);
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    const expected = [tf.mul(mean, 0.25), tf.add(0.75, tf.mul(variance, 0.25))].map((t) => t.dataSync());
    for (const [i, moved] of read(tfLayer).slice(2).entries())
      for (const [c, v] of moved.entries()) expect(v).toBeCloseTo(expected[i]?.[c] ?? Number.NaN, 4);
  });

  it.each(placeable.filter((l) => l.group === 'Normalisation' && 'frozen' in l.fields).map((l) => l.kind))(
    '%s trains nothing and keeps its weights',
    (kind) => {
      const [held, open] = [true, false].map((frozen) =>
        holdLayer(kind, { frozen, ...(kind === 'groupNorm' && { groups: 2 }) }, [shape]),
      );
      expect(held?.tfLayer.trainableWeights.length).toBe(0);
      expect(open?.tfLayer.trainableWeights.length).toBe(2);
      expect(held?.tfLayer.countParams()).toBe(open?.tfLayer.countParams());
    },
  );
});

describe('saving', () => {
  it.each(layerCases.map((c) => [named(c), c] as const))('%s', async (_, { kind, params, shapes }) => {
    const model = layerModel(
      [kind, params],
      shapes.map((shape) => shape.slice(1)),
    );
    for (const w of model.weights)
      w.write(tf.randomUniform(w.shape as number[], 0.5, 2, 'float32', w.id + 1));
    const topology = JSON.parse(JSON.stringify(model.toJSON(null, false)));
    const again = await tf.models.modelFromJSON({ modelTopology: topology } as never);
    again.setWeights(model.getWeights());
    const x = input(shapes[0] ?? []);
    // Training reaches everything that a layer does: what differs between the two is lost in saving.
    const [a, b] = [model, again].map((m) => (m.apply(x, { training: true }) as tf.Tensor).dataSync());
    expect(a).toEqual(b);
    expect(again.trainableWeights.length).toBe(model.trainableWeights.length);
  });
});

describe('memory', () => {
  it.each(layerCases.map((c) => [named(c), c] as const))('%s leaves its output alone', (_, c) => {
    const layer = holdLayer(c.kind, c.params, c.shapes);
    const x = input(c.shapes[0] ?? []);
    const before = tf.memory().numTensors;
    const y = layer.run([x]);
    expect(tf.memory().numTensors).toBe(before + 1);
    tf.dispose(layer.differentiate([x], (out) => out));
    y.dispose();
    // The batch norms' moving statistics are replaced, not added to.
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('layer norm of another making', () => {
  it('is left to tf.js where it is not over the last axis alone', async () => {
    customLayers(tf);
    const stock = tf.sequential();
    stock.add(tf.layers.layerNormalization({ axis: [1, 2], inputShape: [4, 3, 2], center: false }));
    const topology = JSON.parse(JSON.stringify(stock.toJSON(null, false)));
    const ours = await tf.models.modelFromJSON({ modelTopology: topology } as never);
    expect(ours.layers[1]?.constructor).not.toBe(stock.layers[0]?.constructor);
    const x = input([2, 4, 3, 2]);
    const [a, b] = [stock, ours].map((m) => (m.predict(x) as tf.Tensor).dataSync());
    expect(a).toEqual(b);
  });
});

it('each activation that a layer can apply to its own output equals the layer behind it', () => {
  const x = input([2, 5, 5, 3]);
  const flat = tf.reshape(x, [2, 75]);
  for (const name of ['relu', 'elu', 'sigmoid', 'tanh', 'swish', 'gelu'])
    for (const [kind, params, arrives] of [
      ['conv2d', { filters: 4 }, x],
      ['dense', { units: 6 }, flat],
    ] as const satisfies readonly (readonly [string, Params, tf.Tensor])[]) {
      const open = holdLayer(kind, { ...params, activation: 'none' }, [arrives.shape]);
      const weights = open.tfLayer.getWeights();
      const fused = holdLayer(kind, { ...params, activation: name }, [arrives.shape], weights);
      const y = open.run([arrives]);
      const expected = holdLayer('activation', { function: name }, [y.shape]).run([y]);
      const far = tf.max(tf.abs(tf.sub(fused.run([arrives]), expected))).dataSync()[0];
      expect(far, `${kind} ${name}`).toBeLessThan(1e-5);
    }
});
