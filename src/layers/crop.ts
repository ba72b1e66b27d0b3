// Cropping: how U-Net fits the maps of its descent to those of its ascent (Ronneberger et al. 2015, section 2).
import { formatShape } from '../lib/format';
import { ok } from '../lib/result';
import { defineLayer, describeShape, isImage, misfit, noCost, one } from './contract';
import { captionSides, explainSides, sideFields } from './sides';

export const crop = defineLayer({
  kind: 'crop',
  label: 'Crop',
  stem: 'crop',
  group: 'Shape',
  doc: 'Cuts rows and columns away: `top`, `bottom`, `left` and `right`, each its own number.',
  inputs: one,
  fields: sideFields('cut away'),
  shape: ([x], p) => {
    if (!x || !isImage(x))
      return misfit('needs-image', `cropping needs feature maps, but ${describeShape(x ?? [])} arrives`);
    const [rows, columns] = [x[0] - p.top - p.bottom, x[1] - p.left - p.right];
    if (rows < 1 || columns < 1)
      return misfit(
        'crop-too-large',
        `cropping ${p.top + p.bottom} rows and ${p.left + p.right} columns leaves nothing of ${formatShape(x)}: crop at most ${x[0] - 1} rows and ${x[1] - 1} columns`,
      );
    return ok([rows, columns, x[2]]);
  },
  cost: () => noCost,
  explain: ([x], out, p) => (x ? explainSides(x, out, p, '−') : []),
  caption: captionSides,
  reach: (_, p) => ({ type: 'window', kernel: [1, 1], stride: [1, 1], before: [0 - p.top, 0 - p.left] }),
  build: ({ tf }, p, { name }) => [
    tf.layers.cropping2D({
      name,
      cropping: [
        [p.top, p.bottom],
        [p.left, p.right],
      ],
    }),
  ],
  examples: [
    {
      in: [[64, 64, 512]],
      params: { top: 4, bottom: 4, left: 4, right: 4 },
      out: [56, 56, 512],
      weights: 0,
    },
    { in: [[9, 8, 2]], params: { top: 0, bottom: 1, left: 2, right: 3 }, out: [8, 3, 2], weights: 0 },
  ],
});
