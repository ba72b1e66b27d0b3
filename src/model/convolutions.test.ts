// What must hold of every layer with a kernel as a tf.js layer: equal seeds start equal, a saved model is the same
// layer again, the penalties reach the loss, and what is frozen stays.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerGradients } from '../kernels/gradients/register';
import { defaultParams, layerOf } from '../layers/index';
import { batch, type ConvCase, convCases, valuesOf } from './convolutions.fixture';
import { customLayers } from './customLayers';

beforeAll(async () => {
  await tf.setBackend('cpu');
  registerGradients();
});

/** The layer as a model whose output has an axis for the batch alone, so that a loss can be taken of it. */
function modelOf([kind, input, params]: ConvCase, seed = 3): tf.LayersModel {
  const symbol = tf.input({ shape: [...input] });
  const context = { name: 'it', inputs: [input], sources: [], seed };
  let value: tf.SymbolicTensor = symbol;
  for (const layer of layerOf(kind).build(
    { tf, custom: customLayers(tf) },
    { ...defaultParams(kind), ...params },
    context,
  ))
    value = layer.apply(value) as tf.SymbolicTensor;
  return tf.model({ inputs: symbol, outputs: value });
}

const numbers = (tensors: readonly tf.Tensor[]) => tensors.map((t) => [...t.dataSync()]);
const image = (input: readonly number[]) => tf.tensor(valuesOf([batch, ...input], 4), [batch, ...input]);
const loaded = (model: tf.LayersModel) =>
  tf.models.modelFromJSON({ modelTopology: model.toJSON(undefined, false) } as never);

const titled = convCases.map((given) => [`${given[0]} ${JSON.stringify(given[2])}`, given] as const);

describe.each(titled)('%s', (_, given) => {
  it('is the same layer again when saved, with weights that start the same', async () => {
    const model = modelOf(given);
    const again = await loaded(model);
    expect(again.layers.map((layer) => layer.getConfig())).toEqual(
      model.layers.map((layer) => layer.getConfig()),
    );
    // The initialisers and their seeds are saved too.
    expect(numbers(again.getWeights())).toEqual(numbers(model.getWeights()));
    const x = image(given[1]);
    expect(numbers([again.predict(x) as tf.Tensor])).toEqual(numbers([model.predict(x) as tf.Tensor]));
  });

  it('starts equal for equal seeds and different for others', () => {
    const [a, b, c] = [modelOf(given, 3), modelOf(given, 3), modelOf(given, 4)].map((m) =>
      numbers(m.getWeights()),
    );
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });
});

/** One case for each tf.js layer that a kind can become. */
const kinds: readonly ConvCase[] = [
  ['conv2d', [5, 5, 4], { filters: 2 }],
  ['conv2d', [5, 5, 4], { filters: 2, groups: 2 }],
  ['conv2d', [5, 5, 4], { filters: 2, dilation: 2 }],
  ['bottleneck', [5, 5, 4], { filters: 2 }],
  ['depthwiseConv2d', [5, 5, 4], {}],
  ['depthwiseConv2d', [5, 5, 4], { dilation: 2 }],
  ['separableConv2d', [5, 5, 4], { filters: 3 }],
  ['transposedConv2d', [5, 5, 4], { filters: 2 }],
  ['transposedConv2d', [5, 5, 4], { filters: 2, padding: 1 }],
  ['locallyConnected2d', [5, 5, 4], { filters: 2 }],
  ['dense', [7], { units: 3 }],
];

describe.each(kinds.map((given) => [`${given[0]} ${JSON.stringify(given[2])}`, given] as const))(
  '%s',
  (_, given) => {
    const [kind, input, params] = given;
    const withParams = (more: object): ConvCase => [kind, input, { ...params, ...more }];
    const kernelsOf = (model: tf.LayersModel) =>
      model.weights.filter(({ name }) => name.includes('kernel')).map((w) => w.read());

    it('L1 and L2 reach the loss with the kernel’s Σ|w| and Σw², also when saved', async () => {
      const model = modelOf(withParams({ l1: 0.01, l2: 0.1 }));
      const expected = kernelsOf(model)
        .flatMap((w) => [...w.dataSync()])
        .reduce((sum, w) => sum + 0.01 * Math.abs(w) + 0.1 * w * w, 0);
      expect(expected).toBeGreaterThan(0);
      for (const each of [model, await loaded(model)]) {
        const losses = each.calculateLosses().map((loss) => loss.dataSync()[0] ?? 0);
        expect(losses.reduce((a, b) => a + b, 0)).toBeCloseTo(expected, 5);
      }
      expect(modelOf(given).calculateLosses()).toEqual([]);
    });

    it('frozen has no trainable weights, also when saved', async () => {
      const model = modelOf(withParams({ frozen: true }));
      expect(model.weights.length).toBeGreaterThan(0);
      for (const each of [model, await loaded(model)]) expect(each.trainableWeights).toEqual([]);
      expect(modelOf(given).trainableWeights.length).toBe(model.weights.length);
    });

    it('takes every initialiser: zeros, a constant, and a deviation of its own', () => {
      const started = (more: object) =>
        kernelsOf(modelOf([kind, input, { ...params, ...more }])).flatMap((w) => [...w.dataSync()]);
      expect(new Set(started({ initializer: 'zeros' }))).toEqual(new Set([0]));
      expect(new Set(started({ initializer: 'constant', initializerValue: 0.5 }))).toEqual(new Set([0.5]));
      const values = started({
        initializer: 'normal',
        initializerValue: 2,
        ...(kind === 'dense' ? { units: 40 } : { kernel: 9, padding: 'same' }),
      });
      expect(deviation(values) / 2).toBeGreaterThan(0.7);
      expect(deviation(values) / 2).toBeLessThan(1.3);
    });
  },
);

const deviation = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

/** Products that each output value sums, for [kind, input, params]. */
const fanIn: readonly (readonly [ConvCase, number])[] = [
  [['conv2d', [12, 12, 16], { filters: 64, groups: 4 }], 9 * 4],
  [['depthwiseConv2d', [12, 12, 64], { kernel: 5 }], 25],
  [['depthwiseConv2d', [12, 12, 64], { kernel: 5, dilation: 2 }], 25],
  [['transposedConv2d', [5, 5, 64], { filters: 16, kernel: 4 }], (16 * 64) / 4],
  [['transposedConv2d', [5, 5, 64], { filters: 16, kernel: 4, padding: 1 }], (16 * 64) / 4],
  [['locallyConnected2d', [8, 8, 4], { filters: 8 }], 9 * 4],
];

it.each(fanIn)('%j starts with He’s deviation √(2/%i)', (given, fans) => {
  for (const [initializer, scale] of [
    ['heUniform', 2],
    ['lecunUniform', 1],
  ] as const) {
    const [kind, input, params] = given;
    const [kernel = []] = numbers(modelOf([kind, input, { ...params, initializer }]).getWeights());
    expect(deviation(kernel) / Math.sqrt(scale / fans)).toBeGreaterThan(0.95);
    expect(deviation(kernel) / Math.sqrt(scale / fans)).toBeLessThan(1.05);
  }
});

it('the two kernels of a separable convolution start with different numbers', () => {
  const [around = [], mix = []] = numbers(
    modelOf(['separableConv2d', [5, 5, 9], { filters: 9, kernel: 3, initializer: 'normal' }]).getWeights(),
  );
  expect(around.length).toBe(mix.length);
  expect(around.filter((v, i) => v === mix[i])).toEqual([]);
});
