// Small training orders for tests: images whose class can be learned, and plans that a test trains in seconds.
import { Random } from '../data/random';
import { runId } from '../lib/ids';
import { planOf } from '../model/plan.fixture';
import type { Plan } from '../plan/plan';
import { makeControl, type RunControl } from './control';
import type { Event, RunOrder, RunSettings, WireSplit } from './protocol';
import type { TrainTools } from './session';

export const testRun = runId('test');

export const settings: RunSettings = {
  optimizer: 'sgd',
  learningRate: 0.1,
  batchSize: 10,
  epochs: 2,
  trainingImages: 0,
  heldOut: 0,
  seed: 1,
  backend: 'auto',
};

/** `size`×`size`×1 images of noise; class c of `classes` has a bright bar across row c. */
export function barImages(count: number, size: number, classes: number, seed: number): WireSplit {
  const random = Random.from(seed);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  const images = new Uint8Array(count * size * size);
  for (let i = 0; i < images.length; i++) images[i] = random.below(120);
  for (const [i, label] of labels.entries()) {
    const row = (i * size + label) * size;
    for (let column = 0; column < size; column++) images[row + column] = 135 + random.below(120);
  }
  return { images, labels, count };
}

/** `size`×`size`×1 images of pure noise with labels that only memory can tell. */
export function noiseImages(count: number, size: number, classes: number, seed: number): WireSplit {
  const random = Random.from(seed);
  const images = Uint8Array.from({ length: count * size * size }, () => random.below(256));
  return { images, labels: Uint8Array.from({ length: count }, (_, i) => i % classes), count };
}

export const tinyConvNet = planOf([
  ['image', 'input', { height: 8, width: 8, channels: 1 }],
  ['conv', 'conv2d', { filters: 8, kernel: 3 }],
  ['pool', 'maxPool'],
  ['flat', 'flatten'],
  ['hidden', 'dense', { units: 24, activation: 'relu' }],
  ['logits', 'dense', { units: 10, initializer: 'glorotUniform' }],
  ['classes', 'classifier', { classes: 10 }],
]);

/** The same with batch norm and dropout. */
export const tinyNormNet = planOf([
  ['image', 'input', { height: 8, width: 8, channels: 1 }],
  ['conv', 'conv2d', { filters: 4, kernel: 3, stride: 2, activation: 'none' }],
  ['norm', 'batchNorm', { momentum: 0.8 }],
  ['relu', 'activation'],
  ['drop', 'dropout', { rate: 0.25 }],
  ['flat', 'flatten'],
  ['logits', 'dense', { units: 10 }],
  ['classes', 'classifier', { classes: 10 }],
]);

export function orderOf(
  plan: Plan,
  changes: Partial<RunSettings> = {},
  train = barImages(60, 8, 10, 1),
): RunOrder {
  return {
    plan,
    settings: { ...settings, ...changes },
    imageShape: [8, 8, 1],
    classCount: 10,
    train,
    test: barImages(40, 8, 10, 2),
  };
}

/** Tools that collect the events; time advances by `tick` ms at every look at the clock. */
export function collecting(
  onEvent: (event: Event, control: RunControl) => void = () => {},
  tick = 1,
): TrainTools & { readonly events: Event[] } {
  const events: Event[] = [];
  const control = makeControl();
  let time = 0;
  return {
    events,
    control,
    runId: testRun,
    machine: { backend: 'cpu', reason: 'a test', threads: 1 },
    emit: (event) => {
      events.push(event);
      onEvent(event, control);
    },
    now: () => {
      time += tick;
      return time;
    },
  };
}

/** Points of the curve without their times, which no two runs share. */
export const pointsOf = (events: readonly Event[]) =>
  events.flatMap((event) =>
    event.type === 'batch' ? event.points.map(({ elapsed: _, ...point }) => point) : [],
  );

export const insightsOf = (events: readonly Event[]) =>
  events.flatMap((event) => (event.type === 'batch' ? event.insights : []));

/** Batches handed over up to the end, and their hash. */
export const seenIn = (events: readonly Event[]) =>
  events.flatMap((event) => (event.type === 'batch' ? [event.seen] : [])).at(-1);

/** Of the first head, at the end of a run. */
export const accuracyOf = (event: Event | undefined): number | undefined =>
  event?.type === 'done' ? event.test.heads[0]?.metrics[0]?.value : undefined;

/**
 * The same with all that a sample can carry: masks (1 on the bar, 0 elsewhere), two numbers (the bar's row, as a share,
 * and the share of rows below it) and three labels (odd class, upper half, always).
 */
export function richImages(count: number, size: number, classes: number, seed: number): WireSplit {
  const split = barImages(count, size, classes, seed);
  const masks = new Uint8Array(count * size * size);
  const values = new Float32Array(count * 2);
  const attributes = new Uint8Array(count * 3);
  for (const [i, label] of split.labels.entries()) {
    masks.fill(1, (i * size + label) * size, (i * size + label + 1) * size);
    values.set([label / size, 1 - label / size], i * 2);
    attributes.set([label % 2, label < size / 2 ? 1 : 0, 1], i * 3);
  }
  return { ...split, masks, values, attributes };
}

/** An order for 8×8×1 images of 8 classes that carry all there is. */
export function richOrder(plan: Plan, changes: Partial<RunSettings> = {}, count = 160): RunOrder {
  return {
    ...orderOf(plan, { optimizer: 'adam', learningRate: 0.01, batchSize: 16, ...changes }),
    classCount: 8,
    train: richImages(count, 8, 8, 5),
    test: richImages(40, 8, 8, 6),
  };
}
