// A module: a named sub-graph with parameters of its own, placed as often as needed. Its instances are nodes of kind
// `module` whose params are { module: its name, and a value for each parameter }.
import type { NodeId } from '../lib/ids';
import type { Graph, GraphNode, Module, Modules } from './graph';

export const isPort = ({ kind }: GraphNode): boolean => kind === 'moduleInput' || kind === 'moduleOutput';

/** The definition that a node is an instance of; undefined for any other node, and where it is not defined. */
export const moduleOf = (
  { modules }: { readonly modules: Modules },
  node: GraphNode | undefined,
): Module | undefined => (node?.kind === 'module' ? modules.get(String(node.params.module)) : undefined);

/** The definitions that a path of instances leads through, outermost first; fewer than names where one is no instance. */
export function definitionsAlong(graph: Graph, names: readonly NodeId[]): readonly Module[] {
  const along: Module[] = [];
  let level = graph;
  for (const name of names) {
    const definition = moduleOf(graph, level.nodes.get(name));
    if (!definition) break;
    along.push(definition);
    level = definition.graph;
  }
  return along;
}

interface Ports {
  readonly inputs: readonly NodeId[];
  readonly output: NodeId | undefined;
}
const portsByGraph = new WeakMap<Graph['nodes'], Ports>();

/** The ports of a definition: inputs in the order of their slots, and the output, if it has one. */
export function portsOf({ graph: { nodes } }: Module): Ports {
  const known = portsByGraph.get(nodes);
  if (known) return known;
  const all = [...nodes.values()];
  const ports: Ports = {
    inputs: all.filter(({ kind }) => kind === 'moduleInput').map(({ id }) => id),
    output: all.find(({ kind }) => kind === 'moduleOutput')?.id,
  };
  portsByGraph.set(nodes, ports);
  return ports;
}

/** The most nodes that a drawing may have once its modules are expanded. */
export const mostExpanded = 20_000;

const sizesByModules = new WeakMap<Modules, Map<string, number>>();

/**
 * How many layers one instance of a module expands to, ports not counted; Infinity where it contains itself. An
 * instance of a module that is not defined counts as one.
 */
export function expandedSize(modules: Modules, name: string): number {
  const known = sizesByModules.get(modules) ?? new Map<string, number>();
  sizesByModules.set(modules, known);
  return sizeWithin(modules, name, known);
}

function sizeWithin(modules: Modules, name: string, known: Map<string, number>): number {
  const before = known.get(name);
  if (before !== undefined) return before;
  const definition = modules.get(name);
  if (!definition) return 1;
  // Met again before it is known, a module contains itself.
  known.set(name, Number.POSITIVE_INFINITY);
  let size = 0;
  for (const node of definition.graph.nodes.values()) {
    if (node.kind === 'module') size += sizeWithin(modules, String(node.params.module), known);
    else if (!isPort(node)) size += 1;
  }
  known.set(name, size);
  return size;
}

/** How many nodes the drawing has once expanded. */
export function expandedNodes({ nodes, modules }: Pick<Graph, 'nodes' | 'modules'>): number {
  let size = 0;
  for (const node of nodes.values())
    size += node.kind === 'module' ? expandedSize(modules, String(node.params.module)) : 1;
  return size;
}

/** The modules that a definition places, each once. */
export const placedIn = ({ graph }: Module): readonly string[] => [
  ...new Set(
    [...graph.nodes.values()]
      .filter(({ kind }) => kind === 'module')
      .map(({ params }) => String(params.module)),
  ),
];

/**
 * The ring that placing `placed` within the definition `within` would close, from `within` round to it
 * (`a → b → a`); undefined when there is none.
 */
export function ringOf(modules: Modules, within: string, placed: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string>([[placed, within]]);
  for (const name of cameFrom.keys()) {
    if (name === within) {
      const ring = [within];
      for (let at = cameFrom.get(within); at !== undefined && at !== within; at = cameFrom.get(at))
        ring.push(at);
      return [...ring, within].reverse();
    }
    const definition = modules.get(name);
    for (const next of definition ? placedIn(definition) : [])
      if (!cameFrom.has(next)) cameFrom.set(next, name);
  }
  return undefined;
}
