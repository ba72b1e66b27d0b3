// Every layer, in the palette's order. Adding one is its file and one line here.
import { activation } from './activation';
import { add } from './add';
import { average } from './average';
import { avgPool } from './avgPool';
import { batchNorm } from './batchNorm';
import { bottleneck } from './bottleneck';
import { classifier } from './classifier';
import { concat } from './concat';
import type { Layer } from './contract';
import { conv2d } from './conv2d';
import { crop } from './crop';
import { dense } from './dense';
import { depthwiseConv2d } from './depthwiseConv2d';
import { dropout } from './dropout';
import { defaultsOf, type Params } from './fields';
import { flatten } from './flatten';
import { gaussianNoise } from './gaussianNoise';
import { gaussianSampling } from './gaussianSampling';
import { globalAvgPool } from './globalAvgPool';
import { globalMaxPool } from './globalMaxPool';
import { groupNorm } from './groupNorm';
import { input } from './input';
import { layerNorm } from './layerNorm';
import { locallyConnected2d } from './locallyConnected2d';
import { localResponseNorm } from './localResponseNorm';
import { maximum } from './maximum';
import { maxout } from './maxout';
import { maxPool } from './maxPool';
import { maxUnpool } from './maxUnpool';
import { minPool } from './minPool';
import { module } from './module';
import { moduleInput } from './moduleInput';
import { moduleOutput } from './moduleOutput';
import { multiLabel } from './multiLabel';
import { multiply } from './multiply';
import { permute } from './permute';
import { pixelClassifier } from './pixelClassifier';
import { prelu } from './prelu';
import { reconstruction } from './reconstruction';
import { regression } from './regression';
import { reshape } from './reshape';
import { separableConv2d } from './separableConv2d';
import { spatialDropout } from './spatialDropout';
import { subtract } from './subtract';
import { transposedConv2d } from './transposedConv2d';
import { unknown } from './unknown';
import { upSample } from './upSample';
import { vectorInput } from './vectorInput';
import { zeroPad } from './zeroPad';

export const layers: Readonly<Record<string, Layer>> = {
  input,
  vectorInput,
  conv2d,
  bottleneck,
  depthwiseConv2d,
  separableConv2d,
  transposedConv2d,
  locallyConnected2d,
  maxPool,
  avgPool,
  minPool,
  globalAvgPool,
  globalMaxPool,
  maxUnpool,
  upSample,
  flatten,
  reshape,
  permute,
  zeroPad,
  crop,
  dense,
  concat,
  add,
  subtract,
  multiply,
  average,
  maximum,
  activation,
  prelu,
  maxout,
  batchNorm,
  layerNorm,
  groupNorm,
  localResponseNorm,
  dropout,
  spatialDropout,
  gaussianNoise,
  gaussianSampling,
  classifier,
  multiLabel,
  regression,
  reconstruction,
  pixelClassifier,
  module,
  moduleInput,
  moduleOutput,
  unknown,
};

/** The layers a user can place anywhere; modules and their ports need a definition. */
export const placeable: readonly Layer[] = Object.values(layers).filter(
  (layer) => layer.group !== 'Unknown' && layer.group !== 'Module',
);

export const isKnown = (kind: string): boolean => Object.hasOwn(layers, kind);

/** A kind's layer; `unknown` for a kind that is not in the map. */
export const layerOf = (kind: string): Layer => (isKnown(kind) ? (layers[kind] ?? unknown) : unknown);

export const defaultParams = (kind: string): Params => defaultsOf(layerOf(kind).fields);

export const stemOf = (kind: string): string => layerOf(kind).stem;
