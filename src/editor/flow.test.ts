import { describe, expect, it } from 'vitest';
import { applyEdits } from '../graph/edit';
import type { Edit } from '../graph/edits';
import { edgeOf, type Graph, makeGraph } from '../graph/graph';
import type { Layout } from '../graph/layout';
import { defaultParams } from '../layers/index';
import { nodeId } from '../lib/ids';
import { edgeStates } from '../shapes/edgeStates';
import { inferShapes } from '../shapes/inferShapes';
import type { Shapes } from '../shapes/nodeShape';
import { slotHandle, slotOfHandle } from './cardGeometry';
import { type Drawn, makeEdgeMapper, makeNodeMapper, noLocals } from './flow';

const names = ['image', 'left', 'right', 'sum'].map(nodeId);
const [image = nodeId(''), left = nodeId(''), right = nodeId(''), sum = nodeId('')] = names;
const kinds = ['input', 'conv2d', 'conv2d', 'add'];
const graph = makeGraph(
  names.map((id, i) => ({ id, kind: kinds[i] ?? '', params: defaultParams(kinds[i] ?? '') })),
  [
    edgeOf({ from: image, to: left, slot: 0 }),
    edgeOf({ from: image, to: right, slot: 0 }),
    edgeOf({ from: left, to: sum, slot: 0 }),
    edgeOf({ from: right, to: sum, slot: 1 }),
  ],
);
const layout: Layout = new Map(names.map((id, i) => [id, { x: i * 250, y: 0 }]));

function drawn(of: Graph, shapes: Shapes, at: Layout = layout): Drawn {
  return {
    graph: of,
    layout: at,
    direction: 'right',
    shapes,
    edgeStates: edgeStates(of, shapes),
    selectedNodes: new Set(),
    selectedEdges: new Set(),
    notes: new Map(),
  };
}

function edited(edits: readonly Edit[]) {
  const made = applyEdits({ graph, layout }, edits);
  if (!made.ok) throw new Error(made.error.message);
  const before = inferShapes(graph);
  return { before, after: inferShapes(made.value.graph, before), ...made.value };
}

const noBends = () => undefined;

describe('flow', () => {
  it('moves a dragged node alone, and puts it back where the document has it', () => {
    const shapes = inferShapes(graph);
    const still = drawn(graph, shapes);
    const map = makeNodeMapper();
    const first = map(still, noLocals);
    const moved = map(still, { dragged: new Map([[left, { x: 7, y: 8 }]]) });
    expect(moved.map(({ position }) => position)).toEqual([
      { x: 0, y: 0 },
      { x: 7, y: 8 },
      { x: 500, y: 0 },
      { x: 750, y: 0 },
    ]);
    expect(moved.filter((node, i) => node !== first[i]).map(({ id }) => id)).toEqual([left]);
    const back = map(still, { dragged: new Map([[right, { x: 1, y: 1 }]]) });
    expect(back.map(({ position }) => position.x)).toEqual([0, 250, 1, 750]);
    expect(map(still, noLocals).map(({ position }) => position)).toEqual(
      first.map(({ position }) => position),
    );
  });

  it('makes anew only the nodes and edges that a parameter edit touches', () => {
    const { before, after, graph: next } = edited([{ type: 'set', node: left, params: { kernel: 5 } }]);
    const [nodes, edges] = [makeNodeMapper(), makeEdgeMapper()];
    const first = {
      nodes: nodes(drawn(graph, before), noLocals),
      edges: edges(drawn(graph, before), noBends),
    };
    const second = { nodes: nodes(drawn(next, after), noLocals), edges: edges(drawn(next, after), noBends) };
    const changed = second.nodes.filter((node) => !first.nodes.includes(node)).map((node) => node.id);
    expect(changed).toEqual([left]);
    expect(second.edges.every((edge) => first.edges.includes(edge))).toBe(true);
  });

  it('shows a dragged node where it is held, and leaves the others the same objects', () => {
    const shapes = inferShapes(graph);
    const map = makeNodeMapper();
    const first = map(drawn(graph, shapes), noLocals);
    const second = map(drawn(graph, shapes), { ...noLocals, dragged: new Map([[right, { x: 7, y: 9 }]]) });
    expect(second.find((node) => node.id === right)?.position).toEqual({ x: 7, y: 9 });
    expect(second.filter((node) => !first.includes(node)).map((node) => node.id)).toEqual([right]);
  });

  it('marks the wire that an edit breaks and offers a merge one free slot more', () => {
    const { after, graph: next } = edited([{ type: 'set', node: left, params: { stride: 2 } }]);
    const states = makeEdgeMapper()(drawn(next, after), noBends).map((edge) => edge.data?.state.state);
    expect(states.filter((state) => state === 'broken')).toHaveLength(1);
    const merge = makeNodeMapper()(drawn(next, after), noLocals).find((node) => node.id === sum);
    expect(merge?.data.slots.map((slot) => slot.source)).toEqual([left, right, undefined]);
    expect(merge?.ariaLabel).toContain('sum, Skip-add, problem');
  });

  it('keeps the slots of a card whose wires are the same, and each whose own wire is', () => {
    const map = makeNodeMapper();
    const sumOf = (of: Drawn) => map(of, noLocals).find(({ id }) => id === sum)?.data;
    const first = sumOf(drawn(graph, inferShapes(graph)));
    const larger = edited([{ type: 'set', node: image, params: { height: 20 } }]);
    const grown = sumOf(drawn(larger.graph, larger.after));
    expect(grown?.shape).not.toBe(first?.shape);
    expect(grown?.slots).toBe(first?.slots);
    const cut = edited([{ type: 'remove', nodes: [], edges: [edgeOf({ from: left, to: sum, slot: 0 }).id] }]);
    const less = sumOf(drawn(cut.graph, cut.after));
    expect(less?.slots[0]?.source).toBeUndefined();
    expect(less?.slots[1]).toBe(first?.slots[1]);
  });

  it('writes and reads handles', () => {
    expect(slotOfHandle(slotHandle(3))).toBe(3);
    expect(slotOfHandle('out')).toBeUndefined();
  });

  it('labels a wire where the shape is new, once for all wires that leave a node', () => {
    const wires = makeEdgeMapper()(drawn(graph, inferShapes(graph)), noBends);
    const told = wires.filter(({ data }) => data?.news).map(({ source, target }) => `${source} ${target}`);
    // The image is news on the first of its two wires; both convolutions make channels that no wire had before.
    expect(told).toEqual(['image left', 'left sum', 'right sum']);
    const { after, graph: same } = edited([{ type: 'set', node: left, params: { filters: 1 } }]);
    const next = makeEdgeMapper()(drawn(same, after), noBends);
    // One filter on a grey image hands on what came in.
    expect(next.find(({ source }) => source === left)?.data?.news).toBe(false);
  });
});
