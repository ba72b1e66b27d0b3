// Test support: one layer of ours that is kept, so that its weights can be set and its gradients taken, in training and
// outside it. Free of Node, so that browser tests can use it too.
import * as tf from '@tensorflow/tfjs';
import type { Params } from '../layers/fields';
import { defaultParams, layerOf } from '../layers/index';
import { customLayers } from './customLayers';

export interface HeldLayer {
  /** [the output, its gradient for each input, for each trainable weight], for an upstream gradient of y's shape. */
  readonly differentiate: (
    inputs: readonly tf.Tensor[],
    upstream: (y: tf.Tensor) => tf.Tensor,
  ) => tf.Tensor[];
  readonly run: (inputs: readonly tf.Tensor[]) => tf.Tensor;
  readonly tfLayer: tf.layers.Layer;
  readonly dispose: () => void;
}

/** The layer, built for `inputs` (shapes with the batch axis), with these weights where any are given. */
export function holdLayer(
  kind: string,
  params: Params,
  shapes: readonly (readonly number[])[],
  weights: readonly tf.Tensor[] = [],
  training = true,
): HeldLayer {
  const layer = layerOf(kind);
  const inputs = shapes.map((shape) => shape.slice(1));
  const given = { ...defaultParams(kind), ...params };
  const shape = layer.shape(inputs, given, []);
  if (!shape.ok) throw new Error(`${kind}: ${shape.error.message}`);
  const context = { name: 'it', inputs, sources: [], seed: 7 };
  const [tfLayer, another] = layer.build({ tf, custom: customLayers(tf) }, given, context);
  if (!tfLayer || another) throw new Error(`${kind}: one tf.js layer was expected`);
  const single = layer.inputs.type === 'one';
  const run = (xs: readonly tf.Tensor[]): tf.Tensor => {
    const y = tfLayer.apply(single ? (xs[0] ?? []) : [...xs], { training }) as tf.Tensor;
    tf.util.assertShapesMatch(y.shape.slice(1), [...shape.value], `${kind}: promised and computed shape`);
    return y;
  };
  // Builds it; a layer that was never applied refuses to be disposed.
  tf.tidy(() => {
    const zeros = shapes.map((each) => tf.zeros([...each]));
    tfLayer.apply(single ? (zeros[0] ?? []) : zeros, { training: false });
  });
  if (weights.length > 0) tfLayer.setWeights([...weights]);
  const differentiate = (xs: readonly tf.Tensor[], upstreamOf: (y: tf.Tensor) => tf.Tensor) => {
    const y = run(xs);
    const upstream = upstreamOf(y);
    const variables = tfLayer.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const toInputs = tf.grads((...moving: tf.Tensor[]) => run(moving))([...xs], upstream);
    if (variables.length === 0) return [y, ...toInputs];
    const { value, grads } = tf.variableGrads(
      () => tf.sum(tf.mul(run(xs), upstream)) as tf.Scalar,
      variables,
    );
    value.dispose();
    return [y, ...toInputs, ...variables.map((v) => grads[v.name] ?? tf.zerosLike(v))];
  };
  return { differentiate, run, tfLayer, dispose: () => void tfLayer.dispose() };
}

/** Every activation, normalisation and sampling layer with weights that are not their initial ones. */
export interface LayerCase {
  readonly kind: string;
  readonly params: Params;
  /** Shapes that arrive, with the batch axis. */
  readonly shapes: readonly (readonly number[])[];
  /** Shapes of the weights, in the order in which tf.js keeps them. */
  readonly weights?: readonly (readonly number[])[];
  /** Values from a coarse grid, so that several are equally large. */
  readonly ties?: boolean;
}

const image = [2, 4, 3, 6];
const vector = [3, 12];
const on = (kind: string, params: Params, shape: readonly number[], weights = 0): LayerCase => ({
  kind,
  params,
  shapes: [shape],
  weights: Array.from({ length: weights }, () => [shape.at(-1) ?? 0]),
});

/** What PyTorch and the WASM backend are asked for alike. */
export const layerCases: readonly LayerCase[] = [
  ...['relu', 'leakyRelu', 'elu', 'sigmoid', 'tanh', 'softmax', 'swish', 'gelu'].flatMap((name) =>
    [image, vector].map((shape) => on('activation', { function: name }, shape)),
  ),
  on('activation', { function: 'leakyRelu', slope: 0.3 }, image),
  on('activation', { function: 'elu', alpha: 1.7 }, image),
  on('activation', { function: 'elu', alpha: 0.2 }, vector),
  { ...on('prelu', {}, image), weights: [[1, 1, 6]] },
  on('prelu', {}, vector, 1),
  on('maxout', {}, image),
  on('maxout', { pieces: 3 }, image),
  on('maxout', { pieces: 4 }, vector),
  { ...on('maxout', { pieces: 3 }, image), ties: true },
  on('batchNorm', {}, image, 4),
  on('batchNorm', { epsilon: 0.00001, momentum: 0.5 }, vector, 4),
  on('batchNorm', { frozen: true }, image, 4),
  on('batchNorm', { frozen: true }, vector, 4),
  on('layerNorm', {}, image, 2),
  on('layerNorm', { epsilon: 0.00001 }, vector, 2),
  on('groupNorm', { groups: 2 }, image, 2),
  on('groupNorm', { groups: 1 }, image, 2),
  on('groupNorm', { groups: 6, epsilon: 0.00001 }, image, 2),
  on('groupNorm', { groups: 4 }, vector, 2),
  on('localResponseNorm', {}, [2, 3, 2, 9]),
  on('localResponseNorm', { size: 3, alpha: 0.5, bias: 1 }, [2, 3, 2, 9]),
  on('localResponseNorm', { size: 4, alpha: 0.5, beta: 0.5, bias: 1 }, [2, 3, 2, 9]),
  on('localResponseNorm', { size: 15, alpha: 0.2, beta: 1.2, bias: 2 }, image),
  on('localResponseNorm', { size: 1, alpha: 1 }, image),
];

export const named = ({ kind, params, shapes, ties }: LayerCase): string =>
  `${kind} ${JSON.stringify(params)} on ${shapes.map((s) => s.join('×')).join(', ')}${ties ? ', ties' : ''}`;
