// Zero padding as a layer of its own, where a convolution's padding is not the same on every side.
import { ok } from '../lib/result';
import { defineLayer, describeShape, isImage, misfit, noCost, one } from './contract';
import { captionSides, explainSides, sideFields } from './sides';

export const zeroPad = defineLayer({
  kind: 'zeroPad',
  label: 'Zero pad',
  stem: 'pad',
  group: 'Shape',
  doc: 'Adds rows and columns of zeros: `top`, `bottom`, `left` and `right`, each its own number.',
  inputs: one,
  fields: sideFields('of zeros'),
  shape: ([x], p) =>
    x && isImage(x)
      ? ok([x[0] + p.top + p.bottom, x[1] + p.left + p.right, x[2]])
      : misfit('needs-image', `zero padding needs feature maps, but ${describeShape(x ?? [])} arrives`),
  cost: () => noCost,
  explain: ([x], out, p) => (x ? explainSides(x, out, p, '+') : []),
  caption: captionSides,
  reach: (_, p) => ({ type: 'window', kernel: [1, 1], stride: [1, 1], before: [p.top, p.left] }),
  build: ({ tf }, p, { name }) => [
    tf.layers.zeroPadding2d({
      name,
      padding: [
        [p.top, p.bottom],
        [p.left, p.right],
      ],
    }),
  ],
  examples: [
    { in: [[28, 28, 1]], params: {}, out: [30, 30, 1], weights: 0 },
    { in: [[224, 224, 3]], params: { top: 3, bottom: 2, left: 3, right: 2 }, out: [229, 229, 3], weights: 0 },
  ],
});
