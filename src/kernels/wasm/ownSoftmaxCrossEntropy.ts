// Mean softmax cross-entropy with its gradient by our own compiled kernel: see `ops/softmaxCrossEntropy.ts`.
import type * as tf from '@tensorflow/tfjs';
import { type SoftmaxCrossEntropyInputs, softmaxCrossEntropy } from '../ops/names';
import { allocate } from './heap';
import { ownKernel } from './ownKernel';
import { pointer } from './ownModule';

/** The loss [] and the gradient for the logits [n, c]. */
export const ownSoftmaxCrossEntropy = ownKernel<SoftmaxCrossEntropyInputs, object>(
  softmaxCrossEntropy,
  ({ inputs: { logits, expected }, backend }, own) => {
    const [rows = 0, classes = 0] = logits.shape;
    const [loss, gradient] = [allocate(backend, []), allocate(backend, logits.shape)];
    const tensors: readonly tf.TensorInfo[] = [logits, expected, gradient, loss];
    own.softmaxCrossEntropy(...tensors.map((tensor) => pointer(backend, tensor)), rows, classes);
    return [loss, gradient];
  },
);
