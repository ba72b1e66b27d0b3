// Depthwise convolution: every channel has kernels of its own and sees no other (Howard et al. 2017, MobileNets).
import { activationField, tfActivation } from './activations';
import { type BuildContext, type Cost, defineLayer, one, type Shape } from './contract';
import { activated, explainCost, explicitPadding, tfPadding } from './convolution';
import { flag, int, pair, type Size } from './fields';
import { type SlidingParams, slidingCaption, slidingFields, slidingReach, slidingShape } from './sliding';
import { initializerOf } from './tfInitializer';
import type { BuildTools, TfLayer } from './tfTypes';
import { keepsOfWeights, kernelStart, type WeightParams, weightFields } from './weights';
import { explainWindow, floorWindow } from './window';

interface Depthwise {
  readonly kernel: Size;
  readonly multiplier: number;
  readonly bias: boolean;
}

/** Weights kh·kw·cin·multiplier (+ a bias for each channel of the output); each is used once at every place. */
function depthwiseCost(input: Shape, out: Shape, { kernel, multiplier, bias }: Depthwise): Cost {
  const [kh, kw] = pair(kernel);
  const channels = (input[2] ?? 0) * multiplier;
  const taps = kh * kw * channels;
  return {
    trainable: taps + (bias ? channels : 0),
    frozen: 0,
    macs: (out[0] ?? 0) * (out[1] ?? 0) * taps,
  };
}

export const depthwiseConv2d = defineLayer({
  kind: 'depthwiseConv2d',
  label: 'Depthwise conv 2D',
  stem: 'depthwise',
  group: 'Convolution',
  doc: 'Filters each channel by itself with `multiplier` kernels of its own; a 1×1 convolution behind it mixes the channels.',
  inputs: one,
  fields: {
    ...slidingFields,
    multiplier: int('Depth multiplier', {
      default: 1,
      help: 'Kernels for each channel that arrives, and so output channels per input channel.',
    }),
    activation: activationField('relu'),
    bias: flag('Bias', { default: true, help: 'One learned constant per output channel.' }),
    ...weightFields,
  },
  shape: ([x], p) => slidingShape(x, p, (x?.[2] ?? 0) * p.multiplier, 'a depthwise convolution'),
  cost: ([x], out, p) => depthwiseCost(x ?? [], out, p),
  explain: ([x], out, p) => {
    if (!x) return [];
    const [kh, kw] = pair(p.kernel);
    const channels = (x[2] ?? 0) * p.multiplier;
    return [
      ...explainWindow(x[0] ?? 0, x[1] ?? 0, floorWindow(p)),
      { label: 'Channels', formula: `${x[2]}·${p.multiplier} = ${channels}` },
      ...explainCost(
        `${kh}·${kw}·${x[2]}·${p.multiplier}`,
        out,
        p.bias ? channels : 0,
        depthwiseCost(x, out, p),
      ),
    ];
  },
  caption: (p) => slidingCaption(p, p.multiplier === 1 ? [] : [`×${p.multiplier}`]),
  reach: ([x], p) => slidingReach(x, p),
  keeps: keepsOfWeights,
  build: (tools, p, context) => [
    ...explicitPadding(tools, p.padding, context.name),
    ...buildDepthwise(tools, p, context),
  ],
  examples: [
    // MobileNet's first: 9·32 weights, 112·112·9·32 multiply-accumulates.
    { in: [[112, 112, 32]], params: { bias: false }, out: [112, 112, 32], weights: 288, macs: 3_612_672 },
    { in: [[9, 7, 3]], params: { stride: 2, multiplier: 2 }, out: [5, 4, 6], weights: 60, macs: 1080 },
    {
      in: [[9, 7, 3]],
      params: { dilation: 3, padding: 'valid', bias: false, l2: 0.01 },
      out: [3, 1, 3],
      weights: 27,
    },
    { in: [[5, 5, 2]], params: { kernel: [1, 3], padding: [0, 1] }, out: [5, 5, 2], weights: 8 },
  ],
});

type DepthwiseParams = Depthwise &
  SlidingParams &
  WeightParams & { readonly activation: Parameters<typeof activated>[1] };

/**
 * Behind `explicitPadding`. tf.js's own layer leaves dilation out, and saves a regulariser as a constraint, so that a
 * loaded model would train wrongly: with either, ours takes its place.
 */
export function buildDepthwise(
  tools: BuildTools,
  p: DepthwiseParams,
  { name, inputs, seed }: BuildContext,
): readonly TfLayer[] {
  const { tf, custom } = tools;
  const size = {
    kernelSize: [...pair(p.kernel)] as [number, number],
    strides: [...pair(p.stride)] as [number, number],
    depthMultiplier: p.multiplier,
    padding: tfPadding(p.padding),
    useBias: p.bias,
  };
  const stock = Math.max(...pair(p.dilation)) === 1 && p.l1 === 0 && p.l2 === 0;
  if (!stock) {
    return activated(tools, p.activation, name, (inner) =>
      custom.dilatedDepthwiseConv2d({
        ...size,
        name: inner,
        dilationRate: pair(p.dilation),
        start: kernelStart(p, seed),
      }),
    );
  }
  const [kh, kw] = size.kernelSize;
  return [
    tf.layers.depthwiseConv2d({
      ...size,
      name,
      activation: tfActivation(p.activation),
      depthwiseInitializer: initializerOf(tf, p, seed, {
        fans: { in: kh * kw, out: kh * kw * p.multiplier },
        shape: [kh, kw, inputs[0]?.[2] ?? 1, p.multiplier],
      }),
      biasInitializer: 'zeros',
    }),
  ];
}
