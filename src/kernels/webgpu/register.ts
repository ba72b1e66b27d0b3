// The one place where this project changes tf.js's WebGPU backend. Apart, so that nothing registers itself on import,
// and that a kernel which an adapter does not take leaves the stock one in its place, with a word about it.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { applyRecipes, moveMasks } from './applyRecipes';
import { batchNormTrain } from './batchNorm';
import { batchNormTrainGrad } from './batchNormGrad';
import { conv2D, fusedConv2D } from './conv2D';
import { conv2DBackpropFilter } from './conv2DBackpropFilter';
import { conv2DBackpropInput } from './conv2DBackpropInput';
import type { GpuOverride } from './override';
import { avgPoolGrad, maxPoolGrad } from './poolGradients';
import { compile } from './program';
import { reluBiasGrad } from './reluBiasGrad';
import { reluGrad } from './reluGrad';
import { softmaxCrossEntropy } from './softmaxCrossEntropy';
import { sum } from './sum';
import { updateAll } from './updateAll';

export const webgpuKernels: readonly GpuOverride[] = [
  conv2D,
  fusedConv2D,
  conv2DBackpropFilter,
  conv2DBackpropInput,
  batchNormTrain,
  batchNormTrainGrad,
  maxPoolGrad,
  avgPoolGrad,
  reluGrad,
  reluBiasGrad,
  sum,
  softmaxCrossEntropy,
  updateAll,
  applyRecipes,
  moveMasks,
];

/** Left out by this name, sums over a workgroup are joined in its memory also where the device has subgroups. */
export const subgroups = 'subgroups';

export interface Registered {
  /** Of the kernels that are in place now. */
  readonly names: readonly string[];
  /** A sentence for each kernel that this adapter does not compile, for the run's log. */
  readonly notes: readonly string[];
}

let undo: (() => void)[] = [];

/**
 * Compiles this folder's kernels for the WebGPU backend's device, all at once, and registers those that compile. To be
 * called when WebGPU is tf.js's backend and ready; again is allowed, and first restores the stock state. `except` names
 * what to leave stock, for comparisons.
 */
export async function registerWebgpuKernels(
  except: readonly string[] = [],
  kernels: readonly GpuOverride[] = webgpuKernels,
): Promise<Registered> {
  restoreStockWebgpuKernels();
  if (tf.getBackend() !== 'webgpu') throw new Error('WebGPU is not the backend in use.');
  const { device } = tf.backend() as WebGPUBackend;
  const chosen = kernels.filter(({ name }) => !except.includes(name));
  const bySubgroups = device.features.has('subgroups') && !except.includes(subgroups);
  const compiled = async ({ programs }: GpuOverride): Promise<string | undefined> => {
    const problem = await compile(device, programs, bySubgroups);
    // What a driver does not make of subgroups, it may do without.
    return problem !== undefined && bySubgroups ? compile(device, programs, false) : problem;
  };
  const problems = await Promise.all(chosen.map(compiled));
  const notes = chosen.flatMap(({ name }, i) =>
    problems[i] === undefined
      ? []
      : [
          `This adapter does not compile the fast ${name}; training goes on with the stock one (${problems[i]}).`,
        ],
  );
  const sound = chosen.filter((_, i) => problems[i] === undefined);
  undo = sound.map(({ install }) => install());
  return { names: sound.map(({ name }) => name), notes };
}

/** Puts all stock kernels and gradients of tf.js back. */
export function restoreStockWebgpuKernels(): void {
  for (const restore of undo.reverse()) restore();
  undo = [];
}
