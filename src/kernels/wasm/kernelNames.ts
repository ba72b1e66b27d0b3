// What `assembly/index.ts` exports, each described there with its arguments: pointers (byte offsets into tf.js's heap),
// counts, and steps in bytes. Apart from the module that binds them, because helper workers number them likewise.

export const kernelNames = [
  'padImages',
  'packRows',
  'setCorrelation',
  'correlate',
  'addBias',
  'clear',
  'addFilterGradient',
  'writeFilterGradient',
  'poolGradient',
  'repeatFloats',
  'sumRuns',
  'depthwiseCorrelate',
  'addDepthwiseFilter',
  'writeDepthwiseFilter',
  'reluGradient',
  'reluBiasGradient',
  'log1p',
  'batchMoments',
  'normalise',
  'batchGradientSums',
  'applyBatchGradient',
  'softmaxCrossEntropy',
  'updateSgd',
  'updateMomentum',
  'updateRmsprop',
  'updateAdam',
] as const;

export type KernelName = (typeof kernelNames)[number];

export type OwnKernels = Readonly<Record<KernelName, (...args: readonly number[]) => void>>;
