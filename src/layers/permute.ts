// Permute: the axes of feature maps in another order.
import { formatShape } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, describeShape, isImage, misfit, noCost, one } from './contract';
import { choice } from './fields';

const orders = {
  'height, width, channels': [0, 1, 2],
  'width, height, channels': [1, 0, 2],
  'height, channels, width': [0, 2, 1],
  'width, channels, height': [1, 2, 0],
  'channels, height, width': [2, 0, 1],
  'channels, width, height': [2, 1, 0],
} as const;
type Order = keyof typeof orders;

export const permute = defineLayer({
  kind: 'permute',
  label: 'Permute',
  stem: 'permute',
  group: 'Shape',
  doc: 'Exchanges the axes of feature maps: `order` names, for height, width and channels of the output, the axis of the input that each becomes.',
  inputs: one,
  fields: {
    order: choice('Order', Object.keys(orders) as Order[], {
      default: 'width, height, channels',
      help: 'The axes of the input in the order of the output; “width, height, channels” mirrors the image at its diagonal.',
    }),
  },
  shape: ([x], p) =>
    x && isImage(x)
      ? ok(orders[p.order].map((axis) => x[axis] ?? 0))
      : misfit('needs-image', `permuting needs feature maps, but ${describeShape(x ?? [])} arrives`),
  cost: () => noCost,
  explain: ([x], out) => (x ? [{ label: 'Shape', formula: `${formatShape(x)} → ${formatShape(out)}` }] : []),
  caption: (p) => p.order,
  // An exchange of axes cannot be said per axis; “all” never claims too little.
  reach: (_, p) => ({ type: orders[p.order].every((axis, i) => axis === i) ? 'same' : 'all' }),
  build: ({ tf }, p, { name }) => [
    tf.layers.permute({ name, dims: orders[p.order].map((axis) => axis + 1) }),
  ],
  examples: [
    { in: [[28, 20, 3]], params: {}, out: [20, 28, 3], weights: 0 },
    {
      in: [[28, 20, 3]],
      params: { order: 'channels, height, width' },
      out: [3, 28, 20],
      weights: 0,
    },
  ],
});
