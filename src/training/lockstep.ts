// How several runs, each in a worker of its own, go step for step: every run tells every other which batch it hands to
// its network, over ports between the workers, so that the page's thread is not in the loop.
import type { RunId } from '../lib/ids';

/** A line to another run of the group. */
export interface Companion {
  readonly runId: RunId;
  readonly port: MessagePort;
}

/** What goes over a port: the batch begun, from 1, or that the sender is no longer in the group. */
export type Word = number | 'left';

export interface Pace {
  /**
   * Asks to hand over batch `step` (from 1, one after the other). True where every other run of the group has handed
   * over the one before: the others are then told, and the caller hands it over before it gives the event loop away.
   */
  readonly take: (step: number) => boolean;
  /** Resolves when another run has moved on or left, or `nudge` was called; to be asked when `take` has refused. */
  readonly moved: () => Promise<void>;
  /** Ends the wait in hand, for a caller who has other news. */
  readonly nudge: () => void;
  /** Leaves the group, so that nobody waits for this run any more. May be called more than once. */
  readonly leave: () => void;
  /** Takes another run out of the group, which cannot say so itself. */
  readonly forget: (other: RunId) => void;
}

/** The pace of one run among `companions`; none of them has begun a batch yet. */
export function makePace(companions: readonly Companion[]): Pace {
  const others = new Map(companions.map(({ runId, port }) => [runId, { port, step: 0 }]));
  let wake: (() => void) | undefined;
  let left = false;

  const nudge = () => {
    wake?.();
    wake = undefined;
  };
  const forget = (other: RunId) => {
    // Closed by whoever hears of the parting, not by whoever parts: a port that is closed may lose its last word.
    others.get(other)?.port.close();
    if (others.delete(other)) nudge();
  };
  for (const { runId, port } of companions)
    port.onmessage = ({ data }: MessageEvent<Word>) => {
      const other = others.get(runId);
      if (data === 'left') forget(runId);
      else if (other) {
        other.step = data;
        nudge();
      }
    };
  const tell = (word: Word) => {
    for (const { port } of others.values()) port.postMessage(word);
  };

  return {
    take: (step) => {
      for (const other of others.values()) if (other.step < step - 1) return false;
      if (!left) tell(step);
      return true;
    },
    moved: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
    nudge,
    leave: () => {
      if (!left) tell('left');
      left = true;
    },
    forget,
  };
}

/** Lines between all of a group, two by two: for each run those to its companions, to be transferred to its worker. */
export function connect(group: readonly RunId[]): ReadonlyMap<RunId, readonly Companion[]> {
  const lines = new Map<RunId, Companion[]>(group.map((runId) => [runId, []]));
  for (const [i, a] of group.entries())
    for (const b of group.slice(i + 1)) {
      const { port1, port2 } = new MessageChannel();
      lines.get(a)?.push({ runId: b, port: port1 });
      lines.get(b)?.push({ runId: a, port: port2 });
    }
  return lines;
}
