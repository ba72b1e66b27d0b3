// One fault put into a drawing that is right: what was done, and where and with which code it must be found.
import { edgeOf, edgesInto, type Graph, type GraphNode, type Module, makeGraph } from '../graph/graph';
import { portsOf } from '../graph/module';
import { hasOutput } from '../graph/slots';
import { isImage, isVector, type MisfitCode, type Shape } from '../layers/contract';
import type { Params } from '../layers/fields';
import { defaultParams } from '../layers/index';
import { sameShape } from '../layers/merging';
import { type NodeId, nodeId } from '../lib/ids';
import { inferShapes } from './inferShapes';

export interface Fault {
  readonly graph: Graph;
  /** The node at which it shows; of several instances of one module, each that is not waiting for another. */
  readonly at: (id: NodeId, node: GraphNode) => boolean;
  readonly code: MisfitCode;
  /** Of a fault within a module: that of the inner node, and its name in the definition. */
  readonly inside?: { readonly code: MisfitCode; readonly node: NodeId };
}

/** Puts the fault in at a place that `pick` chooses; undefined where the drawing has no place for it. */
type Break = (graph: Graph, pick: number) => Fault | undefined;

const bad = nodeId('bad');
interface Known {
  readonly id: NodeId;
  readonly kind: string;
  readonly shape: Shape;
}
const knownIn = (graph: Graph): readonly Known[] =>
  [...inferShapes(graph)].flatMap(([id, state]) =>
    state.state === 'ok' && hasOutput(graph, state.node)
      ? [{ id, kind: state.node.kind, shape: state.shape }]
      : [],
  );
const chosen = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

/** A new node that cannot stand where it is wired. */
function added(
  graph: Graph,
  kind: string,
  params: Params,
  sources: readonly Known[],
  code: MisfitCode,
): Fault {
  const node: GraphNode = { id: bad, kind, params: { ...defaultParams(kind), ...params } };
  const wires = sources.map(({ id }, slot) => edgeOf({ from: id, to: bad, slot }));
  return {
    graph: makeGraph([...graph.nodes.values(), node], [...graph.edges.values(), ...wires], graph.modules),
    at: (id) => id === bad,
    code,
  };
}

/** The added node under another name, so that one more can be added. */
const renamed = (graph: Graph, to: NodeId): Graph =>
  makeGraph(
    [...graph.nodes.values()].map((node) => (node.id === bad ? { ...node, id: to } : node)),
    [...graph.edges.values()].map((edge) => (edge.to === bad ? edgeOf({ ...edge, to }) : edge)),
    graph.modules,
  );

const onImage =
  (
    kind: string,
    code: MisfitCode,
    params: (shape: Shape) => Params,
    fits: (shape: Shape) => boolean = () => true,
  ): Break =>
  (graph, pick) => {
    const on = chosen(
      knownIn(graph).filter(({ shape }) => isImage(shape) && fits(shape)),
      pick,
    );
    return on && added(graph, kind, params(on.shape), [on], code);
  };
const onVector =
  (kind: string, code: MisfitCode, params: (shape: Shape) => Params): Break =>
  (graph, pick) => {
    const on = chosen(
      knownIn(graph).filter(({ shape }) => isVector(shape)),
      pick,
    );
    return on && added(graph, kind, params(on.shape), [on], code);
  };
const onTwo =
  (kind: string, code: MisfitCode, fits: (a: Known, b: Known) => boolean): Break =>
  (graph, pick) => {
    const all = knownIn(graph);
    const pairs = all.flatMap((a) => all.filter((b) => a.id !== b.id && fits(a, b)).map((b) => [a, b]));
    const pair = chosen(pairs, pick);
    return pair && added(graph, kind, {}, pair, code);
  };

const instancesIn = (graph: Graph): readonly GraphNode[] =>
  [...graph.nodes.values()].filter(({ kind }) => kind === 'module');

/** An instance whose values are changed as no edit would. */
const withParams =
  (change: (params: Params, definition: Module) => Params | undefined): Break =>
  (graph, pick) => {
    const node = chosen(instancesIn(graph), pick);
    const definition = node && graph.modules.get(String(node.params.module));
    const params = node && definition && change(node.params, definition);
    if (!node || !params) return undefined;
    const nodes = new Map(graph.nodes).set(node.id, { ...node, params });
    return { graph: { ...graph, nodes }, at: (id) => id === node.id, code: 'bad-value' };
  };

/** A definition that is changed as no edit would; it shows at every instance of it in the drawing. */
const within =
  (
    code: MisfitCode,
    change: (definition: Module, pick: number) => { graph: Graph; node: NodeId } | undefined,
  ): Break =>
  (graph, pick) => {
    const placed = new Set(instancesIn(graph).map(({ params }) => String(params.module)));
    const changes = [...graph.modules.values()].flatMap((definition) => {
      const changed = placed.has(definition.name) ? change(definition, pick) : undefined;
      return changed ? [{ definition, changed }] : [];
    });
    const one = chosen(changes, pick);
    if (!one) return undefined;
    const { definition, changed } = one;
    const modules = new Map(graph.modules).set(definition.name, { ...definition, graph: changed.graph });
    return {
      graph: { ...graph, modules },
      at: (_, node) => node.kind === 'module' && node.params.module === definition.name,
      code: 'inside-module',
      inside: { code, node: changed.node },
    };
  };

const windowed = ['conv2d', 'depthwiseConv2d', 'locallyConnected2d', 'maxPool', 'avgPool', 'minPool'];

export const faults: Readonly<Record<string, Break>> = {
  'groups that do not divide': onImage('conv2d', 'groups-do-not-divide', ([, , c = 1]) => ({
    groups: c + 1,
    filters: c + 1,
  })),
  'a window larger than the image': onImage(
    'conv2d',
    'window-too-large',
    ([h = 1, w = 1]) => ({ kernel: Math.min(255, Math.max(h, w) + 1), padding: 'valid' }),
    ([h = 1, w = 1]) => Math.max(h, w) < 255,
  ),
  'a pool larger than the image': onImage(
    'maxPool',
    'window-too-large',
    ([h = 1, w = 1]) => ({ size: Math.min(255, Math.max(h, w) + 1), padding: 'valid' }),
    ([h = 1, w = 1]) => Math.max(h, w) < 255,
  ),
  'stride and dilation together': onImage('conv2d', 'parameters-clash', () => ({ stride: 2, dilation: 2 })),
  'too much cropped': onImage('crop', 'crop-too-large', ([h = 1]) => ({
    top: h,
    bottom: 0,
    left: 0,
    right: 0,
  })),
  'a reshape to another count': onImage('reshape', 'values-differ', ([h = 1, w = 1, c = 1]) => ({
    height: h,
    width: w,
    channels: c + 1,
  })),
  'feature maps into dense': onImage('dense', 'needs-vector', () => ({ units: 3 })),
  'feature maps into a classifier': onImage('classifier', 'needs-vector', () => ({})),
  'a vector into a convolution': onVector('conv2d', 'needs-image', () => ({ kernel: 1 })),
  'wrong classes': onVector('classifier', 'classes-differ', ([n = 1]) => ({ classes: n + 2 })),
  'unequal add': onTwo(
    'add',
    'shapes-differ',
    (a, b) => a.shape.length === b.shape.length && !sameShape(a.shape, b.shape),
  ),
  'a vector joined to feature maps': onTwo(
    'concat',
    'ranks-differ',
    (a, b) => a.shape.length !== b.shape.length,
  ),
  'concat of unequal heights': onTwo(
    'concat',
    'sizes-differ',
    (a, b) => isImage(a.shape) && isImage(b.shape) && a.shape[0] !== b.shape[0],
  ),
  'unpool bound to a pool of another shape': (graph, pick) => {
    const on = chosen(
      knownIn(graph).filter(({ shape: [h = 1, w = 1, c] }) => c !== undefined && h > 1 && w > 1),
      pick,
    );
    if (!on) return undefined;
    // Maps as they were before the pool, where those behind it belong.
    const pooled = added(graph, 'maxPool', { size: 2, stride: 2 }, [on], 'pool-differs').graph;
    const pool = renamed(pooled, nodeId('pool'));
    return added(pool, 'maxUnpool', {}, [on, { ...on, id: nodeId('pool') }], 'pool-differs');
  },
  'unpool bound to no pool': onTwo(
    'maxUnpool',
    'not-a-pool',
    (_, b) => !['maxPool', 'module'].includes(b.kind),
  ),
  'an unknown layer': onImage('unknown', 'unknown-layer', () => ({ layer: 'lstm', json: '{}' })),
  'a missing wire': (graph, pick) => {
    const needy = [...graph.nodes.values()].filter(
      ({ id, kind }) => kind !== 'input' && edgesInto(graph, id).length === 1,
    );
    const node = chosen(needy, pick);
    if (!node) return undefined;
    const edges = [...graph.edges.values()].filter(({ to }) => to !== node.id);
    return {
      graph: makeGraph(graph.nodes.values(), edges, graph.modules),
      at: (id) => id === node.id,
      code: 'missing-input',
    };
  },
  'a module’s value above its range': withParams((params, { parameters: [first] }) =>
    first ? { ...params, [first.name]: first.max + 1 } : undefined,
  ),
  'a module’s value missing': withParams(({ module = '' }, { parameters }) =>
    parameters.length > 0 ? { module } : undefined,
  ),
  'a value that the module does not know': withParams((params) => ({ ...params, stranger: 3 })),
  'a module that is not defined': withParams((params) => ({ ...params, module: 'nowhere' })),
  'an expression out of its field’s range': (graph, pick) => {
    const placed = new Set(instancesIn(graph).map(({ params }) => String(params.module)));
    const definitions = [...graph.modules.values()].filter(({ name }) => placed.has(name));
    const found = definitions.flatMap((definition) =>
      [...definition.graph.nodes.values()].flatMap((node) =>
        node.bindings && node.kind !== 'module' ? [{ definition, node, bindings: node.bindings }] : [],
      ),
    );
    const one = chosen(found, pick);
    if (!one) return undefined;
    const [param = ''] = Object.keys(one.bindings);
    const node = { ...one.node, bindings: { ...one.bindings, [param]: '(p + 1)*1000000' } };
    const nodes = new Map(one.definition.graph.nodes).set(node.id, node);
    const changed = { ...one.definition, graph: { ...one.definition.graph, nodes } };
    return {
      graph: { ...graph, modules: new Map(graph.modules).set(changed.name, changed) },
      at: (_, each) => each.kind === 'module' && each.params.module === changed.name,
      code: 'bad-value',
    };
  },
  'a window too large within a module': within('window-too-large', ({ graph }, pick) => {
    const node = chosen(
      [...graph.nodes.values()].filter(({ kind }) => windowed.includes(kind)),
      pick,
    );
    if (!node) return undefined;
    const { bindings: _, ...free } = node;
    const window: Params = 'size' in node.params ? { size: 255 } : { kernel: 255 };
    const params = { ...node.params, ...window, padding: 'valid', stride: 1 };
    return {
      graph: { ...graph, nodes: new Map(graph.nodes).set(node.id, { ...free, params }) },
      node: node.id,
    };
  }),
  'a missing wire within a module': within('missing-input', (definition, pick) => {
    const { graph } = definition;
    const needy = [...graph.nodes.values()].filter(
      ({ id, kind }) => kind !== 'moduleInput' && edgesInto(graph, id).length === 1,
    );
    const node = chosen(needy, pick);
    if (!node) return undefined;
    const edges = [...graph.edges.values()].filter(({ to }) => to !== node.id);
    return { graph: makeGraph(graph.nodes.values(), edges), node: node.id };
  }),
  'a module’s output without its wire': within('missing-input', (definition) => {
    const { output } = portsOf(definition);
    if (output === undefined) return undefined;
    const edges = [...definition.graph.edges.values()].filter(({ to }) => to !== output);
    return { graph: makeGraph(definition.graph.nodes.values(), edges), node: output };
  }),
};
