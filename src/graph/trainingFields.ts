// The training settings as fields, so that the settings panel, the file's validation and the JSON Schema read the
// same ranges. The order of the fields is their order in the file.
import { choice, type Field, int, number, text } from '../layers/fields';
import { backendChoices, defaultTraining, optimizers, type TrainingSettings } from './document';

/** Characters that a document's texts may have. */
export const textLimits = { title: 200, description: 10_000 } as const;

export const trainingFields = {
  data: text('Data set', {
    default: defaultTraining.data,
    help: 'The images to learn from: `digits`, `shapes`, or a data set of your own.',
  }),
  optimizer: choice('Optimizer', optimizers, {
    default: defaultTraining.optimizer,
    help: 'The rule that turns gradients into steps: `sgd`, `momentum` (0.9), `rmsprop` or `adam`.',
  }),
  learningRate: number('Learning rate', {
    default: defaultTraining.learningRate,
    min: 1e-7,
    max: 10,
    step: 0.0001,
    help: 'The length of a step. Too small learns slowly; too large makes the loss grow.',
  }),
  batchSize: int('Batch size', {
    default: defaultTraining.batchSize,
    min: 1,
    max: 4096,
    unit: 'images',
    help: 'Images whose mean gradient makes one step. Memory grows with it.',
  }),
  epochs: int('Epochs', {
    default: defaultTraining.epochs,
    min: 1,
    max: 1000,
    help: 'How many times training passes over all its images.',
  }),
  trainingImages: int('Training images', {
    default: defaultTraining.trainingImages,
    min: 0,
    max: 100_000_000,
    help: 'How many of the training images are used, from the first on; 0 means all.',
  }),
  heldOut: number('Held out', {
    default: defaultTraining.heldOut,
    min: 0,
    max: 0.5,
    step: 0.05,
    help: 'Share of the training images that is kept from training and measured during it.',
  }),
  seed: int('Seed', {
    default: defaultTraining.seed,
    min: 0,
    max: 2_147_483_647,
    help: 'Decides the initial weights, the shuffling, the held-out images and dropout.',
  }),
  backend: choice('Backend', backendChoices, {
    default: defaultTraining.backend,
    help: 'Where the arithmetic runs; `auto` takes the fastest that this machine has.',
  }),
} as const satisfies Record<keyof TrainingSettings, Field>;

/** The longest name of a data set in a file. */
export const dataNameLimit = 300;
