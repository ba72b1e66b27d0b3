// A drawing without instances: each replaced by the nodes of its definition, those within it too, so that every layer
// is seen. `expand.ts` does the same for the plan; this is for the eye, and can be edited.
import { ok, type Result } from '../lib/result';
import type { Point } from '../lib/turned';
import { type Annotations, annotationLimits, noAnnotations } from './annotations';
import { boxOf } from './defineModule';
import type { Drawing } from './edits';
import { annotationsInPlane, placesInPlane } from './fileLimits';
import type { Graph, GraphNode, Module } from './graph';
import type { Layout } from './layout';
import { expandedNodes, isPort, moduleOf } from './module';
import { atDocument, type Problem } from './problem';
import { limits } from './templateFrame';
import { ungroup } from './ungroup';
import { refuse } from './wires';

/** The first node of a drawing that is an instance of a module that it defines. */
export function firstInstance(graph: Graph): GraphNode | undefined {
  for (const node of graph.nodes.values()) if (moduleOf(graph, node)) return node;
  return undefined;
}

/**
 * Ungroups every instance and what is within. Each node is named after the instances that it stood in
 * (`3a-conv5x5`), and what stands right of an instance or below it makes room. The definitions stay, and so do the
 * notes and frames in them. The same drawing unfolds to the same objects, so that it can be looked at before.
 */
export function unfold(drawing: Drawing): Result<Drawing, Problem> {
  const known = unfoldings.get(drawing) ?? unfoldedOf(drawing);
  unfoldings.set(drawing, known);
  return known;
}

const unfoldings = new WeakMap<Drawing, Result<Drawing, Problem>>();

function unfoldedOf(drawing: Drawing): Result<Drawing, Problem> {
  const { graph } = drawing;
  if (!firstInstance(graph))
    return refuse(
      'nothing-selected',
      atDocument,
      'The drawing places no module: there is nothing to unfold.',
    );
  const size = expandedNodes(graph);
  if (!(size <= limits.nodes)) {
    return refuse(
      'too-many-nodes',
      atDocument,
      `Unfolded, the drawing would have ${size.toLocaleString('en')} nodes, and one takes at most ${limits.nodes.toLocaleString('en')}. Ungroup single instances instead.`,
    );
  }
  let current = drawing;
  for (let next = firstInstance(graph); next; next = firstInstance(current.graph)) {
    const roomy = withRoomFor(current, next);
    const opened = ungroup(roomy, next.id, undefined, 'always');
    if (!opened.ok) return opened;
    const { annotations } = roomy;
    current = { ...opened.value, ...(annotations ? { annotations } : {}) };
  }
  return ok(current);
}

/** The drawing with its cards out of the way of what an instance holds, and the instance where the middle of that will be. */
function withRoomFor(drawing: Drawing, node: GraphNode): Drawing {
  const definition = moduleOf(drawing.graph, node);
  if (!definition) return drawing;
  const { width, height } = sizeOf(definition);
  const at = drawing.layout.get(node.id) ?? { x: 0, y: 0 };
  const away = ({ x, y }: Point): Point => ({
    x: x > at.x ? x + width : x,
    y: y > at.y ? y + height : y,
  });
  const layout: Layout = new Map([...drawing.layout].map(([id, place]) => [id, away(place)]));
  const middle = { x: at.x + Math.round(width / 2), y: at.y + Math.round(height / 2) };
  return {
    ...drawing,
    layout: placesInPlane(new Map(layout).set(node.id, middle)),
    ...(drawing.annotations ? { annotations: widened(drawing.annotations, at, { width, height }) } : {}),
  };
}

function sizeOf({ graph, layout }: Module): { readonly width: number; readonly height: number } {
  const inner = [...graph.nodes.values()].filter((node) => !isPort(node));
  return boxOf(inner.map(({ id }) => layout.get(id) ?? { x: 0, y: 0 }));
}

/** Notes move with the cards about them; a frame that spans the place grows. */
function widened(
  annotations: Annotations,
  at: Point,
  by: { readonly width: number; readonly height: number },
): Annotations {
  const { most } = annotationLimits;
  const moved = [...annotations].map(([id, each]) => {
    const { x, y } = each.at;
    const spans = each.type === 'frame';
    const wider = spans && x <= at.x && x + each.width > at.x ? by.width : 0;
    const higher = spans && y <= at.y && y + each.height > at.y ? by.height : 0;
    const place = { x: x > at.x ? x + by.width : x, y: y > at.y ? y + by.height : y };
    return [
      id,
      {
        ...each,
        at: place,
        width: Math.min(most, each.width + wider),
        height: Math.min(most, each.height + higher),
      },
    ] as const;
  });
  return annotationsInPlane(moved.length > 0 ? new Map(moved) : noAnnotations);
}
