// Which layers fit at a place of the drawing, best first: after a node, before an input, on a wire, or instead of a node.
// Each is put there on trial and judged as the drawing itself would be; nothing is guessed but the order.
import type { Point } from '../graph/document';
import type { Edit } from '../graph/edits';
import { edgesFrom, edgesInto, type Graph, type GraphNode } from '../graph/graph';
import { atNode, type Problem } from '../graph/problem';
import { freeName } from '../graph/slots';
import type { Shape } from '../layers/contract';
import type { Params } from '../layers/fields';
import { layerOf } from '../layers/index';
import type { EdgeId, NodeId } from '../lib/ids';
import type { Result } from '../lib/result';
import { checkEdge } from './checkEdge';
import { feeds } from './feeds';
import { fixesFor } from './fixes';
import { type Before, rankAfter } from './followers';
import { inferShapes, type NodeShape, type Shapes } from './inferShapes';
import { variantsOf } from './variants';

/** A layer, or an instance of a module, as it would be added. */
export interface Offer {
  readonly kind: string;
  readonly params: Params;
  /** New nodes are named with it. */
  readonly stem: string;
}

export type Place =
  | { readonly type: 'after'; readonly node: NodeId }
  | { readonly type: 'before'; readonly node: NodeId; readonly slot: number }
  | { readonly type: 'on'; readonly edge: EdgeId }
  | { readonly type: 'instead'; readonly node: NodeId };

/** The level that is shown, and how an edit of it turns out there. */
export interface Scene {
  readonly graph: Graph;
  readonly shapes: Shapes;
  /** The level's graph after edits of it. */
  readonly edited: (edits: readonly Edit[]) => Result<Graph, Problem>;
  /** How many classes the images in use have: what a last dense layer counts. */
  readonly classes?: number;
}

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
  return { offer, node, edits, verdict };
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

/** What an edit at `id` makes wrong: that node, or the first that had a shape and has none any more. */
export function firstFault(before: Shapes, graph: Graph, after: Shapes, id?: NodeId): Problem | undefined {
  const own = id === undefined ? undefined : after.get(id);
  const incomplete = own?.state === 'incomplete' && edgesFrom(graph, own.node.id).length > 0;
  if (own && (own.state === 'misfit' || incomplete)) return problemOf(own);
  for (const state of after.values()) {
    if (state.state === 'misfit' && before.get(state.node.id)?.state === 'ok') return problemOf(state);
  }
  for (const state of after.values()) {
    if (state.state === 'ok' || before.get(state.node.id)?.state !== 'ok') continue;
    return problemOf(state.state === 'waiting' ? (after.get(state.on) ?? state) : state);
  }
  return undefined;
}

function problemOf(state: NodeShape): Problem {
  const { id, kind } = state.node;
  if (state.state === 'misfit')
    return { code: state.misfit.code, at: atNode(id), message: `“${id}”: ${state.misfit.message}.` };
  const missing = state.state === 'incomplete' ? state.missing : 1;
  const more = missing === 1 ? 'one more wire' : `${missing} more wires`;
  return {
    code: 'missing-input',
    at: atNode(id),
    message: `“${id}” (${layerOf(kind).label}) needs ${more}: what follows would wait for ${missing === 1 ? 'it' : 'them'}.`,
  };
}

function ranked<O extends Offer>(scene: Scene, place: Place, offers: readonly O[]): readonly O[] {
  const rank = rankAt(scene, place);
  return offers
    .map((offer, i) => ({ offer, i, rank: rank(offer) }))
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .map(({ offer }) => offer);
}

function rankAt({ graph, shapes }: Scene, place: Place): (offer: Offer) => number {
  const before = (id: NodeId | undefined): Before | undefined => {
    const node = id === undefined ? undefined : graph.nodes.get(id);
    const state = id === undefined ? undefined : shapes.get(id);
    return node && { ...node, ...(state?.state === 'ok' ? { shape: state.shape } : {}) };
  };
  const after = (from: Before | undefined, kind: string) => (from ? rankAfter(from, kind) : 0);
  const leads = (offer: Offer, to: NodeId | undefined): number => {
    const target = to === undefined ? undefined : graph.nodes.get(to);
    return target ? rankAfter(offer, target.kind) : 0;
  };
  switch (place.type) {
    case 'after': {
      const from = before(place.node);
      return ({ kind }) => after(from, kind);
    }
    case 'before':
      return (offer) => leads(offer, place.node);
    case 'on': {
      const edge = graph.edges.get(place.edge);
      const from = before(edge?.from);
      return (offer) => after(from, offer.kind) * 2 + leads(offer, edge?.to);
    }
    case 'instead': {
      const node = graph.nodes.get(place.node);
      const group = node && layerOf(node.kind).group;
      const from = before(edgesInto(graph, place.node)[0]?.from);
      const alike = ({ kind }: Offer) => (layerOf(kind).group === group ? 0 : 200);
      return (offer) => alike(offer) + after(from, offer.kind);
    }
  }
}
