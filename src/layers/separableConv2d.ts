// Depthwise separable convolution (Chollet 2017, Xception): a depthwise convolution looks around, a 1×1 convolution
// mixes the channels. Built of those two, since tf.js's own layer starts both with the same random numbers.
import { activationField } from './activations';
import { type Cost, defineLayer, one, type Shape } from './contract';
import { buildConv, type ConvParams, explainCost, explicitPadding } from './convolution';
import { buildDepthwise } from './depthwiseConv2d';
import { flag, int, pair, type Size } from './fields';
import { slidingCaption, slidingFields, slidingReach, slidingShape } from './sliding';
import { keepsOfWeights, weightFields } from './weights';
import { explainWindow, floorWindow } from './window';

const { kernel, stride, padding } = slidingFields;

interface Separable {
  readonly kernel: Size;
  readonly filters: number;
  readonly multiplier: number;
  readonly bias: boolean;
}

/** kh·kw·cin·multiplier + cin·multiplier·filters weights (+ filters biases), each used once at every output place. */
function separableCost(input: Shape, out: Shape, p: Separable): Cost {
  const [kh, kw] = pair(p.kernel);
  const between = (input[2] ?? 0) * p.multiplier;
  const perPosition = kh * kw * between + between * p.filters;
  return {
    trainable: perPosition + (p.bias ? p.filters : 0),
    frozen: 0,
    macs: (out[0] ?? 0) * (out[1] ?? 0) * perPosition,
  };
}

export const separableConv2d = defineLayer({
  kind: 'separableConv2d',
  label: 'Separable conv 2D',
  stem: 'separable',
  group: 'Convolution',
  doc: 'A kernel for each channel by itself, then a 1×1 convolution to `filters` channels: close to a full convolution at a fraction of its cost.',
  inputs: one,
  fields: {
    filters: int('Filters', { default: 32, help: 'Channels of the output.' }),
    kernel,
    stride,
    padding,
    multiplier: int('Depth multiplier', {
      default: 1,
      advanced: true,
      help: 'Kernels for each channel that arrives, before the channels are mixed.',
    }),
    activation: activationField('relu'),
    bias: flag('Bias', { default: true, help: 'One learned constant per filter.' }),
    ...weightFields,
  },
  shape: ([x], p) => slidingShape(x, { ...p, dilation: 1 }, p.filters, 'a separable convolution'),
  cost: ([x], out, p) => separableCost(x ?? [], out, p),
  explain: ([x], out, p) => {
    if (!x) return [];
    const [kh, kw] = pair(p.kernel);
    const between = `${x[2]}·${p.multiplier}`;
    const product = `${kh}·${kw}·${between} + ${between}·${p.filters}`;
    return [
      ...explainWindow(x[0] ?? 0, x[1] ?? 0, floorWindow({ ...p, dilation: 1 })),
      ...explainCost(product, out, p.bias ? p.filters : 0, separableCost(x, out, p)),
    ];
  },
  caption: (p) =>
    slidingCaption(
      { ...p, dilation: 1 },
      p.multiplier === 1 ? [`${p.filters}`] : [`×${p.multiplier}`, `${p.filters}`],
    ),
  reach: ([x], p) => slidingReach(x, { ...p, dilation: 1 }),
  keeps: keepsOfWeights,
  build: (tools, p, context) => {
    const { name, inputs, seed } = context;
    const around = { ...p, dilation: 1, bias: false, activation: 'none' } as const;
    const mix: ConvParams = { ...p, kernel: 1, stride: 1, dilation: 1, padding: 'valid', groups: 1 };
    // The depthwise kernel's numbers must not be the mixing kernel's: tf.js draws both from the seed alone.
    const other = (seed ^ 0x5bd1e995) >>> 1 || 1;
    return [
      ...explicitPadding(tools, p.padding, name),
      ...buildDepthwise(tools, around, { name: `${name}/depthwise`, inputs, sources: [], seed: other }),
      ...buildConv(tools, mix, context),
    ];
  },
  examples: [
    { in: [[28, 28, 16]], params: {}, out: [28, 28, 32], weights: 688, macs: 514_304 },
    {
      in: [[9, 7, 3]],
      params: { filters: 5, stride: 2, multiplier: 2, padding: 1, bias: false },
      out: [5, 4, 5],
      weights: 84,
      macs: 1680,
    },
  ],
});
