// What a node's input slots are called: by their own names where a layer's inputs are not alike, else by number.
import type { Graph, GraphNode } from './graph';
import { inputsOf } from './slots';

/** `log variance`; undefined where the slots have no names of their own. */
export function slotName(graph: Graph, node: GraphNode, slot: number): string | undefined {
  const inputs = inputsOf(graph, node);
  return inputs.type === 'named' ? spaced(inputs.slots[slot]?.name ?? '') || undefined : undefined;
}

/** `logVariance` as it is read. Other writings, such as a module's own, stay as they are. */
const spaced = (name: string): string =>
  /^[a-z]+([A-Z][a-z]+)+$/.test(name) ? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : name;
