// Batch normalisation that can be frozen, and trains as one operation. tf.js's own, when not trainable, still
// normalises by the batch in training and still moves its statistics; Keras 2 uses the moving ones. This one takes its
// place, under its name.
import { batchNormTrain } from '../kernels/ops/batchNormTrain';
import { updateAll } from '../kernels/ops/updateAll';
import type { BatchNormConfig, Tf, TfLayer } from '../layers/tfTypes';
import { onlyTensor, type Tensor } from './onlyTensor';

type Variable = ReturnType<TfLayer['addWeight']>;
/** What of the stock layer the subclass reads; γ and β are missing where the layer does not scale or centre. */
type Stock = TfLayer & {
  readonly axis: number;
  readonly epsilon: number;
  readonly momentum: number;
  readonly gamma?: Variable;
  readonly beta?: Variable;
  readonly movingMean: Variable;
  readonly movingVariance: Variable;
};

export function makeBatchNorm(tf: Tf) {
  // tf.js does not export the class, only what makes instances of it.
  const StockLayer = tf.layers.batchNormalization({}).constructor as new (config: BatchNormConfig) => Stock;
  class BatchNormalization extends StockLayer {
    static readonly className = 'BatchNormalization';

    /** x: [batch, …, channels]; in training by the batch's statistics, which the moving ones then follow. */
    override call(inputs: Tensor | Tensor[], kwargs: Parameters<Stock['call']>[1]) {
      if (!this.trainable) return super.call(inputs, { ...kwargs, training: false });
      const x = onlyTensor(this, inputs);
      const isLast = this.axis === -1 || this.axis === x.rank - 1;
      if (!kwargs.training || !isLast) return super.call(inputs, kwargs);
      return tf.tidy(() => {
        const { y, mean, variance } = batchNormTrain(
          tf,
          x,
          this.gamma?.read(),
          this.beta?.read(),
          this.epsilon,
        );
        follow(tf, [this.movingMean, this.movingVariance], [mean, variance], this.momentum);
        return y;
      });
    }
  }
  tf.serialization.registerClass(BatchNormalization as never);
  return BatchNormalization;
}

/**
 * moving ← moving − (moving − value)·(1 − momentum), as in the stock layer: a step of gradient descent towards each
 * value, and so one kernel for all of them where the backend has it.
 */
function follow(
  tf: Tf,
  moving: readonly Variable[],
  values: readonly [Tensor, Tensor],
  momentum: number,
): void {
  const rule = { kind: 'sgd', rate: 1 - momentum, epsilon: 0 } as const;
  const given = values.flatMap((value, i) => {
    const weight = moving[i]?.read();
    return weight ? [{ weight, gradient: tf.sub(weight, value), slots: [] }] : [];
  });
  for (const [i, { weight }] of updateAll(tf, rule, given).entries()) moving[i]?.write(weight);
}
