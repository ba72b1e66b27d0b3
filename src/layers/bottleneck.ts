// A 1×1 convolution under the name of its purpose: to bring the channels down (or up) before or after a dearer layer.
// It stands apart from conv2d so that a drawing says what it compresses.
import { ok } from '../lib/result';
import { activationField, captionActivation } from './activations';
import { defineLayer, isImage, one } from './contract';
import { buildConv, convCost, explainConvCost } from './convolution';
import { flag, int, size } from './fields';
import { needsImage, slidingReach } from './sliding';
import { keepsOfWeights, weightFields } from './weights';

const unit = { kernel: 1, dilation: 1, padding: 'same', groups: 1 } as const;

export const bottleneck = defineLayer({
  kind: 'bottleneck',
  label: '1×1 bottleneck',
  stem: 'reduce',
  group: 'Convolution',
  doc: 'A 1×1 convolution: mixes channels at each pixel into `filters` new ones, so that the layers after it cost less.',
  inputs: one,
  fields: {
    filters: int('Filters', { default: 16, help: 'Channels it leaves; fewer than arrive compresses.' }),
    stride: size('Stride', {
      default: 1,
      max: 64,
      unit: 'px',
      help: '2 keeps every second pixel, as projection shortcuts do.',
    }),
    activation: activationField('relu'),
    bias: flag('Bias', { default: true, help: 'One learned constant per filter.' }),
    ...weightFields,
  },
  shape: ([x], p) => {
    if (!x || !isImage(x)) return needsImage(x, 'a 1×1 bottleneck');
    const [sy, sx] = typeof p.stride === 'number' ? [p.stride, p.stride] : p.stride;
    return ok([Math.ceil(x[0] / sy), Math.ceil(x[1] / sx), p.filters]);
  },
  cost: ([x], out, p) => convCost(x ?? [], out, { ...unit, ...p }),
  explain: ([x], out, p) => {
    if (!x) return [];
    return [
      { label: 'Channels', formula: `${x[2]} → ${p.filters}, ${ratio(x[2] ?? 0, p.filters)}` },
      ...explainConvCost(x, out, { ...unit, ...p }),
    ];
  },
  caption: (p, [x]) =>
    (x && isImage(x) ? `${x[2]} → ${p.filters}, ${ratio(x[2], p.filters)}` : `→ ${p.filters}`) +
    (p.stride === 1 ? '' : `, stride ${typeof p.stride === 'number' ? p.stride : p.stride.join('×')}`) +
    captionActivation(p.activation),
  reach: ([x], p) => slidingReach(x, { ...unit, ...p }),
  keeps: keepsOfWeights,
  build: (tools, p, context) => buildConv(tools, { ...unit, ...p }, context),
  examples: [
    { in: [[28, 28, 192]], params: { filters: 16 }, out: [28, 28, 16], weights: 3088, macs: 2_408_448 },
    { in: [[56, 56, 256]], params: { filters: 64, bias: false }, out: [56, 56, 64], weights: 16_384 },
    { in: [[15, 15, 16]], params: { filters: 32, stride: 2 }, out: [8, 8, 32], weights: 544 },
  ],
});

/** `÷4` or `×4`; two digits where the ratio is no whole number. */
function ratio(from: number, to: number): string {
  if (from === to) return '×1';
  const write = (r: number) => (Number.isInteger(r) ? `${r}` : r.toFixed(2).replace(/0$/, ''));
  return from > to ? `÷${write(from / to)}` : `×${write(to / from)}`;
}
