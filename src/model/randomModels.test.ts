// Random drawings that can be trained become tf.js models with our shapes at every node and our weight count. [S2]
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expand } from '../graph/expand';
import { edgeOf, type Graph, makeGraph } from '../graph/graph';
import { defaultParams, layerOf } from '../layers/index';
import { nodeId } from '../lib/ids';
import { makePlan } from '../plan/makePlan';
import { inferShapes } from '../shapes/inferShapes';
import { arbitraryGraph, arbitraryValid } from '../shapes/randomGraphs.fixture';
import { buildModel } from './buildModel';

/** Ends a drawing in a classifier of ten classes behind its last node that has a shape. */
function finished(graph: Graph): Graph {
  const last = [...inferShapes(graph)]
    .filter(([, s]) => s.state === 'ok' && layerOf(s.node.kind).group !== 'Output')
    .at(-1)?.[0];
  const nodes = [...graph.nodes.values()].filter((node) => layerOf(node.kind).head === undefined);
  // The drawings are random; a wire into an input, or out of an output, is refused wherever a user could draw one.
  const kept = new Set(nodes.map(({ id }) => id));
  const open = new Set(nodes.filter((n) => layerOf(n.kind).inputs.type !== 'none').map(({ id }) => id));
  const edges = [...graph.edges.values()].filter(({ from, to }) => kept.has(from) && open.has(to));
  if (!last) return graph;
  const tail = ['flatten', 'dense', 'classifier'].map((kind) => ({
    id: nodeId(`end-${kind}`),
    kind,
    params: { ...defaultParams(kind), ...(kind === 'dense' ? { units: 10 } : {}) },
  }));
  const chain = [last, ...tail.map((node) => node.id)];
  const wires = tail.map((node, i) => edgeOf({ from: chain[i] ?? last, to: node.id, slot: 0 }));
  return makeGraph([...nodes, ...tail], [...edges, ...wires]);
}

function agrees(graph: Graph): boolean {
  const plan = makePlan('random', graph, inferShapes(graph));
  if (!plan.ok) return false;
  const { model, dispose } = buildModel(tf, plan.value, 1);
  for (const step of plan.value.steps) {
    if (step.inputs.length === 0) continue;
    expect(model.getLayer(step.id).outputShape, step.id).toEqual([null, ...step.outputShape]);
  }
  const { trainable, frozen } = plan.value.totals;
  expect(model.countParams()).toBe(trainable + frozen);
  dispose();
  return true;
}

it('[S2] random drawings build as tf.js models with equal shapes and weights', () => {
  let built = 0;
  fc.assert(
    fc.property(arbitraryGraph, (drawn) => {
      if (agrees(finished(drawn))) built += 1;
    }),
    { numRuns: 200 },
  );
  expect(built).toBeGreaterThan(150);
});

it('[S2] 400 random drawings with modules, branches and merges do so once expanded', () => {
  let built = 0;
  let withModules = 0;
  fc.assert(
    fc.property(arbitraryValid(), ({ graph }) => {
      if (!agrees(finished(expand(graph)))) return;
      built += 1;
      if (graph.modules.size > 0) withModules += 1;
    }),
    { numRuns: 400 },
  );
  expect(built).toBeGreaterThan(380);
  expect(withModules).toBeGreaterThan(200);
}, 120_000);
