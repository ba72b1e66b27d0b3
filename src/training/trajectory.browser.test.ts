// A hundred steps of training beside PyTorch, from the same weights on the same batches, on each backend: the loss at
// each step within 1 %. Skipped where Python has no PyTorch. On the slow backends a tenth of the steps of a smaller residual
// network, unless VITE_TRAJECTORY=whole asks for all of ResNet-20's, on smaller images (8 minutes on CPU, 2 on a software
// WebGPU). The rates of the residual networks are low: at 0.001, on batches of 8, PyTorch's own losses for ResNet-20 in 32
// and in 64 bits part by 3 %.
import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import lenet from '../../templates/lenet-5.json?raw';
import resnet from '../../templates/resnet-20.json?raw';
import residual from '../../templates/small-residual.json?raw';
import { Random } from '../data/random';
import { expand } from '../graph/expand';
import { parseTemplate } from '../graph/parseTemplate';
import { registerGradients } from '../kernels/gradients/register';
import { buildModel } from '../model/buildModel';
import { makePlan } from '../plan/makePlan';
import type { Plan } from '../plan/plan';
import { inferShapes } from '../shapes/inferShapes';
import { browserBackends } from './browserBackends';
import { makeLearner } from './learner';
import { settings } from './order.fixture';
import type { Backend, RunOrder, WireSplit } from './protocol';

const whole = import.meta.env.VITE_TRAJECTORY === 'whole';
const imageCount = 256;

/** The template's network for images of another size, which changes none of its weights. */
function planAt(text: string, size: number): Plan {
  const parsed = parseTemplate(
    text.replace(/"height": \d+, "width": \d+/, `"height": ${size}, "width": ${size}`),
  );
  if (!parsed.ok) throw new Error(parsed.error.problems[0]?.message);
  const flat = expand(parsed.value.graph);
  const plan = makePlan(parsed.value.title, flat, inferShapes(flat));
  if (!plan.ok) throw new Error(`${parsed.value.title} has no plan at ${size}×${size}`);
  return plan.value;
}

/** Noise with a brighter patch whose place and channel tell the class, so that there is something to learn. */
function patches(size: number, channels: number): WireSplit {
  const random = Random.from(11);
  const images = Uint8Array.from({ length: imageCount * size * size * channels }, () => random.below(140));
  const labels = Uint8Array.from({ length: imageCount }, (_, i) => i % 10);
  const side = Math.floor(size / 4);
  for (const [i, label] of labels.entries())
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const row = (i * size + (label % 4) * side + y) * size + Math.floor(label / 4) * side + x;
        images[row * channels + (label % channels)] = 180 + random.below(76);
      }
  return { images, labels, count: imageCount };
}

interface Course {
  readonly order: RunOrder;
  readonly batches: readonly Uint32Array[];
}

function courseOf(
  plan: Plan,
  batchSize: number,
  optimizer: 'adam' | 'momentum',
  learningRate: number,
  stepCount: number,
): Course {
  const [size = 0, , channels = 0] = plan.steps[0]?.outputShape ?? [];
  const split = patches(size, channels);
  const random = Random.from(12);
  const batches = Array.from({ length: stepCount }, () =>
    Uint32Array.from({ length: batchSize }, () => random.below(imageCount)),
  );
  const order: RunOrder = {
    plan,
    settings: { ...settings, optimizer, learningRate, batchSize, seed: 5 },
    imageShape: [size, size, channels],
    classCount: 10,
    train: split,
    test: split,
  };
  return { order, batches };
}

const base64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return btoa(text);
};

/** PyTorch's losses; undefined where there is none. */
async function torchLosses({ order, batches }: Course): Promise<readonly number[] | undefined> {
  const { plan, train, imageShape } = order;
  const built = buildModel(tf, plan, order.settings.seed);
  const weights: [string, object[]][] = [];
  for (const { id } of plan.steps) {
    const tensors = built.steps.get(id)?.layers.flatMap((layer) => layer.getWeights()) ?? [];
    const values = await Promise.all(tensors.map((tensor) => tensor.data()));
    const given = values.map((of, i) => ({
      shape: tensors[i]?.shape,
      values: base64(new Uint8Array(Float32Array.from(of).buffer)),
    }));
    weights.push([id, given]);
  }
  built.dispose();
  const asked = {
    steps: plan.steps.map(({ id, kind, params, inputs }) => ({ id, kind, params, inputs })),
    weights: Object.fromEntries(weights),
    images: base64(train.images),
    labels: base64(train.labels),
    imageShape,
    batches: batches.map((batch) => [...batch]),
    optimizer: order.settings.optimizer,
    rate: order.settings.learningRate,
  };
  return trainInTorch(JSON.stringify(asked));
}

/** Two backends take the same course. */
const taken = new Map<string, readonly number[] | undefined>();
async function trainInTorch(asked: string): Promise<readonly number[] | undefined> {
  if (taken.has(asked)) return taken.get(asked);
  const said = await commands.torch('src/training/trajectory.torch.py', asked);
  const losses = said === undefined ? undefined : (JSON.parse(said) as number[]);
  taken.set(asked, losses);
  return losses;
}

/** Ours, as a run computes them. */
async function ourLosses({ order, batches }: Course): Promise<readonly number[]> {
  const learner = makeLearner(tf, order);
  const values: number[] = [];
  for (const [i, indices] of batches.entries()) {
    const figures = learner.learn(indices, i + 1);
    values.push((await figures.data())[0] ?? Number.NaN);
    figures.dispose();
  }
  learner.dispose();
  return values;
}

registerGradients();

describe.each(['wasm', 'cpu', 'webgpu'] as const)('%s', (backend: Backend) => {
  const fast = backend === 'wasm';
  const stepCount = fast || whole ? 100 : 10;
  const courses: readonly [string, () => Course][] = [
    ['LeNet-5', () => courseOf(planAt(lenet, 28), fast ? 32 : 4, 'adam', 0.001, stepCount)],
    fast || whole
      ? [
          'ResNet-20',
          () =>
            courseOf(
              planAt(resnet, fast ? 32 : 16),
              fast ? 8 : 4,
              'momentum',
              fast ? 0.0001 : 0.00003,
              stepCount,
            ),
        ]
      : ['A small residual network', () => courseOf(planAt(residual, 32), 8, 'momentum', 0.0003, stepCount)],
  ];
  for (const [name, make] of courses)
    test(
      `${name}: the loss at each of ${stepCount} steps is within 1 % of PyTorch’s`,
      async () => {
        const opened = await browserBackends(tf).open(backend);
        if (!opened.ok) return console.log(`${backend} is not tried: ${opened.error}.`);
        const course = make();
        const theirs = await torchLosses(course);
        if (!theirs) return console.log('PyTorch is not installed here: nothing to compare with.');
        const ours = await ourLosses(course);
        const errors = theirs.map((loss, i) => Math.abs((ours[i] ?? Number.NaN) - loss) / loss);
        const worst = errors.indexOf(Math.max(...errors));
        console.log(
          `${name} on ${backend}: loss ${theirs[0]?.toFixed(4)} → ${theirs.at(-1)?.toFixed(4)}, furthest from PyTorch's by ${((errors[worst] ?? Number.NaN) * 100).toFixed(4)} % at step ${worst + 1}`,
        );
        expect(theirs).toHaveLength(stepCount);
        for (const [i, error] of errors.entries())
          expect(error, `step ${i + 1}: ${ours[i]} against ${theirs[i]}`).toBeLessThan(0.01);
        // A network that stands still would follow PyTorch's for nothing.
        expect(new Set(theirs).size).toBe(stepCount);
        const mean = (part: readonly number[]) => part.reduce((a, b) => a + b, 0) / part.length;
        // Twenty steps on other images each do not tell yet.
        if (stepCount >= 100) expect(mean(theirs.slice(-10))).toBeLessThan(0.95 * mean(theirs.slice(0, 10)));
      },
      whole ? 7_200_000 : 300_000,
    );
});
