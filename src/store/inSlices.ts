// Long work in short pieces, so that the page goes on answering meanwhile.

/** Milliseconds that a piece takes about: it leaves room in a frame for what else belongs there. */
const pieceTime = 8;

/**
 * Runs a generator to its end, and lets go of the thread where it yields once a piece has lasted long enough. In a page out
 * of sight it does not let go: nobody waits for that page, and its timers are slow.
 */
export async function inSlices<Result>(work: Generator<void, Result>): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - began < pieceTime || isHidden()) continue;
    await nextTask();
    began = performance.now();
  }
}

const isHidden = (): boolean => typeof document !== 'undefined' && document.hidden;

/** What the user did meanwhile comes first. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
