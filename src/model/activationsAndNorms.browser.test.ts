// Activations, normalisations and sampling on the WASM backend: values, and gradients for inputs and weights, against
// the CPU backend, which the unit tests hold against Keras and PyTorch.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, test } from 'vitest';
import { expectAgreement, startBackends, values } from '../kernels/wasm/agreement.fixture';
import { klDivergence } from './gaussianSampling';
import { holdLayer, type LayerCase, layerCases, named } from './heldLayer.fixture';

beforeAll(startBackends);

const image = [2, 6, 5, 16];
const vector = [4, 20];
const of = (kind: string, params: LayerCase['params'], ...shapes: (readonly number[])[]): LayerCase => ({
  kind,
  params,
  shapes,
});

/** Those that draw at random draw the same on both backends, from the same seed. */
const more: readonly LayerCase[] = [
  of('dropout', { rate: 0.4 }, image),
  of('dropout', { rate: 0.4 }, vector),
  of('spatialDropout', { rate: 0.4 }, image),
  of('gaussianNoise', { deviation: 0.5 }, image),
  of('gaussianNoise', {}, vector),
  of('gaussianSampling', {}, image, image),
  of('gaussianSampling', {}, vector, vector),
  { ...of('groupNorm', { groups: 4 }, [3, 9, 11, 24]), weights: [[24], [24]] },
  { ...of('layerNorm', {}, [3, 9, 11, 24]), weights: [[24], [24]] },
  of('localResponseNorm', {}, [2, 7, 5, 96]),
  of('localResponseNorm', { alpha: 0.1, beta: 0.6 }, [2, 7, 5, 33]),
  of('maxout', { pieces: 3 }, [2, 7, 5, 48]),
  ...[[10], [28, 28, 1], [5, 5, 7]].map((shape) => {
    const [kind, params] = shape.length === 1 ? ['multiLabel', { labels: 10 }] : ['reconstruction', {}];
    return of(kind as string, params as LayerCase['params'], [2, ...shape]);
  }),
  of('reconstruction', { loss: 'binaryCrossEntropy' }, [2, 8, 8, 3]),
  of('classifier', { classes: 7 }, [5, 7]),
  of('regression', { values: 3 }, [5, 3]),
  of('pixelClassifier', { classes: 5 }, [2, 4, 6, 5]),
];

/** Inputs −3…3; weights 0.5…1.5, since variances must be positive. */
const calculation =
  ({ kind, params, shapes, ties }: LayerCase) =>
  (...given: tf.Tensor[]): tf.Tensor[] => {
    const inputs = given
      .slice(0, shapes.length)
      .map((x) => (ties ? tf.round(tf.mul(x, 2)) : tf.mul(x, 3)) as tf.Tensor);
    const weights = given.slice(shapes.length).map((w) => tf.add(tf.mul(w, 0.5), 1) as tf.Tensor);
    const layer = holdLayer(kind, params, shapes, weights);
    const results = layer.differentiate(inputs, (y) => tf.tensor(values(y.shape, 99), y.shape));
    // Batch norm's statistics are results too.
    const moved = layer.tfLayer.nonTrainableWeights.map((w) => tf.clone(w.read()));
    layer.dispose();
    return [...results, ...moved];
  };

describe('activation, normalisation, regularisation, sampling and output layers', () => {
  for (const each of [...layerCases, ...more])
    test(named(each), () => expectAgreement([...each.shapes, ...(each.weights ?? [])], calculation(each)));
});

describe('activations within a layer', () => {
  for (const name of ['none', 'relu', 'elu', 'sigmoid', 'tanh', 'swish', 'gelu'])
    for (const each of [
      {
        ...of('conv2d', { filters: 8, activation: name }, image),
        weights: [[3, 3, 16, 8], [8]],
      },
      { ...of('dense', { units: 8, activation: name }, vector), weights: [[20, 8], [8]] },
    ])
      test(named(each), () => expectAgreement([...each.shapes, ...each.weights], calculation(each)));
});

test('the divergence of Gaussian codes', () =>
  expectAgreement([vector, vector], (mean, logVariance) => {
    if (!mean || !logVariance) throw new Error('no codes');
    const f = (m: tf.Tensor, l: tf.Tensor) => klDivergence(tf, m, l);
    return [f(mean, logVariance), ...tf.grads(f)([mean, logVariance], tf.scalar(1))];
  }));
