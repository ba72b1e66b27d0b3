// What is asked of an arrangement: the cards as large as they are drawn, and the wires between them. Sizes and places
// are in canvas units.
import type { Layout } from '../graph/layout';
import type { NodeId } from '../lib/ids';
import type { Direction } from '../lib/turned';

export interface Card {
  readonly id: NodeId;
  readonly width: number;
  readonly height: number;
}

/** A wire into the target's slot; slots stand in their order along the card's edge. */
export interface CardWire {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly slot: number;
}

export interface ArrangeRequest {
  readonly cards: readonly Card[];
  readonly wires: readonly CardWire[];
  readonly direction: Direction;
  /** Where the cards stand now; a card that stands nowhere may be put anywhere. */
  readonly places: Layout;
  /**
   * `all`: every card finds its place anew. `part`: only these move, as near to where they were as there is room.
   * `around`: these stay, and all others are arranged about them.
   */
  readonly scope:
    | { readonly type: 'all' }
    | { readonly type: 'part'; readonly nodes: ReadonlySet<NodeId> }
    | { readonly type: 'around'; readonly nodes: ReadonlySet<NodeId> };
}

/** All positions are multiples of it, as those of cards that are moved by hand. */
export const grid = 10;
