// How much a card says, by the zoom: what could not be read is left out, and what there is room for comes in. The card
// keeps its box at every level, so that nothing moves on the way.
import { createContext } from 'react';

/**
 * `block`: colour, name and shape. `brief`: with the tensor's picture. `card`: kind, parameters and figures too.
 * `full`: the arithmetic with its numbers.
 */
export type Detail = 'block' | 'brief' | 'card' | 'full';

/** Zooms at which a card says more. */
const brief = 0.35;
const readable = 0.75;
const roomy = 1.25;

export const detailOf = (zoom: number): Detail =>
  zoom >= roomy ? 'full' : zoom >= readable ? 'card' : zoom > brief ? 'brief' : 'block';

/** How many times larger than from near letters become from afar, at most: more would not fit on a card. */
const largest = 2.3;

/** Letters' growth from afar, in steps, so that cards are not laid out anew at every turn of the wheel; 1 from near. */
export const growthOf = (zoom: number): number =>
  zoom < readable ? Math.min(largest, 1 / Math.max(0.05, Math.floor(zoom * 20) / 20)) : 1;

/** Whether there is room for the arithmetic, which only then is worked out. */
export const ArithmeticContext = createContext(false);
