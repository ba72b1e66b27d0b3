// Rules that must hold on any drawing whatever.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../graph/edit';
import { drawingProblems, makePlan, totalsOf } from '../plan/makePlan';
import { checkEdge } from './checkEdge';
import { edgeStates } from './edgeStates';
import { explainNode } from './explain';
import { fixesFor } from './fixes';
import { inferShapes } from './inferShapes';
import { arbitraryGraph } from './randomGraphs.fixture';

describe('on random drawings', () => {
  it('[S15] [S3] inference ends; every node has a state; whoever waits, waits for a node that is at fault', () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const shapes = inferShapes(graph);
        expect(shapes.size).toBe(graph.nodes.size);
        for (const state of shapes.values()) {
          explainNode(state);
          if (state.state === 'waiting')
            expect(['misfit', 'incomplete']).toContain(shapes.get(state.on)?.state);
        }
        for (const [id, edge] of edgeStates(graph, shapes)) {
          if (edge.state === 'broken') expect(edge.message).toContain(`“${graph.edges.get(id)?.from}”`);
        }
        expect(inferShapes(graph, shapes)).toEqual(shapes);
        totalsOf(graph, shapes);
        const plan = makePlan('random', graph, shapes);
        if (!plan.ok) expect(plan.error.length).toBeGreaterThan(0);
        for (const problem of drawingProblems(graph, shapes)) expect(problem.message).toMatch(/^“n\d+”/);
      }),
      { numRuns: 600, seed: 5 },
    );
  });

  it('[S5] inference from a previous result equals inference from scratch', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryGraph, (before, after) => {
        expect(inferShapes(after, inferShapes(before))).toEqual(inferShapes(after));
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  it('[S7] [S10] every wire is accepted or refused with both names, and every fix keeps its promise', () => {
    let refused = 0;
    let mended = 0;
    fc.assert(
      fc.property(arbitraryGraph, fc.nat(), fc.nat(), fc.integer({ min: 0, max: 2 }), (graph, a, b, slot) => {
        const ids = [...graph.nodes.keys()];
        const from = ids[a % ids.length];
        const to = ids[b % ids.length];
        if (!from || !to) return;
        const shapes = inferShapes(graph);
        const verdict = checkEdge(graph, shapes, { from, to, slot });
        if (verdict.ok) return;
        refused += 1;
        const byShape = verdict.problem.fixes !== undefined;
        const named = [from, to].filter(
          (id) => verdict.problem.message.includes(`“${id}”`) || verdict.problem.message.includes(`${id} →`),
        );
        expect(named.length, verdict.problem.message).toBeGreaterThanOrEqual(byShape && from !== to ? 2 : 1);
        for (const fix of verdict.problem.fixes ?? []) {
          const after = applyEdits({ graph, layout: new Map() }, fix.edits);
          if (!after.ok) throw new Error(after.error.message);
          expect(inferShapes(after.value.graph).get(to)?.state, fix.label).toBe('ok');
          mended += 1;
        }
      }),
      { numRuns: 1500, seed: 7 },
    );
    expect(refused).toBeGreaterThan(300);
    expect(mended).toBeGreaterThan(50);
  });

  it('[S10] fixes of nodes that are wrong keep their promise too', () => {
    let mended = 0;
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const shapes = inferShapes(graph);
        for (const [id, state] of shapes) {
          if (state.state !== 'misfit') continue;
          for (const fix of fixesFor(graph, shapes, id)) {
            const after = applyEdits({ graph, layout: new Map() }, fix.edits);
            if (!after.ok) throw new Error(after.error.message);
            expect(inferShapes(after.value.graph).get(id)?.state, fix.label).toBe('ok');
            mended += 1;
          }
        }
      }),
      { numRuns: 400, seed: 8 },
    );
    expect(mended).toBeGreaterThan(50);
  });
});
