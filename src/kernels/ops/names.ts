// Kernels of our own, which no stock backend has: their names, inputs and outputs, agreed on by the operations that call
// them and by each backend that registers them. A backend without one gets the same from stock operations.
import type * as tf from '@tensorflow/tfjs';

/**
 * Batch norm over the last axis with the batch's own statistics (Ioffe & Szegedy 2015, algorithm 1).
 * Inputs x [..., c], gamma [c]?, beta [c]?; outputs y [..., c], mean [c], variance [c] (of the population).
 */
export const batchNormTrain = 'ConvasBatchNormTrain';
/**
 * Its gradient, through mean and variance too. Inputs dy, x, mean, variance, gamma?; outputs dx, dgamma [c], dbeta [c].
 */
export const batchNormTrainGrad = 'ConvasBatchNormTrainGrad';
export interface BatchNormTrainAttrs {
  readonly epsilon: number;
}
export interface BatchNormTrainInputs {
  readonly x: tf.TensorInfo;
  readonly gamma?: tf.TensorInfo;
  readonly beta?: tf.TensorInfo;
}
export interface BatchNormTrainGradInputs {
  readonly dy: tf.TensorInfo;
  readonly x: tf.TensorInfo;
  readonly mean: tf.TensorInfo;
  readonly variance: tf.TensorInfo;
  readonly gamma?: tf.TensorInfo;
}

/**
 * Back through ReLU and a bias before it. Inputs dy, y [..., c], y being what ReLU gave; outputs dz [..., c], which is dy
 * where y > 0, else 0, and its sum over all axes but the last [c].
 */
export const reluBiasGrad = 'ConvasReluBiasGrad';
export interface ReluBiasGradInputs<Info = tf.TensorInfo> {
  readonly dy: Info;
  readonly y: Info;
}

/**
 * Mean softmax cross-entropy. Inputs logits [n, c], expected [n, c] (rows of probabilities); outputs the loss [] and the
 * gradient for the logits, (softmax − expected)/n [n, c].
 */
export const softmaxCrossEntropy = 'ConvasSoftmaxCrossEntropy';
export interface SoftmaxCrossEntropyInputs {
  readonly logits: tf.TensorInfo;
  readonly expected: tf.TensorInfo;
}

/**
 * One optimiser's step over all variables at once. Inputs `w0…`, `g0…` and slots `m0…`, `v0…` as the optimiser has them;
 * outputs all new weights in order, then all new first slots, then all new second slots. Nothing is written in place.
 */
export const updateAll = 'ConvasUpdateAll';
export interface UpdateAllAttrs {
  readonly kind: 'sgd' | 'momentum' | 'rmsprop' | 'adam';
  readonly count: number;
  /** η; for Adam with its two bias corrections gathered in, as in `optimizers.ts`. */
  readonly rate: number;
  /** ε as it is added, for RMSprop and Adam. */
  readonly epsilon: number;
}

/**
 * Images gathered from a table and changed by recipes (`lib/recipe.ts`). Inputs table [count, height, width, channels]
 * and recipes [batch, values]; output [batch, height, width, channels].
 */
export const applyRecipes = 'ConvasApplyRecipes';
/** Masks moved by the same recipes. Inputs table [count, height, width] of int32 and recipes; int32 output. */
export const moveMasks = 'ConvasMoveMasks';
export interface ApplyRecipesAttrs {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Whether the outermost pixels go on outside the image; else zeros lie there. */
  readonly edge: boolean;
  /** Whether places lie between pixels. */
  readonly turned: boolean;
}
export interface ApplyRecipesInputs {
  readonly table: tf.TensorInfo;
  readonly recipes: tf.TensorInfo;
}
