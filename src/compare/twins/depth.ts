// The rules of the deeper and the shallower twin: one block more in every stage, or one fewer where it is repeated.

import { edgeOf, edgesInto, type Graph } from '../../graph/graph';
import type { Layout } from '../../graph/layout';
import { layerOf } from '../../layers/index';
import { type NodeId, nodeId } from '../../lib/ids';
import type { Point } from '../../lib/turned';
import { type Block, type Stage, stagesOf } from './blocks';
import {
  canReadInstead,
  type Level,
  type LevelChange,
  layoutWithin,
  type Remark,
  type Rule,
  readersOf,
  readInstead,
  withNodes,
  withoutNodes,
} from './level';
import { column, placed, placeOf, row } from './place';
import { commonStem, freeNameOf } from './units';

const inside = (level: Level): ReadonlySet<NodeId> =>
  new Set(stagesOf(level).flatMap((stage) => stage.inside));

const repeated = ['repetition', 'repetitions'] as const;
const unrepeated = [
  'stage as it was, for nothing in it is repeated, at',
  'stages as they were, for nothing in them is repeated, at',
] as const;

export const deeperRule: Rule = { apply: deeper, inside };
export const shallowerRule: Rule = { apply: shallower, inside };

/** Of the longest run, the first of equally long ones; logits directly before an output are no block. */
function longest(level: Level, { runs }: Stage): readonly Block[] | undefined {
  const usable = runs.filter((run) =>
    readersOf(level.graph, run.at(-1)?.out ?? nodeId('')).every(
      (id) => layerOf(level.graph.nodes.get(id)?.kind ?? '').head === undefined,
    ),
  );
  return usable.reduce<readonly Block[] | undefined>(
    (most, run) => (run.length > (most?.length ?? 0) ? run : most),
    undefined,
  );
}

function deeper(level: Level): LevelChange {
  let drawing = { graph: level.graph, layout: level.layout };
  const remarks: Remark[] = [];
  for (const stage of stagesOf(level)) {
    const block = longest(level, stage)?.at(-1);
    if (!block || !canReadInstead(drawing.graph, block.out, block.from)) continue;
    const changed = withCopy(drawing.graph, drawing.layout, block);
    drawing = changed;
    remarks.push(...changed.added.map((node): Remark => ({ verb: 'Added', thing: repeated, node })));
  }
  return { ...drawing, remarks };
}

function withCopy(
  graph: Graph,
  layout: Layout,
  { nodes, from, out }: Block,
): { readonly graph: Graph; readonly layout: Layout; readonly added: readonly NodeId[] } {
  const names = copyNames(graph, nodes);
  const named = (id: NodeId): NodeId => names.get(id) ?? id;
  const copies = nodes.flatMap((id) => {
    const node = graph.nodes.get(id);
    return node ? [{ ...node, id: named(id) }] : [];
  });
  const wires = nodes.flatMap((id) =>
    edgesInto(graph, id).map((edge) =>
      edgeOf({ from: edge.from === from ? out : named(edge.from), to: named(id), slot: edge.slot }),
    ),
  );
  const deeperGraph = withNodes(readInstead(graph, out, named(out)), out, copies, wires);
  const wanted = new Map(nodes.map((id) => [named(id), shifted(layout, nodes, id)]));
  return {
    graph: deeperGraph,
    layout: placed(deeperGraph, layout, wanted),
    added: copies.map(({ id }) => id),
  };
}

/** A single layer's copy stands behind it, that of a block under it. */
function shifted(layout: Layout, nodes: readonly NodeId[], id: NodeId): Point {
  const { x, y } = placeOf(layout, id);
  if (nodes.length === 1) return { x: x + column, y };
  const ys = nodes.map((each) => placeOf(layout, each).y);
  return { x, y: y + Math.max(...ys) - Math.min(...ys) + row };
}

/** `conv3_4` behind `conv3_3`; of a block `block1-…`, `block1b-…`, so that its names stay together. */
function copyNames(graph: Graph, ids: readonly NodeId[]): ReadonlyMap<NodeId, NodeId> {
  const [single] = ids;
  const numbered = single === undefined ? null : /^(.*?)(\d{1,6})$/.exec(single);
  if (ids.length === 1 && single !== undefined && numbered) {
    const next = nodeId(`${numbered[1]}${Number(numbered[2]) + 1}`);
    if (!graph.nodes.has(next)) return new Map([[single, next]]);
  }
  const stem = commonStem(ids);
  const taken = new Set(graph.nodes.keys());
  for (const letter of 'bcdefghijklmnopqrstuvwxyz') {
    const renamed = ids.map((id): [NodeId, NodeId] => [
      id,
      nodeId(stem === '' ? `${id}${letter}` : `${stem.slice(0, -1)}${letter}${id.slice(stem.length - 1)}`),
    ]);
    if (renamed.every(([, id]) => !taken.has(id) && id.length <= 64)) return new Map(renamed);
  }
  return new Map(ids.map((id) => [id, freeNameOf(graph, `${id.slice(0, 50)}-again`)]));
}

function shallower(level: Level): LevelChange {
  let graph = level.graph;
  const remarks: Remark[] = [];
  for (const stage of stagesOf(level)) {
    const run = longest(level, stage);
    const block = run?.at(-1);
    if (!run || !block) continue;
    if (run.length > 1 && canReadInstead(graph, block.out, block.from)) {
      graph = withoutNodes(readInstead(graph, block.out, block.from), new Set(block.nodes));
      remarks.push(...block.nodes.map((node): Remark => ({ verb: 'Removed', thing: repeated, node })));
    } else remarks.push({ verb: 'Kept', thing: unrepeated, node: block.out });
  }
  return { graph, layout: layoutWithin(level.layout, graph), remarks };
}
