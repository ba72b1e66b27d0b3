// The training settings as fields, so that the settings panel, the file's validation and the JSON Schema read the
// same ranges. The order of the fields is their order in the file.
import { choice, type Field, flag, int, number, text } from '../layers/fields';
import { backendChoices, defaultTraining, optimizers, shiftFills, type TrainingSettings } from './document';

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
  mirror: flag('Mirror', {
    default: defaultTraining.mirror,
    advanced: true,
    help: 'Mirrors half of the training images left to right, at random. Good for photographs; it hurts digits and letters, most of which are no longer themselves in a mirror.',
  }),
  shift: int('Shift', {
    default: defaultTraining.shift,
    advanced: true,
    min: 0,
    max: 64,
    unit: 'pixels',
    help: 'Shifts each training image by up to so many pixels each way, at random; 4 with mirroring is the recipe of the ResNet paper for CIFAR-10.',
  }),
  rotation: int('Rotate', {
    default: defaultTraining.rotation,
    advanced: true,
    min: 0,
    max: 180,
    unit: 'degrees',
    help: 'Turns each training image about its middle by up to so many degrees each way, at random; between pixels it is bilinear, and masks take the nearest class.',
  }),
  shiftFill: choice('Fill', shiftFills, {
    default: defaultTraining.shiftFill,
    advanced: true,
    help: 'What a shift or a rotation brings in at the border: `zero`, as a random crop after padding, or `edge`, the outermost pixels.',
  }),
  brightness: number('Brightness', {
    default: defaultTraining.brightness,
    advanced: true,
    min: 0,
    max: 1,
    step: 0.05,
    help: 'Raises or lowers all values of a training image by up to this share of white, at random.',
  }),
  contrast: number('Contrast', {
    default: defaultTraining.contrast,
    advanced: true,
    min: 0,
    max: 1,
    step: 0.05,
    help: 'Multiplies the distance from mid-grey by 1 minus to 1 plus this share, at random.',
  }),
  cutout: int('Cut out', {
    default: defaultTraining.cutout,
    advanced: true,
    min: 0,
    max: 64,
    unit: 'pixels',
    help: 'Blackens a square of this side around a random pixel of each training image; 0 cuts nothing.',
  }),
} as const satisfies Record<keyof TrainingSettings, Field>;

/** The longest name of a data set in a file. */
export const dataNameLimit = 300;
