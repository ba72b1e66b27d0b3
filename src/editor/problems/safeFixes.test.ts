// What “Fix all that are safe” may do and may not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, emptyDocument } from '../../graph/document';
import { draw } from '../../graph/drawing.fixture';
import { applyEdits } from '../../graph/edit';
import { edgesFrom, type Graph } from '../../graph/graph';
import type { NodeId } from '../../lib/ids';
import { faults } from '../../shapes/faults.fixture';
import { arbitraryGraph, arbitraryValid } from '../../shapes/randomGraphs.fixture';
import type { DataState } from '../../store/dataInUse';
import { problemsOf } from '../../store/judge';
import { isGentle, safeFixOf } from './safeFixes';

const documentOf = (graph: Graph): Document => ({
  ...emptyDocument,
  graph,
  layout: new Map([...graph.nodes.keys()].map((id, i) => [id, { x: i * 200, y: 0 }])),
});
const noData: DataState = { state: 'loading', id: 'digits', progress: 0 };

const reaches = (graph: Graph, from: NodeId, to: NodeId): boolean => {
  const seen = new Set([from]);
  for (const id of seen) for (const edge of edgesFrom(graph, id)) seen.add(edge.to);
  return seen.has(to);
};

const faulty = fc
  .tuple(arbitraryValid(), fc.constantFrom(...Object.values(faults)), fc.nat(1000))
  .map(([{ graph }, spoil, pick]) => spoil(graph, pick)?.graph ?? graph);

describe('all safe remedies', () => {
  it('leave fewer problems, every node and every wire or what stands on it, and the data set, on random drawings', () => {
    let mended = 0;
    fc.assert(
      fc.property(fc.oneof(faulty, arbitraryGraph), (graph) => {
        const before = documentOf(graph);
        const found = safeFixOf(before, noData);
        if (!found) return;
        mended += 1;
        const made = applyEdits(before, found.fix.edits);
        if (!made.ok) throw new Error(made.error.message);
        const after = { ...before, ...made.value };
        expect(problemsOf(after, noData)).toHaveLength(found.left);
        expect(found.left).toBe(problemsOf(before, noData).length - found.mended);
        expect(found.mended).toBeGreaterThan(0);
        expect(found.fix.training?.data).toBeUndefined();
        for (const [id, node] of graph.nodes) expect(after.graph.nodes.get(id)?.kind).toBe(node.kind);
        for (const { from, to } of graph.edges.values()) expect(reaches(after.graph, from, to)).toBe(true);
      }),
      { numRuns: 60 },
    );
    // Else nothing was tested.
    expect(mended).toBeGreaterThan(5);
  });

  it('are none where nothing is wrong', () => {
    fc.assert(
      fc.property(arbitraryValid(), ({ graph }) => {
        const document = documentOf(graph);
        if (problemsOf(document, noData).length === 0) expect(safeFixOf(document, noData)).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });
});

describe('a gentle remedy', () => {
  it('neither removes, nor takes a wire’s place, nor changes the data set', () => {
    const graph = draw('in = input\nc = conv2d < in\nd = conv2d < in');
    const [edge] = graph.edges.values();
    if (!edge) throw new Error('The drawing has wires.');
    const fix = (edits: Parameters<typeof isGentle>[1]['edits']) => ({ label: 'x', edits });
    expect(isGentle(graph, fix([{ type: 'remove', nodes: [], edges: [edge.id] }]))).toBe(false);
    expect(isGentle(graph, fix([{ type: 'connect', from: edge.from, to: edge.to, slot: edge.slot }]))).toBe(
      false,
    );
    expect(isGentle(graph, fix([{ type: 'set', node: edge.to, params: { stride: 2 } }]))).toBe(true);
    expect(isGentle(graph, { ...fix([]), training: { data: 'shapes' } })).toBe(false);
    expect(isGentle(graph, { ...fix([]), training: { batchSize: 8 } })).toBe(true);
  });
});
