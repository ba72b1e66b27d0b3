// Convolution, the layer that everything else is about.
import { ok } from '../lib/result';
import { activationField, captionActivation } from './activations';
import { defineLayer, describeShape, isImage, misfit, one } from './contract';
import { buildConv, convCost, explainConvCost } from './convolution';
import { flag, formatSize, int, padding, pair, size } from './fields';
import { initializerField } from './initializers';
import { explainWindow, floorWindow, windowShape } from './window';

export const conv2d = defineLayer({
  kind: 'conv2d',
  label: 'Conv 2D',
  stem: 'conv',
  group: 'Convolution',
  doc: 'Slides `filters` learned kernels over the image; each makes one channel of the output.',
  inputs: one,
  fields: {
    filters: int('Filters', { default: 32, help: 'Kernels learned, and so channels of the output.' }),
    kernel: size('Kernel', { default: 3, unit: 'px', help: 'Height and width of each kernel.' }),
    stride: size('Stride', {
      default: 1,
      max: 64,
      unit: 'px',
      help: 'Step from one window to the next; 2 halves height and width.',
    }),
    dilation: size('Dilation', {
      default: 1,
      max: 64,
      unit: 'px',
      help: 'Distance between the kernel’s taps; 2 leaves one pixel between them.',
    }),
    padding: padding('Padding', {
      default: 'same',
      help: 'same: output is ⌈input/stride⌉. valid: none. A number: that many zero rows and columns on every side.',
    }),
    activation: activationField('relu'),
    bias: flag('Bias', {
      default: true,
      help: 'One learned constant per filter; unneeded where batch norm follows.',
    }),
    initializer: initializerField,
  },
  shape: ([x], p) => {
    if (!x || !isImage(x))
      return misfit('needs-image', `a convolution needs feature maps, but ${describeShape(x ?? [])} arrives`);
    if (Math.max(...pair(p.stride)) > 1 && Math.max(...pair(p.dilation)) > 1) {
      return misfit(
        'parameters-clash',
        `stride ${formatSize(p.stride)} and dilation ${formatSize(p.dilation)} cannot both be above 1: TensorFlow has no such convolution; set one of them to 1`,
        [],
      );
    }
    const out = windowShape(x[0], x[1], floorWindow(p));
    return out.ok ? ok([...out.value, p.filters]) : out;
  },
  cost: ([x], out, p) => convCost(x ?? [], out, p),
  explain: ([x], out, p) =>
    x ? [...explainWindow(x[0] ?? 0, x[1] ?? 0, floorWindow(p)), ...explainConvCost(x, out, p)] : [],
  caption: (p) => {
    const parts = [formatSize(p.kernel), `${p.filters}`];
    if (formatSize(p.stride) !== '1×1')
      parts.push(
        `stride ${pair(p.stride)[0] === pair(p.stride)[1] ? pair(p.stride)[0] : formatSize(p.stride)}`,
      );
    if (formatSize(p.dilation) !== '1×1')
      parts.push(
        `dilation ${pair(p.dilation)[0] === pair(p.dilation)[1] ? pair(p.dilation)[0] : formatSize(p.dilation)}`,
      );
    parts.push(
      typeof p.padding === 'string'
        ? p.padding
        : `pad ${typeof p.padding === 'number' ? p.padding : formatSize(p.padding)}`,
    );
    return parts.join(', ') + captionActivation(p.activation);
  },
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
  ],
});
