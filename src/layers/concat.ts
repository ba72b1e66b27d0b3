// Concatenation along the channels: how Inception joins its branches.
import { ok } from '../lib/result';
import { defineLayer, isImage, many, misfit, noCost, type Shape } from './contract';
import { disagreeing, listShapes } from './merging';

export const concat = defineLayer({
  kind: 'concat',
  label: 'Concat',
  stem: 'concat',
  group: 'Merge',
  doc: 'Stacks the channels of all inputs, which must agree in height and width; vectors are joined end to end.',
  inputs: many(2),
  fields: {},
  shape: (inputs) => {
    const first = inputs[0] ?? [];
    const ranks = disagreeing(inputs, (a, b) => a.length === b.length);
    if (ranks.length > 0) {
      return misfit(
        'ranks-differ',
        `concat joins feature maps or vectors, not both: ${listShapes(inputs)} arrive`,
        ranks,
      );
    }
    const sizes = disagreeing(inputs, (a, b) => a.slice(0, -1).every((d, i) => d === b[i]));
    if (sizes.length > 0) {
      return misfit(
        'sizes-differ',
        `concat needs equal height and width, but ${listShapes(inputs)} arrive`,
        sizes,
      );
    }
    return ok([...first.slice(0, -1), channels(inputs)]);
  },
  cost: () => noCost,
  explain: (inputs, out) => [
    {
      label: isImage(out) ? 'Channels' : 'Values',
      formula: `${inputs.map((x) => x.at(-1)).join(' + ')} = ${out.at(-1)}`,
    },
  ],
  caption: () => 'along channels',
  build: ({ tf }, _, { name }) => [tf.layers.concatenate({ name, axis: -1 })],
  examples: [
    {
      in: [
        [28, 28, 64],
        [28, 28, 128],
        [28, 28, 32],
        [28, 28, 32],
      ],
      params: {},
      out: [28, 28, 256],
      weights: 0,
    },
    { in: [[10], [6]], params: {}, out: [16], weights: 0 },
  ],
});

const channels = (inputs: readonly Shape[]): number => inputs.reduce((sum, x) => sum + (x.at(-1) ?? 0), 0);
