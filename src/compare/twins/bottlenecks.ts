// The rule of the twin without bottlenecks: a convolution reads what its 1×1 reduction read (Szegedy et al. 2014, from
// figure 2b to 2a; of He et al. 2015, figure 5, the first 1×1).
import { edgesInto, type Graph, type GraphNode } from '../../graph/graph';
import {
  canReadInstead,
  known,
  type Level,
  type LevelChange,
  layoutWithin,
  onlyReader,
  type Remark,
  type Rule,
  readInstead,
  weighted,
  withoutNodes,
} from './level';
import { factsOf, isOne, type Unit, unitAt } from './units';

export const bottleneckRule: Rule = { apply: withoutReductions };

const reduction = ['reduction of 1×1', 'reductions of 1×1'] as const;
const behind = ['norm or activation of a reduction', 'norms and activations of reductions'] as const;
const stepping = [
  'convolution, which takes over its reduction’s stride',
  'convolutions, which take over their reductions’ stride',
] as const;
const poolProjection = [
  'convolution of 1×1 behind a pool, which reduces no other’s input',
  'convolutions of 1×1 behind a pool, which reduce no other’s input',
] as const;
const notFewer = [
  'convolution of 1×1 before a larger one, for it leaves no fewer channels than it takes',
  'convolutions of 1×1 before a larger one, for they leave no fewer channels than they take',
] as const;

function withoutReductions(level: Level): LevelChange {
  let graph = level.graph;
  const remarks: Remark[] = [];
  for (const id of level.graph.nodes.keys()) {
    const unit = unitAt(level, id);
    if (!unit || !factsOf(level, unit).pointwise) continue;
    const found = judged(level, graph, unit);
    if (found.type === 'removed') {
      graph = found.graph;
      remarks.push(...found.remarks);
    } else if (found.thing) remarks.push({ verb: 'Kept', thing: found.thing, node: id });
  }
  return { graph, layout: layoutWithin(level.layout, graph), remarks };
}

type Found =
  | { readonly type: 'removed'; readonly graph: Graph; readonly remarks: readonly Remark[] }
  | { readonly type: 'kept'; readonly thing?: Remark['thing'] };

function judged(level: Level, graph: Graph, unit: Unit): Found {
  const conv = onlyReader(level.graph, unit.out);
  const source = edgesInto(graph, unit.conv)[0]?.from;
  const target = conv && unitAt(level, conv.id);
  if (conv?.kind !== 'conv2d' || !target || factsOf(level, target).pointwise || source === undefined)
    return isPool(level.graph.nodes.get(unit.from)) && conv?.kind !== 'classifier'
      ? { type: 'kept', thing: poolProjection }
      : { type: 'kept' };
  const arriving = known(level, unit.conv)?.inputs[0]?.[2] ?? 0;
  if (factsOf(level, unit).filters >= arriving) return { type: 'kept', thing: notFewer };
  const groups = Number(known(level, conv.id)?.node.params.groups ?? 1);
  if (arriving % groups !== 0 || !canReadInstead(graph, unit.out, source)) return { type: 'kept' };
  const taken = withStrideOf(level, graph, unit, target);
  if (!taken) return { type: 'kept' };
  return {
    type: 'removed',
    graph: withoutNodes(readInstead(taken, unit.out, source), new Set(unit.nodes)),
    remarks: [
      { verb: 'Removed', thing: reduction, node: unit.conv },
      ...unit.nodes.slice(1).map((node): Remark => ({ verb: 'Removed', thing: behind, node })),
      ...(taken === graph ? [] : [{ verb: 'Changed', thing: stepping, node: conv.id } as const]),
    ],
  };
}

const isPool = (node: GraphNode | undefined): boolean =>
  node !== undefined && ['maxPool', 'avgPool', 'minPool'].includes(node.kind);

/**
 * The graph in which the convolution steps as its reduction did, which halves the image in a ResNet's bottleneck;
 * undefined where the convolution steps itself, or would not have the same shape then.
 */
function withStrideOf(level: Level, graph: Graph, reduce: Unit, target: Unit): Graph | undefined {
  const [from, to] = [graph.nodes.get(reduce.conv), graph.nodes.get(target.conv)];
  if (!from || !to) return undefined;
  if (isOne(factsOf(level, reduce).stride) && from.bindings?.stride === undefined) return graph;
  if (!isOne(factsOf(level, target).stride) || to.bindings?.stride !== undefined) return undefined;
  if (!keepsPlaces(level, target)) return undefined;
  const { stride = 1 } = from.params;
  const bindings = {
    ...to.bindings,
    ...(from.bindings?.stride === undefined ? {} : { stride: from.bindings.stride }),
  };
  const node: GraphNode = {
    ...to,
    params: { ...to.params, stride },
    ...(Object.keys(bindings).length > 0 ? { bindings } : {}),
  };
  return { ...graph, nodes: new Map(graph.nodes).set(to.id, node) };
}

/** A convolution that steps by 1 and keeps height and width; with a stride it then leaves ⌈side/stride⌉, as a 1×1 does. */
function keepsPlaces(level: Level, { conv }: Unit): boolean {
  const state = known(level, conv);
  const [input] = state?.inputs ?? [];
  return weighted(state) > 0 && input?.[0] === state?.shape[0] && input?.[1] === state?.shape[1];
}
