// Test support: runs one calculation on the CPU backend and on the WASM backend and compares. Apart, so that
// every test means the same by "equal".
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { expect } from 'vitest';
import { registerGradients } from '../gradients/register';
import { setBundledWasmPaths } from './binaries';
import { registerWasmKernels } from './register';

export type Values = readonly Float32Array[];
export type Shapes = readonly (readonly number[])[];

/**
 * Padding by `side` pixels, spelled out: for a plain number tf.js takes the window's height and vertical stride
 * for both axes, and so gives a wrong output shape to windows that are not square.
 */
export function around(side: number): tf.backend_util.ExplicitPadding {
  return [
    [0, 0],
    [side, side],
    [side, side],
    [0, 0],
  ];
}

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

/** Deterministic values in −1…1, from a linear congruential generator (Numerical Recipes' constants). */
export function values(shape: readonly number[], seed: number): Float32Array {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
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

/** Asserts equality to 1e-4 of the reference's largest magnitude. */
export function expectClose(actual: Values, reference: Values, tolerance = 1e-4): void {
  expect(actual.length).toBe(reference.length);
  reference.forEach((expected, at) => {
    const got = actual[at] ?? new Float32Array();
    expect(got.length).toBe(expected.length);
    const largest = expected.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    const worst = expected.reduce((most, v, i) => Math.max(most, Math.abs(v - (got[i] ?? Number.NaN))), 0);
    expect(got.every(Number.isFinite), `result ${at} is finite`).toBe(true);
    expect(worst / (largest || 1), `error of result ${at}`).toBeLessThan(tolerance);
  });
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

/**
 * `[f(x…), ∂/∂x…]` with an upstream gradient that differs for every element, since one of all ones hides
 * transposed or misplaced terms.
 */
export function withGradients(
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
): (...inputs: tf.Tensor[]) => tf.Tensor[] {
  return (...inputs) => {
    const y = f(...inputs);
    const upstream = tf.tensor(values(y.shape, 99), y.shape);
    return [y, ...tf.grads(f)(inputs, upstream)];
  };
}
