// The plain twin's rule: no skip-adds, and none of what only the skips needed (He et al. 2015, figure 3, middle).
import { topologicalOrder } from '../../graph/cycles';
import { edgesFrom, type Graph, makeGraph } from '../../graph/graph';
import type { NodeId } from '../../lib/ids';
import { type Branch, type Residual, residualAt } from './branches';
import {
  canReadInstead,
  type Level,
  type LevelChange,
  layoutWithin,
  type Remark,
  type Rule,
  readInstead,
  withoutNodes,
} from './level';

const skipAdd = ['skip-add', 'skip-adds'] as const;
const onShortcuts = ['layer of shortcuts', 'layers of shortcuts'] as const;
const fewerInputs = [
  'skip-add, which still adds its other branches',
  'skip-adds, which still add their other branches',
] as const;
const noShortcut = [
  'add that is no shortcut around a branch',
  'adds that are no shortcuts around a branch',
] as const;
const readTwice = [
  'skip-add, since what reads it reads the branch too',
  'skip-adds, since what reads them reads the branch too',
] as const;

export const plainRule: Rule = { apply: withoutSkips };

function withoutSkips(level: Level): LevelChange {
  let graph = level.graph;
  const remarks: Remark[] = [];
  for (const id of topologicalOrder(level.graph)) {
    if (graph.nodes.get(id)?.kind !== 'add') continue;
    const residual = residualAt({ ...level, graph }, id);
    const changed = residual ? withoutSkip(graph, residual) : undefined;
    if (changed) {
      graph = changed.graph;
      remarks.push(...changed.remarks);
    } else remarks.push({ verb: 'Kept', thing: residual ? readTwice : noShortcut, node: id });
  }
  return { graph, layout: layoutWithin(level.layout, graph), remarks };
}

function withoutSkip(
  graph: Graph,
  { add, source, kept, shortcuts, others }: Residual,
): Pick<LevelChange, 'graph' | 'remarks'> | undefined {
  const whole = others.length === 0;
  if (whole && !canReadInstead(graph, add, kept.last)) return undefined;
  const unwired = withoutInputs(graph, add, shortcuts);
  const rest = whole ? withoutNodes(readInstead(unwired, add, kept.last), new Set([add])) : unwired;
  const idle = idleIn(rest, shortcuts, source);
  return {
    graph: withoutNodes(rest, idle),
    remarks: [
      whole
        ? { verb: 'Removed', thing: skipAdd, node: add }
        : { verb: 'Changed', thing: fewerInputs, node: add },
      ...[...idle].map((node): Remark => ({ verb: 'Removed', thing: onShortcuts, node })),
    ],
  };
}

function withoutInputs(graph: Graph, add: NodeId, shortcuts: readonly Branch[]): Graph {
  const lasts = new Set(shortcuts.map(({ last }) => last));
  const edges = [...graph.edges.values()].filter(({ from, to }) => to !== add || !lasts.has(from));
  return makeGraph(graph.nodes.values(), edges, graph.modules);
}

/** Of the shortcuts' nodes, in the order of drawing, those that nothing else needs. */
function idleIn(graph: Graph, shortcuts: readonly Branch[], source: NodeId): ReadonlySet<NodeId> {
  const idle = new Set<NodeId>();
  // From the add back: a node is idle once all that read it are.
  for (const id of [...topologicalOrder(graph)].reverse()) {
    if (id === source || !shortcuts.some(({ nodes }) => nodes.has(id))) continue;
    if (edgesFrom(graph, id).every(({ to }) => idle.has(to))) idle.add(id);
  }
  return new Set([...graph.nodes.keys()].filter((id) => idle.has(id)));
}
