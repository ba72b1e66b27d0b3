// The difference as a drawing shows it, with modules folded: the state of every card of one level, and which cards of
// the other design a selected card corresponds to. Instances are told by the paths of what is inside them.
import type { Graph } from '../graph/graph';
import { type EdgeId, edgeIdOf, type NodeId, nodeId } from '../lib/ids';
import type { DiffSide, EdgeState, Which } from './diff';
import type { Matching } from './matching';

export interface LevelState {
  /** Of an instance: `removed` or `added` where all inside is, `same` where all inside is, else `changed`. */
  readonly state: 'same' | 'changed' | 'removed' | 'added';
  /** Nodes inside that are not the same; of a plain node 0 or 1. */
  readonly differing: number;
  /** Nodes inside; 1 of a plain node. */
  readonly nodes: number;
}

/** The card on the level inside `level` ('' for the drawing itself) that a path leads through; undefined elsewhere. */
export function cardAt(path: NodeId, level: string): NodeId | undefined {
  const start = level === '' ? 0 : level.length + 1;
  if (level !== '' && !path.startsWith(`${level}/`)) return undefined;
  const end = path.indexOf('/', start);
  return end < 0 ? path : nodeId(path.slice(0, end));
}

/**
 * By path (`stage2/block1`), the state of every card of the level inside `level`; `flat` is that side's expanded graph.
 * Ports, and instances without a node of their own inside, are missing: nothing in them can differ.
 */
export function statesAt(side: DiffSide, flat: Graph, level: string): ReadonlyMap<NodeId, LevelState> {
  const counts = new Map<
    NodeId,
    { nodes: number; changed: number; alone: number; how: LevelState['state'] }
  >();
  for (const id of flat.nodes.keys()) {
    const card = cardAt(id, level);
    if (card === undefined) continue;
    const count = counts.get(card) ?? { nodes: 0, changed: 0, alone: 0, how: 'same' };
    counts.set(card, count);
    const state = side.nodes.get(id)?.state ?? 'same';
    count.nodes += 1;
    if (state === 'changed') count.changed += 1;
    else if (state !== 'same') {
      count.alone += 1;
      count.how = state;
    }
  }
  return new Map(
    [...counts].map(([card, { nodes, changed, alone, how }]) => {
      const differing = changed + alone;
      const state = differing === 0 ? 'same' : alone === nodes ? how : 'changed';
      return [card, { state, differing, nodes }];
    }),
  );
}

/**
 * By id (of the paths of its two cards and its slot), the state of every wire of the level between two plain cards, or
 * to or from a card of which nothing is on the other side. Other wires of instances are missing: what became of them is
 * told inside.
 */
export function wiresAt(side: DiffSide, flat: Graph, level: string): ReadonlyMap<EdgeId, EdgeState> {
  const cards = statesAt(side, flat, level);
  const wires = new Map<EdgeId, EdgeState>();
  const alone = (card: NodeId) => ['removed', 'added'].includes(cards.get(card)?.state ?? 'same');
  for (const { id, from, to, slot } of flat.edges.values()) {
    const [source, target] = [cardAt(from, level), cardAt(to, level)];
    if (source === undefined || target === undefined || source === target) continue;
    const plain = source === from && target === to;
    if (plain || alone(source) || alone(target))
      wires.set(edgeIdOf(source, target, slot), side.edges.get(id) ?? 'same');
  }
  return wires;
}

interface Graphs {
  readonly left: Graph;
  readonly right: Graph;
}

/**
 * Where selected cards of one design have their counterparts in the other, as paths of its drawing. A node's is its
 * partner. An instance's is the innermost instance that holds most of what is inside it; where there is none, because
 * the other design does not fold it, every partner of a node inside. `graphs` are the expanded ones.
 */
export function counterpartsOf(
  { toRight, toLeft }: Matching,
  which: Which,
  graphs: Graphs,
  paths: readonly NodeId[],
): readonly NodeId[] {
  const partners = which === 'left' ? toRight : toLeft;
  const found = new Set<NodeId>();
  for (const path of paths) {
    if (graphs[which].nodes.has(path)) {
      const partner = partners.get(path);
      if (partner !== undefined) found.add(partner);
      continue;
    }
    const inside = [...graphs[which].nodes.keys()].filter((id) => id.startsWith(`${path}/`));
    const images = inside.flatMap((id) => partners.get(id) ?? []);
    const instance = innermostOfMost(images);
    for (const each of instance === undefined ? images : [instance]) found.add(each);
  }
  return [...found];
}

function innermostOfMost(images: readonly NodeId[]): NodeId | undefined {
  const counts = new Map<string, number>();
  for (const image of images)
    for (let end = image.indexOf('/'); end > 0; end = image.indexOf('/', end + 1)) {
      const instance = image.slice(0, end);
      counts.set(instance, (counts.get(instance) ?? 0) + 1);
    }
  const most = [...counts].filter(([, count]) => count * 2 > images.length).map(([instance]) => instance);
  // Two instances that each hold more than half hold one another: the longest path is the innermost.
  const innermost = most.sort((a, b) => b.length - a.length)[0];
  return innermost === undefined ? undefined : nodeId(innermost);
}
