// What a network repeats: for every stage — what hangs together at one height and width — the blocks whose output has
// the shape of their input, in runs of equal ones.
import { topologicalOrder } from '../../graph/cycles';
import { edgesFrom, edgesInto } from '../../graph/graph';
import { sameShape } from '../../layers/merging';
import type { NodeId } from '../../lib/ids';
import type { Shapes } from '../../shapes/nodeShape';
import { insideBlocks, onBranches, residualsOf } from './branches';
import { known, type Level, onlyReader } from './level';
import { actKinds, unitAt } from './units';

export interface Block {
  /** In the order of computation. */
  readonly nodes: readonly NodeId[];
  /** What it reads. */
  readonly from: NodeId;
  /** The one of its nodes that others read. */
  readonly out: NodeId;
}

export interface Stage {
  /** Equal blocks one behind the other, at least one each. */
  readonly runs: readonly (readonly Block[])[];
  /** Where there is no block at this level: the instances to look into. */
  readonly inside: readonly NodeId[];
}

/**
 * The stages of a level. Of the blocks in one, only those of the first sort that there is count: instances of a module;
 * instances of modules made of those, to be looked into; residual blocks with the source itself as shortcut;
 * convolutions with their norm and activation, on no branch; any other instances, to be looked into.
 */
export function stagesOf(level: Level): readonly Stage[] {
  const containers = containersOf(level);
  const instances = instanceBlocks(level).filter(({ out }) => !containers.has(out));
  const residuals = residualBlocks(level);
  const units = unitBlocks(level);
  return [...stagesBySize(level)].map((nodes): Stage => {
    const within = (blocks: readonly Block[]) =>
      runsOf(
        level,
        blocks.filter(({ out }) => nodes.has(out)),
      );
    const outer = [...nodes].filter((id) => containers.has(id));
    const others = [...nodes].filter((id) => known(level, id)?.inner);
    const found = [instances, ...(outer.length > 0 ? [] : [residuals, units])].map(within);
    const runs = found.find((each) => each.length > 0) ?? [];
    if (runs.length > 0) return { runs, inside: [] };
    return { runs, inside: outer.length > 0 ? outer : others };
  });
}

/** Nodes of feature maps, in sets of equal height and width that wires join. */
function stagesBySize(level: Level): Iterable<ReadonlySet<NodeId>> {
  const stages = new Map<NodeId, Set<NodeId>>();
  const sizeOf = (id: NodeId) => {
    const shape = known(level, id)?.shape;
    return shape?.length === 3 ? `${shape[0]}×${shape[1]}` : undefined;
  };
  for (const first of topologicalOrder(level.graph)) {
    const size = sizeOf(first);
    if (size === undefined || stages.has(first)) continue;
    const stage = new Set([first]);
    for (const id of stage) {
      stages.set(id, stage);
      for (const { from } of edgesInto(level.graph, id)) if (sizeOf(from) === size) stage.add(from);
      for (const { to } of edgesFrom(level.graph, id)) if (sizeOf(to) === size) stage.add(to);
    }
  }
  return new Set(stages.values());
}

/** Whether a node reads one tensor of feature maps and gives one of the same shape. */
function keepsShape(level: Level, from: NodeId, out: NodeId): boolean {
  const [a, b] = [known(level, from)?.shape, known(level, out)?.shape];
  return a?.length === 3 && b !== undefined && sameShape(a, b);
}

function instanceBlocks(level: Level): readonly Block[] {
  const onBranch = onBranches(level);
  return topologicalOrder(level.graph).flatMap((id): Block[] => {
    const [edge, ...others] = edgesInto(level.graph, id);
    if (!known(level, id)?.inner || !edge || others.length > 0 || onBranch.has(id)) return [];
    return keepsShape(level, edge.from, id) ? [{ nodes: [id], from: edge.from, out: id }] : [];
  });
}

/** Instances of modules in which instances of a module are repeated, at whatever depth. */
const containersOf = (level: Level): ReadonlySet<NodeId> =>
  new Set(
    [...level.graph.nodes.keys()].filter((id) => {
      const inside = levelInside(level, id);
      return inside && hasBlocks(inside);
    }),
  );

// Equal instances share their shapes.
const blocksByShapes = new WeakMap<Shapes, boolean>();

function hasBlocks(inside: Level): boolean {
  const known = blocksByShapes.get(inside.shapes);
  if (known !== undefined) return known;
  const found = instanceBlocks(inside).length > 0 || containersOf(inside).size > 0;
  blocksByShapes.set(inside.shapes, found);
  return found;
}

/** The level within an instance; undefined of any other node, and of an instance without a shape. */
export function levelInside(level: Level, id: NodeId): Level | undefined {
  const state = known(level, id);
  const definition = state?.inner && level.modules.get(String(state.node.params.module));
  return definition && state?.inner
    ? { graph: definition.graph, layout: definition.layout, shapes: state.inner, modules: level.modules }
    : undefined;
}

function residualBlocks(level: Level): readonly Block[] {
  const order = topologicalOrder(level.graph);
  return residualsOf(level).flatMap(({ add, source, kept, shortcuts, others }): Block[] => {
    if (others.length > 0 || shortcuts.some(({ nodes }) => nodes.size > 0)) return [];
    const next = onlyReader(level.graph, add);
    const behind = next && (actKinds.has(next.kind) || next.kind === 'batchNorm') ? [next.id] : [];
    const nodes = [...order.filter((id) => kept.nodes.has(id)), add, ...behind];
    const out = nodes.at(-1) ?? add;
    return keepsShape(level, source, out) && isClosed(level, nodes, out)
      ? [{ nodes, from: source, out }]
      : [];
  });
}

/** Whether nothing outside reads any of the nodes but the last. */
function isClosed({ graph }: Level, nodes: readonly NodeId[], out: NodeId): boolean {
  const own = new Set(nodes);
  return nodes.every((id) => id === out || edgesFrom(graph, id).every(({ to }) => own.has(to)));
}

function unitBlocks(level: Level): readonly Block[] {
  const within = new Set([...insideBlocks(level), ...onBranches(level)]);
  return topologicalOrder(level.graph).flatMap((id): Block[] => {
    const unit = within.has(id) ? undefined : unitAt(level, id);
    if (!unit || !keepsShape(level, unit.from, unit.out)) return [];
    return [{ nodes: unit.nodes, from: unit.from, out: unit.out }];
  });
}

/** Blocks in the order of computation as runs in which each reads the one before and is equal to it. */
function runsOf(level: Level, blocks: readonly Block[]): readonly (readonly Block[])[] {
  const runs: Block[][] = [];
  for (const block of blocks) {
    const run = runs.find((each) => {
      const last = each.at(-1);
      return last?.out === block.from && keyOf(level, last) === keyOf(level, block);
    });
    if (run) run.push(block);
    else runs.push([block]);
  }
  return runs;
}

/** A text equal for blocks of equal layers, equally wired. */
function keyOf({ graph }: Level, { nodes, from }: Block): string {
  const place = new Map([from, ...nodes].map((id, i) => [id, i]));
  return JSON.stringify(
    nodes.map((id) => {
      const node = graph.nodes.get(id);
      const wires = edgesInto(graph, id).map((edge) => [place.get(edge.from) ?? -1, edge.slot]);
      return [node?.kind, node?.params, node?.bindings, wires];
    }),
  );
}
