// Where the next wire or node would go: free names, free input slots, and how many slots a node shows.
import { layerOf } from '../layers/index';
import { type NodeId, nodeId } from '../lib/ids';
import { edgesInto, type Graph, type GraphNode } from './graph';

/** A name not yet taken: `conv1`, `conv2`, …, the stem being the layer's own word. */
export function freeName(graph: Graph, stem: string): NodeId {
  for (let n = 1; ; n += 1) {
    const id = nodeId(`${stem}${n}`);
    if (!graph.nodes.has(id)) return id;
  }
}

/** The first input of a node that no wire fills, or undefined when all are filled. */
export function freeSlot(graph: Graph, to: NodeId): number | undefined {
  const node = graph.nodes.get(to);
  const inputs = node ? layerOf(node.kind).inputs : undefined;
  if (!inputs || inputs.type === 'none') return undefined;
  const taken = new Set(edgesInto(graph, to).map((e) => e.slot));
  if (inputs.type === 'one') return taken.has(0) ? undefined : 0;
  let slot = 0;
  while (taken.has(slot)) slot += 1;
  return slot;
}

/** How many input slots a node shows: for merges one more than are filled, and never fewer than its least. */
export function slotCount(graph: Graph, node: GraphNode): number {
  const { inputs } = layerOf(node.kind);
  if (inputs.type !== 'many') return inputs.type === 'one' ? 1 : 0;
  const highest = edgesInto(graph, node.id).at(-1)?.slot ?? -1;
  return Math.max(inputs.min, highest + 2);
}
