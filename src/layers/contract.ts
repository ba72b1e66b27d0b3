// What a layer is. One object of this type says everything about one kind of layer, and the palette, the inspector,
// the edge checks, the plan, the model and the tests derive from it. Shapes are [height, width, channels] or
// [values]; the batch axis is never written.
import { formatShape } from '../lib/format';
import { err, type Result } from '../lib/result';
import type { Fields, Params, ParamsOf } from './fields';
import type { BuildTools, TfLayer } from './tfTypes';

/** [height, width, channels] of feature maps, or [values] of a vector. */
export type Shape = readonly number[];

/** Why shapes or parameters do not go together. Closed, so that fixes and tests can name each. */
export type MisfitCode =
  | 'needs-image' // a vector arrives where feature maps are needed
  | 'needs-vector' // feature maps arrive where a vector is needed
  | 'window-too-large' // the (dilated, padded) kernel does not fit in the image
  | 'shapes-differ' // skip-add of unequal shapes
  | 'sizes-differ' // concat of feature maps of unequal height or width
  | 'ranks-differ' // a vector and feature maps merged
  | 'classes-differ' // as many logits as classes are needed
  | 'parameters-clash' // parameters that exclude each other
  | 'groups-do-not-divide' // channels, filters or pieces that do not split evenly
  | 'not-a-pool' // unpooling bound to something that is no max pool
  | 'pool-differs' // unpooling bound to a pool of another shape
  | 'values-differ' // a reshape, regression or vector of another length
  | 'crop-too-large' // cropping leaves nothing
  | 'inside-module' // something within a module instance is wrong
  | 'missing-input' // within a module instance: a node that lacks a wire
  | 'bad-value' // a module's parameter that is missing, unknown or out of range
  | 'too-large' // a tensor or weight count beyond what any machine holds
  | 'unknown-layer'; // a layer that this version does not know

export interface Misfit {
  readonly code: MisfitCode;
  /** A sentence: what arrives and what is needed, with numbers; the caller puts the node's name before it. */
  readonly message: string;
  /** The input slots at fault; empty when the parameters alone are. */
  readonly slots: readonly number[];
  /** Of a module instance: the path of the node at fault, below the instance (`branch/conv1`), and its own misfit. */
  readonly inside?: { readonly path: string; readonly misfit: Misfit };
}

export interface Cost {
  /** Weights and biases that training changes. */
  readonly trainable: number;
  /** Weights that training does not change by gradient (batch norm's moving mean and variance). */
  readonly frozen: number;
  /** Multiply-accumulates for one image: one per weight use in convolution and dense layers, biases not counted. */
  readonly macs: number;
}

/** One line of arithmetic with the numbers in: `⌊(32 + 2·2 − 5)/1⌋ + 1 = 32`. */
export interface Explanation {
  readonly label: string;
  readonly formula: string;
  /** Set when the line is a caution, such as rows that no window reaches. */
  readonly caution?: boolean;
}

export type Inputs =
  | { readonly type: 'none' }
  | { readonly type: 'one' }
  /** Merges: slots 0…n, at least `min` of them wired; one free slot is always offered. */
  | { readonly type: 'many'; readonly min: number }
  /** Inputs that are not alike, each with a name; all must be wired. */
  | { readonly type: 'named'; readonly slots: readonly SlotSpec[] };

export interface SlotSpec {
  /** One word, shown beside the slot: `mean`. */
  readonly name: string;
  /** Kinds that alone may be wired here; any when left out. */
  readonly from?: readonly string[];
  /**
   * `output`: the tensor that leaves the wired node. `input`: the tensor that enters it, as an unpooling reads what
   * its pool pooled, to find the places of the maxima (the switches).
   */
  readonly reads: 'output' | 'input';
}

export const none: Inputs = { type: 'none' };
export const one: Inputs = { type: 'one' };
export const many = (min: number): Inputs => ({ type: 'many', min });
export const named = (...slots: readonly (string | SlotSpec)[]): Inputs => ({
  type: 'named',
  slots: slots.map((slot) => (typeof slot === 'string' ? { name: slot, reads: 'output' } : slot)),
});

/** How many wires a layer needs before its shape can be judged. */
export const neededInputs = (inputs: Inputs): number => {
  switch (inputs.type) {
    case 'none':
      return 0;
    case 'one':
      return 1;
    case 'many':
      return inputs.min;
    case 'named':
      return inputs.slots.length;
  }
};

/** The node at the other end of a wire, for layers that must know more of it than its tensor (unpooling: its pool). */
export interface Source {
  readonly kind: string;
  readonly params: Params;
  readonly inputs: readonly Shape[];
}

/** What an output layer is compared with in training; `data/` says which data sets have it. */
export type Target =
  | 'class' // one class of several
  | 'labels' // each of several labels, present or not
  | 'values' // real numbers
  | 'image' // an image of the output's shape
  | 'pixels'; // a class for every pixel
export type Loss = 'softmaxCrossEntropy' | 'sigmoidCrossEntropy' | 'meanSquaredError';

/** An output's part in training: loss and target. Its weight and `trainingOnly` are parameters of the layer. */
export interface HeadSpec {
  readonly target: Target;
  /** Computed from the tensor that enters the output layer (logits, where the loss has a softmax or sigmoid). */
  readonly loss: Loss;
}

/**
 * What one output value sees of the input, per axis [height, width], in pixels of the input.
 * `window`: `kernel` (dilation included) pixels, moving by `stride`, beginning `before` pixels outside.
 * `spread`: the reverse, as transposed convolution and up-sampling do: each input pixel reaches `kernel` outputs,
 * `stride` apart. `all`: everything, as after flatten or global pooling. `same`: the value at its own place.
 */
export type Reach =
  | {
      readonly type: 'window' | 'spread';
      readonly kernel: readonly [number, number];
      readonly stride: readonly [number, number];
      readonly before: readonly [number, number];
    }
  | { readonly type: 'all' }
  | { readonly type: 'same' };

/** Which tensors the backward pass still needs: the layer's inputs, or its output. */
export interface Keeps {
  readonly input: boolean;
  readonly output: boolean;
}

export const groups = [
  'Input',
  'Convolution',
  'Pooling',
  'Shape',
  'Dense',
  'Merge',
  'Activation',
  'Normalisation',
  'Regularisation',
  'Generative',
  'Output',
  'Module',
  'Unknown',
] as const;
export type Group = (typeof groups)[number];

export interface Example {
  readonly in: readonly Shape[];
  /** Where the shape depends on them: the nodes that the inputs come from. */
  readonly sources?: readonly Source[];
  readonly params: Params;
  readonly out: Shape;
  readonly weights: number;
  readonly macs?: number;
}

export interface LayerSpec<F extends Fields> {
  /** The word in JSON. */
  readonly kind: string;
  readonly label: string;
  /** New nodes are named with it: `conv` gives conv1, conv2, … */
  readonly stem: string;
  readonly group: Group;
  /** One or two sentences for palette and help; `backticks` name a field. */
  readonly doc: string;
  readonly inputs: Inputs;
  readonly fields: F;
  /**
   * Called with every input whose shape is known (at least one unless `inputs` is none), in slot order, and the nodes
   * they come from.
   */
  readonly shape: (
    inputs: readonly Shape[],
    p: ParamsOf<F>,
    sources: readonly Source[],
  ) => Result<Shape, Misfit>;
  readonly cost: (inputs: readonly Shape[], out: Shape, p: ParamsOf<F>) => Cost;
  readonly explain: (inputs: readonly Shape[], out: Shape, p: ParamsOf<F>) => readonly Explanation[];
  /** What the node shows under its name: `5×5, 32, same`. */
  readonly caption: (p: ParamsOf<F>, inputs: readonly Shape[]) => string;
  /**
   * The tf.js layers that compute it, applied one after the other; the last carries `name`. Empty for inputs,
   * which the model makes itself. Initialisers are always named and seeded.
   */
  readonly build: (tools: BuildTools, p: ParamsOf<F>, context: BuildContext) => readonly TfLayer[];
  /** Only of outputs. An output layer has no weights; it takes the parameters `weight` and `trainingOnly`. */
  readonly head?: (p: ParamsOf<F>) => HeadSpec;
  /** Left out: `same`. With `sources`, where the caller has them, an unpooling tells its pool's window exactly. */
  readonly reach?: (inputs: readonly Shape[], p: ParamsOf<F>, sources?: readonly Source[]) => Reach;
  /** Left out: neither; the layer is linear and without weights. */
  readonly keeps?: (p: ParamsOf<F>) => Keeps;
  readonly examples: readonly Example[];
}

export interface BuildContext {
  readonly name: string;
  readonly inputs: readonly Shape[];
  readonly sources: readonly Source[];
  readonly seed: number;
}

/** A layer with its parameters' type erased: the registry's form. */
export type Layer = LayerSpec<Fields>;

/**
 * The one cast of the house: a layer's functions take its own parameters, which `parseField` has checked.
 * A layer with a field `frozen` can be frozen, and need not say how: its weights then count as frozen, and its tf.js
 * layers are not trainable.
 */
export function defineLayer<F extends Fields>(spec: LayerSpec<F>): Layer {
  const layer = spec as unknown as Layer;
  return Object.hasOwn(spec.fields, 'frozen') ? freezable(layer) : layer;
}

function freezable(layer: Layer): Layer {
  return {
    ...layer,
    cost: (inputs, out, p) => {
      const cost = layer.cost(inputs, out, p);
      return p.frozen ? { ...cost, trainable: 0, frozen: cost.trainable + cost.frozen } : cost;
    },
    build: (tools, p, context) => {
      const tfLayers = layer.build(tools, p, context);
      if (p.frozen) for (const tfLayer of tfLayers) tfLayer.trainable = false;
      return tfLayers;
    },
  };
}

export const noCost: Cost = { trainable: 0, frozen: 0, macs: 0 };

export const misfit = (code: MisfitCode, message: string, slots: readonly number[] = [0]) =>
  err<Misfit>({ code, message, slots });

export const isImage = (shape: Shape): shape is readonly [number, number, number] => shape.length === 3;
export const isVector = (shape: Shape): shape is readonly [number] => shape.length === 1;

export const describeShape = (shape: Shape): string =>
  isVector(shape) ? `a vector of ${shape[0]} values` : `feature maps of ${formatShape(shape)}`;

/** How many values one tensor of this shape holds. */
export const sizeOf = (shape: Shape): number => shape.reduce((n, d) => n * d, 1);
