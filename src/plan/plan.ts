// What a plan is: the network in the order it computes, with every shape and cost filled in, as plain JSON-safe data.
// Everything after this room reads steps; nothing after it sees the graph.
import type { Cost, Loss, Shape, Target } from '../layers/contract';
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

/** An output of the network: what it gives outside training, and the loss it adds in training. */
export interface Head {
  readonly step: NodeId;
  /** The step whose output the loss is computed from: logits for a classifier. */
  readonly reads: NodeId;
  readonly target: Target;
  readonly loss: Loss;
  /** Factor of its loss in the sum over all heads. */
  readonly weight: number;
  /** Left out of exports and inference. */
  readonly trainingOnly: boolean;
}

export interface Plan {
  readonly title: string;
  /** Each step follows all its inputs. Modules are expanded; ids within them are paths (`3a/conv5x5`). */
  readonly steps: readonly Step[];
  /** In the order of drawing; at least one. */
  readonly inputs: readonly NodeId[];
  /** In the order of drawing, those of inference before those for training only; at least one of inference. */
  readonly heads: readonly Head[];
  readonly totals: Totals;
}
