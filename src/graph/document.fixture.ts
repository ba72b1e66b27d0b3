// Random documents for the tests of the file format and of edits: any layers with any parameters, wired forwards, with
// modules that place one another and whose parameters are followed.
import fc from 'fast-check';
import { type FieldValue, type Params, parseField } from '../layers/fields';
import { layerOf, placeable } from '../layers/index';
import { arbitraryParams } from '../layers/params.fixture';
import { annotationId, type NodeId, nodeId } from '../lib/ids';
import { type Annotation, type Annotations, annotationColours } from './annotations';
import { type About, backendChoices, type Document, optimizers, shiftFills } from './document';
import {
  edgeOf,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type Module,
  type ModuleParameter,
  type Modules,
  makeGraph,
  noModules,
} from './graph';
import type { Layout } from './layout';
import { hasOutput, inputsOf, slotLimit } from './slots';
import { boundValue, defaultValues, fieldsOf, instanceParams, isBindable } from './values';

const whole = (max: number) => fc.integer({ min: 0, max });
const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,12}$/);

interface Drawn {
  readonly kind: string;
  readonly params: Params;
  /** Places of the nodes wired to its slots. */
  readonly sources: readonly number[];
  readonly at: { readonly x: number; readonly y: number };
  /** Which module it is an instance of instead, if there is such a one; which of its parameters follow, and how. */
  readonly module: number;
  readonly follows: readonly number[];
}

const drawnNode: fc.Arbitrary<Drawn> = fc.constantFrom(...placeable).chain((layer) =>
  fc.record({
    kind: fc.constant(layer.kind),
    params: arbitraryParams(layer),
    sources: fc.uniqueArray(whole(30), { maxLength: layer.inputs.type === 'one' ? 1 : 5 }),
    at: fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) }),
    module: whole(9),
    follows: fc.array(whole(11), { maxLength: 4 }),
  }),
);

const training = fc.record({
  data: fc.constantFrom('digits', 'shapes', 'files:train-images-idx3-ubyte'),
  optimizer: fc.constantFrom(...optimizers),
  learningRate: fc.double({ min: 1e-7, max: 10, noNaN: true }),
  batchSize: fc.integer({ min: 1, max: 4096 }),
  epochs: fc.integer({ min: 1, max: 1000 }),
  trainingImages: whole(100_000),
  heldOut: fc.double({ min: 0, max: 0.5, noNaN: true }).map((share) => share + 0),
  seed: whole(2_147_483_647),
  backend: fc.constantFrom(...backendChoices),
  mirror: fc.boolean(),
  shift: whole(64),
  rotation: whole(180),
  shiftFill: fc.constantFrom(...shiftFills),
  brightness: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
  contrast: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
  cutout: whole(64),
});

const words = fc.string({ maxLength: 30 });

/** Notes and frames, frames first as a file has them; undefined where there are none. */
const annotations: fc.Arbitrary<Annotations | undefined> = fc
  .array(
    fc.record({
      frame: fc.boolean(),
      at: fc.record({
        x: fc.integer({ min: -5000, max: 5000 }),
        y: fc.integer({ min: -5000, max: 5000 }),
      }),
      width: fc.integer({ min: 60, max: 3000 }),
      height: fc.integer({ min: 60, max: 3000 }),
      colour: fc.constantFrom(...annotationColours),
      text: fc.string({ unit: 'binary', maxLength: 60 }),
      title: words,
    }),
    { maxLength: 4 },
  )
  .map((drawn) => {
    const all = drawn.map(({ frame, at, title, ...placed }, i): Annotation => {
      const own = { ...placed, id: annotationId(`a${i}`), at: { x: at.x + 0, y: at.y + 0 } };
      return frame ? { type: 'frame', ...own, title } : { type: 'note', ...own };
    });
    const sorted = [...all].sort((a, b) => a.type.localeCompare(b.type));
    return sorted.length > 0 ? new Map(sorted.map((each) => [each.id, each])) : undefined;
  });

const about: fc.Arbitrary<About> = fc.record({
  family: words,
  paper: words,
  authors: words,
  year: fc.integer({ min: 1900, max: 2100 }),
  url: words,
  idea: words,
  look: words,
  figures: fc.array(
    fc.record({
      figure: fc.constantFrom('trainable', 'macs', 'depth'),
      value: whole(1e9),
      to: fc.integer({ min: 1, max: 1e6 }),
      source: words,
    }),
    { maxLength: 3 },
  ),
});

const parameter: fc.Arbitrary<Omit<ModuleParameter, 'name'>> = fc
  .record({
    type: fc.constantFrom('int', 'number'),
    bounds: fc.tuple(fc.integer({ min: 0, max: 9 }), whole(20)),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    help: words,
  })
  .map(({ type, bounds: [min, more], share, help }) => {
    const value = min + share * more;
    const fits = type === 'int' ? Math.round(value) : value;
    return { type, default: fits + 0, min, max: min + more, help };
  });

const drawnModule = fc.record({
  doc: words,
  parameters: fc.array(parameter, { maxLength: 3 }),
  names: fc.uniqueArray(name, { minLength: 12, maxLength: 12 }),
  inputs: whole(2),
  output: fc.boolean(),
  drawn: fc.array(drawnNode, { maxLength: 6 }),
  annotations,
});

/** Documents whose edges are in canonical order, as a file's are. */
export const arbitraryDocument: fc.Arbitrary<Document> = fc
  .record({
    title: fc.string({ unit: 'binary', maxLength: 40 }),
    description: fc.string({ maxLength: 80 }),
    about: fc.option(about, { nil: undefined }),
    moduleNames: fc.uniqueArray(name, { minLength: 3, maxLength: 3 }),
    modules: fc.array(drawnModule, { maxLength: 3 }),
    names: fc.uniqueArray(name, { minLength: 12, maxLength: 12 }),
    drawn: fc.array(drawnNode, { maxLength: 12 }),
    noted: annotations,
    training,
  })
  .map(
    ({
      title,
      description,
      about: paper,
      moduleNames,
      modules: raw,
      names,
      drawn,
      noted,
      training: settings,
    }) => {
      const modules = new Map<string, Module>();
      for (const [index, one] of raw.entries()) {
        const definition = defined(moduleNames[index] ?? `m${index}`, one, new Map(modules));
        modules.set(definition.name, definition);
      }
      const { graph, layout } = assembled(drawn, names, { modules, within: undefined, ports: [] });
      return {
        title,
        description,
        ...(paper ? { about: paper } : {}),
        graph: { ...graph, modules },
        layout,
        ...(noted ? { annotations: noted } : {}),
        training: settings,
      };
    },
  );

type DrawnModule = typeof drawnModule extends fc.Arbitrary<infer T> ? T : never;

function defined(own: string, raw: DrawnModule, modules: Modules): Module {
  const parameters = raw.parameters.map((each, i) => ({ ...each, name: `p${i}` }));
  const empty: Module = { name: own, doc: raw.doc, parameters, graph: makeGraph([], []), layout: new Map() };
  const port = (kind: string, index: number): GraphNode => ({
    id: nodeId(`${kind === 'moduleInput' ? 'in' : 'out'}.${index}`),
    kind,
    params: {},
  });
  const inputs = Array.from({ length: raw.inputs }, (_, i) => port('moduleInput', i));
  const outputs = raw.output ? [port('moduleOutput', 0)] : [];
  const drawn = raw.drawn.filter(({ kind }) => layerOf(kind).group !== 'Input');
  const { graph, layout } = assembled(drawn, raw.names, {
    modules,
    within: empty,
    ports: [...inputs, ...outputs],
  });
  const { annotations: noted } = raw;
  return {
    ...empty,
    graph: { ...graph, modules: noModules },
    layout,
    ...(noted ? { annotations: noted } : {}),
  };
}

interface Around {
  readonly modules: Modules;
  readonly within: Module | undefined;
  readonly ports: readonly GraphNode[];
}

function assembled(
  drawn: readonly Drawn[],
  names: readonly string[],
  { modules, within, ports }: Around,
): { graph: Graph; layout: Layout } {
  const inputs = ports.filter(({ kind }) => kind === 'moduleInput');
  const placed = drawn.map((one, i) => placedNode(nodeId(names[i] ?? `n${i}`), one, modules, within));
  const outputs = ports.filter(({ kind }) => kind === 'moduleOutput');
  const nodes = [...inputs, ...placed, ...outputs];
  const edges = nodes.flatMap((node, to) => {
    const sources = drawn[to - inputs.length]?.sources ?? [0, 1, 2];
    return wiresInto(node, sources, nodes.slice(0, to), modules);
  });
  const layout = new Map<NodeId, { x: number; y: number }>(
    nodes.map(({ id }, i) => [id, { x: (drawn[i]?.at.x ?? i * 10) + 0, y: (drawn[i]?.at.y ?? 0) + 0 }]),
  );
  return { graph: makeGraph(nodes, edges), layout };
}

function placedNode(id: NodeId, drawn: Drawn, modules: Modules, within: Module | undefined): GraphNode {
  const definition = [...modules.values()][drawn.module];
  const node: GraphNode = definition
    ? { id, kind: 'module', params: instanceParams(definition) }
    : { id, kind: drawn.kind, params: spelled(drawn.kind, drawn.params) };
  return within ? following(node, drawn.follows, modules, within) : node;
}

/** Some parameters bound to expressions that fit their fields at the module's defaults. */
function following(node: GraphNode, follows: readonly number[], modules: Modules, within: Module): GraphNode {
  const fields = Object.entries(fieldsOf({ modules }, node)).filter(([, field]) => isBindable(field));
  const params: Record<string, FieldValue> = { ...node.params };
  const bindings: Record<string, string> = {};
  for (const [i, how] of follows.entries()) {
    const [param, field] = fields[(how + i) % Math.max(1, fields.length)] ?? [];
    const own = within.parameters[how % Math.max(1, within.parameters.length)]?.name ?? '3';
    const expression = [own, `${own} + 1`, `2*(${own}+3)`, `${own}-${own}/2`][how % 4] ?? own;
    const value = boundValue(field, expression, defaultValues(within));
    if (param === undefined || !value.ok) continue;
    params[param] = value.value;
    bindings[param] = expression;
  }
  return Object.keys(bindings).length > 0 ? { ...node, params, bindings } : node;
}

function wiresInto(
  target: GraphNode,
  sources: readonly number[],
  before: readonly GraphNode[],
  modules: Modules,
): GraphEdge[] {
  const slots = slotLimit(inputsOf({ modules }, target));
  const from = sources
    .flatMap((source) => before[source] ?? [])
    .filter((source) => hasOutput({ modules }, source));
  return from.slice(0, slots).map((source, slot) => edgeOf({ from: source.id, to: target.id, slot }));
}

/** Parameters as a file spells them: 3, not [3, 3]. */
const spelled = (kind: string, params: Params): Params =>
  Object.fromEntries(
    Object.entries(layerOf(kind).fields).map(([field, spec]) => {
      const parsed = parseField(spec, params[field] ?? spec.default);
      return [field, parsed.ok ? parsed.value : spec.default];
    }),
  );
