// The lengths of a convolution that its kernel and its gradients' kernels all read, as uniforms of the same names.
import type * as tf from '@tensorflow/tfjs';

export const convolutionSizes = [
  'batch',
  'height',
  'width',
  'inputs',
  'outHeight',
  'outWidth',
  'outputs',
  'filterHeight',
  'filterWidth',
  'strideY',
  'strideX',
  'top',
  'left0',
  'weights',
] as const;
export type ConvolutionSize = (typeof convolutionSizes)[number];

export type ConvolutionInfo = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/** `weights` are those of one filter: its taps times the input channels. */
export const sizesOf = (info: ConvolutionInfo): Record<ConvolutionSize, number> => ({
  batch: info.batchSize,
  height: info.inHeight,
  width: info.inWidth,
  inputs: info.inChannels,
  outHeight: info.outHeight,
  outWidth: info.outWidth,
  outputs: info.outChannels,
  filterHeight: info.filterHeight,
  filterWidth: info.filterWidth,
  strideY: info.strideHeight,
  strideX: info.strideWidth,
  top: info.padInfo.top,
  left0: info.padInfo.left,
  weights: info.filterHeight * info.filterWidth * info.inChannels,
});

/** Whether every four neighbouring channels make one word of four floats, in and out. */
export const inFours = ({ inChannels, outChannels }: ConvolutionInfo): boolean =>
  inChannels % 4 === 0 && outChannels % 4 === 0;
