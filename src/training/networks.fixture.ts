// Networks of several outputs and of a variational kind, for 8×8×1 images that carry all there is.
import { planOf, type StepSketch } from '../model/plan.fixture';
import type { Plan } from '../plan/plan';

export const image: StepSketch = ['image', 'input', { height: 8, width: 8, channels: 1 }];
export const trunk: readonly StepSketch[] = [
  image,
  ['flat', 'flatten'],
  ['hidden', 'dense', { units: 32, activation: 'relu' }],
];
export const logits: readonly StepSketch[] = [
  ['logits', 'dense', { units: 8 }, ['hidden']],
  ['classes', 'classifier', { classes: 8 }],
];

/** One head of each target. */
export const everyTarget = planOf([
  ...trunk,
  ...logits,
  ['tags', 'dense', { units: 3 }, ['hidden']],
  ['labels', 'multiLabel', { labels: 3 }],
  ['place', 'dense', { units: 2 }, ['hidden']],
  ['box', 'regression', { values: 2 }],
  ['maps', 'conv2d', { filters: 2, kernel: 3, activation: 'none' }, ['image']],
  ['mask', 'pixelClassifier', { classes: 2 }],
  ['pixels', 'conv2d', { filters: 1, kernel: 3, activation: 'none' }, ['image']],
  ['picture', 'reconstruction', { loss: 'binaryCrossEntropy' }],
]);

export const autoencoder = (klWeight: number): Plan =>
  planOf([
    ...trunk,
    ['mean', 'dense', { units: 4 }, ['hidden']],
    ['spread', 'dense', { units: 4 }, ['hidden']],
    ['z', 'gaussianSampling', { klWeight }, ['mean', 'spread']],
    ['wide', 'dense', { units: 64 }],
    ['square', 'reshape', { height: 8, width: 8, channels: 1 }],
    ['out', 'reconstruction', { loss: 'binaryCrossEntropy' }],
  ]);
