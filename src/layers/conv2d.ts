// Convolution, the layer that everything else is about.
import { activationField } from './activations';
import { defineLayer, misfit, one } from './contract';
import { buildConv, convCost, explainConvCost } from './convolution';
import { flag, int } from './fields';
import { slidingCaption, slidingFields, slidingReach, slidingShape } from './sliding';
import { keepsOfWeights, weightFields } from './weights';
import { explainWindow, floorWindow } from './window';

export const conv2d = defineLayer({
  kind: 'conv2d',
  label: 'Conv 2D',
  stem: 'conv',
  group: 'Convolution',
  doc: 'Slides `filters` learned kernels over the image; each makes one channel of the output.',
  inputs: one,
  fields: {
    filters: int('Filters', { default: 32, help: 'Kernels learned, and so channels of the output.' }),
    ...slidingFields,
    groups: int('Groups', {
      default: 1,
      advanced: true,
      help: 'Splits channels and filters into this many groups that do not see each other, as AlexNet (2) and ResNeXt (32) do.',
    }),
    activation: activationField('relu'),
    bias: flag('Bias', {
      default: true,
      help: 'One learned constant per filter; unneeded where batch norm follows.',
    }),
    ...weightFields,
  },
  shape: ([x], p) => {
    const out = slidingShape(x, p, p.filters, 'a convolution');
    const channels = x?.[2] ?? 0;
    if (!out.ok || (channels % p.groups === 0 && p.filters % p.groups === 0)) return out;
    const [count, what, slots] =
      channels % p.groups === 0 ? [p.filters, 'filters', []] : [channels, 'channels that arrive', [0]];
    return misfit(
      'groups-do-not-divide',
      `the ${count} ${what} cannot be split evenly into ${p.groups} groups: choose groups that divide both ${channels} channels and ${p.filters} filters`,
      slots,
    );
  },
  cost: ([x], out, p) => convCost(x ?? [], out, p),
  explain: ([x], out, p) =>
    x ? [...explainWindow(x[0] ?? 0, x[1] ?? 0, floorWindow(p)), ...explainConvCost(x, out, p)] : [],
  caption: (p) =>
    slidingCaption(p, p.groups === 1 ? [`${p.filters}`] : [`${p.filters}`, `${p.groups} groups`]),
  reach: ([x], p) => slidingReach(x, p),
  keeps: keepsOfWeights,
  build: buildConv,
  examples: [
    {
      in: [[32, 32, 3]],
      params: { filters: 10, kernel: 5, padding: 2 },
      out: [32, 32, 10],
      weights: 760,
      macs: 768_000,
    },
    {
      in: [[28, 28, 192]],
      params: { filters: 32, kernel: 5 },
      out: [28, 28, 32],
      weights: 153_632,
      macs: 120_422_400,
    },
    { in: [[7, 7, 1]], params: { filters: 1, kernel: 3, padding: 'valid' }, out: [5, 5, 1], weights: 10 },
    {
      in: [[7, 7, 1]],
      params: { filters: 1, kernel: 3, stride: 2, padding: 'valid' },
      out: [3, 3, 1],
      weights: 10,
    },
    {
      in: [[7, 7, 1]],
      params: { filters: 1, kernel: 3, stride: 3, padding: 'valid' },
      out: [2, 2, 1],
      weights: 10,
    },
    {
      in: [[29, 31, 2]],
      params: { filters: 4, kernel: [3, 5], stride: [1, 2], bias: false },
      out: [29, 16, 4],
      weights: 120,
    },
    {
      in: [[16, 16, 8]],
      params: { filters: 8, kernel: 3, dilation: 2, padding: 'valid' },
      out: [12, 12, 8],
      weights: 584,
    },
    // AlexNet's second convolution, on two GPUs.
    {
      in: [[27, 27, 96]],
      params: { filters: 256, kernel: 5, padding: 2, groups: 2 },
      out: [27, 27, 256],
      weights: 307_456,
      macs: 223_948_800,
    },
    { in: [[4, 5, 6]], params: { filters: 12, groups: 6, dilation: 2 }, out: [4, 5, 12], weights: 120 },
  ],
});
