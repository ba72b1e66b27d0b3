// Reshape: the same values in the same order as feature maps of another shape.
import { formatCount, formatShape } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, describeShape, misfit, noCost, one, sizeOf } from './contract';
import { int } from './fields';

export const reshape = defineLayer({
  kind: 'reshape',
  label: 'Reshape',
  stem: 'reshape',
  group: 'Shape',
  doc: 'Lays the same values out as feature maps of `height` × `width` × `channels`, row by row with the channels innermost; nothing is added or lost.',
  inputs: one,
  fields: {
    height: int('Height', { default: 7, unit: 'px', help: 'Rows of the output.' }),
    width: int('Width', { default: 7, unit: 'px', help: 'Columns of the output.' }),
    channels: int('Channels', { default: 16, help: 'Channels of the output.' }),
  },
  shape: ([x], p) => {
    const out = [p.height, p.width, p.channels];
    const [arriving, wanted] = [sizeOf(x ?? []), sizeOf(out)];
    return arriving === wanted
      ? ok(out)
      : misfit(
          'values-differ',
          `${formatShape(out)} holds ${formatCount(wanted)} values, but ${describeShape(x ?? [])}${x?.length === 3 ? `, ${formatCount(arriving)} values,` : ''} arrives: make height · width · channels equal to ${formatCount(arriving)}`,
        );
  },
  cost: () => noCost,
  explain: ([x], out) =>
    x
      ? [{ label: 'Values', formula: `${x.join('·')} = ${out.join('·')} = ${formatCount(sizeOf(out))}` }]
      : [],
  caption: (p) => `to ${p.height}×${p.width}×${p.channels}`,
  // Pixels keep their places only where rows and columns do.
  reach: ([x], p) => ({ type: x?.[0] === p.height && x[1] === p.width ? 'same' : 'all' }),
  build: ({ tf }, p, { name }) => [tf.layers.reshape({ name, targetShape: [p.height, p.width, p.channels] })],
  examples: [
    { in: [[784]], params: {}, out: [7, 7, 16], weights: 0 },
    { in: [[64]], params: { height: 1, width: 1, channels: 64 }, out: [1, 1, 64], weights: 0 },
    { in: [[4, 6, 2]], params: { height: 8, width: 3, channels: 2 }, out: [8, 3, 2], weights: 0 },
  ],
});
