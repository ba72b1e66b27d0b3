// Which layers fit at a place of the drawing, best first: after a node, before an input, on a wire, or instead of a node.
// Each is put there on trial and judged as the drawing itself would be; nothing is guessed but the order.

import type { Edit } from '../graph/edits';
import type { Graph, GraphNode } from '../graph/graph';
import type { Problem } from '../graph/problem';
import { freeName } from '../graph/slots';
import type { Shape } from '../layers/contract';
import type { NodeId } from '../lib/ids';
import type { Point } from '../lib/turned';
import { checkEdge } from './checkEdge';
import { feeds } from './feeds';
import { firstFault } from './firstFault';
import { fixesFor } from './fixes';
import { inferShapes } from './inferShapes';
import { ranked } from './rankOffers';
import type { Offer, Place, Scene } from './scene';
import { variantsOf } from './variants';

export interface Suggestion<O extends Offer = Offer> {
  readonly offer: O;
  /** The node as it would stand there; its parameters may differ from the offer's where only so it fits. */
  readonly node: GraphNode;
  readonly edits: readonly Edit[];
  readonly verdict: /** `shape`: what it would put out there; undefined while that cannot be known. */
  { readonly ok: true; readonly shape?: Shape } | { readonly ok: false; readonly problem: Problem };
}

/** Every offer with its verdict: first those that fit, best first, then the others. */
export function suggest<O extends Offer>(
  scene: Scene,
  place: Place,
  offers: readonly O[],
  at: Point,
): readonly Suggestion<O>[] {
  const judged = ranked(scene, place, offers).map((offer) => judgeOffer(scene, place, offer, at));
  return [...judged.filter(({ verdict }) => verdict.ok), ...judged.filter(({ verdict }) => !verdict.ok)];
}

/** The best that fits and has a shape there; the others are not judged. */
export function likeliest<O extends Offer>(
  scene: Scene,
  place: Place,
  offers: readonly O[],
  at: Point,
): Suggestion<O> | undefined {
  for (const offer of ranked(scene, place, offers)) {
    const one = judgeOffer(scene, place, offer, at);
    if (one.verdict.ok && one.verdict.shape) return one;
  }
  return undefined;
}

/** One offer at a place, with parameters at which it fits if there are such. */
export function judgeOffer<O extends Offer>(scene: Scene, place: Place, offer: O, at: Point): Suggestion<O> {
  let first: Suggestion<O> | undefined;
  for (const params of variantsOf(scene, place, offer)) {
    const one = tryOffer(scene, place, { ...offer, params }, at);
    if (one.verdict.ok) return { ...one, offer };
    first ??= { ...one, offer };
  }
  return first ?? tryOffer(scene, place, offer, at);
}

/** The problem of a suggestion that does not fit, with remedies that add it too. */
export function remedied(
  scene: Scene,
  place: Place,
  { node, edits, verdict }: Suggestion,
): Problem | undefined {
  if (verdict.ok) return undefined;
  const before = place.type === 'after' ? edits.slice(0, 1) : edits;
  const drawn = scene.edited(before);
  if (!drawn.ok) return verdict.problem;
  const shapes = inferShapes(drawn.value, scene.shapes);
  if (place.type === 'after') {
    const again = checkEdge(drawn.value, shapes, { from: place.node, to: node.id, slot: 0 });
    return again.ok ? verdict.problem : withFirst(again.problem, before);
  }
  const at = verdict.problem.at.type === 'node' ? verdict.problem.at.node : node.id;
  return withFirst({ ...verdict.problem, fixes: fixesFor(drawn.value, shapes, at) }, before);
}

const withFirst = (problem: Problem, before: readonly Edit[]): Problem => ({
  ...problem,
  fixes: (problem.fixes ?? []).map((fix) => ({ ...fix, edits: [...before, ...fix.edits] })),
});

function tryOffer<O extends Offer>(scene: Scene, place: Place, offer: O, at: Point): Suggestion<O> {
  const node = nodeFor(scene.graph, place, offer);
  const edits = editsFor(place, node, at);
  const drawn = scene.edited(edits);
  const verdict: Suggestion['verdict'] = drawn.ok
    ? verdictAt(scene, place, drawn.value, node.id)
    : { ok: false, problem: drawn.error };
  // What takes another's place keeps the parameters that it has too.
  const placed = drawn.ok && place.type === 'instead' ? drawn.value.nodes.get(node.id) : undefined;
  return { offer, node: placed ?? node, edits, verdict };
}

function nodeFor(graph: Graph, place: Place, { kind, params, stem }: Offer): GraphNode {
  return { id: place.type === 'instead' ? place.node : freeName(graph, stem), kind, params };
}

function editsFor(place: Place, node: GraphNode, at: Point): readonly Edit[] {
  switch (place.type) {
    case 'after':
      return [
        { type: 'add', node, at },
        { type: 'connect', from: place.node, to: node.id, slot: 0 },
      ];
    case 'before':
      return [
        { type: 'add', node, at },
        { type: 'connect', from: node.id, to: place.node, slot: place.slot },
      ];
    case 'on':
      return [{ type: 'insert', edge: place.edge, node, at }];
    case 'instead':
      return [{ type: 'replace', node: place.node, kind: node.kind, params: node.params }];
  }
}

function verdictAt(scene: Scene, place: Place, graph: Graph, id: NodeId): Suggestion['verdict'] {
  if (place.type === 'before')
    return feeds(scene.shapes, graph, { from: id, to: place.node, slot: place.slot });
  const shapes = inferShapes(graph, scene.shapes);
  const own = shapes.get(id);
  if (place.type === 'after' && own?.state !== 'misfit') {
    // A merge waits for its other wires, and what follows an unknown tensor for that: neither is wrong.
    return own?.state === 'ok' ? { ok: true, shape: own.shape } : { ok: true };
  }
  const fault = firstFault(scene.shapes, graph, shapes, id);
  if (fault) return { ok: false, problem: fault };
  return own?.state === 'ok' ? { ok: true, shape: own.shape } : { ok: true };
}
