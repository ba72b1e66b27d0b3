// How often a module is placed, counted in the drawing as it is drawn: an instance within a definition counts once for
// every instance of that definition.
import type { Graph } from '../../graph/graph';

export function countInstances({ nodes, modules }: Graph, name: string): number {
  const counted = new Map<string, number>();
  const countIn = (inside: Graph['nodes']): number => {
    let count = 0;
    for (const node of inside.values()) {
      if (node.kind !== 'module') continue;
      const module = String(node.params.module);
      count += (module === name ? 1 : 0) + countOf(module);
    }
    return count;
  };
  const countOf = (module: string): number => {
    const known = counted.get(module);
    if (known !== undefined) return known;
    // No drawing holds a module that contains itself; were there one, it counts once.
    counted.set(module, 0);
    const definition = modules.get(module);
    const count = definition ? countIn(definition.graph.nodes) : 0;
    counted.set(module, count);
    return count;
  };
  return countIn(nodes);
}
