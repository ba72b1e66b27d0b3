// Our convolution layer beside tf.js's own: the same weights after training, the same when it is saved and loaded.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { Conv2dConfig } from '../layers/tfTypes';
import { customLayers } from './customLayers';

beforeAll(async () => void (await tf.setBackend('cpu')));

const configs: readonly Conv2dConfig[] = [
  { name: 'a', filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' },
  { name: 'b', filters: 5, kernelSize: [2, 3], strides: [2, 1], padding: 'valid', activation: 'elu' },
  { name: 'c', filters: 3, kernelSize: 1, activation: 'sigmoid', useBias: false },
  { name: 'd', filters: 2, kernelSize: 2, kernelRegularizer: 'l1l2' },
];

const stacked = (make: (config: Conv2dConfig) => tf.layers.Layer): tf.LayersModel => {
  const input = tf.input({ shape: [7, 8, 3] });
  const starts = configs.map((config, i) => ({
    ...config,
    kernelInitializer: tf.initializers.heNormal({ seed: i + 1 }),
    biasInitializer: tf.initializers.randomUniform({ seed: i + 9, minval: -0.1, maxval: 0.1 }),
  }));
  const outputs = starts.reduce<tf.SymbolicTensor>(
    (x, config) => make(config).apply(x) as tf.SymbolicTensor,
    input,
  );
  return tf.model({ inputs: input, outputs });
};

const ours = () => stacked((config) => customLayers(tf).conv2d(config));
const stock = () => {
  // What tf.js itself makes, whatever is registered under its name.
  return stacked((config) => tf.layers.conv2d(config));
};

/** All weights after some steps of descent, in training mode. */
function trained(model: tf.LayersModel): readonly number[][] {
  const optimizer = tf.train.momentum(0.05, 0.9);
  const x = tf.randomNormal([4, 7, 8, 3], 0, 1, 'float32', 3);
  for (let step = 0; step < 6; step++)
    optimizer.minimize(() => {
      const y = model.apply(x, { training: true }) as tf.Tensor;
      return tf.mean(tf.square(tf.sub(y, 0.3))) as tf.Scalar;
    });
  return model.getWeights().map((weight) => Array.from(weight.dataSync()));
}

test('six steps of training end at the weights of tf.js’s own layer, to 1e-6', () => {
  const [own, theirs] = [trained(ours()), trained(stock())];
  expect(own.map((of) => of.length)).toEqual(theirs.map((of) => of.length));
  const start = stock()
    .getWeights()
    .map((weight) => Array.from(weight.dataSync()));
  expect(theirs.flat().some((value, i) => Math.abs(value - (start.flat()[i] ?? 0)) > 0.01)).toBe(true);
  for (const [i, value] of theirs.flat().entries())
    expect(Math.abs((own.flat()[i] ?? Number.NaN) - value), `value ${i}`).toBeLessThan(1e-6);
});

test('it is saved as tf.js’s own, and what is loaded computes the same', async () => {
  const [own, theirs] = [ours(), stock()];
  const layers = (model: tf.LayersModel) =>
    model.layers.map((layer) => [layer.getClassName(), layer.getConfig()]);
  expect(layers(own)).toEqual(
    layers(theirs).map(([name, config], i) => [name, { ...(config as object), name: own.layers[i]?.name }]),
  );
  let saved: tf.io.ModelArtifacts | undefined;
  await own.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  if (!saved) throw new Error('Nothing was saved');
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved));
  const x = tf.randomNormal([2, 7, 8, 3], 0, 1, 'float32', 4);
  const [y, again] = [own, loaded].map((model) => Array.from((model.predict(x) as tf.Tensor).dataSync()));
  expect(again).toEqual(y);
});
