// What drawing shows for a moment: the menu of layers at a place, the dialog that repeats, the wire under the pointer and
// the wire that a card would be put on. None of it is part of the document.
import { create } from 'zustand';
import type { EdgeId, NodeId } from '../../lib/ids';
import type { Point } from '../../lib/turned';
import type { Place } from '../../shapes/scene';

export interface OpenMenu {
  readonly place: Place;
  /** Where the new card's upper left corner goes, in canvas units. */
  readonly at: Point;
  /** Where the menu opens, in pixels of the window. */
  readonly x: number;
  readonly y: number;
}

/** The wire that what is dragged would be put on, and whether it fits there. */
export interface DropWire {
  readonly edge: EdgeId;
  readonly fits: boolean;
}

interface DrawState {
  readonly menu: OpenMenu | undefined;
  readonly repeating: readonly NodeId[] | undefined;
  readonly hovered: EdgeId | undefined;
  readonly drop: DropWire | undefined;
}

export const useDraw = create<DrawState>()(() => ({
  menu: undefined,
  repeating: undefined,
  hovered: undefined,
  drop: undefined,
}));

const { setState: set, getState: get } = useDraw;

export const openMenu = (menu: OpenMenu): void => set({ menu, hovered: undefined });
export const closeMenu = (): void => set({ menu: undefined });
export const openRepeat = (repeating: readonly NodeId[]): void => set({ repeating });
export const closeRepeat = (): void => set({ repeating: undefined });

export function setDropWire(drop: DropWire | undefined): void {
  const now = get().drop;
  if (now?.edge !== drop?.edge || now?.fits !== drop?.fits) set({ drop });
}

/** Milliseconds after which a wire under the pointer shows its button: a click at once still chooses the wire. */
const pausing = 250;
/** Milliseconds for which the button stays, so that the pointer can get to it. */
const lingering = 160;
let turning: ReturnType<typeof setTimeout> | undefined;

export function hoverWire(edge: EdgeId): void {
  clearTimeout(turning);
  if (get().hovered !== edge) turning = setTimeout(() => set({ hovered: edge }), pausing);
}

export function leaveWire(): void {
  clearTimeout(turning);
  turning = setTimeout(() => set({ hovered: undefined }), lingering);
}
