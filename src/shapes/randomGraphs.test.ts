// Rules that must hold on any drawing whatever.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../graph/edit';
import { expand } from '../graph/expand';
import { edgesInto, type Graph } from '../graph/graph';
import { type Cost, noCost } from '../layers/contract';
import { type NodeId, nodeId, pathOf } from '../lib/ids';
import { drawingProblems, makePlan, totalsOf } from '../plan/makePlan';
import { checkEdge } from './checkEdge';
import { edgeStates } from './edgeStates';
import { explainNode } from './explain';
import { faults } from './faults.fixture';
import { fixesFor } from './fixes';
import { inferShapes } from './inferShapes';
import { innerDrawing } from './innerDrawing';
import type { NodeShape, Shapes } from './nodeShape';
import { arbitraryGraph, arbitraryValid } from './randomGraphs.fixture';

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
      { numRuns: 600 },
    );
  });

  it('[S5] inference from a previous result equals inference from scratch', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryGraph, (before, after) => {
        expect(inferShapes(after, inferShapes(before))).toEqual(inferShapes(after));
      }),
      { numRuns: 200 },
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
      { numRuns: 2500 },
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
      { numRuns: 400 },
    );
    expect(mended).toBeGreaterThan(50);
  });
});

type Known = Extract<NodeShape, { state: 'ok' }>;
const known = (state: NodeShape | undefined): Known => {
  if (state?.state !== 'ok') throw new Error(`${state?.node.id} is ${state?.state}`);
  return state;
};
const sum = (costs: readonly Cost[]): Cost =>
  costs.reduce(
    (a, b) => ({
      trainable: a.trainable + b.trainable,
      frozen: a.frozen + b.frozen,
      macs: a.macs + b.macs,
    }),
    noCost,
  );

/** A drawing and the same expanded, each with its shapes. */
interface Drawn {
  readonly graph: Graph;
  readonly shapes: Shapes;
  readonly flat: Graph;
  readonly flatShapes: Shapes;
}

/** Compares an instance, and all that is inside it, with its nodes in the expanded graph. */
function compareInstance(drawn: Drawn, path: NodeId, state: Known): void {
  const { graph, shapes, flat, flatShapes } = drawn;
  const below = [...flat.nodes.keys()].filter((id) => id.startsWith(`${path}/`));
  expect(state.cost, path).toEqual(sum(below.map((id) => known(flatShapes.get(id)).cost)));
  expect(innerDrawing(graph, shapes, path)?.shapes.size).toBe(state.inner?.size);
  for (const [id, inner] of state.inner ?? []) {
    const { node, shape, cost } = known(inner);
    if (node.kind === 'moduleOutput') expect(shape, path).toEqual(state.shape);
    const own = flatShapes.get(pathOf(path, id));
    if (own)
      expect({ shape, cost }, pathOf(path, id)).toEqual({ shape: known(own).shape, cost: known(own).cost });
    if (node.kind === 'module') compareInstance(drawn, pathOf(path, id), known(inner));
  }
}

describe('on 1,000 drawings in which all is right', () => {
  it('[S16] an instance has the shape and the cost of its nodes in the expanded drawing', () => {
    let instances = 0;
    let nested = 0;
    fc.assert(
      fc.property(arbitraryValid(), ({ graph }) => {
        const shapes = inferShapes(graph);
        const flat = expand(graph);
        const flatShapes = inferShapes(flat);
        expect(flatShapes.size).toBe(flat.nodes.size);
        for (const state of flatShapes.values()) expect(known(state).node.kind).not.toBe('module');
        for (const [id, state] of shapes) {
          const here = known(state);
          if (here.node.kind !== 'module') {
            expect(known(flatShapes.get(id)).shape).toEqual(here.shape);
            continue;
          }
          instances += 1;
          if ([...flat.nodes.keys()].some((path) => path.startsWith(`${id}/`) && path.split('/').length > 2))
            nested += 1;
          compareInstance({ graph, shapes, flat, flatShapes }, id, here);
        }
        for (const { state } of edgeStates(graph, shapes).values()) expect(state).toBe('ok');
        expect(inferShapes(graph, shapes)).toEqual(shapes);
      }),
      { numRuns: 1000 },
    );
    expect(instances).toBeGreaterThan(500);
    expect(nested).toBeGreaterThan(50);
  });

  it('[G19] [S16] a module made and ungrouped gives back the drawing with its shapes', () => {
    let made = 0;
    fc.assert(
      fc.property(arbitraryValid(1), fc.nat(), fc.integer({ min: 1, max: 6 }), (drawing, from, length) => {
        const ids = [...drawing.graph.nodes.keys()];
        const nodes = ids.slice(from % ids.length).slice(0, length);
        const there = applyEdits(drawing, [{ type: 'defineModule', name: 'made', nodes, instance: 'made' }]);
        if (!there.ok) return;
        made += 1;
        const back = applyEdits(there.value, [{ type: 'ungroup', node: nodeId('made') }]);
        if (!back.ok) throw new Error(back.error.message);
        expect(back.value.graph.nodes).toEqual(drawing.graph.nodes);
        expect(new Set(back.value.graph.edges.keys())).toEqual(new Set(drawing.graph.edges.keys()));
        expect(back.value.layout).toEqual(drawing.layout);
        const shapes = inferShapes(drawing.graph);
        for (const [id, state] of inferShapes(back.value.graph))
          expect(known(state).shape).toEqual(known(shapes.get(id)).shape);
      }),
      { numRuns: 500 },
    );
    expect(made).toBeGreaterThan(150);
  });
});

describe('on 1,000 drawings with one fault', () => {
  it('[S19] [S17] it is found with its exact code at the exact place, and nothing else is', () => {
    const found = new Map<string, number>();
    const kinds = Object.entries(faults);
    let tried = 0;
    fc.assert(
      fc.property(arbitraryValid(), fc.nat(), fc.nat(kinds.length - 1), ({ graph }, pick, first) => {
        tried += 1;
        // The first kind from the chosen one on for which the drawing has a place.
        for (let i = 0; i < kinds.length; i += 1) {
          const [name, put] = kinds[(first + i) % kinds.length] ?? ['', () => undefined];
          const fault = put(graph, pick);
          if (!fault) continue;
          found.set(name, (found.get(name) ?? 0) + 1);
          const shapes = inferShapes(fault.graph);
          let seen = 0;
          for (const [id, state] of shapes) {
            if (state.state === 'ok') continue;
            if (state.state === 'waiting') {
              expect(['misfit', 'incomplete'], name).toContain(shapes.get(state.on)?.state);
              continue;
            }
            const inner = state.state === 'misfit' ? state.misfit.inside : undefined;
            const code = state.state === 'misfit' ? state.misfit.code : 'missing-input';
            // An instance that holds the faulty module names the node through it.
            const through = code === 'inside-module' && !fault.at(id, state.node);
            if (!through) {
              expect(fault.at(id, state.node), `${name} at ${id}`).toBe(true);
              expect(code, name).toBe(fault.code);
            }
            if (fault.inside) {
              expect(inner?.misfit.code, name).toBe(fault.inside.code);
              expect(inner?.path.split('/').at(-1), name).toBe(fault.inside.node);
            }
            if (state.state === 'misfit') expect(state.misfit.message.length, name).toBeGreaterThan(20);
            seen += 1;
          }
          expect(seen, name).toBeGreaterThan(0);
          compareFlat(fault.graph, shapes, name);
          return;
        }
      }),
      { numRuns: 1000 },
    );
    expect(tried).toBe(1000);
    for (const [name] of kinds) expect(found.get(name) ?? 0, name).toBeGreaterThan(5);
  });
});

/** The expanded graph has the fault too, at the inner node's path or at the instance that could not be expanded. */
function compareFlat(graph: Graph, shapes: Shapes, name: string): void {
  const flat = expand(graph);
  const flatShapes = inferShapes(flat);
  const faulty = [...flatShapes.values()].filter(({ state }) => state === 'misfit' || state === 'incomplete');
  expect(faulty.length, name).toBeGreaterThan(0);
  const codes = new Set(
    [...shapes.values()].flatMap((state) => {
      if (state.state === 'incomplete') return ['missing-input'];
      return state.state === 'misfit' ? [state.misfit.code, state.misfit.inside?.misfit.code] : [];
    }),
  );
  for (const state of faulty) {
    const code = state.state === 'misfit' ? state.misfit.code : 'missing-input';
    expect(codes, `${name}: ${code}`).toContain(code);
  }
  for (const edge of flat.edges.values()) expect(edgesInto(flat, edge.to)).toContain(edge);
}
