// A chain or block of nodes repeated in series after itself: copies of the nodes and their wires, each copy fed by the
// one before, and what followed the block moved to the last.
import { layerOf, stemOf } from '../layers/index';
import { type NodeId, nodeId } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { type Box, type Direction, type Point, turnPoint } from '../lib/turned';
import { type Chosen, cutOut } from './cutOut';
import { boxOf } from './defineModule';
import type { Drawing, Edit } from './edits';
import { edgesFrom, edgesInto, type Graph, type GraphEdge } from './graph';
import type { Layout } from './layout';
import { cardSize, makeRoom } from './makeRoom';
import { isPort } from './module';
import { grid, rowBelow } from './placeNodes';
import { atDocument, atNode, type Problem } from './problem';
import { hasOutput } from './slots';
import { refuse, wrongKind } from './wires';

/** The most blocks in a row that are made at once. */
export const mostRepeats = 64;

export interface Repeated {
  readonly edits: readonly Edit[];
  /** The node that gives the last copy's tensor. */
  readonly last: NodeId;
  /** New nodes, copy by copy. */
  readonly added: readonly NodeId[];
}

/**
 * The edits that make `times` blocks in series of one. One tensor must enter the block and one node give what leaves
 * it; several wires may carry either.
 */
export function repeat(
  drawing: Drawing,
  ids: readonly NodeId[],
  times: number,
  direction: Direction = 'right',
): Result<Repeated, Problem> {
  const block = blockOf(drawing.graph, ids);
  if (!block.ok) return block;
  const { chosen, source, output, inner, entering, leaving } = block.value;
  const taken = new Set(drawing.graph.nodes.keys());
  const edits: Edit[] = [];
  const added: NodeId[] = [];
  const step = stepOf(drawing.layout, [...chosen.keys()], direction);
  const copies: Box[] = [];
  let feeding = output;
  for (let copy = 1; copy < times; copy += 1) {
    const names = new Map([...chosen.values()].map(({ id, kind }) => [id, freshName(id, kind, taken)]));
    const now = (id: NodeId): NodeId => names.get(id) ?? (id === source ? feeding : id);
    for (const node of chosen.values()) {
      const at = drawing.layout.get(node.id) ?? { x: 0, y: 0 };
      const place = { x: at.x + copy * step.x, y: at.y + copy * step.y };
      edits.push({ type: 'add', node: { ...node, id: now(node.id) }, at: place });
      copies.push({ ...place, ...cardSize });
      added.push(now(node.id));
    }
    for (const { from, to, slot } of [...inner, ...entering])
      edits.push({ type: 'connect', from: now(from), to: now(to), slot });
    feeding = now(output);
  }
  if (added.length > 0) {
    const moved = makeRoom(drawing.graph, drawing.layout, {
      direction,
      movers: leadingOn(drawing.layout, leaving, direction),
      by: (step.x + step.y) * (times - 1),
      taken: copies,
      stay: new Set([...chosen.keys(), source]),
    });
    if (moved.size > 0) edits.push({ type: 'move', positions: moved });
    edits.push({ type: 'remove', nodes: [], edges: leaving.map(({ id }) => id) });
    for (const { to, slot } of leaving) edits.push({ type: 'connect', from: feeding, to, slot });
  }
  return ok({ edits, last: feeding, added });
}

interface Block {
  readonly chosen: Chosen;
  readonly source: NodeId;
  readonly output: NodeId;
  readonly inner: readonly GraphEdge[];
  readonly entering: readonly GraphEdge[];
  readonly leaving: readonly GraphEdge[];
}

function blockOf(graph: Graph, ids: readonly NodeId[]): Result<Block, Problem> {
  const wanted = new Set(ids);
  const chosen = new Map([...graph.nodes].filter(([id]) => wanted.has(id)));
  if (chosen.size === 0)
    return refuse('nothing-selected', atDocument, 'Nothing is selected: choose the nodes to repeat.');
  for (const node of chosen.values()) {
    const { label } = layerOf(node.kind);
    if (isPort(node)) {
      return refuse(
        'port-outside-module',
        atNode(node.id),
        `“${node.id}” (${label}) is a port of the module: leave it out of the selection.`,
      );
    }
  }
  const ends = endsOfBlock(graph, chosen);
  if (!ends.ok) return ends;
  const cut = cutOut(graph, chosen);
  if (!cut.ok) return cut;
  const { inner, entering } = cut.value;
  const needing = entering.find((edge) => !takes(graph, edge, ends.value.output));
  if (needing)
    return refuse(
      'not-a-pool',
      atNode(needing.to),
      `“${needing.to}” (${labelOf(graph, needing.to)}) uses what only “${needing.from}” (${labelOf(graph, needing.from)}) can give it, and the block before gives another: select “${needing.from}” too.`,
    );
  const leaving = edgesFrom(graph, ends.value.output).filter(({ to }) => !chosen.has(to));
  return ok({ chosen, ...ends.value, inner, entering, leaving });
}

/** Whether the wire's slot takes what leaves `output` instead, by its kind. */
function takes(graph: Graph, { to, slot }: GraphEdge, output: NodeId): boolean {
  const [target, giving] = [graph.nodes.get(to), graph.nodes.get(output)];
  return !target || !giving || !wrongKind(graph, giving, target, slot);
}

const labelOf = (graph: Graph, id: NodeId): string => layerOf(graph.nodes.get(id)?.kind ?? '').label;

function endsOfBlock(graph: Graph, chosen: Chosen): Result<{ source: NodeId; output: NodeId }, Problem> {
  const outside = (id: NodeId): boolean => !chosen.has(id);
  const entering = [...chosen.keys()]
    .flatMap((id) => edgesInto(graph, id))
    .filter(({ from }) => outside(from));
  const sources = [...new Set(entering.map(({ from }) => from))];
  const [source, otherSource] = sources;
  if (source === undefined) {
    return refuse(
      'missing-input',
      atDocument,
      'No wire enters the selection, so a copy would have nothing to follow: wire its first node to what comes before it.',
    );
  }
  if (otherSource !== undefined) {
    return refuse(
      'no-such-slot',
      atNode(otherSource),
      `${sources.length} tensors enter the selection, from ${listed(sources)}, and the block before gives one: select what joins them too, or less.`,
    );
  }
  const sinks = [...chosen.values()].filter(({ id }) => {
    const leaving = edgesFrom(graph, id);
    return leaving.length === 0 || leaving.some(({ to }) => outside(to));
  });
  const [output, other] = sinks;
  if (!output || other) {
    return refuse(
      'several-outputs',
      atNode(other?.id ?? source),
      `${sinks.length === 2 ? 'Two' : sinks.length} outputs leave the selection, at ${listed(sinks.map(({ id }) => id))}, and the next block takes one: select what joins them too, or less.`,
    );
  }
  if (!hasOutput(graph, output)) {
    return refuse(
      'output-has-no-out',
      atNode(output.id),
      `“${output.id}” (${layerOf(output.kind).label}) ends the network, so nothing can follow it: leave it out of the selection.`,
    );
  }
  return ok({ source, output: output.id });
}

const listed = (ids: readonly NodeId[]): string => ids.map((id) => `“${id}”`).join(', ');

/** `conv3` of a `conv1` where the name is the layer's own word and a number; else `3a-5x5-2`. */
function freshName(id: NodeId, kind: string, taken: Set<string>): NodeId {
  const [, word] = /^([A-Za-z]+)\d+$/.exec(id) ?? [];
  const stem =
    word !== undefined && (kind === 'module' || word === stemOf(kind)) ? word : `${id.slice(0, 58)}-`;
  for (let n = 2; ; n += 1) {
    const name = nodeId(`${stem}${n}`);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** From one block to the next, in canvas units. */
function stepOf(layout: Layout, ids: readonly NodeId[], direction: Direction): Point {
  const { width, height } = boxOf(ids.map((id) => layout.get(id) ?? { x: 0, y: 0 }));
  return direction === 'down' ? { x: 0, y: height + rowBelow } : { x: width + grid.column, y: 0 };
}

/** What the block leads on to; the beginning of the next row stays where it is. */
function leadingOn(layout: Layout, leaving: readonly GraphEdge[], direction: Direction): readonly NodeId[] {
  const along = (id: NodeId): number => turnPoint(direction, layout.get(id) ?? { x: 0, y: 0 }).x;
  return leaving.flatMap(({ from, to }) => (along(to) > along(from) ? [to] : []));
}
