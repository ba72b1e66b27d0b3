// An instance of a module judged as one compound layer: its definition's nodes are inferred at its values and with what
// arrives at its slots. Equal instances share the result.
import { edgeAtSlot, edgesInto, type Graph, type GraphNode, type Module, type Modules } from '../graph/graph';
import { expandedSize, moduleOf, mostExpanded, placedIn, portsOf } from '../graph/module';
import { type Values, valuesOf } from '../graph/values';
import { type Cost, type Misfit, misfit, noCost, type Shape, type Source } from '../layers/contract';
import { layerOf } from '../layers/index';
import { formatCount } from '../lib/format';
import { type NodeId, pathOf } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { filledNodes, mostRemembered } from './filledNodes';
import type { NodeShape, Shapes } from './nodeShape';

/** What enters through a port: its shape, and the node that gives it. */
export interface Entering {
  readonly shape: Shape;
  readonly source: Source;
}
export type EnteringPorts = ReadonlyMap<NodeId, Entering>;
export type Infer = (graph: Graph, previous: Shapes | undefined, entering: EnteringPorts) => Shapes;

export interface Instance {
  /** The definition's nodes at this instance's values and inputs, ports included; absent where the values are wrong. */
  readonly inner?: Shapes;
  readonly judged: Result<{ shape: Shape; cost: Cost; stands?: Source }, Misfit>;
}

/**
 * Judges an instance whose every slot is wired: the shape of its output ([] where its definition has none), the sum of
 * its nodes' costs, and the node that its output stands for. The first fault inside makes it a misfit that names the
 * inner node. `previous`: what was inferred inside it before.
 */
export function judgeInstance(
  modules: Modules,
  node: GraphNode,
  inputs: readonly Shape[],
  sources: readonly Source[],
  infer: Infer,
  previous?: Shapes,
): Instance {
  const definition = moduleOf({ modules }, node);
  if (!definition)
    return { judged: layerOf('module').shape(inputs, node.params, sources) as Result<never, Misfit> };
  const tooLarge = beyondLimits(modules, definition.name);
  if (tooLarge) return { judged: tooLarge };
  const values = valuesOf(definition, node.params);
  if (!values.ok) return { judged: misfit('bad-value', values.error.reason, []) };
  const filled = filledNodes(definition, values.value);
  if (filled.fault) return { judged: misfit('bad-value', filled.fault, []) };
  const { uses, looksPast } = reachOf(modules, definition);
  const key = JSON.stringify([[...values.value.values()], inputs, looksPast ? sources : []]);
  const known = remembered(definition, key);
  if (known && sameItems(known.uses, uses)) return known.instance;
  const graph = { ...definition.graph, nodes: filled.nodes, modules };
  const inner = infer(graph, previous, enteringPorts(definition, inputs, sources));
  const instance = { inner, judged: summed(graph, inner, definition) };
  remember(definition, key, { uses, instance });
  return instance;
}

function beyondLimits(modules: Modules, name: string): Result<never, Misfit> | undefined {
  const size = expandedSize(modules, name);
  if (size <= mostExpanded) return undefined;
  return Number.isFinite(size)
    ? misfit(
        'too-large',
        `it expands to ${formatCount(size)} nodes, and a drawing takes at most ${formatCount(mostExpanded)}: place fewer modules within it`,
        [],
      )
    : misfit(
        'bad-value',
        `the module “${name}” contains itself: take the instance out that closes the ring`,
        [],
      );
}

/** The graph within an instance: the definition's nodes at its values, with the drawing's modules. */
export const graphWithin = (definition: Module, values: Values, modules: Modules): Graph => ({
  ...definition.graph,
  nodes: filledNodes(definition, values).nodes,
  modules,
});

/** What enters each port, for the slots whose shape is known. */
export function enteringPorts(
  definition: Module,
  inputs: readonly (Shape | undefined)[],
  sources: readonly (Source | undefined)[],
): EnteringPorts {
  const ports = portsOf(definition).inputs.flatMap((id, slot): [NodeId, Entering][] => {
    const shape = inputs[slot];
    return shape ? [[id, { shape, source: sources[slot] ?? passing(shape) }]] : [];
  });
  return new Map(ports);
}

/** Stands for a node of which nothing but its tensor is known. */
const passing = (shape: Shape): Source => ({ kind: 'moduleInput', params: {}, inputs: [shape] });

interface Reach {
  /** The definitions that it places, directly or through others. */
  readonly uses: readonly Module[];
  /** What is inside reads more of a source than its tensor, or passes a source through. */
  readonly looksPast: boolean;
}
const reachByModules = new WeakMap<Modules, Map<string, Reach>>();

function reachOf(modules: Modules, definition: Module): Reach {
  const known = reachByModules.get(modules) ?? new Map<string, Reach>();
  reachByModules.set(modules, known);
  const before = known.get(definition.name);
  if (before) return before;
  const placed = placedIn(definition).flatMap((name) => modules.get(name) ?? []);
  const beyond = placed.map((each) => reachOf(modules, each));
  const reach: Reach = {
    uses: [...new Set([...placed, ...beyond.flatMap(({ uses }) => uses)])],
    looksPast: beyond.some(({ looksPast }) => looksPast) || looksPastItself(definition),
  };
  known.set(definition.name, reach);
  return reach;
}

function looksPastItself(definition: Module): boolean {
  const { nodes } = definition.graph;
  const { output } = portsOf(definition);
  const last = output === undefined ? undefined : edgesInto(definition.graph, output)[0]?.from;
  if (last !== undefined && nodes.get(last)?.kind === 'moduleInput') return true;
  return [...nodes.values()].some(({ kind }) => {
    const { inputs } = layerOf(kind);
    return inputs.type === 'named' && inputs.slots.some(({ from, reads }) => from || reads === 'input');
  });
}

interface Remembered {
  readonly uses: readonly Module[];
  readonly instance: Instance;
}
const instancesByModule = new WeakMap<Module, Map<string, Remembered>>();
const remembered = (definition: Module, key: string) => instancesByModule.get(definition)?.get(key);

function remember(definition: Module, key: string, one: Remembered): void {
  const all = instancesByModule.get(definition) ?? new Map<string, Remembered>();
  instancesByModule.set(definition, all);
  if (all.size >= mostRemembered) all.clear();
  all.set(key, one);
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

function summed(graph: Graph, inner: Shapes, definition: Module): Instance['judged'] {
  let cost = noCost;
  for (const [id, state] of inner) {
    const fault = faultOf(state);
    if (fault) return faultInside(graph, id, state, fault);
    if (state.state === 'ok') cost = plus(cost, state.cost);
  }
  const { output } = portsOf(definition);
  const last = output === undefined ? undefined : inner.get(edgesInto(graph, output)[0]?.from ?? output);
  if (last?.state !== 'ok') return ok({ shape: [], cost });
  const { kind, params } = last.node;
  return ok({ shape: last.shape, cost, stands: last.stands ?? { kind, params, inputs: last.inputs } });
}

const plus = (a: Cost, b: Cost): Cost => ({
  trainable: a.trainable + b.trainable,
  frozen: a.frozen + b.frozen,
  macs: a.macs + b.macs,
});

function faultOf(state: NodeShape): Misfit | undefined {
  if (state.state === 'misfit') return state.misfit;
  // An input port that no slot fills waits for its wire outside; what reads it waits with it.
  if (state.state !== 'incomplete') return undefined;
  const wires = state.missing === 1 ? 'a wire' : `${state.missing} wires`;
  return { code: 'missing-input', message: `it still needs ${wires} into its input`, slots: [] };
}

function faultInside(graph: Graph, id: NodeId, state: NodeShape, fault: Misfit): Result<never, Misfit> {
  const path = fault.inside ? pathOf(id, fault.inside.path) : id;
  const found = fault.inside?.misfit ?? fault;
  const slots = state.state === 'misfit' ? portsBehind(graph, id, fault.slots) : [];
  const message = `inside it, “${path}”: ${found.message}`;
  return { ok: false, error: { code: 'inside-module', message, slots, inside: { path, misfit: found } } };
}

/** The slots of the instance that feed the given slots of a node, by ways on which nothing else comes in. */
function portsBehind(graph: Graph, id: NodeId, slots: readonly number[]): readonly number[] {
  const ports = [...graph.nodes.values()].filter(({ kind }) => kind === 'moduleInput');
  const found = slots.flatMap((slot) => {
    for (let at = edgeAtSlot(graph, id, slot)?.from; at !== undefined; ) {
      const into = edgesInto(graph, at);
      const port = ports.findIndex((each) => each.id === at);
      if (port >= 0) return [port];
      if (into.length !== 1) return [];
      at = into[0]?.from;
    }
    return [];
  });
  return [...new Set(found)];
}
