// A part of a drawing by itself, as it is copied, and how it is put into another drawing: names made free, modules
// shared or renamed, what cannot stand there left out with a word. What comes of it is one edit.
import type { AnnotationId, NodeId } from '../lib/ids';
import { type Annotations, annotationsOfNodes, noAnnotations, placedAmong } from './annotations';
import { boundNode, withBindings } from './bindings';
import type { Drawing, Paste } from './edits';
import { namesIn } from './expressions';
import { freeNameLike } from './freeNameLike';
import {
  edgesInto,
  type Graph,
  type GraphNode,
  type Module,
  type Modules,
  makeGraph,
  type Wire,
} from './graph';
import type { Layout } from './layout';
import { misplacement } from './misplacement';
import { isPort, placedIn } from './module';
import { definitionText } from './serialise';
import { inputsOf, slotLimit } from './slots';

/**
 * The chosen nodes with the wires among them, the frames that hold them alone, the notes and frames that are `written`,
 * and the definitions that they place; ports of a module stay with it.
 */
export function cutFragment(
  { graph, layout, annotations }: Drawing,
  chosen: Iterable<NodeId>,
  written: ReadonlySet<AnnotationId> = new Set(),
): Drawing {
  const wanted = new Set(chosen);
  const nodes = [...graph.nodes.values()].filter((node) => wanted.has(node.id) && !isPort(node));
  const kept = new Set(nodes.map(({ id }) => id));
  const edges = [...graph.edges.values()].filter(({ from, to }) => kept.has(from) && kept.has(to));
  const used = usedBy(nodes, graph.modules);
  return {
    graph: makeGraph(nodes, edges, new Map([...graph.modules].filter(([name]) => used.has(name)))),
    layout: new Map([...layout].filter(([id]) => kept.has(id))),
    ...(annotations ? { annotations: withWritten(annotations, written, { layout, kept }) } : {}),
  };
}

function withWritten(
  annotations: Annotations,
  written: ReadonlySet<AnnotationId>,
  { layout, kept }: { readonly layout: Layout; readonly kept: ReadonlySet<NodeId> },
): Annotations {
  const along = annotationsOfNodes(annotations, layout, kept);
  return new Map([...annotations].filter(([id]) => along.has(id) || written.has(id)));
}

function usedBy(nodes: readonly GraphNode[], modules: Modules): ReadonlySet<string> {
  const used = new Set(
    nodes.flatMap(({ kind, params }) => (kind === 'module' ? [String(params.module)] : [])),
  );
  for (const name of used) {
    const definition = modules.get(name);
    for (const next of definition ? placedIn(definition) : []) used.add(next);
  }
  return used;
}

/** The wires that enter the chosen nodes from others: what a duplicate keeps. */
export function enteringWires(graph: Graph, chosen: ReadonlySet<NodeId>): readonly Wire[] {
  return [...chosen].flatMap((id) => edgesInto(graph, id)).filter(({ from }) => !chosen.has(from));
}

/** Inputs of the fragment's nodes that need a wire and have none. */
export function openInputs({ graph }: Drawing): readonly { readonly node: NodeId; readonly slot: number }[] {
  return [...graph.nodes.values()].flatMap((node) => {
    const inputs = inputsOf(graph, node);
    const needed = inputs.type === 'many' ? inputs.min : slotLimit(inputs);
    const filled = new Set(edgesInto(graph, node.id).map(({ slot }) => slot));
    return Array.from({ length: needed }, (_, slot) => ({ node: node.id, slot })).filter(
      ({ slot }) => !filled.has(slot),
    );
  });
}

export interface Merge {
  readonly edit: Paste;
  /** What each of the fragment's nodes is called in the drawing; those left out are absent. */
  readonly names: ReadonlyMap<NodeId, NodeId>;
  /** What could not be kept as it was, as sentences. */
  readonly notices: readonly string[];
}

/**
 * The edit that puts a fragment into a drawing, or into the definition `within`. `moved` is added to its positions;
 * `entering` are wires from nodes of the drawing to the fragment's, under the names that they have in it.
 */
export function mergeFragment(
  into: Pick<Drawing, 'graph' | 'annotations'> & { readonly within: Module | undefined },
  fragment: Drawing,
  moved: { readonly x: number; readonly y: number },
  entering: readonly Wire[] = [],
): Merge {
  const { graph, within } = into;
  const renamed = renamedModules(graph.modules, fragment.graph.modules);
  const modules = [...fragment.graph.modules.values()].flatMap((definition) => {
    const name = renamed.get(definition.name) ?? definition.name;
    return graph.modules.has(name) ? [] : [placingRenamed({ ...definition, name }, renamed)];
  });
  const notices = [...renamed].map(
    ([from, to]) => `This drawing has another module named “${from}”, so the pasted one is named “${to}”.`,
  );
  const names = new Map<NodeId, NodeId>();
  const nodes = new Map(graph.nodes);
  const added: GraphNode[] = [];
  for (const node of fragment.graph.nodes.values()) {
    const misplaced = misplacement(node, nodes, { within });
    if (misplaced) {
      notices.push(`Left out: ${misplaced.message}`);
      continue;
    }
    const id = freeNameLike(node.id, (name) => nodes.has(name) || names.has(name));
    const placed = withModule(
      following({ ...node, id }, { ...graph, modules: fragment.graph.modules }, within),
      renamed,
    );
    names.set(node.id, id);
    nodes.set(id, placed);
    added.push(placed);
  }
  const present = into.annotations ?? noAnnotations;
  const annotations = new Map(
    [...placedAmong(present, fragment.annotations ?? noAnnotations, moved)].filter(
      ([id]) => !present.has(id),
    ),
  );
  const edit = pasteOf(fragment, { names, added, modules, moved, entering });
  return { edit: annotations.size > 0 ? { ...edit, annotations } : edit, names, notices };
}

function pasteOf(
  fragment: Drawing,
  {
    names,
    added,
    modules,
    moved,
    entering,
  }: {
    readonly names: ReadonlyMap<NodeId, NodeId>;
    readonly added: readonly GraphNode[];
    readonly modules: readonly Module[];
    readonly moved: { readonly x: number; readonly y: number };
    readonly entering: readonly Wire[];
  },
): Paste {
  const edges = [...fragment.graph.edges.values()].flatMap(({ from, to, slot }): Wire[] => {
    const [source, target] = [names.get(from), names.get(to)];
    return source !== undefined && target !== undefined ? [{ from: source, to: target, slot }] : [];
  });
  const kept = entering.flatMap(({ from, to, slot }): Wire[] => {
    const target = names.get(to);
    return target === undefined ? [] : [{ from, to: target, slot }];
  });
  const positions: Layout = new Map(
    [...names].map(([from, id]) => {
      const at = fragment.layout.get(from) ?? { x: 0, y: 0 };
      return [id, { x: at.x + moved.x, y: at.y + moved.y }];
    }),
  );
  return { type: 'paste', nodes: added, edges: [...edges, ...kept], positions, modules };
}

/**
 * The node with its expressions where the definition around it has every parameter that they name; else with values
 * alone.
 */
function following(node: GraphNode, graph: Graph, within: Module | undefined): GraphNode {
  if (!node.bindings) return node;
  const known = new Set((within?.parameters ?? []).map(({ name }) => name));
  const kept = Object.entries(node.bindings).filter(([, text]) =>
    namesIn(text).every((name) => known.has(name)),
  );
  const bound = boundNode(graph, withBindings(node, kept), within);
  return bound.ok ? bound.value : withBindings(node, []);
}

const withModule = (node: GraphNode, renamed: ReadonlyMap<string, string>): GraphNode => {
  const name = node.kind === 'module' ? renamed.get(String(node.params.module)) : undefined;
  return name === undefined ? node : { ...node, params: { ...node.params, module: name } };
};

function placingRenamed(definition: Module, renamed: ReadonlyMap<string, string>): Module {
  const { graph } = definition;
  const nodes = [...graph.nodes.values()].map((node) => withModule(node, renamed));
  return nodes.every((node) => graph.nodes.get(node.id) === node)
    ? definition
    : { ...definition, graph: makeGraph(nodes, graph.edges.values(), graph.modules) };
}

/** New names of the definitions that are not what the drawing has under their name: other in themselves, or placing such. */
function renamedModules(here: Modules, brought: Modules): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  const taken = (name: string) => here.has(name) || brought.has(name) || [...renamed.values()].includes(name);
  const judged = new Set<string>();
  const judge = (definition: Module): void => {
    if (judged.has(definition.name)) return;
    judged.add(definition.name);
    const placed = placedIn(definition);
    for (const name of placed) {
      const next = brought.get(name);
      if (next) judge(next);
    }
    const own = here.get(definition.name);
    if (!own) return;
    const other = placed.some((name) => renamed.has(name)) || !sameDefinition(own, here, definition, brought);
    if (other) renamed.set(definition.name, freeNameLike(definition.name, taken));
  };
  for (const definition of brought.values()) judge(definition);
  return renamed;
}

/** Equal in parameters, nodes and wires; where the nodes stand and what the description says makes no other module. */
const sameDefinition = (a: Module, modulesOfA: Modules, b: Module, modulesOfB: Modules): boolean =>
  a === b || bare(a, modulesOfA) === bare(b, modulesOfB);

const bare = (definition: Module, modules: Modules): string =>
  definitionText({ ...definition, doc: '', layout: new Map() }, modules);
