// What an editor shows inside an instance of a module: the definition's drawing at that instance's values, with the
// shapes that arise there. Edits of it go to the definition (`inModule`, or path ids).

import type { Drawing } from '../graph/edits';
import { edgesInto, type Graph, type Module } from '../graph/graph';
import { moduleOf } from '../graph/module';
import { defaultValues, type Values, valuesOf } from '../graph/values';
import type { Shape, Source } from '../layers/contract';
import { type NodeId, namesOf } from '../lib/ids';
import { inferShapes, sourceOf } from './inferShapes';
import { enteringPorts, graphWithin } from './instance';
import type { Shapes } from './nodeShape';

export interface InnerDrawing {
  readonly module: Module;
  /** The values at which it is shown: the instance's, or the defaults where the instance's are wrong. */
  readonly values: Values;
  /** Nodes keep their `bindings`; their params are at `values`. The graph has the drawing's modules. */
  readonly drawing: Drawing;
  readonly shapes: Shapes;
}

const shownByShapes = new WeakMap<Shapes, Map<NodeId, InnerDrawing>>();

/**
 * The drawing inside the instance at `path` (`stage2/block1`), given the whole drawing's graph and its shapes; the same
 * object until one of them changes. Undefined where no instance of a defined module stands there. Of an instance that
 * lacks a wire, the ports without one are incomplete.
 */
export function innerDrawing(graph: Graph, shapes: Shapes, path: NodeId): InnerDrawing | undefined {
  const shown = shownByShapes.get(shapes) ?? new Map<NodeId, InnerDrawing>();
  shownByShapes.set(shapes, shown);
  const known = shown.get(path);
  if (known) return known;
  let level: { graph: Graph; shapes: Shapes } = { graph, shapes };
  let found: InnerDrawing | undefined;
  for (const name of namesOf(path)) {
    found = within(level.graph, level.shapes, name);
    if (!found) return undefined;
    level = { graph: found.drawing.graph, shapes: found.shapes };
  }
  if (found) shown.set(path, found);
  return found;
}

function within(graph: Graph, shapes: Shapes, id: NodeId): InnerDrawing | undefined {
  const node = graph.nodes.get(id);
  const module = moduleOf(graph, node);
  if (!node || !module) return undefined;
  const given = valuesOf(module, node.params);
  const values = given.ok ? given.value : defaultValues(module);
  const inside = graphWithin(module, values, graph.modules);
  const state = shapes.get(id);
  const inner = state?.state === 'ok' || state?.state === 'misfit' ? state.inner : undefined;
  const known = inner ?? inferShapes(inside, undefined, entering(graph, shapes, id, module));
  const { layout, annotations } = module;
  const drawing: Drawing = { graph: inside, layout, ...(annotations ? { annotations } : {}) };
  return { module, values, drawing, shapes: known };
}

function entering(graph: Graph, shapes: Shapes, id: NodeId, module: Module) {
  const inputs: Shape[] = [];
  const sources: Source[] = [];
  for (const { from, slot } of edgesInto(graph, id)) {
    const state = shapes.get(from);
    if (state?.state !== 'ok') continue;
    inputs[slot] = state.shape;
    sources[slot] = sourceOf(state);
  }
  return enteringPorts(module, inputs, sources);
}
