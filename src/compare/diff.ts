// What differs between two designs, node by node and wire by wire. Names, positions, order of drawing and titles never
// count; of inputs the order counts where the layer's result depends on it.
import { edgeAtSlot, type Graph, type GraphNode } from '../graph/graph';
import type { FieldValue } from '../layers/fields';
import { layerOf } from '../layers/index';
import type { EdgeId, NodeId } from '../lib/ids';
import { type Matching, matchGraphs } from './matching';
import { noPairs, pair } from './pairing';
import { formatParam, sameValue, shownParams } from './shownParams';
import { type Sides, sidesOf } from './sides';
import { makeWiring } from './wiring';

export type Which = 'left' | 'right';

/** A parameter that differs; `kind` where a node stands in the place of one of another kind. */
export interface ParamChange {
  readonly param: string;
  /** The field's, as the inspector has it. */
  readonly label: string;
  readonly left: FieldValue;
  readonly right: FieldValue;
  /** The two values as a person reads them. */
  readonly words: { readonly left: string; readonly right: string };
}

export type NodeDiff =
  | { readonly state: 'same'; readonly partner: NodeId }
  | {
      readonly state: 'changed';
      readonly partner: NodeId;
      /** Of the parameters that both sides show; empty where the node is only rewired. */
      readonly changes: readonly ParamChange[];
      /** A wire into it, between nodes that both sides have, is there on one side only. */
      readonly rewired: boolean;
    }
  /** On the left alone. */
  | { readonly state: 'removed' }
  /** On the right alone. */
  | { readonly state: 'added' };

export type EdgeState = 'same' | 'removed' | 'added';

export interface DiffSide {
  /** Of every node. */
  readonly nodes: ReadonlyMap<NodeId, NodeDiff>;
  readonly edges: ReadonlyMap<EdgeId, EdgeState>;
}

export interface Diff {
  readonly matching: Matching;
  readonly left: DiffSide;
  readonly right: DiffSide;
  /** Nothing differs. */
  readonly empty: boolean;
}

/**
 * The difference between two flat graphs (`expand`), read as what was done to the left to get the right. A node whose
 * input merely passes a removed or added node is not rewired: taking out a skip-add marks the skip-add alone.
 */
export function diffGraphs(left: Graph, right: Graph, matching: Matching = matchGraphs(left, right)): Diff {
  const sides = sidesOf(left, right);
  const wiring = makeWiring(sides, pairingOf(sides, matching));
  const nodes = { left: new Map<NodeId, NodeDiff>(), right: new Map<NodeId, NodeDiff>() };
  const kept = { left: new Set<EdgeId>(), right: new Set<EdgeId>() };
  for (const [id, node] of left.nodes) {
    const partner = matching.toRight.get(id);
    const other = partner === undefined ? undefined : right.nodes.get(partner);
    const [one, two] = [sides.left.indexOf.get(id), other && sides.right.indexOf.get(other.id)];
    if (!other || one === undefined || two === undefined) {
      nodes.left.set(id, { state: 'removed' });
      continue;
    }
    const { same, rewired } = wiring(one, two);
    const changes = changesBetween(left, node, right, other);
    const about =
      changes.length > 0 || rewired
        ? { state: 'changed' as const, changes, rewired }
        : { state: 'same' as const };
    nodes.left.set(id, { ...about, partner: other.id });
    nodes.right.set(other.id, { ...about, partner: id });
    for (const [i, j] of same) {
      keepEdge(kept.left, left, id, sides.left.slots[one]?.[i]);
      keepEdge(kept.right, right, other.id, sides.right.slots[two]?.[j]);
    }
  }
  for (const id of right.nodes.keys()) if (!nodes.right.has(id)) nodes.right.set(id, { state: 'added' });
  const edges = {
    left: edgeStates(left, kept.left, 'removed'),
    right: edgeStates(right, kept.right, 'added'),
  };
  return {
    matching,
    left: { nodes: nodes.left, edges: edges.left },
    right: { nodes: nodes.right, edges: edges.right },
    empty: [nodes.left, nodes.right].every((all) => [...all.values()].every(({ state }) => state === 'same')),
  };
}

function pairingOf({ left, right }: Sides, { toRight }: Matching) {
  const pairing = noPairs(left.ids.length, right.ids.length);
  for (const [ours, theirs] of toRight) {
    const [one, other] = [left.indexOf.get(ours), right.indexOf.get(theirs)];
    if (one !== undefined && other !== undefined) pair(pairing, one, other);
  }
  return pairing;
}

function keepEdge(kept: Set<EdgeId>, graph: Graph, to: NodeId, slot: number | undefined): void {
  const edge = slot === undefined ? undefined : edgeAtSlot(graph, to, slot);
  if (edge) kept.add(edge.id);
}

const edgeStates = (
  { edges }: Graph,
  kept: ReadonlySet<EdgeId>,
  otherwise: EdgeState,
): ReadonlyMap<EdgeId, EdgeState> =>
  new Map([...edges.keys()].map((id) => [id, kept.has(id) ? 'same' : otherwise]));

/**
 * Parameters with different values that both nodes show. What is shown on one side only follows from another parameter,
 * which is in the list.
 */
function changesBetween(
  left: Graph,
  ours: GraphNode,
  right: Graph,
  theirs: GraphNode,
): readonly ParamChange[] {
  if (ours === theirs) return [];
  const others = shownParams(right, theirs);
  const changes = [...shownParams(left, ours).values()].flatMap((one): ParamChange[] => {
    const other = others.get(one.name);
    if (!other || sameValue(one.value, other.value)) return [];
    const words = { left: formatParam(one), right: formatParam(other) };
    return [{ param: one.name, label: one.field.label, left: one.value, right: other.value, words }];
  });
  return ours.kind === theirs.kind ? changes : [kindChange(ours.kind, theirs.kind), ...changes];
}

function kindChange(left: string, right: string): ParamChange {
  const words = { left: layerOf(left).label, right: layerOf(right).label };
  return { param: 'kind', label: 'Layer', left, right, words };
}
