// The editor's document held against a plain model of it: random walks of right and wrong edits, on the drawing and
// within modules, with undo, redo and reloads between them.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noAnnotations } from '../graph/annotations';
import type { Document } from '../graph/document';
import { emptyDocument } from '../graph/document';
import type { Drawing, Edit } from '../graph/edits';
import { cutFragment, enteringWires, mergeFragment } from '../graph/fragment';
import type { GraphNode } from '../graph/graph';
import { repeat } from '../graph/repeat';
import { hasOutput, inputsOf, slotLimit } from '../graph/slots';
import { instanceParams } from '../graph/values';
import type { Params } from '../layers/fields';
import { defaultParams } from '../layers/index';
import { annotationId, edgeIdOf, type NodeId, nodeId } from '../lib/ids';
import { inferShapes } from '../shapes/inferShapes';
import type { Shapes } from '../shapes/nodeShape';
import {
  editsOf,
  emptyModel,
  keyOf,
  kinds,
  type ModelDocument,
  type ModelLevel,
  moduleNameOf,
  partsOfKey,
  Refused,
} from './editorModel.fixture';
import { openText, saveText } from './files';
import { expandedOf, shapesOf } from './judge';
import { definitionAt, levelOf } from './level';
import { readSession } from './readSession';
import { SessionWriter } from './session';
import { makeBench } from './tools.fixture';

interface Model {
  now: ModelDocument;
  past: { label: string; document: ModelDocument }[];
  future: { label: string; document: ModelDocument }[];
  /** Instances from outside in. */
  path: string[];
}
/** The store that is looked at: another one after a reload. */
interface Bench extends Pick<ReturnType<typeof makeBench>, 'vault'> {
  store: ReturnType<typeof makeBench>['store'];
}
type Command = fc.AsyncCommand<Model, Bench>;

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'not a name', ''];
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

const withinOf = ({ now, path }: Model): string | undefined => {
  let level: ModelLevel | undefined = now.top;
  let within: string | undefined;
  for (const id of path) {
    within = moduleNameOf(level?.nodes.get(id)?.kind ?? '');
    level = within === undefined ? undefined : now.modules.get(within);
  }
  return within;
};
const levelOfModel = (model: Model): ModelLevel => {
  const within = withinOf(model);
  return (within === undefined ? undefined : model.now.modules.get(within)) ?? model.now.top;
};
/** As far along the path as instances still stand. */
const pathKept = (model: Model): string[] => {
  const kept: string[] = [];
  for (const id of model.path) {
    const kind = levelOfModel({ ...model, path: kept }).nodes.get(id)?.kind ?? '';
    if (!model.now.modules.has(moduleNameOf(kind) ?? '')) break;
    kept.push(id);
  }
  return kept;
};

function plainLevel({ graph, layout, annotations }: Drawing): ModelLevel {
  return {
    nodes: new Map(
      [...graph.nodes.values()].map(({ id, kind, params }) => {
        const value = params[kinds[kind]?.param ?? ''];
        const named = kind === 'module' ? `=${String(params.module)}` : kind;
        const node = { kind: named, value: typeof value === 'number' ? value : undefined };
        return [id, { ...node, at: layout.get(id) ?? { x: Number.NaN, y: Number.NaN } }];
      }),
    ),
    wires: new Map([...graph.edges.values()].map(({ from, to, slot }) => [keyOf(to, slot), from])),
    notes: new Map([...(annotations ?? [])].map(([id, { text }]) => [id, text])),
  };
}
const plain = (document: Document): ModelDocument => ({
  title: document.title,
  epochs: document.training.epochs,
  top: plainLevel(document),
  modules: new Map([...document.graph.modules].map(([name, module]) => [name, plainLevel(module)])),
});

/** Order matters of nodes, since ports are counted by it, and of nothing else. */
const levelInOrder = ({ nodes, wires, notes }: ModelLevel) => ({
  nodes: [...nodes],
  wires: [...wires].sort(),
  notes: [...notes].sort(),
});
const inOrder = ({ title, epochs, top, modules }: ModelDocument) => ({
  title,
  epochs,
  top: levelInOrder(top),
  modules: [...modules].sort().map(([name, level]) => [name, levelInOrder(level)]),
});
function same(real: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(real, wanted)) expect(real).toEqual(wanted);
}

/** What is known of each node; where a tensor is really from counts for few layers, and is kept where it does not. */
const judged = (shapes: Shapes) =>
  [...shapes].map(([id, state]) => [
    id,
    { ...state, sources: undefined, stands: undefined, inner: undefined },
  ]);

/** What must hold of every document, however it came about. */
function checkDocument({ store }: Bench): void {
  const state = store.getState();
  const { document } = state;
  const { modules } = document.graph;
  for (const drawing of [document, ...modules.values()]) {
    const { graph, layout } = drawing;
    same([...layout.keys()].sort(), [...graph.nodes.keys()].sort());
    for (const edge of graph.edges.values()) {
      const [source, target] = [graph.nodes.get(edge.from), graph.nodes.get(edge.to)];
      if (!source || !target) throw new Error(`${edge.id} ends nowhere`);
      expect(edge.slot).toBeLessThan(slotLimit(inputsOf({ modules }, target)));
      expect(hasOutput({ modules }, source)).toBe(true);
    }
    const listed = [...graph.incoming.values()].flat();
    same(listed.map(({ id }) => id).sort(), [...graph.edges.keys()].sort());
    const left = [...graph.outgoing.values()].flat();
    same(left.map(({ id }) => id).sort(), [...graph.edges.keys()].sort());
  }
  const level = levelOf(state).graph;
  expect([...state.selectedNodes].filter((id) => !level.nodes.has(id))).toEqual([]);
  expect([...state.selectedEdges].filter((id) => !level.edges.has(id))).toEqual([]);
  same(judged(shapesOf(document.graph)), judged(inferShapes(document.graph)));
  const { flat, shapes } = expandedOf(document.graph);
  same(judged(shapes), judged(inferShapes(flat)));
  const text = saveText(document);
  const opened = openText(text);
  if (!opened.ok) throw new Error(opened.error.problems[0]?.message);
  same(inOrder(plain(opened.value.document)), inOrder(plain(document)));
  expect(saveText(opened.value.document)).toBe(text);
}

function check(model: Model, bench: Bench): void {
  const { document, past, future, path } = bench.store.getState();
  same(inOrder(plain(document)), inOrder(model.now));
  same([...path], model.path);
  same(
    past.map(({ label }) => label),
    model.past.map(({ label }) => label),
  );
  same(
    future.map(({ label }) => label),
    model.future.map(({ label }) => label),
  );
  checkDocument(bench);
}

/** A command of the level that is shown; where the model refuses it, the store must too, and change nothing. */
function edit(
  label: string,
  of: (
    model: Model,
    bench: Bench,
  ) => { readonly edits: readonly Edit[]; readonly model: (now: ModelDocument) => void } | undefined,
): Command {
  return {
    check: () => true,
    toString: () => label,
    run: async (model, bench) => {
      const wanted = of(model, bench);
      if (!wanted) return;
      const next = structuredClone(model.now);
      let refused = false;
      try {
        wanted.model(next);
      } catch (reason) {
        if (!(reason instanceof Refused)) throw reason;
        refused = true;
      }
      const before = bench.store.getState();
      const result = before.apply(label, wanted.edits);
      if (refused) {
        if (result.ok) throw new Error(`${label} was to be refused: ${JSON.stringify(wanted.edits)}`);
        expect(result.error.message).not.toBe('');
        expect(bench.store.getState().document).toBe(before.document);
      } else {
        if (!result.ok) throw new Error(`${label} was refused: ${result.error.message}`);
        step(model, label, next);
      }
      check(model, bench);
    },
  };
}

/** A change that changes nothing is no step. */
function step(model: Model, label: string, next: ModelDocument): void {
  if (isDeepStrictEqual(inOrder(next), inOrder(model.now))) return;
  model.past.push({ label, document: model.now });
  model.future = [];
  model.now = next;
  model.path = pathKept(model);
}

const ids = (model: Model) => [...levelOfModel(model).nodes.keys()];
const wires = (model: Model) => [...levelOfModel(model).wires];
const at = (n: number) => ({ x: (n % 40) * 10, y: (n % 7) * 30 });

function realNode({ store }: Bench, id: string, kind: string): GraphNode {
  const module = moduleNameOf(kind);
  const definition = store.getState().document.graph.modules.get(module ?? '');
  return definition
    ? { id: nodeId(id), kind: 'module', params: instanceParams(definition) }
    : { id: nodeId(id), kind, params: defaultParams(kind) };
}
const placeable = ({ now }: Model) => [...Object.keys(kinds), ...[...now.modules.keys()].map((m) => `=${m}`)];

type Numbers = readonly [number, number, number];
const commands: readonly ((n: Numbers) => Command)[] = [
  ...Array.from(
    { length: 3 },
    () =>
      ([a, b, c]: Numbers) =>
        edit('Add', (model, bench) => {
          const [id, kind] = [pick(names, a) ?? '', pick(placeable(model), b) ?? 'conv2d'];
          return {
            edits: [{ type: 'add', node: realNode(bench, id, kind), at: at(c) }],
            model: (now) => editsOf(now, withinOf(model)).add(id, kind, at(c)),
          };
        }),
  ),
  ...Array.from(
    { length: 4 },
    () =>
      ([a, b, slot]: Numbers) =>
        edit('Wire', (model) => {
          const [from, to] = [pick([...ids(model), 'nobody'], a) ?? '', pick(ids(model), b) ?? ''];
          return {
            edits: [{ type: 'connect', from: nodeId(from), to: nodeId(to), slot: slot % 3 }],
            model: (now) => editsOf(now, withinOf(model)).connect(from, to, slot % 3),
          };
        }),
  ),
  ([a, b, c]) =>
    edit('Remove', (model) => {
      const chosen = [pick(ids(model), a)].flatMap((id) => (id === undefined || c % 3 === 0 ? [] : [id]));
      const cut = [pick(wires(model), b)].flatMap((wire) => (wire ? [wire] : []));
      return {
        edits: [
          {
            type: 'remove',
            nodes: chosen.map(nodeId),
            edges: cut.map(([key, from]) => {
              const [to, slot] = partsOfKey(key);
              return edgeIdOf(nodeId(from), nodeId(to), slot);
            }),
          },
        ],
        model: (now) =>
          editsOf(now, withinOf(model)).remove(
            chosen,
            cut.map(([key]) => key),
          ),
      };
    }),
  ([a, b]) =>
    edit('Set', (model) => {
      const able = [...levelOfModel(model).nodes].filter(([, { kind }]) => kinds[kind]?.param);
      const [id, node] = pick(able, a) ?? [];
      const param = kinds[node?.kind ?? '']?.param;
      if (id === undefined || param === undefined) return undefined;
      const value = 2 + (b % 30);
      return {
        edits: [{ type: 'set', node: nodeId(id), params: { [param]: value } }],
        model: (now) => editsOf(now, withinOf(model)).set(id, value),
      };
    }),
  ([a, b]) =>
    edit('Rename', (model) => {
      const [id, to] = [pick([...ids(model), 'nobody'], a) ?? '', pick(names, b) ?? ''];
      return {
        edits: [{ type: 'rename', node: nodeId(id), id: to }],
        model: (now) => editsOf(now, withinOf(model)).rename(id, to),
      };
    }),
  ([a, b]) =>
    edit('Move', (model) => {
      const id = pick([...ids(model), 'gone'], a) ?? '';
      return {
        edits: [{ type: 'move', positions: new Map([[nodeId(id), at(b)]]) }],
        model: (now) => editsOf(now, withinOf(model)).move(id, at(b)),
      };
    }),
  ([a, b, c]) =>
    edit('Insert', (model, bench) => {
      const [key, from] = pick(wires(model), a) ?? [];
      const [id, kind] = [pick(names, b) ?? '', pick(placeable(model), c) ?? 'conv2d'];
      if (key === undefined || from === undefined) return undefined;
      const [to, slot] = partsOfKey(key);
      const edge = edgeIdOf(nodeId(from), nodeId(to), slot);
      return {
        edits: [{ type: 'insert', edge, node: realNode(bench, id, kind), at: at(c) }],
        model: (now) => editsOf(now, withinOf(model)).insert(key, id, kind, at(c)),
      };
    }),
  ([a, b, c]) =>
    edit('Note', (model) => {
      const { notes } = levelOfModel(model);
      const id = `n${a % 3}`;
      const note = { type: 'note', at: at(b), width: 100, height: 80, colour: 'grey' } as const;
      const gone = notes.has(id) && c % 2 === 0;
      const text = `${c % 5}`;
      const annotation = annotationId(id);
      const made: Edit = gone
        ? { type: 'removeAnnotations', annotations: [annotation] }
        : { type: 'addAnnotation', annotation: { ...note, id: annotation, text } };
      return {
        edits: [made],
        model: (now) => {
          const within = withinOf(model);
          const own = (within === undefined ? undefined : now.modules.get(within)) ?? now.top;
          if (gone) own.notes.delete(id);
          else if (own.notes.has(id)) throw new Refused();
          else own.notes.set(id, text);
        },
      };
    }),
];

const other = (label: string, run: (model: Model, bench: Bench) => void | Promise<void>): Command => ({
  check: () => true,
  toString: () => label,
  run: async (model, bench) => {
    await run(model, bench);
    check(model, bench);
  },
});

/**
 * A change whose outcome is specified elsewhere: the model takes it over, and holds the editor to all else, that it is
 * a whole document, one step that undo takes back, and nothing at all where it is refused.
 */
function taken(label: string, of: (model: Model, bench: Bench) => readonly Edit[]): Command {
  return other(label, (model, bench) => {
    const edits = of(model, bench);
    if (edits.length === 0) return;
    const before = bench.store.getState();
    const result = before.apply(label, edits);
    if (!result.ok) {
      expect(result.error.message).not.toBe('');
      expect(bench.store.getState().document).toBe(before.document);
    } else takeOver(model, bench, label);
  });
}

function takeOver(model: Model, { store }: Bench, label: string): void {
  const { document, past } = store.getState();
  if (past.length > model.past.length) {
    model.past.push({ label, document: model.now });
    model.future = [];
  }
  model.now = plain(document);
  model.path = pathKept(model);
}

/** Some of the nodes of the level that is shown. */
function someOf({ store }: Bench, [a, b]: Numbers): readonly NodeId[] {
  const all = [...levelOf(store.getState()).graph.nodes.keys()];
  const first = a % Math.max(1, all.length);
  return all.slice(first, first + 1 + (b % 3));
}

function duplicated({ store }: Bench, chosen: readonly NodeId[]): Edit {
  const state = store.getState();
  const level = levelOf(state);
  const within = definitionAt(state.document.graph, state.path);
  const entering = enteringWires(level.graph, new Set(chosen));
  const into = { graph: level.graph, annotations: level.annotations ?? noAnnotations, within };
  return mergeFragment(into, cutFragment(level, chosen), { x: 40, y: 40 }, entering).edit;
}

const wholes: readonly ((n: Numbers) => Command)[] = [
  ([a, b, c]) =>
    taken('Replace', (model) => {
      const [node, kind] = [pick(ids(model), a), pick(Object.keys(kinds), b) ?? 'conv2d'];
      const params: Params = c % 3 === 0 ? { filters: -5 } : {};
      return node === undefined ? [] : [{ type: 'replace', node: nodeId(node), kind, params }];
    }),
  (numbers) =>
    taken('Repeat', (_, bench) => {
      const made = repeat(levelOf(bench.store.getState()), someOf(bench, numbers), 2 + (numbers[2] % 2));
      return made.ok ? made.value.edits : [];
    }),
  (numbers) =>
    taken('Group', (_, bench) => [
      { type: 'defineModule', name: `m${numbers[2] % 4}`, nodes: someOf(bench, numbers) },
    ]),
  ([a]) =>
    taken('Ungroup', (model) => {
      const placed = [...levelOfModel(model).nodes].filter(([, { kind }]) => moduleNameOf(kind));
      const [id] = pick(placed, a) ?? [];
      return id === undefined ? [] : [{ type: 'ungroup', node: nodeId(id) }];
    }),
  () => taken('Unfold', () => [{ type: 'unfold' }]),
  (numbers) => taken('Duplicate', (_, bench) => [duplicated(bench, someOf(bench, numbers))]),
  ([a, b]) =>
    taken('Frame', (_, { store }) => {
      const annotation = annotationId(`f${a % 2}`);
      const { annotations = noAnnotations } = levelOf(store.getState());
      const placed = { at: at(b), width: 300 + (b % 50), height: 200, colour: 'blue', text: '' } as const;
      if (!annotations.has(annotation))
        return [
          { type: 'addAnnotation', annotation: { type: 'frame', id: annotation, title: 'F', ...placed } },
        ];
      return b % 3 === 0
        ? [{ type: 'removeAnnotations', annotations: [annotation] }]
        : [{ type: 'setAnnotation', annotation, change: { width: b % 400, title: `F${b % 3}` } }];
    }),
  ([a]) =>
    taken('Bad value', (model) => {
      const able = [...levelOfModel(model).nodes].filter(([, { kind }]) => kinds[kind]?.param);
      const [id, node] = pick(able, a) ?? [];
      const param = kinds[node?.kind ?? '']?.param;
      if (id === undefined || param === undefined) return [];
      return [{ type: 'set', node: nodeId(id), params: { [param]: -1 - (a % 9) } }];
    }),
  ([a]) =>
    other('Title', (model, bench) => {
      bench.store.getState().setTitle(`Title ${a % 3}`);
      takeOver(model, bench, 'Change the title');
      expect(model.now.title).toBe(`Title ${a % 3}`);
    }),
];

const back = () =>
  other('Undo', (model, { store }) => {
    store.getState().undo();
    const last = model.past.pop();
    if (!last) return;
    model.future.push({ label: last.label, document: model.now });
    model.now = last.document;
    model.path = pathKept(model);
  });
const forth = () =>
  other('Redo', (model, { store }) => {
    store.getState().redo();
    const next = model.future.pop();
    if (!next) return;
    model.past.push({ label: next.label, document: model.now });
    model.now = next.document;
    model.path = pathKept(model);
  });

const walks: readonly ((n: Numbers) => Command)[] = [
  ...commands,
  ...wholes,
  back,
  back,
  forth,
  ([a]) =>
    other('Enter', (model, { store }) => {
      const instances = [...levelOfModel(model).nodes].filter(([, { kind }]) => moduleNameOf(kind));
      const [id] = pick(instances, a) ?? [];
      if (id === undefined) return;
      model.path = [...model.path, id];
      store.getState().goTo(model.path.map(nodeId));
    }),
  () =>
    other('Leave', (model, { store }) => {
      model.path = model.path.slice(0, -1);
      store.getState().goTo(model.path.map(nodeId));
    }),
  ([a, b]) =>
    other('Select', (_, { store }) => {
      const { graph } = levelOf(store.getState());
      const node = pick([...graph.nodes.keys()], a);
      const edge = pick([...graph.edges.keys()], b);
      store.getState().select(node ? [node] : [], edge ? [edge] : []);
    }),
  ([a]) =>
    other('Epochs', (model, { store }) => {
      const epochs = 1 + (a % 9);
      store.getState().setTraining('Epochs', { epochs });
      step(model, 'Epochs', { ...structuredClone(model.now), epochs });
    }),
  () =>
    other('New', (model, { store }) => {
      store.getState().open('New', { ...emptyDocument });
      model.past.push({ label: 'New', document: model.now });
      model.future = [];
      model.now = emptyModel();
      model.path = [];
    }),
  () =>
    other('Reload', async (model, bench) => {
      await new SessionWriter('page', bench.vault).save(bench.store.getState());
      const restored = await readSession(bench.vault, 'page');
      if (!restored) throw new Error('Nothing was kept.');
      const { steps: _, savedAt: __, ...kept } = restored;
      const again = makeBench(bench.vault);
      again.store.setState(kept);
      bench.store = again.store;
      model.path = [];
    }),
];

/** A drawing with a module placed twice, one within another, so that ports and levels are met at once. */
function start(bench: Bench): void {
  const { apply } = bench.store.getState();
  const add = (id: string, kind: string): Edit => ({
    type: 'add',
    node: realNode(bench, id, kind),
    at: at(0),
  });
  const wire = (from: string, to: string): Edit => ({
    type: 'connect',
    from: nodeId(from),
    to: nodeId(to),
    slot: 0,
  });
  const edits: readonly (readonly Edit[])[] = [
    [add('in', 'input'), add('x', 'conv2d'), add('y', 'conv2d'), add('z', 'maxPool')],
    [wire('in', 'x'), wire('x', 'y'), wire('y', 'z')],
    [{ type: 'defineModule', name: 'inner', nodes: ['y'].map(nodeId), instance: 'i1' }],
    [{ type: 'defineModule', name: 'outer', nodes: ['x', 'i1'].map(nodeId), instance: 'o1' }],
  ];
  for (const some of edits) {
    const made = apply('Start', some);
    if (!made.ok) throw new Error(made.error.message);
  }
  const { document } = bench.store.getState();
  bench.store.setState({ document, saved: document, past: [], future: [] });
}

it('the document, its history and what is shown are as a plain model of them after any edits, right or wrong', async () => {
  const some = walks.map((walk) =>
    fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)).map((numbers) => walk(numbers)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.commands(some, { maxCommands: 30, size: 'max' }),
      async (withModules, walked) => {
        const bench = makeBench();
        if (withModules) start(bench);
        const now = plain(bench.store.getState().document);
        await fc.asyncModelRun(
          () => ({ model: { now, past: [], future: [], path: [] }, real: bench }),
          walked,
        );
      },
    ),
    { numRuns: 500 },
  );
}, 240_000);
