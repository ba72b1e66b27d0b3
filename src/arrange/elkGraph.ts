// Cards and wires as the graph that ELK's layered algorithm takes, and its answer as places. The drawing is always laid
// out from left to right; one that leads down is turned before and after.
import type { ElkNode } from 'elkjs/lib/elk-api';
import type { NodeId } from '../lib/ids';
import type { Box } from '../lib/turned';
import type { Card, CardWire } from './request';

/** Between columns there is room for a wire's shape. */
const columnGap = 80;
const rowGap = 40;
/** Between a card and a wire that passes it: room for the wire's shape on it. */
const lane = 26;

const options: Readonly<Record<string, string>> = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(columnGap),
  'elk.layered.spacing.edgeNodeBetweenLayers': String(columnGap / 2),
  'elk.layered.spacing.edgeEdgeBetweenLayers': '0',
  'elk.spacing.nodeNode': String(rowGap),
  'elk.spacing.edgeNode': String(lane),
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.componentComponent': '60',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  // Wires are drawn here; ELK only keeps lanes free for them.
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE',
  // Cards in the middle of what they join: a module's branches stand evenly about its trunk.
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.thoroughness': '7',
};

export function elkGraph(cards: readonly Card[], wires: readonly CardWire[]): ElkNode {
  const slots = new Map<NodeId, number>();
  for (const { to, slot } of wires) slots.set(to, Math.max(slots.get(to) ?? 0, slot + 1));
  const leading = withoutSkips(cards, wires);
  return {
    id: 'drawing',
    layoutOptions: { ...options },
    children: cards.map(({ id, width, height }) => ({
      id,
      width,
      height,
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: [
        port(`${id}>`, 'EAST', width, height / 2),
        // All but at one height, so that cards stand level with what feeds them and the order of slots still counts.
        ...Array.from({ length: slots.get(id) ?? 0 }, (_, slot) =>
          port(`${id}<${slot}`, 'WEST', 0, height / 2 + slot * 0.01),
        ),
      ],
    })),
    edges: leading.map(({ from, to, slot }, i) => ({
      id: `wire ${i}`,
      sources: [`${from}>`],
      targets: [`${to}<${slot}`],
    })),
  };
}

const port = (id: string, side: 'EAST' | 'WEST', x: number, y: number) => ({
  id,
  x,
  y,
  width: 0,
  height: 0,
  layoutOptions: { 'elk.port.side': side },
});

/**
 * The wires without those that only bridge a longer way between the same two cards. They say nothing of the order, and
 * ELK would bend the trunk to keep lanes for them; they are drawn around the cards between instead.
 */
export function withoutSkips(cards: readonly Card[], wires: readonly CardWire[]): readonly CardWire[] {
  const depths = depthsOf(cards, wires);
  const depth = (id: NodeId): number => depths.get(id) ?? 0;
  const after = new Map<NodeId, NodeId[]>();
  for (const { from, to } of wires) {
    const list = after.get(from);
    if (list) list.push(to);
    else after.set(from, [to]);
  }
  const bridges = ({ from, to }: CardWire): boolean => {
    const seen = new Set<NodeId>();
    const open = (after.get(from) ?? []).filter((id) => id !== to);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === to) return true;
      if (seen.has(id) || depth(id) >= depth(to)) continue;
      seen.add(id);
      open.push(...(after.get(id) ?? []));
    }
    return false;
  };
  return wires.filter((wire) => depth(wire.to) - depth(wire.from) <= 1 || !bridges(wire));
}

/** The length of the longest way to each card. */
function depthsOf(cards: readonly Card[], wires: readonly CardWire[]): ReadonlyMap<NodeId, number> {
  const after = new Map<NodeId, NodeId[]>();
  const missing = new Map<NodeId, number>(cards.map(({ id }) => [id, 0]));
  for (const { from, to } of wires) {
    const list = after.get(from);
    if (list) list.push(to);
    else after.set(from, [to]);
    missing.set(to, (missing.get(to) ?? 0) + 1);
  }
  const depths = new Map<NodeId, number>();
  const ready = cards.filter(({ id }) => missing.get(id) === 0).map(({ id }) => id);
  for (const id of ready) {
    const depth = depths.get(id) ?? 0;
    depths.set(id, depth);
    for (const next of after.get(id) ?? []) {
      depths.set(next, Math.max(depths.get(next) ?? 0, depth + 1));
      const left = (missing.get(next) ?? 1) - 1;
      missing.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return depths;
}

/** Where ELK put each card. */
export function boxesOf(answer: ElkNode): ReadonlyMap<NodeId, Box> {
  return new Map(
    (answer.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = 0 }) => [
      id as NodeId,
      { x, y, width, height },
    ]),
  );
}
