// Which part of a level lies between the node where branches part and the add that brings them together, and which of
// those branches is a mere shortcut around the other.
import { topologicalOrder } from '../../graph/cycles';
import { edgesInto, type Graph } from '../../graph/graph';
import { isPort } from '../../graph/module';
import { pair, type Size } from '../../layers/fields';
import type { NodeId } from '../../lib/ids';
import type { NodeShape } from '../../shapes/nodeShape';
import { known, type Level, weighted } from './level';

/**
 * For every node the nearest node that all ways from the inputs to it lead through; undefined where there is none
 * (Cooper, Harvey & Kennedy 2001, on a graph without cycles).
 */
export function dominators(graph: Graph): ReadonlyMap<NodeId, NodeId | undefined> {
  const found = new Map<NodeId, NodeId | undefined>();
  const depths = new Map<NodeId, number>();
  const up = (id: NodeId | undefined) => (id === undefined ? undefined : found.get(id));
  const depthOf = (id: NodeId | undefined) => (id === undefined ? 0 : (depths.get(id) ?? 0));
  for (const id of topologicalOrder(graph)) {
    const [first, ...others] = edgesInto(graph, id).map(({ from }) => from);
    let meet = first;
    for (const other of others) {
      let across: NodeId | undefined = other;
      while (meet !== across) {
        if (depthOf(meet) >= depthOf(across)) meet = up(meet);
        else across = up(across);
      }
    }
    found.set(id, meet);
    depths.set(id, depthOf(meet) + 1);
  }
  return found;
}

export interface Branch {
  /** The node whose tensor it brings to the add. */
  readonly last: NodeId;
  /** All between the source and the add; empty where the source itself is added. */
  readonly nodes: ReadonlySet<NodeId>;
  readonly weighted: number;
  /** Nodes on its longest way. */
  readonly length: number;
}

export interface Residual {
  readonly add: NodeId;
  /** Where the branches part. */
  readonly source: NodeId;
  readonly kept: Branch;
  readonly shortcuts: readonly Branch[];
  /** Inputs that are neither the kept branch nor a shortcut: the add still adds them. */
  readonly others: readonly Branch[];
}

/** What an add is a skip-add of; undefined where it brings together what is no shortcut around a branch. */
export function residualAt(
  level: Level,
  add: NodeId,
  source: NodeId | undefined = dominators(level.graph).get(add),
): Residual | undefined {
  const inputs = edgesInto(level.graph, add);
  if (source === undefined || inputs.length < 2) return undefined;
  const branches = inputs.map(({ from }) => branchOf(level, from, source));
  const kept = branches.reduce((most, each) => (isLonger(each, most) ? each : most));
  const isShortcut = (each: Branch) =>
    each !== kept &&
    (each.weighted === 0 || each.weighted < kept.weighted) &&
    [...each.nodes].every((id) => onShortcut(level.shapes.get(id)));
  const shortcuts = branches.filter(isShortcut);
  if (shortcuts.length === 0) return undefined;
  return {
    add,
    source,
    kept,
    shortcuts,
    others: branches.filter((each) => each !== kept && !shortcuts.includes(each)),
  };
}

/** Every skip-add of a level, in the order of computation. */
export function residualsOf(level: Level): readonly Residual[] {
  const above = dominators(level.graph);
  return topologicalOrder(level.graph).flatMap((id) =>
    level.graph.nodes.get(id)?.kind === 'add' ? (residualAt(level, id, above.get(id)) ?? []) : [],
  );
}

/** The most weighted layers that a block of one shortcut has: He et al.'s bottleneck has three, a U's branch far more. */
const mostOfBlock = 3;

/** All that lies between the ends of a residual block, projections and the add included. */
export function insideBlocks(level: Level): ReadonlySet<NodeId> {
  const inside = residualsOf(level)
    .filter(({ kept }) => kept.weighted <= mostOfBlock)
    .flatMap(({ add, kept, shortcuts }) => [
      add,
      ...kept.nodes,
      ...shortcuts.flatMap(({ nodes }) => [...nodes]),
    ]);
  return new Set(inside);
}

/**
 * All that stands on short branches between a node and the merge that brings them together, as in an Inception or a
 * dense layer. A branch through a smaller or larger image is none of these: what a U leads down and up is its trunk.
 */
export function onBranches(level: Level): ReadonlySet<NodeId> {
  const { graph } = level;
  const above = dominators(graph);
  const on = new Set<NodeId>();
  for (const [merge, source] of above) {
    const inputs = edgesInto(graph, merge);
    if (source === undefined || inputs.length < 2) continue;
    const branches = inputs.map(({ from }) => branchOf(level, from, source));
    const sizes = new Set([sideOf(level, source), sideOf(level, merge)]);
    const isShort = branches.every(
      (each) => each.weighted <= mostOfBlock && [...each.nodes].every((id) => sizes.has(sideOf(level, id))),
    );
    if (isShort) for (const { nodes } of branches) for (const id of nodes) on.add(id);
  }
  return on;
}

const sideOf = (level: Level, id: NodeId): string => known(level, id)?.shape.slice(0, 2).join('×') ?? '';

const isLonger = (a: Branch, b: Branch): boolean =>
  a.weighted > b.weighted || (a.weighted === b.weighted && a.length > b.length);

function branchOf({ graph, shapes }: Level, last: NodeId, source: NodeId): Branch {
  const nodes = new Set<NodeId>(last === source ? [] : [last]);
  for (const id of nodes) for (const { from } of edgesInto(graph, id)) if (from !== source) nodes.add(from);
  const lengths = new Map<NodeId, number>();
  let sum = 0;
  for (const id of topologicalOrder(graph)) {
    if (!nodes.has(id)) continue;
    sum += weighted(shapes.get(id));
    const before = edgesInto(graph, id).map(({ from }) => lengths.get(from) ?? 0);
    lengths.set(id, Math.max(0, ...before) + 1);
  }
  return { last, nodes, weighted: sum, length: lengths.get(last) ?? 0 };
}

const shortcutKinds: ReadonlySet<string> = new Set([
  'batchNorm',
  'groupNorm',
  'layerNorm',
  'avgPool',
  'maxPool',
  'zeroPad',
  'crop',
  'upSample',
]);

/**
 * What a shortcut is made of where shapes differ: a linear 1×1 convolution, its norm, pooling, padding, cropping,
 * enlarging.
 */
function onShortcut(state: NodeShape | undefined): boolean {
  if (state?.state !== 'ok') return false;
  if (state.inner) return [...state.inner.values()].every((each) => isPort(each.node) || onShortcut(each));
  const { kind, params } = state.node;
  return shortcutKinds.has(kind) || (isPointwise(kind, params) && params.activation === 'none');
}

/** A 1×1 convolution, under either name. */
export const isPointwise = (kind: string, params: Readonly<Record<string, unknown>>): boolean =>
  kind === 'bottleneck' ||
  (kind === 'conv2d' && params.groups === 1 && pair(params.kernel as Size).every((side) => side === 1));
