// Edits of a drawing: what each changes, what it leaves identical, and what it refuses.
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../layers/index';
import { nodeId } from '../lib/ids';
import { cyclePath, topologicalOrder } from './cycles';
import { applyEdit, applyEdits } from './edit';
import type { Drawing, Edit } from './edits';
import { edgeOf, edgesInto, emptyGraph, makeGraph } from './graph';
import { freeName, freeSlot, slotCount } from './slots';

const nodeOf = (id: string, kind: string) => ({ id: nodeId(id), kind, params: defaultParams(kind) });
const wire = (from: string, to: string, slot = 0) => edgeOf({ from: nodeId(from), to: nodeId(to), slot });
const drawing: Drawing = {
  graph: makeGraph(
    [nodeOf('input', 'input'), nodeOf('a', 'conv2d'), nodeOf('b', 'conv2d'), nodeOf('sum', 'add')],
    [wire('input', 'a'), wire('a', 'b'), wire('a', 'sum', 0), wire('b', 'sum', 1)],
  ),
  layout: new Map([
    [nodeId('a'), { x: 0, y: 0 }],
    [nodeId('b'), { x: 100, y: 40 }],
  ]),
};
const edited = (...edits: Edit[]): Drawing => {
  const result = applyEdits(drawing, edits);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const codeOf = (edit: Edit) => {
  const result = applyEdit(drawing, edit);
  return result.ok ? 'ok' : result.error.code;
};

describe('edits', () => {
  it('gives no place to a node that is gone, as one that is deleted while it is dragged', () => {
    const positions = new Map([
      [nodeId('gone'), { x: 1, y: 1 }],
      [nodeId('a'), { x: 5, y: 5 }],
    ]);
    const { layout } = edited({ type: 'move', positions });
    expect([...layout.keys()]).toEqual(['a', 'b']);
    expect(layout.get(nodeId('a'))).toEqual({ x: 5, y: 5 });
  });

  it('leaves every untouched node the same object, and the graph the same when only positions move', () => {
    const { graph } = edited({ type: 'set', node: nodeId('a'), params: { filters: 8 } });
    expect(graph.nodes.get(nodeId('a'))?.params.filters).toBe(8);
    expect(graph.nodes.get(nodeId('b'))).toBe(drawing.graph.nodes.get(nodeId('b')));
    expect(graph.edges).toBe(drawing.graph.edges);
    expect(edited({ type: 'move', positions: new Map([[nodeId('a'), { x: 5, y: 5 }]]) }).graph).toBe(
      drawing.graph,
    );
  });
  it('removes a node with its wires', () => {
    const { graph, layout } = edited({ type: 'remove', nodes: [nodeId('a')], edges: [] });
    expect([...graph.edges.keys()]).toEqual(['b->sum:1']);
    expect(layout.has(nodeId('a'))).toBe(false);
  });
  it('renames a node in place, with its wires and position', () => {
    const { graph, layout } = edited({ type: 'rename', node: nodeId('a'), id: 'conv5x5' });
    expect([...graph.nodes.keys()]).toEqual(['input', 'conv5x5', 'b', 'sum']);
    expect([...graph.edges.keys()]).toEqual([
      'input->conv5x5:0',
      'conv5x5->b:0',
      'conv5x5->sum:0',
      'b->sum:1',
    ]);
    expect(layout.get(nodeId('conv5x5'))).toEqual({ x: 0, y: 0 });
  });
  it('inserts a node on a wire, in the middle of it', () => {
    const { graph, layout } = edited({
      type: 'insert',
      edge: wire('a', 'b').id,
      node: nodeOf('bn', 'batchNorm'),
    });
    expect(edgesInto(graph, nodeId('bn')).map((e) => e.from)).toEqual(['a']);
    expect(edgesInto(graph, nodeId('b')).map((e) => e.from)).toEqual(['bn']);
    expect(layout.get(nodeId('bn'))).toEqual({ x: 50, y: 20 });
  });
  it('replaces the wire of a filled slot', () => {
    const { graph } = edited({ type: 'connect', from: nodeId('input'), to: nodeId('b'), slot: 0 });
    expect(edgesInto(graph, nodeId('b')).map((e) => e.from)).toEqual(['input']);
  });
  it('does all of a list or nothing', () => {
    const result = applyEdits(drawing, [
      { type: 'remove', nodes: [nodeId('b')], edges: [] },
      { type: 'rename', node: nodeId('b'), id: 'c' },
    ]);
    expect(result).toMatchObject({ ok: false, error: { code: 'no-such-node' } });
    expect(drawing.graph.nodes.has(nodeId('b'))).toBe(true);
  });
  it.each<[string, Edit]>([
    ['cycle', { type: 'connect', from: nodeId('sum'), to: nodeId('a'), slot: 0 }],
    ['cycle', { type: 'connect', from: nodeId('a'), to: nodeId('a'), slot: 0 }],
    ['no-such-slot', { type: 'connect', from: nodeId('a'), to: nodeId('input'), slot: 0 }],
    ['no-such-slot', { type: 'connect', from: nodeId('input'), to: nodeId('b'), slot: 1 }],
    ['already-wired', { type: 'connect', from: nodeId('a'), to: nodeId('sum'), slot: 2 }],
    ['no-such-node', { type: 'connect', from: nodeId('a'), to: nodeId('nowhere'), slot: 0 }],
    ['duplicate-node', { type: 'rename', node: nodeId('a'), id: 'b' }],
    ['bad-id', { type: 'rename', node: nodeId('a'), id: 'two words' }],
    ['duplicate-node', { type: 'add', node: nodeOf('a', 'conv2d'), at: { x: 0, y: 0 } }],
    ['no-such-node', { type: 'set', node: nodeId('x'), params: {} }],
  ])('refuses: %s', (code, edit) => {
    expect(codeOf(edit)).toBe(code);
  });
  it('names new nodes and finds free slots', () => {
    expect(freeName(emptyGraph, 'conv')).toBe('conv1');
    expect(freeSlot(drawing.graph, nodeId('sum'))).toBe(2);
    expect(freeSlot(drawing.graph, nodeId('b'))).toBeUndefined();
    const sum = drawing.graph.nodes.get(nodeId('sum'));
    expect(sum && slotCount(drawing.graph, sum)).toBe(3);
  });
});

describe('order and cycles', () => {
  it('orders every node behind its inputs, and still does when nodes change but wires do not', () => {
    expect(topologicalOrder(drawing.graph)).toEqual(['input', 'a', 'b', 'sum']);
    const more = edited({ type: 'add', node: nodeOf('c', 'conv2d'), at: { x: 0, y: 0 } });
    expect(topologicalOrder(more.graph)).toContain('c');
  });
  it('names the shortest cycle', () => {
    expect(cyclePath(drawing.graph, nodeId('sum'), nodeId('a'))).toEqual(['a', 'sum', 'a']);
    expect(cyclePath(drawing.graph, nodeId('input'), nodeId('sum'))).toBeUndefined();
  });
});
