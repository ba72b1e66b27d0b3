// What went wrong with kernels of our own since it was asked last, as sentences for a run's log. Apart, because both
// backends and the operations above them tell, and whoever runs a training asks.

let untold: string[] = [];
const told = new Set<string>();

/** Notes a failure; each sentence is told once in the page's or worker's life. */
export function tellTrouble(sentence: string): void {
  if (told.has(sentence)) return;
  told.add(sentence);
  untold.push(sentence);
}

/** The sentences since the last call. */
export function takeTroubles(): readonly string[] {
  const sentences = untold;
  untold = [];
  return sentences;
}

/**
 * Whether another kernel may answer in place of one that threw this: not where memory has run out, which another would
 * run into as well, with the remedy untold.
 */
export const isOwnFault = (error: unknown): boolean =>
  !(error instanceof RangeError) && !/out of memory/i.test(String(error));

/**
 * A kernel that calls `ours` until that fails, and from then on `before`, with a word about it; also where `ours` gives
 * nothing, for inputs it leaves alone. Without one before it, the failure is the operation's above (`tryOwn`).
 */
export function guarded<Call, Out>(
  name: string,
  ours: (call: Call) => Out | undefined,
  before: ((call: Call) => Out) | undefined,
): (call: Call) => Out {
  let failed = false;
  return (call) => {
    if (!failed) {
      try {
        const made = ours(call);
        if (made !== undefined) return made;
      } catch (error) {
        if (!before || !isOwnFault(error)) throw error;
        failed = true;
        tellTrouble(failedKernel(name, error));
      }
    }
    if (!before) throw new Error(`There is no kernel ${name} for these inputs.`);
    return before(call);
  };
}

/** The sentence for a kernel that has failed and is not called again. */
export const failedKernel = (name: string, error: unknown): string =>
  `The fast ${name} failed here (${error instanceof Error ? error.message : String(error)}); training goes on with the stock one, more slowly.`;
