// Random documents for the tests of the file format: any layers with any parameters, wired forwards.
import fc from 'fast-check';
import { type Params, parseField } from '../layers/fields';
import { layerOf, placeable } from '../layers/index';
import { arbitraryParams } from '../layers/params.fixture';
import { nodeId } from '../lib/ids';
import { backendChoices, type Document, optimizers } from './document';
import { edgeOf, type GraphEdge, type GraphNode, makeGraph } from './graph';

const whole = (max: number) => fc.integer({ min: 0, max });
const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,12}$/);

const drawnNode = fc.constantFrom(...placeable).chain((layer) =>
  fc.record({
    kind: fc.constant(layer.kind),
    params: arbitraryParams(layer),
    sources: fc.uniqueArray(whole(30), { maxLength: layer.inputs.type === 'many' ? 5 : 1 }),
    at: fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) }),
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
});

/** Documents whose edges are in canonical order, as a file's are. */
export const arbitraryDocument: fc.Arbitrary<Document> = fc
  .record({
    title: fc.string({ unit: 'binary', maxLength: 40 }),
    description: fc.string({ maxLength: 80 }),
    names: fc.uniqueArray(name, { minLength: 12, maxLength: 12 }),
    drawn: fc.array(drawnNode, { maxLength: 12 }),
    training,
  })
  .map(({ title, description, names, drawn, training: settings }) => {
    const ids = drawn.map((_, index) => nodeId(names[index] ?? `n${index}`));
    const nodes = drawn.map(
      ({ kind, params }, index): GraphNode => ({
        id: ids[index] ?? nodeId('n'),
        kind,
        params: spelled(kind, params),
      }),
    );
    const edges = drawn.flatMap(({ kind, sources }, to) => wiresInto(kind, sources, to, nodes));
    const layout = new Map(
      drawn.map(({ at }, index) => [ids[index] ?? nodeId('n'), { x: at.x + 0, y: at.y + 0 }]),
    );
    return { title, description, graph: makeGraph(nodes, edges), layout, training: settings };
  });

function wiresInto(
  kind: string,
  sources: readonly number[],
  to: number,
  nodes: readonly GraphNode[],
): GraphEdge[] {
  const target = nodes[to];
  if (!target || kind === 'input') return [];
  const before = sources.flatMap((source) => {
    const from = nodes[source];
    return from && source < to && from.kind !== 'classifier' ? [from] : [];
  });
  return before.map((from, slot) => edgeOf({ from: from.id, to: target.id, slot }));
}

/** Parameters as a file spells them: 3, not [3, 3]. */
const spelled = (kind: string, params: Params): Params =>
  Object.fromEntries(
    Object.entries(layerOf(kind).fields).map(([name, field]) => {
      const parsed = parseField(field, params[name] ?? field.default);
      return [name, parsed.ok ? parsed.value : field.default];
    }),
  );
