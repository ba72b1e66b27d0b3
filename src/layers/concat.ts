// Concatenation: how Inception joins its branches, along the channels; along height or width where a drawing asks it.
import { ok } from '../lib/result';
import { defineLayer, isImage, many, misfit, noCost, type Shape } from './contract';
import { choice } from './fields';
import { disagreeing, listShapes } from './merging';

const axes = { height: 0, width: 1, channels: 2 } as const;
type AxisName = keyof typeof axes;

/** Vectors have one axis, whichever is chosen. */
const axisOf = (x: Shape, name: AxisName): number => (isImage(x) ? axes[name] : 0);

const others: Readonly<Record<AxisName, string>> = {
  height: 'width and channels',
  width: 'height and channels',
  channels: 'height and width',
};

export const concat = defineLayer({
  kind: 'concat',
  label: 'Concat',
  stem: 'concat',
  group: 'Merge',
  doc: 'Stacks the channels of all inputs, which must agree in height and width (or along another `axis`); vectors are joined end to end.',
  inputs: many(2),
  fields: {
    axis: choice('Axis', Object.keys(axes) as AxisName[], {
      default: 'channels',
      advanced: true,
      help: 'Channels lays the maps behind each other, height below each other, width beside each other. Without effect on vectors.',
    }),
  },
  shape: (inputs, p) => {
    const first = inputs[0] ?? [];
    const ranks = disagreeing(inputs, (a, b) => a.length === b.length);
    if (ranks.length > 0) {
      return misfit(
        'ranks-differ',
        `concat joins feature maps or vectors, not both: ${listShapes(inputs)} arrive`,
        ranks,
      );
    }
    const axis = axisOf(first, p.axis);
    const sizes = disagreeing(inputs, (a, b) => a.every((d, i) => i === axis || d === b[i]));
    if (sizes.length > 0) {
      return misfit(
        'sizes-differ',
        `concat needs equal ${others[p.axis]}, but ${listShapes(inputs)} arrive`,
        sizes,
      );
    }
    return ok(first.map((d, i) => (i === axis ? along(inputs, axis) : d)));
  },
  cost: () => noCost,
  explain: (inputs, out, p) => {
    const axis = axisOf(out, p.axis);
    const name = `${p.axis[0]?.toUpperCase()}${p.axis.slice(1)}`;
    return [
      {
        label: isImage(out) ? name : 'Values',
        formula: `${inputs.map((x) => x[axis]).join(' + ')} = ${out[axis]}`,
      },
    ];
  },
  caption: (p) => `along ${p.axis}`,
  build: ({ tf }, p, { name, inputs: [x] }) => [
    tf.layers.concatenate({ name, axis: x && isImage(x) && p.axis !== 'channels' ? axes[p.axis] + 1 : -1 }),
  ],
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
    {
      in: [
        [4, 7, 3],
        [2, 7, 3],
      ],
      params: { axis: 'height' },
      out: [6, 7, 3],
      weights: 0,
    },
    {
      in: [
        [4, 7, 3],
        [4, 1, 3],
      ],
      params: { axis: 'width' },
      out: [4, 8, 3],
      weights: 0,
    },
  ],
});

const along = (inputs: readonly Shape[], axis: number): number =>
  inputs.reduce((sum, x) => sum + (x[axis] ?? 0), 0);
