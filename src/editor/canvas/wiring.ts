// The wire in the user's hand: state of one drag, read by every card and slot that lights up while it lasts.
import { create } from 'zustand';
import type { EdgeId, NodeId } from '../../lib/ids';
import { levelNow, shapesNow } from '../../store/derive';
import { type FixedEnd, type Judged, judgeWires, type Wiring } from './judgeWires';

interface WiringState {
  readonly active: Wiring | undefined;
}

export const useWiring = create<WiringState>()(() => ({ active: undefined }));

export const startWiring = (fixed: FixedEnd, moved?: EdgeId): void =>
  useWiring.setState({ active: judgeWires(levelNow(), shapesNow(), fixed, moved) });
export const endWiring = (): void => useWiring.setState({ active: undefined });

/** What would happen to the wire at a slot, at an output (`outputPlace`), or on a node's body (no slot). */
export function judgedAt(wiring: Wiring, node: NodeId, place: number | undefined): Judged | undefined {
  return place === undefined ? wiring.bodies.get(node) : wiring.places.get(node)?.get(place);
}

/** The node under a point of the window, found by its card. */
export function nodeAt(x: number, y: number): NodeId | undefined {
  const card = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-node-id]');
  return card?.dataset.nodeId as NodeId | undefined;
}
