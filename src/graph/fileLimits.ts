// What a file may hold, asked of a drawing while it is edited: an edit that leads beyond it is refused, for what it made
// could be saved and never opened again.
import type { AnnotationId } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import type { Point } from '../lib/turned';
import type { Annotation } from './annotations';
import type { Drawing } from './edits';
import { atDocument, type Problem, type ProblemCode } from './problem';
import { limits } from './templateFrame';
import { refuse } from './wires';

interface Counts {
  readonly nodes: number;
  readonly edges: number;
  readonly modules: number;
  readonly annotations: number;
}

/** Those of the drawing and of all its definitions together, as files count them. */
function countsOf(drawing: Drawing): Counts {
  const { modules } = drawing.graph;
  let [nodes, edges, annotations] = [0, 0, 0];
  for (const each of [drawing, ...modules.values()]) {
    nodes += each.graph.nodes.size;
    edges += each.graph.edges.size;
    annotations += each.annotations?.size ?? 0;
  }
  return { nodes, edges, modules: modules.size, annotations };
}

const words: readonly {
  readonly of: keyof Counts;
  readonly code: ProblemCode;
  readonly called: string;
  readonly remedy: string;
}[] = [
  {
    of: 'nodes',
    code: 'too-many-nodes',
    called: 'nodes',
    remedy: 'Make modules of what repeats, or delete some first',
  },
  { of: 'edges', code: 'file-too-large', called: 'wires', remedy: 'Delete some first' },
  { of: 'modules', code: 'file-too-large', called: 'modules', remedy: 'Delete those that are not placed' },
  {
    of: 'annotations',
    code: 'too-many-annotations',
    called: 'notes and frames',
    remedy: 'Delete some first',
  },
];

/**
 * Refuses what no file could hold. A drawing that is beyond a limit already, as one that was imported can be, may stay
 * so and become less.
 */
export function checkFileLimits(before: Drawing, after: Drawing): Result<Drawing, Problem> {
  const now = countsOf(after);
  const exceeded = words.filter(({ of }) => now[of] > limits[of]);
  if (exceeded.length === 0) return ok(after);
  const was = countsOf(before);
  const grown = exceeded.find(({ of }) => now[of] > was[of]);
  if (!grown) return ok(after);
  const { of, code, called, remedy } = grown;
  return refuse(
    code,
    atDocument,
    `The drawing and its modules would have ${now[of].toLocaleString('en')} ${called}, and a drawing takes at most ${limits[of].toLocaleString('en')}. ${remedy}.`,
  );
}

const within = (value: number): number =>
  Number.isNaN(value) ? 0 : Math.min(limits.position, Math.max(-limits.position, value));

/** The place itself, or the nearest where a file can have something; the same object where it need not change. */
export function inPlane(at: Point): Point {
  const [x, y] = [within(at.x), within(at.y)];
  return x === at.x && y === at.y ? at : { x, y };
}

/** The places of all of them so. */
export const placesInPlane = <Id>(places: ReadonlyMap<Id, Point>): ReadonlyMap<Id, Point> =>
  [...places.values()].every((at) => inPlane(at) === at)
    ? places
    : new Map([...places].map(([id, at]) => [id, inPlane(at)]));

/** The same of notes and frames. */
export const annotationsInPlane = (
  annotations: ReadonlyMap<AnnotationId, Annotation>,
): ReadonlyMap<AnnotationId, Annotation> =>
  [...annotations.values()].every(({ at }) => inPlane(at) === at)
    ? annotations
    : new Map([...annotations].map(([id, each]) => [id, { ...each, at: inPlane(each.at) }]));
