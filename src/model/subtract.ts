// The difference of two tensors as a layer, which Keras has and tf.js lacks.
import type { Tf } from '../layers/tfTypes';

type Tensor = ReturnType<Tf['tensor']>;

export function makeSubtract(tf: Tf) {
  /** Inputs [a, b] of one shape; a − b. Named as Keras names it, so that a saved model says the same to both. */
  class Subtract extends tf.layers.Layer {
    static readonly className = 'Subtract';

    constructor(config: { readonly name: string }) {
      super({ name: config.name });
    }

    override computeOutputShape(shapes: (number | null)[][]): (number | null)[] {
      const [first] = shapes;
      if (!first) throw new Error(`${this.name}: a difference has two inputs`);
      return first;
    }

    override call(inputs: Tensor | Tensor[]): Tensor {
      const [a, b] = Array.isArray(inputs) ? inputs : [];
      if (!a || !b) throw new Error(`${this.name}: called with fewer than two inputs`);
      return tf.sub(a, b);
    }
  }
  tf.serialization.registerClass(Subtract);
  return Subtract;
}
