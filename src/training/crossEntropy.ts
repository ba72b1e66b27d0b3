// The loss that training minimises, fused with softmax: computed from logits, it neither overflows nor loses small
// probabilities, and its gradient is one subtraction.
import type { Tf } from '../layers/tfTypes';

type Tensor2D = ReturnType<Tf['tensor2d']>;
type Scalar = ReturnType<Tf['scalar']>;

/**
 * Mean over the batch of −Σ y·log softmax(logits), in nats; an untrained network over n classes scores about ln n.
 * `logits` and `oneHot` are [batch, classes]. Gradient with respect to the logits: (softmax − y) / batch.
 */
export function crossEntropy(tf: Tf, logits: Tensor2D, oneHot: Tensor2D): Scalar {
  const batch = logits.shape[0];
  const fused = tf.customGrad((...args) => {
    const [x, save] = args as unknown as [Tensor2D, (tensors: Tensor2D[]) => void];
    // Subtracting the maximum leaves softmax as it is and keeps exp() in range.
    const shifted = tf.sub(x, tf.max(x, -1, true));
    const logProbabilities = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true))) as Tensor2D;
    save([tf.exp(logProbabilities)]);
    const value = tf.mul(tf.sum(tf.mul(oneHot, logProbabilities)), -1 / batch);
    const gradFunc = (dy: Scalar, saved: Tensor2D[]) => [
      tf.mul(tf.sub(saved[0] ?? x, oneHot), tf.mul(dy, 1 / batch)),
    ];
    return { value, gradFunc: gradFunc as never };
  });
  return fused(logits) as Scalar;
}
