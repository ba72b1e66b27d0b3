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
  | 'too-large' // a tensor or weight count beyond what any machine holds
  | 'unknown-layer'; // a layer that this version does not know

export interface Misfit {
  readonly code: MisfitCode;
  /** A sentence: what arrives and what is needed, with numbers; the caller puts the node's name before it. */
  readonly message: string;
  /** The input slots at fault; empty when the parameters alone are. */
  readonly slots: readonly number[];
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
  | { readonly type: 'many'; readonly min: number };

export const none: Inputs = { type: 'none' };
export const one: Inputs = { type: 'one' };
export const many = (min: number): Inputs => ({ type: 'many', min });

export const groups = [
  'Input',
  'Convolution',
  'Pooling',
  'Dense',
  'Merge',
  'Activation',
  'Normalisation',
  'Regularisation',
  'Output',
  'Unknown',
] as const;
export type Group = (typeof groups)[number];

export interface Example {
  readonly in: readonly Shape[];
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
  /** Called with every input whose shape is known (at least one unless `inputs` is none), in slot order. */
  readonly shape: (inputs: readonly Shape[], p: ParamsOf<F>) => Result<Shape, Misfit>;
  readonly cost: (inputs: readonly Shape[], out: Shape, p: ParamsOf<F>) => Cost;
  readonly explain: (inputs: readonly Shape[], out: Shape, p: ParamsOf<F>) => readonly Explanation[];
  /** What the node shows under its name: `5×5, 32, same`. */
  readonly caption: (p: ParamsOf<F>, inputs: readonly Shape[]) => string;
  /**
   * The tf.js layers that compute it, applied one after the other; the last carries `name`. Empty for inputs,
   * which the model makes itself. Initialisers are always named and seeded.
   */
  readonly build: (tools: BuildTools, p: ParamsOf<F>, context: BuildContext) => readonly TfLayer[];
  readonly examples: readonly Example[];
}

export interface BuildContext {
  readonly name: string;
  readonly inputs: readonly Shape[];
  readonly seed: number;
}

/** A layer with its parameters' type erased: the registry's form. */
export type Layer = LayerSpec<Fields>;

/** The one cast of the house: a layer's functions take its own parameters, which `parseField` has checked. */
export function defineLayer<F extends Fields>(spec: LayerSpec<F>): Layer {
  return spec as unknown as Layer;
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
