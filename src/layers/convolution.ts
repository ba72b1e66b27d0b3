// What convolutions share: their cost, the words for it, and their tf.js form. A number as padding becomes an explicit
// ZeroPadding2D before a `valid` convolution, which Keras and PyTorch read the same way, unless `same` adds as much.
import { formatCount } from '../lib/format';
import { type FusedActivation, tfActivation } from './activations';
import type { BuildContext, Cost, Explanation, Shape } from './contract';
import { type Padding, pair } from './fields';
import type { SlidingParams } from './sliding';
import { kernelOptions } from './tfInitializer';
import type { BuildTools, TfLayer } from './tfTypes';
import { kernelStart, type WeightParams } from './weights';

export interface ConvParams extends SlidingParams, WeightParams {
  readonly filters: number;
  readonly groups: number;
  readonly activation: FusedActivation;
  readonly bias: boolean;
}

type Costly = Pick<ConvParams, 'kernel' | 'filters' | 'bias' | 'groups'>;

/**
 * Weights kh·kw·(cin/groups)·filters (+ filters biases); MACs that many (biases not) at each output position. With
 * groups, each filter reads its own group's channels only (Krizhevsky et al. 2012, section 3.5).
 */
export function convCost(input: Shape, out: Shape, p: Costly): Cost {
  const [kh, kw] = pair(p.kernel);
  const perPosition = kh * kw * ((input[2] ?? 0) / p.groups) * p.filters;
  return {
    trainable: perPosition + (p.bias ? p.filters : 0),
    frozen: 0,
    macs: (out[0] ?? 0) * (out[1] ?? 0) * perPosition,
  };
}

export function explainConvCost(input: Shape, out: Shape, p: Costly): readonly Explanation[] {
  const [kh, kw] = pair(p.kernel);
  const channels = p.groups === 1 ? `${input[2]}` : `(${input[2]}/${p.groups})`;
  return explainCost(
    `${kh}·${kw}·${channels}·${p.filters}`,
    out,
    p.bias ? p.filters : 0,
    convCost(input, out, p),
  );
}

/** `product` weights used at each of `positions`' places (height and width of it), and a bias for each channel. */
export function explainCost(
  product: string,
  positions: Shape,
  biases: number,
  { trainable, macs }: Cost,
): readonly Explanation[] {
  const sum = product.includes(' + ') ? `(${product})` : product;
  return [
    {
      label: 'Weights',
      formula: `${product}${biases ? ` + ${biases}` : ''} = ${formatCount(trainable)} weights`,
    },
    { label: 'MACs', formula: `${positions[0]}·${positions[1]}·${sum} = ${formatCount(macs)}` },
  ];
}

export function buildConv(tools: BuildTools, p: ConvParams, context: BuildContext): readonly TfLayer[] {
  const stock = Math.max(...pair(p.dilation)) === 1 && p.groups === 1;
  if (stock && padsAsSame(p)) return [plainConv(tools, { ...p, padding: 'same' }, context)];
  return [
    ...explicitPadding(tools, p.padding, context.name),
    ...(stock ? [plainConv(tools, p, context)] : groupedConv(tools, p, context)),
  ];
}

/**
 * Whether a number of rows and columns is what `same` adds too: half of what an odd kernel reaches, at stride 1. Then the
 * convolution pads by itself, and neither a padded copy nor its gradient is made.
 */
function padsAsSame({ padding, kernel, stride }: SlidingParams): boolean {
  if (padding === 'same' || padding === 'valid') return false;
  const sizes = pair(kernel);
  return pair(padding).every((side, i) => 2 * side + 1 === sizes[i]) && pair(stride).every((by) => by === 1);
}

/** Zero rows and columns for a numeric padding; nothing for the others. */
export function explicitPadding({ tf }: BuildTools, value: Padding, name: string): readonly TfLayer[] {
  const [y, x] = value === 'same' || value === 'valid' ? [0, 0] : pair(value);
  if (y === 0 && x === 0) return [];
  const rows: [number, number] = [y, y];
  const columns: [number, number] = [x, x];
  // No drawn node's name holds this slash, so that the name is never taken.
  return [tf.layers.zeroPadding2d({ name: `${name}/pad`, padding: [rows, columns] })];
}

/** What tf.js's own layers call `padding` once `explicitPadding` stands before them. */
export const tfPadding = (value: Padding): 'same' | 'valid' => (value === 'same' ? 'same' : 'valid');

function plainConv({ tf, custom }: BuildTools, p: ConvParams, { name, seed }: BuildContext): TfLayer {
  return custom.conv2d({
    name,
    filters: p.filters,
    kernelSize: [...pair(p.kernel)],
    strides: [...pair(p.stride)],
    padding: tfPadding(p.padding),
    activation: tfActivation(p.activation),
    useBias: p.bias,
    ...kernelOptions(tf, p, seed),
  });
}

const groupedConv = (tools: BuildTools, p: ConvParams, { name, seed }: BuildContext): readonly TfLayer[] =>
  activated(tools, p.activation, name, (inner) =>
    tools.custom.groupedConv2d({
      name: inner,
      filters: p.filters,
      kernelSize: pair(p.kernel),
      strides: pair(p.stride),
      dilationRate: pair(p.dilation),
      groups: p.groups,
      padding: tfPadding(p.padding),
      useBias: p.bias,
      start: kernelStart(p, seed),
    }),
  );

/** A layer that has no activation of its own, and behind it the activation's layer; the last carries the name. */
export function activated(
  { tf }: BuildTools,
  activation: FusedActivation,
  name: string,
  make: (name: string) => TfLayer,
): readonly TfLayer[] {
  if (activation === 'none') return [make(name)];
  return [make(`${name}/linear`), tf.layers.activation({ name, activation: tfActivation(activation) })];
}
