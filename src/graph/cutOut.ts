// Which nodes can become a module, and what wires they have to the rest: its ports.
import { layerOf } from '../layers/index';
import { type NodeId, nodeId } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { edgesFrom, edgesInto, type Graph, type GraphEdge, type GraphNode } from './graph';
import { isPort } from './module';
import { atDocument, atNode, type Problem } from './problem';
import { hasOutput } from './slots';
import { refuse } from './wires';

export type Chosen = ReadonlyMap<NodeId, GraphNode>;

/** The chosen nodes in the order of drawing, if a module can hold them. */
export function checkChosen(graph: Graph, ids: readonly NodeId[]): Result<Chosen, Problem> {
  const wanted = new Set(ids);
  const missing = ids.find((id) => !graph.nodes.has(id));
  if (missing !== undefined) return refuse('no-such-node', atDocument, `There is no node “${missing}”.`);
  if (wanted.size === 0)
    return refuse('nothing-selected', atDocument, 'Choose the nodes that the module is to hold.');
  const chosen = new Map([...graph.nodes].filter(([id]) => wanted.has(id)));
  for (const node of chosen.values()) {
    if (isPort(node)) {
      return refuse(
        'port-outside-module',
        atNode(node.id),
        `“${node.id}” is a port of the module around it and must stay there: leave it out of the choice.`,
      );
    }
    if (layerOf(node.kind).group === 'Input') {
      return refuse(
        'input-inside-module',
        atNode(node.id),
        `“${node.id}” is an input of the network, which a module cannot hold: leave it out of the choice.`,
      );
    }
  }
  return ok(chosen);
}

export interface Cut {
  /** Outside nodes that feed the module, one port each, in the order in which its nodes read them. */
  readonly sources: readonly NodeId[];
  readonly output: { readonly from: NodeId; readonly name: NodeId } | undefined;
  /** The wires between chosen nodes, and from outside to them. */
  readonly inner: readonly GraphEdge[];
  readonly entering: readonly GraphEdge[];
}

export function cutOut(graph: Graph, chosen: Chosen): Result<Cut, Problem> {
  const way = wayBack(graph, chosen);
  if (way) {
    return refuse(
      'not-convex',
      atNode(way[1] ?? way[0] ?? nodeId('')),
      `A way leaves the choice and comes back: ${way.join(' → ')}. Choose ${named(way.slice(1, -1))} too, or leave out what follows.`,
    );
  }
  const into = [...chosen.keys()].flatMap((id) => edgesInto(graph, id));
  const entering = into.filter(({ from }) => !chosen.has(from));
  const leaving = [...chosen.keys()]
    .flatMap((id) => edgesFrom(graph, id))
    .filter(({ to }) => !chosen.has(to));
  const outputs = [...new Set(leaving.map(({ from }) => from))];
  const [output, second] = outputs;
  if (second !== undefined) {
    return refuse(
      'several-outputs',
      atNode(second),
      `A module gives one tensor, but ${named(outputs)} are wired to nodes outside the choice: choose what follows them too, or fewer nodes.`,
    );
  }
  const last = output ?? onlySink(graph, chosen);
  const name = leaving[0]?.to ?? nodeId('out');
  const sources = [...new Set(entering.map(({ from }) => from))];
  const inner = into.filter(({ from }) => chosen.has(from));
  const taken = new Set<string>([...chosen.keys(), ...sources]);
  return ok({
    sources,
    output: last === undefined ? undefined : { from: last, name: freeAmong(name, taken) },
    inner,
    entering,
  });
}

const named = (ids: readonly NodeId[]): string => ids.map((id) => `“${id}”`).join(', ');

function freeAmong(name: NodeId, taken: ReadonlySet<string>): NodeId {
  if (!taken.has(name)) return name;
  for (let n = 1; ; n += 1)
    if (!taken.has(`${name.slice(0, 56)}-${n}`)) return nodeId(`${name.slice(0, 56)}-${n}`);
}

/** The one chosen node that nothing follows and something could; undefined where there are several or none. */
function onlySink(graph: Graph, chosen: Chosen): NodeId | undefined {
  const ends = [...chosen.values()].filter(
    (node) => edgesFrom(graph, node.id).length === 0 && hasOutput(graph, node),
  );
  return ends.length === 1 ? ends[0]?.id : undefined;
}

/** A way from a chosen node through others back to a chosen one, with its ends; breadth first, so a shortest. */
function wayBack(graph: Graph, chosen: Chosen): readonly NodeId[] | undefined {
  const cameFrom = new Map<NodeId, NodeId>();
  const step = (from: NodeId): readonly NodeId[] | undefined => {
    for (const { to } of edgesFrom(graph, from)) {
      if (chosen.has(to)) {
        if (chosen.has(from)) continue;
        const way = [to, from];
        for (let at = cameFrom.get(from); at !== undefined; at = cameFrom.get(at)) way.push(at);
        return way.reverse();
      }
      if (!cameFrom.has(to)) cameFrom.set(to, from);
    }
    return undefined;
  };
  for (const id of chosen.keys()) step(id);
  for (const id of cameFrom.keys()) {
    const way = step(id);
    if (way) return way;
  }
  return undefined;
}
