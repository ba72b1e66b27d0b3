// Which page trains a run. A page holds a lock for as long as it lives, and the lock goes with it even when it crashes;
// where there are no locks, a page that has not written for minutes counts as gone.

export interface Owner {
  readonly name: string;
  /** Resolves once others can tell that this page lives. */
  readonly hold: () => Promise<void>;
  /** Milliseconds between two signs of life that a page must write; undefined where its lock says it. */
  readonly beatEvery: number | undefined;
  /** Resolves once the page of that name, which last wrote at `beat`, is gone; at once where it is gone already. */
  readonly whenGone: (name: string, beat: number) => Promise<void>;
}

/** Milliseconds; a page in the background may be woken once a minute. */
const beatEvery = 20_000;
const silence = 150_000;

const lockOf = (name: string): string => `convas page ${name}`;

/** This page. `locks`: the browser's, undefined where it has none. */
export function pageOwner(locks: LockManager | undefined, now: () => number): Owner {
  const name = crypto.randomUUID();
  if (!locks) return { name, hold: async () => {}, beatEvery, whenGone: silentFor(now) };
  let held: Promise<void> | undefined;
  return {
    name,
    beatEvery: undefined,
    hold: () => {
      held ??= new Promise((resolve) => {
        const keep = () => {
          resolve();
          // Never settles: the lock is held until the page is gone.
          return new Promise<void>(() => {});
        };
        locks.request(lockOf(name), keep).catch(() => resolve());
      });
      return held;
    },
    // Granted when the page lets go of it; every tab that waits gets its turn.
    whenGone: (other) => locks.request(lockOf(other), () => {}),
  };
}

const silentFor =
  (now: () => number) =>
  (_: string, beat: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, Math.max(0, beat + silence - now()));
    });
