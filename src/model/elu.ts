// The exponential linear unit with any alpha (Clevert et al. 2016, equation 15). tf.js's own layer refuses every alpha
// but 1; this one takes its place, under its name, so that a saved model opens in Keras.
import type { EluConfig, Tf } from '../layers/tfTypes';
import { onlyTensor, type Tensor } from './onlyTensor';

export function makeElu(tf: Tf) {
  class ELU extends tf.layers.Layer {
    static readonly className = 'ELU';
    private readonly alpha: number;

    constructor(config: EluConfig) {
      super({ ...config });
      this.alpha = config.alpha ?? 1;
    }

    override computeOutputShape(shape: (number | null)[]): (number | null)[] {
      return shape;
    }

    /** x above 0, alpha·(eˣ − 1) below, as (1 − alpha)·relu(x) + alpha·elu(x): both have gradients everywhere. */
    override call(inputs: Tensor | Tensor[]): Tensor {
      const x = onlyTensor(this, inputs);
      const { alpha } = this;
      if (alpha === 1) return tf.elu(x);
      return tf.tidy(() => tf.add(tf.mul(tf.relu(x), 1 - alpha), tf.mul(tf.elu(x), alpha)));
    }

    override getConfig() {
      return { ...super.getConfig(), alpha: this.alpha };
    }
  }
  tf.serialization.registerClass(ELU);
  return ELU;
}
