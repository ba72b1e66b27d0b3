// The wires of a picture: their curves with an arrow at the end, the shapes along them, and the names of slots where a
// layer's inputs are not alike.
import type { Graph, GraphEdge } from '../../graph/graph';
import { skipWires } from '../../graph/skipWires';
import { slotName } from '../../graph/slotName';
import { slotCount } from '../../graph/slots';
import { formatShape } from '../../lib/format';
import type { EdgeId, NodeId } from '../../lib/ids';
import { routeWires } from '../../lib/routing/routeWires';
import { textWidth } from '../../lib/textWidth';
import { type Direction, turnBox, turnPoint } from '../../lib/turned';
import type { EdgeState } from '../../shapes/edgeStates';
import { type Box, type PlacedCard, wireEnds } from './boxes';
import { type DiffState, markOf } from './marks';
import type { Palette } from './palette';
import { labelSize, type PlacedLabel } from './placeLabels';
import { element, titled, writeText } from './svg';
import { type Curve, type Point, wireCurve } from './wire';

export interface Wire {
  readonly edge: GraphEdge;
  readonly direction: Direction;
  readonly from: Point;
  readonly to: Point;
  readonly curve: Curve;
  readonly state: EdgeState | undefined;
  /** It passes over layers. */
  readonly skip: boolean;
  /** The tensor's shape; empty where it has none yet. */
  readonly text: string;
  readonly slotName: SlotName | undefined;
}

interface SlotName {
  readonly text: string;
  readonly box: Box;
}

const arrow = { length: 7, half: 3.5 } as const;
const slotSize = 10;

export function wiresOf(
  graph: Graph,
  cards: ReadonlyMap<NodeId, PlacedCard>,
  states: ReadonlyMap<EdgeId, EdgeState>,
  direction: Direction,
): readonly Wire[] {
  const turned = new Map(
    [...cards].map(([id, card]) => [id, { ...card, box: turnBox(direction, card.box) }]),
  );
  const ends = wireEnds(graph, turned);
  const placed = [...graph.edges.values()].flatMap((edge) => {
    const [source, target] = [turned.get(edge.from)?.box, turned.get(edge.to)?.box];
    if (!source || !target) return [];
    const start = { x: source.x + source.width, y: source.y + source.height / 2 };
    const end = { x: target.x, y: ends.get(edge.id) ?? target.y + target.height / 2 };
    return [{ id: edge.id, from: edge.from, to: edge.to, start, end, edge }];
  });
  const boxes = new Map([...turned].map(([id, { box }]) => [id, box]));
  const routes = routeWires(boxes, placed, 'right');
  const skips = skipWires(graph);
  return placed.map(({ edge, start, end }) => {
    const state = states.get(edge.id);
    return {
      edge,
      direction,
      from: turnPoint(direction, start),
      to: turnPoint(direction, end),
      curve: wireCurve(start, end, routes.get(edge.id), direction),
      state,
      skip: skips.has(edge.id),
      text: tensorText(state),
      slotName: slotNameOf(graph, edge, turnPoint(direction, end), direction),
    };
  });
}

/** The shape that runs along a wire; empty where there is none yet. */
export const tensorText = (state: EdgeState | undefined): string =>
  state === undefined || state.state === 'waiting' ? '' : formatShape(state.shape);

/** Above the wire's end, outside the card; of inputs with names of their own, where there are several. */
function slotNameOf(
  graph: Graph,
  { to, slot }: GraphEdge,
  end: Point,
  direction: Direction,
): SlotName | undefined {
  const node = graph.nodes.get(to);
  const text = node && slotCount(graph, node) > 1 ? slotName(graph, node, slot) : undefined;
  if (text === undefined) return undefined;
  const width = textWidth(text, slotSize);
  const box =
    direction === 'down' ? { x: end.x - width - 5, y: end.y - 17 } : { x: end.x - width - 8, y: end.y - 15 };
  return { text, box: { ...box, width, height: 12 } };
}

export function drawWire(
  { edge, curve, to, state, skip, direction }: Wire,
  palette: Palette,
  diff: DiffState | undefined,
): string {
  const mark = markOf(diff, palette);
  const broken = state?.state === 'broken';
  const colour = broken
    ? palette.bad
    : (mark?.colour ??
      (state?.state === 'waiting' ? palette.outline : skip ? palette.wireSkip : palette.wire));
  const dashes = broken || diff === 'removed' ? '6 4' : state?.state === 'waiting' ? '3 4' : undefined;
  const { length, half } = arrow;
  const tip = turnPoint(direction, to);
  const corners = [{ x: tip.x - length, y: tip.y - half }, tip, { x: tip.x - length, y: tip.y + half }].map(
    (point) => turnPoint(direction, point),
  );
  return (
    element('path', {
      d: curve.path,
      fill: 'none',
      stroke: colour,
      'stroke-width': broken || mark || skip ? 2.2 : 1.5,
      'stroke-dasharray': dashes,
    }) +
    element(
      'path',
      { d: `M${corners.map(({ x, y }) => `${x} ${y}`).join('L')}Z`, fill: colour },
      titled(`${edge.from} → ${edge.to}${mark ? `, ${mark.word}` : ''}`),
    )
  );
}

export function drawLabel(
  { edge, text, box }: PlacedLabel,
  palette: Palette,
  diff: DiffState | undefined,
): string {
  const mark = markOf(diff, palette);
  const { x, y, width, height } = box;
  return element(
    'g',
    { 'data-edge': edge.id },
    titled(`${edge.from} → ${edge.to}: ${text}${mark ? `, ${mark.word}` : ''}`) +
      element('rect', {
        x,
        y,
        width,
        height,
        rx: height / 2,
        fill: mark?.soft ?? palette.surface,
        stroke: mark?.colour ?? palette.border,
      }) +
      writeText(text, {
        x: x + width / 2,
        y: y + height / 2 + labelSize * 0.36,
        size: labelSize,
        fill: mark?.colour ?? palette.dim,
        anchor: 'middle',
        room: width - 8,
      }),
  );
}

export const drawSlotName = ({ text, box }: SlotName, palette: Palette): string =>
  writeText(text, { x: box.x, y: box.y + 9, size: slotSize, fill: palette.dim });
