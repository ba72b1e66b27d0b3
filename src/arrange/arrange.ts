// A drawing laid out in layers from its wires alone. ELK decides columns, order and rows; what it cannot know is done
// here: long networks go on in rows, and cards that are to stay do.
import type { ElkNode } from 'elkjs/lib/elk-api';
import type { Layout } from '../graph/layout';
import { extent } from '../lib/boxes';
import type { NodeId } from '../lib/ids';
import { type Box, turnBox, turnPoint } from '../lib/turned';
import { aroundKept, asBlock, snap } from './besideKept';
import { boxesOf, elkGraph } from './elkGraph';
import type { ArrangeRequest, Card } from './request';
import { inRows } from './rows';

/** Runs ELK's algorithm, here or in a worker. */
export type Lay = (graph: ElkNode) => Promise<ElkNode>;

/**
 * Places, on the grid, for every card that the request lets move; those that are to stay are not in the answer, and no
 * card covers another that it did not cover before.
 */
export async function arrange(request: ArrangeRequest, lay: Lay): Promise<Layout> {
  const { direction, scope } = request;
  const cards = request.cards.map((card) => ({ ...card, ...sizeOf(turnBox(direction, boxAt(card))) }));
  const moving = scope.type === 'part' ? cards.filter(({ id }) => scope.nodes.has(id)) : cards;
  if (moving.length === 0) return new Map();
  const ids = new Set(moving.map(({ id }) => id));
  const wires = request.wires.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const raw = boxesOf(await lay(elkGraph(moving, wires)));
  const rows = scope.type === 'around' ? raw : inRows(raw, wires);
  const found = onGrid(rows);
  const before = new Map<NodeId, Box>(
    cards.flatMap((card): [NodeId, Box][] => {
      const at = request.places.get(card.id);
      return at ? [[card.id, { ...card, ...turnPoint(direction, at) }]] : [];
    }),
  );
  const placed = placeFound(found, before, scope);
  return new Map([...placed].map(([id, box]) => [id, turnPoint(direction, box)]));
}

function placeFound(
  found: ReadonlyMap<NodeId, Box>,
  before: ReadonlyMap<NodeId, Box>,
  scope: ArrangeRequest['scope'],
): ReadonlyMap<NodeId, Box> {
  if (scope.type === 'part') {
    const [ours, others] = [[] as Box[], [] as Box[]];
    for (const [id, box] of before) (scope.nodes.has(id) ? ours : others).push(box);
    return ours.length === 0 ? found : asBlock(found, ours, others);
  }
  if (scope.type === 'around') {
    const kept = new Map([...before].filter(([id]) => scope.nodes.has(id)));
    return aroundKept(found, kept);
  }
  return found;
}

const boxAt = ({ width, height }: Card): Box => ({ x: 0, y: 0, width, height });
const sizeOf = ({ width, height }: Box) => ({ width, height });

/** From the origin on, each on the grid. */
function onGrid(boxes: ReadonlyMap<NodeId, Box>): ReadonlyMap<NodeId, Box> {
  const { x, y } = extent([...boxes.values()]);
  return new Map([...boxes].map(([id, box]) => [id, { ...box, x: snap(box.x - x), y: snap(box.y - y) }]));
}
