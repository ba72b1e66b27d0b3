// An instance stands level with what feeds it where the node that read it did, so that a wire that was straight stays
// straight; and ungrouping puts the nodes back where they stood.
import { applyEdits } from '../../graph/edit';
import type { DefineModule, Drawing, Edit } from '../../graph/edits';
import { edgesFrom, edgesInto, type Graph, type GraphEdge } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { slotCount } from '../../graph/slots';
import { overlap } from '../../lib/boxes';
import type { NodeId } from '../../lib/ids';
import { type Box, type Direction, type Point, turnPoint } from '../../lib/turned';
import { cardSize, outputPlaceOn, slotPlaceOn } from '../freePlace';

/** What keeps the instance apart from other cards, in canvas units. */
const air = 10;

/** The edits that make a module that leads where the drawing does; its instance is moved level where that place is free. */
export function makeLevel(drawing: Drawing, asked: DefineModule, direction: Direction): readonly Edit[] {
  const edit: DefineModule = direction === 'down' ? { ...asked, direction } : asked;
  const chosen = new Set(edit.nodes);
  const entering = edit.nodes
    .flatMap((id) => edgesInto(drawing.graph, id))
    .filter(({ from }) => !chosen.has(from));
  const [read, second] = entering;
  const made = applyEdits(drawing, [edit]);
  if (!made.ok || !read || second || riseOf(drawing, read, direction) !== 0) return [edit];
  const { graph, layout } = made.value;
  const instance = [...graph.nodes.keys()].find((id) => !drawing.graph.nodes.has(id) || chosen.has(id));
  const wire = instance === undefined ? undefined : edgesInto(graph, instance)[0];
  if (!wire) return [edit];
  const place = raised(layout, wire.to, riseOf({ graph, layout }, wire, direction), direction);
  const box = { ...place, ...sizeOf(graph, wire.to) };
  const taken = [...layout].some(
    ([id, at]) => id !== wire.to && overlap(box, { ...at, ...sizeOf(graph, id) }, air),
  );
  return taken ? [edit] : [edit, { type: 'move', positions: new Map([[wire.to, place]]) }];
}

/** The edits that put the nodes of an instance in its place, that which reads its one input level again. */
export function ungroupLevel(drawing: Drawing, id: NodeId, direction: Direction): readonly Edit[] {
  const edit: Edit = { type: 'ungroup', node: id };
  const [wire, second] = edgesInto(drawing.graph, id);
  const made = applyEdits(drawing, [edit]);
  if (!made.ok || !wire || second || riseOf(drawing, wire, direction) !== 0) return [edit];
  const { graph, layout } = made.value;
  const [reader, other] = edgesFrom(graph, wire.from).filter(({ to }) => !drawing.graph.nodes.has(to));
  if (!reader || other) return [edit];
  const place = raised(drawing.layout, id, riseOf({ graph, layout }, reader, direction), direction);
  return [{ type: 'move', positions: new Map([[id, place]]) }, edit];
}

/** How far across the drawing a wire's target would have to move for the wire to be straight. */
function riseOf(
  { graph, layout }: Pick<Drawing, 'graph' | 'layout'>,
  { from, to, slot }: GraphEdge,
  direction: Direction,
): number {
  const box = (id: NodeId): Box => ({ ...(layout.get(id) ?? { x: 0, y: 0 }), ...sizeOf(graph, id) });
  const target = graph.nodes.get(to);
  const start = outputPlaceOn(box(from), direction);
  const end = slotPlaceOn(box(to), slot, target ? slotCount(graph, target) : 1, direction);
  return turnPoint(direction, start).y - turnPoint(direction, end).y;
}

function raised(layout: Layout, id: NodeId, by: number, direction: Direction): Point {
  const at = turnPoint(direction, layout.get(id) ?? { x: 0, y: 0 });
  return turnPoint(direction, { x: at.x, y: at.y + by });
}

function sizeOf(graph: Graph, id: NodeId): { readonly width: number; readonly height: number } {
  const node = graph.nodes.get(id);
  return node ? cardSize(graph, node) : { width: 0, height: 0 };
}
