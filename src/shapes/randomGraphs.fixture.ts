// Random drawings. `arbitraryGraph`: right and wrong alike, nodes of every layer with random parameters, wired backwards
// only; whether the shapes agree is left to chance. `arbitraryValid`: every node has a shape; branches, merges, heads,
// and modules within modules, made by folding parts of the drawing and placing them again.
import fc from 'fast-check';
import { applyEdit } from '../graph/edit';
import type { Drawing } from '../graph/edits';
import { edgeOf, type Graph, type GraphEdge, type GraphNode, makeGraph } from '../graph/graph';
import { placeNodes } from '../graph/placeNodes';
import { hasOutput, inputsOf, slotLimit } from '../graph/slots';
import { fieldsOf, instanceParams, isBindable } from '../graph/values';
import { type Layer, neededInputs, sizeOf } from '../layers/contract';
import type { Params } from '../layers/fields';
import { defaultParams, placeable } from '../layers/index';
import { sameShape } from '../layers/merging';
import { arbitraryParams } from '../layers/params.fixture';
import { type NodeId, nodeId } from '../lib/ids';
import { inferShapes, judge, sourceOf } from './inferShapes';
import type { NodeShape } from './nodeShape';

const kinds = placeable.filter((layer) => layer.group !== 'Input');

/** What networks are made of comes more often. */
const usual = kinds.filter(({ kind }) =>
  ['conv2d', 'maxPool', 'maxUnpool', 'add', 'concat', 'flatten', 'dense'].includes(kind),
);

const arbitraryNode = fc.constantFrom(...kinds, ...usual, ...usual, ...usual).chain((layer) =>
  fc.record({
    layer: fc.constant(layer),
    params: arbitraryParams(layer),
    // Distances back to the sources of its slots; 1 is the node before it.
    back: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    wired: fc.integer({ min: 0, max: 19 }).map((n) => n > 0),
  }),
);

const arbitrarySide = fc.integer({ min: 4, max: 20 });
const imageOf = (side: number): GraphNode => ({
  id: nodeId('n0'),
  kind: 'input',
  params: { ...defaultParams('input'), height: side, width: side, channels: 3 },
});

export const arbitraryGraph: fc.Arbitrary<Graph> = fc
  .tuple(arbitrarySide, fc.array(arbitraryNode, { minLength: 1, maxLength: 14 }))
  .map(([side, drawn]) => {
    const nodes: GraphNode[] = [imageOf(side)];
    const edges: GraphEdge[] = [];
    for (const { layer, params, back, wired } of drawn) {
      const at = nodes.length;
      const node: GraphNode = { id: nodeId(`n${at}`), kind: layer.kind, params };
      nodes.push(node);
      const sources = new Set(back.map((distance) => Math.max(0, at - distance)));
      const slots = slotLimit(layer.inputs);
      if (wired)
        [...sources].slice(0, slots).forEach((from, slot) => {
          edges.push(edgeOf({ from: nodeId(`n${from}`), to: node.id, slot }));
        });
    }
    return makeGraph(nodes, edges);
  });

const picks = fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 });
type Pick = readonly number[];
const at = <T>(list: readonly T[], n: number | undefined): T | undefined =>
  list[(n ?? 0) % Math.max(1, list.length)];

const arbitraryFold = fc.record({
  from: fc.nat(1000),
  length: fc.integer({ min: 1, max: 5 }),
  parameter: fc.nat(20),
  again: fc.array(picks, { maxLength: 2 }),
});
type Fold = typeof arbitraryFold extends fc.Arbitrary<infer T> ? T : never;

/** Drawings in which every node has a shape. `folds`: how many modules are tried for. */
export const arbitraryValid = (folds = 3): fc.Arbitrary<Drawing> =>
  fc
    .record({
      side: arbitrarySide,
      drawn: fc.array(fc.tuple(arbitraryNode, picks), { minLength: 4, maxLength: 24 }),
      folds: fc.array(arbitraryFold, { minLength: folds, maxLength: folds }),
    })
    .map(({ side, drawn, folds: wanted }) => {
      let graph = makeGraph([imageOf(side)], []);
      for (const [{ layer, params }, pick] of drawn) graph = grown(graph, layer, params, pick);
      let drawing: Drawing = { graph, layout: placeNodes(graph) };
      for (const [i, fold] of wanted.entries()) drawing = folded(drawing, fold, `m${i}`);
      return drawing;
    });

type Known = Extract<NodeShape, { state: 'ok' }>;

/** The graph with one layer more, if one of that kind fits somewhere; else the graph. */
function grown(graph: Graph, layer: Layer, params: Params, pick: Pick): Graph {
  const known = givers(graph);
  const first = at(known, pick[0]);
  if (!first) return graph;
  const sources = sourcesFor(layer, first, known, pick);
  const id = nodeId(`n${graph.nodes.size}`);
  const node: GraphNode = { id, kind: layer.kind, params: suited(layer, params, first) };
  return withNode(graph, node, sources);
}

const givers = (graph: Graph): readonly Known[] =>
  [...inferShapes(graph).values()].flatMap((state) =>
    state.state === 'ok' && hasOutput(graph, state.node) ? [state] : [],
  );

function withNode(graph: Graph, node: GraphNode, sources: readonly Known[]): Graph {
  if (sources.length < neededInputs(inputsOf(graph, node))) return graph;
  const judged = judge(
    node,
    sources.map(({ shape }) => shape),
    sources.map(sourceOf),
    graph.modules,
  );
  const fits = judged.ok && sizeOf(judged.value.shape) <= 1e5 && judged.value.cost.trainable <= 1e6;
  if (!fits) return graph;
  const wires = sources.map(({ node: from }, slot) => edgeOf({ from: from.id, to: node.id, slot }));
  return makeGraph([...graph.nodes.values(), node], [...graph.edges.values(), ...wires], graph.modules);
}

function sourcesFor(
  { inputs, kind }: Layer,
  first: Known,
  known: readonly Known[],
  pick: Pick,
): readonly Known[] {
  const alike = known.filter(({ shape }) => sameShape(shape, first.shape));
  switch (inputs.type) {
    case 'many':
      return [...new Set([first, at(alike, pick[1]) ?? first, at(alike, pick[2]) ?? first])].slice(0, 3);
    case 'named': {
      if (kind !== 'maxUnpool') return [first, at(alike, pick[1]) ?? first];
      const pools = known.filter(({ node }) => node.kind === 'maxPool');
      const pool = at(pools, pick[1]);
      return pool ? [pool, pool] : [];
    }
    default:
      return [first];
  }
}

/** Where parameters must go with what arrives, they are made to. */
function suited({ group, kind }: Layer, params: Params, { shape }: Known): Params {
  const last = shape.at(-1) ?? 1;
  if (group === 'Output') {
    const sized = Object.keys(params).filter((name) => ['classes', 'labels', 'values'].includes(name));
    return { ...params, ...Object.fromEntries(sized.map((name) => [name, Math.max(2, last)])) };
  }
  return kind === 'reshape' ? { height: 1, width: 1, channels: sizeOf(shape) } : params;
}

/** Some neighbouring nodes made a module with a parameter, and that placed again where it fits. */
function folded(drawing: Drawing, { from, length, parameter, again }: Fold, name: string): Drawing {
  const ids = [...drawing.graph.nodes.values()].filter(({ kind }) => kind !== 'input').map(({ id }) => id);
  const start = from % Math.max(1, ids.length);
  const nodes = ids.slice(start, start + length);
  const made = applyEdit(drawing, {
    type: 'defineModule',
    name,
    nodes,
    parameters: parameterFor(drawing.graph, nodes, parameter),
    instance: `${name}.0`,
  });
  if (!made.ok) return drawing;
  let { graph } = made.value;
  for (const [i, pick] of again.entries()) graph = placedAgain(graph, name, nodeId(`${name}.${i + 1}`), pick);
  return { graph, layout: new Map([...placeNodes(graph), ...made.value.layout]) };
}

function parameterFor(graph: Graph, nodes: readonly NodeId[], pick: number) {
  const numbers = nodes.flatMap((id) => {
    const node = graph.nodes.get(id);
    const fields = node ? Object.entries(fieldsOf(graph, node)) : [];
    return fields.flatMap(([param, field]) =>
      isBindable(field) && typeof node?.params[param] === 'number' ? [{ node: id, param, name: 'p' }] : [],
    );
  });
  // One module in seven has no parameter.
  const chosen = pick > 17 ? undefined : at(numbers, pick);
  return chosen ? [chosen] : [];
}

function placedAgain(graph: Graph, name: string, id: NodeId, pick: Pick): Graph {
  const definition = graph.modules.get(name);
  const known = givers(graph);
  if (!definition) return graph;
  const node: GraphNode = { id, kind: 'module', params: instanceParams(definition) };
  const slots = slotLimit(inputsOf(graph, node));
  const sources = Array.from({ length: slots }, (_, slot) => at(known, pick[slot])).flatMap(
    (one) => one ?? [],
  );
  return sources.length === slots ? withNode(graph, node, sources) : graph;
}
