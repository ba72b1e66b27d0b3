// The difference as a list to be read: like things told once with their number, and the nodes that each line is about.

import type { Graph } from '../graph/graph';
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import type { Diff, NodeDiff, ParamChange } from './diff';

export interface Difference {
  readonly change: 'removed' | 'added' | 'replaced' | 'changed' | 'rewired';
  /** What changed: `8 × Skip-add`; `Filters 32 → 64`. */
  readonly what: string;
  /** The nodes' names, the first few: `block1/add, block2/add and 6 more`. */
  readonly where: string;
  /** A whole sentence of both: `Removed 8 × Skip-add (block1/add, block2/add and 6 more)`. */
  readonly sentence: string;
  /** Paths in the left design; of added nodes none. */
  readonly left: readonly NodeId[];
  /** Their partners in the right design, in the same order; of removed nodes none. */
  readonly right: readonly NodeId[];
}

const order = ['removed', 'added', 'replaced', 'changed', 'rewired'] as const;
const openings = {
  removed: 'Removed',
  added: 'Added',
  replaced: 'Replaced',
  changed: 'Changed',
  rewired: 'Rewired',
} as const;

interface Found {
  readonly change: Difference['change'];
  readonly what: string;
  /** Whether `what` names the kind, so that the count stands before it. */
  readonly counted: boolean;
  readonly left?: NodeId | undefined;
  readonly right?: NodeId | undefined;
}

/**
 * One entry for each kind of node removed or added, for each set of parameter changes on a kind, each replaced kind and
 * each kind rewired; in that order, and within it as drawn. `left` and `right` are the graphs that the diff is of.
 */
export function differencesOf(diff: Diff, left: Graph, right: Graph): readonly Difference[] {
  const found = [
    ...[...diff.left.nodes].flatMap(([id, node]) => findingsAt(node, left, id)),
    ...[...diff.right.nodes].flatMap(([id, { state }]): Found[] =>
      state === 'added' ? [{ change: 'added', what: labelAt(right, id), counted: true, right: id }] : [],
    ),
  ];
  const groups = new Map<string, [Found, ...Found[]]>();
  for (const one of found) {
    const key = `${one.change} ${one.what}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const all = [...groups.values()].map(differenceOf);
  return order.flatMap((change) => all.filter((each) => each.change === change));
}

const labelAt = (graph: Graph, id: NodeId): string => layerOf(graph.nodes.get(id)?.kind ?? '').label;

function findingsAt(node: NodeDiff, graph: Graph, left: NodeId): readonly Found[] {
  const label = labelAt(graph, left);
  if (node.state === 'removed') return [{ change: 'removed', what: label, counted: true, left }];
  if (node.state !== 'changed') return [];
  const at = { left, right: node.partner };
  const kind = node.changes.find(({ param }) => param === 'kind');
  const params = node.changes.filter((each) => each !== kind).map(wordsOf);
  const found: Found[] = [];
  if (kind) {
    const what = `${kind.words.left} → ${kind.words.right}`;
    found.push({ change: 'replaced', what: [what, ...params].join(', '), counted: true, ...at });
  } else if (params.length > 0)
    found.push({ change: 'changed', what: `${label}: ${params.join(', ')}`, counted: false, ...at });
  if (node.rewired) found.push({ change: 'rewired', what: label, counted: true, ...at });
  return found;
}

const wordsOf = ({ label, words }: ParamChange): string => `${label} ${words.left} → ${words.right}`;

function differenceOf(group: readonly [Found, ...Found[]]): Difference {
  const [{ change, what, counted }] = group;
  const left = group.flatMap((one) => one.left ?? []);
  const right = group.flatMap((one) => one.right ?? []);
  const count = counted && group.length > 1 ? `${group.length} × ` : '';
  const where = listed(left.length > 0 ? left : right);
  const text = `${count}${what}`;
  return { change, what: text, where, sentence: `${openings[change]} ${text} (${where})`, left, right };
}

const mostNames = 4;

function listed(names: readonly NodeId[]): string {
  if (names.length <= mostNames + 1) return names.join(', ');
  return `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`;
}
