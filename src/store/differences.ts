// What differs between the designs of two panes, remembered by the identity of their graphs.
import { type Diff, diffGraphs } from '../compare/diff';
import type { Graph } from '../graph/graph';
import { expandedOf } from './judge';

const known = new WeakMap<Graph, WeakMap<Graph, Diff>>();

/** The difference between two drawings with their modules expanded, read as what was done to the left to get the right. */
export function differenceOf(left: Graph, right: Graph): Diff {
  const beside = known.get(left) ?? new WeakMap<Graph, Diff>();
  known.set(left, beside);
  const before = beside.get(right);
  if (before) return before;
  const diff = diffGraphs(expandedOf(left).flat, expandedOf(right).flat);
  beside.set(right, diff);
  return diff;
}
