// In which order offers are tried at a place: by what usually follows what stands there (`followers.ts`).
import { edgesInto } from '../graph/graph';
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import { type Before, rankAfter } from './followers';
import type { Offer, Place, Scene } from './scene';

/** The offers in the order in which they are likely at a place, whether they fit or not. */
export function ranked<O extends Offer>(scene: Scene, place: Place, offers: readonly O[]): readonly O[] {
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
