// The picture of a layer, from its kind and parameters: a convolution is drawn as its kernel, a skip-add as ⊕, an
// activation as its curve. A test holds that every kind has one.
import type { ActivationFunction } from '../../../layers/activations';
import type { Params, Size } from '../../../layers/fields';
import * as curves from './curves';
import type { Glyph } from './glyph';
import * as merges from './merges';
import * as outputs from './outputs';
import * as spreads from './spreads';
import * as vectors from './vectors';
import * as windows from './windows';

type Draw = (p: Params) => Glyph;

const isSide = (value: unknown): value is number => typeof value === 'number' && value >= 1;

/** A parameter as a size; within a module it can be unset, and then is what the layer's default would draw. */
function size(value: unknown, otherwise: number): Size {
  if (isSide(value)) return value;
  if (Array.isArray(value) && isSide(value[0]) && isSide(value[1])) return [value[0], value[1]];
  return otherwise;
}
const number = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;

const sliding = (p: Params) => windows.windowOf(size(p.kernel, 3), size(p.stride, 1), size(p.dilation, 1));
const pooling =
  (keeps: 'max' | 'mean' | 'min'): Draw =>
  (p) =>
    windows.pool(windows.windowOf(size(p.size, 2), size(p.stride, 2)), keeps);

const pictures: Readonly<Record<string, Draw>> = {
  input: vectors.imageInput,
  vectorInput: vectors.vectorInput,
  conv2d: (p) => windows.convolution(sliding(p)),
  bottleneck: (p) => windows.convolution(windows.windowOf(1, size(p.stride, 1))),
  depthwiseConv2d: (p) => windows.depthwise(sliding(p)),
  separableConv2d: (p) => windows.separable(sliding(p)),
  transposedConv2d: (p) => windows.transposed(sliding(p)),
  locallyConnected2d: (p) => windows.local(sliding(p)),
  maxPool: pooling('max'),
  avgPool: pooling('mean'),
  minPool: pooling('min'),
  globalAvgPool: () => windows.globalPool('mean'),
  globalMaxPool: () => windows.globalPool('max'),
  maxUnpool: windows.unpool,
  upSample: (p) => windows.enlarge(size(p.factor, 2), p.method === 'bilinear'),
  flatten: vectors.flatten,
  reshape: vectors.reshape,
  permute: vectors.permute,
  zeroPad: vectors.zeroPad,
  crop: vectors.crop,
  dense: vectors.dense,
  concat: merges.concat,
  add: merges.add,
  subtract: merges.subtract,
  multiply: merges.multiply,
  average: merges.average,
  maximum: merges.maximum,
  activation: (p) =>
    curves.activation(p.function as ActivationFunction, number(p.slope, 0.1), number(p.alpha, 1)),
  prelu: curves.prelu,
  maxout: curves.maxout,
  batchNorm: spreads.batchNorm,
  layerNorm: spreads.layerNorm,
  groupNorm: spreads.groupNorm,
  localResponseNorm: spreads.localResponse,
  dropout: (p) => spreads.dropout(number(p.rate, 0.5)),
  spatialDropout: (p) => spreads.spatialDropout(number(p.rate, 0.5)),
  gaussianNoise: spreads.noise,
  gaussianSampling: spreads.sampling,
  classifier: outputs.classifier,
  multiLabel: outputs.labels,
  pixelClassifier: outputs.pixels,
  regression: outputs.value,
  reconstruction: outputs.image,
  module: merges.module,
  moduleInput: merges.portIn,
  moduleOutput: merges.portOut,
};

/** The marks of a layer's picture, in a box of 28 by 28; a kind without one of its own has a question mark. */
export const glyphOf = (kind: string, params: Params): Glyph => (pictures[kind] ?? merges.unknown)(params);

/** Whether a kind has a picture of its own. */
export const isDrawn = (kind: string): boolean => Object.hasOwn(pictures, kind);
