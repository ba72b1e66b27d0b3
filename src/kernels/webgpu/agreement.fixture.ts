// Test support: runs one calculation on the CPU backend and on WebGPU (a software adapter in the tests) and compares.
// Apart from the WASM fixture, because reading back must wait here and kernels are registered asynchronously.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import '@tensorflow/tfjs-backend-webgpu';
import { expect } from 'vitest';
import { expectClose, type Shapes, type Values, values } from '../comparison.fixture';
import { registerGradients } from '../gradients/register';
import { type Registered, registerWebgpuKernels } from './register';

export { around, expectClose, values, withGradients } from '../comparison.fixture';

/** Starts both backends with our kernels registered, and expects all of them to compile. */
export async function startBackends(): Promise<Registered> {
  for (const name of ['cpu', 'webgpu']) {
    if (!(await tf.setBackend(name))) throw new Error(`The ${name} backend does not start here.`);
    await tf.ready();
  }
  registerGradients();
  const registered = await registerWebgpuKernels();
  expect(registered.notes).toEqual([]);
  return registered;
}

type Calculation = (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[];

/** What `calculate` gives on `backend` for inputs of these shapes; checks that no tensor is left behind. */
export async function on(
  backend: 'cpu' | 'webgpu',
  shapes: Shapes,
  calculate: Calculation,
  scale = 1,
): Promise<Values> {
  await tf.setBackend(backend);
  const ids = (): number => (tf.backend() as WebGPUBackend).numDataIds();
  const [tensorsBefore, idsBefore] = [tf.memory().numTensors, ids()];
  const inputs = shapes.map((shape, i) =>
    tf.tensor(
      values(shape, i + 1).map((v) => v * scale),
      [...shape],
    ),
  );
  const results = [tf.tidy(() => calculate(...inputs))].flat();
  const out: Float32Array[] = [];
  for (const result of results) out.push(Float32Array.from(await result.data()));
  tf.dispose([inputs, results]);
  expect(tf.memory().numTensors, `tensors left on ${backend}`).toBe(tensorsBefore);
  expect(ids(), `data left on ${backend}`).toBe(idsBefore);
  return out;
}

/** Asserts that both backends agree, to `tolerance` of the reference's largest magnitude. */
export async function expectAgreement(
  shapes: Shapes,
  calculate: Calculation,
  tolerance = 1e-4,
): Promise<void> {
  const reference = await on('cpu', shapes, calculate);
  expectClose(await on('webgpu', shapes, calculate), reference, tolerance);
}

/** Runs a kernel of our own by name. */
export function runKernel(name: string, inputs: object, attrs: object = {}): tf.Tensor[] {
  const out = tf.engine().runKernel(name, { ...inputs } as tf.NamedTensorMap, { ...attrs }) as
    | tf.Tensor
    | tf.Tensor[];
  return [out].flat();
}
