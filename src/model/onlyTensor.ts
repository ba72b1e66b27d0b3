// The input of a custom layer that takes one: tf.js hands it over bare or as a list of one.
import type { Tf } from '../layers/tfTypes';

export type Tensor = InstanceType<Tf['Tensor']>;

/** The one tensor; anything else is a mistake in how the layer was applied. */
export function onlyTensor(layer: { readonly name: string }, inputs: Tensor | Tensor[]): Tensor {
  const [x, another] = Array.isArray(inputs) ? inputs : [inputs];
  if (!x || another) throw new Error(`${layer.name}: takes one input`);
  return x;
}
