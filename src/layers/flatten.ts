// Flatten: feature maps to a vector, row by row, channels innermost.
import { formatCount } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, noCost, one, sizeOf } from './contract';

export const flatten = defineLayer({
  kind: 'flatten',
  label: 'Flatten',
  stem: 'flatten',
  group: 'Shape',
  doc: 'Lays feature maps out as one vector, row by row with the channels innermost, as dense layers need.',
  inputs: one,
  fields: {},
  shape: ([x]) => ok([sizeOf(x ?? [])]),
  cost: () => noCost,
  explain: ([x], out) =>
    x ? [{ label: 'Values', formula: `${x.join('·')} = ${formatCount(out[0] ?? 0)}` }] : [],
  caption: () => 'to a vector',
  reach: ([x]) => ({ type: x?.length === 1 ? 'same' : 'all' }),
  // tf.js's Flatten refuses what is a vector already.
  build: ({ tf }, _, { name, inputs: [x] }) => [
    x?.length === 1 ? tf.layers.reshape({ name, targetShape: [...x] }) : tf.layers.flatten({ name }),
  ],
  examples: [
    { in: [[5, 5, 16]], params: {}, out: [400], weights: 0 },
    { in: [[12]], params: {}, out: [12], weights: 0 },
  ],
});
