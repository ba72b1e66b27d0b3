// What is known of a node of a drawing: its shape and its cost, or why it has none.
import type { GraphNode } from '../graph/graph';
import type { Cost, Misfit, Shape, Source } from '../layers/contract';
import type { NodeId } from '../lib/ids';

export type NodeShape =
  | {
      readonly state: 'ok';
      readonly node: GraphNode;
      readonly inputs: readonly Shape[];
      /** The nodes they come from, in the order of their slots. */
      readonly sources: readonly Source[];
      /** Of an instance: what its output is; [] where its module has none. */
      readonly shape: Shape;
      /** Of an instance: the sum over its nodes. */
      readonly cost: Cost;
      /** Of an instance: its definition's nodes at its values and with its inputs, ports included. */
      readonly inner?: Shapes;
      /** Of an instance or a port: the node whose tensor it hands on. */
      readonly stands?: Source;
    }
  /** The node's inputs or parameters do not go together; `misfit.slots` are input slots of the node. */
  | {
      readonly state: 'misfit';
      readonly node: GraphNode;
      /** Shapes that arrive, in the order of their slots. */
      readonly inputs: readonly Shape[];
      readonly misfit: Misfit;
      /** Of an instance whose values are in order: what is inside, with the fault in it. */
      readonly inner?: Shapes;
    }
  /** Fewer wires arrive than the layer needs. */
  | {
      readonly state: 'incomplete';
      readonly node: GraphNode;
      readonly inputs: readonly Shape[];
      readonly missing: number;
    }
  /** Something upstream has no shape; `on` is the node at fault there. */
  | { readonly state: 'waiting'; readonly node: GraphNode; readonly on: NodeId };

export type Shapes = ReadonlyMap<NodeId, NodeShape>;
