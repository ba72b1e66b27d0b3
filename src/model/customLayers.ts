// The layers that tf.js lacks, made for one loaded tf.js and registered with it, so that it can load a saved model.
import type { CustomLayers, Tf, TfLayer } from '../layers/tfTypes';
import { makeDilatedConv2d } from './dilatedConv2d';
import { makePaddedPool2d } from './paddedPool2d';

// One set of classes per loaded tf.js: registering one twice would replace that which models hold.
const made = new WeakMap<object, CustomLayers>();

/** The custom layers, as layers' `build` wants them. */
export function customLayers(tf: Tf): CustomLayers {
  const known = made.get(tf);
  if (known) return known;
  const PaddedPool2D = makePaddedPool2d(tf);
  const DilatedConv2D = makeDilatedConv2d(tf);
  const custom: CustomLayers = {
    paddedPool2d: (config): TfLayer => new PaddedPool2D(config),
    dilatedConv2d: (config): TfLayer => new DilatedConv2D(config),
  };
  made.set(tf, custom);
  return custom;
}
