// An output that classifies every pixel, for segmentation: softmax over the channels at each place.
import { defineLayer, misfit, noCost, one } from './contract';
import { int } from './fields';
import { captionHead, explainHead, headFields, imageOf } from './heads';

export const pixelClassifier = defineLayer({
  kind: 'pixelClassifier',
  label: 'Pixel classifier output',
  stem: 'pixels',
  group: 'Output',
  doc: 'Turns the channels of every pixel into probabilities (softmax) and trains with cross-entropy. It needs feature maps of `classes` channels.',
  inputs: one,
  fields: {
    classes: int('Classes', {
      default: 2,
      min: 2,
      max: 10_000,
      help: 'What a pixel can be, the background counted, as the data set’s masks say.',
    }),
    ...headFields,
  },
  shape: ([x], p) => {
    const image = imageOf(
      x,
      'the pixel classifier',
      `feature maps of ${p.classes} channels, one logit per class at every pixel`,
    );
    if (!image.ok || image.value[2] === p.classes) return image;
    return misfit(
      'classes-differ',
      `the pixel classifier has ${p.classes} classes and needs as many channels, but ${image.value[2]} arrive: end with a 1×1 convolution of ${p.classes} filters`,
    );
  },
  cost: () => noCost,
  explain: ([x], _, p) => [
    {
      label: 'Probability',
      formula: `eˣᵢ/Σⱼ eˣⱼ over ${p.classes} logits, at each of ${x?.[0]}·${x?.[1]} pixels`,
    },
    { label: 'Untrained loss', formula: `ln ${p.classes} = ${Math.log(p.classes).toFixed(6)}` },
    ...explainHead(p),
  ],
  caption: (p) => `softmax, ${p.classes} classes${captionHead(p)}`,
  build: ({ tf }, _, { name }) => [tf.layers.activation({ name, activation: 'softmax' })],
  head: () => ({ target: 'pixels', loss: 'softmaxCrossEntropy' }),
  keeps: () => ({ input: true, output: false }),
  examples: [{ in: [[32, 32, 4]], params: { classes: 4 }, out: [32, 32, 4], weights: 0 }],
});
