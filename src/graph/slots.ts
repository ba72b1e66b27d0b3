// Where wires end and the next one or the next node would go: a node's inputs, free names, free input slots, and how
// many slots a node shows.
import { type Inputs, named } from '../layers/contract';
import { layerOf } from '../layers/index';
import { type NodeId, nodeId } from '../lib/ids';
import { edgesInto, type Graph, type GraphNode, type Module, type Modules } from './graph';
import { moduleOf, portsOf } from './module';

/** The inputs of a placed layer; those of a module's instance are the inputs that its definition names. */
export function inputsOf({ modules }: { readonly modules: Modules }, node: GraphNode): Inputs {
  const definition = moduleOf({ modules }, node);
  return definition ? inputsOfModule(definition) : layerOf(node.kind).inputs;
}

const inputsByModule = new WeakMap<Module, Inputs>();

function inputsOfModule(definition: Module): Inputs {
  const known = inputsByModule.get(definition);
  if (known) return known;
  const inputs = named(...portsOf(definition).inputs);
  inputsByModule.set(definition, inputs);
  return inputs;
}

/** Whether wires may leave a node: not an output of the network or of a module, nor an instance that gives nothing. */
export function hasOutput(graph: { readonly modules: Modules }, node: GraphNode): boolean {
  if (layerOf(node.kind).group === 'Output' || node.kind === 'moduleOutput') return false;
  const definition = moduleOf(graph, node);
  return !definition || portsOf(definition).output !== undefined;
}

/** One more than the highest slot that a wire may end at. */
export function slotLimit(inputs: Inputs): number {
  switch (inputs.type) {
    case 'none':
      return 0;
    case 'one':
      return 1;
    case 'named':
      return inputs.slots.length;
    case 'many':
      return mostSlots;
  }
}

const mostSlots = 256;

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
  if (!node) return undefined;
  const taken = new Set(edgesInto(graph, to).map((e) => e.slot));
  let slot = 0;
  while (taken.has(slot)) slot += 1;
  return slot < slotLimit(inputsOf(graph, node)) ? slot : undefined;
}

/** How many input slots a node shows: for merges one more than are filled, and never fewer than its least. */
export function slotCount(graph: Graph, node: GraphNode): number {
  const inputs = inputsOf(graph, node);
  if (inputs.type !== 'many') return slotLimit(inputs);
  const highest = edgesInto(graph, node.id).at(-1)?.slot ?? -1;
  return Math.max(inputs.min, highest + 2);
}

/** Why no wire may leave a node, to be placed behind its name. */
export const withoutOutput = ({ kind, params }: GraphNode): string =>
  kind === 'moduleOutput'
    ? 'is the output of its module'
    : kind === 'module'
      ? `gives nothing, for the module “${params.module}” has no output`
      : 'is an output of the network';
