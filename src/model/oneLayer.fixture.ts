// Test support: one layer of ours, built as the model builds it, run on given tensors. Free of Node, so that browser
// tests can use it too.
import * as tf from '@tensorflow/tfjs';
import type { Source } from '../layers/contract';
import type { Params } from '../layers/fields';
import { defaultParams, layerOf } from '../layers/index';
import { customLayers } from './customLayers';

/** [kind, params that differ from the defaults, the nodes that the inputs come from where the layer asks]. */
export type Sketch = readonly [kind: string, params?: Params, sources?: readonly Source[]];

function built([kind, params, sources = []]: Sketch, inputs: readonly (readonly number[])[]) {
  const layer = layerOf(kind);
  const given = { ...defaultParams(kind), ...params };
  const shape = layer.shape(inputs, given, sources);
  if (!shape.ok) throw new Error(`${kind}: ${shape.error.message}`);
  const context = { name: 'it', inputs, sources, seed: 7 };
  const tfLayers = layer.build({ tf, custom: customLayers(tf) }, given, context);
  return { tfLayers, single: layer.inputs.type === 'one', shape: shape.value };
}

/** The layer's output for tensors [batch, …]; checked against the shape that the layer promises. */
export function runLayer(sketch: Sketch, inputs: readonly tf.Tensor[]): tf.Tensor {
  const { tfLayers, single, shape } = built(
    sketch,
    inputs.map((x) => x.shape.slice(1)),
  );
  let value: tf.Tensor | tf.Tensor[] = single ? (inputs[0] ?? []) : [...inputs];
  for (const tfLayer of tfLayers) value = tfLayer.apply(value) as tf.Tensor;
  if (Array.isArray(value)) throw new Error(`${sketch[0]} built nothing`);
  tf.util.assertShapesMatch(value.shape.slice(1), [...shape], `${sketch[0]}: promised and computed shape`);
  return value;
}

/** The layer as a model of its own, for saving. */
export function layerModel(sketch: Sketch, inputs: readonly (readonly number[])[]): tf.LayersModel {
  const { tfLayers, single } = built(sketch, inputs);
  const symbols = inputs.map((shape) => tf.input({ shape: [...shape] }));
  let value: tf.SymbolicTensor | tf.SymbolicTensor[] = single ? (symbols[0] ?? []) : symbols;
  for (const tfLayer of tfLayers) value = tfLayer.apply(value) as tf.SymbolicTensor;
  return tf.model({ inputs: symbols, outputs: value });
}

/** For an unpooling: maps from anywhere, and a max pool of `pooled` [height, width, channels]. */
export const poolSources = (pooled: readonly number[], params: Params): readonly Source[] => [
  { kind: 'conv2d', params: {}, inputs: [] },
  { kind: 'maxPool', params: { ...defaultParams('maxPool'), ...params }, inputs: [pooled] },
];
