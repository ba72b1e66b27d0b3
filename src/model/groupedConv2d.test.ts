// A dilated convolution that trains: its values against tf.js's own layer, its gradient against finite differences, and
// its way through a saved model.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { registerGradients } from '../kernels/gradients/register';
import { defaultParams, layerOf } from '../layers/index';
import { customLayers } from './customLayers';

beforeAll(async () => {
  await tf.setBackend('cpu');
  registerGradients();
});

const params = {
  ...defaultParams('conv2d'),
  filters: 2,
  dilation: 2,
  activation: 'none',
  padding: 'same',
} as const;

function built(overrides: object = {}) {
  const input = tf.input({ shape: [6, 5, 3] });
  let value = input;
  const context = { name: 'conv', inputs: [[6, 5, 3]], sources: [], seed: 3 };
  for (const layer of layerOf('conv2d').build(
    { tf, custom: customLayers(tf) },
    { ...params, ...overrides },
    context,
  )) {
    value = layer.apply(value) as tf.SymbolicTensor;
  }
  return tf.model({ inputs: input, outputs: value });
}
const image = () => tf.randomNormal([2, 6, 5, 3], 0, 1, 'float32', 5);

it.each(['same', 'valid', 1] as const)(
  'computes what tf.js’s own dilated layer computes, padding %s',
  (padding) => {
    const ours = built({ padding });
    const theirs = tf.sequential();
    if (padding === 1) theirs.add(tf.layers.zeroPadding2d({ inputShape: [6, 5, 3], padding: [1, 1] }));
    const shape = padding === 1 ? {} : { inputShape: [6, 5, 3] };
    theirs.add(
      tf.layers.conv2d({
        ...shape,
        filters: 2,
        kernelSize: 3,
        dilationRate: 2,
        padding: padding === 'same' ? 'same' : 'valid',
      }),
    );
    theirs.setWeights(ours.getWeights());
    const [a, b] = [ours, theirs].map((model) => (model.predict(image()) as tf.Tensor).dataSync());
    expect(a?.length).toBe(b?.length);
    for (const [i, value] of [...(a ?? [])].entries()) expect(value).toBeCloseTo(b?.[i] ?? Number.NaN, 5);
  },
);

it.each(['none', 'relu', 'tanh'] as const)('has a gradient, activation %s', (activation) => {
  const model = built({ activation });
  const x = image();
  const loss = () => tf.sum(tf.square(model.apply(x) as tf.Tensor)) as tf.Scalar;
  const { grads } = tf.variableGrads(loss);
  const [kernel] = model.trainableWeights;
  if (!kernel) throw new Error('no kernel');
  const variable = kernel.read() as tf.Variable;
  const gradient =
    Object.values(grads)
      .find((g) => g.rank === 4)
      ?.dataSync() ?? [];
  const base = Float32Array.from(variable.dataSync());
  const at = (i: number, by: number) => {
    const moved = Float32Array.from(base);
    moved[i] = (moved[i] ?? 0) + by;
    variable.assign(tf.tensor(moved, variable.shape));
    return loss().dataSync()[0] ?? 0;
  };
  for (const i of [0, 7, 20, 53]) {
    const slope = (at(i, 1e-2) - at(i, -1e-2)) / 2e-2;
    expect(Math.abs((gradient[i] ?? 0) - slope)).toBeLessThan(1e-2 * Math.max(1, Math.abs(slope)));
  }
});

it('survives saving as JSON', async () => {
  const model = built({ activation: 'relu' });
  const again = await tf.models.modelFromJSON({
    modelTopology: model.toJSON(undefined, false),
  } as never);
  again.setWeights(model.getWeights());
  const [a, b] = [model, again].map((m) => (m.predict(image()) as tf.Tensor).dataSync());
  expect(a).toEqual(b);
});
