// Batch normalisation that can be frozen. tf.js's own, when not trainable, still normalises by the batch in training
// and still moves its statistics; Keras 2 uses the moving ones. This one takes its place, under its name.
import type { BatchNormConfig, Tf, TfLayer } from '../layers/tfTypes';
import type { Tensor } from './onlyTensor';

type Kwargs = Parameters<TfLayer['call']>[1];

export function makeBatchNorm(tf: Tf) {
  // tf.js does not export the class, only what makes instances of it.
  const StockLayer = tf.layers.batchNormalization({}).constructor as new (config: BatchNormConfig) => TfLayer;
  class BatchNormalization extends StockLayer {
    static readonly className = 'BatchNormalization';

    override call(inputs: Tensor | Tensor[], kwargs: Kwargs) {
      return super.call(inputs, this.trainable ? kwargs : { ...kwargs, training: false });
    }
  }
  tf.serialization.registerClass(BatchNormalization as never);
  return BatchNormalization;
}
