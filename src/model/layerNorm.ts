// Layer normalisation over the last axis. tf.js's own copies means, variances, γ and β to the size of the input four
// times over, and again in its gradient; this one takes its place, under its name and with its weights, so that a saved
// model opens in plain tf.js and in Keras.
import type { LayerNormConfig, Tf, TfLayer } from '../layers/tfTypes';
import { onlyTensor, type Tensor } from './onlyTensor';
import { standardise } from './standardise';

type Variable = ReturnType<TfLayer['addWeight']>;
/** What of the stock layer the subclass reads; after its build, `axis` lists axes counted from 0. */
type Stock = TfLayer & {
  readonly axis: number | number[];
  readonly epsilon: number;
  readonly gamma: Variable | null;
  readonly beta: Variable | null;
};

export function makeLayerNorm(tf: Tf) {
  // tf.js does not export the class, only what makes instances of it.
  const StockLayer = tf.layers.layerNormalization({}).constructor as new (config: LayerNormConfig) => Stock;
  class LayerNormalization extends StockLayer {
    static readonly className = 'LayerNormalization';

    /** x: [batch, …, channels]; y = γ·standardised(x) + β over the last axis (Ba et al. 2016, equation 4). */
    override call(inputs: Tensor | Tensor[], kwargs: Parameters<Stock['call']>[1]) {
      const x = onlyTensor(this, inputs);
      const { gamma, beta } = this;
      const [axis, another] = [this.axis].flat();
      if (axis !== x.rank - 1 || another !== undefined || !gamma || !beta) return super.call(inputs, kwargs);
      return tf.tidy(() =>
        tf.add(tf.mul(standardise(tf, x, [axis], this.epsilon), gamma.read()), beta.read()),
      );
    }
  }
  tf.serialization.registerClass(LayerNormalization as never);
  return LayerNormalization;
}
