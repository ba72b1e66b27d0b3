// The only place outside the training worker that knows tf.js's types. Types alone: nothing of tf.js is loaded
// by the page before training asks for it.
// biome-ignore lint/style/noRestrictedImports: a type-only import; it leaves no trace in the bundle.
import type * as tf from '@tensorflow/tfjs';
import type { InitializerName } from './initializers';

export type Tf = typeof tf;
export type TfLayer = tf.layers.Layer;

/** Layers that tf.js lacks. `model/` implements them; a layer's `build` receives them, so that no arrow points upward. */
export interface CustomLayers {
  /**
   * Pooling whose padding is explicit and whose output size may round up.
   * `pads` are [top, bottom, left, right] rows and columns added before a `valid` pooling. Padded cells never win
   * a maximum and are never counted in an average.
   */
  readonly paddedPool2d: (config: PaddedPoolConfig) => TfLayer;
  /** A dilated convolution that can train; tf.js's own computes it but has no gradient for it. */
  readonly dilatedConv2d: (config: DilatedConvConfig) => TfLayer;
}

export interface DilatedConvConfig {
  readonly name: string;
  readonly filters: number;
  readonly kernelSize: readonly [number, number];
  readonly dilationRate: readonly [number, number];
  readonly padding: 'same' | 'valid';
  readonly useBias: boolean;
  readonly initializer: InitializerName;
  readonly seed: number;
}

export interface PaddedPoolConfig {
  readonly name: string;
  readonly mode: 'max' | 'average';
  readonly poolSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
}

export interface BuildTools {
  readonly tf: Tf;
  readonly custom: CustomLayers;
}
