// Which nodes an edit may have given another shape: what lets inference leave the rest of a large drawing alone.
import { type Graph, type GraphEdge, wiresBetween } from '../graph/graph';
import type { NodeId } from '../lib/ids';

/**
 * Nodes of `now` that are new, changed, or wired otherwise than in `before`, and instances where definitions have
 * changed; what lies behind them is not among them. Undefined where the two are not versions of one drawing.
 * Takes one walk over what is not the same map, since an edit keeps the order of what it keeps.
 */
export function changedNodes(before: Graph, now: Graph): Set<NodeId> | undefined {
  const changed = new Set<NodeId>();
  if (before.nodes !== now.nodes && !compare(before.nodes, now.nodes, (id) => changed.add(id)))
    return undefined;
  const wires = wiresBetween(before.edges, now.edges);
  if (wires) for (const { to } of wires) changed.add(to);
  else if (before.edges !== now.edges) {
    const target = (_: unknown, { to }: GraphEdge) => changed.add(to);
    if (!compare(before.edges, now.edges, target, target)) return undefined;
  }
  if (before.modules !== now.modules)
    for (const node of now.nodes.values()) if (node.kind === 'module') changed.add(node.id);
  return changed;
}

/**
 * Calls `fresh` for every entry that is new or another object, and `gone` for those that are no more. False where more
 * is gone than an edit takes away at once without another order: then nothing is known.
 */
function compare<Id, Item>(
  before: ReadonlyMap<Id, Item>,
  now: ReadonlyMap<Id, Item>,
  fresh: (id: Id, item: Item) => void,
  gone: (id: Id, item: Item) => void = () => {},
): boolean {
  const old = before.entries();
  let next = old.next();
  for (const [id, item] of now) {
    // What stood here before and is there no more.
    while (!next.done && next.value[0] !== id && !now.has(next.value[0])) {
      gone(...next.value);
      next = old.next();
    }
    if (!next.done && next.value[0] === id) {
      if (next.value[1] !== item) fresh(id, item);
      next = old.next();
    } else {
      if (before.has(id)) return false;
      fresh(id, item);
    }
  }
  for (; !next.done; next = old.next()) {
    if (now.has(next.value[0])) return false;
    gone(...next.value);
  }
  return true;
}
