// Test support: runs one calculation on the CPU backend and on WebGPU (a software adapter in the tests) and compares.
// Apart from the WASM fixture, because kernels are registered asynchronously here.
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { type Calculation, expectAgreementOn, type Shapes, startBeside } from '../comparison.fixture';
import { registerGradients } from '../gradients/register';
import { registerWebgpuBackend } from './backend';
import { type Registered, registerWebgpuKernels } from './register';

export { around, expectClose, on, values, withGradients } from '../comparison.fixture';

/** Starts both backends with our kernels registered, and expects all of them to compile. */
export async function startBackends(): Promise<Registered> {
  registerWebgpuBackend();
  await startBeside('webgpu');
  registerGradients();
  const registered = await registerWebgpuKernels();
  expect(registered.notes).toEqual([]);
  return registered;
}

/** Asserts that both backends agree, to `tolerance` of the reference's largest magnitude. */
export const expectAgreement = (shapes: Shapes, calculate: Calculation, tolerance = 1e-4): Promise<void> =>
  expectAgreementOn('webgpu', shapes, calculate, { tolerance });

/** Runs a kernel of our own by name. */
export function runKernel(name: string, inputs: object, attrs: object = {}): tf.Tensor[] {
  const out = tf.engine().runKernel(name, { ...inputs } as tf.NamedTensorMap, { ...attrs }) as
    | tf.Tensor
    | tf.Tensor[];
  return [out].flat();
}
