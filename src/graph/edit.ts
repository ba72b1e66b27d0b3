// Pure edits: a graph and a layout in, new ones out, or the problem that forbids it. Unchanged parts keep their
// identity. Shapes are not judged here (`shapes/checkEdge` does); what would break the graph itself is refused.
import { assertNever } from '../lib/assertNever';
import { pathOf } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { editAnnotations } from './annotationEdits';
import { add, connect, insert, remove, rename, set, type Within } from './basicEdits';
import { defineModule } from './defineModule';
import type { Drawing, Edit } from './edits';
import { checkFileLimits, inPlane } from './fileLimits';
import { type Module, noModules } from './graph';
import { checkSize, everywhere, withoutPorts } from './instances';
import type { Layout } from './layout';
import { portsOf } from './module';
import { bind, editDefinitions } from './moduleEdits';
import { paste } from './paste';
import { type LevelEdit, partsOf } from './paths';
import { atDocument, atNode, type Problem } from './problem';
import { replace } from './replace';
import { unfold } from './unfold';
import { ungroup } from './ungroup';
import { refuse } from './wires';

/** Applies one edit; the drawing that came in is untouched. */
export const applyEdit = (drawing: Drawing, edit: Edit): Result<Drawing, Problem> =>
  applyEdits(drawing, [edit]);

/** Applies edits in order, all or none. What no file could hold is refused. */
export function applyEdits(drawing: Drawing, edits: readonly Edit[]): Result<Drawing, Problem> {
  let current = drawing;
  for (const edit of edits) {
    const next = applyAnywhere(current, edit);
    if (!next.ok) return next;
    current = next.value;
  }
  return checkFileLimits(drawing, current);
}

function applyAnywhere(drawing: Drawing, edit: Edit): Result<Drawing, Problem> {
  switch (edit.type) {
    case 'renameModule':
    case 'setModule':
    case 'renameParameter':
    case 'removeModule':
      return keepingAnnotations(drawing, editDefinitions(drawing, edit));
    case 'inModule': {
      const { modules } = drawing.graph;
      const definition = modules.get(edit.module);
      if (!definition)
        return refuse('unknown-module', atDocument, `This drawing defines no module “${edit.module}”.`);
      return editWithinDefinition(drawing, definition, edit.edit);
    }
    case 'unfold':
      return keepingAnnotations(drawing, unfold(drawing));
    case 'paste':
      return sized(paste(drawing, edit, undefined));
    default:
      return applyAtLevel(drawing, undefined, edit);
  }
}

/** An edit of one drawing, which may lead into the definitions of the instances in it. */
function applyAtLevel(drawing: Drawing, within: Within, edit: LevelEdit): Result<Drawing, Problem> {
  const parts = partsOf(drawing.graph, edit);
  if (!parts.ok) return parts;
  let current = drawing;
  for (const { path, definition, edit: part } of parts.value) {
    const now = definition && current.graph.modules.get(definition.name);
    const next = now ? editWithinDefinition(current, now, part) : applyOwn(current, within, part);
    if (!next.ok) return path === '' ? next : { ok: false, error: placedAt(next.error, path) };
    current = next.value;
  }
  return ok(current);
}

const placedAt = (problem: Problem, path: string): Problem =>
  problem.at.type === 'node' ? { ...problem, at: atNode(pathOf(path, problem.at.node)) } : problem;

/** Notes and frames stay where an edit says nothing of them. */
const keepingAnnotations = ({ annotations }: Drawing, after: Result<Drawing, Problem>): typeof after =>
  after.ok && annotations && !after.value.annotations ? ok({ ...after.value, annotations }) : after;

/** An edit whose ids are all the drawing's own. */
const applyOwn = (drawing: Drawing, within: Within, edit: LevelEdit): Result<Drawing, Problem> =>
  keepingAnnotations(drawing, edited(drawing, within, edit));

function edited(drawing: Drawing, within: Within, edit: LevelEdit): Result<Drawing, Problem> {
  switch (edit.type) {
    case 'add':
      return sized(add(drawing, edit.node, edit.at, within));
    case 'remove':
      return ok(remove(drawing, edit.nodes, edit.edges));
    case 'connect':
      return connect(drawing, edit);
    case 'set':
      return sized(set(drawing, edit.node, edit.params, within));
    case 'rename':
      return rename(drawing, edit.node, edit.id);
    case 'replace':
      return sized(replace(drawing, edit, within));
    case 'insert':
      return sized(insert(drawing, edit.edge, edit.node, edit.at, within));
    case 'move':
      return ok({ graph: drawing.graph, layout: movedIn(drawing, edit.positions) });
    case 'bind':
      return bind(drawing, edit.node, edit.param, edit.expression, within);
    case 'defineModule':
      return defineModule(drawing, edit, within);
    case 'ungroup':
      return ungroup(drawing, edit.node, within);
    case 'addAnnotation':
    case 'setAnnotation':
    case 'moveAnnotations':
    case 'removeAnnotations':
      return editAnnotations(drawing, edit);
    default:
      return assertNever(edit);
  }
}

/** A node that is gone (deleted while it was dragged) gets no place. */
const movedIn = ({ graph, layout }: Drawing, positions: Layout): Layout =>
  new Map([
    ...layout,
    ...[...positions].flatMap(([id, at]) => (graph.nodes.has(id) ? [[id, inPlane(at)] as const] : [])),
  ]);

function sized(result: Result<Drawing, Problem>): Result<Drawing, Problem> {
  if (!result.ok) return result;
  const checked = checkSize(result.value.graph);
  return checked.ok ? result : checked;
}

/** Edits a definition, and brings the wires of its instances in step with the ports that it lost. */
function editWithinDefinition(drawing: Drawing, definition: Module, edit: Edit): Result<Drawing, Problem> {
  if (edit.type === 'inModule' || edit.type === 'unfold' || isModuleEdit(edit))
    return applyAnywhere(drawing, edit);
  const { modules } = drawing.graph;
  const inside: Drawing = { ...definition, graph: { ...definition.graph, modules } };
  const after =
    edit.type === 'paste' ? paste(inside, edit, definition) : applyAtLevel(inside, definition, edit);
  if (!after.ok) return after;
  const { graph, layout, annotations } = after.value;
  const now: Module = {
    ...definition,
    graph: { ...graph, modules: noModules },
    layout,
    ...(annotations ? { annotations } : {}),
  };
  const replaced = {
    ...drawing.graph,
    modules: new Map(graph.modules).set(definition.name, now),
  };
  const checked = checkSize(replaced);
  if (!checked.ok) return checked;
  return ok({ ...drawing, graph: edit.type === 'remove' ? rewired(replaced, definition, now) : replaced });
}

const isModuleEdit = (edit: Edit) =>
  edit.type === 'renameModule' ||
  edit.type === 'setModule' ||
  edit.type === 'renameParameter' ||
  edit.type === 'removeModule';

function rewired(graph: Drawing['graph'], before: Module, after: Module): Drawing['graph'] {
  const [old, now] = [portsOf(before), portsOf(after)];
  const lost = new Set(old.inputs.flatMap((id, slot) => (now.inputs.includes(id) ? [] : [slot])));
  const outputLost = old.output !== undefined && now.output === undefined;
  if (lost.size === 0 && !outputLost) return graph;
  return everywhere(graph, (each) => withoutPorts(each, after.name, lost, outputLost));
}
