// A card dragged over a wire: the wire lights up, and the drop puts the card on it.
import { nodeId } from '../../lib/ids';
import { soon } from '../later';

const gesture = soon(() => import('./dropOnWire'));

type Pointer = MouseEvent | TouchEvent | { readonly clientX: number; readonly clientY: number };

function pointOf(event: Pointer): { x: number; y: number } {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}

/** Notes and frames too, which no wire takes. */
interface Dragged {
  readonly id: string;
}

/** Only one card alone is put on a wire, and only one that has none. */
const lone = (nodes: readonly Dragged[]): Dragged | undefined =>
  nodes.length === 1 && nodes[0] && gesture()?.isUnwired(nodeId(nodes[0].id)) ? nodes[0] : undefined;

export function carryCard(event: Pointer, _node: unknown, nodes: readonly Dragged[]): void {
  const card = lone(nodes);
  if (card) gesture()?.carryOver({ node: nodeId(card.id) }, pointOf(event));
}

/** Whether the drop was on a wire, and so is done with. */
export function dropsOnWire(event: Pointer, nodes: readonly Dragged[]): boolean {
  gesture()?.endCarrying();
  const card = lone(nodes);
  const wire = card && gesture()?.wireAt(pointOf(event));
  if (!card || wire === undefined) return false;
  gesture()?.dropCard(nodeId(card.id), wire, pointOf(event));
  return true;
}
