// Locally connected layer (Taigman et al. 2014, DeepFace): the windows of a convolution, but with kernels of its own at
// every place, for images whose parts always stand at the same spot.
import { formatCount, formatShape } from '../lib/format';
import { activationField } from './activations';
import { type Cost, defineLayer, misfit, one, type Shape } from './contract';
import { activated, explainCost } from './convolution';
import { flag, int, padding, pair, type Size } from './fields';
import { slidingCaption, slidingFields, slidingReach, slidingShape } from './sliding';
import { keepsOfWeights, kernelStart, weightFields } from './weights';
import { explainWindow, floorWindow, windowAxes } from './window';

const { kernel, stride } = slidingFields;

/** More weights than this cannot be trained: with their gradients and Adam's two moments they fill 4 GiB. */
export const mostLocalWeights = 2 ** 28;

interface Local {
  readonly kernel: Size;
  readonly filters: number;
  readonly bias: boolean;
}

/** Weights outh·outw·(kh·kw·cin·filters (+ filters biases)): each place has its own, as in Keras; each is used once. */
function localCost(input: Shape, out: Shape, p: Local): Cost {
  const [kh, kw] = pair(p.kernel);
  const places = (out[0] ?? 0) * (out[1] ?? 0);
  const macs = places * kh * kw * (input[2] ?? 0) * p.filters;
  return { trainable: macs + (p.bias ? places * p.filters : 0), frozen: 0, macs };
}

const plain = { dilation: 1 } as const;

export const locallyConnected2d = defineLayer({
  kind: 'locallyConnected2d',
  label: 'Locally connected 2D',
  stem: 'local',
  group: 'Convolution',
  doc: 'A convolution without sharing: `filters` kernels of their own at every place, so its weights grow with the size of the image.',
  inputs: one,
  fields: {
    filters: int('Filters', { default: 8, help: 'Kernels at each place, and so channels of the output.' }),
    kernel,
    stride,
    padding: padding('Padding', {
      default: 'valid',
      help: 'valid: none, the only one that Keras has. same: output is ⌈input/stride⌉. A number: that many zero rows and columns on every side.',
    }),
    activation: activationField('relu'),
    bias: flag('Bias', { default: true, help: 'One learned constant per filter and place.' }),
    ...weightFields,
  },
  shape: ([x], p) => {
    const out = slidingShape(x, { ...p, ...plain }, p.filters, 'a locally connected layer');
    if (!x || !out.ok) return out;
    const { trainable } = localCost(x, out.value, p);
    if (trainable <= mostLocalWeights) return out;
    return misfit(
      'too-large',
      `its ${formatCount(trainable)} weights, a set for each of ${formatShape(out.value.slice(0, 2))} places, are more than the ${formatCount(mostLocalWeights)} that can be trained: weights, gradients and Adam’s two moments at 4 bytes each would reach WebAssembly’s 4 GiB; pool first, or use a larger stride, fewer filters or a convolution`,
    );
  },
  cost: ([x], out, p) => localCost(x ?? [], out, p),
  explain: ([x], out, p) => {
    if (!x) return [];
    const [kh, kw] = pair(p.kernel);
    const each = `${kh}·${kw}·${x[2]}·${p.filters}`;
    const { trainable, macs } = localCost(x, out, p);
    const weights = p.bias ? `(${each} + ${p.filters})` : each;
    return [
      ...explainWindow(x[0] ?? 0, x[1] ?? 0, floorWindow({ ...p, ...plain })),
      { label: 'Weights', formula: `${out[0]}·${out[1]}·${weights} = ${formatCount(trainable)} weights` },
      ...explainCost(each, out, 0, { trainable, frozen: 0, macs }).slice(1),
    ];
  },
  caption: (p) => slidingCaption({ ...p, ...plain }, [`${p.filters}`]),
  reach: ([x], p) => slidingReach(x, { ...p, ...plain }),
  keeps: keepsOfWeights,
  build: (tools, p, { name, inputs: [x], seed }) => {
    const [rows, columns] = windowAxes(x?.[0] ?? 0, x?.[1] ?? 0, floorWindow({ ...p, ...plain }));
    return activated(tools, p.activation, name, (inner) =>
      tools.custom.locallyConnected2d({
        name: inner,
        filters: p.filters,
        kernelSize: pair(p.kernel),
        strides: pair(p.stride),
        pads: [rows.before, rows.after, columns.before, columns.after],
        useBias: p.bias,
        start: kernelStart(p, seed),
      }),
    );
  },
  examples: [
    {
      in: [[14, 14, 8]],
      params: { filters: 8, bias: false },
      out: [12, 12, 8],
      weights: 82_944,
      macs: 82_944,
    },
    { in: [[6, 5, 2]], params: { filters: 3 }, out: [4, 3, 3], weights: 684, macs: 648 },
    {
      in: [[7, 6, 2]],
      params: { filters: 3, kernel: [2, 3], stride: 2, padding: 1 },
      out: [4, 3, 3],
      weights: 468,
    },
    { in: [[5, 5, 1]], params: { filters: 1, stride: 2, padding: 'same' }, out: [3, 3, 1], weights: 90 },
  ],
});
