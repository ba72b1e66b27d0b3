// All that the compiled module exports. It owns no memory: every pointer comes from tf.js's heap, which it imports.
export { applyBatchGradient, batchGradientSums, batchMoments, normalise } from './batchNorm';
export { addBias } from './bias';
export { correlate, setCorrelation } from './correlate';
export {
  addDepthwiseFilter,
  depthwiseCorrelate,
  repeatFloats,
  sumRuns,
  writeDepthwiseFilter,
} from './depthwise';
export { log1p, reluGradient } from './elementwise';
export { addFilterGradient, writeFilterGradient } from './filterGradient';
export { updateAdam, updateMomentum, updateRmsprop, updateSgd } from './optimizers';
export { packRows } from './pack';
export { clear, padImages } from './pad';
export { poolGradient } from './poolGradient';
export { reluBiasGradient } from './reluBias';
export { softmaxCrossEntropy } from './softmax';
