// What convolutions share: their cost, the words for it, and their tf.js form. A number as padding becomes an
// explicit ZeroPadding2D before a `valid` convolution, which Keras and PyTorch read the same way.
import { formatCount } from '../lib/format';
import { type FusedActivation, tfActivation } from './activations';
import type { BuildContext, Cost, Explanation, Shape } from './contract';
import { type Padding, pair, type Size } from './fields';
import type { InitializerName } from './initializers';
import { initializerOf } from './tfInitializer';
import type { BuildTools, TfLayer } from './tfTypes';

export interface ConvParams {
  readonly filters: number;
  readonly kernel: Size;
  readonly stride: Size;
  readonly dilation: Size;
  readonly padding: Padding;
  readonly activation: FusedActivation;
  readonly bias: boolean;
  readonly initializer: InitializerName;
}

/** Weights kh·kw·cin·filters (+ filters biases); MACs that many (biases not) at each output position. */
export function convCost(input: Shape, out: Shape, p: Pick<ConvParams, 'kernel' | 'filters' | 'bias'>): Cost {
  const [kh, kw] = pair(p.kernel);
  const perPosition = kh * kw * (input[2] ?? 0) * p.filters;
  return {
    trainable: perPosition + (p.bias ? p.filters : 0),
    frozen: 0,
    macs: (out[0] ?? 0) * (out[1] ?? 0) * perPosition,
  };
}

export function explainConvCost(
  input: Shape,
  out: Shape,
  p: Pick<ConvParams, 'kernel' | 'filters' | 'bias'>,
): readonly Explanation[] {
  const [kh, kw] = pair(p.kernel);
  const cost = convCost(input, out, p);
  const product = `${kh}·${kw}·${input[2]}·${p.filters}`;
  return [
    {
      label: 'Weights',
      formula: `${product}${p.bias ? ` + ${p.filters}` : ''} = ${formatCount(cost.trainable)} weights`,
    },
    { label: 'MACs', formula: `${out[0]}·${out[1]}·${product} = ${formatCount(cost.macs)}` },
  ];
}

export function buildConv(tools: BuildTools, p: ConvParams, context: BuildContext): readonly TfLayer[] {
  const { tf } = tools;
  const explicit = p.padding === 'same' || p.padding === 'valid' ? undefined : pair(p.padding);
  const convs = isDilated(p) ? dilatedConv(tools, p, context) : [plainConv(tools, p, context)];
  if (!explicit || (explicit[0] === 0 && explicit[1] === 0)) return convs;
  const [y, x] = explicit;
  const rows: [number, number] = [y, y];
  const columns: [number, number] = [x, x];
  // No drawn node's name holds a slash, so this one is never taken.
  return [tf.layers.zeroPadding2d({ name: `${context.name}/pad`, padding: [rows, columns] }), ...convs];
}

const isDilated = (p: ConvParams): boolean => Math.max(...pair(p.dilation)) > 1;

function plainConv({ tf }: BuildTools, p: ConvParams, { name, seed }: BuildContext): TfLayer {
  return tf.layers.conv2d({
    name,
    filters: p.filters,
    kernelSize: [...pair(p.kernel)],
    strides: [...pair(p.stride)],
    padding: p.padding === 'same' ? 'same' : 'valid',
    activation: tfActivation(p.activation),
    useBias: p.bias,
    kernelInitializer: initializerOf(tf, p.initializer, seed),
    biasInitializer: 'zeros',
  });
}

/** tf.js's Conv2D computes a dilated convolution by a fused operation that refuses to be differentiated. */
function dilatedConv(
  { tf, custom }: BuildTools,
  p: ConvParams,
  { name, seed }: BuildContext,
): readonly TfLayer[] {
  const linear = p.activation === 'none';
  const conv = custom.dilatedConv2d({
    name: linear ? name : `${name}/linear`,
    filters: p.filters,
    kernelSize: pair(p.kernel),
    dilationRate: pair(p.dilation),
    padding: p.padding === 'same' ? 'same' : 'valid',
    useBias: p.bias,
    initializer: p.initializer,
    seed,
  });
  return linear ? [conv] : [conv, tf.layers.activation({ name, activation: tfActivation(p.activation) })];
}
