// Which cards may be drawn, where more come into sight at once than a page can draw without keeping its user waiting. A
// card that is drawn stays so while it is in sight; of the others a few come at once, and many wait for their turn.
import { overlap } from '../../lib/boxes';
import type { Box } from '../../lib/turned';

/** So many come in without waiting. */
const few = 24;

/** What waits asks no more of a card than this. */
interface Card {
  readonly id: string;
  readonly type?: string | undefined;
  readonly position: { readonly x: number; readonly y: number };
  readonly measured?: { readonly width?: number; readonly height?: number } | undefined;
}

export interface Turns {
  /** Takes note of the cards that there are and of what is in sight; answers with those that wait. */
  look(cards: readonly Card[], sight: Sight): ReadonlySet<string>;
  /** Gives the next ones their turn; they are drawn from the next look on. */
  admit(count: number): void;
}

export interface Sight {
  /** What the window shows, in canvas units; undefined while it has no size yet. */
  readonly window: Box | undefined;
  /** Cards out of sight are drawn too. */
  readonly all: boolean;
}

const nobody: ReadonlySet<string> = new Set();

/** Keep one a canvas. What waits is the same set for as long as the same cards do. */
export function makeTurns(): Turns {
  let drawn: ReadonlySet<string> = nobody;
  let waiting: ReadonlySet<string> = nobody;
  return {
    look(cards, sight) {
      const coming = new Set<string>();
      const staying = new Set<string>();
      for (const id of inSight(cards, sight)) (drawn.has(id) ? staying : coming).add(id);
      if (coming.size <= few) {
        for (const id of coming) staying.add(id);
        waiting = nobody;
      } else if (waiting.size === 0) {
        // The first of them at once: a drawing is never shown as an empty page.
        const [first, rest] = [[...coming].slice(0, few), [...coming].slice(few)];
        for (const id of first) staying.add(id);
        waiting = new Set(rest);
      } else if (!sameSet(coming, waiting)) waiting = coming;
      drawn = staying;
      return waiting;
    },
    admit(count) {
      drawn = new Set([...drawn, ...[...waiting].slice(0, count)]);
    },
  };
}

/** Those in the window first. Notes and frames are drawn below the cards at once: there are few of them. */
function* inSight(cards: readonly Card[], { window, all }: Sight): Generator<string> {
  const beyond: string[] = [];
  for (const card of cards) {
    if (card.type !== 'layer') continue;
    if (window && overlap(boxOf(card), window)) yield card.id;
    else if (all) beyond.push(card.id);
  }
  yield* beyond;
}

/** Before it is measured, a card is where it begins. */
const boxOf = ({ position: { x, y }, measured }: Card): Box => ({
  x,
  y,
  width: measured?.width ?? 0,
  height: measured?.height ?? 0,
});

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const id of a) if (!b.has(id)) return false;
  return true;
}
