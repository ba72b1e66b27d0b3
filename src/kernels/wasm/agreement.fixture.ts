// Test support: runs one calculation on the CPU backend and on the WASM backend and compares. Apart, so that
// every test means the same by "equal".
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { expect } from 'vitest';
import { expectClose, type Shapes, type Values, values } from '../comparison.fixture';
import { registerGradients } from '../gradients/register';
import { setBundledWasmPaths } from './binaries';
import { registerWasmKernels } from './register';

export { around, expectClose, type Shapes, type Values, values, withGradients } from '../comparison.fixture';

/** Starts both backends with our kernels registered. */
export async function startBackends(): Promise<void> {
  setBundledWasmPaths();
  for (const name of ['cpu', 'wasm']) {
    if (!(await tf.setBackend(name))) throw new Error(`The ${name} backend does not start here.`);
    await tf.ready();
  }
  registerGradients();
  registerWasmKernels();
}

/** What `calculate` gives on `backend` for inputs of these shapes; checks that no tensor is left behind. */
export async function on(
  backend: 'cpu' | 'wasm',
  shapes: Shapes,
  calculate: (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
  scale = 1,
): Promise<Values> {
  await tf.setBackend(backend);
  const ids = (): number => (tf.backend() as BackendWasm).numDataIds();
  const [tensorsBefore, idsBefore] = [tf.memory().numTensors, ids()];
  const inputs = shapes.map((shape, i) =>
    tf.tensor(
      values(shape, i + 1).map((v) => v * scale),
      [...shape],
    ),
  );
  const results = [tf.tidy(() => calculate(...inputs))].flat();
  const out = results.map((result) => Float32Array.from(result.dataSync()));
  tf.dispose([inputs, results]);
  expect(tf.memory().numTensors, `tensors left on ${backend}`).toBe(tensorsBefore);
  expect(ids(), `data left on ${backend}`).toBe(idsBefore);
  return out;
}

/** Asserts that both backends agree on `calculate` for inputs of these shapes. */
export async function expectAgreement(
  shapes: Shapes,
  calculate: (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
  scale = 1,
): Promise<void> {
  const reference = await on('cpu', shapes, calculate, scale);
  expectClose(await on('wasm', shapes, calculate, scale), reference);
}
