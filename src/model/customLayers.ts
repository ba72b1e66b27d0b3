// The layers that tf.js lacks, made for one loaded tf.js and registered with it, so that it can load a saved model.
import type { CustomLayers, Tf, TfLayer } from '../layers/tfTypes';
import { makeBatchNorm } from './batchNorm';
import { makeConv2d } from './conv2d';
import { makeDilatedDepthwiseConv2d } from './dilatedDepthwiseConv2d';
import { makeElu } from './elu';
import { makeGaussianNoise } from './gaussianNoise';
import { makeGaussianSampling } from './gaussianSampling';
import { makeGroupedConv2d } from './groupedConv2d';
import { makeGroupNorm } from './groupNorm';
import { makeLayerNorm } from './layerNorm';
import { makeLocallyConnected2d } from './locallyConnected2d';
import { makeLocalResponseNorm } from './localResponseNorm';
import { makeMaxout } from './maxout';
import { makeMaxUnpool2d } from './maxUnpool2d';
import { makePaddedPool2d } from './paddedPool2d';
import { makePaddedTransposedConv2d } from './paddedTransposedConv2d';
import { makeSubtract } from './subtract';
import { makeUpSample2d } from './upSample2d';

// One set of classes per loaded tf.js: registering one twice would replace that which models hold.
const made = new WeakMap<object, CustomLayers>();

/** The custom layers, as layers' `build` wants them. */
export function customLayers(tf: Tf): CustomLayers {
  const known = made.get(tf);
  if (known) return known;
  const PaddedPool2D = makePaddedPool2d(tf);
  const Conv2D = makeConv2d(tf);
  const GroupedConv2D = makeGroupedConv2d(tf);
  const DilatedDepthwiseConv2D = makeDilatedDepthwiseConv2d(tf);
  const PaddedTransposedConv2D = makePaddedTransposedConv2d(tf);
  const LocallyConnected2D = makeLocallyConnected2d(tf);
  const MaxUnpool2D = makeMaxUnpool2d(tf);
  const UpSample2D = makeUpSample2d(tf);
  const Subtract = makeSubtract(tf);
  const ELU = makeElu(tf);
  const Maxout = makeMaxout(tf);
  const BatchNorm = makeBatchNorm(tf);
  const LayerNorm = makeLayerNorm(tf);
  const GroupNorm = makeGroupNorm(tf);
  const LocalResponseNorm = makeLocalResponseNorm(tf);
  const GaussianNoise = makeGaussianNoise(tf);
  const GaussianSampling = makeGaussianSampling(tf);
  const custom: CustomLayers = {
    paddedPool2d: (config): TfLayer => new PaddedPool2D(config),
    maxUnpool2d: (config): TfLayer => new MaxUnpool2D(config),
    upSample2d: (config): TfLayer => new UpSample2D(config),
    subtract: (config): TfLayer => new Subtract(config),
    conv2d: (config): TfLayer => new Conv2D(config),
    groupedConv2d: (config): TfLayer => new GroupedConv2D(config),
    dilatedDepthwiseConv2d: (config): TfLayer => new DilatedDepthwiseConv2D(config),
    paddedTransposedConv2d: (config): TfLayer => new PaddedTransposedConv2D(config),
    locallyConnected2d: (config): TfLayer => new LocallyConnected2D(config),
    elu: (config): TfLayer => new ELU(config),
    maxout: (config): TfLayer => new Maxout(config),
    batchNorm: (config): TfLayer => new BatchNorm(config),
    layerNorm: (config): TfLayer => new LayerNorm(config),
    groupNorm: (config): TfLayer => new GroupNorm(config),
    localResponseNorm: (config): TfLayer => new LocalResponseNorm(config),
    gaussianNoise: (config): TfLayer => new GaussianNoise(config),
    gaussianSampling: (config): TfLayer => new GaussianSampling(config),
  };
  made.set(tf, custom);
  return custom;
}
