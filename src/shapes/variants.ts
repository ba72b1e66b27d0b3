// The parameters with which a layer is tried at a place: as a network would have them there, then at their defaults.
import { edgeAtSlot, edgesInto, type Graph } from '../graph/graph';
import type { Params } from '../layers/fields';
import { defaultParams } from '../layers/index';
import type { NodeId } from '../lib/ids';
import { countOf } from './countFixes';
import type { Shapes } from './nodeShape';
import type { Offer, Place, Scene } from './scene';

/** At least one; those of the offer are among them. */
export function variantsOf(scene: Scene, place: Place, { kind, params }: Offer): readonly Params[] {
  const size = 'units' in params ? 'units' : 'filters' in params ? 'filters' : undefined;
  if (place.type === 'after') {
    // A dense layer that is drawn last gives the logits, one for each class.
    const logits = kind === 'dense' ? { ...params, units: classesOf(scene) } : undefined;
    return logits ? [logits, params] : [params];
  }
  if (size === undefined) return [params];
  const wanted = wantedAt(scene, place);
  const sized = wanted.map(({ count, logits }) => ({
    ...params,
    [size]: count,
    ...(logits && 'activation' in params ? { activation: 'none' } : {}),
  }));
  return [params, ...sized];
}

/** As many as a classifier of the drawing counts, else as the images in use have. */
function classesOf({ graph, classes }: Scene): number {
  for (const node of graph.nodes.values()) {
    const counted = node.kind === 'classifier' ? countOf(node) : undefined;
    if (counted) return counted.count;
  }
  return classes ?? Number(defaultParams('classifier').classes);
}

interface Wanted {
  readonly count: number;
  /** An output layer counts them. */
  readonly logits: boolean;
}

/** How many channels or values what follows needs: what it counts, what meets there, what arrives there now. */
function wantedAt({ graph, shapes }: Scene, place: Exclude<Place, { type: 'after' }>): readonly Wanted[] {
  if (place.type === 'instead') {
    const now = lastOf(shapes, place.node);
    const counted = (graph.outgoing.get(place.node) ?? []).flatMap(({ to }) => countedAt(graph, to));
    return [...counted, ...now];
  }
  const edge = place.type === 'on' ? graph.edges.get(place.edge) : undefined;
  const to = place.type === 'before' ? place.node : edge?.to;
  if (to === undefined) return [];
  const slot = place.type === 'before' ? place.slot : (edge?.slot ?? 0);
  const here = edgeAtSlot(graph, to, slot);
  const beside = edgesInto(graph, to).filter((each) => each.slot !== slot);
  return [
    ...countedAt(graph, to),
    ...(here ? lastOf(shapes, here.from) : []),
    ...beside.flatMap(({ from }) => lastOf(shapes, from)),
  ];
}

function countedAt(graph: Graph, id: NodeId): readonly Wanted[] {
  const node = graph.nodes.get(id);
  const counted = node && countOf(node);
  return counted ? [{ count: counted.count, logits: true }] : [];
}

function lastOf(shapes: Shapes, id: NodeId): readonly Wanted[] {
  const state = shapes.get(id);
  const count = state?.state === 'ok' ? state.shape.at(-1) : undefined;
  return count === undefined ? [] : [{ count, logits: false }];
}
