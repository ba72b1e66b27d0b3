// What could mend each kind of misfit, best first. Candidates need not work: `fixes.ts` tries each and drops those
// that do not.
import { type Edit, freeName } from '../graph/edit';
import { edgesInto, type Graph, type GraphEdge, type GraphNode } from '../graph/graph';
import type { Fix } from '../graph/problem';
import { isImage, isVector, type Misfit, type MisfitCode, type Shape } from '../layers/contract';
import { type FieldValue, pair, type Size } from '../layers/fields';
import { defaultParams, layerOf, stemOf } from '../layers/index';
import { sameShape } from '../layers/merging';
import { formatShape } from '../lib/format';
import { edgeIdOf, type NodeId } from '../lib/ids';
import type { Shapes } from './inferShapes';

export interface Trouble {
  readonly graph: Graph;
  readonly shapes: Shapes;
  readonly node: GraphNode;
  readonly misfit: Misfit;
  /** Wires into the node whose tensors have shapes, in slot order. */
  readonly arriving: readonly Arriving[];
  /** The wire at fault, where it is one wire. */
  readonly edge: GraphEdge | undefined;
}
interface Arriving {
  readonly edge: GraphEdge;
  readonly shape: Shape;
}

export function candidatesFor(t: Trouble): readonly Fix[] {
  return byCode[t.misfit.code]?.(t) ?? [];
}

const byCode: Partial<Record<MisfitCode, (t: Trouble) => readonly Fix[]>> = {
  'needs-vector': vectorFixes,
  'needs-image': imageFixes,
  'window-too-large': windowFixes,
  'shapes-differ': addFixes,
  'sizes-differ': concatFixes,
  'ranks-differ': rankFixes,
  'classes-differ': classFixes,
  'parameters-clash': clashFixes,
};

/** Puts new nodes on a wire, one after the other in the direction of flow. */
function insertChain(
  graph: Graph,
  edge: GraphEdge,
  chain: readonly (readonly [string, Record<string, FieldValue>])[],
): readonly Edit[] {
  const edits: Edit[] = [];
  const taken = new Set<string>();
  let at = edge.id;
  for (const [kind, params] of chain) {
    const id = freshName(graph, kind, taken);
    edits.push({
      type: 'insert',
      edge: at,
      node: { id, kind, params: { ...defaultParams(kind), ...params } },
    });
    at = edgeIdOf(id, edge.to, edge.slot);
  }
  return edits;
}

function freshName(graph: Graph, kind: string, taken: Set<string>): NodeId {
  const free = freeName(graph, stemOf(kind));
  // Two inserts of one fix never share a kind, so the first free name suffices; the set states that.
  if (taken.has(free)) throw new Error(`A fix inserts two nodes of kind ${kind}.`);
  taken.add(free);
  return free;
}

const set = (node: NodeId, params: Record<string, FieldValue>): Edit => ({ type: 'set', node, params });

function vectorFixes({ graph, node, edge, arriving }: Trouble): readonly Fix[] {
  const shape = arriving[0]?.shape;
  if (!edge || !shape) return [];
  const classes = node.params.classes;
  if (node.kind !== 'classifier' || typeof classes !== 'number') {
    return [
      { label: 'Insert flatten', edits: insertChain(graph, edge, [['flatten', {}]]) },
      { label: 'Insert global average pool', edits: insertChain(graph, edge, [['globalAvgPool', {}]]) },
    ];
  }
  const logits = ['dense', { units: classes, initializer: 'glorotUniform' }] as const;
  return [
    { label: 'Insert global average pool', edits: insertChain(graph, edge, [['globalAvgPool', {}]]) },
    {
      label: `Insert global average pool and dense, ${classes} units`,
      edits: insertChain(graph, edge, [['globalAvgPool', {}], logits]),
    },
    {
      label: `Insert flatten and dense, ${classes} units`,
      edits: insertChain(graph, edge, [['flatten', {}], logits]),
    },
  ];
}

/** A vector where feature maps are needed: take the tensor from before it was flattened or pooled away. */
function imageFixes({ graph, shapes, edge }: Trouble): readonly Fix[] {
  if (!edge) return [];
  for (let at: NodeId | undefined = edge.from; at !== undefined; at = edgesInto(graph, at)[0]?.from) {
    const state = shapes.get(at);
    if (state?.state === 'ok' && isImage(state.shape)) {
      return [
        {
          label: `Wire from “${at}” (${formatShape(state.shape)}) instead`,
          edits: [
            { type: 'remove', nodes: [], edges: [edge.id] },
            { type: 'connect', from: at, to: edge.to, slot: edge.slot },
          ],
        },
      ];
    }
  }
  return [];
}

function windowFixes({ node, arriving }: Trouble): readonly Fix[] {
  const shape = arriving[0]?.shape;
  const field = 'kernel' in node.params ? 'kernel' : 'size';
  if (!shape || !isImage(shape)) return [];
  const side = Math.min(shape[0], shape[1]);
  return [
    { label: `Set padding of “${node.id}” to same`, edits: [set(node.id, { padding: 'same' })] },
    { label: `Set ${field} of “${node.id}” to ${side}×${side}`, edits: [set(node.id, { [field]: side })] },
    {
      label: `Set ${field} of “${node.id}” to ${side}×${side}, dilation 1`,
      edits: [set(node.id, { [field]: side, dilation: 1 })],
    },
  ];
}

/** The stride with which a `same` 1×1 convolution or pool takes length `from` to `to`; undefined if none does. */
function strideBetween(from: number, to: number): number | undefined {
  if (from === to) return 1;
  for (let s = 2; s <= 64 && Math.ceil(from / s) >= to; s += 1) if (Math.ceil(from / s) === to) return s;
  return undefined;
}

function strideFor(from: Shape, to: Shape): Size | undefined {
  if (!isImage(from) || !isImage(to)) return undefined;
  const y = strideBetween(from[0], to[0]);
  const x = strideBetween(from[1], to[1]);
  if (y === undefined || x === undefined) return undefined;
  return y === x ? y : [y, x];
}

const strideText = (stride: Size): string =>
  stride === 1 ? '' : `, stride ${typeof stride === 'number' ? stride : stride.join('×')}`;

/** Skip-add: bring one side to the other's shape by a 1×1 projection (He et al. 2015, equation 2). */
function addFixes(t: Trouble): readonly Fix[] {
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

/** The nearest node upstream that decides how many channels arrive, if the way to it is unbranched. */
export function channelSource(graph: Graph, from: NodeId): GraphNode | undefined {
  for (let at: NodeId | undefined = from; at !== undefined; ) {
    const node = graph.nodes.get(at);
    if (!node) return undefined;
    if ('units' in node.params || 'filters' in node.params) return node;
    const into = edgesInto(graph, at);
    if (into.length !== 1 || node.kind === 'flatten' || layerOf(node.kind).inputs.type !== 'one')
      return undefined;
    at = into[0]?.from;
  }
  return undefined;
}

/** Concat: make the branches end at the same height and width, by the padding and strides they already have. */
function concatFixes(t: Trouble): readonly Fix[] {
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
function rankFixes({ graph, arriving }: Trouble): readonly Fix[] {
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

function classFixes({ graph, node, edge, arriving }: Trouble): readonly Fix[] {
  const arrives = arriving[0]?.shape[0];
  const classes = node.params.classes;
  if (!edge || typeof classes !== 'number' || arrives === undefined) return [];
  const insert: Fix = {
    label: `Insert dense, ${classes} units`,
    edits: insertChain(graph, edge, [['dense', { units: classes, initializer: 'glorotUniform' }]]),
  };
  const source = channelSource(graph, edge.from);
  const setClasses: Fix = {
    label: `Set classes of “${node.id}” to ${arrives}`,
    edits: [set(node.id, { classes: arrives })],
  };
  if (source && 'units' in source.params) {
    return [
      { label: `Set units of “${source.id}” to ${classes}`, edits: [set(source.id, { units: classes })] },
      insert,
      setClasses,
    ];
  }
  return arrives >= 2 && arrives <= 10_000 ? [insert, setClasses] : [insert];
}

function clashFixes({ node }: Trouble): readonly Fix[] {
  if ('dilation' in node.params) {
    return [
      { label: `Set dilation of “${node.id}” to 1`, edits: [set(node.id, { dilation: 1 })] },
      { label: `Set stride of “${node.id}” to 1`, edits: [set(node.id, { stride: 1 })] },
    ];
  }
  const window = Math.min(...pair((node.params.size ?? 1) as Size));
  const most = Math.floor(window / 2);
  return [
    { label: `Set padding of “${node.id}” to ${most}`, edits: [set(node.id, { padding: most })] },
    { label: `Set padding of “${node.id}” to same`, edits: [set(node.id, { padding: 'same' })] },
  ];
}
