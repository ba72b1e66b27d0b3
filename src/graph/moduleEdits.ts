// Edits of definitions as such: their names, descriptions and parameters, and what follows from them in every instance
// and every expression.

import type { NodeId } from '../lib/ids';
import { nodeIdPattern } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { boundNode, withBindings, withoutBindings } from './bindings';
import type { Drawing, ModuleEdit } from './edits';
import type { Graph, Module } from './graph';
import { eachInstance } from './instances';
import { renameParameter, setModule } from './moduleParameters';
import { atDocument, atNode, type Problem } from './problem';
import { refuse } from './wires';

export function editDefinitions(drawing: Drawing, edit: ModuleEdit): Result<Drawing, Problem> {
  const definition = drawing.graph.modules.get(edit.module);
  if (!definition)
    return refuse('unknown-module', atDocument, `This drawing defines no module “${edit.module}”.`);
  const { graph, layout } = drawing;
  const changed = ((): Result<Graph, Problem> => {
    switch (edit.type) {
      case 'renameModule':
        return renameModule(graph, definition, edit.name);
      case 'setModule':
        return setModule(graph, definition, edit.doc ?? definition.doc, edit.parameters);
      case 'renameParameter':
        return renameParameter(graph, definition, edit.from, edit.to);
      case 'removeModule':
        return removeModule(graph, definition);
    }
  })();
  return changed.ok ? ok({ graph: changed.value, layout }) : changed;
}

/** A name that no definition has yet, fit for a file. */
export function checkModuleName(graph: Graph, name: string): Result<string, Problem> {
  if (!nodeIdPattern.test(name)) {
    return refuse(
      'bad-id',
      atDocument,
      `“${name}” cannot be a module’s name: use 1 to 64 letters, digits, “_”, “-” or “.”, beginning with a letter or digit.`,
    );
  }
  return graph.modules.has(name)
    ? refuse(
        'duplicate-module',
        atDocument,
        `There is already a module named “${name}”: choose another name.`,
      )
    : ok(name);
}

function renameModule(graph: Graph, definition: Module, name: string): Result<Graph, Problem> {
  if (name === definition.name) return ok(graph);
  const checked = checkModuleName(graph, name);
  if (!checked.ok) return checked;
  const entries = [...graph.modules].map(([key, each]): [string, Module] =>
    each === definition ? [name, { ...each, name }] : [key, each],
  );
  return ok(
    eachInstance({ ...graph, modules: new Map(entries) }, definition.name, (node) => ({
      ...node,
      params: { ...node.params, module: name },
    })),
  );
}

function removeModule(graph: Graph, { name }: Module): Result<Graph, Problem> {
  const placed = (each: Graph, prefix: string) =>
    [...each.nodes.values()]
      .filter((node) => node.kind === 'module' && node.params.module === name)
      .map(({ id }) => `“${prefix}${id}”`);
  const all = [
    ...placed(graph, ''),
    ...[...graph.modules.values()].flatMap((each) => placed(each.graph, `${each.name}/`)),
  ];
  if (all.length > 0) {
    const named =
      all.length > 8 ? `${all.slice(0, 8).join(', ')} and ${all.length - 8} more` : all.join(', ');
    return refuse(
      'module-in-use',
      atDocument,
      `The module “${name}” is placed as ${named}: ungroup or delete those first.`,
    );
  }
  const modules = new Map(graph.modules);
  modules.delete(name);
  return ok({ ...graph, modules });
}

/** Lets a parameter of a definition's node follow the module's, or be by itself again. */
export function bind(
  { graph, layout }: Drawing,
  id: NodeId,
  param: string,
  expression: string | undefined,
  within: Module | undefined,
): Result<Drawing, Problem> {
  const node = graph.nodes.get(id);
  if (!node) return refuse('no-such-node', atDocument, `There is no node “${id}”.`);
  const free = withoutBindings(node, [param]);
  if (expression !== undefined && !within) {
    return refuse(
      'bad-expression',
      atNode(id),
      `“${param}” of “${id}” can follow a parameter only within a module, and “${id}” stands in none.`,
    );
  }
  const text = expression?.replace(/^\s*=/, '').trim();
  const wanted =
    text === undefined ? free : withBindings(free, [...Object.entries(free.bindings ?? {}), [param, text]]);
  const bound = boundNode(graph, wanted, within);
  if (!bound.ok) return bound;
  return ok({ graph: { ...graph, nodes: new Map(graph.nodes).set(id, bound.value) }, layout });
}
