// What one pixel of every node's output sees of the network's inputs: how far, how it moves from pixel to pixel, and
// where it lies, over all branches. It follows what each layer says of its own reach, so that it holds for any graph.
// Source: Araujo, Norris & Sim 2019, “Computing Receptive Fields of Convolutional Neural Networks”, Distill.
import { topologicalOrder } from '../graph/cycles';
import { edgesInto, type Graph } from '../graph/graph';
import { isImage, type Reach, type Shape } from '../layers/contract';
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import type { NodeShape, Shapes } from '../shapes/nodeShape';
import { type AxisField, identity, sizeOfAxis, throughSpread, throughWindow, union } from './axisField';

/** What a pixel sees of one input: all of it, or a window of rows and columns. */
export type Seen =
  | { readonly type: 'all' }
  | { readonly type: 'window'; readonly rows: AxisField; readonly columns: AxisField };

export interface InputField {
  /** Over all paths from that input. */
  readonly seen: Seen;
  /** Along the one path that sees most; less than `seen` where branches see different places. */
  readonly path: Seen;
  /** The wired node that the largest path comes through; undefined at the input itself. */
  readonly via: NodeId | undefined;
}

/** By input of the network. An input that no path leads from is missing. */
export type ReceptiveField = ReadonlyMap<NodeId, InputField>;

type Known = Extract<NodeShape, { state: 'ok' }>;

const all: Seen = { type: 'all' };
const itself: Seen = { type: 'window', rows: identity, columns: identity };

/**
 * The receptive field of every node that has a shape, for a flat graph (modules expanded). Sizes are in pixels of the
 * input, padding included, so that a field may be larger than the image.
 */
export function receptiveField(graph: Graph, shapes: Shapes): ReadonlyMap<NodeId, ReceptiveField> {
  const fields = new Map<NodeId, ReceptiveField>();
  for (const id of topologicalOrder(graph)) {
    const state = shapes.get(id);
    if (state?.state !== 'ok') continue;
    const edges = edgesInto(graph, id);
    if (edges.length === 0) {
      fields.set(id, new Map([[id, sourceField(state.shape)]]));
      continue;
    }
    const reach = layerOf(state.node.kind).reach?.(state.inputs, state.node.params, state.sources);
    let field: ReceptiveField = new Map();
    edges.forEach(({ from }, i) => {
      // An unpooling reads what entered its pool to find the maxima of the pool's own windows: what it sees through
      // that slot is what the pool's output sees, so the wired node's field serves here too.
      const passed = passedAll(fields.get(from), from, reachThrough(reach, state, i));
      field = field.size === 0 ? passed : joined(field, passed, state.shape);
    });
    fields.set(id, field);
  }
  return fields;
}

const sourceField = (shape: Shape): InputField => {
  const seen = isImage(shape) ? itself : all;
  return { seen, path: seen, via: undefined };
};

/** Places are kept only from image to image of the size that the layer says; a gate of 1×1, say, reaches everywhere. */
function reachThrough(reach: Reach | undefined, state: Known, input: number): Reach {
  const { shape } = state;
  const arriving = state.inputs[input] ?? [];
  if (!isImage(shape) || !isImage(arriving)) return { type: 'all' };
  if (reach && reach.type !== 'same') return reach;
  return arriving[0] === shape[0] && arriving[1] === shape[1] ? { type: 'same' } : { type: 'all' };
}

function passedAll(before: ReceptiveField | undefined, via: NodeId, reach: Reach): ReceptiveField {
  const after = new Map<NodeId, InputField>();
  for (const [input, { seen, path }] of before ?? []) {
    const through = passed(seen, reach);
    after.set(input, { seen: through, path: path === seen ? through : passed(path, reach), via });
  }
  return after;
}

function passed(seen: Seen, reach: Reach): Seen {
  if (seen.type === 'all' || reach.type === 'same') return seen;
  if (reach.type === 'all') return all;
  const through = reach.type === 'window' ? throughWindow : throughSpread;
  const { kernel, stride, before } = reach;
  const rows = through(seen.rows, kernel[0], stride[0], before[0]);
  const alike = seen.rows === seen.columns && same(kernel) && same(stride) && same(before);
  const columns = alike ? rows : through(seen.columns, kernel[1], stride[1], before[1]);
  return rows && columns ? { type: 'window', rows, columns } : all;
}

const same = ([a, b]: readonly [number, number]): boolean => a === b;

function joined(a: ReceptiveField, b: ReceptiveField, shape: Shape): ReceptiveField {
  const both = new Map(a);
  for (const [input, field] of b) {
    const known = both.get(input);
    if (!known) {
      both.set(input, field);
      continue;
    }
    const { path, via } = area(field.path) > area(known.path) ? field : known;
    both.set(input, { seen: eitherOf(known.seen, field.seen, shape), path, via });
  }
  return both;
}

function eitherOf(a: Seen, b: Seen, shape: Shape): Seen {
  if (a === b || a.type === 'all') return a;
  if (b.type === 'all') return b;
  const rows = union(a.rows, b.rows, shape[0] ?? 1);
  const columns = union(a.columns, b.columns, shape[1] ?? 1);
  return rows && columns ? { type: 'window', rows, columns } : all;
}

const area = (seen: Seen): number =>
  seen.type === 'all' ? Number.POSITIVE_INFINITY : sizeOfAxis(seen.rows) * sizeOfAxis(seen.columns);

/** [height, width] in pixels of an input of the given shape; undefined of a vector, which has no pixels. */
export function sizeOfSeen(seen: Seen, input: Shape): readonly [number, number] | undefined {
  if (!isImage(input)) return undefined;
  return seen.type === 'all' ? [input[0], input[1]] : [sizeOfAxis(seen.rows), sizeOfAxis(seen.columns)];
}

/** The largest [height, width] over all image inputs; undefined where none is seen. */
export function fieldSize(
  field: ReceptiveField | undefined,
  shapes: Shapes,
): readonly [number, number] | undefined {
  let largest: readonly [number, number] | undefined;
  for (const [input, { seen }] of field ?? []) {
    const state = shapes.get(input);
    const size = state?.state === 'ok' ? sizeOfSeen(seen, state.shape) : undefined;
    if (size) largest = [Math.max(size[0], largest?.[0] ?? 0), Math.max(size[1], largest?.[1] ?? 0)];
  }
  return largest;
}
