// The networks that the bench trains: each as the plan of its template, and the same written by hand for stock tf.js.
import type * as tfTypes from '@tensorflow/tfjs';
import { parseTemplate } from '../../src/graph/parseTemplate';
import { makePlan } from '../../src/plan/makePlan';
import type { Plan } from '../../src/plan/plan';
import { inferShapes } from '../../src/shapes/inferShapes';
import lenet from '../../templates/lenet-5.json?raw';
import miniInception from '../../templates/mini-inception.json?raw';

export type NetworkName = 'LeNet-5' | 'mini Inception';
type Tf = typeof tfTypes;

const texts: Readonly<Record<NetworkName, string>> = { 'LeNet-5': lenet, 'mini Inception': miniInception };

export function planOf(name: NetworkName): Plan {
  const parsed = parseTemplate(texts[name]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error.problems));
  const { title, graph } = parsed.value;
  const plan = makePlan(title, graph, inferShapes(graph));
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
}

/**
 * The plan's network as someone writes it with stock tf.js alone: stock layers, compiled for `fit`. Padding by a
 * number is written as ZeroPadding2D, as its documentation says to.
 */
export function stockModel(tf: Tf, plan: Plan): tfTypes.LayersModel {
  const outputs = new Map<string, tfTypes.SymbolicTensor>();
  const at = (id: string | undefined): tfTypes.SymbolicTensor => {
    const value = outputs.get(id ?? '');
    if (!value) throw new Error(`${id} is read before it is built`);
    return value;
  };
  const one = (layer: tfTypes.layers.Layer, input: tfTypes.SymbolicTensor) =>
    layer.apply(input) as tfTypes.SymbolicTensor;
  for (const { id, kind, params: p, inputs, outputShape } of plan.steps) {
    const x = inputs.map(at);
    outputs.set(id, stockLayer(tf, kind, p, x, outputShape, one));
  }
  const model = tf.model({ inputs: plan.inputs.map(at), outputs: plan.heads.map(({ step }) => at(step)) });
  model.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

function stockLayer(
  tf: Tf,
  kind: string,
  p: Plan['steps'][number]['params'],
  x: readonly tfTypes.SymbolicTensor[],
  outputShape: readonly number[],
  one: (layer: tfTypes.layers.Layer, input: tfTypes.SymbolicTensor) => tfTypes.SymbolicTensor,
): tfTypes.SymbolicTensor {
  const [first] = x;
  if (kind === 'input') return tf.input({ shape: [...outputShape] });
  if (!first) throw new Error(`${kind} has no input`);
  const activation = (p.activation === 'none' ? 'linear' : p.activation) as 'relu';
  const kernelInitializer = p.initializer as 'heNormal';
  const stride = p.stride as number;
  const padded =
    typeof p.padding === 'number' && p.padding > 0
      ? one(tf.layers.zeroPadding2d({ padding: [p.padding, p.padding] }), first)
      : first;
  const padding = p.padding === 'same' ? 'same' : 'valid';
  switch (kind) {
    case 'conv2d':
      return one(
        tf.layers.conv2d({
          filters: p.filters as number,
          kernelSize: p.kernel as number,
          strides: stride,
          padding,
          activation,
          useBias: p.bias as boolean,
          kernelInitializer,
        }),
        padded,
      );
    case 'bottleneck':
      return one(
        tf.layers.conv2d({
          filters: p.filters as number,
          kernelSize: 1,
          strides: stride,
          padding: 'same',
          activation,
          useBias: p.bias as boolean,
          kernelInitializer,
        }),
        first,
      );
    case 'maxPool':
      return one(tf.layers.maxPooling2d({ poolSize: p.size as number, strides: stride, padding }), padded);
    case 'avgPool':
      return one(
        tf.layers.averagePooling2d({ poolSize: p.size as number, strides: stride, padding }),
        padded,
      );
    case 'globalAvgPool':
      return one(tf.layers.globalAveragePooling2d({}), first);
    case 'flatten':
      return one(tf.layers.flatten(), first);
    case 'dense':
      return one(
        tf.layers.dense({
          units: p.units as number,
          activation,
          useBias: p.bias as boolean,
          kernelInitializer,
        }),
        first,
      );
    case 'activation':
      return one(tf.layers.activation({ activation: p.function as 'relu' }), first);
    case 'batchNorm':
      return one(
        tf.layers.batchNormalization({ momentum: p.momentum as number, epsilon: p.epsilon as number }),
        first,
      );
    case 'dropout':
      return one(tf.layers.dropout({ rate: p.rate as number }), first);
    case 'concat':
      return tf.layers.concatenate().apply([...x]) as tfTypes.SymbolicTensor;
    case 'add':
      return tf.layers.add().apply([...x]) as tfTypes.SymbolicTensor;
    case 'classifier':
      return one(tf.layers.softmax(), first);
    default:
      throw new Error(`The bench has no stock form of ${kind}: add it.`);
  }
}
