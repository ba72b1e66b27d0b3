// Multiplication: a gate that scales feature maps, per channel (squeeze-and-excite, Hu et al. 2018, section 3) or per
// pixel (spatial attention, Woo et al. 2018, section 3).
import { formatShape } from '../lib/format';
import { ok, type Result } from '../lib/result';
import { defineLayer, isImage, type Misfit, many, misfit, noCost, type Shape } from './contract';
import { captionInputs, disagreeing, equalShapes, listShapes, sameShape } from './merging';

/** All shapes alike, but that an image may be one pixel high and wide, or one channel deep, where others are more. */
function gatedShape(inputs: readonly Shape[]): Result<Shape, Misfit> {
  if (!inputs.every(isImage)) return unequalVectors(inputs);
  const size = inputs.find((x) => x[0] !== 1 || x[1] !== 1) ?? [1, 1];
  const depth = Math.max(...inputs.map((x) => x[2] ?? 1));
  const fits = (x: Shape) =>
    ((x[0] === size[0] && x[1] === size[1]) || (x[0] === 1 && x[1] === 1)) && (x[2] === depth || x[2] === 1);
  const [height = 1, width = 1] = size;
  if (inputs.every(fits)) return ok([height, width, depth]);
  return misfit(
    'shapes-differ',
    `multiplication needs equal shapes, or one of 1×1×${depth} (a factor per channel) or ${formatShape([height, width, 1])} (a factor per pixel), but ${listShapes(inputs)} arrive`,
    disagreeing(inputs, sameShape),
  );
}

function unequalVectors(inputs: readonly Shape[]): Result<Shape, Misfit> {
  const vector = inputs.find((x) => !isImage(x)) ?? [];
  const ranks = disagreeing(inputs, (a, b) => a.length === b.length);
  if (ranks.length === 0) return equalShapes('multiplication', inputs);
  return misfit(
    'ranks-differ',
    `multiplication joins feature maps or vectors, not both: ${listShapes(inputs)} arrive; reshape the vector to 1×1×${vector[0]} for a factor per channel`,
    ranks,
  );
}

export const multiply = defineLayer({
  kind: 'multiply',
  label: 'Multiply',
  stem: 'multiply',
  group: 'Merge',
  doc: 'Multiplies its inputs value by value. All have the same shape, or one is a factor per channel (1×1×channels) or per pixel (one channel), as gates are.',
  inputs: many(2),
  fields: {},
  shape: gatedShape,
  cost: () => noCost,
  explain: (inputs, out) => [
    { label: 'Product', formula: `${inputs.map(formatShape).join(' · ')} → ${formatShape(out)}` },
  ],
  caption: (_, inputs) => captionInputs(inputs),
  keeps: () => ({ input: true, output: false }),
  build: ({ tf }, _, { name }) => [tf.layers.multiply({ name })],
  examples: [
    {
      in: [
        [28, 28, 64],
        [28, 28, 64],
      ],
      params: {},
      out: [28, 28, 64],
      weights: 0,
    },
    {
      in: [
        [28, 28, 64],
        [1, 1, 64],
      ],
      params: {},
      out: [28, 28, 64],
      weights: 0,
    },
    {
      in: [
        [28, 28, 1],
        [28, 28, 64],
      ],
      params: {},
      out: [28, 28, 64],
      weights: 0,
    },
    { in: [[10], [10]], params: {}, out: [10], weights: 0 },
  ],
});
