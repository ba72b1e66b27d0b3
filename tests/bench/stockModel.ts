// A plan's network as someone writes it by hand with stock tf.js alone: stock layers, compiled for `model.fit`.
import type * as tfTypes from '@tensorflow/tfjs';
import type { Plan, Step } from '../../src/plan/plan';

type Tf = typeof tfTypes;
type Symbol = tfTypes.SymbolicTensor;
type Params = Step['params'];

export function stockModel(tf: Tf, plan: Plan): tfTypes.LayersModel {
  const outputs = new Map<string, Symbol>();
  const at = (id: string): Symbol => {
    const value = outputs.get(id);
    if (!value) throw new Error(`${id} is read before it is built`);
    return value;
  };
  for (const step of plan.steps) outputs.set(step.id, stockOutput(tf, step, step.inputs.map(at)));
  const model = tf.model({ inputs: plan.inputs.map(at), outputs: plan.heads.map(({ step }) => at(step)) });
  const classes = plan.heads[0]?.target === 'class';
  model.compile({
    optimizer: tf.train.adam(0.001),
    loss: classes ? 'categoricalCrossentropy' : 'binaryCrossentropy',
    metrics: classes ? ['accuracy'] : ['mae'],
  });
  return model;
}

const one = (layer: tfTypes.layers.Layer, x: Symbol): Symbol => layer.apply(x) as Symbol;

function stockOutput(tf: Tf, { kind, params: p, outputShape }: Step, x: readonly Symbol[]): Symbol {
  if (kind === 'input') return tf.input({ shape: [...outputShape] });
  if (kind === 'concat') return tf.layers.concatenate().apply([...x]) as Symbol;
  if (kind === 'add') return tf.layers.add().apply([...x]) as Symbol;
  const [first] = x;
  const make = layers[kind];
  if (!first || !make) throw new Error(`The bench has no stock form of ${kind}: add it.`);
  const { pads, padding } = paddingOf(p);
  const padded = pads > 0 ? one(tf.layers.zeroPadding2d({ padding: [pads, pads] }), first) : first;
  return one(make(tf, p, padding), padded);
}

/**
 * A number is written as `same` where that is equal and faster, with stride 1 and half of an odd kernel, and else as
 * ZeroPadding2D, as its documentation says to.
 */
function paddingOf(p: Params): { readonly pads: number; readonly padding: 'same' | 'valid' } {
  if (typeof p.padding !== 'number') return { pads: 0, padding: p.padding === 'same' ? 'same' : 'valid' };
  const equal = p.stride === 1 && 2 * p.padding + 1 === p.kernel;
  return equal ? { pads: 0, padding: 'same' } : { pads: p.padding, padding: 'valid' };
}

const weighted = (p: Params) => ({
  activation: (p.activation === 'none' ? 'linear' : p.activation) as 'relu',
  useBias: p.bias as boolean,
  kernelInitializer: p.initializer as 'heNormal',
});

const windowed = (p: Params) => ({ poolSize: p.size as number, strides: p.stride as number });

type Make = (tf: Tf, p: Params, padding: 'same' | 'valid') => tfTypes.layers.Layer;

const convolution: Make = (tf, p, padding) =>
  tf.layers.conv2d({
    filters: p.filters as number,
    kernelSize: p.kernel as number,
    strides: p.stride as number,
    padding,
    ...weighted(p),
  });

const layers: Readonly<Record<string, Make>> = {
  conv2d: convolution,
  bottleneck: (tf, p) => convolution(tf, { ...p, kernel: 1 }, 'same'),
  transposedConv2d: (tf, p, padding) =>
    tf.layers.conv2dTranspose({
      filters: p.filters as number,
      kernelSize: p.kernel as number,
      strides: p.stride as number,
      padding,
      ...weighted(p),
    }),
  maxPool: (tf, p, padding) => tf.layers.maxPooling2d({ ...windowed(p), padding }),
  avgPool: (tf, p, padding) => tf.layers.averagePooling2d({ ...windowed(p), padding }),
  globalAvgPool: (tf) => tf.layers.globalAveragePooling2d({}),
  flatten: (tf) => tf.layers.flatten(),
  dense: (tf, p) => tf.layers.dense({ units: p.units as number, ...weighted(p) }),
  activation: (tf, p) => tf.layers.activation({ activation: p.function as 'relu' }),
  batchNorm: (tf, p) =>
    tf.layers.batchNormalization({ momentum: p.momentum as number, epsilon: p.epsilon as number }),
  dropout: (tf, p) => tf.layers.dropout({ rate: p.rate as number }),
  classifier: (tf) => tf.layers.softmax(),
  reconstruction: (tf) => tf.layers.activation({ activation: 'sigmoid' }),
};
