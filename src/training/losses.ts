// The losses that training minimises, each fused with what precedes it: computed from logits, they neither overflow
// nor lose small probabilities, and their gradients are one subtraction. Each is a mean over all that is compared
// (batch, pixels, values), so that its size does not depend on the image's.
import { softmaxCrossEntropyMean } from '../kernels/ops/softmaxCrossEntropy';
import type { Loss } from '../layers/contract';
import type { Tf } from '../layers/tfTypes';

export type Tensor = InstanceType<Tf['Tensor']>;
export type Scalar = ReturnType<Tf['scalar']>;
type LossFunction = (tf: Tf, output: Tensor, expected: Tensor) => Scalar;

/** A function of one tensor with its derivative given, computed from `kept` when and if it is asked for. */
function fused(
  tf: Tf,
  x: Tensor,
  forward: (x: Tensor) => { value: Tensor; kept: Tensor; derivative: (kept: Tensor, dy: Scalar) => Tensor },
): Scalar {
  const operation = tf.customGrad((...args) => {
    const [input, save] = args as unknown as [Tensor, (tensors: Tensor[]) => void];
    const { value, kept, derivative } = forward(input);
    save([kept]);
    const gradFunc = (dy: Scalar, saved: Tensor[]) => [derivative(saved[0] ?? kept, dy)];
    return { value, gradFunc: gradFunc as never };
  });
  return operation(x) as Scalar;
}

/**
 * Mean over batch and pixels of −Σ y·log softmax(logits), in nats; an untrained network over n classes scores about
 * ln n. `logits` and `oneHot` are [batch, classes] or [batch, height, width, classes]. Gradient with respect to the
 * logits: (softmax − y) / (batch·pixels).
 */
export const softmaxCrossEntropy: LossFunction = softmaxCrossEntropyMean;

/**
 * Mean over all values of −(y·log σ(x) + (1 − y)·log(1 − σ(x))), in nats, for any shape; written as
 * max(x, 0) − x·y + log(1 + exp(−|x|)), which neither overflows nor takes a logarithm of 0. Gradient: (σ(x) − y)/values.
 */
export function sigmoidCrossEntropy(tf: Tf, logits: Tensor, expected: Tensor): Scalar {
  return fused(tf, logits, (x) => ({
    value: tf.mean(tf.add(tf.sub(tf.relu(x), tf.mul(x, expected)), tf.log1p(tf.exp(tf.neg(tf.abs(x)))))),
    kept: x,
    derivative: (kept, dy) => tf.mul(tf.sub(tf.sigmoid(kept), expected), tf.mul(dy, 1 / x.size)),
  }));
}

/** Mean over all values of (x − y)², for any shape. Gradient: 2·(x − y)/values. */
export function meanSquaredError(tf: Tf, output: Tensor, expected: Tensor): Scalar {
  return fused(tf, output, (x) => {
    const kept = tf.sub(x, expected);
    return {
      value: tf.mean(tf.square(kept)),
      kept,
      derivative: (difference, dy) => tf.mul(difference, tf.mul(dy, 2 / x.size)),
    };
  });
}

export const lossFunctions: Readonly<Record<Loss, LossFunction>> = {
  softmaxCrossEntropy,
  sigmoidCrossEntropy,
  meanSquaredError,
};
