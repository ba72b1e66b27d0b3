// What a plan is: the network in the order it computes, with every shape and cost filled in, as plain JSON-safe data.
// Everything after this room reads steps; nothing after it sees the graph.
import type { Cost, Shape } from '../layers/contract';
import type { Params } from '../layers/fields';
import type { NodeId } from '../lib/ids';

export interface Step extends Cost {
  /** The node's id; it becomes the tf.js layer's name. */
  readonly id: NodeId;
  readonly kind: string;
  readonly params: Params;
  /** Steps whose outputs are read, in slot order; empty for an input. */
  readonly inputs: readonly NodeId[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
}

export interface Totals extends Cost {
  /** Values of all steps' outputs for one image; times four is bytes. */
  readonly activations: number;
  /** Layers with weights on the longest path, as papers count depth. */
  readonly depth: number;
}

export interface Plan {
  readonly title: string;
  /** Each step follows all its inputs. */
  readonly steps: readonly Step[];
  readonly input: NodeId;
  /** The classifier output: softmax over its input, which are the logits. */
  readonly output: NodeId;
  readonly totals: Totals;
}
