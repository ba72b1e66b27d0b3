// A shortcut drawn around a block of convolutions: which one fits, its nodes and wires, and where they stand.

import { edgeOf, edgesFrom, edgesInto, type Graph, type GraphNode, makeGraph } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { type Params, pair, type Size } from '../../layers/fields';
import { defaultParams } from '../../layers/index';
import { sameShape } from '../../layers/merging';
import type { NodeId } from '../../lib/ids';
import { known, type Level, type Remark, withNodes } from './level';
import type { Block } from './pairs';
import { column, placed, placeOf, row } from './place';
import { factsOf, freeNameOf, isOne, joinedName, type Unit } from './units';

const skipAdd = ['skip-add', 'skip-adds'] as const;
const projection = ['layer of projections', 'layers of projections'] as const;
const ownActivation = [
  'activation, until now its convolution’s own',
  'activations, until now their convolutions’ own',
] as const;
const linear = [
  'convolution, whose activation now follows the add',
  'convolutions, whose activations now follow the add',
] as const;
export type Skip = { readonly type: 'identity' } | { readonly type: 'projection'; readonly strideOf: NodeId };

/** The shortcut that fits: none but the source where shapes are equal; else a 1×1 with the branch's stride, if that fits. */
export function skipFor(level: Level, { units, first, last }: Block): Skip | undefined {
  const [from, to] = [known(level, first.from)?.shape, known(level, last.out)?.shape];
  if (!from || !to) return undefined;
  if (sameShape(from, to)) return { type: 'identity' };
  const stepping = units.filter((unit) => !isOne(factsOf(level, unit).stride));
  const follows = units.find(({ conv }) => level.graph.nodes.get(conv)?.bindings?.stride !== undefined);
  const strideOf = stepping[0] ?? follows ?? first;
  const [y, x] = factsOf(level, strideOf).stride;
  const [height = 0, width = 0] = from;
  const fits = Math.ceil(height / y) === to[0] && Math.ceil(width / x) === to[1];
  return stepping.length < 2 && fits ? { type: 'projection', strideOf: strideOf.conv } : undefined;
}

interface Drawn {
  readonly graph: Graph;
  readonly layout: Layout;
}

/** The drawing with a shortcut around the block, whose activation then follows the add. */
export function wrapped(
  drawing: Drawn,
  level: Level,
  block: Block,
  skip: Skip,
): Drawn & { readonly remarks: readonly Remark[] } {
  const { first, last } = block;
  const tail = last.norm ?? last.conv;
  const add = newNode(drawing.graph, block, 'add', 'add', {});
  const shortcut = skip.type === 'projection' ? projectionOf(drawing.graph, block, skip.strideOf) : [];
  const fused = String(known(level, last.conv)?.node.params.activation ?? 'none');
  const act =
    fused === 'none' ? [] : [newNode(drawing.graph, block, fused, 'activation', { function: fused })];
  // Where the block before was wrapped too, what it reads is no longer what it read in the level.
  const source = edgesInto(drawing.graph, first.conv)[0]?.from ?? first.from;
  const along = [source, ...shortcut.map(({ id }) => id), add.id];
  const wires = along
    .slice(1)
    .map((to, i) => edgeOf({ from: along[i] ?? source, to, slot: to === add.id ? 1 : 0 }));
  const bare = withoutOwnActivation(drawing.graph, last);
  const graph = withNodes(
    activatedBehind(bare, last, add.id, act[0]?.id ?? last.act),
    tail,
    [...shortcut, add, ...act],
    [edgeOf({ from: tail, to: add.id, slot: 0 }), ...wires],
  );
  const remarks: readonly Remark[] = [
    { verb: 'Added', thing: skipAdd, node: add.id },
    ...shortcut.map(({ id }): Remark => ({ verb: 'Added', thing: projection, node: id })),
    ...act.map(({ id }): Remark => ({ verb: 'Added', thing: ownActivation, node: id })),
    ...act.map((): Remark => ({ verb: 'Changed', thing: linear, node: last.conv })),
  ];
  return {
    graph,
    layout: placed(graph, drawing.layout, placesOf(drawing.layout, block, shortcut, add, act[0])),
    remarks,
  };
}

/** Named after what the names of the block's convolutions have in common. */
const newNode = (graph: Graph, { units }: Block, word: string, kind: string, params: Params): GraphNode => ({
  id: joinedName(
    graph,
    units.map(({ conv }) => conv),
    word,
  ),
  kind,
  params: { ...defaultParams(kind), ...params },
});

/** A linear 1×1 that begins as the block's last convolution does, and that one's norm, if it has one. */
function projectionOf(graph: Graph, block: Block, strideOf: NodeId): readonly GraphNode[] {
  const { conv: convId, norm: normId } = block.last;
  const [conv, stepping] = [graph.nodes.get(convId), graph.nodes.get(strideOf)];
  const norm = normId === undefined ? undefined : graph.nodes.get(normId);
  if (!conv || !stepping) throw new Error(`“${convId}” or “${strideOf}” is not in the level.`);
  const { filters = 1, bias = false, initializer = 'heNormal', initializerValue = 0.01 } = conv.params;
  const { l1 = 0, l2 = 0 } = conv.params;
  const stride = simple((stepping.params.stride ?? 1) as Size);
  const starting = { initializer, initializerValue, l1, l2 };
  const bindings = {
    ...(conv.bindings?.filters ? { filters: conv.bindings.filters } : {}),
    ...(stepping.bindings?.stride ? { stride: stepping.bindings.stride } : {}),
  };
  const project: GraphNode = {
    ...newNode(graph, block, 'shortcut', 'bottleneck', {
      filters,
      stride,
      activation: 'none',
      bias,
      ...starting,
    }),
    ...(Object.keys(bindings).length > 0 ? { bindings } : {}),
  };
  if (!norm) return [project];
  return [project, { ...norm, id: freeNameOf(graph, `${project.id}-bn`), params: thawed(norm.params) }];
}

/** New weights are trained, whatever those are that they are made after. */
const thawed = (params: GraphNode['params']): GraphNode['params'] =>
  Object.hasOwn(params, 'frozen') ? { ...params, frozen: false } : params;

const simple = (stride: Size): Size => {
  const [y, x] = pair(stride);
  return y === x ? y : stride;
};

function withoutOwnActivation(graph: Graph, { conv }: Unit): Graph {
  const node = graph.nodes.get(conv);
  if (!node || node.params.activation === 'none') return graph;
  const bare = { ...node, params: { ...node.params, activation: 'none' } };
  return { ...graph, nodes: new Map(graph.nodes).set(conv, bare) };
}

/** The unit's activation taken from where it is and put behind the add, and all that read the unit behind that. */
function activatedBehind(graph: Graph, last: Unit, add: NodeId, act: NodeId | undefined): Graph {
  const readers = edgesFrom(graph, last.out);
  const own = new Set([...last.nodes.flatMap((id) => edgesFrom(graph, id)), ...readers].map(({ id }) => id));
  const kept = [...graph.edges.values()].filter(({ id }) => !own.has(id));
  const inner = last.norm === undefined ? [] : [edgeOf({ from: last.conv, to: last.norm, slot: 0 })];
  const behind = act === undefined ? [] : [edgeOf({ from: add, to: act, slot: 0 })];
  const after = readers.map((edge) => edgeOf({ ...edge, from: act ?? add }));
  return makeGraph(graph.nodes.values(), [...kept, ...inner, ...behind, ...after], graph.modules);
}

/** In a row under the block: the projection under its middle, the add before what follows. */
function placesOf(
  layout: Layout,
  { first, last }: Block,
  shortcut: readonly GraphNode[],
  add: GraphNode,
  act: GraphNode | undefined,
): Layout {
  const start = placeOf(layout, first.conv);
  const tail = placeOf(layout, last.norm ?? last.conv);
  const next = last.act === undefined ? undefined : placeOf(layout, last.act);
  const y = Math.max(start.y, tail.y) + row;
  const roomy = next && next.y === tail.y && next.x - tail.x >= 2 * column;
  const x = tail.x + (roomy || shortcut.length > 0 ? column : Math.round(column / 2));
  const places: [NodeId, { x: number; y: number }][] = [
    ...shortcut.map(({ id }, i): [NodeId, { x: number; y: number }] => [
      id,
      { x: x - column * (shortcut.length - i + (roomy ? 1 : 0)), y },
    ]),
    [add.id, { x, y }],
  ];
  if (act) places.push([act.id, { x: x + column, y }]);
  return new Map(places);
}
