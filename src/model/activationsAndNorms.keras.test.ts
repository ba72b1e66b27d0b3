// Activations, batch norm and the layers that do nothing outside training against the input and output of Keras's own
// layers. The vectors are not part of the project; without them the test is skipped.
import { existsSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Params } from '../layers/fields';
import { holdLayer } from './heldLayer.fixture';

const root = '../shared/data/keras-vectors/layers';
const tolerance = 1e-4;

interface Block {
  readonly data: readonly number[];
  readonly shape: readonly number[];
}
interface Vector {
  readonly input: Block;
  readonly weights?: readonly Block[];
  readonly expected: Block;
}

/**
 * [file, key, our layer, its parameters]. Ours has neither Keras's thresholded ReLU, hard sigmoid, softplus, softsign and
 * SELU, nor batch norm on another axis than the last.
 */
const cases: readonly (readonly [file: string, key: string, kind: string, params: Params])[] = [
  ['advanced_activations', 'LeakyReLU.0', 'activation', { function: 'leakyRelu', slope: 0.4 }],
  ['advanced_activations', 'ELU.0', 'activation', { function: 'elu', alpha: 1.1 }],
  ['advanced_activations', 'PReLU.0', 'prelu', {}],
  ['normalization/BatchNormalization', 'BatchNormalization.0', 'batchNorm', { epsilon: 1e-5 }],
  ['normalization/BatchNormalization', 'BatchNormalization.1', 'batchNorm', { epsilon: 0.01 }],
  ['normalization/BatchNormalization', 'BatchNormalization.0', 'batchNorm', { epsilon: 1e-5, frozen: true }],
  ['normalization/BatchNormalization', 'BatchNormalization.4', 'batchNorm', { epsilon: 1e-5 }],
  ['normalization/BatchNormalization', 'BatchNormalization.5', 'batchNorm', { epsilon: 1e-5 }],
  ['normalization/BatchNormalization', 'BatchNormalization.6', 'batchNorm', { epsilon: 0.001 }],
];

/** Which of γ, β, moving mean and moving variance a vector of Keras's batch norm brings along. */
const normWeights: Readonly<Record<string, readonly boolean[]>> = {
  'BatchNormalization.4': [false, true, true, true],
  'BatchNormalization.5': [true, false, true, true],
  'BatchNormalization.6': [false, false, true, true],
};

function vectorOf(file: string, key: string): Vector {
  const vectors: Record<string, Vector> = JSON.parse(readFileSync(`${root}/${file}.json`, 'utf8'));
  const found = Object.entries(vectors).find(([name]) => name.endsWith(`.${key}`) || name === key)?.[1];
  if (!found) throw new Error(`${file} has no ${key}`);
  return found;
}

const withBatch = ({ data, shape }: Block) => tf.tensor([...data], [1, ...shape]);

/** Keras leaves out what it does not learn: γ is then 1 and β 0. */
function weightsOf(key: string, given: readonly Block[]): tf.Tensor[] {
  const rest = given.map(({ data, shape }) => tf.tensor([...data], [...shape]));
  const present = normWeights[key];
  if (!present) return rest;
  const shape = rest[0]?.shape ?? [];
  return present.map((there, i) => (there ? rest.shift() : undefined) ?? tf.fill(shape, i === 0 ? 1 : 0));
}

/** A vector of Keras's has two axes, [rows, channels], where ours would be an image. */
function asOurs(x: tf.Tensor): tf.Tensor {
  return x.rank === 3 ? tf.expandDims(x, 1) : x;
}

const furthest = (y: tf.Tensor, expected: Block): number => {
  expect(y.size).toBe(expected.data.length);
  return Math.max(...Array.from(y.dataSync(), (v, i) => Math.abs(v - (expected.data[i] ?? Number.NaN))));
};

describe.skipIf(!existsSync(root))(`Keras's own layers (skipped where ${root} is absent)`, () => {
  beforeAll(async () => void (await tf.setBackend('cpu')));

  it.each(cases)('%s %s: %s %j', (file, key, kind, params) => {
    const { input, weights = [], expected } = vectorOf(file, key);
    const x = asOurs(withBatch(input));
    // A frozen batch norm gives in training what Keras gives outside it.
    const training = params.frozen === true;
    const layer = holdLayer(kind, params, [x.shape], weightsOf(key, weights), training);
    expect(furthest(layer.run([x]), expected)).toBeLessThanOrEqual(tolerance);
  });

  it.each([
    ['dropout', { rate: 0.5 }, 'core/Dropout', 'Dropout.0'],
    ['gaussianNoise', { deviation: 0.5 }, 'noise/GaussianNoise', 'GaussianNoise.0'],
  ] as const)('%s does nothing outside training, behind Keras’s dense layer', (kind, params, file, key) => {
    const { input, weights = [], expected } = vectorOf(file, key);
    const x = withBatch(input);
    const dense = holdLayer('dense', { units: 2 }, [x.shape], weightsOf(key, weights));
    const y = dense.run([x]);
    expect(furthest(holdLayer(kind, params, [y.shape], [], false).run([y]), expected)).toBeLessThanOrEqual(
      tolerance,
    );
  });

  // In the order in which Keras's documentation lists its functions; the others are not ours.
  it.each([
    ['softmax', 0],
    ['elu', 1],
    ['relu', 5],
    ['tanh', 6],
    ['sigmoid', 7],
  ])('%s behind Keras’s dense layer, as a layer and within it', (name, at) => {
    const key = `Activation.${at}`;
    const { input, weights = [], expected } = vectorOf('core/Activation', key);
    const x = withBatch(input);
    const dense = (params: Params) =>
      holdLayer('dense', { units: 2, ...params }, [x.shape], weightsOf(key, weights)).run([x]);
    const y = dense({});
    const activated = holdLayer('activation', { function: name }, [y.shape]).run([y]);
    expect(furthest(activated, expected)).toBeLessThanOrEqual(tolerance);
    if (name !== 'softmax')
      expect(furthest(dense({ activation: name }), expected)).toBeLessThanOrEqual(tolerance);
  });
});
