// A card's size and the places of its handles, known without asking the browser: React Flow then draws the wires of
// cards that it has not drawn, and measures none of a thousand.
import { type NodeHandle, Position } from '@xyflow/react';
import type { Direction } from '../lib/turned';
import { card, cardHeight, slotOffset } from './freePlace';

export const outputHandle = 'out';
export const slotHandle = (slot: number): string => `in-${slot}`;
/** The slot that a handle stands for, or undefined for the output. */
export const slotOfHandle = (handle: string | null | undefined): number | undefined =>
  handle?.startsWith('in-') ? Number(handle.slice(3)) : undefined;

/** A handle's diameter. */
const size = 10;
/** Handles stand on the inner edge of the card's border. */
const border = 1;

interface CardGeometry {
  readonly measured: { readonly width: number; readonly height: number };
  readonly handles: NodeHandle[];
}

const known = new Map<string, CardGeometry>();

/** The same object for all cards alike, in canvas units from the card's corner; `direction` is the drawing's. */
export function cardGeometry(slots: number, hasOutput: boolean, direction: Direction): CardGeometry {
  const key = `${slots} ${hasOutput} ${direction}`;
  const before = known.get(key);
  if (before) return before;
  const { width } = card;
  const height = cardHeight(slots);
  const down = direction === 'down';
  /** A handle by its middle: how far along the edge from that edge's own middle, and across the card. */
  const at = (along: number, across: 'first' | 'last') => {
    const edge = across === 'first' ? border : (down ? height : width) - border;
    const [x, y] = down ? [width / 2 + along, edge] : [edge, height / 2 + along];
    return { x: x - size / 2, y: y - size / 2, width: size, height: size };
  };
  const inputs = Array.from(
    { length: slots },
    (_, slot): NodeHandle => ({
      id: slotHandle(slot),
      type: 'target',
      position: down ? Position.Top : Position.Left,
      ...at(slotOffset(slot, slots, direction), 'first'),
    }),
  );
  const output: NodeHandle = {
    id: outputHandle,
    type: 'source',
    position: down ? Position.Bottom : Position.Right,
    ...at(0, 'last'),
  };
  const made = { measured: { width, height }, handles: hasOutput ? [...inputs, output] : inputs };
  known.set(key, made);
  return made;
}
