// A rule applied to a whole design, with its modules: in every instance at its own values, and then written back into
// the definitions. Where instances of one definition come out alike, the definition itself is changed; where they do not
// (an identity here, a projection there), each other outcome becomes a definition of its own. Ungrouping would make
// their weights begin differently, since those are seeded by the path; a second definition keeps the paths.
import type { Drawing } from '../../graph/edits';
import { namesIn } from '../../graph/expressions';
import {
  type Graph,
  type GraphNode,
  type Module,
  type ModuleParameter,
  type Modules,
  noModules,
} from '../../graph/graph';
import { eachNode } from '../../graph/instances';
import { placedIn } from '../../graph/module';
import { pathOf } from '../../lib/ids';
import type { Shapes } from '../../shapes/nodeShape';
import { levelInside } from './blocks';
import type { Level, Remark, Rule } from './level';

export interface Rewritten {
  readonly drawing: Drawing;
  /** Nodes by their paths; what is said of one definition is said of each instance. */
  readonly remarks: readonly Remark[];
}

/** `shapes` are those of `drawing.graph`. What the rule leaves alone keeps its identity. */
export function rewrite({ graph, layout }: Drawing, shapes: Shapes, rule: Rule): Rewritten {
  const { modules } = graph;
  const run: Run = { rule, variants: new Map(), byKey: new Map(), byShapes: new Map(), modules };
  const top = rewriteLevel(run, { graph, layout, shapes, modules });
  const before = placedFrom(graph.nodes.values(), modules);
  // A definition that was placed nowhere is the user's to keep.
  const stored = [...modules.keys()].filter((name) => !before.has(name)).map((name) => asItIs(run, name));
  return { drawing: named(run, top, stored), remarks: top.remarks };
}

interface Run {
  readonly rule: Rule;
  readonly modules: Modules;
  /** What the definitions have become, by names that stand for them until all are known. */
  readonly variants: Map<string, Variant>;
  readonly byKey: Map<string, Variant>;
  /** Instances that are equal inside share their shapes. */
  readonly byShapes: Map<Shapes, Outcome>;
}

interface Variant {
  readonly id: string;
  readonly of: Module;
  readonly becomes: Module;
  readonly changed: boolean;
  readonly suffix: string | undefined;
  uses: number;
}

interface Outcome {
  readonly variant: Variant;
  readonly remarks: readonly Remark[];
}

interface LevelOutcome extends Drawing {
  readonly changed: boolean;
  readonly suffix: string | undefined;
  readonly remarks: readonly Remark[];
}

function rewriteLevel(run: Run, level: Level): LevelOutcome {
  const enter = run.rule.inside?.(level);
  const remarks: Remark[] = [];
  let changed = false;
  const graph = eachNode(level.graph, (node) => {
    if (node.kind !== 'module') return node;
    const outcome = instanceOutcome(run, level, node, enter?.has(node.id) ?? true);
    if (!outcome) return node;
    outcome.variant.uses += 1;
    changed ||= outcome.variant.changed;
    for (const each of outcome.remarks) remarks.push({ ...each, node: pathOf(node.id, each.node) });
    return asInstance(node, outcome.variant);
  });
  const own = run.rule.apply({ ...level, graph });
  return {
    graph: own.graph,
    layout: own.layout,
    changed: changed || own.graph !== graph,
    suffix: own.suffix,
    remarks: [...own.remarks, ...remarks],
  };
}

function instanceOutcome(run: Run, level: Level, node: GraphNode, enter: boolean): Outcome | undefined {
  const name = String(node.params.module);
  const inside = enter ? levelInside(level, node.id) : undefined;
  const definition = run.modules.get(name);
  if (!definition) return undefined;
  if (!inside) return { variant: asItIs(run, name, definition), remarks: [] };
  const before = run.byShapes.get(inside.shapes);
  if (before) return before;
  const outcome = rewriteLevel(run, inside);
  const made = { variant: variantOf(run, definition, outcome), remarks: outcome.remarks };
  run.byShapes.set(inside.shapes, made);
  return made;
}

/** The definition untouched, and with it those that it places. */
function asItIs(run: Run, name: string, definition = run.modules.get(name)): Variant {
  if (!definition) throw new Error(`The module “${name}” is not defined.`);
  const { layout } = definition;
  const graph = eachNode(definition.graph, (node) => {
    const placed = node.kind === 'module' ? run.modules.get(String(node.params.module)) : undefined;
    return placed ? asInstance(node, asItIs(run, placed.name, placed)) : node;
  });
  return variantOf(run, definition, { graph, layout, changed: false, suffix: undefined, remarks: [] });
}

function variantOf(run: Run, definition: Module, outcome: LevelOutcome): Variant {
  const { graph, layout, changed, suffix } = outcome;
  const key = JSON.stringify([
    definition.name,
    [...graph.nodes.values()],
    [...graph.edges.keys()],
    [...layout],
  ]);
  const before = run.byKey.get(key);
  if (before) return before;
  const becomes: Module = {
    ...definition,
    parameters: parametersOf(definition, graph),
    graph: { ...graph, modules: noModules },
    layout,
  };
  // No name that a file can hold has this sign.
  const id = `${definition.name}#${run.variants.size}`;
  const variant: Variant = { id, of: definition, becomes, changed, suffix, uses: 0 };
  run.byKey.set(key, variant);
  run.variants.set(id, variant);
  return variant;
}

/** Without the parameters that some layer followed before and none follows now. */
function parametersOf({ parameters, graph: before }: Module, after: Graph): readonly ModuleParameter[] {
  const [old, now] = [followed(before), followed(after)];
  const kept = parameters.filter(({ name }) => now.has(name) || !old.has(name));
  return kept.length === parameters.length ? parameters : kept;
}

const followed = ({ nodes }: Graph): ReadonlySet<string> =>
  new Set(
    [...nodes.values()].flatMap(({ bindings = {} }) =>
      Object.values(bindings).flatMap((text) => namesIn(text)),
    ),
  );

/** The instance as one of the variant, with the values that it still takes. */
function asInstance(node: GraphNode, { id, becomes }: Variant): GraphNode {
  const taken = new Set(becomes.parameters.map(({ name }) => name));
  const { bindings, ...bare } = node;
  const params = Object.fromEntries(Object.entries(node.params).filter(([name]) => taken.has(name)));
  const follows = Object.entries(bindings ?? {}).filter(([name]) => taken.has(name));
  return {
    ...bare,
    params: { module: id, ...params },
    ...(follows.length > 0 ? { bindings: Object.fromEntries(follows) } : {}),
  };
}

/** The definitions that the nodes place, directly or through others. */
function placedFrom(nodes: Iterable<GraphNode>, modules: Modules): ReadonlySet<string> {
  const placed = new Set<string>();
  for (const { kind, params } of nodes) if (kind === 'module') placed.add(String(params.module));
  for (const name of placed) {
    const definition = modules.get(name);
    for (const inner of definition ? placedIn(definition) : []) placed.add(inner);
  }
  return placed;
}

/** Gives every variant that is placed its name, and drops definitions of which no instance is left. */
function named(run: Run, top: LevelOutcome, stored: readonly Variant[]): Drawing {
  const become = new Map([...run.variants].map(([id, { becomes }]) => [id, becomes]));
  const roots = [top.graph, ...stored.map(({ becomes }) => becomes.graph)];
  const placed = placedFrom(
    roots.flatMap(({ nodes }) => [...nodes.values()]),
    become,
  );
  const kept = [...run.variants.values()].filter((each) => placed.has(each.id) || stored.includes(each));
  const names = namesOf(run.modules, kept);
  const rename = (graph: Graph): Graph =>
    eachNode(graph, (node) => {
      if (node.kind !== 'module') return node;
      const name = names.get(String(node.params.module));
      return name === undefined ? node : { ...node, params: { ...node.params, module: name } };
    });
  const modules = new Map<string, Module>();
  for (const original of run.modules.keys())
    for (const { id, of, becomes, changed } of kept) {
      const name = names.get(id);
      if (of.name !== original || name === undefined) continue;
      const inner = rename(becomes.graph);
      modules.set(name, changed || name !== of.name ? { ...becomes, name, graph: inner } : of);
    }
  return { graph: { ...rename(top.graph), modules }, layout: top.layout };
}

/**
 * The untouched definition keeps its name, for there are instances that were not looked into; else that of the most
 * instances does. The others are called after what sets them apart.
 */
function namesOf(modules: Modules, variants: readonly Variant[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(modules.keys());
  for (const name of modules.keys()) {
    const own = variants.filter(({ of }) => of.name === name);
    const first = own.reduce<Variant | undefined>(
      (best, each) => (!best || (best.changed && (!each.changed || each.uses > best.uses)) ? each : best),
      undefined,
    );
    for (const each of own) {
      const named = each === first ? name : freeModuleName(taken, name, each.suffix);
      names.set(each.id, named);
      taken.add(named);
    }
  }
  return names;
}

function freeModuleName(taken: ReadonlySet<string>, name: string, suffix: string | undefined): string {
  const stem = name.slice(0, 45);
  for (let n = 1; ; n += 1) {
    const tail = suffix === undefined ? `${n + 1}` : `${suffix}${n === 1 ? '' : n}`;
    if (!taken.has(`${stem}-${tail}`)) return `${stem}-${tail}`;
  }
}
