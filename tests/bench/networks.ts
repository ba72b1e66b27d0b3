// The networks that the bench trains, as the plans of their templates, and the runs that train them.
import { makeDigits, makeShapes } from '../../src/data/builtIn';
import type { DataSet } from '../../src/data/dataSet';
import { expand } from '../../src/graph/expand';
import { parseTemplate } from '../../src/graph/parseTemplate';
import { makePlan } from '../../src/plan/makePlan';
import type { Plan } from '../../src/plan/plan';
import { inferShapes } from '../../src/shapes/inferShapes';
import type { RunOrder } from '../../src/training/protocol';
import autoencoder from '../../templates/convolutional-autoencoder.json?raw';
import lenet from '../../templates/lenet-5.json?raw';
import miniInception from '../../templates/mini-inception.json?raw';
import resnet20 from '../../templates/resnet-20.json?raw';
import vgg from '../../templates/vgg-small.json?raw';
import tiny from './tiny.json?raw';

const texts = {
  'LeNet-5': lenet,
  'mini Inception': miniInception,
  'VGG-style': vgg,
  'ResNet-20': resnet20,
  'convolutional autoencoder': autoencoder,
  /** So small that ten thousand steps take seconds; it shows what is left behind, not speed. */
  tiny,
};

export type NetworkName = keyof typeof texts;

export const usualBatch = 64;

export function planOf(name: NetworkName): Plan {
  const parsed = parseTemplate(texts[name]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error.problems));
  const graph = expand(parsed.value.graph);
  const plan = makePlan(parsed.value.title, graph, inferShapes(graph));
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
}

const sets = new Map<string, DataSet>();

/** The built-in data of the plan's image size; drawn once in a page. */
export function dataOf(plan: Plan): DataSet {
  const key = plan.steps[0]?.outputShape.join('×') ?? '';
  const makers: Readonly<Record<string, () => DataSet>> = { '28×28×1': makeDigits, '32×32×3': makeShapes };
  const found = sets.get(key) ?? makers[key]?.();
  if (!found) throw new Error(`The bench has no data of ${key}: add it.`);
  sets.set(key, found);
  return found;
}

/** What a run of Convas is told: Adam, no held-out images, whole batches only, and epochs enough for any measurement. */
export function orderOf(
  name: NetworkName,
  backend: RunOrder['settings']['backend'] = 'wasm',
  batchSize = usualBatch,
): RunOrder {
  const plan = planOf(name);
  const { imageShape, classNames, train, test } = dataOf(plan);
  const settings = {
    optimizer: 'adam',
    learningRate: 0.001,
    batchSize,
    epochs: 1000,
    trainingImages: Math.floor(train.count / batchSize) * batchSize,
    heldOut: 0,
    seed: 1,
    backend,
  } as const;
  // The run is thrown away before its test figures; the trainer still wants a test split that is whole.
  return { plan, settings, imageShape, classCount: classNames.length, train, test };
}
