// The only place outside the training worker that knows tf.js's types. Types alone: nothing of tf.js is loaded
// by the page before training asks for it.
// biome-ignore lint/style/noRestrictedImports: a type-only import; it leaves no trace in the bundle.
import type * as tf from '@tensorflow/tfjs';
import type { InitializerName } from './initializers';

export type Tf = typeof tf;
export type TfLayer = tf.layers.Layer;
/** As tf.js's own layer takes it. */
export type Conv2dConfig = Parameters<typeof tf.layers.conv2d>[0];

/** Layers that tf.js lacks. `model/` implements them; a layer's `build` receives them, so that no arrow points upward. */
export interface CustomLayers {
  /**
   * Pooling whose padding is explicit and whose output size may round up.
   * `pads` are [top, bottom, left, right] rows and columns added before a `valid` pooling. Padded cells never win
   * a maximum or minimum and are never counted in an average.
   */
  readonly paddedPool2d: (config: PaddedPoolConfig) => TfLayer;
  /** Puts values back to where a max pool found them: inputs [maps, what entered the pool]. */
  readonly maxUnpool2d: (config: MaxUnpoolConfig) => TfLayer;
  /** Whole-number enlarging with a gradient on every backend. */
  readonly upSample2d: (config: UpSampleConfig) => TfLayer;
  /** The first of two inputs minus the second. */
  readonly subtract: (config: { readonly name: string }) => TfLayer;
  /** ELU with any alpha; tf.js's own takes 1 alone. */
  readonly elu: (config: EluConfig) => TfLayer;
  /** The largest of each group of neighbouring channels. */
  readonly maxout: (config: MaxoutConfig) => TfLayer;
  /** Batch norm that, not trainable, uses its moving statistics in training too. */
  readonly batchNorm: (config: BatchNormConfig) => TfLayer;
  /** Layer norm without the copies that tf.js's own makes. */
  readonly layerNorm: (config: LayerNormConfig) => TfLayer;
  readonly groupNorm: (config: GroupNormConfig) => TfLayer;
  readonly localResponseNorm: (config: LocalResponseNormConfig) => TfLayer;
  /** Gaussian noise with a seed. */
  readonly gaussianNoise: (config: GaussianNoiseConfig) => TfLayer;
  /** Draws around a mean with a log variance: inputs [mean, logVariance]. */
  readonly gaussianSampling: (config: GaussianSamplingConfig) => TfLayer;
  /** tf.js's own, which trains with its bias and activation as one operation. */
  readonly conv2d: (config: Conv2dConfig) => TfLayer;
  /** A convolution with groups, which tf.js lacks, or dilation, which its own layer cannot train. */
  readonly groupedConv2d: (config: GroupedConvConfig) => TfLayer;
  /** A depthwise convolution with dilation, which tf.js's own layer ignores, or a regulariser, which it saves wrongly. */
  readonly dilatedDepthwiseConv2d: (config: DilatedDepthwiseConfig) => TfLayer;
  /** A transposed convolution with numeric padding and output padding, as PyTorch's. */
  readonly paddedTransposedConv2d: (config: PaddedTransposedConfig) => TfLayer;
  /** A convolution whose kernel differs from place to place. */
  readonly locallyConnected2d: (config: LocallyConnectedConfig) => TfLayer;
}

type Pair = readonly [rows: number, columns: number];

/** How a kernel starts and is held small, as JSON: what a custom layer keeps in its configuration. */
export interface KernelStart {
  readonly initializer: InitializerName;
  readonly initializerValue: number;
  readonly l1: number;
  readonly l2: number;
  readonly seed: number;
}

/** What custom layers with a kernel have in common; all of it is JSON, for a saved model. */
export interface KernelConfig {
  readonly name: string;
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly useBias: boolean;
  readonly start: KernelStart;
}

export interface GroupedConvConfig extends KernelConfig {
  readonly filters: number;
  readonly dilationRate: Pair;
  readonly groups: number;
  readonly padding: 'same' | 'valid';
}

export interface DilatedDepthwiseConfig extends KernelConfig {
  readonly depthMultiplier: number;
  readonly dilationRate: Pair;
  readonly padding: 'same' | 'valid';
}

export interface PaddedTransposedConfig extends KernelConfig {
  readonly filters: number;
  /** Rows and columns cut off on each side. */
  readonly pads: Pair;
  /** Rows and columns added at the end only. */
  readonly outputPadding: Pair;
}

export interface LocallyConnectedConfig extends KernelConfig {
  readonly filters: number;
  /** [top, bottom, left, right]. */
  readonly pads: readonly [number, number, number, number];
}

export interface PaddedPoolConfig {
  readonly name: string;
  readonly mode: 'max' | 'average' | 'min';
  readonly poolSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
}

/** The window of the max pool to be undone; `pads` as in `PaddedPoolConfig`, those of `same` written out. */
export type MaxUnpoolConfig = Omit<PaddedPoolConfig, 'mode'>;

export interface UpSampleConfig {
  readonly name: string;
  /** Output pixels per input pixel, [rows, columns]. */
  readonly factor: readonly [number, number];
  readonly method: 'nearest' | 'bilinear';
}

export interface EluConfig {
  readonly name: string;
  readonly alpha?: number;
}

export interface MaxoutConfig {
  readonly name: string;
  readonly pieces: number;
}

/** As tf.js's own; `axis` −1 is the channels'. */
export interface BatchNormConfig {
  readonly name: string;
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
}

export interface LayerNormConfig {
  readonly name: string;
  readonly axis: number;
  readonly epsilon: number;
}

export interface GroupNormConfig {
  readonly name: string;
  readonly groups: number;
  readonly epsilon: number;
}

/** x/(bias + alpha·Σx²)^beta over `size` neighbouring channels. */
export interface LocalResponseNormConfig {
  readonly name: string;
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly bias: number;
}

export interface GaussianNoiseConfig {
  readonly name: string;
  readonly stddev: number;
  readonly seed?: number;
}

export interface GaussianSamplingConfig {
  readonly name: string;
  readonly seed: number;
}

export interface BuildTools {
  readonly tf: Tf;
  readonly custom: CustomLayers;
}
