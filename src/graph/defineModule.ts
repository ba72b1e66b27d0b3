// Chosen nodes made a module: the definition with its ports and parameters, and one instance where the nodes stood.

import { type Field, parseField } from '../layers/fields';
import { type NodeId, nodeId } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { type Direction, type Point, turnPoint } from '../lib/turned';
import { annotationsOfNodes, noAnnotations, placedAmong } from './annotations';
import { withBindings } from './bindings';
import { type Chosen, type Cut, checkChosen, cutOut } from './cutOut';
import type { DefineModule, Drawing } from './edits';
import { namesIn } from './expressions';
import { annotationsInPlane, placesInPlane } from './fileLimits';
import { edgeOf, type Graph, type GraphNode, type Module, type ModuleParameter, makeGraph } from './graph';
import type { Layout } from './layout';
import { checkModuleName } from './moduleEdits';
import { grid, rowBelow } from './placeNodes';
import { atDocument, atNode, type Problem } from './problem';
import { parameterFault } from './readParameters';
import { freeName } from './slots';
import { limits } from './templateFrame';
import { fieldsOf, instanceParams, isBindable } from './values';
import { refuse } from './wires';

/** `within`: the definition that the nodes stand in; its parameters that they follow become the new module's too. */
export function defineModule(
  drawing: Drawing,
  edit: DefineModule,
  within: Module | undefined,
): Result<Drawing, Problem> {
  const { graph, layout, annotations = noAnnotations } = drawing;
  const name = checkModuleName(graph, edit.name);
  if (!name.ok) return name;
  const chosen = checkChosen(graph, edit.nodes);
  if (!chosen.ok) return chosen;
  const cut = cutOut(graph, chosen.value);
  if (!cut.ok) return cut;
  const nodes = parametrised(graph, chosen.value, edit, within);
  if (!nodes.ok) return nodes;
  const stem = edit.name.slice(0, 56);
  const instance = edit.instance ?? freeName(graph, /\d$/.test(stem) ? `${stem}-` : stem);
  const free = checkInstanceName(graph, chosen.value, instance);
  if (!free.ok) return free;
  const { inside, centre, corner } = placedInside(layout, cut.value, chosen.value, edit.direction);
  const along = annotationsOfNodes(annotations, layout, chosen.value);
  const definition: Module = {
    name: name.value,
    doc: (edit.doc ?? '').slice(0, limits.doc),
    parameters: nodes.value.parameters,
    graph: innerGraph(nodes.value.nodes, cut.value),
    layout: placesInPlane(inside),
    ...(along.size > 0
      ? { annotations: annotationsInPlane(placedAmong(noAnnotations, along, { x: -corner.x, y: -corner.y })) }
      : {}),
  };
  const made = replaced(drawing, chosen.value, cut.value, definition, { id: free.value, at: centre, within });
  const rest = new Map([...annotations].filter(([id]) => !along.has(id)));
  return ok(along.size > 0 ? { ...made, annotations: rest } : made);
}

interface Parametrised {
  readonly nodes: readonly GraphNode[];
  readonly parameters: readonly ModuleParameter[];
}

function parametrised(
  graph: Graph,
  chosen: Chosen,
  { parameters = [] }: DefineModule,
  within: Module | undefined,
): Result<Parametrised, Problem> {
  const used = new Set(
    [...chosen.values()].flatMap(({ bindings = {} }) => Object.values(bindings).flatMap(namesIn)),
  );
  const made = new Map(
    (within?.parameters ?? []).filter(({ name }) => used.has(name)).map((p) => [p.name, p]),
  );
  const shared = new Set<string>();
  const nodes = new Map(chosen);
  for (const { node: id, param, name } of parameters) {
    const node = nodes.get(id);
    const parameter = node ? parameterOf(graph, node, param, name) : undefined;
    if (!node || !parameter) {
      return refuse(
        'bad-params',
        atDocument,
        `“${param}” of “${id}” cannot become a parameter of the module: only numbers of the chosen nodes can.`,
      );
    }
    const before = made.get(name);
    if (before && shared.has(name) && before.default === parameter.default) {
      made.set(name, {
        ...before,
        type: before.type === 'int' ? 'int' : parameter.type,
        min: Math.max(before.min, parameter.min),
        max: Math.min(before.max, parameter.max),
      });
    } else {
      const fault = parameterFault(parameter, made);
      if (fault) return refuse('bad-params', atNode(id), `“${param}” of “${id}”: ${fault.reason}.`);
      made.set(name, parameter);
      shared.add(name);
    }
    const others = Object.entries(node.bindings ?? {}).filter(([each]) => each !== param);
    nodes.set(id, withBindings(node, [...others, [param, name]]));
  }
  if (made.size > limits.parameters) {
    return refuse(
      'bad-params',
      atDocument,
      `The module would have ${made.size} parameters, and one takes at most ${limits.parameters}. Choose fewer.`,
    );
  }
  return ok({ nodes: [...nodes.values()], parameters: [...made.values()] });
}

/** A whole number where the field takes nothing else. Its range is the field's. */
function parameterOf(
  graph: Graph,
  node: GraphNode,
  param: string,
  name: string,
): ModuleParameter | undefined {
  const field = fieldsOf(graph, node)[param];
  const value = node.params[param];
  if (!field || !isBindable(field) || typeof value !== 'number' || !parseField(field, value).ok)
    return undefined;
  return {
    name,
    type: field.type === 'number' ? 'number' : 'int',
    default: value,
    ...rangeOf(field),
    help: field.help,
  };
}

const rangeOf = (field: Field): { min: number; max: number } =>
  'min' in field ? { min: field.min, max: field.max } : { min: 0, max: 255 };

/** `freeName` has found it free; a name that was asked for may be that of a chosen node, which goes. */
function checkInstanceName(graph: Graph, chosen: Chosen, id: string): Result<NodeId, Problem> {
  const free = nodeId(id);
  if (!graph.nodes.has(free) || chosen.has(free)) return ok(free);
  return refuse(
    'duplicate-node',
    atNode(free),
    `There is already a node named “${id}”: choose another name for the module’s instance.`,
  );
}

/** Positions from the upper left corner on, ports before and behind them; and where the instance stands. */
function placedInside(
  layout: Layout,
  { sources, output, entering }: Cut,
  chosen: Chosen,
  direction: Direction = 'right',
): { readonly inside: Layout; readonly centre: Point; readonly corner: Point } {
  const box = boxOf([...chosen.keys()].map((id) => layout.get(id) ?? { x: 0, y: 0 }));
  const step = direction === 'down' ? { x: rowBelow, y: grid.column } : { x: grid.column, y: grid.row };
  /** How far across the drawing a node stands from the corner. */
  const across = (id: NodeId | undefined): number => {
    const at = (id !== undefined && layout.get(id)) || box;
    return turnPoint(direction, at).y - turnPoint(direction, box).y;
  };
  const inside = new Map<NodeId, Point>();
  const taken = new Set<number>();
  for (const source of sources) {
    let y = across(entering.find(({ from }) => from === source)?.to);
    while (taken.has(y)) y += step.y;
    taken.add(y);
    inside.set(source, turnPoint(direction, { x: -step.x, y }));
  }
  for (const id of chosen.keys()) {
    const { x, y } = layout.get(id) ?? box;
    inside.set(id, { x: x - box.x, y: y - box.y });
  }
  if (output) {
    const { x: length } = turnPoint(direction, { x: box.width, y: box.height });
    inside.set(output.name, turnPoint(direction, { x: length + step.x, y: across(output.from) }));
  }
  const centre = { x: box.x + Math.round(box.width / 2), y: box.y + Math.round(box.height / 2) };
  return { inside, centre, corner: box };
}

/** The corners that nodes span: the upper left, and how far the others are. */
export function boxOf(points: readonly Point[]): Point & { readonly width: number; readonly height: number } {
  const [first = { x: 0, y: 0 }] = points;
  let [left, right, top, bottom] = [first.x, first.x, first.y, first.y];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function innerGraph(nodes: readonly GraphNode[], { sources, output, inner, entering }: Cut): Graph {
  const inputs = sources.map((id): GraphNode => ({ id, kind: 'moduleInput', params: {} }));
  const outputs: readonly GraphNode[] = output ? [{ id: output.name, kind: 'moduleOutput', params: {} }] : [];
  const last = output ? [edgeOf({ from: output.from, to: output.name, slot: 0 })] : [];
  // Ports are named after what feeds them, so wires from outside are wires from ports as they stand.
  return makeGraph([...inputs, ...nodes, ...outputs], [...entering, ...inner, ...last]);
}

function replaced(
  { graph, layout }: Drawing,
  chosen: Chosen,
  { sources, output }: Cut,
  definition: Module,
  { id, at, within }: { readonly id: NodeId; readonly at: Point; readonly within: Module | undefined },
): Drawing {
  const given = new Set((within?.parameters ?? []).map(({ name }) => name));
  const instance = withBindings(
    { id, kind: 'module', params: instanceParams(definition) },
    // What followed the module around them still does.
    definition.parameters.flatMap(({ name }) => (given.has(name) && within ? [[name, name] as const] : [])),
  );
  const [first] = chosen.keys();
  const nodes = [...graph.nodes.values()].flatMap((node) =>
    node.id === first ? [instance] : chosen.has(node.id) ? [] : [node],
  );
  const edges = [...graph.edges.values()].flatMap((edge) => {
    if (chosen.has(edge.to)) return [];
    return [edge.from === output?.from && chosen.has(edge.from) ? edgeOf({ ...edge, from: id }) : edge];
  });
  const wires = sources.map((from, slot) => edgeOf({ from, to: id, slot }));
  const modules = new Map(graph.modules).set(definition.name, definition);
  const rest = [...layout].filter(([each]) => !chosen.has(each));
  return {
    graph: makeGraph(nodes, [...edges, ...wires], modules),
    layout: new Map([...rest, [id, at]]),
  };
}
