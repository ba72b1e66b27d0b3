// Changed training images where they train: on each backend the values of the loops over bytes, in a run the same course
// as on any other, and on WebGPU in one dispatch, without an upload of images.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Augmentation, noAugmentation } from '../data/augment';
import { registerGradients } from '../kernels/gradients/register';
import { applyRecipes, moveMasks } from '../kernels/ops/names';
import { countDispatches } from '../kernels/webgpu/measure';
import { registerWebgpuKernels } from '../kernels/webgpu/register';
import { browserBackends } from './browserBackends';
import { changes, expectSameChanges } from './changedPixels.fixture';
import { makeLearner } from './learner';
import { everyTarget } from './networks.fixture';
import { richOrder } from './order.fixture';
import type { Backend } from './protocol';
import { mostResident } from './residents';

beforeAll(registerGradients);

async function open(backend: Backend): Promise<void> {
  const opened = await browserBackends(tf).open(backend);
  if (!opened.ok) throw new Error(opened.error);
}

const augment: Augmentation = {
  ...noAugmentation,
  mirror: true,
  shift: 2,
  rotation: 20,
  brightness: 0.2,
  contrast: 0.3,
  cutout: 3,
};

/** Losses and metrics of three steps. */
async function courseOn(backend: Backend): Promise<readonly number[]> {
  await open(backend);
  const resident = backend === 'webgpu' || backend === 'webgl' ? mostResident : 0;
  const learner = makeLearner(tf, richOrder(everyTarget, { augment }), undefined, resident);
  const told: number[] = [];
  for (let step = 1; step <= 3; step++) {
    const figures = learner.learn(Uint32Array.of(step, 3, 50, 159), step);
    told.push(...(await figures.data()));
    figures.dispose();
  }
  learner.dispose();
  return told;
}

describe('a run learns as on the CPU backend', () => {
  let reference: readonly number[] = [];
  beforeAll(async () => {
    reference = await courseOn('cpu');
    expect(reference.length).toBeGreaterThan(0);
  });
  test.each(['wasm', 'webgpu', 'webgl'] as const)('%s', async (backend) => {
    const course = await courseOn(backend);
    expect(course.length).toBe(reference.length);
    for (const [i, figure] of reference.entries())
      expect(Math.abs((course[i] ?? Number.NaN) - figure)).toBeLessThan(2e-3 * Math.max(1, Math.abs(figure)));
  });
});

// On WASM nothing is resident: there the loops themselves run.
describe.each(['webgpu', 'webgl'] as const)('%s', (backend) => {
  describe.each([1, 3])('images of %d channels, and what follows from them', (channels) => {
    test.each(changes)('are those of the loops over bytes: %s', async (_, how) => {
      await open(backend);
      await expectSameChanges(channels, how);
    });
  });
});

test('webgpu: where our kernels do not compile, stock operations give the same', async () => {
  await open('webgpu');
  await registerWebgpuKernels([applyRecipes, moveMasks]);
  for (const [, how] of changes) await expectSameChanges(3, how);
});

test('webgpu: a step changes its images in one dispatch', async () => {
  await open('webgpu');
  const learner = makeLearner(tf, richOrder(everyTarget, { augment }), undefined, mostResident);
  const step = () => learner.learn(Uint32Array.of(1, 2, 3, 4), 1).dispose();
  step();
  const { byProgram } = await countDispatches(tf.backend() as WebGPUBackend, step);
  learner.dispose();
  expect(byProgram.get('ConvasApplyRecipes')).toBe(1);
  expect(byProgram.get('ConvasMoveMasks')).toBe(1);
});
