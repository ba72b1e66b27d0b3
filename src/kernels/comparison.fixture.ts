// Test support for every backend's kernels: inputs, one calculation on one backend, and what "equal" means. Apart from
// the backends' own fixtures, so that a test of one backend never loads another's binaries.
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';

export type Values = readonly Float32Array[];
export type Shapes = readonly (readonly number[])[];
export type Calculation = (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[];
type Backend = 'cpu' | 'wasm' | 'webgpu';

/** Starts the CPU backend and the one that is compared with it. */
export async function startBeside(backend: Backend): Promise<void> {
  for (const name of ['cpu', backend]) {
    if (!(await tf.setBackend(name))) throw new Error(`The ${name} backend does not start here.`);
    await tf.ready();
  }
}

/** What `calculate` gives on `backend` for inputs of these shapes; checks that no tensor is left behind. */
export async function on(
  backend: Backend,
  shapes: Shapes,
  calculate: Calculation,
  scale = 1,
): Promise<Values> {
  await tf.setBackend(backend);
  const ids = (): number => tf.backend().numDataIds();
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

/** Asserts that `backend` agrees with the CPU backend on `calculate` for inputs of these shapes. */
export async function expectAgreementOn(
  backend: Backend,
  shapes: Shapes,
  calculate: Calculation,
  { scale = 1, tolerance = 1e-4 }: { readonly scale?: number; readonly tolerance?: number } = {},
): Promise<void> {
  const reference = await on('cpu', shapes, calculate, scale);
  expectClose(await on(backend, shapes, calculate, scale), reference, tolerance);
}

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

/** Deterministic values in −1…1, from a linear congruential generator (Numerical Recipes' constants). */
export function values(shape: readonly number[], seed: number): Float32Array {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Asserts equality to `tolerance` of the reference's largest magnitude. */
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
