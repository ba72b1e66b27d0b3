// Softmax and cross-entropy as one operation: from logits it neither overflows nor loses small probabilities, and its
// gradient, which the forward pass computes anyway, is one subtraction.
import { softmaxCrossEntropy } from './names';
import { nth, type Save, type Scalar, type Tensor, type Tf, tryOwn } from './ownKernel';

/**
 * Mean over rows of −Σ expected·log softmax(logits), in nats. `logits` and `expected` (rows of probabilities) have one
 * shape, [..., classes]. Differentiable in the logits: (softmax − expected)/rows.
 */
export function softmaxCrossEntropyMean(tf: Tf, logits: Tensor, expected: Tensor): Scalar {
  const operation = tf.customGrad((...args) => {
    const [input, save] = args as [Tensor, Save];
    const { loss, kept, derivative } = own(tf, input, expected) ?? composed(tf, input, expected);
    save([kept]);
    return { value: loss, gradFunc: (dy: Scalar, saved: Tensor[]) => derivative(nth(saved, 0), dy) };
  });
  return operation(logits) as Scalar;
}

interface Parts {
  readonly loss: Scalar;
  readonly kept: Tensor;
  readonly derivative: (kept: Tensor, dy: Scalar) => Tensor;
}

function own(tf: Tf, input: Tensor, expected: Tensor): Parts | undefined {
  const rows = [-1, input.shape.at(-1) ?? 1];
  const inputs = { logits: tf.reshape(input, rows), expected: tf.reshape(expected, rows) };
  const outputs = tryOwn(tf, softmaxCrossEntropy, inputs, {}, 2);
  if (!outputs) return undefined;
  return {
    loss: nth(outputs, 0) as Scalar,
    kept: nth(outputs, 1),
    derivative: (gradient, dy) => tf.reshape(tf.mul(gradient, dy), input.shape),
  };
}

function composed(tf: Tf, input: Tensor, expected: Tensor): Parts {
  const share = (input.shape.at(-1) ?? 1) / input.size;
  // Subtracting the maximum leaves softmax as it is and keeps exp() in range.
  const shifted = tf.sub(input, tf.max(input, -1, true));
  const kept = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)));
  return {
    loss: tf.mul(tf.sum(tf.mul(expected, kept)), -share) as Scalar,
    kept,
    derivative: (logProbabilities, dy) =>
      tf.mul(tf.sub(tf.exp(logProbabilities), expected), tf.mul(dy, share)),
  };
}
