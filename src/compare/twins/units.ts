// A convolution with the norm and the activation that belong to it: the unit that chains are made of.
import { edgesInto, type Graph } from '../../graph/graph';
import { type Params, pair, type Size } from '../../layers/fields';
import type { NodeId } from '../../lib/ids';
import { isPointwise } from './branches';
import { known, type Level, onlyReader } from './level';

export interface Unit {
  readonly conv: NodeId;
  readonly norm: NodeId | undefined;
  /** A node of its own; a convolution's own activation is among its parameters. */
  readonly act: NodeId | undefined;
  /** In the order of computation. */
  readonly nodes: readonly NodeId[];
  /** What the convolution reads. */
  readonly from: NodeId;
  /** The last of the nodes. */
  readonly out: NodeId;
}

const normKinds: ReadonlySet<string> = new Set(['batchNorm', 'groupNorm', 'layerNorm']);
export const actKinds: ReadonlySet<string> = new Set(['activation', 'prelu']);

/** The unit that begins with a conv2d or a 1×1 bottleneck; undefined where none does, or where it has no shape. */
export function unitAt(level: Level, id: NodeId): Unit | undefined {
  const { graph } = level;
  const state = known(level, id);
  const from = edgesInto(graph, id)[0]?.from;
  if (!state || from === undefined || !(state.node.kind === 'conv2d' || state.node.kind === 'bottleneck'))
    return undefined;
  const nodes = [id];
  let [norm, act]: (NodeId | undefined)[] = [];
  for (let next = onlyReader(graph, id); next; next = onlyReader(graph, next.id)) {
    if (normKinds.has(next.kind) && norm === undefined) norm = next.id;
    else if (actKinds.has(next.kind) && act === undefined && state.node.params.activation === 'none')
      act = next.id;
    else break;
    nodes.push(next.id);
  }
  return { conv: id, norm, act, nodes, from, out: nodes.at(-1) ?? id };
}

/** Units of which each is all that reads the one before it, in the longest such chains. */
export function chainsOf(level: Level): readonly (readonly Unit[])[] {
  const units = new Map<NodeId, Unit>();
  for (const id of level.graph.nodes.keys()) {
    const unit = unitAt(level, id);
    if (unit) units.set(id, unit);
  }
  const after = (unit: Unit): Unit | undefined =>
    units.get(onlyReader(level.graph, unit.out)?.id ?? unit.conv);
  const followers = new Set([...units.values()].flatMap((unit) => nextOf(unit, after)?.conv ?? []));
  return [...units.values()]
    .filter(({ conv }) => !followers.has(conv))
    .map((first) => {
      const chain = [first];
      for (let next = nextOf(first, after); next; next = nextOf(next, after)) chain.push(next);
      return chain;
    });
}

const nextOf = (unit: Unit, after: (unit: Unit) => Unit | undefined): Unit | undefined => {
  const next = after(unit);
  return next === unit ? undefined : next;
};

export interface ConvFacts {
  readonly pointwise: boolean;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly filters: number;
}

/** What a unit's convolution is in this instance of its module. */
export function factsOf(level: Level, { conv }: Unit): ConvFacts {
  const node = known(level, conv)?.node;
  const params: Params = node?.params ?? {};
  return {
    pointwise: isPointwise(node?.kind ?? '', params),
    kernel: pair((params.kernel ?? 1) as Size),
    stride: pair((params.stride ?? 1) as Size),
    filters: Number(params.filters),
  };
}

export const isOne = ([y, x]: readonly [number, number]): boolean => y === 1 && x === 1;

/** A name for what joins some nodes: what their names have in common up to the last `-`, `_` or `.`, and the word. */
export function joinedName(graph: Graph, ids: readonly NodeId[], word: string): NodeId {
  return freeNameOf(graph, `${commonStem(ids).slice(0, 40)}${word}`);
}

export function commonStem([first = '' as NodeId, ...others]: readonly NodeId[]): string {
  let length = 0;
  while (length < first.length && others.every((id) => id[length] === first[length])) length += 1;
  return others.length === 0 ? '' : (/^.*[-_.]/.exec(first.slice(0, length))?.[0] ?? '');
}

/** The name where it is free; else with the first number behind it that makes it so. */
export function freeNameOf(graph: Graph, wanted: string): NodeId {
  for (let n = 1; ; n += 1) {
    const id = `${wanted}${n === 1 ? '' : n}` as NodeId;
    if (!graph.nodes.has(id)) return id;
  }
}
