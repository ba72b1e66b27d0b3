// How an operation of this folder finds and calls a kernel of our own on the backend in use.
import type * as tfTypes from '@tensorflow/tfjs';
import { failedKernel, isOwnFault, tellTrouble } from '../troubles';

export type Tf = typeof tfTypes;
export type Tensor = tfTypes.Tensor;
export type Scalar = tfTypes.Scalar;
/** How a custom gradient keeps tensors for its backward pass. */
export type Save = (tensors: Tensor[]) => void;

/** Whether the backend in use has registered the kernel `name`. */
export const hasKernel = (tf: Tf, name: string): boolean => Boolean(tf.getKernel(name, tf.getBackend()));

/** The outputs of a kernel of our own; throws where the backend gives another number of them. */
export function runOwn(
  tf: Tf,
  name: string,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  attrs: object,
  outputs: number,
): readonly Tensor[] {
  const given = Object.fromEntries(
    Object.entries(inputs).filter((entry): entry is [string, Tensor] => entry[1] !== undefined),
  );
  const results = [tf.engine().runKernel(name, given, { ...attrs })].flat() as Tensor[];
  if (results.length !== outputs)
    throw new Error(`${name} gave ${results.length} tensors; ${outputs} were expected.`);
  return results;
}

/**
 * As `runOwn`; undefined where the backend in use does not have the kernel, or it fails: then it is taken away with a word
 * in the run's log, and the operation is composed of others, now and later.
 */
export function tryOwn(
  tf: Tf,
  name: string,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  attrs: object,
  outputs: number,
): readonly Tensor[] | undefined {
  if (!hasKernel(tf, name)) return undefined;
  try {
    return runOwn(tf, name, inputs, attrs, outputs);
  } catch (error) {
    if (!isOwnFault(error)) throw error;
    tf.unregisterKernel(name, tf.getBackend());
    tellTrouble(failedKernel(name, error));
    return undefined;
  }
}

/** The tensor at `i`; for outputs whose number has been checked. */
export function nth<T>(tensors: readonly T[], i: number): T {
  const tensor = tensors[i];
  if (tensor === undefined) throw new Error(`No tensor at ${i} of ${tensors.length}`);
  return tensor;
}
