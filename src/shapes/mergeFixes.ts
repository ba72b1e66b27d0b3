// What could mend a skip-add or a concat whose inputs do not agree.
import { edgesInto, type Graph, type GraphEdge, type GraphNode } from '../graph/graph';
import type { Fix } from '../graph/problem';
import { isImage, isVector, type Shape } from '../layers/contract';
import { pair, type Size } from '../layers/fields';
import { layerOf } from '../layers/index';
import { sameShape } from '../layers/merging';
import type { NodeId } from '../lib/ids';
import { channelSource, insertChain, set, strideFor, strideText, type Trouble } from './fixEdits';
import type { Shapes } from './nodeShape';

/** Skip-add: bring one side to the other's shape by a 1×1 projection (He et al. 2015, equation 2). */
export function addFixes(t: Trouble): readonly Fix[] {
  const { edge, arriving, graph, shapes } = t;
  const shape = arriving.find((a) => a.edge.id === edge?.id)?.shape;
  const other = arriving.find((a) => shape && !sameShape(a.shape, shape));
  if (!edge || !shape || !other) return [];
  const sides: readonly (readonly [GraphEdge, Shape, Shape])[] = [
    [edge, shape, other.shape],
    [other.edge, other.shape, shape],
  ];
  const projections = sides.flatMap(([on, from, to]) => projection(graph, on, from, to));
  const filters = sides.flatMap(([on, , to]) => resizeSource(graph, shapes, on, to));
  return [...projections, ...filters];
}

function projection(graph: Graph, edge: GraphEdge, from: Shape, to: Shape): readonly Fix[] {
  if (isVector(from) && isVector(to)) {
    return [
      {
        label: `Insert dense, ${to[0]} units, after “${edge.from}”`,
        edits: insertChain(graph, edge, [['dense', { units: to[0] }]]),
      },
    ];
  }
  const stride = strideFor(from, to);
  const filters = to[2];
  if (stride === undefined || filters === undefined) return [];
  return [
    {
      label: `Insert 1×1 projection after “${edge.from}”: ${filters} filters${strideText(stride)}`,
      edits: insertChain(graph, edge, [['bottleneck', { filters, stride, activation: 'none' }]]),
    },
  ];
}

/** Changes the number of filters (or units) of the layer that feeds a wire. */
function resizeSource(graph: Graph, shapes: Shapes, edge: GraphEdge, to: Shape): readonly Fix[] {
  const source = channelSource(graph, edge.from);
  const channels = to.at(-1);
  if (!source || channels === undefined || shapes.get(source.id)?.state !== 'ok') return [];
  const field = 'units' in source.params ? 'units' : 'filters';
  return [
    {
      label: `Set ${field} of “${source.id}” to ${channels}`,
      edits: [set(source.id, { [field]: channels })],
    },
  ];
}

/** Concat: make the branches end at the same height and width, by the padding and strides they already have. */
export function concatFixes(t: Trouble): readonly Fix[] {
  const { edge, arriving, graph } = t;
  const shape = arriving.find((a) => a.edge.id === edge?.id)?.shape;
  const other = arriving.find((a) => shape && !sameShape(a.shape.slice(0, 2), shape.slice(0, 2)));
  if (!edge || !shape || !other) return [];
  const sides = [
    [edge, shape, other.shape],
    [other.edge, other.shape, shape],
  ] as const;
  const padded = sides.flatMap(([on]) => branch(graph, on.from).flatMap((node) => samePadding(node)));
  const strided = sides.flatMap(([on]) => branch(graph, on.from).flatMap((node) => strideChanges(node)));
  const pooled = sides.flatMap(([on, from, to]) => poolTo(graph, on, from, to));
  return [...padded, ...strided, ...pooled];
}

/** The unbranched run of nodes that ends in `from`, last first. */
function branch(graph: Graph, from: NodeId): readonly GraphNode[] {
  const nodes: GraphNode[] = [];
  for (let at: NodeId | undefined = from; at !== undefined; ) {
    const node = graph.nodes.get(at);
    const into = edgesInto(graph, at);
    if (!node || into.length !== 1) break;
    nodes.push(node);
    at = into[0]?.from;
    if (at !== undefined && (graph.outgoing.get(at)?.length ?? 0) > 1) break;
  }
  return nodes;
}

const samePadding = (node: GraphNode): readonly Fix[] =>
  'padding' in node.params && node.params.padding !== 'same'
    ? [{ label: `Set padding of “${node.id}” to same`, edits: [set(node.id, { padding: 'same' })] }]
    : [];

function strideChanges(node: GraphNode): readonly Fix[] {
  if (!('stride' in node.params)) return [];
  const now = pair(node.params.stride as Size);
  const strides = [1, 2, 3, 4].filter((s) => s !== now[0] || s !== now[1]);
  const padding = 'padding' in node.params && node.params.padding !== 'same';
  const plain = strides.map((stride) => ({
    label: `Set stride of “${node.id}” to ${stride}`,
    edits: [set(node.id, { stride })],
  }));
  if (!padding) return plain;
  const both = strides.map((stride) => ({
    label: `Set stride of “${node.id}” to ${stride} and padding to same`,
    edits: [set(node.id, { stride, padding: 'same' })],
  }));
  return [...plain, ...both];
}

function poolTo(graph: Graph, edge: GraphEdge, from: Shape, to: Shape): readonly Fix[] {
  const stride = strideFor(from, to);
  if (stride === undefined || stride === 1) return [];
  return [
    {
      label: `Insert 3×3 max pool after “${edge.from}”${strideText(stride)}`,
      edits: insertChain(graph, edge, [['maxPool', { size: 3, stride, padding: 'same' }]]),
    },
  ];
}

/** A vector and feature maps at one merge: make vectors of the maps. */
export function rankFixes({ graph, arriving }: Trouble): readonly Fix[] {
  const images = arriving.filter((a) => isImage(a.shape));
  return ['flatten', 'globalAvgPool'].flatMap((kind) => {
    const [first, ...more] = images;
    if (!first || more.length > 0) return [];
    return [
      {
        label: `Insert ${layerOf(kind).label.toLowerCase()} after “${first.edge.from}”`,
        edits: insertChain(graph, first.edge, [[kind, {}]]),
      },
    ];
  });
}
