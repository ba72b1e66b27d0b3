// The one place where this project changes tf.js: what makes the WASM backend train convolutional networks.
// Apart, so that nothing registers itself on import and a measurement can leave single kernels out.
import '@tensorflow/tfjs-backend-wasm';
import { leakyRelu, leakyReluGradient, relu6Gradient, tanh } from './activations';
import { avgPoolGrad } from './avgPoolGrad';
import { batchNorm, batchNormGradient } from './batchNorm';
import { broadcasts } from './broadcast';
import { conv2DBackpropFilter } from './conv2DBackpropFilter';
import { conv2DBackpropInput } from './conv2DBackpropInput';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwiseGradients';
import { cast, identity } from './identity';
import { matMul } from './matMul';
import { maxPoolGrad } from './maxPoolGrad';
import { maxPoolWithArgmax } from './maxPoolWithArgmax';
import { ownBatchNormTrain, ownBatchNormTrainGrad } from './ownBatchNorm';
import { ownBackpropFilter, ownBackpropInput } from './ownConvolutionKernels';
import { ownDepthwiseBackpropFilter, ownDepthwiseBackpropInput } from './ownDepthwise';
import { ownLog1p, ownReluGrad, ownReluGradient } from './ownElementwise';
import { ownConv2D, ownFusedConv2D } from './ownForward';
import { ownAvgPoolGrad, ownMaxPoolGrad } from './ownPoolGradients';
import { ownReluBiasGrad } from './ownReluBiasGrad';
import { ownSoftmaxCrossEntropy } from './ownSoftmaxCrossEntropy';
import { ownUpdateAll } from './ownUpdateAll';
import { mean, sum } from './reduce';
import { meanGradient, sumGradient } from './reduceGradients';
import { samePadding } from './samePadding';
import { concat, slice, split } from './slice';
import { tile } from './tile';
import { unsortedSegmentSum } from './unsortedSegmentSum';

const overrides = [
  conv2DBackpropFilter,
  conv2DBackpropInput,
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
  unsortedSegmentSum,
  ...samePadding,
  maxPoolGrad,
  maxPoolWithArgmax,
  avgPoolGrad,
  matMul,
  batchNorm,
  batchNormGradient,
  sum,
  sumGradient,
  mean,
  meanGradient,
  tile,
  slice,
  split,
  concat,
  ...broadcasts,
  tanh,
  leakyRelu,
  leakyReluGradient,
  relu6Gradient,
  identity,
  cast,
  // Our own compiled kernels come last, so that each can leave to the others what it does not take.
  ownConv2D,
  ownFusedConv2D,
  ownBackpropFilter,
  ownBackpropInput,
  ownDepthwiseBackpropFilter,
  ownDepthwiseBackpropInput,
  ownMaxPoolGrad,
  ownAvgPoolGrad,
  ownLog1p,
  ownReluGrad,
  ownReluGradient,
  ownReluBiasGrad,
  ownBatchNormTrain,
  ownBatchNormTrainGrad,
  ownSoftmaxCrossEntropy,
  ownUpdateAll,
];

let undo: (() => void)[] = [];

/**
 * Registers this folder's kernels and gradients and returns their names, such as `Conv2DBackpropFilter` or
 * `Mean gradient`. It may be called at any time, before or after the WASM backend starts, and again: each call
 * first restores the stock state. `except` names what to leave out, for comparisons: `MaxPoolGrad` leaves out
 * all that replaces it, `own MaxPoolGrad` only the compiled kernel, `own` all compiled kernels.
 */
export function registerWasmKernels(except: readonly string[] = []): readonly string[] {
  restoreStockKernels();
  const left = (name: string): boolean => {
    const compiled = name.startsWith('own ');
    return except.includes(name) || (compiled && (except.includes('own') || except.includes(name.slice(4))));
  };
  const chosen = overrides.filter(({ name }) => !left(name));
  undo = chosen.map(({ install }) => install());
  return chosen.map(({ name }) => name);
}

/** Puts all stock kernels and gradients of tf.js back. */
export function restoreStockKernels(): void {
  for (const restore of undo.reverse()) restore();
  undo = [];
}
